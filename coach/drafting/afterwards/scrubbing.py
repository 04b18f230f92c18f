"""Names, amounts and days taken out of a line, so that a lesson can be shared (practice 96)."""

import re

from coach.domain.situation import Situation
from coach.drafting.afterwards.people import People
from coach.drafting.afterwards.phrases import LessonWords
from coach.drafting.intake.dates import Dates
from coach.language.parse import parse

_CONTACT = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FIGURE = re.compile(
    r"(?:[A-Z]{0,3}[£$€]\s?)?#?\b\d[\w.,:/%-]*(?:\s?(?:%|k|m|million|thousand|pounds?|euros?|dollars?|quid|eur|gbp|usd)\b)?",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?:(?:a |one |two |three |four |five |six |seven |eight |nine |ten |twenty |thirty |forty |fifty |sixty |eighty"
    r"|ninety )+)?(?:hundred|thousand|million|grand)\b(?: (?:and )?\w+)?(?: (?:pounds?|euros?|dollars?|quid))?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r" (?:pounds?|euros?|dollars?|quid|percent|per cent)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(
    r"(?<![\w'])[^\W\d_a-zà-þ][\w'-]*(?: (?:&|of|de|van|von|der|la|le) )?(?: ?[^\W\d_a-zà-þ][\w'-]*)*"
)
_PLAIN = frozenset("I I'm I'd I'll I've We You They He She It OK PDF IT VAT".split())
_CLOSED = frozenset(
    "CC DT EX IN MD PDT PRP PRP$ RB RP TO UH VB VBD VBG VBN VBP VBZ WDT WP WRB".split()
)
_FEWEST = 3
_AGAIN = re.compile(r"(\[\w+\])(?:[\s,/&+-]*(?:and |or |of )?\1)+")


class Scrubber:
    """Takes out what tells who it was and how much."""

    def __init__(
        self, people: People, situation: Situation | None, dates: Dates, words: LessonWords
    ) -> None:
        self._words, self._dates = words.stand_ins, dates
        self._names: dict[str, str] = {}
        for name in people.names:
            side = people.side(name)
            self._names[name] = self._words[side or "other"]
        if situation is not None:
            for fact in situation.facts:
                if fact.kind == "organisation":
                    self._names[fact.text.lower()] = self._words["organisation"]
            for person in situation.people:
                for part in (person.name, *person.name.split(), person.organisation):
                    if len(part) > 1:
                        stand_in = self._words[
                            "organisation" if part == person.organisation else person.side
                        ]
                        self._names.setdefault(part.lower(), stand_in)

    def scrubbed(self, text: str) -> str:
        """Return a line without names, amounts and days; "" when little else is left."""
        plain = _CONTACT.sub(self._words["place"], text)
        for name in sorted(self._names, key=len, reverse=True):
            plain = re.sub(
                rf"(?<![\w\[])(?:(?:mr|mrs|ms|miss|dr|prof)\.? )?{re.escape(name)}(?:'s)?(?!\w)",
                lambda match, n=name: self._names[n] + ("'s" if match[0].endswith("'s") else ""),  # type: ignore[misc]
                plain,
                flags=re.IGNORECASE,
            )
        for start, end in self._days(plain):
            plain = plain[:start] + self._words["day"] + plain[end:]
        plain = _SPELT.sub(self._words["figure"], _FIGURE.sub(self._words["figure"], plain))
        plain = _AGAIN.sub(r"\1", self._unknown_names(plain))
        left = re.sub(r"\[\w+\]", " ", plain)
        words = re.findall(r"[^\W\d_]{3,}", left)
        blanks = len(re.findall(r"\[\w+\]", plain))
        return plain if len(words) >= _FEWEST * max(1, blanks) else ""

    def _days(self, text: str) -> list[tuple[int, int]]:
        """Return where days stand, the last first; of two readings of one day the longer."""
        kept: list[tuple[int, int]] = []
        found = [(one.start, one.end) for one in self._dates.find(text)]
        for start, end in sorted(found, key=lambda span: span[0] - span[1]):
            free = all(end <= low or high <= start for low, high in kept)
            if free and "[" not in text[start:end]:
                kept.append((start, end))
        return sorted(kept, reverse=True)

    def _unknown_names(self, text: str) -> str:
        """Put a blank for whatever else is written like a name."""
        doc = parse(text)
        opens = {sentence.start_char for sentence in doc.sents}
        tags = {token.idx: token for token in doc}

        def kept(match: re.Match[str]) -> str:
            token = tags.get(match.start())
            first = match.start() in opens or match.start() == 0
            noun = token is None or token.tag_ in ("NNP", "NNPS")
            closed = token is not None and token.tag_ in _CLOSED
            single = " " not in match[0]
            if match[0] in _PLAIN or (single and (closed or (first and not noun))):
                return match[0]
            return self._words["place"]

        return _CAPITAL.sub(kept, text)
