"""Small pieces of Markdown that the papers share."""

from collections.abc import Iterable, Sequence


def section(heading: str, body: str) -> str:
    """Return a section, or "" when there is nothing to put in it."""
    return f"## {heading}\n\n{body}" if body.strip() else ""


def bullets(lines: Iterable[str]) -> str:
    """Return a list with each line once."""
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines) if line)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; bars and line breaks in cells are made harmless."""
    head = f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"
    lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join([head, *lines])


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def paper(title: str, *blocks: str) -> str:
    """Return a whole paper, empty blocks left out."""
    return "\n\n".join([f"# {title}", *(block for block in blocks if block.strip())]) + "\n"
