"""What the linear model sees of a sentence: word and letter runs, rules that fired, signals."""

import math
import re
from collections.abc import Iterable

from coach.language.meaning import meanings
from coach.language.model import LABELS
from coach.language.pattern import normalise
from coach.language.quotes import masked
from coach.language.reader import Sensed
from coach.language.signals import Signals

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|0+|[,;:.?!]|~+")
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,;:] )[A-Z][\w\u2019'-]+")
_LONGEST_RUN = 3
_LETTERS = (3, 4, 5)
_RULE_WEIGHT = 0.6
_SIGNAL_WEIGHT = 0.35
_SENSE_WEIGHT = 0.3
_LEAST = 0.01
_LENGTHS = (8, 14, 20, 28)


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Return a sentence's tokens with offsets; figures, names and quotations are made alike."""
    blotted = _CAPITAL.sub(lambda m: "N" * len(m.group()), masked(text))
    plain = re.sub(r"\d", "0", normalise(blotted))
    plain = re.sub(r"n{3,}", lambda m: m.group(), plain)
    found = []
    for match in _TOKEN.finditer(plain):
        word = match.group()
        if set(word) == {"n"}:
            word = "<name>"
        elif word[0] in "0~":
            word = word[0]
        found.append((match.start(), match.end(), word))
    return found


def runs(words: list[str]) -> dict[str, tuple[int, int]]:
    """Return each run of one to three words with the tokens it covers."""
    padded = ["<s>", *words, "</s>"]
    found: dict[str, tuple[int, int]] = {}
    for length in range(1, _LONGEST_RUN + 1):
        for at in range(len(padded) - length + 1):
            if length == 1 and padded[at] in ("<s>", "</s>"):
                continue
            name = "w:" + " ".join(padded[at : at + length])
            found.setdefault(name, (max(at - 1, 0), min(at - 1 + length, len(words))))
    return found


def letters(words: Iterable[str]) -> set[str]:
    """Return the runs of three to five letters inside words, ends marked."""
    found: set[str] = set()
    for word in set(words):
        marked = f" {word} "
        for length in _LETTERS:
            found.update("c:" + marked[i : i + length] for i in range(len(marked) - length + 1))
    return found


def extract(
    text: str, fired: Iterable[tuple[str, str]], signals: Signals, follows: Signals | None
) -> dict[str, float]:
    """Return feature values by name; `fired` holds (category or check, level) of each rule hit."""
    words = [word for _, _, word in tokens(text)]
    features: dict[str, float] = {}
    by_run, by_letters = runs(words), letters(words)
    for names in (by_run, by_letters):
        scale = (len(names) or 1) ** -0.5
        features.update(dict.fromkeys(names, scale))
    features.update(_rule_features(fired))
    features.update(meanings().features(words))
    features.update(_signal_features(signals, follows))
    if signals.physical and "r:jargon" in features:
        features[f"s:jargon-of-things{min(signals.physical, 3)}"] = _RULE_WEIGHT
    return features


def of_sense(sensed: Sensed) -> dict[str, float]:
    """Return what the reader made of a sentence: the log odds of each label, scaled and capped."""
    values = (min(max(float(p), _LEAST), 1 - _LEAST) for p in sensed.labels)
    odds = (math.log(p / (1 - p)) * _SENSE_WEIGHT for p in values)
    return {f"e:{label}": value for label, value in zip(LABELS, odds, strict=True)}


def _rule_features(fired: Iterable[tuple[str, str]]) -> dict[str, float]:
    features: dict[str, float] = {}
    count = 0
    for name, level in fired:
        count += level != "note"
        features[f"r:{name}"] = _RULE_WEIGHT
        features[f"r:{name}:{level}"] = _RULE_WEIGHT
        features[f"r:{level}"] = _RULE_WEIGHT
    features["r:none"] = 0.0 if features else _RULE_WEIGHT
    features["r:many"] = _RULE_WEIGHT * min(count, 3) / 3
    return features


def _signal_features(signals: Signals, follows: Signals | None) -> dict[str, float]:
    on = [name for name, value in signals._asdict().items() if value is True]
    concrete = sum((signals.date, signals.number, signals.name, signals.reason, signals.source))
    on.append(f"concrete{concrete}")
    on.append(f"soft{min(signals.softeners, 4)}")
    on.append(f"softname{min(signals.soft_names, 2)}")
    on.append(f"buzz{min(signals.buzz_nouns, 2)}{min(signals.buzz_verbs, 2)}")
    on.append(f"softword{min(signals.soft_words, 3)}")
    on.append(f"physical{min(signals.physical, 3)}")
    on.append(f"party{min(signals.parties, 2)}")
    on.extend(_shapes(signals))
    on.append(f"long{sum(signals.words > edge for edge in _LENGTHS)}")
    if signals.promise and not signals.date:
        on.append("promise-undated" if not (follows and follows.date) else "promise-dated-next")
    if signals.promise and not (signals.date or signals.number or signals.name):
        on.append("promise-bare")
    if signals.sorry:
        on.append("sorry-owned" if signals.owned_act else "sorry-unowned")
    if signals.fault and not signals.doer and not signals.name:
        on.append("fault-no-doer")
    return {f"s:{name}": _SIGNAL_WEIGHT for name in on}


def _shapes(signals: Signals) -> list[str]:
    """Return the combinations that make a sentence evasive by what it leaves out."""
    own = signals.owned_act
    shapes = {
        "blame-shape": signals.cause and signals.parties > 0 and not signals.evidence and not own,
        "blame-wrong": signals.cause and signals.parties > 0 and signals.went_wrong and not own,
        "evidenced": signals.parties > 0 and signals.evidence,
        "wrong-no-doer": signals.went_wrong and not (signals.doer or signals.cause),
        "wrong-owned": signals.went_wrong and own,
        "soft-no-reason": signals.softeners > 1 and not signals.reason,
        "soft-reason": signals.softeners > 0 and signals.reason,
        "passive-hidden": signals.passive and not (signals.agent or signals.routine),
        "past-passive-hidden": signals.past_passive and not (signals.agent or signals.routine),
        "past-passive-wrong": signals.past_passive and signals.went_wrong and not signals.agent,
        "past-passive-no-doer": signals.past_passive and not (signals.agent or signals.doer),
        "passive-named": signals.passive and signals.agent,
        "passive-routine": signals.passive and signals.routine and not signals.past_passive,
        "buzz-no-things": signals.buzz_nouns + signals.buzz_verbs > 1 and not signals.physical,
        "buzz-pair": signals.buzz_nouns > 0 and signals.buzz_verbs > 0,
        "grand-no-source": signals.superlative and not (signals.source or signals.number),
    }
    return [name for name, holds in shapes.items() if holds]
