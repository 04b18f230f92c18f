import io
import zipfile

import docx
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.pack import PackDocument
from coach.storage.export import word_file, zip_file

MARKDOWN = """# The script

Say it **plainly**, and _slowly_.

## Options

1. Redo it
2. Pay half

Some words.

1. A new list

- a point
  - a point below it

| Who | What |
|---|---|
| Wim | exports \\| checks |

> We are sorry.
"""


def read(markdown: str) -> "docx.document.Document":
    return docx.Document(io.BytesIO(word_file(markdown, title="T")))


def test_headings_lists_tables_and_bold_become_words_own() -> None:
    document = read(MARKDOWN)
    styles = [(p.style.name, p.text) for p in document.paragraphs]
    assert ("Heading 1", "The script") in styles
    assert ("Heading 2", "Options") in styles
    assert ("List Number", "Pay half") in styles
    assert ("List Bullet", "a point") in styles
    assert ("List Bullet 2", "a point below it") in styles
    assert ("Quote", "We are sorry.") in styles
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Who", "What"],
        ["Wim", "exports | checks"],
    ]
    runs = {run.text: (run.bold, run.italic) for p in document.paragraphs for run in p.runs}
    assert runs["plainly"] == (True, False)
    assert runs["slowly"] == (False, True)


def test_each_numbered_list_begins_at_its_own_number() -> None:
    numbered = [p for p in read(MARKDOWN).paragraphs if p.style.name == "List Number"]
    lists = [p._p.pPr.numPr.numId.val for p in numbered]
    assert lists[0] == lists[1] != lists[2]


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    document = read("a\x00b\x0b\ud800c\ufffe")
    assert document.paragraphs[0].text == "abc"


def test_an_escaped_sign_is_written_as_the_sign() -> None:
    assert read(r"2 \* 3 \[who\]").paragraphs[0].text == "2 * 3 [who]"


def test_a_date_placeholder_or_snake_case_is_not_read_as_markup() -> None:
    assert read("[date to confirm] for file_name_here").paragraphs[0].text == (
        "[date to confirm] for file_name_here"
    )


@given(st.text(max_size=300))
def test_any_text_at_all_becomes_a_file(markdown: str) -> None:
    assert word_file(markdown, title=markdown).startswith(b"PK")


def test_the_zip_holds_every_document_twice_and_is_the_same_each_time() -> None:
    documents = [
        PackDocument(name="script", title="Script", markdown="# Say\n", for_client=False),
        PackDocument(name="follow-up", title="Follow-up", markdown="Thanks", for_client=True),
    ]
    data = zip_file(documents)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "script.md",
            "script.docx",
            "follow-up.md",
            "follow-up.docx",
        ]
        assert archive.read("follow-up.md") == b"Thanks"
