import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.conversation import (
    ClientProfile,
    ClientState,
    OpeningRecord,
    PracticeTalk,
)
from coach.domain.language import Rewrite
from coach.domain.pack import Edit
from coach.domain.situation import CaseInput, Correction, Profile
from coach.errors import InputError
from coach.storage.store import Store

TALK = PracticeTalk(
    client=ClientProfile(
        name="Odile",
        role="producer",
        style="venting",
        start_anger=70,
        start_trust=30,
        stated_position="Half the bill back.",
        hidden_interest="The next screening.",
        discloses_when=("trust_reached",),
        concedes_when=("interest_addressed",),
        brief="Late subtitles.",
        issue="product_defect",
        fault="ours",
    ),
    seed=3,
    opening=OpeningRecord(client="Well?", state=ClientState(anger=70, trust=30, heard=0)),
)
REWRITE = Rewrite(
    text="We were late.",
    changes=(),
    facts=(),
    invented=(),
    questions=(),
    findings=(),
    advice=None,
)


def case(text: str = "We were late.") -> CaseInput:
    return CaseInput(text=text, today="2026-03-02")


def test_a_saved_case_comes_back_whole(store: Store) -> None:
    full = CaseInput(
        text="310 people waited",
        corrections=(Correction(start=0, end=3, was="310", now="280"),),
        answers={"fault": "ours"},
        fault="ours",
        issue_kinds=("missed_deadline",),
        internal=("the trial contract",),
        today="2026-03-02",
        profile=Profile(name="Jas"),
    )
    kept = store.cases.add("Late", full)
    assert kept.input == full
    assert kept.version == 1
    saved = store.cases.save(kept.model_copy(update={"title": "Very late"}))
    assert (saved.title, saved.version) == ("Very late", 2)
    assert saved.updated > kept.updated


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back_as_they_were(store: Store, words: str) -> None:
    kept = store.cases.add(words, case(words))
    assert (kept.title, kept.input.text) == (words, words)


def test_the_case_touched_last_comes_first(store: Store) -> None:
    first = store.cases.add("First", case())
    store.cases.add("Second", case())
    store.cases.save(first)
    assert [kept.title for kept in store.cases.all()] == ["First", "Second"]


def test_a_deleted_case_waits_in_the_bin_until_it_is_erased(store: Store) -> None:
    kept = store.cases.add("Late", case())
    store.revisions.add(kept.id, "pack", "{}", "built-in")
    store.talks.add(TALK, title="Odile", case=kept.id)
    store.cases.delete(kept.id)
    assert store.cases.all() == ()
    assert [one.id for one in store.cases.bin()] == [kept.id]
    store.cases.restore(kept.id)
    assert [one.id for one in store.cases.all()] == [kept.id]
    store.erasing.case(kept.id)
    assert store.talks.all() == ()
    with pytest.raises(InputError, match="nothing here"):
        store.cases.get(kept.id)


def test_an_archived_case_is_out_of_the_way(store: Store) -> None:
    kept = store.cases.add("Late", case())
    store.cases.put_away(kept.id)
    assert store.cases.all() == ()
    assert [one.title for one in store.cases.archive()] == ["Late"]


def test_every_draft_is_kept_and_the_newest_comes_first(store: Store) -> None:
    kept = store.cases.add("Late", case())
    for body in ("one", "two", "three"):
        store.revisions.add(kept.id, "pack", body, "model")
    assert [one.body for one in store.revisions.of(kept.id, "pack")] == ["three", "two", "one"]
    assert [one.body for one in store.revisions.of(kept.id, "pack", last=1)] == ["three"]
    assert store.revisions.of(kept.id, "email") == ()


def test_the_latest_hand_edit_of_a_part_holds_and_earlier_ones_stay(store: Store) -> None:
    kept = store.cases.add("Late", case())
    for text in ("first try", "second try"):
        store.cases.add_edit(kept.id, Edit(part="script.opening", text=text, based_on="draft"))
    store.cases.add_edit(kept.id, Edit(part="follow_up", text="Thanks.", based_on="draft"))
    assert {edit.part: edit.text for edit in store.cases.edits(kept.id)} == {
        "script.opening": "second try",
        "follow_up": "Thanks.",
    }
    store.cases.drop_edit(kept.id, "script.opening")
    assert [edit.part for edit in store.cases.edits(kept.id)] == ["follow_up"]
    history = store.cases.edit_history(kept.id, "script.opening")
    assert [edit.text for edit in history] == ["first try", "second try"]


def test_a_rehearsal_comes_back_and_goes_on(store: Store) -> None:
    saved = store.talks.add(TALK, title="Odile", scenario="late-subtitles")
    assert store.talks.get(saved.id).talk == TALK
    ended = TALK.model_copy(update={"ended": "accepted"})
    again = store.talks.save(saved.model_copy(update={"talk": ended}))
    assert store.talks.all()[0] == again
    store.talks.delete(saved.id)
    assert store.talks.all() == ()
    store.talks.restore(saved.id)
    assert store.talks.all() == (again,)


def test_rehearsals_of_one_case_are_found_by_it(store: Store) -> None:
    kept = store.cases.add("Late", case())
    mine = store.talks.add(TALK, title="Odile", case=kept.id)
    store.talks.add(TALK, title="Scenario", scenario="x")
    assert [talk.id for talk in store.talks.all(kept.id)] == [mine.id]


def test_an_email_comes_back_with_what_was_decided(store: Store) -> None:
    kept = store.emails.add("Dear Odile")
    decided = kept.model_copy(
        update={"rewrite": REWRITE, "decisions": {"0-4": False}, "answers": {"[who]": "Wim"}}
    )
    saved = store.emails.save(decided)
    assert saved.rewrite == REWRITE
    assert store.emails.get(kept.id).decisions == {"0-4": False}
    assert store.emails.all()[0].answers == {"[who]": "Wim"}


def test_the_profile_is_one(store: Store) -> None:
    assert store.preferences.profile() == Profile()
    store.preferences.save_profile(Profile(name="Jas"))
    store.preferences.save_profile(Profile(name="Jasmien"))
    assert store.preferences.profile().name == "Jasmien"


def test_allowed_words_are_kept_once_and_in_order(store: Store) -> None:
    for word in ("sprint", " burn  rate ", "sprint", "  "):
        store.preferences.allow(word)
    assert store.preferences.allowed_words() == ("burn rate", "sprint")
    store.preferences.flag_again("sprint")
    assert store.preferences.allowed_words() == ("burn rate",)


def test_consent_holds_for_one_case_and_one_host(store: Store) -> None:
    store.preferences.give_consent("case-1", "api.example")
    store.preferences.give_consent("case-1", "api.example")
    assert store.preferences.has_consent("case-1", "api.example")
    assert not store.preferences.has_consent("case-2", "api.example")
    assert not store.preferences.has_consent("case-1", "other.example")
    store.preferences.withdraw_consent("case-1", "api.example")
    assert not store.preferences.has_consent("case-1", "api.example")
