"""English word forms, enough to match and to carry a form from one word to another."""

from functools import lru_cache
from typing import Literal

Form = Literal["base", "s", "past", "participle", "ing"]

_IRREGULAR: dict[str, tuple[str, str]] = {
    line.split()[0]: (line.split()[1], line.split()[2])
    for line in """be was been|become became become|begin began begun|break broke broken
bring brought brought|build built built|buy bought bought|catch caught caught|choose chose chosen
come came come|cut cut cut|do did done|draw drew drawn|drive drove driven|eat ate eaten
fall fell fallen|feel felt felt|fight fought fought|find found found|fly flew flown
forget forgot forgotten|get got got|give gave given|go went gone|grow grew grown|have had had
hear heard heard|hide hid hidden|hit hit hit|hold held held|keep kept kept|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lose lost lost
make made made|mean meant meant|meet met met|mislay mislaid mislaid|overlook overlooked overlooked
pay paid paid|put put put|read read read|ride rode ridden|ring rang rung|rise rose risen
run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|shake shook shaken|show showed shown|shut shut shut|sit sat sat|speak spoke spoken
spend spent spent|spin spun spun|split split split|stand stood stood|steal stole stolen
stick stuck stuck|strike struck struck|swim swam swum|take took taken|teach taught taught
tell told told|think thought thought|throw threw thrown|understand understood understood
undertake undertook undertaken|wear wore worn|win won won|write wrote written
underestimate underestimated underestimated|misread misread misread|oversee oversaw overseen
undergo underwent undergone|withdraw withdrew withdrawn|shrink shrank shrunk|tear tore torn
bear bore borne|sink sank sunk|ship shipped shipped|weave wove woven|light lit lit
foresee foresaw foreseen|withhold withheld withheld|upset upset upset|deal dealt dealt
lean leaned leaned|burn burned burned|learn learned learned|spill spilled spilled
misunderstand misunderstood misunderstood|mistake mistook mistaken""".replace("\n", "|").split("|")
}
_DOUBLING = frozenset(
    "stop plan ship drop slip drag tap pop step drum swap map flag tag log ping clip cap chat run "
    "get cut put sit set hit let win begin forget slot jot tip trim rub prep unplug plug blag scrap "
    "hop wrap chop skip strip net pin bin hum zip refer occur commit admit permit omit submit "
    "regret transfer defer prefer format rip grab nab pit bat hub dip tot".split()
)
_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def inflect(word: str, form: Form) -> str:
    """Return one form of a verb given in its base form."""
    if form == "base":
        return word
    if form == "s":
        return _with_s(word)
    if form == "ing":
        return _with_ing(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word][0 if form == "past" else 1]
    return _with_ed(word)


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Return every spelling of a word as verb or noun, British and American."""
    found: set[str] = set()
    for spelling in _spellings(word):
        found |= {spelling, _with_s(spelling), _with_ing(spelling), inflect(spelling, "past")}
        found.add(inflect(spelling, "participle"))
        if spelling == "be":
            found |= {"am", "is", "are", "were"}
        if spelling == "have":
            found.add("has")
    return frozenset(found)


def form_of(found: str, base: str) -> Form:
    """Return which form of the base a found word is; past stands for participle too."""
    for spelling in _spellings(base):
        for form in ("base", "s", "ing", "past", "participle"):
            if inflect(spelling, form) == found:
                return form
    return "base"


def _spellings(word: str) -> tuple[str, ...]:
    for british, american in (("isation", "ization"), ("ise", "ize"), ("yse", "yze")):
        if word.endswith(british) and len(word) > len(british) + 2:
            return word, word[: -len(british)] + american
    return (word,)


def _with_s(word: str) -> str:
    if word == "be":
        return "is"
    if word == "have":
        return "has"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    return word + "s"


def _with_ing(word: str) -> str:
    if word in _DOUBLING:
        return word + word[-1] + "ing"
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return word + "ing"


def _with_ed(word: str) -> str:
    if word in _DOUBLING:
        return word + word[-1] + "ed"
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + "ed"
