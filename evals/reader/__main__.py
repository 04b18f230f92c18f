"""`python -m evals.reader sentences|notes`: train a reader, in an environment of its own.

Networks read writers they have not learnt from, so that what is fitted on top of a reader
(`evals.train_language`, `evals.train_intake`) learns how far it can be trusted on new ones.
"""

import argparse
import time

import numpy as np

from coach.drafting.intake import sensing
from coach.language import reader
from coach.resources import knowledge_folder
from evals import noted
from evals.reader import notes, sentences
from evals.reader.export import export
from evals.unseen import NOTES_FILE, SENTENCES_FILE, key

FOLDS = 2
HELD = ("n", "r")
"""Notes are long, so there is one network: these writers' notes show how it does on others."""


def folds(writers: list[str]) -> list[int]:
    """Return each row's fold; a writer is never split."""
    of = {writer: at % FOLDS for at, writer in enumerate(sorted(set(writers)))}
    return [of[writer] for writer in writers]


def of_sentences() -> None:
    """Train the sentence reader."""
    rows = sentences.rows()
    print(f"{len(rows)} sentences", flush=True)
    fold = folds([row.writer for row in rows])
    keys, values = [], []
    for held in range(FOLDS):
        begun = time.monotonic()
        network = sentences.trained([r for r, f in zip(rows, fold, strict=True) if f != held])
        fresh = [row.text for row, f in zip(rows, fold, strict=True) if f == held]
        keys += [key(text) for text in fresh]
        values.append(sentences.read(network, fresh))
        print(f"fold {held}: {time.monotonic() - begun:.0f} s", flush=True)
    np.savez_compressed(SENTENCES_FILE, keys=np.array(keys), labels=np.concatenate(values))
    export(
        sentences.trained(rows),
        ["labels", "pieces"],
        lambda found: (found[0].softmax(-1), found[1].sigmoid()),
        knowledge_folder() / "language" / reader.MODEL_FILE,
    )


def of_notes() -> None:
    """Train the note reader."""
    rows = noted.rows()
    print(f"{len(rows)} notes", flush=True)
    begun = time.monotonic()
    network = notes.trained([row for row in rows if row.writer not in HELD])
    fresh = [row for row in rows if row.writer in HELD]
    found = [(key(row.text), notes.read(network, row)) for row in fresh]
    print(f"{time.monotonic() - begun:.0f} s", flush=True)
    np.savez_compressed(
        NOTES_FILE,
        keys=np.array([name for name, _ in found]),
        sizes=np.array([len(one.tags) for _, one in found]),
        tags=np.concatenate([one.tags for _, one in found]).astype(np.float16),
        kinds=np.stack([one.kinds for _, one in found]).astype(np.float16),
        faults=np.stack([one.faults for _, one in found]).astype(np.float16),
    )
    export(
        network,
        ["tags", "kinds", "faults"],
        lambda scores: (scores[0], scores[1].softmax(-1), scores[2].softmax(-1)),
        knowledge_folder() / "intake" / sensing.MODEL_FILE,
    )


def main() -> None:
    """Train, keep what was read by those who had not seen it, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", choices=("sentences", "notes"))
    of_sentences() if parser.parse_args().which == "sentences" else of_notes()


if __name__ == "__main__":
    main()
