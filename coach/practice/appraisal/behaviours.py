"""Which behaviours a turn shows and where; a client reacts to these, so doubt means no."""

import re
from collections.abc import Callable, Mapping

from coach.domain.conversation import Flags
from coach.domain.values import Behaviour
from coach.practice.appraisal.asked import answer_places, answers
from coach.practice.appraisal.cues import Place
from coach.practice.appraisal.features import Judged
from coach.practice.appraisal.reading import Sentence

Places = list[Place]
Finder = Callable[[Judged], Places]

_HINTED, _NOT, _LIKELY, _SURE, _BEYOND_DOUBT = 0.15, 0.4, 0.6, 0.8, 0.9
_TWO_THIRDS = 0.6
_OPENING = 2
_YOURS = re.compile(r"\byou(?:rs?|'\w+)?\b")
_OURS = re.compile(r"\b(?:i|we|us|me|my|our|ours|mine|i'\w+|we'\w+)\b")


def behaviours(judged: Judged, flags: Flags) -> dict[Behaviour, Places]:
    """Return the behaviours a turn shows, each with its places, in the catalogue's order."""
    found = {name: finder(judged) for name, finder in _FINDERS.items()}
    if flags.ignores_question:
        found["direct_answer"] = []
    return {name: places for name, places in found.items() if places}


def _where(judged: Judged, test: Callable[[int, Sentence], bool]) -> Places:
    return [Place(s.start, s.end) for i, s in enumerate(judged.turn.sentences) if test(i, s)]


def _cue(concept: str, *, kindly: bool = False) -> Finder:
    """Return a finder of a concept's cues; kindly ones only in sentences that do no harm."""

    def find(judged: Judged) -> Places:
        return [
            place
            for place in judged.turn.hits[concept]
            if not kindly or not _harmful_at(judged, place.start)
        ]

    return find


def _harmful_at(judged: Judged, offset: int) -> bool:
    for i, s in enumerate(judged.turn.sentences):
        if s.start <= offset < s.end:
            return not _harmless(judged, i)
    return False


def _acknowledges(judged: Judged) -> Places:
    ack, empty = judged.act("ack"), judged.highest("promise", "flatter", "civil", "brag", "rude")

    def test(i: int, s: Sentence) -> bool:
        specific = judged.returned[i] > 0 or ack[i] >= _SURE
        clean = (
            judged.harmful[i] < _NOT and empty[i] < min(_LIKELY, ack[i]) and _harmless(judged, i)
        )
        turned = judged.turn.has("formula", s) and judged.turn.has("but_turn", s)
        return bool(ack[i] >= _LIKELY and specific and clean and not turned and "?" not in s.own)

    return _where(judged, test)


def _owns(judged: Judged) -> Places:
    own, step, excuse = judged.act("own"), judged.act("step"), judged.act("excuse")
    confesses_for_them = judged.fault == "client" and judged.turn.has("false_confession")
    if excuse.max() >= _LIKELY or confesses_for_them:
        return []

    def test(i: int, s: Sentence) -> bool:
        cued = judged.turn.has("own", s) and own[i] >= _LIKELY
        said = own[i] >= _SURE and step[i] < _NOT and bool(_OURS.search(s.own))
        hedged = judged.turn.has("vague", s) or judged.harmful[i] >= _NOT
        return bool((cued or said) and not hedged and "?" not in s.own)

    return _where(judged, test)


def _answers(judged: Judged) -> Places:
    kinds = judged.asked.kinds
    if not kinds or not all(answers(kind, judged.turn) for kind in kinds):
        return []
    places = [p for kind in kinds for p in answer_places(kind, judged.turn)]
    return [p for p in places if not _harmful_at(judged, p.start)][:_OPENING]


def _asks_openly(judged: Judged) -> Places:
    invites = judged.turn.hits["invites"]

    def test(i: int, s: Sentence) -> bool:
        asks = "?" in s.own and judged.turn.has("open_asking", s)
        invited = any(s.start <= p.start < s.end for p in invites)
        return bool((asks or invited) and _harmless(judged, i))

    return _where(judged, test)


def _asks_interest(judged: Judged) -> Places:
    reaches = judged.act("interest")

    def test(i: int, s: Sentence) -> bool:
        asks = "?" in s.own or judged.turn.has("invites", s)
        meant = judged.turn.has("interest", s) or (asks and reaches[i] >= _LIKELY)
        aimless = judged.turn.has("agreement", s) or judged.turn.has("asks_vaguely", s)
        return bool(meant and not aimless and _harmless(judged, i))

    return _where(judged, test)


def _harmless(judged: Judged, i: int) -> bool:
    """Tell whether a sentence neither attacks, hides, buys nor answers for the client."""
    sentence = judged.turn.sentences[i]
    if judged.turn.has("bribe", sentence) or judged.turn.has("silence_consent", sentence):
        return False
    return bool(judged.highest("blame", "excuse", "jargon", "rude", "hollow")[i] < _LIKELY)


