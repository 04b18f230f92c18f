"""The built-in rewriting through its public door: what it changes, what it leaves, what it asks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.language import Change, Rewrite
from coach.language.checker import PlainLanguage
from coach.language.facts import BLANK
from coach.language.rewriting.draft import apply_changes
from coach.language.rewriting.grammar import reads_worse
from coach.language.rewriting.rewriter import tools
from coach.language.text import sentences
from coach.resources import knowledge_folder
from evals.tasks.rewriting import Email, read_emails

language = PlainLanguage.load(knowledge_folder())
_PADDING = "The van leaves our yard at noon with two crates and a spare door. " * 6
_emails = st.sampled_from([email.text for email in read_emails()])


def rewritten(sentence: str) -> str:
    """Return what becomes of a sentence in an email long enough for any replacement."""
    result = language.rewrite(f"{sentence}\n\n{_PADDING.strip()}").text
    return result.removesuffix(_PADDING.strip()).strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We plan to leverage your mailing list.", "We plan to use your mailing list."),
        ("Leveraging your list, we found two fitters.", "Using your list, we found two fitters."),
        ("We will carry out an inspection of the roof.", "We will inspect the roof."),
        ("They undertook a review of the wiring.", "They reviewed the wiring."),
        ("Please do not hesitate to ring me.", "Please ring me."),
        ("It has come to our attention that a form is missing.", "A form is missing."),
        ("A decision was taken to end the trial.", "We decided to end the trial."),
        ("Your letter was overlooked in May.", "[who] overlooked your letter in May."),
        ("I apologise for any inconvenience.", "I am sorry for [what we did]."),
        ("Should the key not fit, ring the office.", "If the key does not fit, ring the office."),
        ("Ring the undersigned before noon.", "Ring me before noon."),
        ("The lists were deemed complete.", "The lists counted as complete."),
        ("We hit a few speed bumps with the portal.", "We had problems with the portal."),
        ("All hands on deck to mend the roof.", "All working to mend the roof."),
        (
            "Following a comprehensive review of the rota, we end it.",
            "After looking closely at the rota, we end it.",
        ),
        ("An update will be provided in due course.", "We will update you by [date]."),
        ("We will send the keys as soon as possible.", "We will send the keys by [date]."),
        ("Our people will be in touch.", "We will [what we will do, and by when]."),
        ("It is important to note that the pump is broken.", "The pump is broken."),
        ("The lift was found to be in an open position.", "The lift was open."),
        (
            "We have checked the pump and apologise for any inconvenience.",
            "We have checked the pump. We are sorry for [what we did].",
        ),
        (
            "Every effort is being made to find it.",
            "We will [what we will do, and by when] to find it.",
        ),
    ],
)
def test_says_it_plainly(before: str, after: str) -> None:
    assert rewritten(before) == after


@pytest.mark.parametrize(
    "sentence",
    [
        "The gearbox needs more leverage at the second pivot.",
        "We are sorry that we sent your order to Leeds.",
        "Dr Amara Osei reviewed the scan on 4 May.",
        "I will ring you on Friday at noon.",
        "No crate was lost.",
        "We will send the keys by Friday 3 May.",
        "We cannot finish before June because the steel is late.",
        "The board has told us that the pump broke.",
        "We hope that the part arrives.",
        "Thank you for the two photos.",
        "I know that this has been hard for you.",
    ],
)
def test_leaves_plain_sentences_alone(sentence: str) -> None:
    assert rewritten(sentence) == sentence


def test_takes_out_a_sentence_that_says_nothing() -> None:
    text = "We pride ourselves on excellence. The lift in block B is out of order."
    assert rewritten(text) == "The lift in block B is out of order."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("As part of our ongoing journey, we closed the north gate.", "We closed the north gate."),
        ("The gate is shut, and we truly value our customers.", "The gate is shut."),
        (
            "We are reviewing our prices and our customers are at the heart of it.",
            "We are reviewing our prices and our customers are at the heart of it.",
        ),
    ],
)
def test_takes_out_openings_and_clauses_of_hollow_words_alone(before: str, after: str) -> None:
    assert rewritten(before) == after


_HOLLOW = "our your we you the quality service committed value trust team truly journey and of to"
_SOLID = "boiler roof refund lorry invoice leak"


@given(st.lists(st.sampled_from(_HOLLOW.split()), max_size=8), st.sampled_from(_SOLID.split()))
@settings(max_examples=60, deadline=None)
def test_one_solid_word_saves_a_sentence(words: list[str], solid: str) -> None:
    hollow = tools(knowledge_folder() / "language" / "rewriting").filler
    assert not hollow.says_nothing(" ".join([*words, solid]))


def test_an_apology_and_a_promise_are_never_hollow() -> None:
    filler = tools(knowledge_folder() / "language" / "rewriting").filler
    assert not filler.says_nothing("We truly value you and we are sorry.")
    assert not filler.says_nothing("We are committed and will do everything we can.")


def test_a_deed_without_a_doer_is_not_claimed_where_no_check_found_it() -> None:
    assert rewritten("The bread was delivered at six.") == "The bread was delivered at six."


def test_keeps_an_empty_sentence_that_holds_a_fact() -> None:
    text = "We take quality seriously and refunded £40 on 3 May. The lift works."
    assert "£40 on 3 May" in rewritten(text)


def test_leaves_the_users_own_words() -> None:
    text = f"Our bandwidth team will utilise the gate.\n\n{_PADDING}"
    assert "utilise" in language.rewrite(text, allow=("utilise",)).text
    assert "utilise" not in language.rewrite(text).text


def test_leaves_quoted_words() -> None:
    assert "“going forward”" in rewritten("Your note says “going forward” twice, on page 2.")


def test_leaves_every_line_that_is_no_prose() -> None:
    fixed = [
        "Dear valued partner,",
        "| Item | in order to |",
        "> we will leverage synergies going forward",
        "https://example.com/in-order-to",
        "Kind regards,",
        "Leverage Ltd",
    ]
    text = "\n\n".join([*fixed[:4], "In order to pay, we leverage a form.", "\n".join(fixed[4:])])
    result = language.rewrite(text).text.splitlines()
    assert all(line in result for line in fixed)


def test_keeps_the_marks_of_a_list() -> None:
    text = f"{_PADDING}\n\n- in order to pay, call us\n2. prior to May, wait\n"
    result = language.rewrite(text).text
    assert "\n- to pay, call us" in result
    assert "\n2. before May, wait" in result


def test_writes_american_to_an_american() -> None:
    text = f"On May 4 we will perform an analysis of the color charts. {_PADDING}"
    assert "analyze the color charts" in language.rewrite(text).text


def test_asks_a_question_for_every_blank_in_order() -> None:
    text = f"We regret any inconvenience. An update will be provided in due course.\n\n{_PADDING}"
    result = language.rewrite(text)
    assert [q.blank for q in result.questions] == ["[what we did]", "[date]"]
    assert all(q.question.strip() and q.why.strip() for q in result.questions)


def test_warns_of_bad_news_and_offers_a_call() -> None:
    text = (
        "Dear Ms Vale,\n\nUnfortunately the pump will not be ready on 3 May. "
        "Owen will bring it on 9 May.\n\nKind regards,\nDana Holt\nHolt Pumps"
    )
    advice = language.rewrite(text).advice
    assert advice is not None
    assert advice.practices == (27, 30)
    assert "Ms Vale" in advice.call_opener
    assert "Dana Holt" in advice.call_opener
    assert "not be ready on 3 May" in advice.call_opener
    assert "9 May" in advice.follow_up


def test_does_not_warn_of_good_news() -> None:
    text = "Dear Ms Vale,\n\nThe pump works. Owen brings it on 9 May.\n\nBest,\nDana"
    assert language.rewrite(text).advice is None


def _sound(text: str, result: Rewrite) -> None:
    assert apply_changes(text, result.changes) == result.text
    ends = [0, *(change.end for change in result.changes)]
    assert all(c.start >= end for c, end in zip(result.changes, ends, strict=False))
    assert all(text[c.start : c.end] == c.before and c.why for c in result.changes)
    assert not result.invented
    assert all(fact.kept for fact in result.facts)
    assert len(result.text) <= max(1.1 * len(text), len(text) + 1)
    before = max((len(BLANK.findall(s.text)) for s in sentences(text)), default=0)
    for sentence in sentences(result.text):
        assert len(BLANK.findall(sentence.text)) <= max(1, before)
    for blank in set(BLANK.findall(result.text)) - set(BLANK.findall(text)):
        assert len(blank.strip("[]").split()) <= 8
        assert blank == blank.lower()


@given(_emails, _emails, st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=30, deadline=None)
def test_any_cut_of_emails_is_rewritten_soundly(one: str, two: str, a: int, b: int) -> None:
    text = one[a:] + "\n\n" + two[: len(two) - b]
    _sound(text, language.rewrite(text))


@given(st.text(alphabet="we will be sent.,\n>|- [date]£4 Leverage going forward", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_rewritten_soundly(text: str) -> None:
    _sound(text, language.rewrite(text))


@given(_emails, st.data())
@settings(max_examples=25, deadline=None)
def test_any_choice_of_changes_can_be_applied(text: str, data: st.DataObject) -> None:
    changes = language.rewrite(text).changes
    chosen = [change for change in changes if data.draw(st.booleans())]
    result = apply_changes(text, chosen)
    delta = sum(len(c.after) - len(c.before) for c in chosen)
    assert len(result) == len(text) + delta


@given(_emails)
@settings(max_examples=25, deadline=None)
def test_a_rewritten_email_is_left_nearly_alone(text: str) -> None:
    once = language.rewrite(text).text
    again = language.rewrite(once)
    _sound(once, again)
    touched = sum(len(change.before) for change in again.changes)
    assert touched <= 0.1 * len(once)


def test_refuses_changes_that_do_not_fit() -> None:
    change = Change(start=0, end=2, before="ab", after="x", why="")
    with pytest.raises(ValueError, match="does not fit"):
        apply_changes("cd", [change])
    with pytest.raises(ValueError, match="does not fit"):
        apply_changes("ab", [change, change])


@pytest.mark.parametrize("email", read_emails(), ids=lambda email: email.id)
def test_frozen_emails_keep_their_fixed_lines_and_facts(email: Email) -> None:
    result = language.rewrite(email.text)
    lines = result.text.splitlines()
    assert [line for line in email.fixed if line not in lines] == []
    assert [fact.text for fact in email.facts if fact.text not in result.text] == []


def test_blame_is_never_what_is_said_on_the_phone() -> None:
    blame = "Had your team answered sooner, the delay would not have been needed."
    advice = language.rewrite(f"Dear Tom,\n\n{blame}\n\nBest,\nJo").advice
    assert advice is not None
    assert "your team" not in advice.call_opener and "[the news in" in advice.call_opener


def test_the_plain_sentence_is_what_is_said_on_the_phone() -> None:
    plain = "The lift will be ready on 9 May, three weeks late."
    blame = "Had your team answered sooner, the delay would not have been needed."
    advice = language.rewrite(f"Dear Tom,\n\n{blame} {plain}\n\nBest,\nJo").advice
    assert advice is not None and plain in advice.call_opener
    assert "your team" not in advice.call_opener


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The lists were long.", "The lists was long."),
        ("The team has finished the work.", "The team has did the work."),
        ("Please contact the office on Monday.", "Please contact I on Monday."),
        ("Our best, complete plan is ready.", "Our, complete plan is ready."),
        ("The bottom line is that the lift is late.", "In short that the lift being late."),
        ("We could talk about the fee.", "We could talk about around the fee."),
    ],
)
def test_a_change_that_breaks_the_sentence_is_seen(before: str, after: str) -> None:
    assert reads_worse(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("If you have questions, do not hesitate to ring.", "If you have questions, please ring."),
        ("The list was passed to the yard.", "The list was passed on to the yard."),
        ("It was decided to close the shop.", "[who] closed the shop."),
        ("Every effort will be made.", "We will [what we will do, and by when]."),
        ("A number of lifts are broken.", "Several lifts are broken."),
    ],
)
def test_a_sound_change_is_let_through(before: str, after: str) -> None:
    assert not reads_worse(before, after)
