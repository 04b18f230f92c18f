"""A client's angry email in, a reply to check and finish out, with or without a model."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.reply import AskedQuestion, NamedHarm, QuotedFact, Reply
from coach.drafting.replying.asking import read_asked
from coach.drafting.replying.draft import MOST_WORDS, Draft, Drafter
from coach.drafting.replying.harms import Harm, read_harms
from coach.drafting.replying.letter import read_letter
from coach.drafting.replying.notes import Notes, read_notes
from coach.drafting.replying.refining import refined_reply
from coach.drafting.replying.watching import Watch, watch
from coach.drafting.replying.wording import ReplyWords
from coach.drafting.review import double_talk, invented_names, untraceable
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts, extract_facts
from coach.model.allowance import Allowance
from coach.model.prompts import PromptLibrary

if TYPE_CHECKING:
    from coach.model.port import Model

_RELATIVE = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon))\b", re.I)
_OURS = re.compile(r"\b(?:we|us|ours?)\b", re.IGNORECASE)


class Replying:
    """Drafts replies; the same email and notes give the same reply."""

    def __init__(
        self, knowledge_dir: Path, language: PlainLanguage, prompts: PromptLibrary
    ) -> None:
        """Load the phrasings.

        Raises:
            SetupError: when a file of knowledge/replying is missing or malformed.
        """
        self._words = ReplyWords.load(knowledge_dir / "replying")
        self._language = language
        self._prompts = prompts

    def reply(
        self,
        text: str,
        notes: str = "",
        name: str = "",
        allow: Sequence[str] = (),
        model: "Model | None" = None,
        allowance: Allowance | None = None,
    ) -> Reply:
        """Return a reply to an angry email (practices 12, 45 to 48, 58, 68 and 76).

        `notes` is what the user knows: lines such as "2: on Friday" answer the second question,
        free sentences answer the question on the same matter; all else stays a visible blank.
        `name` signs; without it whoever the email greets does. A model, when given, betters the
        words under the same checks and within the allowance.
        """
        built = self._built(text, notes, name, tuple(allow))
        if model is None:
            return built
        return refined_reply(
            built,
            text,
            notes,
            model,
            self._prompts,
            lambda said: self._checked(said, allow),
            allowance or Allowance(),
        )

    def _built(self, text: str, notes_text: str, name: str, allow: tuple[str, ...]) -> Reply:
        def is_plain(said: str) -> bool:
            found = self._language.check(said, allow=allow).findings
            return not any(finding.level != "note" for finding in found)

        letter = read_letter(text, self._words.letter)
        asked = read_asked(letter.body, text, self._words.asking)
        taken = [(ask.start, ask.end) for ask in asked]
        watched = watch(text, letter.body, self._words.watch)

        def is_sayable(said: str) -> bool:
            # Where nothing may be admitted, a deed of ours is theirs to tell: it is quoted.
            return is_plain(said) and not (watched.admit_nothing and _OURS.search(said))

        harms = read_harms(letter.body, taken, self._words.harms, is_sayable)
        notes = read_notes(notes_text, self._words.watch.private, is_plain)
        draft = Drafter(letter, asked, harms, watched, notes, name, self._words, is_plain).draft()
        source = "\n".join((text, notes_text, name, letter.them, letter.us))
        return Reply(
            text=draft.text,
            asked=tuple(
                AskedQuestion(
                    start=one.ask.start,
                    end=one.ask.end,
                    text=text[one.ask.start : one.ask.end],
                    kind=one.ask.kind,
                    label=one.label,
                    answer=one.answer,
                )
                for one in draft.labelled
            ),
            harms=tuple(
                NamedHarm(start=h.start, end=h.end, text=h.text, said=h.said) for h in harms
            ),
            owned=draft.owned,
            facts=quoted_facts(text, draft.text),
            invented=invented(source, draft.text),
            questions=draft.questions,
            findings=self._language.check(draft.text, allow=allow).findings,
            cautions=watched.cautions,
            advice=draft.advice,
            notices=self._notices(draft, harms, watched, notes),
        )

    def _checked(self, text: str, allow: Sequence[str]) -> tuple[str, ...]:
        """Return what the checks find above note level, in plain sentences."""
        found = [
            *self._language.check(text, allow=tuple(allow)).findings,
            *double_talk(self._language, text.splitlines()),
        ]
        said = [f'"{f.text}": {f.why}' for f in found if f.level != "note"]
        return tuple(dict.fromkeys(said))

    def _notices(
        self, draft: Draft, harms: Sequence[Harm], watched: Watch, notes: Notes
    ) -> tuple[str, ...]:
        say = self._words.letter.notices
        told = []
        if draft.owned:
            told.append(say["confirm"].format(deed=draft.owned))
        if watched.admit_nothing:
            told.append(say["careful"])
        if watched.deadline:
            told.append(say["deadline"].format(deadline=f"“{watched.deadline}”"))
        day = _RELATIVE.search(
            "\n".join([*(h.said for h in harms), *(one.label for one in draft.labelled)])
        )
        if day:
            told.append(say["repeated_day"].format(word=day[0]))
        if not draft.labelled:
            told.append(say["nothing_asked"])
        if len(draft.text.split()) > MOST_WORDS:
            told.append(say["long"].format(most=MOST_WORDS))
        told += [say["notes_held"].format(note=note) for note in notes.held]
        return tuple(told)


def quoted_facts(email: str, reply: str) -> tuple[QuotedFact, ...]:
    """Return the facts of an email and whether the reply repeats each."""
    kept = {(f.kind, f.value) for f in compare_facts(email, reply).kept}
    return tuple(
        QuotedFact(text=f.text, kind=f.kind, quoted=(f.kind, f.value) in kept)
        for f in extract_facts(email)
    )


def invented(source: str, reply: str) -> tuple[str, ...]:
    """Return the figures and names of a reply that its sources do not hold."""
    return (*untraceable(source, _unnumbered(reply)), *invented_names(source, _unnumbered(reply)))


def _unnumbered(reply: str) -> str:
    """Return a reply without the numbers of its list."""
    return re.sub(r"^\d{1,3}\. ", "", reply, flags=re.MULTILINE)
