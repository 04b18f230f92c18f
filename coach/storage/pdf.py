"""Markdown as a PDF, in a font that ships in a package: fpdf2 and Source Sans Pro."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from coach.storage.export import clean

if TYPE_CHECKING:
    from fpdf import FPDF

_FAMILY = "source"
_STYLES = {"": "Regular", "B": "Bold", "I": "It", "BI": "BoldIt"}
_MARGIN, _LINE, _SIZE = 20, 6, 11


def pdf_file(markdown: str, *, title: str) -> bytes:
    """Return Markdown as a PDF file: headings, lists, tables, bold and italics.

    Signs that the font does not have come out as a box; nothing is lost in Word or Markdown.
    """
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_title(clean(title)[:255])
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(True, _MARGIN)
    for style, name in _STYLES.items():
        pdf.add_font(_FAMILY, style, _font(name))
    pdf.add_page()
    pdf.set_font(_FAMILY, size=_SIZE)
    lines = clean(markdown).split("\n")
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at)
        if rows:
            _table(pdf, rows)
            at += len(rows)
        else:
            _line(pdf, lines[at])
            at += 1
    file = io.BytesIO()
    pdf.output(file)
    return file.getvalue()


def _font(name: str) -> Path:
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files" / f"SourceSansPro-{name}.ttf"


def _table_at(lines: list[str], at: int) -> list[str]:
    rows: list[str] = []
    while at + len(rows) < len(lines) and lines[at + len(rows)].startswith("|"):
        rows.append(lines[at + len(rows)])
    return rows


def _table(pdf: "FPDF", rows: list[str]) -> None:
    cells = [[c.strip() for c in row.strip().strip("|").split("|")] for row in rows]
    kept = [row for row in cells if not all(set(c) <= set("-: ") for c in row)]
    with pdf.table(kept, line_height=_LINE, markdown=False, padding=1):
        pass
    pdf.ln(2)


def _line(pdf: "FPDF", line: str) -> None:
    level = len(line) - len(line.lstrip("#"))
    if 0 < level <= 6 and line[level : level + 1] == " ":
        pdf.ln(2)
        pdf.set_font(_FAMILY, "B", _SIZE + max(0, 8 - 3 * level))
        _write(pdf, line[level:].strip(), markdown=False)
        pdf.set_font(_FAMILY, size=_SIZE)
        pdf.ln(1)
    elif line.lstrip().startswith(("- ", "* ")):
        _write(pdf, f"•  {line.lstrip()[2:]}", indent=4)
    elif line.strip():
        _write(pdf, line)
        pdf.ln(2)


def _write(pdf: "FPDF", text: str, *, markdown: bool = True, indent: int = 0) -> None:
    if indent:
        pdf.set_x(pdf.l_margin + indent)
    # fpdf marks italics with two underscores, Markdown with one star.
    marked = text
    if markdown and text.startswith("*") and text.endswith("*") and not text.startswith("**"):
        marked = f"__{text.strip('*')}__"
    pdf.multi_cell(0, _LINE, marked, markdown=markdown, new_x="LMARGIN", new_y="NEXT")
