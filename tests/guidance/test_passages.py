"""The passages themselves: complete, short, in our own words, cited."""

import re
from pathlib import Path

import pytest
import yaml

from coach.domain.guidance import Passage
from coach.errors import SetupError
from coach.guidance.passages import LONGEST_WORDS, load_passages
from coach.resources import knowledge_folder

PASSAGES = load_passages(knowledge_folder())
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
QUERIES = Path("evals/datasets/guidance/queries.yaml")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_every_practice_has_a_passage_of_its_own() -> None:
    own = [p.practices[0] for p in PASSAGES if p.id.startswith("p")]
    assert sorted(own) == list(range(1, 100))


def test_every_disagreement_has_a_passage_that_shows_both_sides() -> None:
    both = [p for p in PASSAGES if p.id.startswith("d")]
    assert len(both) == 10
    assert all(len(p.sources) >= 2 or len(p.practices) >= 2 for p in both)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p.id)
def test_a_passage_is_one_idea_with_sources_and_questions(passage: Passage) -> None:
    assert len(passage.text.split()) <= LONGEST_WORDS
    assert 1 <= len(passage.practices) <= 3
    assert passage.phases and passage.sources and len(passage.asked_as) >= 3
    assert not any("202A" in source.title for source in passage.sources)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not kept in this repository")
def test_no_passage_shares_eight_words_in_a_row_with_an_article() -> None:
    taken = set().union(*(runs(p.read_text("utf-8"), 8) for p in SEEDS.glob("*.txt")))
    for passage in PASSAGES:
        own = " ".join((passage.text, *passage.asked_as))
        assert not runs(own, 8) & taken, passage.id


def test_no_way_of_asking_shares_five_words_in_a_row_with_a_labelled_query() -> None:
    queries = yaml.safe_load(QUERIES.read_text("utf-8"))
    taken = set().union(*(runs(q["query"], 5) for q in queries))
    shared = {
        (passage.id, run)
        for passage in PASSAGES
        for way in passage.asked_as
        for run in runs(way, 5) & taken
    }
    assert not shared


def test_labelled_queries_are_many_and_a_third_are_told_by_a_worried_person() -> None:
    queries = yaml.safe_load(QUERIES.read_text("utf-8"))
    told = [q for q in queries if q["kind"] == "situation"]
    assert len(queries) >= 60 and len(told) * 3 >= len(queries)


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ("title: [unclosed", "line 3", "p1-late.md"),
        ("title: Late\nsurprise: 1", "line 4", "surprise"),
    ],
)
def test_a_wrong_passage_is_named_with_its_line(
    small_knowledge: Path, wrong: str, line: str, said: str
) -> None:
    path = small_knowledge / "guide" / "p1-late.md"
    path.write_text(path.read_text("utf-8").replace("title: Late delivery", wrong), "utf-8")
    with pytest.raises(SetupError) as raised:
        load_passages(small_knowledge)
    assert said in raised.value.message and "p1-late.md" in raised.value.message
    assert line in raised.value.message or said == "p1-late.md"


def test_two_passages_with_one_id_are_refused(small_knowledge: Path) -> None:
    path = small_knowledge / "guide" / "p2-money.md"
    path.write_text(path.read_text("utf-8").replace("id: p2-money", "id: p1-late"), "utf-8")
    with pytest.raises(SetupError, match="taken"):
        load_passages(small_knowledge)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no passages"):
        load_passages(tmp_path)
