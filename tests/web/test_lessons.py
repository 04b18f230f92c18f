"""Beside the talk: watching one, drilling one thing, the debrief that lets you write first."""

import pytest
from streamlit.testing.v1 import AppTest

from coach.config import Settings
from coach.desk import Desk
from coach.domain.kept import SavedTalk
from coach.services import Services
from tests.stub_endpoint import serve
from tests.web.conftest import Visit, well, words

OWNED = "We knew on 24 February and did not ring you. That was our mistake and I'm sorry."
BLAMED = "You should have read your mail, to be honest. Calm down."


def ended(desk: Desk, *turns: str) -> SavedTalk:
    client = desk.services.practice.scenarios()[0].client
    saved = desk.rehearse(client, seed=1, scenario="boiler-on-a-sunday", title="The boiler")
    for turn in turns:
        saved = desk.say(saved, turn)
    return desk.end_talk(saved)


def labels(app: AppTest) -> list[str]:
    return [str(button.label) for button in app.button]


def test_an_example_shows_what_happens_only_after_its_question(visit: Visit, desk: Desk) -> None:
    example = desk.services.practice.watching.example("missed-go-live", "bad")
    app = visit("practise", watch="missed-go-live", kind="bad")
    assert example.talk.turns[0].client not in words(app)
    wrong = (example.turns[0].quiz.right + 1) % 3
    app.button(key=f"watch.choice.0.{wrong}").click()
    well(app.run())
    assert "You said" in words(app) and "It was" in words(app)
    assert f"Anger {example.talk.opening.state.anger} to" in words(app)
    for number, turn in enumerate(example.turns[1:], 1):
        app.button(key=f"watch.choice.{number}.{turn.quiz.right}").click()
        well(app.run())
    told = f"You called {len(example.turns) - 1} of {len(example.turns)}."
    assert told in words(app) and example.lesson.split(".")[0][:20] in words(app)
    app.button(key="watch.try").click()
    well(app.run())
    (saved,) = desk.store.talks.all()
    assert saved.scenario == "missed-go-live" and saved.talk.turns == ()


def test_a_drill_says_what_to_mend_and_shows_ours_only_after_a_try(visit: Visit) -> None:
    app = visit("practise", drill="boundary")
    assert "One way we would say it" not in [one.label for one in app.expander]
    app.text_area(key="drill.said.boundary.0").input("Please leave the names out of it.")
    app.button(key="drill.try").click()
    well(app.run())
    assert "Said what you would gladly do" in words(app)
    assert "One way we would say it" in [one.label for one in app.expander]
    better = "Please leave the names out of it. I want to sort this out with you now."
    app.text_area(key="drill.said.boundary.0").input(better)
    app.button(key="drill.try").click()
    well(app.run())
    assert "That does it." in [box.value for box in app.success]
    app.button(key="drill.next").click()
    well(app.run())
    assert app.text_area(key="drill.said.boundary.1").value == ""


def test_a_drill_with_nothing_to_go_by_is_not_scored(visit: Visit) -> None:
    app = visit("practise", drill="owning")
    app.text_area(key="drill.said.owning.0").input("...")
    app.button(key="drill.try").click()
    assert "Not scored" in words(well(app.run()))


def test_the_trainee_rewrites_first_then_sees_ours_then_replays_from_there(
    visit: Visit, desk: Desk
) -> None:
    saved = ended(desk, OWNED, BLAMED)
    moment = desk.debrief(saved).moments[-1]
    ours = moment.better.split("[")[0][:40]
    app = visit("practise", talk=saved.id)
    assert ours not in words(app) and "Write yours first" in words(app)
    key = f"moment.{saved.id}.{moment.turn}"
    app.text_area(key=f"{key}.mine").input("You should not have to ask twice. What hurts most?")
    well(app.run())
    assert ours not in words(app)
    app.button(key=f"{key}.compare").click()
    well(app.run())
    assert "Yours:" in words(app) and "Ours:" in words(app)
    app.button(key=f"{key}.replay").click()
    well(app.run())
    (again,) = [one for one in desk.store.talks.all() if one.id != saved.id]
    assert len(again.talk.turns) == moment.turn
    assert again.talk.turns[:-1] == saved.talk.turns[: moment.turn - 1]
    assert desk.store.talks.get(saved.id).talk.turns == saved.talk.turns


