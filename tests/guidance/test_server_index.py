"""One search index on a Chroma server, shared by every process that names it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from coach.config import Settings
from coach.guidance.library import Guidance
from tests.guidance.chroma_server import chroma
from tests.web.serving import free_port


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with chroma() as address:
        yield address


@pytest.fixture
def shared(small_settings: Settings, server: str) -> Settings:
    return replace(small_settings, chroma_url=server)


def test_it_finds_what_an_index_on_disk_finds(small_settings: Settings, shared: Settings) -> None:
    queries = ("a refund", "he is shouting", "the parcel is late")
    here, there = Guidance.open(small_settings), Guidance.open(shared)
    for query in queries:
        assert there.search(query) == here.search(query)
    assert there.notices == ()


def test_a_document_added_by_one_process_is_found_and_lost_by_another(shared: Settings) -> None:
    one, other = Guidance.open(shared), Guidance.open(shared)
    assert not any(hit.added_by_user for hit in other.search("voucher for zebra stalls"))
    one.add_document("terms.md", b"Our goodwill voucher for zebra stalls is ten percent.")
    assert other.search("voucher for zebra stalls")[0].added_by_user
    one.remove_all_documents()
    assert not any(hit.added_by_user for hit in other.search("voucher for zebra stalls"))


def test_without_the_server_search_goes_by_keywords_and_says_so(small_settings: Settings) -> None:
    alone = replace(small_settings, chroma_url=f"http://127.0.0.1:{free_port()}")
    library = Guidance.open(alone)
    assert library.search("refund")[0].id == "p2-money"
    assert any("search server does not answer" in notice for notice in library.notices)


def test_a_server_lost_between_two_searches_is_no_fault_of_the_second(
    small_settings: Settings,
) -> None:
    with chroma() as address:
        library = Guidance.open(replace(small_settings, chroma_url=address))
        assert library.search("refund")[0].id == "p2-money"
    assert library.search("refund")[0].id == "p2-money"
    assert any("search server does not answer" in notice for notice in library.notices)
