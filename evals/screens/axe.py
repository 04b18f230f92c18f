"""What the axe engine says of a page: the rules of WCAG 2.0 to 2.2, levels A and AA."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page
from pydantic import BaseModel

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
GRAVE = ("serious", "critical")
_RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => found.violations.map(one => ({rule: one.id, impact: one.impact || 'minor',
    nodes: one.nodes.map(node => node.html.slice(0, 160))})))"""


class Violation(BaseModel):
    """One rule that a page breaks, and where."""

    rule: str
    impact: str
    nodes: list[str]


@cache
def _engine() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[Violation]:
    """Return the rules that the page as shown breaks."""
    page.evaluate(_engine())
    return [Violation.model_validate(one) for one in page.evaluate(_RUN, list(_TAGS))]


def grave(page: Page) -> list[str]:
    """Return what is serious or critical, a line each."""
    return [
        f"{one.rule} ({one.impact}): {node}"
        for one in violations(page)
        if one.impact in GRAVE
        for node in one.nodes[:4]
    ]
