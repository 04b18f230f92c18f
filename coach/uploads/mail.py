"""Emails saved as .eml: who, when, what about, and the words; attachments stay closed."""

import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

from coach.uploads.outcome import Found, Unreadable

_HEADERS = ("From", "To", "Date", "Subject")
_LONGEST_HEADER = 300
_MOST_PARTS = 200
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_NEW_LINE = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"})
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def read(data: bytes, most_pages: int) -> Found:
    """Return an email's headers that matter and its words, those in plain text first."""
    try:
        parsed = BytesParser(policy=email.policy.default).parsebytes(data)
        assert isinstance(parsed, EmailMessage)
        if not any(parsed[name] for name in _HEADERS):
            raise Unreadable("is not a saved email", "Save the email as .eml, or paste its text.")
        parts = list(_leaves(parsed))
        shown = _first(parts, "plain") or _plain(_first(parts, "html"))
        head = [f"{name}: {value}" for name in _HEADERS if (value := _header(parsed, name))]
    except _BROKEN:
        raise Unreadable("is not a readable email", "Paste its text instead.") from None
    attached = sum(_is_attached(part) for part in parts)
    said = (f"Attachments were left closed: {attached}.",) if attached else ()
    return Found(shown, said, "\n".join(head))


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that hold something; a forwarded email counts as attached."""
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            raise Unreadable("has too many parts", "Paste its text instead.")
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_maintype() != "text" or part.is_attachment()


def _first(parts: list[EmailMessage], kind: str) -> str:
    """Return the first text of a kind: the message itself, before any that it carries."""
    for part in parts:
        if part.get_content_subtype() == kind and not _is_attached(part):
            return str(part.get_content())
    return ""


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())[:_LONGEST_HEADER]


def _plain(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Keeps what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or something that is not shown."""
        self._unseen += tag in _UNSEEN
        if tag in _NEW_LINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what is not shown."""
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _NEW_LINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are shown."""
        if not self._unseen:
            self.words.append(data)
