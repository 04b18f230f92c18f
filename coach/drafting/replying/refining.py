"""A model betters the wording of a reply, under the gate that judges the built-in one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.domain.reply import Reply
from coach.domain.values import FactKind
from coach.drafting.cues import cue
from coach.drafting.replying.draft import MOST_WORDS
from coach.drafting.review import blanks, invented_names, untraceable
from coach.drafting.words import Words
from coach.language.facts import compare_facts
from coach.model.allowance import Allowance
from coach.model.outlet import Outlet
from coach.model.prompts import PromptLibrary
from coach.model.refine import refine
from coach.model.veil import named_in

if TYPE_CHECKING:
    from coach.model.port import Model

_SOLID: frozenset[FactKind] = frozenset(
    {"amount", "date", "percent", "number", "duration", "reference", "negation"}
)


def refined_reply(
    built: Reply,
    email: str,
    notes: str,
    model: "Model",
    prompts: PromptLibrary,
    findings: Callable[[str], Sequence[str]],
    allowance: Allowance,
) -> Reply:
    """Return a reply bettered by a model, or the built-in one with a notice.

    The model may change words only: every blank stays, in its order, so that every question stays
    answered; no figure, name or promise comes in; `findings` says what reads as double-talk.
    """
    way = Outlet.of(model).knowing(*named_in("\n\n".join((email, notes, built.text))))
    draft = Words(text=built.text)
    most = max(MOST_WORDS, len(built.text.split()))

    def problems(value: Words) -> list[str]:
        source = f"{email}\n{notes}\n{built.text}"
        lost = [f.text for f in compare_facts(built.text, value.text).lost if f.kind in _SOLID]
        new = (*untraceable(source, value.text), *invented_names(source, value.text))
        had = {word.lower() for word in cue("promises").findall(built.text)}
        promised = [w for w in cue("promises").findall(value.text) if w.lower() not in had]
        same = blanks(value.text) == blanks(built.text)
        told = [a.answer for a in built.asked if a.answer not in value.text]
        return [
            *(f'"{text}" has to stay.' for text in dict.fromkeys([*lost, *told])),
            *(
                []
                if same
                else ["Every blank in brackets has to stay, in its order, and none be added."]
            ),
            *(f'"{text}" is not in the email or the notes; leave it out.' for text in new),
            *(
                f'"{word}" promises something the draft does not.'
                for word in dict.fromkeys(promised)
            ),
            *findings(value.text),
            *([f"It has more than {most} words."] if len(value.text.split()) > most else []),
        ]

    cautions = "\n".join(f"{c.quote}: {c.text}" for c in built.cautions) or "none"
    done = refine(
        way.over(allowance.metered(way.model)),
        prompts.get("reply"),
        {"email": email, "cautions": cautions},
        draft,
        part="reply",
        problems=problems,
    )
    used = allowance.used({"text": done.outcome})
    if done.written_by == "built-in":
        notices = (*built.notices, *done.notices)
        return built.model_copy(update={"notices": notices, "model_use": used})
    kept = {(f.kind, f.text) for f in compare_facts(email, done.value.text).kept}
    return built.model_copy(
        update={
            "text": done.value.text,
            "facts": tuple(
                f.model_copy(update={"quoted": (f.kind, f.text) in kept}) for f in built.facts
            ),
            "findings": (),
            "written_by": "model",
            "model_use": used,
        }
    )
