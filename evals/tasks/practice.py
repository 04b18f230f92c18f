"""Is the simulated client like a person: hard to please with nothing, open to a good turn?

Scripted talks are replayed with the scripted client lines (teacher-forced) to compare the direction
of anger with the label, and played against the client's own lines to see how they end.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from coach.domain.conversation import ClientProfile, PracticeTalk
from coach.language.checker import PlainLanguage
from coach.model.allowance import Allowance
from coach.model.prompts import PromptLibrary
from coach.practice.matching import content_words
from coach.practice.session import Practice
from coach.resources import knowledge_folder, prompts_folder
from evals.compare import Means, Side
from evals.report import Row, bootstrap, share

TALKS = Path(__file__).parents[1] / "datasets" / "conversations"
SEEDS = range(5)
DEAD_BAND = 2
LEVELS = ("easy", "medium", "hard")
EMPTY_KINDS = ("polite_but_empty", "flattering", "bribing", "apology_loop")
YES = ("accepted", "conditional")
_KIND_WORDS = re.compile(r"\b(sorry|apolog|understand|thank|appreciate|hear you|promise)", re.I)
_HARSH_WORDS = re.compile(r"\b(but|actually|policy|unfortunately|can't|not our|your fault)\b", re.I)
_LEAK_SHARE = 0.5


class Turn(BaseModel):
    """One scripted turn and what it should do to the client's anger."""

    trainee: str
    label: str
    allowed: list[str]
    client: str


class Talk(BaseModel):
    """One scripted talk."""

    id: str
    kind: str
    client: dict[str, Any]
    opening: str
    turns: list[Turn]
    marked: int | None = None
    ends: str


class Judged(BaseModel):
    """One turn's direction, ours and the label's."""

    talk: str
    kind: str
    turn: int
    ours: str
    label: str
    allowed: list[str]
    cut: bool
    trainee: str


def scripted(heldout: bool = False) -> list[Talk]:
    """Return the talks of the development set, or of the set kept aside."""
    names = ("heldout",) if heldout else ("dev", "dev2")
    files = [(TALKS / f"{name}.yaml").read_text(encoding="utf-8") for name in names]
    return [Talk.model_validate(one) for text in files for one in yaml.safe_load(text)]


@cache
def practice() -> Practice:
    """Return the room as the product builds it."""
    folder = knowledge_folder()
    return Practice(folder, PlainLanguage.load(folder), PromptLibrary(prompts_folder()))


def run(heldout: bool = False) -> list[Row]:
    """Return A1 to A8 with two baselines; A9 and A1b need people or a judge."""
    talks = scripted(heldout)
    judged = [one for talk in talks for one in directions(talk)]
    played = {talk.id: [play(talk, seed) for seed in SEEDS] for talk in talks}
    return [
        *_direction_rows("client", judged),
        *_direction_rows("always down", [_as(one, "down") for one in judged]),
        *_direction_rows("keyword tagger", [_as(one, _keyword(one.trainee)) for one in judged]),
        _marked_row(talks, judged),
        share("turns cut off by an early end (replay)", [one.cut for one in judged], "<= 0.10"),
        *_ending_rows(talks, played),
        _loop_row(),
        *_leak_rows(),
        *_form_rows(played),
        *_sameness_rows(talks),
        *_difficulty_rows(talks),
        _time_row(talks),
        Row("A1b anger heard in the line, by a blind judge", None),
        Row("A9 believable to people", None),
    ]


def compare(given: Means) -> tuple[Side, Side]:
    """Return the measures of the client's lines with and without a model.

    A model words lines and moves nothing, so direction and endings are the built-in ones.
    """
    talks = scripted()
    chosen = talks[: given.first(talks)]
    built = {talk.id: [play(talk, 0)] for talk in chosen}
    modelled = {talk.id: [play(talk, 0, given=given)] for talk in chosen}
    uses = [
        turn.model_use
        for group in modelled.values()
        for turn in group[0].turns
        if turn.model_use is not None
    ]
    return Side(_line_rows(built), []), Side(_line_rows(modelled), uses)


def _line_rows(played: dict[str, list[PracticeTalk]]) -> list[Row]:
    said = [talk for group in played.values() for talk in group]
    leaked = [_leaked(talk) for talk in said if not _told(talk)]
    return [
        *_form_rows(played),
        share("A4 interest in a line where none was told", leaked, "0"),
        Row("A1b anger heard in the line, by a blind judge", None),
    ]


