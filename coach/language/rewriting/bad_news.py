"""An email that breaks bad news: what to say on the phone before it goes (practices 27 and 30)."""

import re
from collections.abc import Sequence

from coach.domain.language import ChannelWarning, Finding
from coach.language.facts import BLANK
from coach.language.rewriting.data import BadNewsFile
from coach.language.text import Line, lines, sentences

_NAMED = re.compile(
    r"^\s*(?:dear(?:est)?|hi|hello|hey|g['’]day|good (?:morning|afternoon|evening|day))?,?\s*(.*?)[\s,!:.]*$",
    re.I,
)
_PERSON = re.compile(r"[A-ZÀ-Ý][\w.’'-]*(?:\s+[A-ZÀ-Ý&][\w.’'-]*){0,3}")
_ASIDE = re.compile(
    r"(?:this is about|thank you|we (?:are (?:\w+ )?sorry|know|note|will|have not)|I am sorry|sorry"
    r"|neither|nobody|no|none|you (?:may|can)|if|not)\b",
    re.IGNORECASE,
)
"""How sentences open that speak of the news rather than tell it."""
_ENOUGH = 2
_NEWS_SENTENCES = 2


def warn(
    original: str, result: str, findings: Sequence[Finding], data: BadNewsFile
) -> ChannelWarning | None:
    """Return what to do instead of sending, if the email breaks bad news; else nothing.

    What the checks flag in the result is never said on the phone: without a plain sentence that
    tells the news, a blank stands for it.
    """
    if max(_weight(original, data), _weight(result, data)) < _ENOUGH:
        return None
    found = lines(result)
    name, sender = _addressee(found), _sender(found)
    news = _news(result, findings, data)
    template = data.opener if name and sender else data.opener_unnamed
    return ChannelWarning(
        channel=data.channel,
        practices=data.practices,
        call_opener=template.format(name=name, sender=sender, news=news),
        follow_up=_follow_up(result, found, data.first_line),
    )


def _weight(text: str, data: BadNewsFile) -> int:
    prose = "\n".join(" ".join(s.text.split()) for s in sentences(text))
    strong = any(re.search(p, prose, re.IGNORECASE) for p in data.strong)
    return _ENOUGH * strong + sum(bool(re.search(p, prose, re.IGNORECASE)) for p in data.signs)


def _news(text: str, findings: Sequence[Finding], data: BadNewsFile) -> str:
    """Return the plain sentences that say best what went wrong, in their order."""
    flagged = [f for f in findings if f.level != "note"]
    said = [
        " ".join(s.text.split())
        for s in sentences(text)
        if not any(f.start < s.end and s.start < f.end for f in flagged)
    ]
    whole = [s for s in said if s[0].isupper() and s[-1] == "." and not _ASIDE.match(s)]
    weighed = {s: _gravity(s, data) for s in whole if not BLANK.search(s)}
    gravest = sorted(weighed, key=lambda s: -weighed[s])[:_NEWS_SENTENCES]
    hard = [s for s in whole if s in gravest and weighed[s]]
    return " ".join((hard or list(weighed))[:_NEWS_SENTENCES]) or data.untold


def _gravity(sentence: str, data: BadNewsFile) -> int:
    """Return how much a sentence tells of the harm: signs, and a figure beside one."""
    strong = any(re.search(p, sentence, re.IGNORECASE) for p in data.strong)
    weak = any(re.search(p, sentence, re.IGNORECASE) for p in data.signs)
    weight = _ENOUGH * strong + weak
    return weight + (1 if weight and re.search(r"\d", sentence) else 0)


def _addressee(found: tuple[Line, ...]) -> str:
    greeting = next((line.text for line in found if line.kind == "greeting"), "")
    match = _NAMED.match(greeting)
    name = match.group(1) if match else ""
    return name if name[:1].isupper() else ""


def _sender(found: tuple[Line, ...]) -> str:
    signed = [line.text for line in found if line.kind == "signature"][1:]
    match = _PERSON.match(signed[0].strip()) if signed else None
    return match.group() if match else ""


def _follow_up(text: str, found: tuple[Line, ...], first_line: str) -> str:
    greeting = next((line for line in found if line.kind == "greeting"), None)
    if greeting is None:
        return f"{first_line}\n\n{text}"
    rest = text[greeting.end :].lstrip("\n")
    return f"{text[: greeting.end]}\n\n{first_line}\n\n{rest}"
