"""The debrief's checks: things to be seen in the talk, with the trainee's own words as proof."""

from collections.abc import Iterable, Iterator

from coach.domain.conversation import Appraisal, PracticeTalk, RubricCheck, TurnRecord
from coach.domain.values import Fault, Move, Record
from coach.practice.slots import acts_of

_SHORTEST_TALK = 2
_LONGEST_QUOTE = 160


class CheckRule(Record):
    """One check of knowledge/practice/rubric.yaml."""

    practice: int
    title: str
    needs: tuple[str, ...] = ()
    spoiled_by: tuple[str, ...] = ()
    clean: bool = False
    within: int | None = None
    after: tuple[Move, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed: str
    failed: str
    not_shown: str


def judged(rule: CheckRule, talk: PracticeTalk) -> RubricCheck:
    """Return what a talk shows of one check."""
    if not _looked_for(rule, talk):
        return _result(rule, "not_shown")
    spoiled = _last(talk.turns, rule.spoiled_by)
    if rule.clean:
        if spoiled:
            return _result(rule, "failed", spoiled, rule.spoiled_by)
        enough = len(talk.turns) >= _SHORTEST_TALK
        return _result(rule, "passed" if enough else "not_shown")
    shown = _last(talk.turns[: rule.within], rule.needs)
    # What came last counts: somebody who recovers has learned it.
    if shown and (not spoiled or shown[0] >= spoiled[0]):
        return _result(rule, "passed", _first(talk.turns, rule.needs), rule.needs)
    if spoiled:
        return _result(rule, "failed", spoiled, rule.spoiled_by)
    return _result(rule, "not_shown")


def quote_of(turn: TurnRecord, acts: Iterable[str]) -> str:
    """Return the trainee's words behind one of these acts, or the turn's beginning."""
    return quoted(turn.appraisal, acts) or turn.trainee.strip()[:_LONGEST_QUOTE]


def quoted(appraisal: Appraisal, acts: Iterable[str]) -> str:
    """Return the trainee's words behind the first of these acts that has any, or nothing."""
    for act in acts:
        for item in appraisal.evidence:
            if item.of == act and item.quote.strip():
                return item.quote.strip()[:_LONGEST_QUOTE]
    return ""


def _looked_for(rule: CheckRule, talk: PracticeTalk) -> bool:
    if rule.faults and talk.client.fault not in rule.faults:
        return False
    moves = {turn.move for turn in talk.turns[:-1]}
    return not rule.after or not moves.isdisjoint(rule.after)


def _first(turns: tuple[TurnRecord, ...], acts: tuple[str, ...]) -> tuple[int, TurnRecord] | None:
    return next(_showing(turns, acts), None)


def _last(turns: tuple[TurnRecord, ...], acts: tuple[str, ...]) -> tuple[int, TurnRecord] | None:
    return max(_showing(turns, acts), key=lambda found: found[0], default=None)


def _showing(
    turns: tuple[TurnRecord, ...], acts: tuple[str, ...]
) -> Iterator[tuple[int, TurnRecord]]:
    return (
        (number, turn)
        for number, turn in enumerate(turns, 1)
        if not acts_of(turn.appraisal).isdisjoint(acts)
    )


def _result(
    rule: CheckRule,
    status: str,
    found: tuple[int, TurnRecord] | None = None,
    acts: tuple[str, ...] = (),
) -> RubricCheck:
    return RubricCheck(
        practice=rule.practice,
        title=rule.title,
        status=status,
        turn=found[0] if found else None,
        quote=quote_of(found[1], acts) if found else "",
        comment={"passed": rule.passed, "failed": rule.failed}.get(status, rule.not_shown),
    )
