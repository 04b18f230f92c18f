"""Where a case stands on the seven steps, and the one thing to do next, on every page of it."""

import html

import streamlit as st

from coach.desk.steps import next_act, steps_of
from coach.domain.diary import NextAct, Standing
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack
from coach.web import frame
from coach.web.labels import label
from coach.web.navigation import Name
from coach.web.runtime import desk

BEFORE = "Before you speak"
_WHERE: dict[NextAct, tuple[Name, dict[str, str]]] = {
    "tell": ("situation", {}),
    "draft": ("situation", {}),
    "redraft": ("situation", {}),
    "practise": ("practise", {}),
    "align": ("pack", {"tab": BEFORE}),
    "speak": ("meeting", {}),
    "write": ("after", {}),
    "update": ("after", {}),
    "wait": ("after", {}),
}


def strip(pack: CasePack | None, standing: Standing) -> None:
    """Show the seven steps: done, next, still to come."""
    st.html(strip_html(pack, standing))


def strip_html(pack: CasePack | None, standing: Standing) -> str:
    """Return the seven steps as a list; the marks say in words what the colours say."""
    steps = steps_of(pack, standing)
    first = next((one.step for one in steps if not one.done), None)
    items = []
    for one in steps:
        state, said = ("done", "done") if one.done else ("open", "not yet")
        if one.step == first:
            state, said = "now", "now"
        name = html.escape(label("step", one.step))
        items.append(
            f'<li class="{state}"><span class="dot"></span><span class="name">{name}</span>'
            f'<span class="candor-hidden">: {said}</span></li>'
        )
    count = sum(one.done for one in steps)
    said = f"{count} of {len(steps)} steps done"
    return f'<ol class="candor-steps">{"".join(items)}</ol><p class="candor-hidden">{said}</p>'


def act_for(case: SavedCase, pack: CasePack | None, standing: Standing) -> NextAct:
    """Return the one thing to do next about a case."""
    told = bool(case.input.text.strip())
    return next_act(pack, standing, told=told, stale=desk().is_stale(case))


def target(act: NextAct, case: SavedCase) -> tuple[Name, dict[str, str]]:
    """Return the page where an act is done, and what its address names."""
    name, query = _WHERE[act]
    return name, {"case": case.id, **query}


def onward(case: SavedCase, pack: CasePack | None, standing: Standing) -> None:
    """Show the one thing to do next."""
    act = act_for(case, pack, standing)
    name, query = target(act, case)
    frame.next_step(label("next_says", act), label("next_button", act), name, **query)
