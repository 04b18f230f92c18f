"""The phrasings a rewrite uses: files of knowledge/language/rewriting, read and checked."""

import re
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coach.resources import load_yaml


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Guarded(_Data):
    """A replacement that fits only where the phrase has one sense."""

    use: str
    verb: bool = False
    """Only where the first word is used as a verb."""
    flagged: bool = False
    """Only where the checks find double-talk: a plain sentence may have the word."""
    unless: str = ""
    """Words, parted by ``|``, that show another sense when they stand in the same sentence."""


class SwapGroup(_Data):
    """Replacements with one explanation."""

    why: str
    swaps: dict[str, str | Guarded]


class SwapFile(_Data):
    """The safe replacements."""

    groups: tuple[SwapGroup, ...]


class Construction(_Data):
    """A turn of phrase as a regular expression and how it is said plainly."""

    find: str
    put: str
    unless: str = ""
    """An expression that shows another sense when it stands in the same sentence."""


class ConstructionGroup(_Data):
    """Constructions with one explanation."""

    flagged: bool = False
    """Only in sentences in which the checks found double-talk."""
    spreads: bool = False
    """Then in the other sentences of an email of business talk, too."""
    why: str
    rules: tuple[Construction, ...]


class ConstructionFile(_Data):
    """Constructions in the order they are tried, and the pieces they share."""

    pieces: dict[str, str]
    groups: tuple[ConstructionGroup, ...]


class Buried(_Data):
    """Nouns that hide a verb."""

    why: str
    light: str
    """Verbs that carry such a noun."""
    padding: str
    """Adjectives that add nothing to it."""
    verbs: dict[str, str]
    """Noun to verb, with the preposition it takes after it, if any."""


class Actors(_Data):
    """Which verbs the sender's side does, and which hide a fault."""

    why: str
    ours: str
    fault: str
    unsaid: str
    """Verbs whose passive hides nobody: things, not people, delay or affect."""


class FillerFile(_Data):
    """Sentences and clauses that say nothing about the case."""

    why: str
    sentences: tuple[str, ...]
    act: str
    """What shows that a sentence tells of a deed or a reason, whatever formula it holds."""
    clauses: tuple[str, ...]
    openings: str
    """First words of an opening that goes if the rest of it is hollow."""
    links: str
    """What may stand before an opening."""
    asides: str
    """First words of an aside that goes if the rest of it is hollow."""
    tells: str
    """Last words of a phrase that only announces what comes after its "that"."""
    doubts: str
    """Words that make such a phrase say something."""
    weighs: str
    """Words of an apology or a promise: hollow or not, the reader waits for it."""


class HollowFile(_Data):
    """Words that carry nothing about the case."""

    why: str
    function: str
    weak: str
    strong: str


class WholeFile(_Data):
    """What stands in place of a sentence that promises or regrets nothing in particular."""

    promise: str
    promise_why: str
    apology: str
    apology_why: str


class BlankText(_Data):
    """What to ask for one blank."""

    question: str
    why: str


class QuestionFile(_Data):
    """Questions for blanks, by the blank's words; `other` is for the rest."""

    blanks: dict[str, BlankText]
    other: BlankText


class BadNewsFile(_Data):
    """How bad news is told apart, and what is said instead of sending it."""

    signs: tuple[str, ...]
    strong: tuple[str, ...]
    channel: str
    practices: tuple[int, ...]
    opener: str
    opener_unnamed: str
    untold: str
    """Stands for the news where no plain sentence tells it."""
    first_line: str


class GateFile(_Data):
    """Negations that state nothing."""

    empty_negations: tuple[str, ...]
    alike: tuple[str, ...]
    """Rows of stems: after a negation, one says the same as another of its row."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """One expression for them all."""
        return re.compile("|".join(self.empty_negations), re.IGNORECASE)


class SpellingFile(_Data):
    """British spellings of the phrasings' own words and their American forms."""

    american: dict[str, str]
    signs_of_american: str
    signs_of_british: str


class SplittingFile(_Data):
    """Why long sentences are parted."""

    why: str


class Phrasings(_Data):
    """All of them."""

    swaps: SwapFile
    constructions: ConstructionFile
    buried: Buried
    actors: Actors
    filler: FillerFile
    hollow: HollowFile
    wholes: WholeFile
    questions: QuestionFile
    bad_news: BadNewsFile
    gate: GateFile
    spelling: SpellingFile
    splitting: SplittingFile


def load_phrasings(folder: Path) -> Phrasings:
    """Return the phrasings of a knowledge/language/rewriting folder.

    Raises:
        SetupError: when a file does not fit, naming file and line.
    """
    return Phrasings(
        swaps=_swaps(folder / "swaps"),
        constructions=load_yaml(folder / "constructions.yaml", ConstructionFile),
        buried=load_yaml(folder / "buried.yaml", Buried),
        actors=load_yaml(folder / "actors.yaml", Actors),
        filler=load_yaml(folder / "filler.yaml", FillerFile),
        hollow=load_yaml(folder / "hollow.yaml", HollowFile),
        wholes=load_yaml(folder / "wholes.yaml", WholeFile),
        questions=load_yaml(folder / "questions.yaml", QuestionFile),
        bad_news=load_yaml(folder / "bad_news.yaml", BadNewsFile),
        gate=load_yaml(folder / "gate.yaml", GateFile),
        spelling=load_yaml(folder / "spelling.yaml", SpellingFile),
        splitting=load_yaml(folder / "splitting.yaml", SplittingFile),
    )


def _swaps(folder: Path) -> SwapFile:
    """Return the replacements of every file of a folder, in the order of their names."""
    files = [load_yaml(path, SwapFile) for path in sorted(folder.glob("*.yaml"))]
    return SwapFile(groups=tuple(group for file in files for group in file.groups))
