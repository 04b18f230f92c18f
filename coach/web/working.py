"""Work that takes a while: what is being done is shown, and it can be stopped."""

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from coach.errors import CandorError
from coach.services import Progress
from coach.web import frame, state

Result = TypeVar("Result")
_LOOK_EVERY = 0.2
_SHOW_SECONDS_AFTER = 2


class Stopped(Exception):
    """The user did not want to wait any longer; raised where the work would go on."""


class _Work(threading.Thread):
    """One piece of work beside the page, which ends at its next step once nobody waits."""

    def __init__(self, act: Callable[[Progress], object]) -> None:
        super().__init__(daemon=True, name="candor-work")
        self.steps: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.unwanted = threading.Event()
        self.result: object = None
        self.error: BaseException | None = None
        self._act = act

    def run(self) -> None:
        """Do it, and keep what came of it."""
        try:
            self.result = self._act(self._progress)
        except BaseException as error:  # noqa: BLE001 - handed to the page's own thread
            self.error = error

    def _progress(self, step: str) -> None:
        if self.unwanted.is_set():
            raise Stopped
        self.steps.put(step)


def run(doing: str, done: str, act: Callable[[Progress], Result]) -> Result:
    """Do something and return its result; the page shows its steps, the seconds and a way out.

    An error of ours becomes a sentence on the page. The act is given a function that takes the
    name of a step and raises `Stopped` once the user has gone on. It must not draw anything, and
    has its desk from the page: beside it nobody is signed in.
    """
    work = _Work(act)
    with st.status(doing, expanded=True) as status:
        out = st.empty()
        out.button("Stop", key="working.stop", icon=":material/stop_circle:", on_click=_stop)
        work.start()
        try:
            # Said anew each time: a label without it folds the box, and Stop with it.
            _watch(work, doing, lambda label: status.update(label=label, expanded=True))
        finally:
            # Leaving here early means that Streamlit ends this run, as a press of Stop makes it.
            work.unwanted.set()
        out.empty()
        if isinstance(work.error, CandorError):
            status.update(label="That did not work. Nothing is lost.", state="error")
            frame.problem(work.error)
            st.stop()
        if work.error is not None:
            raise work.error
        status.update(label=done, state="complete", expanded=False)
    return work.result  # type: ignore[return-value]


def _watch(work: _Work, doing: str, show: Callable[[str], object]) -> None:
    """Show the step at hand until the work has ended; each look lets Streamlit end the run."""
    step, began = doing, time.monotonic()
    while work.is_alive():
        work.join(_LOOK_EVERY)
        while not work.steps.empty():
            step = work.steps.get()
        gone = int(time.monotonic() - began)
        show(f"{step} · {gone} s" if gone >= _SHOW_SECONDS_AFTER else step)


def _stop() -> None:
    state.say("Stopped. Nothing is lost; start it again whenever you like.")
