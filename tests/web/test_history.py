"""Earlier versions, and two windows on one document."""

import pytest

from coach.desk import Desk
from coach.domain.kept import SavedEmail
from coach.errors import ConflictError
from tests.web.conftest import EMAIL, NOTE


def test_every_earlier_note_is_there_and_can_be_put_back(desk: Desk) -> None:
    first = desk.new_case(NOTE)
    second = desk.rewrite_note(first, NOTE + " One more thing.")
    third = desk.rename(desk.rewrite_note(second, "Short."), "Coupons")
    texts = [version.text for version in desk.history.earlier(third)]
    assert ["One more thing." in text for text in texts] == [False, True, False]
    assert NOTE in texts[2]
    back = desk.history.put_back(third, desk.history.earlier(third)[1])
    assert back.input.text == NOTE + " One more thing."
    assert "Short." in desk.history.earlier(back)[0].text


def test_a_version_from_another_window_is_set_aside_not_lost(desk: Desk) -> None:
    here = there = desk.new_case(NOTE)
    here = desk.rewrite_note(here, "Written here.")
    with pytest.raises(ConflictError, match="another window"):
        desk.rewrite_note(there, "Written there.")
    assert desk.store.cases.get(here.id).input.text == "Written here."
    (refused,) = desk.history.refused(here)
    assert "Written there." in refused.text
    copy = desk.history.copy(here, refused)
    assert copy.id != here.id
    assert copy.input.text == "Written there."
    assert copy.title.endswith("(my copy)")
    assert desk.history.refused(here) == ()
    assert desk.store.cases.get(here.id).input.text == "Written here."


def test_the_refused_version_may_take_the_place_and_the_other_stays_in_the_history(
    desk: Desk,
) -> None:
    here = there = desk.new_case(NOTE)
    here = desk.rewrite_note(here, "Written here.")
    with pytest.raises(ConflictError):
        desk.rewrite_note(there, "Written there.")
    (refused,) = desk.history.refused(here)
    now = desk.history.put_back(here, refused)
    assert now.input.text == "Written there."
    assert "Written here." in desk.history.earlier(now)[0].text
    assert desk.history.refused(now) == ()


def test_words_written_over_a_note_that_was_never_seen_are_set_aside(desk: Desk) -> None:
    old = desk.new_case(NOTE)
    fresh = desk.rewrite_note(old, "Written here.")
    with pytest.raises(ConflictError):
        # This window has read the newest version, but its box still showed the old note.
        desk.rewrite_note(fresh, NOTE + " And more.", seen=NOTE)
    assert desk.store.cases.get(old.id).input.text == "Written here."
    assert "And more." in desk.history.refused(fresh)[0].text


def test_of_two_edits_of_one_part_the_unseeing_one_is_set_aside(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    draft = desk.draft(case).follow_up or ""
    desk.edit(case, "follow_up", "From here.", seen=draft)
    with pytest.raises(ConflictError):
        desk.edit(case, "follow_up", "From there.", seen=draft)
    assert [edit.text for edit in desk.store.cases.edits(case.id)] == ["From here."]
    found = {(one.name, one.text) for one in desk.history.words(case, "follow_up")}
    assert found == {
        ("Not saved", "From there."),
        ("Your words", "From here."),
        ("Draft", draft),
    }


def test_an_email_keeps_every_text_and_decision(desk: Desk) -> None:
    email = desk.new_email(EMAIL)
    email = desk.rewrite_email(email, EMAIL)
    assert desk.history.earlier(email) == ()
    decided = desk.history.save(email.model_copy(update={"decisions": {"0-4": False}}))
    changed = desk.rewrite_email(decided, "Dear Delia, we were late.")
    versions = desk.history.earlier(changed)
    assert [EMAIL.strip() in version.text for version in versions] == [True, True]
    back = desk.history.put_back(changed, versions[0])
    assert isinstance(back, SavedEmail)
    assert (back.original, back.decisions) == (EMAIL, {"0-4": False})


def test_a_rehearsal_goes_on_from_any_turn_as_a_copy(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    for line in ("I am sorry.", "What did it cost you?"):
        talk = desk.say(talk, line)
    after_one = next(one for one in desk.history.earlier(talk) if one.name == "After turn 1")
    copy = desk.history.put_back(talk, after_one)
    assert copy.id != talk.id
    assert [turn.trainee for turn in copy.talk.turns] == ["I am sorry."]
    assert len(desk.store.talks.get(talk.id).talk.turns) == 2


def test_words_said_are_kept_before_the_answer_and_the_sentences_that_came_stand(
    desk: Desk,
) -> None:
    case = desk.new_case(NOTE)
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    waiting = desk.store.talks.save(talk.model_copy(update={"said": "I am sorry."}))
    desk.hear(waiting, "You are sorry.")
    desk.hear(waiting, "You are sorry. Sorry does not")
    # The server died here; another one finds this:
    found = Desk(desk.services).store.talks.get(talk.id)
    assert (found.said, found.heard) == ("I am sorry.", "You are sorry. Sorry does not")
    resumed = desk.resume(found)
    (turn,) = resumed.talk.turns
    assert (turn.trainee, turn.client) == ("I am sorry.", "You are sorry. Sorry does not")
    assert turn.partial and turn.written_by == "model" and turn.notices
    assert (resumed.said, resumed.heard) == ("", "")
    assert desk.store.talks.get(talk.id) == resumed
    assert desk.resume(found) == resumed


def test_words_whose_answer_never_began_get_the_built_in_one(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    desk.store.talks.save(talk.model_copy(update={"said": "I am sorry."}))
    (turn,) = desk.resume(desk.store.talks.get(talk.id)).talk.turns
    again = desk.say(desk.try_again(talk, 1), "I am sorry.").talk.turns[0]
    assert (turn.client, turn.partial) == (again.client, False)
