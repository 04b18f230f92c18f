"""Knowledge, prompt and page files: where they are, and strict loading that names file and line."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from coach.errors import SetupError

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent
_FENCE = "---"

# The C loader is ten times faster; the pure one is the same language.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _root() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def knowledge_folder() -> Path:
    """Return the folder of guidance, lexicons, scenarios and phrasings."""
    return _root() / "knowledge"


def prompts_folder() -> Path:
    """Return the folder of prompt files."""
    return _root() / "prompts"


def app_file() -> Path:
    """Return the file that Streamlit runs."""
    return _root() / "app.py"


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        SetupError: when it cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetupError(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}.") from error


def load_yaml(path: Path, schema: type[T] | TypeAdapter[T]) -> T:
    """Return a YAML file's content, checked against a schema.

    Raises:
        SetupError: when the file is missing, malformed or does not fit, naming file and line.
    """
    return _checked(read_text(path), path, schema, first_line=1)


def load_front_matter(path: Path, schema: type[T] | TypeAdapter[T]) -> tuple[T, str]:
    """Return a Markdown file's front matter, checked against a schema, and the text below it.

    Raises:
        SetupError: when there is no front matter or it does not fit, naming file and line.
    """
    lines = read_text(path).splitlines()
    if not lines or lines[0].strip() != _FENCE:
        raise SetupError(f"{path.name}, line 1: the file must begin with a line of three dashes.")
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == _FENCE)
    except StopIteration:
        raise SetupError(f"{path.name}, line 1: the front matter has no closing dashes.") from None
    head = "\n".join(lines[1:end])
    return _checked(head, path, schema, first_line=2), "\n".join(lines[end + 1 :]).strip()


def _checked(text: str, path: Path, schema: type[T] | TypeAdapter[T], first_line: int) -> T:
    try:
        data = yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        problem = error.problem or "it is not valid YAML"
        raise SetupError(f"{path.name}, line {line}: {problem}.", "Mend that line.") from error
    except yaml.YAMLError as error:
        raise SetupError(f"{path.name} is not valid YAML.") from error
    adapter = schema if isinstance(schema, TypeAdapter) else TypeAdapter(schema)
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        # A misspelt name explains the "missing" one that is reported before it.
        first = min(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        line = first_line + _line_of(text, first["loc"])
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SetupError(f"{path.name}, line {line}: {where}: {first['msg']}.") from error


def _line_of(text: str, location: tuple[Hashable, ...]) -> int:
    """Return the line, from 0, of the deepest node along a validation error's path."""
    node = yaml.compose(text, Loader=_LOADER)
    line = 0
    for part in location:
        if node is None:
            break
        line = node.start_mark.line
        node = _child(node, part)
    return node.start_mark.line if node is not None else line


def _child(node: yaml.Node, part: Hashable) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value  # type: ignore[no-any-return]
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    return None
