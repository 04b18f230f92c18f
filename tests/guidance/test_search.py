"""Search: cited, mends its own index, works without a model, takes the user's documents."""

import io
from pathlib import Path

import docx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.config import Settings, UploadLimits
from coach.errors import InputError
from coach.guidance import embedder
from coach.guidance.documents import to_passages
from coach.guidance.embedder import Embedder
from coach.guidance.library import Guidance, entries
from coach.guidance.passages import load_passages
from coach.guidance.precomputed import FILE, Precomputed, write
from coach.resources import knowledge_folder


def test_a_worried_person_finds_the_passage(guidance: Guidance) -> None:
    hits = guidance.search(
        "she keeps interrupting and says the same complaint for the third time", k=5
    )
    assert 57 in {number for hit in hits for number in hit.practices}
    assert all(0 <= hit.score <= 1 and hit.sources for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_citation_resolves(guidance: Guidance) -> None:
    for hit in guidance.search("can I tell them by email", k=20):
        passage = guidance.passage(hit.id)
        assert passage is not None and passage.text == hit.text
    for number in range(1, 100):
        assert guidance.for_practice(number).practices[0] == number


@pytest.mark.parametrize("query", ["", "   ", "knitting pattern for warm socks"])
def test_nothing_fits(guidance: Guidance, query: str) -> None:
    assert guidance.search(query) == ()


@given(st.text(max_size=300))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_can_be_searched_for(guidance: Guidance, query: str) -> None:
    assert len(guidance.search(query, k=3)) <= 3


def test_the_index_is_built_once_and_opened_again(small_settings: Settings) -> None:
    first = Guidance.open(small_settings)
    first.search("parcel is late")
    second = Guidance.open(small_settings)
    assert second.search("parcel is late")[0].id == "p1-late"
    assert second.notices == ()


def test_changed_knowledge_is_indexed_again(small_settings: Settings) -> None:
    Guidance.open(small_settings).search("late")
    path = small_settings.knowledge_dir / "guide" / "p2-money.md"
    path.write_text(path.read_text("utf-8").replace("refund", "rebate on tulips"), "utf-8")
    again = Guidance.open(small_settings)
    assert again.search("rebate on tulips")[0].id == "p2-money"
    assert any("changed" in notice for notice in again.notices)


@pytest.mark.parametrize("damage", ["database", "vectors", "half_built"])
def test_a_damaged_index_is_built_again_and_said(small_settings: Settings, damage: str) -> None:
    Guidance.open(small_settings).search("late")
    folder = next(p for p in (small_settings.data_dir / "index" / "method").iterdir() if p.is_dir())
    if damage == "database":
        (folder / "chroma.sqlite3").write_bytes(b"not a database")
    elif damage == "vectors":
        next(folder.rglob("*.bin")).write_bytes(b"")
    else:
        (folder / "chroma.sqlite3").unlink()
    mended = Guidance.open(small_settings)
    assert mended.search("the parcel is late")[0].id == "p1-late"
    assert any("damaged" in notice for notice in mended.notices)


def test_the_vectors_made_ahead_are_those_of_the_passages_as_they_stand() -> None:
    ahead = Precomputed(knowledge_folder() / FILE, Embedder())
    stale = [
        e.passage for e in entries(load_passages(knowledge_folder())) if not ahead.holds(e.text)
    ]
    assert not stale, "run `make vectors`"


def test_vectors_made_ahead_are_those_the_model_gives(tmp_path: Path) -> None:
    texts = ["the parcel is late", "they want a refund"]
    write(tmp_path / FILE, texts[:1], Embedder())
    ahead = Precomputed(tmp_path / FILE, Embedder())
    assert ahead.holds(texts[0]) and not ahead.holds(texts[1])
    assert np.allclose(ahead.embed(texts), Embedder().embed(texts), atol=2e-3)


def test_rebuilding_gives_the_digest(small_settings: Settings) -> None:
    library = Guidance.open(small_settings)
    assert library.rebuild() == library.rebuild()


def test_without_the_embedding_model_keywords_still_find(
    small_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "_MODEL", ("no_such_package", *embedder._MODEL[1:]))
    library = Guidance.open(small_settings)
    assert library.search("refund")[0].id == "p2-money"
    assert any("keywords alone" in notice for notice in library.notices)


def test_an_altered_model_file_is_refused(
    small_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "_MODEL", (*embedder._MODEL[:2], "0" * 64))
    library = Guidance.open(small_settings)
    assert library.search("refund")
    assert any("altered" in notice for notice in library.notices)


def word_bytes(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.md", b"# Credits\n\nOur goodwill voucher for zebra stalls is ten percent."),
        ("policy.txt", b"Our goodwill voucher for zebra stalls is ten percent."),
        ("policy.docx", word_bytes("Our goodwill voucher for zebra stalls is ten percent.")),
    ],
)
def test_a_document_is_added_found_shown_as_such_and_removed(
    small_settings: Settings, name: str, data: bytes
) -> None:
    library = Guidance.open(small_settings)
    assert library.add_document(name, data) >= 1
    hit = library.search("voucher for zebra stalls")[0]
    assert hit.added_by_user and hit.sources[0].title == name and hit.practices == ()
    assert [d.name for d in Guidance.open(small_settings).documents()] == [name]
    library.remove_document(name)
    assert not any(h.added_by_user for h in library.search("voucher for zebra stalls"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.exe", b"MZ"),
        ("x.txt", b"\xff\xfe\x00"),
        ("x.docx", b"not a zip"),
        ("x.pdf", b"%PDF-1.4 broken"),
        ("x.md", b""),
    ],
)
def test_an_unreadable_document_is_one_plain_sentence(name: str, data: bytes) -> None:
    with pytest.raises(InputError, match="x"):
        to_passages(name, data, UploadLimits())


def test_a_name_is_never_a_path(small_settings: Settings, tmp_path: Path) -> None:
    library = Guidance.open(small_settings)
    library.add_document("../../evil.md", b"hello there, this is a document")
    assert [d.name for d in library.documents()] == ["evil.md"]
    assert not list(tmp_path.glob("**/evil.md"))


def test_removing_what_is_not_there_is_said(small_settings: Settings) -> None:
    with pytest.raises(InputError, match="no document"):
        Guidance.open(small_settings).remove_document("none.md")
