"""One request, one answer: what each command puts into its JSON object."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from coach.cli.requests import (
    AfterCommand,
    AppraiseCommand,
    CheckCommand,
    GuideCommand,
    PractiseCommand,
    PrepareCommand,
    ReplyCommand,
    RewriteCommand,
    Turn,
    parsed,
)
from coach.domain.conversation import ClientProfile, PracticeTalk
from coach.domain.lessons import Attempt, Drill, DrillRound
from coach.domain.meeting import MeetingInput
from coach.domain.situation import CaseInput, Profile
from coach.errors import InputError, UsageError
from coach.services import Services, case_from

Json = dict[str, Any]

_ONE_SOURCE = "Name exactly one of scenario, situation, client and drill."


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


def reply(services: Services, data: object) -> Json:
    """Answer `candor reply`."""
    request = parsed(ReplyCommand, data)
    result = services.reply(
        request.text,
        notes=request.notes,
        name=request.name,
        allow=request.allow,
        engine=request.engine,
    )
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


def after(services: Services, data: object) -> Json:
    """Answer `candor after`."""
    request = parsed(AfterCommand, data)
    day = request.met or request.today or datetime.now(UTC).astimezone().date()
    case = case_of(request.situation, day)
    case = case.model_copy(update={"profile": Profile(name=request.me)})
    earlier = request.earlier
    pack = services.prepare(case, engine="built-in") if request.situation and not earlier else None
    notes = MeetingInput(notes=request.text, met=day.isoformat(), fixes=request.fixes)
    record = services.after(notes, case, earlier or pack)
    signed = request.sign_off.model_dump(mode="json") if request.sign_off else None
    sharing = {"open": signed is not None, "sign_off": signed}
    return {"id": request.id, **record.model_dump(mode="json"), "sharing": sharing}


def appraise(services: Services, data: object) -> Json:
    """Answer `candor appraise`."""
    request = parsed(AppraiseCommand, data)
    result = services.appraise(request.trainee, request.client, request.turn_context())
    return {"id": request.id, **result.model_dump(mode="json")}


def practise(services: Services, data: object) -> Json:
    """Answer `candor practise` with given turns."""
    request = parsed(PractiseCommand, data)
    if request.drill is not None:
        return _drill(services, request)
    client, notices = client_of(services, request)
    model = services.model_for(request.engine)
    talk = services.practice.start(client, seed=request.seed, model=model)
    ignored = 0
    for turn in request.turns:
        if talk.ended is not None:
            ignored += 1
            continue
        said = Turn(trainee=turn) if isinstance(turn, str) else turn
        talk = services.answer(talk, said.trainee, client_line=said.client, model=model)
    if ignored:
        notices = (*notices, f"The talk had ended; turns ignored: {ignored}.")
    return talk_json(services, talk, request.id, notices)


def _drill(services: Services, request: PractiseCommand) -> Json:
    drill, round_ = drill_of(services, request)
    said = [turn if isinstance(turn, str) else turn.trainee for turn in request.turns]
    tries = [services.practice.drills.try_(drill, request.seed, one) for one in said]
    return drill_json(drill, round_, tries, request)


def drill_of(services: Services, request: PractiseCommand) -> tuple[Drill, DrillRound]:
    """Return the drill of a request and the situation that its seed chooses.

    Raises:
        UsageError: when another source is named, too.
        InputError: when there is no such drill.
    """
    if any((request.scenario, request.situation, request.client)) or request.drill is None:
        raise UsageError(_ONE_SOURCE)
    drill = services.practice.drills.get(request.drill)
    return drill, drill.rounds[request.seed % len(drill.rounds)]


def drill_json(
    drill: Drill, round_: DrillRound, tries: Sequence[Attempt], request: PractiseCommand
) -> Json:
    """Return the tries at a drill; our own line stands there once there was a try."""
    return {
        "id": request.id,
        "drill": drill.id,
        "title": drill.title,
        "task": drill.task,
        "situation": round_.situation,
        "client": round_.client,
        "attempts": [attempt.model_dump(mode="json") for attempt in tries],
        "ours": round_.ours if tries else None,
        "seed": request.seed,
        "notices": [],
    }


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
        "feedback": [
            [point.model_dump(mode="json") for point in services.practice.points(talk, number)]
            for number in range(1, len(talk.turns) + 1)
        ],
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
        raise UsageError(_ONE_SOURCE)
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
    "reply": reply,
    "guide": guide,
    "prepare": prepare,
    "after": after,
    "appraise": appraise,
    "practise": practise,
}
