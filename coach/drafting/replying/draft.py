"""The reply put together: harm, ownership, answers in order, next step, how to reach, name."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.domain.language import BlankQuestion, ChannelWarning
from coach.drafting.replying.asking import Ask
from coach.drafting.replying.deeds import shown_deed
from coach.drafting.replying.harms import Harm
from coach.drafting.replying.labels import Labelled, Labeller, item
from coach.drafting.replying.letter import Letter
from coach.drafting.replying.notes import Notes
from coach.drafting.replying.watching import Watch
from coach.drafting.replying.wording import ReplyWords, found
from coach.drafting.review import blanks
from coach.drafting.tidy import upper_first
from coach.language.facts import BLANK
from coach.language.text import Span

MOST_WORDS = 180
_LABEL_WORDS = (26, 16, 10, 6)
_CALL_PRACTICES = (27, 30)


class Draft(NamedTuple):
    """A reply in words, and what it says where."""

    text: str
    labelled: tuple[Labelled, ...]
    owned: str
    questions: tuple[BlankQuestion, ...]
    advice: ChannelWarning | None


class Drafter:
    """Writes one reply from what was read."""

    def __init__(
        self,
        letter: Letter,
        asked: Sequence[Ask],
        harms: Sequence[Harm],
        watched: Watch,
        notes: Notes,
        name: str,
        words: ReplyWords,
        is_plain: Callable[[str], bool],
    ) -> None:
        self._letter, self._harms, self._watched, self._notes = letter, harms, watched, notes
        self._words, self._say, self._is_plain = words, words.letter, is_plain
        self._labeller = Labeller(asked, notes, words, watched.deadline)
        self._us = name or notes.labelled.get("your name", "") or letter.us

    def draft(self) -> Draft:
        """Return the reply, its questions named in fewer words until it is short enough.

        What only reads as double-talk among its neighbours is quoted, or left as a blank.
        """
        owned, opening = self._opening()
        for most in _LABEL_WORDS:
            labelled = self._labeller.labels(most, self._is_plain, ())
            text = self._letter_text(opening, labelled)
            if not self._is_plain(text):
                labelled = self._labeller.labels(most, self._is_plain, range(len(labelled)))
                text = self._letter_text(opening, labelled)
            if not self._is_plain(text):
                # Their own words read as double-talk wherever they stand: leave them out.
                self._harms = ()
                self._letter = self._letter._replace(them="", body=())
                owned, opening = self._opening()
                text = self._letter_text(opening, labelled)
            if len(text.split()) <= MOST_WORDS:
                break
        return Draft(
            text, labelled, owned, self._questions(text, labelled), self._advice(opening, text)
        )

    def _letter_text(self, opening: str, labelled: Sequence[Labelled]) -> str:
        next_step = _ended(self._notes.labelled.get("next", "")) or self._filled(self._say.next)
        sign_off = self._say.sign_off["formal" if self._letter.formal else "informal"]
        parts = [
            self._greeting(),
            opening,
            self._answers(labelled),
            f"{next_step} {self._reach()}",
            f"{sign_off}\n{self._us or '[your name]'}",
        ]
        return "\n\n".join(part for part in parts if part)

    def _greeting(self) -> str:
        kind = "named" if self._letter.them else "unnamed"
        return self._say.greeting[kind].format(name=self._letter.them)

    def _opening(self) -> tuple[str, str]:
        """Return the deed owned on the client's word alone, and the first paragraph.

        What they suffered and what we did stand in the order in which they told it.
        """
        told = [(harm.start, self._harm(harm)) for harm in self._harms]
        if not told:
            told = [(len(self._letter.text) + 1, self._filled(self._say.harm["blank"]))]
        quiet = "_no_sorry" if "no_apology" in self._watched.wishes else ""
        deed = self._shown_deed()
        if self._watched.admit_nothing:
            own = "careful_hurt" if self._watched.hurt and not quiet else "careful"
        elif known := self._told_deed():
            told.append((len(self._letter.text), known))
            own, deed = f"shown{quiet}", None
        elif deed is not None:
            if all(deed.text != said for _, said in told):
                told.append((deed.start, deed.text))
            own = f"shown{quiet}"
        else:
            own = f"open{quiet}"
        sentences = [said for _, said in sorted(told)]
        owned = deed.text if deed is not None else ""
        return owned, " ".join([*sentences, self._filled(self._say.own[own])])

    def _harm(self, harm: Harm) -> str:
        return _quoting(self._say.harm["quoted"], harm.said) if harm.quoted else harm.said

    def _shown_deed(self) -> Span | None:
        """Return the deed the email shows, unless it must not or need not be owned on their word."""
        if self._watched.admit_nothing or "what we did" in self._notes.labelled:
            return None
        return shown_deed(self._letter.body, self._words.deeds, self._is_plain)

    def _told_deed(self) -> str:
        """Return a sentence of the notes in which the user's side owns a deed."""
        failed = self._words.deeds.failed
        for sentence in self._notes.told:
            if re.match(r"(?:we|I|our)\b", sentence, re.IGNORECASE) and found(failed, sentence):
                return _ended(sentence)
        return ""

    def _answers(self, labelled: Sequence[Labelled]) -> str:
        say = self._say.asked
        if not labelled:
            return ""
        if len(labelled) == 1:
            one = labelled[0]
            wish = one.ask.lead != "{what}"
            kind = "one_quoted" if one.quoted else "one_wish" if wish else "one"
            label = upper_first(one.label) if wish else one.label
            return say[kind].format(label=label, answer=one.answer)
        rows = [
            item(self._words, number, one.label, one.answer, quoted=one.quoted)
            for number, one in enumerate(labelled, 1)
        ]
        return "\n".join([say["many"], *rows])

    def _reach(self) -> str:
        if "no_call" in self._watched.wishes:
            return self._say.reach["no_call"]
        return self._filled(self._say.reach["call"])

    def _filled(self, phrase: str) -> str:
        """Return a phrasing with its blanks filled from labelled notes."""

        def known(match: re.Match[str]) -> str:
            said = self._notes.labelled.get(match[0].strip("[]"), "")
            return said.rstrip(" .") or match[0]

        return BLANK.sub(known, phrase)

    def _questions(self, text: str, labelled: Sequence[Labelled]) -> tuple[BlankQuestion, ...]:
        """Return a question for each blank of ours, in the order of the text."""
        waiting = [one.question for one in labelled if one.question is not None]
        asked: list[BlankQuestion] = []
        for blank in blanks(text):
            if waiting and waiting[0].blank == blank:
                asked.append(waiting.pop(0))
            elif words := self._words.answers.blanks.get(blank.strip("[]")):
                asked.append(BlankQuestion(blank=blank, question=words[0], why=words[1]))
        return tuple(asked)

    def _advice(self, opening: str, text: str) -> ChannelWarning | None:
        """Return what to say on the phone first, where the reply should be a call (30)."""
        grave = max((h.weight for h in self._harms), default=0) >= self._words.harms.grave
        if self._watched.unsafe or "no_call" in self._watched.wishes:
            return None
        if not (grave or self._watched.speak_first):
            return None
        opener = self._say.call["opener"].format(
            them=self._letter.them or "[their name]",
            us=self._us or "[your name]",
            opening=opening,
        )
        greeting, rest = text.split("\n\n", 1)
        return ChannelWarning(
            channel=self._say.call["channel"],
            practices=_CALL_PRACTICES,
            call_opener=opener,
            follow_up=f"{greeting}\n\n{self._say.call['follow_up']}\n\n{rest}",
        )


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence.endswith((".", "!", "?")) else f"{sentence}."


def _quoting(phrase: str, quote: str) -> str:
    said = phrase.format(quote=quote)
    return said if re.search(r"[.!?…]”$", said) else f"{said[:-1]}.”"
