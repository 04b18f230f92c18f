"""What a model's answer may not be, whatever it was told: markup, encoded text, our prompt.

A model obeys whoever speaks last, and a pasted email can speak. So an answer is judged by what it is,
against the draft it was to better; the model's goodwill counts for nothing.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from coach.model.port import Message
from coach.model.prompts import instructions, material
from coach.model.veil import unknown_stand_ins

_PROMPT_RUN = 7
"""This many words in a row of our instructions are no accident."""
# All control and formatting signs but the line break and tab: colours for a terminal, hidden text,
# text that reads backwards.
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")
_MARKUP = re.compile(
    r"</?[a-z!|<][^<>\s]*|!\\?\[|\]\(|\]\[|^[ \t]*\[[^\]\n]{1,80}\]:|\[/?inst\]|\bjavascript:|\bvbscript:"
    r"|\bon[a-z]{3,20}\s*=|&(?:#\w{2,8}|lt|gt|quot|amp);|\$\(|[{}]|```|={3,}|:material/"
    r"|\\(?:href|includegraphics|url)\b|^[ \t]*#{1,6}\s|(?<!\*)\*[a-z][a-z ]*\*(?!\*)",
    re.IGNORECASE | re.MULTILINE,
)
_TOP = "com|net|org|io|co|dev|app|xyz|info|biz|ru|cn|uk|de|fr|eu|us|example|test|invalid|local"
_ADDRESS = re.compile(
    r"\b(?:https?|hxxps?|ftp|wss?)\s?:\s?/\s?/\S*|\b(?:file:/|tel:|sms:|mailto:|data:[a-z]+/)\S*"
    r"|(?<![\w:])//[\w-]+|\bwww\.\S+|\bxn--\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
    r"|\w[\[({]\.[\])}]\w|\bdot\s(?:" + _TOP + r")\b|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,6}(?:" + _TOP + r")\b",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\bas an? (?:ai|(?:large )?language model)\b|\b(?:large )?language model\b|\bsystem prompt\b"
    r"|\bmy instructions\b|\bknowledge cut-?off\b|\bchatgpt\b|\bopenai\b"
    r"|\bcan(?:'t|not) comply\b|^[^\w\n]{0,20}(?:system|assistant|user|human|ai|developer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_ENCODED = re.compile(r"[A-Za-z0-9+/=_%\\-]{32,}")
_PLAIN_WORD = re.compile(r"[-_=]+|[A-Za-z]{1,24}(?:[-_/][A-Za-z]{1,24})*")
_WORD = re.compile(r"[a-z']+")
_SPELT_OUT = re.compile(r"\b(?:[A-Za-z][ .-]){6,}[A-Za-z]\b")


def cleaned(answer: str) -> str:
    """Return an answer without control signs and without signs that cannot be seen."""
    text = answer.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", _TERMINAL.sub("", text))


def alien(value: object, draft: str, messages: Sequence[Message]) -> list[str]:
    """Return, in plain sentences, what is in an answer that no honest wording puts there.

    `draft` is what was to be bettered; what stands in it may stay.
    """
    text = "\n".join(texts_in(value))
    found = []
    if _new(_MARKUP, text, draft):
        found.append("It holds markup or a link; write plain sentences.")
    if _new(_ADDRESS, text, draft):
        found.append("It holds an address that the draft does not have; leave it out.")
    if any(map(_is_encoded, _new(_ENCODED, text, draft))) or _new(_SPELT_OUT, text, draft):
        found.append("It holds encoded text; write plain sentences.")
    if _new(_MACHINE, text, draft):
        found.append("It speaks of itself as a machine; write only what was asked for.")
    if strangers := [name for name in unknown_stand_ins(text) if name not in draft]:
        found.append(f"{strangers[0]} stands for nobody; use only the names in the draft.")
    if _tells_prompt(text, messages):
        found.append("It repeats its instructions; answer the task.")
    return found


def texts_in(value: object) -> Iterator[str]:
    """Yield every text inside a record, list or mapping."""
    inner: Any = value.model_dump() if isinstance(value, BaseModel) else value
    if isinstance(inner, str):
        yield inner
    elif isinstance(inner, dict):
        for each in inner.values():
            yield from texts_in(each)
    elif isinstance(inner, (list, tuple)):
        for each in inner:
            yield from texts_in(each)


def _is_encoded(run: str) -> bool:
    return not _PLAIN_WORD.fullmatch(run)


def _new(pattern: re.Pattern[str], text: str, draft: str) -> list[str]:
    """Return what a text has of a pattern over and above the draft; once more is new, too."""
    had = Counter(_bare(found) for found in pattern.findall(draft))
    came = Counter(_bare(found) for found in pattern.findall(text))
    return list(came - had)


def _bare(found: str) -> str:
    return found.strip().lower().rstrip(".,;)")


def _tells_prompt(text: str, messages: Sequence[Message]) -> bool:
    """Whether an answer gives away our instructions, straight, backwards or with letters moved."""
    told = (instructions(message.text) for message in messages)
    given = (block for message in messages for _, block in material(message.text))
    ours = frozenset(run for text in told for run in _runs(text)) - _runs("\n".join(given))
    variants = (text, text[::-1], codecs.encode(text, "rot13"))
    return any(not ours.isdisjoint(_runs(variant)) for variant in variants)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return frozenset(
        tuple(words[at : at + _PROMPT_RUN]) for at in range(len(words) - _PROMPT_RUN + 1)
    )
