from coach.domain.pack import Action, Option
from coach.domain.situation import CaseInput
from coach.drafting.engine import Drafting
from coach.drafting.picture import AXES, balance_of, damage_of, felt
from tests.drafting.notes import OURS, TODAY


def case() -> CaseInput:
    return CaseInput(text=OURS, today=TODAY)


def test_the_five_axes_stand_in_their_order_with_figures_of_the_note(engine: Drafting) -> None:
    found = damage_of(engine.read(case()).situation)
    assert tuple(one.axis for one in found) == AXES
    for one in found:
        assert one.figure in OURS
        assert bool(one.told) or not one.figure


def test_damage_is_felt_already_ahead_or_both() -> None:
    assert felt("They lost a week.") == "already"
    assert felt("They will lose a week.") == "ahead"
    assert felt("They lost a week and will lose another.") == "both"


def test_what_each_way_forward_asks_is_counted_by_side(engine: Drafting) -> None:
    pack = engine.prepare(case())
    client = next(p.name for p in pack.situation.people if p.side == "client")
    option = Option(
        title="One",
        gives="x",
        costs="About £250 of ours.",
        actions=(
            Action(who="[who on our side]", what="a", when="b"),
            Action(who=client.split()[0], what="a", when="b"),
            Action(who="Me", what="a", when="b"),
        ),
        preferred=True,
        why="x",
    )
    (weight,) = balance_of(pack.model_copy(update={"options": (option,)}))
    assert (weight.ours, weight.theirs, weight.money) == (2, 1, "£250")
