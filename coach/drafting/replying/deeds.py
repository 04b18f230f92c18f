"""What the email says our side did: owned as far as it is shown there, and no further."""

import re
from collections.abc import Callable, Sequence

from coach.drafting.recast import is_clause
from coach.drafting.replying.turning import spelled, turned
from coach.drafting.replying.wording import DeedWords, found, straight
from coach.drafting.tidy import upper_first
from coach.language.parse import parse
from coach.language.text import Span

_MOST_WORDS = 22
_BRACKET = re.compile(r"[\[\]{}<>|]")


def shown_deed(
    body: Sequence[Span], words: DeedWords, is_plain: Callable[[str], bool]
) -> Span | None:
    """Return the first plain sentence in which our side does something that went wrong.

    Its place is the email's; its words are turned to the client.
    """
    for span in body:
        text = straight(" ".join(span.text.split()))
        if _BRACKET.search(text) or any(found(pattern, text) for pattern in words.never):
            continue
        match = re.search(
            rf"^\W*(?:{words.ours})(?: \w+){{0,6}}? (?:{words.failed})", text, re.IGNORECASE
        )
        if match is None or len(text.split()) > _MOST_WORDS:
            continue
        plain = spelled(text).rstrip(".! ")
        said = upper_first(turned(plain)) + "."
        if is_clause(parse(plain)) and is_plain(said):
            return Span(span.start, span.end, said)
    return None
