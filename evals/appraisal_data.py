"""Labelled trainee turns and sentences, read for training and measuring the appraisal."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coach.domain.conversation import TurnContext
from coach.guidance.embedder import Embedder
from coach.practice.appraisal.acts import Matrix, marks
from coach.practice.appraisal.cues import Cues
from coach.practice.appraisal.reading import Turn, read_turn
from coach.resources import knowledge_folder

TURNS = Path(__file__).parent / "datasets" / "turns"
ACTS = Path(__file__).parent / "datasets" / "appraisal" / "acts.txt"

_ACT_HEADING = re.compile(r"\[(\w+)\]$")
_NOT_MARKS = ("asks_", "refuses_")
_COVERED = 0.3


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
    quotes: tuple[tuple[str, str], ...]

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
        self.concepts = tuple(c for c in self.cues.concepts if not c.startswith(_NOT_MARKS))
        self._embedder = Embedder()

    @lru_cache(maxsize=None)  # noqa: B019
    def vector(self, sentence: str) -> npt.NDArray[np.float32]:
        """Return a sentence's vector, embedded by itself as in the product."""
        row: npt.NDArray[np.float32] = self._embedder.embed([sentence])[0]
        return row

    def turns(self, name: str) -> list[Labelled]:
        """Return the labelled turns of one file."""
        lines = (TURNS / name).read_text(encoding="utf-8").splitlines()
        return [self._labelled(json.loads(line)) for line in lines if line.strip()]

    def sentences(self) -> Sentences:
        """Return the sentences labelled by act."""
        rows = _act_rows(ACTS.read_text(encoding="utf-8"))
        names = tuple(dict.fromkeys(act for _, acts in rows for act in acts))
        turns = [read_turn(text, self.cues) for text, _ in rows]
        return Sentences(
            names=names,
            vectors=np.array([self.vector(text) for text, _ in rows]),
            marked=np.array([marks(turn, self.concepts).max(axis=0) for turn in turns]),
            labels=np.array([[float(n in acts) for n in names] for _, acts in rows]),
        )

    def _labelled(self, data: dict[str, object]) -> Labelled:
        raw = json.dumps(data)
        line = json.loads(raw)
        turn = read_turn(line["trainee"], self.cues)
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
