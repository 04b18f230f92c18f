import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach.domain.language import Finding
from coach.web import safe

HOSTILE = (
    "![x](http://evil.example/x.png)",
    "![x][r]\n\n[r]: http://evil.example/x.png",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div></span><iframe src=//evil.example>",
    '"><svg/onload=alert(1)>',
    "<style>@import url(http://evil.example)</style>",
    "<https://evil.example>",
    "[![a](http://evil.example/a.png)](http://evil.example)",
    "!\\[x](http://evil.example/x.png)",
    "\\![x](http://evil.example/x.png)",
    "![x\\](http://evil.example/x.png)",
    "![x\\\\](http://evil.example/x.png)",
    "| ![x](http://evil.example/x.png) |\n|---|\n| a |",
    "# ![x](http://evil.example/x.png)",
    "> ![x](http://evil.example/x.png)",
    "`![x](http://evil.example/x.png)`",
    "![x](<http://evil.example/x.png>)",
    "![x]( http://evil.example/x.png 'title')",
    "&#33;[x](http://evil.example/x.png)",
    "&lt;img src=x&gt;",
    ":red[![x](http://evil.example/x.png)]",
    ":material/![x](http://evil.example)",
    "$\\href{javascript:alert(1)}{x}$",
    "a\x00b\ud800c",
    "\u202egnp.exe",
)
ALIVE = {"img", "a", "script", "iframe", "svg", "style", "object", "embed", "form", "input"}


class Tags(HTMLParser):
    """Collects what a browser would make of it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def finding(text: str, start: int, end: int) -> Finding:
    return Finding(
        start=start,
        end=end,
        text=text[start:end],
        category="jargon",
        level="warning",
        why=text,
        instead=text,
        rule="test",
    )


def as_html(text: str) -> list[str]:
    """Return a text by every way it becomes HTML."""
    return [
        safe.paragraphs(text),
        safe.quoted(text, [(0, len(text) // 2)]),
        safe.underlined(text, [finding(text, 0, len(text))]),
        *safe.differences(text, f"{text} more"),
        *safe.differences("", text),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_as_html_nothing_in_a_text_comes_alive(text: str) -> None:
    for page in as_html(text):
        found = Tags(page)
        assert set(found.tags) <= {"div", "mark", "span", "strong", "br", "ins", "del"}
        assert set(found.attributes) <= {"class", "tabindex", "role"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("way", [safe.plain, safe.document])
def test_as_markdown_no_image_link_or_tag_comes_alive(text: str, way: object) -> None:
    assert callable(way)
    page = Tags(MarkdownIt("commonmark", {"html": True}).enable("table").render(way(text)))
    assert not ALIVE & set(page.tags)


@given(st.text(max_size=120))
def test_whatever_the_text_its_words_are_all_shown_as_html(text: str) -> None:
    shown = Tags(safe.paragraphs(text)).text
    assert shown == html.unescape(html.escape(text))


@given(st.text(alphabet="!$:[]()<>`\\*_#|~&a b/h.\n", max_size=60))
def test_any_mix_of_markup_signs_stays_dead(text: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    for way in (safe.plain, safe.document):
        assert not ALIVE & set(Tags(renderer.render(way(text))).tags)


@given(st.text(alphabet="!$:[]()<>`\\*_#|~&a b", max_size=60))
def test_a_label_is_shown_letter_for_letter(text: str) -> None:
    rendered = Tags(MarkdownIt("commonmark").renderInline(safe.plain(text))).text
    assert rendered == " ".join(text.split())


def test_a_document_keeps_its_layout_below_the_pages_headings() -> None:
    page = (
        MarkdownIt()
        .enable("table")
        .render(
            safe.document("# Top\n\n- **a** [date to confirm]\n\n| x | y |\n|---|---|\n| 1 | 2 |\n")
        )
    )
    for piece in (
        "<h3>Top</h3>",
        "<strong>a</strong>",
        ":yellow-background[[date to confirm]]",
        "<td>1</td>",
    ):
        assert piece in page


def test_a_blank_is_marked_and_other_brackets_are_text() -> None:
    page = safe.paragraphs("By [date to confirm], see [1] and [Annex A].")
    assert re.findall(r'<mark class="candor-blank">(.*?)</mark>', page) == ["[date to confirm]"]


def test_differences_mark_only_the_words_that_changed() -> None:
    before, after = safe.differences("we will leverage it", "we will use it")
    assert "<del>leverage</del>" in before
    assert "<ins>use</ins>" in after
    assert "<ins>we" not in after


def test_underlining_takes_findings_that_overlap_or_lie_outside() -> None:
    text = "going forward we leverage"
    findings = [finding(text, 0, 13), finding(text, 6, 13), finding(text, 20, 99)]
    assert safe.underlined(text, findings).count("candor-found") == 1
