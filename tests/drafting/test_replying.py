"""Replies to angry emails: what they name, own and answer, and what must hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.reply import Reply
from coach.drafting.replying.engine import Replying
from coach.drafting.replying.turning import indirect, turned
from coach.drafting.replying.wording import ReplyWords
from coach.drafting.review import blanks
from coach.errors import SetupError
from coach.language.checker import PlainLanguage
from coach.model.prompts import PromptLibrary
from coach.resources import knowledge_folder, prompts_folder

EMAIL = """Hi Petra,

Your driver left the gate open on Tuesday and my two ponies got out onto the A38. My daughter
found them at midnight. Bramble is lame and the vet has charged me £310.

Who had the key? When will the gate be mended, and what are you going to do about the vet's bill?

Lotte Hagen

On Mon, 3 Mar Petra wrote:
> Is Tuesday fine? Can we come at 9?
"""


@pytest.fixture(scope="module")
def replying(language: PlainLanguage) -> Replying:
    return Replying(knowledge_folder(), language, PromptLibrary(prompts_folder()))


def said_plainly(reply: Reply) -> bool:
    return not [finding for finding in reply.findings if finding.level != "note"]


def test_harm_ownership_answers_next_step_and_name_come_in_this_order(replying: Replying) -> None:
    reply = replying.reply(EMAIL)
    text = reply.text
    places = [
        text.index(part)
        for part in (
            "Dear Lotte,",
            "Our driver left the gate open on Tuesday",
            "the vet has charged you £310",
            "That was our doing, and I am sorry.",
            "1. Who had the key: [who].",
            "2. When the gate will be mended: [date and time].",
            "3. What we are going to do about the vet",
            "Next, [who] will [what we will do] by [date]",
            "[phone number]",
            "Petra",
        )
    ]
    assert places == sorted(places)
    assert reply.owned and any(reply.owned in notice for notice in reply.notices)
    assert reply.invented == () and said_plainly(reply)
    assert len(text.split()) <= 180


def test_what_is_asked_in_the_quoted_history_is_not_answered(replying: Replying) -> None:
    asked = [one.text for one in replying.reply(EMAIL).asked]
    assert len(asked) == 3
    assert not any("Can we come" in text for text in asked)


def test_what_the_user_knows_fills_its_blank_and_the_rest_stays_open(replying: Replying) -> None:
    notes = (
        "1: Sam Ost, our relief driver\nThe gate will be mended on Thursday by Corin.\n"
        "what we will do: call the vet\nBetween us we can pay up to £400.\n"
    )
    reply = replying.reply(EMAIL, notes=notes, name="Petra Lund")
    assert "1. Who had the key: Sam Ost, our relief driver." in reply.text
    assert "The gate will be mended on Thursday by Corin." in reply.text
    assert "will call the vet by [date]" in reply.text
    assert "£400" not in reply.text
    assert any("£400" in notice for notice in reply.notices)
    assert reply.text.endswith("Petra Lund")
    assert tuple(q.blank for q in reply.questions) == blanks(reply.text)


def test_a_threat_of_law_is_neither_admitted_nor_denied(replying: Replying) -> None:
    reply = replying.reply(EMAIL.replace("Lotte Hagen", "My solicitor has the photos.\n\nLotte"))
    assert reply.owned == ""
    assert "our doing" not in reply.text and "sorry" not in reply.text
    assert next(c for c in reply.cautions if c.about == "legal").quote.startswith("My solicitor")


def test_an_open_door_is_not_taken_for_our_deed(replying: Replying) -> None:
    reply = replying.reply("Hello,\n\nThe cake was stale. My guests went hungry. Why?\n\nPat Oza")
    assert reply.owned == ""
    assert "I am sorry for [what we did]." in reply.text


@pytest.mark.parametrize(
    "wish",
    ["Please don't ring me.", "Do not call.", "No phone calls, please.", "By email only, please."],
)
def test_who_does_not_want_to_be_rung_is_not(replying: Replying, wish: str) -> None:
    reply = replying.reply(f"Hi Petra,\n\nMy dog died in your van. What happened? {wish}\n\nLotte")
    assert "phone number" not in reply.text
    assert reply.advice is None


def test_a_grave_harm_is_better_spoken_of_first(replying: Replying) -> None:
    reply = replying.reply("Hi Petra,\n\nMy dog died in your van. What happened?\n\nLotte")
    assert reply.advice is not None and {27, 30} <= set(reply.advice.practices)
    assert "dog died" in reply.advice.call_opener
    assert reply.advice.follow_up.startswith("Dear Lotte,\n\nThank you for talking with me.")


def test_who_is_sick_of_sorry_does_not_read_it(replying: Replying) -> None:
    reply = replying.reply(
        "Hi Petra,\n\nThe roof leaks. Don't tell me you are sorry. Why?\n\nLotte"
    )
    assert "sorry" not in reply.text.lower()


def test_points_of_a_list_are_answered_one_by_one(replying: Replying) -> None:
    email = "Ravi,\n\nI need by Friday:\n- what failed\n- who was on call\n\nKasia Lis"
    reply = replying.reply(email)
    assert [(a.kind, a.text) for a in reply.asked] == [
        ("listed", "what failed"),
        ("listed", "who was on call"),
    ]
    assert any("by Friday" in q.question for q in reply.questions)


def test_many_questions_are_all_there_in_fewer_words_each(replying: Replying) -> None:
    questions = [
        f"Why did pallet number {n} of our spring order stand in the rain all week?"
        for n in range(1, 13)
    ]
    reply = replying.reply("Hi Petra,\n\n" + " ".join(questions) + "\n\nLotte")
    assert len(reply.asked) == 12
    assert "\n12. " in reply.text
    assert len(reply.text.split()) <= 180 or "180 words" in " ".join(reply.notices)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Why did I have to learn this from you?", "why you had to learn this from us"),
        (
            "When will my money be back in my account?",
            "when your money will be back in your account",
        ),
        ("Why didn't you call me?", "why we did not call you"),
        ("Does your insurance cover this?", "whether our insurance covers this"),
        ("Is it ordered or not?", "whether it is ordered or not"),
        ("WHERE IS MY PIANO", "where your piano is"),
        ("who looked at the first sheet", "who looked at the first sheet"),
    ],
)
def test_a_question_becomes_a_clause_said_to_the_client(question: str, clause: str) -> None:
    assert indirect(question) == clause


def test_words_are_turned_to_the_client_but_not_inside_quotation_marks() -> None:
    assert turned("My son lost his place") == "Your son lost his place"
    assert turned('your man said "I am busy"') == 'our man said "I am busy"'


def test_a_file_that_does_not_fit_is_named_with_its_line(tmp_path: Path) -> None:
    for file in (knowledge_folder() / "replying").glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    broken = (
        (tmp_path / "deeds.yaml").read_text(encoding="utf-8").replace('failed: "', 'failed: "(', 1)
    )
    (tmp_path / "deeds.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(SetupError, match=r"deeds\.yaml, line \d+: failed"):
        ReplyWords.load(tmp_path)


PIECES = st.sampled_from(
    [
        "Hi Tom,", "\n", "\n\n", "my mum fell", "£4,250", "by Friday", "WHERE IS IT", "your driver lost it",
        "Why did you?", "- when", "1. who", "I want my money back", "(i) whether (ii) what", "please fix it.",
        "don't ring me", "solicitor", "we could see every file", "> quoted?", "[date]", "{x}", "how come?",
        "I need two things:", "leverage synergies", "“", '"', "Regards", "Ann Lee", "he died.", "is", "?", "the",
        "On Mon wrote:", "could you please be so kind?", "\u2028", "ß", "'s", "n't", "am I", "who am", "what's",
    ]
)  # fmt: skip
EMAILS = st.one_of(
    st.text(max_size=150),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=20).map("".join),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(email=EMAILS, notes=st.one_of(st.just(""), st.lists(PIECES, max_size=8).map(" ".join)))
def test_any_email_gets_a_reply_that_invents_nothing_and_skips_nothing(
    replying: Replying, email: str, notes: str
) -> None:
    reply = replying.reply(email, notes=notes)
    assert reply.invented == ()
    assert said_plainly(reply)
    known = set(re.findall(r"\d+", email + notes))
    listed = re.sub(r"^\d+\. ", "", reply.text, flags=re.MULTILINE)
    assert set(re.findall(r"\d+", listed)) <= known
    starts = [one.start for one in reply.asked]
    assert starts == sorted(starts)
    at = 0
    for one in reply.asked:
        assert email[one.start : one.end] == one.text
        at = reply.text.index(one.answer, reply.text.lower().index(one.label.lower(), at))
    for harm in reply.harms:
        assert harm.start < harm.end <= len(email)
