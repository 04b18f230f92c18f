"""One request, one answer: what each command puts into its JSON object."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from coach.cli.requests import (
    AppraiseCommand,
    CheckCommand,
    GuideCommand,
    PractiseCommand,
    PrepareCommand,
    RewriteCommand,
    Turn,
    parsed,
)
from coach.domain.conversation import ClientProfile, PracticeTalk
from coach.domain.situation import CaseInput
from coach.errors import InputError, UsageError
from coach.services import Services, case_from

Json = dict[str, Any]


def check(services: Services, data: object) -> Json:
    """Answer `candor check`."""
    request = parsed(CheckCommand, data)
    result = services.check(request.text, audience=request.audience, allow=request.allow)
    return {"id": request.id, **result.model_dump(mode="json")}


def rewrite(services: Services, data: object) -> Json:
    """Answer `candor rewrite`."""
    request = parsed(RewriteCommand, data)
    result = services.rewrite(request.text, allow=request.allow, engine=request.engine)
    return {"id": request.id, **result.model_dump(mode="json")}


def guide(services: Services, data: object) -> Json:
    """Answer `candor guide`."""
    request = parsed(GuideCommand, data)
    hits = services.guide(request.query, k=request.k)
    return {"id": request.id, "passages": [hit.model_dump(mode="json") for hit in hits]}


def prepare(
    services: Services, data: object, progress: Callable[[str], None] = lambda _: None
) -> Json:
    """Answer `candor prepare`."""
    request = parsed(PrepareCommand, data)
    case = case_of(request.text, request.today).model_copy(update={"answers": request.answers})
    pack = services.prepare(case, engine=request.engine, progress=progress)
    return {"id": request.id, **pack.model_dump(mode="json", by_alias=True)}


def appraise(services: Services, data: object) -> Json:
    """Answer `candor appraise`."""
    request = parsed(AppraiseCommand, data)
    result = services.appraise(request.trainee, request.client, request.turn_context())
    return {"id": request.id, **result.model_dump(mode="json")}


def practise(services: Services, data: object) -> Json:
    """Answer `candor practise` with given turns."""
    request = parsed(PractiseCommand, data)
    client, notices = client_of(services, request)
    model = services.model_for(request.engine)
    talk = services.practice.start(client, seed=request.seed, model=model)
    ignored = 0
    for turn in request.turns:
        if talk.ended is not None:
            ignored += 1
            continue
        said = Turn(trainee=turn) if isinstance(turn, str) else turn
        talk = services.reply(talk, said.trainee, client_line=said.client, engine=request.engine)
    if ignored:
        notices = (*notices, f"The talk had ended; turns ignored: {ignored}.")
    return talk_json(services, talk, request.id, notices)


def talk_json(
    services: Services, talk: PracticeTalk, id_: str, notices: tuple[str, ...] = ()
) -> Json:
    """Return a rehearsal as the contract shapes it."""
    return {
        "id": id_,
        "opening": talk.opening.model_dump(mode="json"),
        "turns": [turn.model_dump(mode="json") for turn in talk.turns],
        "ended": talk.ended,
        "debrief": services.practice.debrief(talk).model_dump(mode="json"),
        "seed": talk.seed,
        "notices": [*notices, *talk.notices],
    }


def client_of(
    services: Services, request: PractiseCommand
) -> tuple[ClientProfile, tuple[str, ...]]:
    """Return the client of a request and what to say of how it was read.

    Raises:
        UsageError: when not exactly one source is named.
        InputError: when there is no such scenario.
    """
    sources = (request.scenario, request.situation, request.client)
    if sum(source is not None for source in sources) != 1:
        raise UsageError("Name exactly one of scenario, situation and client.")
    if request.client is not None:
        return services.practice.client_from_json(request.client)
    if request.situation is not None:
        return services.client_for(case_of(request.situation, request.today)), ()
    scenarios = {scenario.id: scenario for scenario in services.practice.scenarios()}
    if request.scenario not in scenarios:
        known = ", ".join(sorted(scenarios))
        raise InputError(f"There is no scenario {request.scenario!r}.", f"There are: {known}.")
    return scenarios[request.scenario].client, ()


def case_of(text: str, today: date | None) -> CaseInput:
    """Return the case a text makes, read on the given day or today."""
    return case_from(text, today=today or datetime.now(UTC).astimezone().date())


ANSWERS: dict[str, Callable[[Services, object], Json]] = {
    "check": check,
    "rewrite": rewrite,
    "guide": guide,
    "prepare": prepare,
    "appraise": appraise,
    "practise": practise,
}