def _told(talk: PracticeTalk) -> bool:
    return any(turn.move in ("hint", "reveal") for turn in talk.turns)


def client_of(talk: Talk, **changes: object) -> ClientProfile:
    """Return the simulated client of a scripted talk."""
    client, _ = practice().client_from_json({**talk.client, **changes})
    return client


def directions(talk: Talk) -> Iterator[Judged]:
    """Yield each turn's direction with the scripted lines put in; a talk that ends is held open."""
    state = practice().start(client_of(talk))
    line, cut = talk.opening, False
    for number, turn in enumerate(talk.turns, 1):
        before = _anger(state)
        cut = cut or state.ended is not None
        held = state.model_copy(update={"ended": None})
        state = practice().reply(held, turn.trainee, client_line=line)
        yield Judged(
            talk=talk.id,
            kind=talk.kind,
            turn=number,
            ours=_direction(_anger(state) - before),
            cut=cut,
            **turn.model_dump(exclude={"client"}),
        )
        line = turn.client


def play(talk: Talk, seed: int, given: Means | None = None, **changes: object) -> PracticeTalk:
    """Return a scripted talk played against the client's own lines, opened by the scripted one."""
    model = given.model if given else None
    allowance = given.allowance if given else Allowance
    said = practice().start(client_of(talk, opening=talk.opening, **changes), seed=seed)
    for turn in talk.turns:
        if said.ended is None:
            said = practice().reply(said, turn.trainee, model=model, allowance=allowance())
    return said


def _anger(talk: PracticeTalk) -> int:
    return talk.turns[-1].state.anger if talk.turns else talk.opening.state.anger


def _direction(change: int) -> str:
    if abs(change) <= DEAD_BAND:
        return "flat"
    return "down" if change < 0 else "up"


def _as(one: Judged, ours: str) -> Judged:
    return one.model_copy(update={"ours": ours})


def _keyword(trainee: str) -> str:
    kind, harsh = len(_KIND_WORDS.findall(trainee)), len(_HARSH_WORDS.findall(trainee))
    return "flat" if kind == harsh else "down" if kind > harsh else "up"


def _direction_rows(who: str, judged: Sequence[Judged]) -> list[Row]:
    ours = who == "client"
    recovering = [one for one in judged if one.kind == "recovering"]
    return [
        _clustered(f"A1 {who}: direction, strict", judged, _strict, ">= 0.82" if ours else ""),
        _clustered(f"A1 {who}: strict, recovering", recovering, _strict, ">= 0.80" if ours else ""),
        _clustered(f"A1 {who}: lenient", judged, _lenient, ">= 0.93" if ours else ""),
        _clustered(f"A1 {who}: inversions", judged, _inverted, "<= 0.03" if ours else ""),
    ]


def _strict(one: Judged) -> bool:
    return one.ours == one.label


def _lenient(one: Judged) -> bool:
    return one.ours in one.allowed


def _inverted(one: Judged) -> bool:
    return {one.ours, one.label} == {"up", "down"} and one.ours not in one.allowed


def _clustered(
    measure: str, judged: Sequence[Judged], hit: Callable[[Judged], bool], bar: str
) -> Row:
    if not judged:
        return Row(measure, None, n=0, bar=bar)

    def rate(sample: Sequence[Judged]) -> float:
        return sum(map(hit, sample)) / len(sample)

    low, high = bootstrap(judged, rate, group=lambda one: one.talk)
    return Row(measure, rate(judged), low, high, len(judged), bar)


def _marked_row(talks: Sequence[Talk], judged: Sequence[Judged]) -> Row:
    """Return how many recovering talks turn at the marked turn or the next."""
    turned = [
        any(
            one.ours == "down"
            for one in judged
            if one.talk == talk.id and one.turn in (talk.marked, talk.marked + 1)
        )
        for talk in talks
        if talk.marked is not None
    ]
    return share("A1 recovering talks that turn where marked, or one later", turned, "all")


