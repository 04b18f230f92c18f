"""The real app in the real process, each test with a data folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services

ROOT = Path(__file__).resolve().parents[2]

NOTE = (
    "We run the newsletter for Ferrow Garden Centres. The spring issue should have gone out on "
    "3 March and went out on 6 March, three days late, so the coupon in it had already expired. "
    "That was our mistake, I mixed up the dates. Delia Ferrow rang on Friday, she was upset and "
    "said 40 customers had stood at the till with a dead coupon. She wants to know what we do. "
    "I can take up to £600 off the invoice of £1,900 without asking anybody. We could also send a "
    "second issue for free. My boss says between us that we cannot lose this account."
)
EMAIL = (
    "Dear Delia,\n\nThank you for reaching out. We regret any inconvenience that may have been "
    "caused by the slight delay. Going forward we will leverage our learnings. The invoice of "
    "£1,900 remains due on 30 March.\n\nKind regards\n"
)

Visit = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def nothing_cached() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over the same data folder as the app's own."""
    return Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "data")})))


@pytest.fixture
def visit() -> Visit:
    """Open a page in a new window, as a reload or a link would."""

    def opened(page: str = "cases", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        for name, value in query.items():
            app.query_params[name] = value
        if page != "cases":
            app.switch_page(f"coach/web/views/{page}.py")
        return well(app.run())

    return opened


def well(app: AppTest) -> AppTest:
    """Return the app, having seen that nothing went wrong on the page."""
    assert not app.exception, [error.message for error in app.exception]
    return app


def words(app: AppTest) -> str:
    """Return everything written on the page, tags included."""
    shown = [str(element.value) for kind in MARKDOWN for element in app.get(kind)]
    return "\n".join([*shown, *(element.proto.body for element in app.get("html"))])


MARKDOWN = ("title", "header", "subheader", "markdown", "error", "warning", "info", "success")
