"""The word lists and phrasings of replies: files of knowledge/replying, read and checked."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from coach.domain.reply import CautionKind
from coach.resources import load_yaml


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a valid pattern: {error}") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sign(_Shape):
    """A wording and how much it weighs."""

    find: Pattern
    weight: int


class HarmWords(_Shape):
    """How a harm is told from the rest of an email."""

    signs: tuple[Sign, ...]
    never: tuple[Pattern, ...]
    """Sentences that name no harm, whatever they hold."""
    unsayable: tuple[Pattern, ...]
    """Words a client may say of themselves and a reply may not: they are quoted."""
    leads: Pattern
    """Openings that a reply leaves out."""
    cut: tuple[Pattern, ...]
    """Tails that a reply leaves out."""
    grave: int
    """From which weight on somebody should call first."""


class DeedWords(_Shape):
    """How a deed of ours is told."""

    ours: Pattern
    """Who acts: "you", "your driver"."""
    failed: Pattern
    """Verbs of a deed that went wrong, in the past."""
    never: tuple[Pattern, ...]


class Demand(_Shape):
    """A wording that asks for something; the group "what" is what they ask for."""

    find: Pattern
    lead: str
    """How the reply names it, before the client's words turned round."""


class Replacement(_Shape):
    """A loaded wording and a plain one."""

    find: Pattern
    put: str


class AskingWords(_Shape):
    """How questions and demands are told."""

    lists: Pattern
    """What introduces a list of questions or demands."""
    demands: tuple[Demand, ...]
    imperatives: str
    rhetorical: tuple[Pattern, ...]
    loaded: tuple[Replacement, ...]
    tails: tuple[Pattern, ...]
    """Taunts at the end of a question."""


class AnswerRule(_Shape):
    """Which blank stands for the answer to a question, and what to ask the user."""

    find: Pattern
    blank: str
    question: str
    why: str


class AnswerWords(_Shape):
    """The blanks for answers, first match wins, and those of the letter itself."""

    answers: tuple[AnswerRule, ...]
    blanks: dict[str, tuple[str, str]]
    """By the blank's words: question and why."""


class CautionRule(_Shape):
    """Words that call for care before answering."""

    about: CautionKind
    find: tuple[Pattern, ...]
    tell: str
    practices: tuple[int, ...]
    admit_nothing: bool = False
    call: bool = False
    """Whether somebody should speak to them first."""
    stay_away: bool = False
    """Whether nobody should ring or meet them yet."""


class WishRule(_Shape):
    """Something the client told us to do or to leave."""

    name: Literal["no_call", "writing", "no_apology", "leave_out", "not_an_answer"]
    find: tuple[Pattern, ...]
    tell: str


class WatchWords(_Shape):
    """Cautions and wishes."""

    cautions: tuple[CautionRule, ...]
    wishes: tuple[WishRule, ...]
    deadline_in: Pattern
    """What a sentence with a deadline is about."""
    deadline: Pattern
    """What leads up to its date."""
    private: Pattern
    """Notes that must not reach the client."""


class LetterWords(_Shape):
    """How a reply is put together."""

    not_a_signer: str
    farewell: str
    greeting: dict[str, str]
    harm: dict[str, str]
    own: dict[str, str]
    asked: dict[str, str]
    next: str
    reach: dict[str, str]
    sign_off: dict[str, str]
    call: dict[str, str]
    notices: dict[str, str]


class ReplyWords(_Shape):
    """All of them."""

    harms: HarmWords
    deeds: DeedWords
    asking: AskingWords
    answers: AnswerWords
    watch: WatchWords
    letter: LetterWords

    @classmethod
    def load(cls, folder: Path) -> "ReplyWords":
        """Return the words of a knowledge/replying folder.

        Raises:
            SetupError: when a file does not fit, naming file and line.
        """
        return cls(
            harms=load_yaml(folder / "harms.yaml", HarmWords),
            deeds=load_yaml(folder / "deeds.yaml", DeedWords),
            asking=load_yaml(folder / "asking.yaml", AskingWords),
            answers=load_yaml(folder / "answers.yaml", AnswerWords),
            watch=load_yaml(folder / "watch.yaml", WatchWords),
            letter=load_yaml(folder / "letter.yaml", LetterWords),
        )


def found(pattern: str, text: str) -> re.Match[str] | None:
    """Return where a wording stands in a text, case and kind of apostrophe ignored."""
    return re.search(pattern, straight(text), re.IGNORECASE)


def straight(text: str) -> str:
    """Return a text with straight quotation marks, each in its place."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