def _ending_rows(talks: Sequence[Talk], played: dict[str, list[PracticeTalk]]) -> list[Row]:
    def yes(*kinds: str) -> list[bool]:
        ends = [said.ended for talk in talks if talk.kind in kinds for said in played[talk.id]]
        return [end in YES for end in ends]

    replayed = [_replayed(talk).ended in YES for talk in talks if talk.kind in ("good",)]
    return [
        share("A3v good talks that end in a yes, 5 seeds", yes("good"), ">= 0.80"),
        share("A3v good talks that end in a yes, replayed", replayed, ">= 0.80"),
        share("A3v recovering talks that end in a yes, 5 seeds", yes("recovering")),
        share("A3v bad talks that end in a yes, 5 seeds", yes("bad"), "0"),
        share("A3 empty, flattering, bribing, apologising: a yes", yes(*EMPTY_KINDS), "0"),
    ]


def _replayed(talk: Talk) -> PracticeTalk:
    said, line = practice().start(client_of(talk)), talk.opening
    for turn in talk.turns:
        if said.ended is None:
            said = practice().reply(said, turn.trainee, client_line=line)
        line = turn.client
    return said


def _loop_row() -> Row:
    """Return the effect of the third same apology as a share of the first one's."""
    apology = (
        "We missed the date and you had to tell your people. That was our mistake and I'm sorry."
    )
    shares = []
    for scenario in practice().scenarios():
        talk = practice().start(scenario.client)
        falls = []
        for _ in range(3):
            before = _anger(talk)
            talk = practice().reply(talk.model_copy(update={"ended": None}), apology)
            falls.append(max(0, before - _anger(talk)))
        if falls[0]:
            shares.append(falls[2] / falls[0])
    return share(
        "A3 third same apology earns a quarter at most", [s <= 0.25 for s in shares], "all"
    )


_PROBES = {
    "no question": [
        "That was our mistake and I'm sorry for the week it cost you.",
        "I'll have Dana send you the list by Friday noon.",
        "You told your people something that wasn't true because of us. I see that.",
        "Tom will ring you on Monday at nine with where it stands.",
    ],
    "vague fishing": [
        "That was our mistake and I'm sorry for the week it cost you.",
        "Is there anything else?",
        "Anything you want to add?",
        "So, what else is new?",
    ],
    "interest question": [
        "That was our mistake and I'm sorry for the week it cost you.",
        "You had to stand in front of your people with nothing. You'll have all we know by noon.",
        "What matters most to you in all this, and what happens on your side if it slips again?",
        "I'd like to understand what is behind the date. What are you most worried about?",
    ],
}


def _leak_rows() -> list[Row]:
    """Return how often the hidden interest comes out, by what was asked."""
    told = {
        name: [_leaked(_said(scenario.client, turns)) for scenario in practice().scenarios()]
        for name, turns in _PROBES.items()
    }
    return [
        share("A4 interest told with no question", told["no question"], "<= 0.02"),
        share("A4 interest told to vague fishing", told["vague fishing"], "<= 0.10"),
        share(
            "A4 interest told to a good question in two turns", told["interest question"], ">= 0.9"
        ),
    ]


def _said(client: ClientProfile, turns: Sequence[str], seed: int = 0) -> PracticeTalk:
    talk = practice().start(client, seed=seed)
    for turn in turns:
        talk = practice().reply(talk.model_copy(update={"ended": None}), turn)
    return talk


def _leaked(talk: PracticeTalk) -> bool:
    secret = content_words(talk.client.hidden_interest)
    return any(
        len(secret & content_words(turn.client)) > _LEAK_SHARE * len(secret) for turn in talk.turns
    )


def _form_rows(played: dict[str, list[PracticeTalk]]) -> list[Row]:
    talks = [talk for group in played.values() for talk in group]
    lines = [turn.client for talk in talks for turn in talk.turns if turn.move != "quiet"]
    words = sorted(len(line.split()) for line in lines)
    starts = [_repeated_start(talk) for talk in talks]
    return [
        Row("A6 words a line, median", statistics.median(words), n=len(words), bar="8 to 30"),
        Row("A6 words a line, 95th percentile", words[int(0.95 * len(words))], bar="<= 60"),
        Row(
            "A6 opening three words repeated", statistics.mean(starts), n=len(talks), bar="<= 0.10"
        ),
        share("A6 a line said twice in a talk", [_twice(talk) for talk in talks], "0"),
        share(
            "A6 an empty or open slot shown",
            [bool(re.search(r"[{}]|\s\s|\s[,.]", x)) for x in lines],
            "0",
        ),
        Row("A6 different lines in all talks", len(set(lines)), n=len(lines)),
    ]


