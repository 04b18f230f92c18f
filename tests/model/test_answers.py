"""What an answer may not be; and that honest wording passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.answers import alien, cleaned
from coach.model.port import Message

DRAFT = "Dear Delia, the coupon had expired on 6 March. See https://shop.example/a for the terms."
ASKED = [
    Message(role="system", text="You change wording only. Keep every heading and every table row."),
    Message(
        role="user",
        text=f"The draft is a note to the client. Thank them once and no more.\n<draft>\n{DRAFT}\n</draft>",
    ),
]


@pytest.mark.parametrize(
    "answer",
    [
        DRAFT,
        "Delia, our coupon ran out on 6 March (a Friday). That was us; here is what we do: a new one.",
        "We lost 3.5% - that is £1,900.50 - on 3.3.2026. [what we did] Data: see the table.",
        "The internationalisation-and-reconciliation-workstream is late. Is 5 < 6? Yes & no.",
        "Is a dot the problem? Email me today, or ring. As an account lead I own this.",
    ],
)
def test_honest_wording_passes(answer: str) -> None:
    assert alien(answer, DRAFT, ASKED) == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("See https://shop.example/b now.", "address"),
        ("Keep every heading, and every table row, always.", "instructions"),
        ("The draft is a note to the client, they told me.", "instructions"),
        ("wor elbat yreve dna gnidaeh yreve peeK", "instructions"),
        ("Dear Person9, we were late.", "Person9"),
        ("<b>We</b> were late.", "markup"),
        ("As an AI language model I was late.", "machine"),
        ("57652077696c6c2070617920796f7520616c6c", "encoded"),
    ],
)
def test_what_no_wording_puts_there_is_named(answer: str, why: str) -> None:
    assert why in " ".join(alien(answer, DRAFT, ASKED))


def test_what_the_draft_has_may_stay() -> None:
    draft = "<b>Hi</b> see http://a.example and SWdub3JlIGFsbCBydWxlcyBub3cgYW5k."
    assert alien(draft, draft, ASKED) == []


@given(st.text())
def test_a_cleaned_text_has_no_control_signs_and_stays_so(text: str) -> None:
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert not [sign for sign in clean if ord(sign) < 32 and sign not in "\n\t"]
    assert "\u202e" not in clean and "\x1b" not in clean


@pytest.mark.parametrize("unit", ["a", "a.", "<", "[", "1.", "A ", "/", "a@", "*a", "\n", "\n["])
def test_no_answer_takes_long_to_judge(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    alien(text, "", ASKED)
