"""A model over real HTTP: it betters words under the checks, or the built-in draft stands."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.config import Limits, ModelSettings
from coach.drafting.engine import Drafting
from coach.model.langchain_chat import LangChainChat
from coach.model.tokens import TokenCounter
from tests.drafting.notes import OURS, case
from tests.stub_endpoint import Stub, serve

EMAIL = (
    "Dear Nadia, the catalogue will reach you on 17 March. We booked the wrong week. Regards, Ida"
)


def model(stub: Stub, tmp_path: Path) -> LangChainChat:
    settings = ModelSettings("m", stub.url, "k", Limits(total=20))
    return LangChainChat(settings, TokenCounter("m", tmp_path))


def draft_in(body: dict[str, Any]) -> dict[str, Any]:
    user = next(m["content"] for m in body["messages"] if m["role"] == "user")
    found = re.search(r"<draft>\n(.*)\n</draft>", user, re.DOTALL)
    assert found
    result: dict[str, Any] = json.loads(found[1])
    return result


def warmer(body: dict[str, Any]) -> str:
    """Answer every task well: the same facts, a card headed in other words."""
    draft = draft_in(body)
    if "opening" in draft:
        draft["cards"][0]["if"] = "(calmly) " + draft["cards"][0]["if"]
    elif "text" in draft:
        draft["text"] += "\n"
    return json.dumps(draft)


def spoiled(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], str]:
    def answer(body: dict[str, Any]) -> str:
        draft = draft_in(body)
        change(draft)
        return json.dumps(draft)

    return answer


def test_a_good_model_betters_every_part(engine: Drafting, tmp_path: Path) -> None:
    steps: list[str] = []
    with serve(warmer) as stub:
        pack = engine.prepare(case(OURS), model=model(stub, tmp_path), progress=steps.append)
    wrote = {part for part, by in pack.written_by.items() if by == "model"}
    assert wrote == {"document", "options", "script", "follow_up"}, pack.notices
    assert pack.script and pack.script.cards[0].if_.startswith("(calmly)")
    assert any("script" in step for step in steps)


def test_what_is_internal_is_never_sent_for_words_to_the_client(
    engine: Drafting, tmp_path: Path
) -> None:
    with serve(warmer) as stub:
        engine.prepare(case(OURS), model=model(stub, tmp_path))
    sent = [body["messages"][1]["content"] for body in stub.requests]
    for words in sent:
        if "# Situation" not in words:
            assert "10%" not in words and "drama" not in words


def test_the_names_of_a_case_stay_here(engine: Drafting, tmp_path: Path) -> None:
    people = engine.read(case(OURS)).situation.people
    with serve(warmer) as stub:
        pack = engine.prepare(case(OURS), model=model(stub, tmp_path))
    sent = json.dumps(stub.requests)
    assert people and stub.requests
    assert not [person.name for person in people if person.name in sent]
    assert pack.document and all(person.name in pack.document for person in people)


def _refund(draft: dict[str, Any]) -> None:
    if "opening" in draft:
        draft["opening"] += " You get a full refund of £25,000 by 1 July."
    elif "options" in draft:
        draft["options"][0]["gives"] += " And a refund of £25,000."
    else:
        draft["text"] += " A refund of £25,000 follows on 1 July."


def _leak(draft: dict[str, Any]) -> None:
    if "opening" in draft:
        draft["opening"] += " We can go to 10% off."
    elif "options" in draft:
        draft["options"][0]["gives"] += " We can go to 10% off."


def _talk(draft: dict[str, Any]) -> None:
    if "opening" in draft:
        draft["opening"] += " We apologise for any inconvenience caused."


def test_invented_promises_are_refused_twice_and_the_built_in_part_stands(
    engine: Drafting, tmp_path: Path
) -> None:
    plain = engine.prepare(case(OURS))
    with serve(spoiled(_refund)) as stub:
        pack = engine.prepare(case(OURS), model=model(stub, tmp_path))
    assert set(pack.written_by.values()) == {"built-in"}
    assert (pack.script, pack.options, pack.follow_up) == (
        plain.script,
        plain.options,
        plain.follow_up,
    )
    assert len(stub.requests) == 8
    assert len([n for n in pack.notices if "built-in draft" in n]) == 4


def test_an_internal_fact_or_double_talk_from_a_model_is_refused(
    engine: Drafting, tmp_path: Path
) -> None:
    for spoil, parts in ((_leak, ("script", "options")), (_talk, ("script",))):
        with serve(spoiled(spoil)) as stub:
            pack = engine.prepare(case(OURS), model=model(stub, tmp_path))
        for part in parts:
            assert pack.written_by[part] == "built-in", (spoil, part)


def test_a_broken_endpoint_leaves_the_built_in_pack_and_is_asked_once(
    engine: Drafting, tmp_path: Path
) -> None:
    plain = engine.prepare(case(OURS))
    with serve(mode="500") as stub:
        pack = engine.prepare(case(OURS), model=model(stub, tmp_path))
    assert pack.script == plain.script
    assert pack.document == plain.document
    assert any("did not answer" in notice for notice in pack.notices)
    assert len(stub.requests) <= 2


def test_an_email_is_bettered_when_every_fact_is_kept(engine: Drafting, tmp_path: Path) -> None:
    better = EMAIL.replace("the catalogue will reach you", "you will have the catalogue")
    with serve(json.dumps({"text": better})) as stub:
        done = engine.rewrite(EMAIL, model=model(stub, tmp_path))
    assert (done.text, done.written_by) == (better, "model"), done.notices
    assert all(EMAIL[c.start : c.end] == c.before for c in done.changes)


def test_an_email_with_a_new_promise_or_lost_date_is_refused(
    engine: Drafting, tmp_path: Path
) -> None:
    for bad in (
        "Dear Nadia, you will have it soon. Regards, Ida",
        EMAIL + " You will get a discount of 20%.",
        EMAIL * 2,
    ):
        with serve(json.dumps({"text": bad})) as stub:
            done = engine.rewrite(EMAIL, model=model(stub, tmp_path))
        assert done.written_by == "built-in"
        assert done.notices and "built-in" in done.notices[-1]


def test_an_email_stays_built_in_when_the_endpoint_fails(engine: Drafting, tmp_path: Path) -> None:
    with serve(mode="500") as stub:
        done = engine.rewrite(EMAIL, model=model(stub, tmp_path))
    assert done.written_by == "built-in"
    assert "did not answer" in done.notices[-1]
