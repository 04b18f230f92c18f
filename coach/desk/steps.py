"""Where a case stands on the method's seven steps, and the one thing to do next."""

from coach.domain.diary import NextAct, Standing, StepDone
from coach.domain.pack import CasePack
from coach.drafting.intake.outline import NONE_STATED


def steps_of(pack: CasePack | None, standing: Standing) -> tuple[StepDone, ...]:
    """Return the seven steps in the method's order, each done or not."""
    drafted = pack is not None and pack.script is not None
    chosen = any(option.preferred for option in pack.options) if pack else False
    asked = {question.id for question in pack.questions} if pack else set()
    impacts = pack.situation.impacts.model_dump().values() if pack else ()
    return (
        StepDone(step="understand", done=drafted),
        StepDone(step="client_view", done=drafted and "client_impact" not in asked),
        StepDone(step="damage", done=any(text != NONE_STATED for text in impacts)),
        StepDone(step="align", done=standing.agreed),
        StepDone(step="tell", done=standing.spoken),
        StepDone(step="options", done=drafted and chosen),
        StepDone(step="write", done=standing.sent),
    )


def next_act(pack: CasePack | None, standing: Standing, *, told: bool, stale: bool) -> NextAct:
    """Return the one thing to do next.

    Args:
        pack: the newest draft, if any.
        standing: what the user did so far.
        told: whether there is a note at all.
        stale: whether the note changed since the draft.
    """
    if not told:
        return "tell"
    if pack is None or pack.script is None:
        return "draft"
    if standing.spoken:
        if not standing.sent:
            return "write"
        return "update" if standing.dated else "wait"
    if stale:
        return "redraft"
    if not standing.rehearsed:
        return "practise"
    return "speak" if standing.agreed else "align"
