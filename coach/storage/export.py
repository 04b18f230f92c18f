"""Documents as files: Word from Markdown, and all of them in one zip."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coach.domain.pack import PackDocument

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BOLD = re.compile(r"\*\*(.+?)\*\*|(?<!\w)_(.+?)_(?!\w)|(?<!\*)\*([^*\s][^*]*)\*")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HEADING = re.compile(r"(#{1,4})\s+(.*)")
_BULLET = re.compile(r"(\s*)[-*+]\s+(.*)")
_NUMBERED = re.compile(r"\s*(\d{1,9})[.)]\s+(.*)")
_RULE = re.compile(r"\s*([-*_])(\s*\1){2,}\s*")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
_FIXED = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """Return a text without the characters that no file can hold."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def word_file(markdown: str, *, title: str) -> bytes:
    """Return Markdown as a Word file: headings, lists, tables, quotes, bold and italics."""
    import docx

    document = docx.Document()
    document.core_properties.title = clean(title)[:255]
    document.core_properties.author = ""
    for block in _blocks(clean(markdown).split("\n")):
        _write(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zip_file(documents: Sequence[PackDocument]) -> bytes:
    """Return every document as Markdown and Word in one zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in documents:
            text = clean(document.markdown)
            word = word_file(document.markdown, title=document.title)
            for ending, data in (("md", text.encode("utf-8")), ("docx", word)):
                archive.writestr(zipfile.ZipInfo(f"{document.name}.{ending}", _FIXED), data)
    return file.getvalue()


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield runs of lines of one kind; blank lines part them."""
    for kind, run in groupby(lines, _kind):
        if kind != "blank":
            yield kind, list(run)


def _kind(line: str) -> str:
    if not line.strip() or _RULE.fullmatch(line):
        return "blank"
    if _HEADING.match(line):
        return "heading"
    if line.lstrip().startswith("|"):
        return "table"
    if line.startswith(">"):
        return "quote"
    if _BULLET.match(line):
        return "bullet"
    return "numbered" if _NUMBERED.match(line) else "text"


def _write(document: "Document", block: tuple[str, list[str]]) -> None:
    kind, lines = block
    if kind == "table":
        _table(document, lines)
    elif kind == "text":
        _inline(document.add_paragraph(), "\n".join(line.strip() for line in lines))
    elif kind == "quote":
        said = "\n".join(line.lstrip("> ").strip() for line in lines)
        _inline(document.add_paragraph(style="Quote"), said)
    elif kind == "numbered":
        _numbered(document, [match for line in lines if (match := _NUMBERED.match(line))])
    else:
        for line in lines:
            _line(document, line)


def _line(document: "Document", line: str) -> None:
    if match := _HEADING.match(line):
        _inline(document.add_heading(level=len(match[1])), match[2])
    elif match := _BULLET.match(line):
        style = "List Bullet 2" if len(match[1]) >= 2 else "List Bullet"
        _inline(document.add_paragraph(style=style), match[2])


def _numbered(document: "Document", items: Sequence[re.Match[str]]) -> None:
    """Write a list that begins at its own first number; Word would go on from the last list."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style).abstractNumId.val
    own = numbering.add_num(abstract)
    own.add_lvlOverride(ilvl=0).add_startOverride(int(items[0][1]))
    for item in items:
        paragraph = document.add_paragraph(style="List Number")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = own.numId
        _inline(paragraph, item[2])


def _table(document: "Document", lines: Sequence[str]) -> None:
    rows = [_cells(line) for line in lines if not _TABLE_RULE.fullmatch(line)]
    if not rows:
        return
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=False):
            _inline(cell.paragraphs[0], text)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _inline(paragraph: "Paragraph", text: str) -> None:
    """Write text with its bold and italic stretches."""
    end = 0
    for match in _BOLD.finditer(text):
        paragraph.add_run(_plain(text[end : match.start()]))
        run = paragraph.add_run(_plain(match[1] or match[2] or match[3]))
        run.bold = match[1] is not None
        run.italic = match[1] is None
        end = match.end()
    paragraph.add_run(_plain(text[end:]))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
