import threading

import pytest
from streamlit.testing.v1 import AppTest

from coach.web.working import Stopped, _Work


def test_work_that_nobody_waits_for_ends_at_its_next_step() -> None:
    begun, gone_on = threading.Event(), threading.Event()
    kept: list[str] = []

    def act(progress: object) -> None:
        assert callable(progress)
        progress("first")
        begun.set()
        gone_on.wait()
        progress("second")
        kept.append("saved")

    work = _Work(act)
    work.start()
    begun.wait()
    work.unwanted.set()
    gone_on.set()
    work.join()
    assert isinstance(work.error, Stopped)
    assert kept == []


def _page(fails: bool) -> None:
    import streamlit as st

    from coach.errors import InputError
    from coach.web import working

    def act(progress: object) -> str:
        assert callable(progress)
        progress("Counting")
        if fails:
            raise InputError("That is too long.", "Shorten it.")
        return "forty-two"

    st.write(working.run("Working", "Done.", act))


@pytest.mark.parametrize("fails", [False, True])
def test_the_result_or_one_plain_sentence_comes_back(fails: bool) -> None:
    app = AppTest.from_function(_page, args=(fails,), default_timeout=60).run()
    assert not app.exception
    if fails:
        assert "Shorten it" in app.error[0].value
        assert not app.markdown
    else:
        assert app.markdown[0].value == "forty-two"
    assert not app.button
