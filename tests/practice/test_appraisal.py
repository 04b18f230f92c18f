"""Scores, flags and quotes of the appraisal: the act counts, not the keyword."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.conversation import Appraisal, TurnContext
from coach.language.checker import PlainLanguage
from coach.practice.appraisal.appraise import Appraiser
from coach.resources import knowledge_folder
from tests.practice.appraisal_cases import BROKEN_OFF, CLIENT, OURS


@pytest.fixture(scope="module")
def appraiser() -> Appraiser:
    return Appraiser.load(knowledge_folder(), PlainLanguage.load(knowledge_folder()))


GOOD = (
    "I wrote down Sunday instead of Saturday, so nobody came to unlock it. That was my mistake. You stood "
    "in front of the mayor with two hundred guests and a locked door. I'll ring you at nine tomorrow with a "
    "new evening, and you pay nothing for it. What would the mayor need to hear from us?"
)
STEP_ONLY = "The hall is yours on the 9th. I'll send the code tomorrow."
ATTACK = "You could have rung me. Most people check the door before they invite the mayor."
EVASION = (
    "Access provisioning is managed in line with our facilities protocol. We regret any inconvenience "
    "this may have caused and remain committed to excellence."
)


def _mean(appraisal: Appraisal) -> float:
    scores = [v for v in appraisal.scores.model_dump().values() if v is not None]
    return sum(scores) / len(scores)


@pytest.mark.parametrize("nothing", ["", "   ", "...", "\n\n", "—", "?!"])
def test_a_turn_without_words_is_not_scored(appraiser: Appraiser, nothing: str) -> None:
    found = appraiser.appraise(nothing, CLIENT, OURS)
    assert set(found.scores.model_dump().values()) == {None}
    assert not any(found.flags.model_dump().values())
    assert found.behaviours == ()
    assert found.evidence == ()


def test_good_stands_above_middling_above_bad(appraiser: Appraiser) -> None:
    means = [_mean(appraiser.appraise(t, CLIENT, OURS)) for t in (GOOD, STEP_ONLY, ATTACK)]
    assert means == sorted(means, reverse=True)
    assert means[0] >= 4
    assert means[2] <= 2.5


def test_long_politeness_that_hides_the_point_scores_low(appraiser: Appraiser) -> None:
    found = appraiser.appraise(EVASION, CLIENT, OURS)
    assert found.scores.clarity is not None
    assert found.scores.clarity <= 2
    assert found.flags.jargon
    assert found.flags.non_apology
    assert found.flags.ignores_question


@pytest.mark.parametrize("bad", [ATTACK, EVASION, "Not my problem. Talk to the caretaker."])
@pytest.mark.parametrize(
    "polite", ["I'm so sorry. {}", "I understand. {}", "{} Sorry again.", "I hear you, but {}"]
)
def test_polite_words_do_not_lift_a_bad_turn(appraiser: Appraiser, bad: str, polite: str) -> None:
    before = _mean(appraiser.appraise(bad, CLIENT, OURS))
    after = _mean(appraiser.appraise(polite.format(bad), CLIENT, OURS))
    assert after - before <= 0.75


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("blames_client", "If you'd rung the caretaker, this wouldn't have happened."),
        ("blames_client", "Why didn't you try the door the day before?"),
        ("excuse", "The caretaker was off sick and we've been short-staffed all month."),
        ("excuse", "There was nothing we could have done, the system lost the booking."),
        ("jargon", "We're aligning stakeholders on a holistic remediation roadmap going forward."),
        ("overpromises", "I guarantee this will never happen again, you have my word."),
        ("non_apology", "I'm sorry you feel that way."),
        ("non_apology", "We apologise for any inconvenience caused."),
        ("ignores_question", "We have a lovely new terrace, you really must see it."),
    ],
)
def test_each_flag_is_raised_with_a_quote(appraiser: Appraiser, flag: str, words: str) -> None:
    found = appraiser.appraise(words, CLIENT, OURS)
    assert getattr(found.flags, flag)
    assert [e for e in found.evidence if e.of == flag]


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("blames_client", "I'm not going to tell you it was your fault. It was mine."),
        ("blames_client", "You asked twice, you came on time, and I let you down."),
        ("non_apology", "I won't say 'sorry for any inconvenience'. I locked you out."),
        ("non_apology", "I'm sorry that I left two hundred of your guests on the pavement."),
        ("overpromises", "I can't promise it will never happen again, and I'd be lying if I did."),
        ("excuse", "I forgot. I have no excuse."),
        ("ignores_question", "I don't know yet. By four this afternoon I will, and I'll ring you."),
        ("ignores_question", "Because I wrote down the wrong day."),
        ("jargon", "I forgot to unlock the hall."),
    ],
)
def test_a_flag_is_not_raised_for_its_keyword(appraiser: Appraiser, flag: str, words: str) -> None:
    assert not getattr(appraiser.appraise(words, CLIENT, OURS).flags, flag)


CUTTING_IN = "Let me stop you there. That's not what happened."


def test_only_a_client_who_breaks_off_can_be_interrupted(appraiser: Appraiser) -> None:
    assert appraiser.appraise(CUTTING_IN, BROKEN_OFF, OURS).flags.interrupts
    assert not appraiser.appraise(CUTTING_IN, CLIENT, OURS).flags.interrupts


def test_letting_the_client_finish_is_no_interruption(appraiser: Appraiser) -> None:
    heard = "Please go on. What did the mayor say to you?"
    assert not appraiser.appraise(heard, BROKEN_OFF, OURS).flags.interrupts


def test_owning_before_an_excuse_scores_below_owning_alone(appraiser: Appraiser) -> None:
    plain = "I forgot to unlock the hall. That was my mistake."
    hedged = plain + " But the caretaker was off sick and it was a crazy week for everyone."
    alone = appraiser.appraise(plain, CLIENT, OURS).scores.ownership
    excused = appraiser.appraise(hedged, CLIENT, OURS).scores.ownership
    assert alone is not None
    assert excused is not None
    assert excused < alone


def test_confessing_to_what_the_client_did_lowers_ownership(appraiser: Appraiser) -> None:
    theirs = TurnContext(
        situation="The client gave us the wrong date for the hall.", fault="client"
    )
    confessed = "It's all our fault, completely, we should have known. We'll pay for everything."
    fair = "I'll open the hall for you on the 9th. Next time I'll ring you to check the date."
    low = appraiser.appraise(confessed, CLIENT, theirs).scores.ownership
    high = appraiser.appraise(fair, CLIENT, theirs).scores.ownership
    assert low is not None
    assert high is not None
    assert low < high


PARAPHRASES = [
    (
        "I'll ring you at nine tomorrow with a new evening.",
        "Tomorrow at nine I will call you with another evening.",
    ),
    (
        "That was my mistake: I wrote down the wrong day.",
        "The mistake was mine. I noted the wrong day.",
    ),
    (
        "You should have called the caretaker yourself.",
        "You could have just phoned the caretaker yourself.",
    ),
    (
        "We will see what can be done and come back to you.",
        "We'll have a look at what is possible and get back to you.",
    ),
]


@pytest.mark.parametrize(("one", "other"), PARAPHRASES)
def test_saying_it_in_other_words_changes_little(
    appraiser: Appraiser, one: str, other: str
) -> None:
    first = appraiser.appraise(one, CLIENT, OURS).scores.model_dump()
    second = appraiser.appraise(other, CLIENT, OURS).scores.model_dump()
    assert all(abs(first[name] - second[name]) <= 1 for name in first)


def test_the_same_turn_is_judged_alike_by_two_appraisers(appraiser: Appraiser) -> None:
    another = Appraiser.load(knowledge_folder(), PlainLanguage.load(knowledge_folder()))
    assert another.appraise(GOOD, CLIENT, OURS) == appraiser.appraise(GOOD, CLIENT, OURS)


def test_curly_quotes_read_like_straight_ones(appraiser: Appraiser) -> None:
    straight = "I'm sorry. I won't say 'any inconvenience'. That's on me."
    curly = straight.replace("'", "\u2019")
    first, second = (appraiser.appraise(t, CLIENT, OURS) for t in (straight, curly))
    assert first.flags == second.flags
    assert first.behaviours == second.behaviours


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*GOOD.split(), *ATTACK.split(), "—", "“hall”", "İ", "\n", "?", "🙂", "''"]
        ),
        max_size=25,
    )
)
def test_every_quote_stands_in_the_turn_where_it_says(
    appraiser: Appraiser, pieces: list[str]
) -> None:
    turn = " ".join(pieces)
    for e in appraiser.appraise(turn, CLIENT, OURS).evidence:
        assert turn[e.start : e.end] == e.quote
        assert e.quote
