"""Files: their words come out, and nothing else that is in them has an effect."""

import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.config import UploadLimits
from coach.errors import InputError
from coach.uploads.names import title_of
from coach.uploads.reading import KINDS, read_file
from tests.uploads import files

USUAL = UploadLimits()
FIRST = ("zip bomb", "entities of entities", "3,000 pages", "deep email")


def refused(name: str, data: bytes, limits: UploadLimits = USUAL) -> InputError:
    with pytest.raises(InputError) as caught:
        read_file(name, data, limits)
    said = f"{caught.value.message} {caught.value.hint}"
    assert title_of(name) in caught.value.message or repr(title_of(name)) in caught.value.message
    assert "\n" not in said and "Traceback" not in said and "Error" not in said
    return caught.value


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.docx", files.word()),
        ("NOTE.DOCX", files.word()),
        ("note.pdf", files.pdf()),
        ("note.txt", files.WORDS.encode()),
        ("note.txt", files.WORDS.encode("utf-16")),
        ("note.md", b"\xef\xbb\xbf" + files.WORDS.encode()),
        ("note.eml", files.mail()),
        ("note.eml", files.mail("", f"<style>p {{}}</style><p>{files.WORDS}</p>")),
        ("open.pdf", files.locked_pdf("")),
    ],
)
def test_the_words_of_each_kind_come_out(name: str, data: bytes) -> None:
    assert read_file(name, data, USUAL).text == files.WORDS


def test_tables_stand_where_they_stood() -> None:
    text = read_file("t.docx", files.word_with_table(), USUAL).text
    assert text == "Before the table.\n\nwhat | how many\nshirts | 400\n\nAfter the table."


def test_an_email_says_who_when_and_what_about_and_its_attachments_stay_closed() -> None:
    read = read_file("m.eml", files.mail(attach=files.zip_bomb()[:5000]), USUAL)
    assert read.head.splitlines()[0] == "From: Delia Ferrow <delia@ferrow.example>"
    assert "Subject: The shirts" in read.whole and read.text == files.WORDS
    assert read.notices == ("Attachments were left closed: 1.",)


def test_what_is_packed_inside_a_word_file_stays_packed() -> None:
    read = read_file("nested.docx", files.zip_in_zip(), USUAL)
    assert read.text == files.WORDS


def test_an_old_alphabet_is_read_and_said() -> None:
    read = read_file("old.txt", "Ångström is naïve".encode("cp1252"), USUAL)
    assert read.text == "Ångström is naïve" and read.notices


def test_signs_that_turn_text_round_are_dropped() -> None:
    assert read_file("x.txt", "ab\u202ecd\u2066e\x07f".encode(), USUAL).text == "abcdef"


@pytest.mark.parametrize("kind", list(files.BROKEN))
def test_a_file_that_cannot_be_read_is_one_plain_sentence(kind: str) -> None:
    name, made = files.BROKEN[kind]
    refused(name, made())


def _harmless(kind: str, limits: UploadLimits = USUAL) -> str:
    """Return what was said of a harmful file, or that only its words came out."""
    name, made = files.HARMFUL[kind]
    try:
        read = read_file(name, made(), limits)
    except InputError:
        return refused(name, made(), limits).message
    assert "root:" not in read.text and read.text.count("ha") < 100
    return "read to its words"


@pytest.mark.parametrize("kind", FIRST)
def test_a_harmful_file_has_no_effect(kind: str) -> None:
    assert _harmless(kind)


@pytest.mark.soak
@pytest.mark.parametrize("kind", list(files.HARMFUL))
def test_every_harmful_file_has_no_effect(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = _harmless(kind)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    with capsys.disabled():
        print(f"\n{kind}: {said} (largest reading process so far: {most} MB)")
    assert most < USUAL.memory_megabytes


def test_a_file_that_takes_too_long_is_ended() -> None:
    limits = UploadLimits(seconds=0.2)
    assert "too long" in refused("slow.pdf", files.slow_pdf(), limits).message


def test_a_file_that_takes_too_much_memory_is_ended() -> None:
    limits = UploadLimits(memory_megabytes=40)
    assert "memory" in refused("big.txt", b"a b " * 2_499_000, limits).message


def test_what_is_too_large_or_too_long_is_said_with_the_limit() -> None:
    assert "1 MB" in refused("a.txt", b"a" * 1_000_001, UploadLimits(megabytes=1)).message
    assert "2 pages" in refused("a.pdf", files.pdf("a", "b", "c"), UploadLimits(pages=2)).message
    long = files.word("word " * 1001)
    assert "2 pages" in refused("a.docx", long, UploadLimits(pages=2)).message


def test_one_file_is_read_while_another_is_slow() -> None:
    limits = UploadLimits(seconds=30)
    slow = threading.Thread(target=lambda: _quietly("slow.pdf", files.slow_pdf(), limits))
    slow.start()
    assert read_file("note.txt", files.WORDS.encode(), USUAL).text == files.WORDS
    slow.join()


def _quietly(name: str, data: bytes, limits: UploadLimits) -> None:
    try:
        read_file(name, data, limits)
    except InputError:
        return


@pytest.mark.parametrize("name", files.NAMES)
def test_a_name_is_shown_and_never_a_path(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = read_file(name, b"Some words.", USUAL).title
    assert shown.endswith(".md") and len(shown) <= 80
    assert not set(shown) & set("/\\\n\0\u202e")
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=200))
def test_any_name_becomes_one_short_line(name: str) -> None:
    shown = title_of(name)
    assert 0 < len(shown) <= 80 and shown.isprintable() and not set(shown) & set("/\\")


@settings(max_examples=12)
@given(st.sampled_from(KINDS), st.binary(min_size=1, max_size=2_000))
def test_any_bytes_are_read_or_refused_in_a_sentence(kind: str, data: bytes) -> None:
    try:
        assert read_file(f"x{kind}", data, USUAL).text
    except InputError as error:
        assert error.message.startswith("'x") and error.message.endswith(".")


def test_the_reading_process_opens_no_connection_and_starts_no_program(tmp_path: Path) -> None:
    tries = (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        f"open({str(tmp_path / 'out')!r}, 'w')",
        f"import os; os.open({str(tmp_path / 'out')!r}, os.O_CREAT | os.O_WRONLY)",
    )
    for tried in tries:
        code = f"from coach.uploads import worker; worker._confine(20, 10**9); {tried}"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
        )
        assert "may not do this" in done.stderr, tried
    assert list(tmp_path.iterdir()) == []
