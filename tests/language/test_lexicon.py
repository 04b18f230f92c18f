"""Every rule of the lexicon finds its bad example and passes its good one."""

from collections import Counter
from pathlib import Path

import pytest

from coach.domain.values import CATEGORIES
from coach.errors import SetupError
from coach.language.lexicon import Entry, Lexicon
from coach.language.reading import Reading
from coach.resources import knowledge_folder

FOLDER = knowledge_folder() / "language"
LEXICON = Lexicon.load(FOLDER)


def found(entry: Entry, text: str) -> bool:
    reading = Reading(text, None, LEXICON, entry.rule.audience)
    return any(hit.rule is entry for hit in reading.hits)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_rule_finds_its_bad_example_and_passes_its_good_one(category: str) -> None:
    entries = [entry for entry in LEXICON.entries if entry.category == category]
    missed = [entry.rule.say for entry in entries if not found(entry, entry.rule.bad)]
    alarmed = [entry.rule.say for entry in entries if found(entry, entry.rule.good)]
    assert entries
    assert missed == []
    assert alarmed == []


def test_there_are_six_hundred_rules_and_no_two_alike() -> None:
    says = Counter(entry.rule.say for entry in LEXICON.entries)
    assert len(LEXICON.entries) >= 600
    assert [say for say, count in says.items() if count > 1] == []


def test_every_rule_says_why_and_what_instead() -> None:
    assert [e.rule.say for e in LEXICON.entries if not (e.why and e.instead)] == []


def test_a_malformed_rule_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "classes.yaml").write_text("classes: {}\n", encoding="utf-8")
    (tmp_path / "lexicon" / "jargon.yaml").write_text(
        "category: jargon\nwhy: a\ninstead: b\nsources: [c]\nrules:\n  - {say: x}\n",
        encoding="utf-8",
    )
    with pytest.raises(SetupError, match=r"jargon\.yaml, line 6"):
        Lexicon.load(tmp_path)
