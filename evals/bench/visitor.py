"""A visitor without a browser: one websocket to the real app, speaking as the page would."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_ANSWERS_WITHIN = 600.0


@dataclass
class Run:
    """One run of a page, as the visitor saw it."""

    seconds: float
    first_seconds: float
    """Until the first element came."""
    bytes_down: int
    title: str = ""
    failed: str = ""


@dataclass
class Visitor:
    """A session: where it is, and what its widgets hold."""

    socket: ClientConnection
    page: str
    query: str
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """By the widget's own key: its id in the app."""
    _page_hash: str = ""

    @classmethod
    async def arrive(cls, address: str, page: str, query: str) -> "tuple[Visitor, Run]":
        """Open a page as a new session."""
        socket = await connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", "none", "none"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
        )
        visitor = cls(socket, page, query)
        return visitor, await visitor.run()

    async def run(self, *changes: WidgetState) -> Run:
        """Send what the widgets hold now and wait until the page is drawn; triggers go once."""
        for change in changes:
            self.widgets[change.id] = change
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.page_script_hash = self._page_hash
        state.widget_states.widgets.extend(self.widgets.values())
        for change in changes:
            if change.HasField("trigger_value"):
                del self.widgets[change.id]
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        return await asyncio.wait_for(self._drawn(began), _ANSWERS_WITHIN)

    async def press(self, key: str) -> Run:
        """Press a button, named by its key."""
        return await self.run(WidgetState(id=self.known[key], trigger_value=True))

    async def write(self, key: str, text: str) -> Run:
        """Fill a text field, named by its key."""
        return await self.run(WidgetState(id=self.known[key], string_value=text))

    async def leave(self) -> None:
        """Close the tab."""
        await self.socket.close()

    async def _drawn(self, began: float) -> Run:
        first, size, failed, title = 0.0, 0, "", ""
        while True:
            raw = await self.socket.recv()
            assert isinstance(raw, bytes)
            size += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                first = first or time.perf_counter() - began
                failed = failed or self._learn(message)
                heading = message.delta.new_element.heading
                title = title or (heading.body if heading.tag == "h1" else "")
            elif kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                return Run(time.perf_counter() - began, first, size, title, failed)

    def _learn(self, message: ForwardMsg) -> str:
        """Note a widget's id; return what went wrong when the element is an error."""
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            return element.exception.type
        widget = getattr(element, kind, None) if kind else None
        id_ = str(getattr(widget, "id", ""))
        if id_.startswith("$$"):
            self.known[id_.rsplit("-", 1)[-1]] = id_
        return ""


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def until(at: float, clock: Callable[[], float] = time.perf_counter) -> None:
    """Wait until a moment of the clock."""
    await asyncio.sleep(max(0.0, at - clock()))
