"""The damage and the balance of the options, to be taken in at a glance."""

import html
import textwrap
from collections.abc import Sequence

import streamlit as st

from coach.drafting.picture import Damage, Weight
from coach.web import frame, safe
from coach.web.labels import label


def damage(found: Sequence[Damage]) -> None:
    """Show the five kinds of damage side by side; an empty one says so."""
    st.html(f'<ul class="candor-damage">{"".join(_tile(one) for one in found)}</ul>')


def _tile(one: Damage) -> str:
    name = f'<span class="axis">{html.escape(label("axis", one.axis))}</span>'
    if not one.told:
        return f'<li class="none">{name}<span class="told">Nothing said about it</span></li>'
    figure = f'<span class="figure">{html.escape(one.figure)}</span>' if one.figure else ""
    words = html.escape(textwrap.shorten(one.told, 110, placeholder=" …"))
    felt = html.escape(label("felt", one.felt))
    said = f'<span class="candor-badge soon">{html.escape(label("felt", "as_said"))}</span>'
    return (
        f'<li class="{one.felt}">{name}{figure}<span class="told">{words}</span>'
        f'<span class="marks"><span class="candor-badge {one.felt}">{felt}</span>'
        f"{said if one.as_said else ''}</span></li>"
    )


def balance(found: Sequence[Weight]) -> None:
    """Show what each way forward asks of us and of them, one block a step."""
    if not found:
        return
    most = max(max(one.ours, one.theirs) for one in found) or 1
    rows = "".join(_row(one, most) for one in found)
    st.html(
        '<table class="candor-balance"><thead><tr><th scope="col">Way forward</th>'
        '<th scope="col">We do</th><th scope="col">They do</th>'
        f'<th scope="col">Our money</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    frame.note("One block is one step. Sums are the ones you gave; nothing is estimated.")


def _row(one: Weight, most: int) -> str:
    mark = '<span class="candor-badge">First choice</span> ' if one.preferred else ""
    money = html.escape(one.money) or '<span class="candor-meta">no sum given</span>'
    return (
        f'<tr><th scope="row">{safe.paragraphs(one.title, "name")}{mark}</th>'
        f'<td class="ours">{_blocks(one.ours, most)}</td>'
        f'<td class="theirs">{_blocks(one.theirs, most)}</td><td>{money}</td></tr>'
    )


def _blocks(count: int, most: int) -> str:
    drawn = '<i class="full"></i>' * count + "<i></i>" * (most - count)
    return (
        f'<span class="blocks" aria-hidden="true">{drawn}</span><span class="count">{count}</span>'
    )
