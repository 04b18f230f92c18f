"""Where a case stands on the method's seven steps, and the one thing to do next."""

from coach.domain.diary import Diary, NextAct, StepDone
from coach.domain.pack import CasePack
from coach.drafting.intake.outline import NONE_STATED


def steps_of(pack: CasePack | None, diary: Diary) -> tuple[StepDone, ...]:
    """Return the seven steps in the method's order, each done or not."""
    drafted = pack is not None and pack.script is not None
    chosen = any(option.preferred for option in pack.options) if pack else False
    asked = {question.id for question in pack.questions} if pack else set()
    impacts = pack.situation.impacts.model_dump().values() if pack else ()
    return (
        StepDone(step="understand", done=drafted),
        StepDone(step="client_view", done=drafted and "client_impact" not in asked),
        StepDone(step="damage", done=any(text != NONE_STATED for text in impacts)),
        StepDone(step="align", done=diary.agreed is not None),
        StepDone(step="tell", done=diary.spoken is not None),
        StepDone(step="options", done=drafted and chosen),
        StepDone(step="write", done=diary.sent is not None),
    )


def next_act(
    pack: CasePack | None, diary: Diary, *, told: bool, stale: bool, rehearsed: bool
) -> NextAct:
    """Return the one thing to do next.

    Args:
        pack: the newest draft, if any.
        diary: what the user did so far.
        told: whether there is a note at all.
        stale: whether the note changed since the draft.
        rehearsed: whether the user has practised this talk.
    """
    if not told:
        return "tell"
    if pack is None or pack.script is None:
        return "draft"
    if diary.spoken is None:
        if stale:
            return "redraft"
        if not rehearsed:
            return "practise"
        return "speak" if diary.agreed else "align"
    if diary.sent is None:
        return "write"
    return "update" if diary.next_update or diary.follow_up else "wait"
