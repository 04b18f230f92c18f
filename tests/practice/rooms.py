"""What the tests of this room share: the room itself, clients, and turns made to measure."""

from functools import cache

from coach.domain.conversation import (
    Appraisal,
    ClientProfile,
    Flags,
    PracticeTalk,
    Scores,
    TurnRecord,
)
from coach.domain.values import Behaviour
from coach.language.checker import PlainLanguage
from coach.model.prompts import PromptLibrary
from coach.practice.gates import Moment
from coach.practice.session import Practice
from coach.practice.state import Temper, TurnFacts, opening_state, react
from coach.practice.tuning import Tuning
from coach.resources import knowledge_folder, prompts_folder


@cache
def practice() -> Practice:
    folder = knowledge_folder()
    return Practice(folder, PlainLanguage.load(folder), PromptLibrary(prompts_folder()))


@cache
def tuning() -> Tuning:
    return Tuning(knowledge_folder())


def scenario_client(id_: str = "missed-go-live", **changes: object) -> ClientProfile:
    client = next(one.client for one in practice().scenarios() if one.id == id_)
    return client.model_copy(update=changes)


def did(
    *acts: Behaviour, scores: tuple[int, int, int, int] | None = None, **flags: bool
) -> Appraisal:
    """Return an appraisal with these acts, scores (or none) and flags."""
    levels = scores or (None, None, None, None)
    empathy, ownership, clarity, solution = levels
    return Appraisal(
        scores=Scores(
            empathy=empathy, ownership=ownership, clarity=clarity, solution_focus=solution
        ),
        flags=Flags(**flags),
        behaviours=acts,
    )


def moment(
    appraisal: Appraisal,
    facts: TurnFacts | None = None,
    client: ClientProfile | None = None,
    **before: object,
) -> Moment:
    """Return the client right after a turn, having felt as `before` says."""
    client = client or scenario_client()
    temper = Temper.of(client, tuning())
    start = opening_state(client, temper).model_copy(update=before)
    facts = facts or TurnFacts()
    return Moment(
        before=start,
        state=react(start, appraisal, facts, temper),
        appraisal=appraisal,
        facts=facts,
        client=client,
        temper=temper,
    )


def talked(client: ClientProfile, *turns: str, seed: int = 0) -> PracticeTalk:
    """Return a talk in which these turns were said, as far as it went."""
    talk = practice().start(client, seed=seed)
    for turn in turns:
        if talk.ended is None:
            talk = practice().reply(talk, turn)
    return talk


def last(talk: PracticeTalk) -> TurnRecord:
    return talk.turns[-1]
