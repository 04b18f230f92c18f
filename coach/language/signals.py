"""What a sentence holds or leaves out: figures, dates, names, doers, reasons, softeners."""

import re
from typing import NamedTuple

from coach.language.pattern import Classes, normalise
from coach.language.quotes import MASK, masked

_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:today|tonight|tomorrow|noon|midnight|this (?:morning|afternoon|evening|week))\b"
    r"|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:january|february|march|april|june|july|august"
    r"|september|october|november|december)\b|\b(?:by|before|until|from|in|on) (?:the )?(?:\d|may\b)"
    r"|\b(?:within|in) (?:\w+ )?\w+ (?:hours?|days?|weeks?|minutes?)\b|\bby (?:lunch|close|end|dark)"
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|half|twice)\b"
)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-zà-ÿ]+")
_DOER = re.compile(
    r"\b(?:i|we|he|she|they)(?:'(?:ll|ve|m|re|d))?\b|\b(?:our|my) (?:[a-z]+ )?[a-z]+(?:er|or|ist|team)\b"
)
_OWN = re.compile(
    r"\b(?:i|we)(?:'(?:ll|ve|d))? (?!(?:are|am|were|will be|hope|regret|understand)\b)\w+"
)
_REASON = re.compile(
    r"\b(?:because|since|so that|so|until|unless|depend(?:s|ing)? (?:up)?on|once|if|as soon as|for lack of"
    r"|going by|judging by|given that|whether|when|after)\b|[:;]|\b\d+(?:[.,]\d+)? (?:to|or|and) [£$€]?\d"
    r"|, as (?!i|we|you|it|they|far|ever|it were|such)\w+|, (?:though|for|and i say so)\b|\beither\b"
)
_SOURCE = re.compile(
    r"\b(?:according to|by .{1,30} count|survey|register|certificate|audit|measured|published|report"
    r"|log|records?|says|shows?|tested|ranked|against|instead of|down from|up from)\b|%"
)
_PROMISE = re.compile(
    r"\b(?:will|shall|'ll|going to|is to be|are to be|being|promise|assured?|committed|intend|intention"
    r"|plan to|working|doing|expect|bound to|about to|in hand)\b"
)
_CAUSE = re.compile(
    r"\b(?:because|owing to|due to|thanks to|since|hence|given|(?:is|was) why|meant that|being what"
    r"|(?:is|was) (?:rather )?(?:how|where|what)|comes? of|down to|on account of|as (?:a result|your|the"
    r"|our|many|most)|would have|if (?:you|your|the|our|only|people|someone)|had (?:you|your|the)"
    r"|only after|so (?:the|your|we|it|as))\b"
)
_WENT_WRONG = re.compile(
    r"\b(?:wrong|late|lost|missed|missing|broken|cracked|never|without|twice|old|empty|spoil\w*|ruin\w*"
    r"|delay\w*|died|dry|short|out of|not (?:been )?\w+ed|nobody|overdue|extra|charged|fee|penalty|instead"
    r"|mis\w{4,}|fail\w*|error|mistake)\b"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|got|gets?|being|is|are|be)\b(?: (?:not|never|\w+ly|since|then|also|only|at some"
    r" \w+))*,? (?:\w{2,}(?:ed|en|wn|lt|ld|pt|ft)|put|cut|shut|set|let|lost|sent|made|told|said|hit|found"
    r"|held|sold|rung|hung|spent|split|lent|done|gone|taken|kept|left|paid|read|caught|brought|thrown)\b"
)
_PAST_PASSIVE = re.compile(r"\b(?:was|were|been|got)\b")
_AGENT = re.compile(r"\bby (?!mistake|accident|error|then|now|the time|noon|\d|mid|end|\w+day)\w+")
_ROUTINE = re.compile(
    r"\b(?:each|every|always|daily|weekly|twice a|once a|until|at (?:noon|dusk|\d)|in 1\d{3}|in the order"
    r"|only after|by law|on the premises|listed|is kept|are kept|between)\b"
)
_MENTION = re.compile(
    r"\b(?:words?|phrases?|writes?|wrote|written|says?|said|calls?|called|means?|meant|typed|ticked"
    r"|underlined|banned|quotes?|quoted|reads?|label\w*|brochure|draft|slogan|signs?|appears?|headed"
    r"|titled|mocks?|laughed?|replaced?|delete[ds]?|struck|asks?|asked|leave it out|avoid|stands?)\b"
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|best|finest|greatest|boldest|never|ever|every|nothing|no one)\b"
)


class Signals(NamedTuple):
    """The presence tests that the grammar checks and the model share."""

    date: bool
    number: bool
    name: bool
    doer: bool
    owned_act: bool
    reason: bool
    source: bool
    promise: bool
    superlative: bool
    quotes: bool
    sorry: bool
    fault: bool
    cause: bool
    went_wrong: bool
    evidence: bool
    passive: bool
    past_passive: bool
    agent: bool
    routine: bool
    mention: bool
    parties: int
    physical: int
    buzz_nouns: int
    buzz_verbs: int
    soft_words: int
    softeners: int
    soft_names: int
    words: int


def count_words(low: str, words: frozenset[str]) -> int:
    """Return how many words of a normalised text belong to a class."""
    return sum(token in words for token in re.findall(r"[a-z']+", low))


def read_signals(text: str, classes: Classes) -> Signals:
    """Return what a sentence holds; quoted words count for nothing."""
    open_text = masked(text)
    low = normalise(open_text)
    tokens = re.findall(r"[a-z']+", low)
    passive = _PASSIVE.search(low)
    return Signals(
        date=_DATE.search(low) is not None,
        number=_NUMBER.search(low) is not None,
        name=_NAME.search(open_text) is not None,
        doer=_DOER.search(low) is not None,
        owned_act=_OWN.search(low) is not None,
        reason=_REASON.search(low) is not None,
        source=_SOURCE.search(low) is not None,
        promise=_PROMISE.search(low) is not None,
        superlative=_SUPERLATIVE.search(low) is not None,
        quotes=MASK in open_text,
        sorry=any(t in classes["sorry"] for t in tokens),
        fault=any(t in classes["fault"] for t in tokens),
        cause=_CAUSE.search(low) is not None,
        went_wrong=_WENT_WRONG.search(low) is not None,
        evidence=any(t in classes["evidence"] for t in tokens),
        passive=passive is not None,
        past_passive=passive is not None and _PAST_PASSIVE.match(passive.group()) is not None,
        agent=_AGENT.search(low) is not None,
        routine=_ROUTINE.search(low) is not None,
        mention=MASK in open_text and _MENTION.search(low) is not None,
        parties=sum(t in classes["party"] for t in tokens),
        physical=sum(t in classes["physical"] for t in tokens),
        buzz_nouns=sum(t in classes["buzz_noun"] for t in tokens),
        buzz_verbs=sum(t in classes["buzz_verb"] for t in tokens),
        soft_words=sum(t in classes["soft_word"] for t in tokens),
        softeners=sum(t in classes["softener"] for t in tokens),
        soft_names=sum(t in classes["softname"] for t in tokens),
        words=len(tokens),
    )