def _repeated_start(talk: PracticeTalk) -> float:
    starts = [tuple(turn.client.lower().split()[:3]) for turn in talk.turns]
    return 1 - len(set(starts)) / len(starts) if starts else 0.0


def _twice(talk: PracticeTalk) -> bool:
    lines = [turn.client for turn in talk.turns]
    return len(set(lines)) < len(lines)


def _sameness_rows(talks: Sequence[Talk]) -> list[Row]:
    same = [play(talk, 3) == play(talk, 3) for talk in talks]
    spread = [statistics.pstdev(_anger(play(talk, seed)) for seed in SEEDS) for talk in talks]
    return [
        share("A7 same seed and turns, same talk", same, "all"),
        Row(
            "A7 spread of final anger over seeds, mean",
            statistics.mean(spread),
            n=len(spread),
            bar="<= 8",
        ),
        Row("A7 spread of final anger over seeds, worst", max(spread), n=len(spread)),
    ]


def _difficulty_rows(talks: Sequence[Talk]) -> list[Row]:
    """Return how the same good scripts go at each level, drawn by script, and the rise within one."""
    played = {level: list(_at_level(talks, level)) for level in LEVELS}
    rows = []
    for level, runs in played.items():
        rows += [
            _by_script(f"A8 {level}: final anger", [(run.script, run.anger) for run in runs]),
            _by_script(f"A8 {level}: turns to a yes", [(run.script, run.turns) for run in runs]),
            share(f"A8 {level}: ends in a yes", [run.yes for run in runs]),
        ]
    for lower, higher in pairwise(LEVELS):
        pairs = list(zip(played[lower], played[higher], strict=True))
        anger = [(one.script, other.anger - one.anger) for one, other in pairs]
        turns = [(one.script, other.turns - one.turns) for one, other in pairs]
        rows += [
            _by_script(f"A8 {lower} to {higher}: anger rises by", anger, "> 0"),
            _by_script(f"A8 {lower} to {higher}: turns rise by", turns, "> 0"),
        ]
    return rows


class _Run(NamedTuple):
    script: str
    anger: int
    turns: int
    yes: bool


def _at_level(talks: Sequence[Talk], level: str) -> Iterator[_Run]:
    """Yield good scripts played at a level: the scripted talks, and the good examples to watch."""
    for talk in talks:
        if talk.kind == "good":
            turns = [turn.trainee for turn in talk.turns]
            client = client_of(talk, opening=talk.opening, difficulty=level)
            yield from _runs(talk.id, client, turns)
    for scenario in practice().watching.scenarios():
        example = practice().watching.example(scenario.id, "good").talk
        client = scenario.client.model_copy(update={"difficulty": level})
        yield from _runs(scenario.id, client, [turn.trainee for turn in example.turns])


def _runs(script: str, client: ClientProfile, turns: Sequence[str]) -> Iterator[_Run]:
    for seed in SEEDS:
        said = practice().start(client, seed=seed)
        for turn in turns:
            if said.ended is None:
                said = practice().reply(said, turn)
        yes = said.ended in YES
        # Where there was no yes, it would have taken one turn more at least.
        yield _Run(script, _anger(said), len(said.turns) if yes else len(turns) + 1, yes)


def _by_script(measure: str, values: Sequence[tuple[str, float]], bar: str = "") -> Row:
    def mean(sample: Sequence[tuple[str, float]]) -> float:
        return statistics.mean(value for _, value in sample)

    low, high = bootstrap(values, mean, group=lambda one: one[0])
    return Row(measure, mean(values), low, high, len(values), bar)


def _time_row(talks: Sequence[Talk]) -> Row:
    times = []
    for talk in talks[:4]:
        said = practice().start(client_of(talk), seed=99)
        for turn in talk.turns:
            started = time.perf_counter()
            said = practice().reply(
                said.model_copy(update={"ended": None}), turn.trainee + " Well."
            )
            times.append(1000 * (time.perf_counter() - started))
    return Row(
        "a turn in milliseconds, median", statistics.median(times), n=len(times), bar="< 100"
    )
