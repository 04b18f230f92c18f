"""Labelled trainee turns and sentences, read for training and measuring the appraisal."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from coach.domain.conversation import TurnContext
from coach.guidance.embedder import Embedder
from coach.practice.appraisal.acts import Matrix, marks
from coach.practice.appraisal.cues import Cues
from coach.practice.appraisal.reading import Turn, read_turn
from coach.practice.appraisal.wording import Words
from coach.resources import knowledge_folder

TURNS = Path(__file__).parent / "datasets" / "turns"
FURTHER = Path(__file__).parent / "datasets" / "appraisal"
FURTHER_TURNS = ("turns.txt", "voices.txt")

_ACT_HEADING = re.compile(r"\[(\w+)\]$")
_NOT_MARKS = ("asks_", "refuses_")
_COVERED = 0.3
SCORES = ("empathy", "ownership", "clarity", "solution_focus")
FLAGS = (
    "blames_client",
    "excuse",
    "jargon",
    "interrupts",
    "overpromises",
    "ignores_question",
    "non_apology",
)
_ACT_TAG = re.compile(r"\{([a-z ]+)\} ?")


class Labelled(NamedTuple):
    """One labelled turn, read."""

    id: str
    group: str
    quality: str
    client: str
    context: TurnContext
    turn: Turn
    vectors: npt.NDArray[np.float32]
    marked: Matrix
    scores: dict[str, int]
    flags: dict[str, bool]
    quotes: tuple[tuple[str, str], ...] = ()
    acts: tuple[tuple[str, ...], ...] | None = None
    """The acts of each sentence, where they are labelled one by one."""

    def quoted(self, of: str) -> npt.NDArray[np.bool_]:
        """Tell, by sentence, whether the labels quote it for a flag or score."""
        hit = np.zeros(len(self.turn.sentences), dtype=bool)
        for name, quote in self.quotes:
            start = self.turn.text.find(quote) if name == of else -1
            if start < 0:
                continue
            for i, s in enumerate(self.turn.sentences):
                shared = min(s.end, start + len(quote)) - max(s.start, start)
                hit[i] |= shared > _COVERED * min(s.end - s.start, len(quote))
        return hit


class Sentences(NamedTuple):
    """Sentences labelled with their acts."""

    names: tuple[str, ...]
    vectors: npt.NDArray[np.float32]
    marked: Matrix
    labels: Matrix


class Reader:
    """Reads turns with the cues and the embedder that the product uses."""

    def __init__(self) -> None:
        self.cues = Cues.load(knowledge_folder() / "appraisal")
        self.words = Words.load(knowledge_folder() / "appraisal")
        self.concepts = tuple(c for c in self.cues.concepts if not c.startswith(_NOT_MARKS))
        self._embedder = Embedder()

    @cache  # noqa: B019
    def vector(self, sentence: str) -> npt.NDArray[np.float32]:
        """Return a sentence's vector, embedded by itself as in the product."""
        return self._embedder.by_itself(sentence)

    def turns(self, name: str) -> list[Labelled]:
        """Return the labelled turns of one file."""
        lines = (TURNS / name).read_text(encoding="utf-8").splitlines()
        return [self._labelled(json.loads(line)) for line in lines if line.strip()]

    def sentences(self) -> Sentences:
        """Return the sentences labelled by act."""
        rows = _act_rows((FURTHER / "acts.txt").read_text(encoding="utf-8"))
        names = tuple(dict.fromkeys(act for _, acts in rows for act in acts))
        turns = [read_turn(text, self.cues, self.words) for text, _ in rows]
        return Sentences(
            names=names,
            vectors=np.array([self.vector(text) for text, _ in rows]),
            marked=np.array([marks(turn, self.concepts).max(axis=0) for turn in turns]),
            labels=np.array([[float(n in acts) for n in names] for _, acts in rows]),
        )

    def further_turns(self) -> list[Labelled]:
        """Return the turns in other voices, their sentences labelled one by one."""
        return [turn for name in FURTHER_TURNS for turn in self.further(name)]

    def further(self, name: str) -> list[Labelled]:
        """Return those of one file."""
        found: list[Labelled] = []
        context, client, group = TurnContext(), "", ""
        stem = name.removesuffix(".txt")
        lines = (FURTHER / name).read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            mark, _, rest = line.partition(" ")
            if mark == "=":
                fault, _, situation = rest.partition(" | ")
                context = TurnContext.model_validate({"fault": fault, "situation": situation})
                group = f"{stem} {at}"
            elif mark == ">":
                client = rest
            elif mark == "*":
                found.append(
                    self._further(f"{stem}{at}", group, client, context, rest, lines[at + 1])
                )
        return found

    def _further(
        self, name: str, group: str, client: str, context: TurnContext, labels: str, reply: str
    ) -> Labelled:
        quality, *figures = labels.split()
        raised = figures[4].split(",") if len(figures) > 4 else []
        text, tags = _untagged(reply)
        turn = read_turn(text, self.cues, self.words)
        return Labelled(
            id=name,
            group=group,
            quality=quality,
            client=client,
            context=context,
            turn=turn,
            vectors=np.array([self.vector(s.text) for s in turn.sentences]),
            marked=marks(turn, self.concepts),
            scores=dict(zip(SCORES, map(int, figures[:4]), strict=True)),
            flags={flag: flag in raised for flag in FLAGS},
            acts=tuple(
                next(acts for start, acts in reversed(tags) if start <= s.start)
                for s in turn.sentences
            ),
        )

    def _labelled(self, line: dict[str, Any]) -> Labelled:
        turn = read_turn(line["trainee"], self.cues, self.words)
        return Labelled(
            id=line["id"],
            group=line["group"],
            quality=line["quality"],
            client=line["client"],
            context=TurnContext(fault=line["fault"], **line["context"]),
            turn=turn,
            vectors=np.array([self.vector(s.text) for s in turn.sentences]),
            marked=marks(turn, self.concepts),
            scores=line["scores"],
            flags=line["flags"],
            quotes=tuple((e["of"], e["quote"]) for e in line["evidence"]),
        )


def _untagged(reply: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    """Return a reply without its tags, and where each tagged piece begins."""
    text = ""
    tags: list[tuple[int, tuple[str, ...]]] = []
    pieces = _ACT_TAG.split(reply)[1:]
    for acts, piece in zip(pieces[::2], pieces[1::2], strict=True):
        tags.append((len(text), tuple(acts.split())))
        text += piece
    return text.strip(), tags


def _act_rows(text: str) -> list[tuple[str, tuple[str, ...]]]:
    rows: list[tuple[str, tuple[str, ...]]] = []
    act = ""
    for line in text.splitlines():
        if heading := _ACT_HEADING.match(line):
            act = heading.group(1)
        elif line.strip() and not line.startswith("#"):
            sentence, _, further = line.partition(" | ")
            rows.append((sentence, (act, *further.split())))
    return rows
