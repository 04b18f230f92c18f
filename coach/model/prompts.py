"""Prompt files: strict about their inputs, and deaf to instructions inside them."""

import hashlib
import re
from pathlib import Path
from string import Template

from pydantic import BaseModel, ConfigDict

from coach.errors import SetupError
from coach.model.port import Message
from coach.resources import load_front_matter, read_text

_USER_MARK = "\n=== user ===\n"
_BLOCK = re.compile(r"<([a-z_]+)>\n(.*?)\n</\1>", re.DOTALL)


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str
    inputs: tuple[str, ...]
    reply: str
    max_tokens: int
    system: str = ""
    """A text in the folder `system` that several tasks share, in place of an own one."""


class Prompt:
    """One task for a model: what it is told, what it is given, how long it may answer."""

    def __init__(self, path: Path) -> None:
        head, body = load_front_matter(path, _Head)
        system, mark, user = f"\n{body}".partition(_USER_MARK)
        if not mark:
            raise SetupError(f"{path.name}: the line '=== user ===' is missing.")
        if head.system:
            if system.strip():
                raise SetupError(f"{path.name}: it has a system text and names a shared one.")
            system = read_text(path.parent / "system" / f"{head.system}.md")
        self.name = path.stem
        self.inputs = frozenset(head.inputs)
        self.reply = head.reply
        self.max_tokens = head.max_tokens
        self.digest = hashlib.sha256((system + read_text(path)).encode()).hexdigest()[:12]
        self._system, self._user = system.strip(), Template(user.strip())
        self._check_inputs(path, Template(system))

    def _check_inputs(self, path: Path, system: Template) -> None:
        if names := system.get_identifiers():
            raise SetupError(
                f"{path.name}: ${names[0]} stands above '=== user ==='; inputs belong below it."
            )
        used = frozenset(self._user.get_identifiers())
        if used != self.inputs or not self._user.is_valid():
            odd = ", ".join(sorted(used ^ self.inputs)) or "a lone $"
            raise SetupError(f"{path.name}: inputs declared and used differ: {odd}.")

    def fill(self, **given: str) -> tuple[Message, ...]:
        """Return the messages to send.

        Raises:
            SetupError: when the inputs given are not exactly those declared.
        """
        if odd := self.inputs ^ given.keys():
            raise SetupError(
                f"Prompt {self.name!r}: missing or unknown inputs: {', '.join(sorted(odd))}."
            )
        safe = {name: self.neutral(text) for name, text in given.items()}
        return (
            Message(role="system", text=self._system),
            Message(role="user", text=self._user.substitute(safe)),
        )

    def neutral(self, text: str) -> str:
        """Keep text from closing the block it is put in: `</situation>` becomes `(/situation)`."""
        names = "|".join(map(re.escape, sorted(self.inputs)))
        return re.sub(rf"<\s*(/?)\s*({names})\s*>", r"(\1\2)", text, flags=re.IGNORECASE)


def material(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a prompt was filled with: the name of each block and what stands in it."""
    return tuple((match[1], match[2]) for match in _BLOCK.finditer(text))


def instructions(text: str) -> str:
    """Return our own words in a filled prompt: all that stands outside its blocks."""
    return _BLOCK.sub("", text)


class PromptLibrary:
    """All prompts of a folder, loaded when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prompts: dict[str, Prompt] = {}

    def get(self, name: str) -> Prompt:
        """Return a prompt by its file name without ending.

        Raises:
            SetupError: when the file is missing or contradicts itself.
        """
        if name not in self._prompts:
            self._prompts[name] = Prompt(self._folder / f"{name}.md")
        return self._prompts[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of all prompts in the folder."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.md")))
