"""Bare figures that are money where the words around them say so: "go to 1000 without asking"."""

import re
from collections import Counter
from collections.abc import Iterator

from coach.drafting.intake.quantities import NUMBER, Found, plain_number

_WORD = (
    r"prices?|fees?|bills?|rent|deposit|balance|costs?|costing|paid|pays?|paying|owe[sd]?|owing|worth"
    r"|refund(?:ed|ing)?|credit(?:ed)?|charge[sd]?|charging|quoted?|quotes|value|loss|rate|spends?|spent"
    r"|total|budget|hire|knock|billed|waive|margin|retainer|invoiced?|salary|turnover|premium|bonus"
    r"|discount(?:ed)?|for as little as|sold (?:it|them) for|licen[cs]e|wages|instal+ments?"
)
_STEP = (
    r"is|was|are|were|be|been|of|to|at|us|me|him|her|them|it|for|about|around|only|the|a|all|up|back"
    r"|another|roughly|nearly|just|another|over|just|so far|now|his|their|her|on this job|would|wd"
)
_AFTER_A_WORD = re.compile(rf"\b(?:{_WORD})(?:\s(?:{_STEP})){{0,4}}[\s:=]\s?$", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:fee|price|cost|bill|rent|deposit|refund|discount)s?\b", re.IGNORECASE)
_A_BOUND = re.compile(
    r"\b(?:(?:go|goes|stretch|drop|come)(?:\s(?:up|down|as\s(?:far|high|low)\sas))?(?:\sto)?|up\sto"
    r"|cap(?:ped)?(?:\sit)?\s(?:at|is)|at\s(?:the\s)?(?:very\s)?most|give(?:\s(?:him|her|them))?\sback"
    r"|(?:take|knock|drop|want|wants|asks?\sfor|asked\sfor|demands?)(?:\s(?:all|the|his|her|their|back|another))?)\s$",
    re.IGNORECASE,
)
_A_RESULT = re.compile(
    r"(?:\b(?:which|that|it)\s?(?:['’]s|is|makes|comes\sto)|\bthats|\bmakes|\bcomes\sto|=|\bso(?:\smore\slike)?"
    r"|\btotal(?:\sof)?)\s?$",
    re.IGNORECASE,
)
_BEFORE_A_WORD = re.compile(
    r"\s?(?:\+\s?vat|(?:off|back|excl?|incl?|plus\svat|vat|net|upfront|deposit|extra)\b"
    r"|(?:total|fee|bill|invoice|refund|credit)\b)",
    re.IGNORECASE,
)
_LEAST_BOUND = 50
_LEAST = 5
_NEAR = 60
_SENTENCE = re.compile(r"[.;!?\n]\s")


def money_in_context(
    text: str, numbers: list[Found], others: list[Found], rate: re.Pattern[str]
) -> Iterator[Found]:
    """Yield as an amount each bare figure among the numbers that its context makes money.

    The currency is the one the note uses most; a note that names none leaves it open.
    """
    currency = _currency(others)
    sums = [one for one in others if one.kind == "amount"]
    for number in numbers:
        if not re.fullmatch(NUMBER, text[number.start : number.end]):
            continue
        per = rate.match(text, number.end)
        end = per.end() if per else number.end
        if _is_money(text, number, end, sums, per is not None):
            yield Found(number.start, end, "amount", f"{currency} {number.value}".strip())


def _is_money(text: str, number: Found, end: int, sums: list[Found], by_unit: bool) -> bool:
    before = _SENTENCE.split(text[max(0, number.start - _NEAR) : number.start])[-1]
    size = plain_number(text[number.start : number.end])
    cents = re.search(r"[.,]\d\d$", text[number.start : number.end]) is not None
    if _AFTER_A_WORD.search(before) and (size >= _LEAST or cents):
        return True
    if by_unit:
        return (
            cents
            or before.endswith(" at ")
            or any(abs(one.start - number.start) < _NEAR for one in sums)
        )
    if _BEFORE_A_WORD.match(text, end) and size >= _LEAST:
        return True
    if size < _LEAST_BOUND:
        return False
    near = _MONEY.search(before) is not None or any(
        number.start - _NEAR < one.end <= number.start for one in sums
    )
    return bool(_A_BOUND.search(before) or (near and _A_RESULT.search(before)))


def _currency(found: list[Found]) -> str:
    codes = Counter(
        one.value.split()[0]
        for one in found
        if one.kind == "amount" and re.match(r"[A-Za-z]{2,3}\s", one.value)
    )
    return codes.most_common(1)[0][0] if codes else ""
