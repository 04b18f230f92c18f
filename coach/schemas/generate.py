"""Schemas made from the records that the commands print."""

from typing import Any

from pydantic import BaseModel, create_model

from coach.domain.conversation import Appraisal, Debrief, OpeningRecord, TurnRecord
from coach.domain.guidance import Hit
from coach.domain.kept import Counts, Erased, Restored
from coach.domain.language import CheckResult, Rewrite
from coach.domain.lessons import Attempt, Point
from coach.domain.meeting import MeetingRecord, SignOff
from coach.domain.pack import CasePack
from coach.domain.reply import Reply
from coach.domain.values import Ended

_Id = (str, ...)


class _Document(BaseModel):
    name: str
    passages: int


class _Check(BaseModel):
    name: str
    ok: bool
    required: bool
    says: str
    found: list[str]


class _Sharing(BaseModel):
    open: bool
    sign_off: SignOff | None


class _Problem(BaseModel):
    code: str
    message: str
    hint: str


def generated() -> dict[str, dict[str, Any]]:
    """Return the schema of every command by name."""
    fields: dict[str, dict[str, Any]] = {
        "guide": {"id": _Id, "passages": (list[Hit], ...)},
        "practise": {
            "id": _Id,
            "opening": (OpeningRecord, ...),
            "turns": (list[TurnRecord], ...),
            "ended": (Ended | None, ...),
            "debrief": (Debrief, ...),
            "feedback": (list[list[Point]], ...),
            "seed": (int, ...),
            "notices": (list[str], ...),
        },
        "drill": {
            "id": _Id,
            "drill": (str, ...),
            "title": (str, ...),
            "task": (str, ...),
            "situation": (str, ...),
            "client": (str, ...),
            "attempts": (list[Attempt], ...),
            "ours": (str | None, ...),
            "seed": (int, ...),
            "notices": (list[str], ...),
        },
        "knowledge": {
            "passages": (int, ...),
            "documents": (list[_Document], ...),
            "notices": (list[str], ...),
        },
        "after": {"id": _Id, "sharing": (_Sharing, ...)},
        "doctor": {"checks": (list[_Check], ...)},
        "error": {"error": (_Problem, ...)},
        "backup": {"file": (str, ...), "bytes": (int, ...), "holds": (Counts, ...)},
        "export": {"file": (str, ...), "bytes": (int, ...), "holds": (Counts, ...)},
    }
    after = fields.pop("after")
    made = {name: _schema(create_model(name, **parts)) for name, parts in fields.items()}
    made["after"] = _schema(create_model("after", __base__=MeetingRecord, **after))
    records: dict[str, type[BaseModel]] = {
        "check": CheckResult,
        "rewrite": Rewrite,
        "reply": Reply,
        "prepare": CasePack,
        "appraise": Appraisal,
    }
    for name, record in records.items():
        made[name] = _schema(create_model(name, __base__=record, id=_Id))
    made["restore"], made["erase"] = _schema(Restored), _schema(Erased)
    return made


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    raw = model.model_json_schema(mode="serialization", by_alias=True)
    opened: dict[str, Any] = _open(raw)
    return opened


def _open(node: Any) -> Any:  # noqa: ANN401 - JSON is a tree of anything
    """Allow further fields everywhere: they may be added, never renamed."""
    if isinstance(node, dict):
        kept = {key: _open(value) for key, value in node.items() if key != "description"}
        if kept.get("additionalProperties") is False:
            del kept["additionalProperties"]
        return kept
    return [_open(item) for item in node] if isinstance(node, list) else node
