"""What the note says we could do or give, told apart item by item (practices 22 and 69).

People offer in many shapes: "could waive the fee, or two months free, or ...", "thinking of 5% off",
"Offers: two spare desks; the recording done again". Each item is one thing to give; what is joined
by "or" stands on its own, what is joined by "and" or "maybe also" adds to what came before.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.drafting.cues import cue
from coach.drafting.reading import Reading, Sentence
from coach.language.parse import pipeline

_CUT = re.compile(
    r"(?P<semi>;\s+)|(?P<comma>,\s+)?(?P<word>\b(?:or|and|plus)\b|\+)\s+|(?P<bare>,\s+)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:(?:and|but)\s+)?(?:or|also|plus|alternatively|maybe|perhaps|then|and)\b", re.IGNORECASE
)
_OR = re.compile(r"^(?:(?:and|but)\s+)?(?:or|alternatively)\b", re.IGNORECASE)
_THING = re.compile(
    r"^(?:an?|one|two|three|four|five|six|half|free|some|full|fixed|our|my|somebody|someone|the"
    r"|\d[\d.,]*%?|[£$€]\d[\d.,]*)\s+\w",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?:i|we|i['’]?d|i['’]?ll|we['’]?d|we['’]?ll)\b\s+\w+", re.IGNORECASE)
_IF = re.compile(r"^if\b[^,]*?\s(?=(?:i|we)(?:['’]?ll|['’]?d)?\s)", re.IGNORECASE)
_AGAIN = re.compile(rf"{_FIRST.pattern}|{_IF.pattern}|^from (?:today|now)\\b", re.IGNORECASE)
_FEWEST, _FEWEST_LISTED = 3, 2


@dataclass(frozen=True)
class Told:
    """One thing to give, with where it stands in the note."""

    start: int
    end: int
    adds: bool
    """Whether it comes on top of what was told before it, rather than in its place."""


def told_offers(reading: Reading) -> tuple[Told, ...]:
    """Return every thing to give that a reading tells, in order."""
    found: list[Told] = []
    before = False
    for sentence in reading.sentences:
        items = list(_of_sentence(sentence, before))
        before = bool(items) or (before and "aside" in sentence.tags and len(sentence.text) < 40)
        found += items
    for clause in reading.situation.can_offer:
        at = reading.text.find(clause)
        apart = all(at >= one.end or at + len(clause) <= one.start for one in found)
        if at >= 0 and apart and _sound(clause):
            found.append(Told(at, at + len(clause), bool(_adds(clause))))
    return tuple(sorted(found, key=lambda one: one.start))


def _sound(clause: str) -> bool:
    """Return whether a clause that the intake took for an offer is a deed or a thing of ours."""
    bare = cue("lead").sub("", clause, count=1).strip()
    if cue("no_offer").search(clause) or cue("offer_list").match(f"{clause}:"):
        return False
    return len(clause.split()) >= _FEWEST and not cue("no_offer").search(bare)


def _of_sentence(sentence: Sentence, before: bool) -> Iterator[Told]:
    text = sentence.text
    if "?" in text and not cue("offer_list").match(text):
        return
    listed = cue("offer_list").match(text)
    if listed:
        yield from _items(sentence, listed.end(), listed=True)
        return
    lead = 0 if before and _follows(text) else _lead(text)
    if lead is not None:
        yield from _items(sentence, lead, listed=False)


def _lead(text: str) -> int | None:
    """Return where the offering begins, or None: a modal of ours with a deed behind it."""
    for match in cue("offer_lead").finditer(text):
        before = text[: match.start()]
        if cue("told_by_them").search(before[-40:]):
            continue
        rest = text[match.end() :]
        if cue("no_offer").search(text[match.start() :][:60]) or cue("vague_deed").match(rest):
            continue
        if match["sure"] or is_deed(rest):
            return match.start()
    gift = cue("gift").match(text)
    return 0 if gift else None


def _follows(text: str) -> bool:
    """Return whether a sentence after an offer names one more thing to give."""
    if cue("no_offer").search(text):
        return False
    if _GOES_ON.match(text):
        return True
    first = re.split(r"[,;(]", text)[0]
    return (
        not cue("clause_verb").search(first)
        and not cue("no_gift").match(text)
        and (len(first.split()) >= _FEWEST or bool(cue("free").search(text)))
    )


def _items(sentence: Sentence, start: int, listed: bool) -> Iterator[Told]:
    text = sentence.text
    edges = [start, *_cuts(text, start, listed), len(text)]
    first = True
    for low, high in itertools.pairwise(edges):
        words = text[low:high]
        strip = len(words) - len(words.lstrip(" ,;.-–—"))
        kept = words.strip(" ,;.-–—\n\t")
        whole = len(kept.split()) >= (_FEWEST_LISTED if listed else _FEWEST)
        if not whole or cue("no_offer").search(kept):
            first = False
            continue
        begin = sentence.start + low + strip
        adds = _adds(kept) if not (listed and first) else False
        yield Told(begin, begin + len(kept), adds)
        first = False


def _adds(words: str) -> bool:
    if _OR.match(words):
        return False
    return bool(cue("on_top").match(words))


def _cuts(text: str, start: int, listed: bool) -> list[int]:
    """Return where one thing to give ends and the next begins."""
    cuts: list[int] = []
    low = start
    for match in _CUT.finditer(text, start):
        left, right = text[low : match.start()], text[match.end() :]
        if _open(text[start : match.start()]):
            continue
        if match["semi"]:
            pass
        elif match["bare"] is not None:
            begun = cue("verb").match(right) or cue("gerund").match(right)
            if not (begun or (listed and _stands(right) and _stands(left))) or not _two_words(left):
                continue
        else:
            other = match["word"].lower() in ("or", "plus", "+")
            parted = listed and (other or match["comma"])
            fits = _stands(right) if parted else is_deed(right) or _AGAIN.match(right)
            if other:
                fits = fits or _THING.match(right) or bool(match["comma"])
            elif not match["comma"]:
                fits = False
            if not fits or not _two_words(left) or not _two_words(right):
                continue
        if len(left.split()) < 2 and not listed:
            continue
        cuts.append(match.start("word") if match["word"] else match.end())
        low = cuts[-1]
    return cuts


def _stands(words: str) -> bool:
    """Return whether a stretch may be one item of a list: a deed, a thing, or what we do."""
    bare = words.strip()
    return bool(_THING.match(bare) or _AGAIN.match(bare)) or is_deed(bare)


def _two_words(words: str) -> bool:
    return len(words.split()) >= _FEWEST


def _open(words: str) -> bool:
    return words.count("(") > words.count(")")


def is_deed(words: str) -> bool:
    """Return whether a stretch opens with a verb to do: "pull the log", not "local roses"."""
    bare = words.lstrip()
    bare = cue("softener").sub("", bare)
    if not bare or not bare[0].isalpha():
        return False
    first = bare.split()[0].strip(",.;:").lower()
    if first in _NO_DEEDS:
        return False
    if cue("verb").match(bare) or cue("gerund").match(bare):
        return True
    doc = pipeline()(f"We can {' '.join(bare.split()[:6])}")
    return len(doc) > 2 and doc[2].tag_ == "VB" and doc[2].pos_ == "VERB"


_NO_DEEDS = {
    "be",
    "see",
    "hear",
    "tell",
    "not",
    "never",
    "only",
    "imagine",
    "understand",
    "believe",
}


def split_condition(words: str) -> tuple[str, str]:
    """Return an opening "if ..." of ours and the rest: "if it comes" and "i'll bring two in"."""
    match = _IF.match(words)
    if match is None:
        return "", words
    return match[0].strip(" ,"), words[match.end() :]


def base_form(gerund: str) -> str:
    """Return the verb of a gerund: "crediting" as "credit"."""
    doc = pipeline()(f"We are {gerund.lower()} it")
    return str(doc[2].lemma_)