def _reads_back(judged: Judged) -> Places:
    step = judged.act("step")

    def test(i: int, s: Sentence) -> bool:
        shared = len(s.stems & judged.said.so_far)
        quotes = any(
            s.start <= place.start < s.end and bool(stems & judged.said.so_far)
            for place, stems in judged.turn.quoted
        )
        attributed = judged.turn.has("read_back", s) and judged.returned[i] >= _TWO_THIRDS
        # What is going to be done takes up their words too, and is more than an echo.
        echo = shared >= _OPENING and shared >= _TWO_THIRDS * len(s.stems) and step[i] < _LIKELY
        return (quotes or attributed or echo) and _harmless(judged, i)

    return _where(judged, test)


def _steps(judged: Judged) -> Places:
    step, vague, promise = judged.act("step"), judged.act("vague"), judged.act("promise")

    def test(i: int, s: Sentence) -> bool:
        does = judged.turn.has("step", s) or step[i] >= _SURE
        firm = vague[i] < _LIKELY and promise[i] < _LIKELY and step[i] >= _NOT
        return bool(does and firm and judged.turn.has("when", s) and _harmless(judged, i))

    return _where(judged, test)


def _options(judged: Judged) -> Places:
    options, preferred = judged.turn.hits["options"], judged.turn.hits["preferred"]
    return [*options, *preferred] if options and preferred else []


def _boundary(judged: Judged) -> Places:
    turn = judged.turn
    limits, offers = turn.hits["insult_limit"], turn.hits["carry_on_offer"]
    if not limits or not offers or turn.has("disrespect"):
        return []
    return [*limits, *offers]


def _nudges(judged: Judged) -> Places:
    turn = judged.turn
    if _boundary(judged) or turn.has("disrespect") or turn.has("defensive"):
        return []
    return [*turn.hits["nudge"], *turn.hits["insult_limit"]]


def _formulas(judged: Judged) -> Places:
    """Return stock phrases in sentences that say nothing of this client's own case."""
    return [
        place
        for place in judged.turn.hits["formula"]
        for i, s in enumerate(judged.turn.sentences)
        if s.start <= place.start < s.end and judged.returned[i] < _TWO_THIRDS
    ]


def _act_or_cue(act: str, concept: str) -> Finder:
    """Return a finder of sentences whose meaning and wording, or meaning beyond doubt, show it."""

    def find(judged: Judged) -> Places:
        chances, kind = judged.act(act), judged.highest("step", "own", "ack", "ask", "ease")
        own = judged.act("own")
        return _where(
            judged,
            # A question about what hangs on it belittles nobody, whatever it resembles.
            lambda i, s: (
                not judged.turn.has("interest", s)
                and bool(
                    # Whoever takes back their own words belittles nobody either.
                    (judged.turn.has(concept, s) and chances[i] >= _HINTED and own[i] < _SURE)
                    or (chances[i] >= _BEYOND_DOUBT and kind[i] < _NOT and _YOURS.search(s.own))
                )
            ),
        )

    return find


def _rushes(judged: Judged) -> Places:
    """Return an opening that jumps to the fix, where the client was neither heard nor answered."""
    heard = max(judged.act("ack").max(), judged.act("own").max()) >= _LIKELY
    if heard or judged.turn.has("invites"):
        return []
    cut_short = judged.asked.breaks_off

    def test(i: int, s: Sentence) -> bool:
        jumps = cut_short and i == 0 and judged.act("step")[0] >= _LIKELY
        return bool(i < _OPENING and (jumps or judged.turn.has("rushes", s)))

    return _where(judged, test)


_FINDERS: Mapping[Behaviour, Finder] = {
    "specific_acknowledgement": _acknowledges,
    "plain_ownership": _owns,
    "direct_answer": _answers,
    "open_question": _asks_openly,
    "interest_question": _asks_interest,
    "read_back": _reads_back,
    "noting_aloud": _cue("noting", kindly=True),
    "concrete_step": _steps,
    "options_with_preferred": _options,
    "invites_input": _cue("invites_input", kindly=True),
    "agreement_question": _cue("agreement", kindly=True),
    "kind_limit": _cue("kind_limit", kindly=True),
    "gentle_nudge": _nudges,
    "two_part_boundary": _boundary,
    "calm_exit": _cue("calm_exit", kindly=True),
    "allows_time": _cue("allows_time", kindly=True),
    "thanks_candour": _cue("thanks_candour", kindly=True),
    "written_copy": _cue("written_copy", kindly=True),
    "follow_up_date": _cue("follow_up", kindly=True),
    "formula_phrase": _formulas,
    "defensive": _cue("defensive"),
    "minimises": _act_or_cue("minimise", "minimises"),
    "threat": _cue("threat"),
    "disrespect": _act_or_cue("rude", "disrespect"),
    "proof_waving": _cue("proof"),
    "rushes_to_solution": _rushes,
    "upsell": _cue("upsell"),
    "silence_as_consent": _cue("silence_consent"),
    "bribe": _cue("bribe"),
}
