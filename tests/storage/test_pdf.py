import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coach.storage.pdf import pdf_file

PAPER = """\
# Our talk on Tuesday 10 March 2026

*Internal. Not for the client.*

## Who does what by when

| Who | What | By when |
| --- | --- | --- |
| Zoë Łukasz | send **the** “plan” – €4,200 | [date to confirm] |

- first point
- second point
"""


def read(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_a_paper_can_be_read_back() -> None:
    text = read(pdf_file(PAPER, title="Our talk"))
    for words in ("Our talk on Tuesday 10 March 2026", "Zoë Łukasz", "€4,200", "second point"):
        assert words in text
    assert "**" not in text.replace("**the**", "") and "| ---" not in text


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_is_refused(text: str) -> None:
    assert pdf_file(text, title=text).startswith(b"%PDF")
