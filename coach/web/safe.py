"""Words of the user, of a document or of a model, made safe to show: they are data, never markup.

Markdown here would fetch every image it names the moment it is shown. Whole texts therefore go out
as escaped HTML of our own making; what must be Markdown has its images, links and markup defused.
"""

import html
import re
from collections.abc import Sequence

from coach.desk.wording import differences as compared
from coach.domain.language import Finding
from coach.web.labels import label

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$^:&=])")
_BLANK = re.compile(r"\[[a-z][a-z0-9'\u2019/,-]*(?: [a-z0-9'\u2019/,-]+){0,7}\]")
_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
# Images, links and their definitions, code, formulas, and Streamlit's own colours and icons.
_LIVE = re.compile(r"(\\*)([`$]|!(?=\[)|\](?=[(\[:])|:(?=[a-z/_-]))")


def plain(text: str) -> str:
    """Return a text for a label or one line of Markdown, shown letter for letter."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def document(markdown: str) -> str:
    """Return a document's Markdown, below a page's headings, with nothing alive but its layout."""
    levels = [len(marks) for marks in _HEADING.findall(markdown)]
    lower = 3 - min(levels, default=3)
    text = _HEADING.sub(lambda head: "#" * min(6, len(head[1]) + lower), markdown)
    dead = _LIVE.sub(_defused, text.replace("<", "&lt;"))
    return _BLANK.sub(lambda blank: f":yellow-background[\\[{blank[0][1:-1]}\\]]", dead)


def _defused(match: re.Match[str]) -> str:
    """Return a sign with a backslash that counts, whatever backslashes stand before it."""
    before, sign = match[1], match[2]
    return f"{before}{sign}" if len(before) % 2 else f"{before}\\{sign}"


def paragraphs(text: str, css: str = "candor-text") -> str:
    """Return a text as HTML, line breaks kept and blanks to fill in made visible."""
    return f'<div class="{css}">{_with_blanks(text)}</div>'


def quoted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a sentence as HTML with stretches of it marked."""
    parts, end = [], 0
    for first, last in sorted(spans):
        if first >= end:
            parts.append(html.escape(text[end:first]))
            parts.append(_tagged("mark", html.escape(text[first:last])))
            end = last
    return f'<div class="candor-source">{"".join(parts)}{html.escape(text[end:])}</div>'


def underlined(text: str, findings: Sequence[Finding], css: str = "candor-text") -> str:
    """Return a text as HTML with each finding underlined; why and instead show on hover or tap."""
    parts, end = [], 0
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if finding.start < end or finding.end > len(text) or finding.level == "note":
            continue
        parts.append(_with_blanks(text[end : finding.start]))
        parts.append(_found(text[finding.start : finding.end], finding))
        end = finding.end
    parts.append(_with_blanks(text[end:]))
    return f'<div class="{css}">{"".join(parts)}</div>'


def differences(before: str, after: str) -> tuple[str, str]:
    """Return two texts as HTML, with the words that went and the words that came marked."""
    left, right = [], []
    for one in compared(before, after):
        shown = html.escape(one.text)
        if one.kind != "come":
            left.append(shown if one.kind == "same" else _tagged("del", shown))
        if one.kind != "gone":
            right.append(shown if one.kind == "same" else _tagged("ins", shown))
    return _text("".join(left)), _text("".join(right))


def _text(inner: str) -> str:
    return f'<div class="candor-text">{inner}</div>'


def _tagged(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if inner.strip() else inner


def _with_blanks(text: str) -> str:
    return _BLANK.sub(r'<mark class="candor-blank">\g<0></mark>', html.escape(text))


def _found(words: str, finding: Finding) -> str:
    tip = (
        f"<strong>{html.escape(label('category', finding.category))}.</strong> "
        f"{html.escape(finding.why)}"
    )
    if finding.instead:
        tip += f"<br><strong>Instead:</strong> {html.escape(finding.instead)}"
    return (
        f'<span class="candor-found" tabindex="0">{html.escape(words)}'
        f'<span class="candor-tip" role="tooltip">{tip}</span></span>'
    )
