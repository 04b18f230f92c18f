"""Each behaviour is seen in words it was not taught, and not in words that only look like it."""

import pytest

from coach.domain.conversation import TurnContext
from coach.language.checker import PlainLanguage
from coach.practice.appraisal.appraise import Appraiser
from coach.resources import knowledge_folder
from tests.practice.appraisal_cases import CLIENT, OURS


@pytest.fixture(scope="module")
def appraiser() -> Appraiser:
    return Appraiser.load(knowledge_folder(), PlainLanguage.load(knowledge_folder()))


SHOWN = [
    ("specific_acknowledgement", "Two hundred guests arrived to a locked hall and looked at you."),
    ("specific_acknowledgement", "You had to send your guests away in front of the mayor."),
    ("plain_ownership", "We gave you the wrong key code, and that is our mistake."),
    ("plain_ownership", "I should have tested that door myself on Friday."),
    (
        "plain_ownership",
        "I'm not going to tell you it was your fault; I forgot to unlock the hall.",
    ),
    ("direct_answer", "Nobody was there because I wrote down Sunday instead of Saturday."),
    ("direct_answer", "I don't know yet why he wasn't there; by four I will."),
    ("open_question", "What did your guests say when they got there?"),
    ("open_question", "Please go on, I want to hear all of it."),
    ("interest_question", "What matters most to you about the next evening?"),
    ("interest_question", "Which of the two dates do you need most for the mayor?"),
    (
        "read_back",
        "So you stood outside a locked hall with two hundred guests. Have I got that right?",
    ),
    ("read_back", "You said 'locked hall' and 'two hundred guests', and the mayor was there."),
    ("noting_aloud", "I'm writing that down now: the mayor, the hall, two hundred guests."),
    ("concrete_step", "I'll send you the new codes by noon tomorrow."),
    ("concrete_step", "Pavel opens the hall himself on Friday at six."),
    (
        "options_with_preferred",
        "There are two ways: the hall on the 9th free, or your money back today. I'd take the 9th.",
    ),
    ("invites_input", "I can offer the 9th or the 16th. Which would you prefer?"),
    ("agreement_question", "You get the hall on the 9th at no charge. Can we agree on that?"),
    (
        "kind_limit",
        "I can't give you the mayor's evening back, but I can give you the 9th for free.",
    ),
    ("gentle_nudge", "Could we keep it to the hall, please? I'd like to get you a date."),
    (
        "two_part_boundary",
        "I won't be called names. I'm glad to go on sorting out the hall with you without that.",
    ),
    ("calm_exit", "I'm going to end the call here and email you what I have found tonight."),
    ("allows_time", "Take your time, there's no need to answer today."),
    ("thanks_candour", "Thank you for being so straight with me about the mayor."),
    ("written_copy", "I'll put all of this in writing for you this afternoon."),
    ("follow_up_date", "I'll ring you on Thursday at ten to hear how it went."),
    ("formula_phrase", "I completely understand how you feel."),
    ("formula_phrase", "Thank you for your patience in this matter."),
    ("defensive", "We've been in this business for thirty years and nobody has ever complained."),
    ("minimises", "These things happen, and nobody died."),
    ("threat", "Pay the invoice or I'll see you in court."),
    ("disrespect", "Calm down, don't be ridiculous."),
    ("proof_waving", "I have your email right here, and you signed it."),
    ("rushes_to_solution", "Anyway, moving on, let's find a new date."),
    ("upsell", "While we're talking, have a look at our premium package."),
    ("silence_as_consent", "If I don't hear from you by Friday I'll assume you agree."),
    ("bribe", "I'll throw in a voucher and we call it quits."),
]

NOT_SHOWN = [
    ("specific_acknowledgement", "I completely understand how you feel."),
    ("specific_acknowledgement", "You run such a wonderful hall committee, everyone admires you."),
    ("specific_acknowledgement", "I understand your guests waited, but the key was your job."),
    ("plain_ownership", "It was our mistake, but the caretaker was new and it was a manic week."),
    ("plain_ownership", "Mistakes were made on all sides."),
    ("open_question", "Why didn't you check the code before your guests came?"),
    ("interest_question", "How can you be so sure it was locked?"),
    ("interest_question", "Shall I send the invoice on Monday?"),
    ("read_back", "You should have tried the other door to the hall."),
    ("concrete_step", "We'll look into it and get back to you soon."),
    ("concrete_step", "Something will be arranged at some point."),
    ("options_with_preferred", "I could come on Monday, or on Tuesday."),
    ("kind_limit", "I can't help you with that."),
    ("two_part_boundary", "Talk to me like that again and we're done here, you idiot."),
    ("gentle_nudge", "Don't you dare speak to me like that."),
    ("written_copy", "I read what you wrote."),
    ("follow_up_date", "I'll ring you at some point."),
    ("threat", "I won't see you in court over this, whatever happens."),
    ("silence_as_consent", "Take the week; I won't assume you agree if I hear nothing."),
    ("calm_exit", "I'm not going to end the call, take all the time you need."),
    ("upsell", "The new date costs you nothing."),
    ("bribe", "The rent for that night is off your bill, because we broke our word."),
    ("disrespect", "You stayed calm in front of the mayor, and that can't have been easy."),
    ("minimises", "It wasn't a small thing, it was the whole evening."),
]


@pytest.mark.parametrize(("behaviour", "words"), SHOWN)
def test_a_behaviour_is_seen_with_its_words(
    appraiser: Appraiser, behaviour: str, words: str
) -> None:
    found = appraiser.appraise(words, CLIENT, OURS)
    assert behaviour in found.behaviours
    assert [e for e in found.evidence if e.of == behaviour]


@pytest.mark.parametrize(("behaviour", "words"), NOT_SHOWN)
def test_a_likeness_is_not_taken_for_the_behaviour(
    appraiser: Appraiser, behaviour: str, words: str
) -> None:
    assert behaviour not in appraiser.appraise(words, CLIENT, OURS).behaviours


def test_a_false_confession_is_no_plain_ownership(appraiser: Appraiser) -> None:
    theirs = TurnContext(
        situation="The client gave us the wrong date for the hall.", fault="client"
    )
    confessed = "It's all our fault, we should have known the date was wrong."
    assert "plain_ownership" not in appraiser.appraise(confessed, CLIENT, theirs).behaviours