def test_what_lay_behind_is_guessed_first(visit: Visit, desk: Desk) -> None:
    saved = ended(desk, BLAMED)
    interest = saved.talk.client.hidden_interest[:30]
    app = visit("practise", talk=saved.id)
    assert interest not in words(app)
    app.button(key="practise.behind").click()
    assert interest not in words(well(app.run()))
    app.text_input(key="practise.guess").input("Money")
    app.button(key="practise.behind").click()
    assert interest in words(well(app.run()))


def test_a_talk_that_goes_on_tells_no_secret(visit: Visit, desk: Desk) -> None:
    client = desk.services.practice.scenarios()[0].client
    saved = desk.say(desk.rehearse(client, seed=1), OWNED)
    assert client.hidden_interest[:30] not in words(visit("practise", talk=saved.id))


def test_the_debrief_counts_asks_the_client_and_can_be_taken_away(visit: Visit, desk: Desk) -> None:
    saved = ended(desk, OWNED, BLAMED)
    app = visit("practise", talk=saved.id)
    assert "Asked afterwards, they say" in [header.value for header in app.subheader]
    assert desk.debrief(saved).client_says[0].split("?")[0] in words(app)
    assert len(app.metric) == 4
    assert "Practice, not assessment" in words(app)
    paper = desk.on_paper(saved)
    assert BLAMED.split(",")[0] in paper.markdown and "Practice, not assessment" in paper.markdown
    assert desk.services.word(paper)[:2] == b"PK"


def test_coaching_after_each_turn_is_off_until_it_is_wanted(visit: Visit, desk: Desk) -> None:
    client = desk.services.practice.scenarios()[0].client
    saved = desk.say(desk.rehearse(client, seed=1), BLAMED)
    app = visit("practise", talk=saved.id)
    assert "On what you just said" not in words(app)
    app.toggle(key="practise.coach").set_value(True)
    well(app.run())
    assert "On what you just said" in words(app) and "You should have read your mail" in words(app)
    empty = desk.say(desk.rehearse(client, seed=2), "...")
    app = visit("practise", talk=empty.id)
    app.toggle(key="practise.coach").set_value(True)
    assert "Not scored" in words(well(app.run()))


def test_progress_is_told_by_skill_and_what_has_no_score_says_so(visit: Visit, desk: Desk) -> None:
    assert "Not scored yet" in words(visit("practise"))
    ended(desk, OWNED, BLAMED)
    ended(desk, OWNED, OWNED)
    app = visit("practise")
    assert "Owning it" in words(app) and "Your last 2 rehearsals" in words(app)
    app.button(key="progress.drill.owning").click()
    well(app.run())
    assert app.text_area(key="drill.said.owning.0")


@pytest.mark.parametrize("query", [{"watch": "none"}, {"drill": "none"}])
def test_an_address_that_names_nothing_is_told_plainly(visit: Visit, query: dict[str, str]) -> None:
    assert "There is no" in visit("practise", **query).error[0].value


def test_what_was_said_is_kept_before_a_model_is_asked(desk: Desk) -> None:
    client = desk.services.practice.scenarios()[0].client
    with serve("Nobody rang me. And now?") as stub:
        env = {
            "CANDOR_DATA_DIR": str(desk.services.settings.data_dir),
            "OPENAI_BASE_URL": stub.url,
            "CANDOR_MODEL": "stub",
        }
        asking = Desk(Services(Settings.from_env(env)))
        saved = asking.rehearse(client, seed=1)
        asking.store.preferences.give_consent(saved.id, asking.services.settings.model.host)

        def kept(body: dict[str, object]) -> str:
            assert desk.store.talks.get(saved.id).said == OWNED
            return "Nobody rang me. And now?"

        stub.answers[:] = [kept]
        heard: list[str] = []
        answered = asking.say(saved, OWNED, heard.append)
    assert heard[0] == "Nobody rang me."
    assert answered.said == "" and answered.talk.turns[0].client == heard[-1]
