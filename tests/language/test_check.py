"""The check as its callers see it."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.language.checker import PlainLanguage
from coach.resources import knowledge_folder

CHECKER = PlainLanguage.load(knowledge_folder())
PIECES = (
    "We'll circle back soon.",
    "Mistakes were made.",
    "Rest assured, we take this very seriously.",
    "I'm sorry if anyone felt upset",
    "\n\n> quoted line: mistakes were made\n",
    "\n- a bullet, going forward\n",
    "| a | table |\n",
    "Dear Ms Léger,\n\n",
    "\nKind regards,\nTom\n",
    " “circle back” ",
    " https://example.com/going-forward ",
    "🙂 €1,200 ",
    "İstanbul ",
    "\u2028",
    "\x00",
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=8).map("".join),
)


def flags(text: str, **options: object) -> list[tuple[str, str]]:
    found = CHECKER.check(text, **options).findings  # type: ignore[arg-type]
    return [(f.category, f.text) for f in found if f.level != "note"]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_gives_findings_whose_spans_match_it(text: str) -> None:
    for finding in CHECKER.check(text).findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.text.strip()
        assert finding.why
        assert finding.instead


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_checking_twice_says_the_same(text: str) -> None:
    assert CHECKER.check(text) == CHECKER.check(text)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Let's touch base about the invoice next week.", "jargon"),
        ("There has been a slight timeline adjustment on your order.", "euphemism"),
        ("Due to circumstances beyond our control, the parts are late.", "blame_shifting"),
        ("Mistakes were made with your account.", "evasive_passive"),
        ("We might possibly be able to perhaps look at it at some point.", "hedge"),
        ("We are sorry if anyone felt inconvenienced.", "non_apology"),
        ("We bring an unwavering passion for excellence to every brick.", "inflation"),
        ("We will undertake an investigation of the fault.", "nominalisation"),
        ("Rest assured, steps will be taken.", "empty_promise"),
    ],
)
def test_plain_cases_of_each_category_are_flagged(text: str, category: str) -> None:
    assert category in [name for name, _ in flags(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We sent your crates to the wrong depot on Monday, and I am sorry.",
        "Anna will send you the corrected invoice by Friday at noon.",
        "The seal was broken by our driver on 4 May.",
        "The part costs between £300 and £400, because the dealer has two sizes.",
        "The drone circled the lighthouse at sunset.",
        "Please take the words “world-class” out of the leaflet.",
        "We were supposed to deliver the boiler on 14 October.",
        "I was meant to ring you on Monday and I forgot.",
        "Our team should have tested the pump before Friday.",
    ],
)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert flags(text) == []


def test_quoted_history_and_quoted_words_are_not_ours() -> None:
    text = "Hi Tom,\n\nThe crates left at six.\n\n> Rest assured, mistakes were made.\n"
    assert flags(text) == []


def test_an_allowed_word_is_never_flagged_in_any_form() -> None:
    text = "We will touch base about the invoice next week."
    assert flags(text)
    assert all("touch" not in words for _, words in flags(text, allow=("touch base",)))


def test_a_rule_for_clients_is_silent_inside_the_house() -> None:
    text = "It is a win-win for both of us."
    assert any(f.rule.startswith("jargon.win") for f in CHECKER.check(text).findings)
    inside = CHECKER.check(text, audience="internal").findings
    assert not any(f.rule.startswith("jargon.win") for f in inside)


def test_importing_the_checks_loads_no_parser() -> None:
    code = (
        "import sys\nfrom coach.language.checker import PlainLanguage\n"
        "from coach.resources import knowledge_folder\n"
        "PlainLanguage.load(knowledge_folder()).check('The van is white.')\n"
        "print('spacy' in sys.modules, 'chromadb' in sys.modules, 'onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False False"
