"""`candor after`: notes typed after a talk in, the record and its papers out."""

import argparse
import sys
from pathlib import Path
from typing import Any

from coach.cli import answer, show
from coach.cli.commands import print_result
from coach.cli.inputs import read_json, read_words_of
from coach.cli.sharing import sign_off
from coach.domain.meeting import MeetingRecord
from coach.errors import InputError
from coach.services import Services


def after(services: Services, options: argparse.Namespace) -> int:
    """Run `candor after`."""
    data = {
        "text": read_words_of(services, options.file, head=True),
        "situation": _situation(services, options.situation),
        "earlier": _earlier(options.earlier),
        "fixes": read_json(options.fixes) if options.fixes else {},
        "me": options.me,
        "met": options.met,
        "today": options.today,
        "sign_off": sign_off(options),
    }
    result = answer.after(services, data)
    if options.out:
        _write(services, result, Path(options.out))
    print_result(result, options, show.after)
    return 0


def _situation(services: Services, name: str | None) -> str:
    return read_words_of(services, name, head=True) if name else ""


def _earlier(name: str | None) -> object:
    """Return an earlier record from a file that this command printed."""
    if name is None:
        return None
    data = read_json(name)
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key not in ("id", "sharing")}
    return data


def _write(services: Services, result: dict[str, Any], folder: Path) -> None:
    """Write the papers; what is for the client only after sign-off or an override (17 to 19)."""
    fields = {key: value for key, value in result.items() if key not in ("id", "sharing")}
    record = MeetingRecord.model_validate(fields)
    may_share = result["sharing"]["open"]
    papers = [p for p in services.meeting_papers(record) if may_share or not p.for_client]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document in papers:
            (folder / f"{document.name}.md").write_text(document.markdown, encoding="utf-8")
            (folder / f"{document.name}.docx").write_bytes(services.word(document))
            (folder / f"{document.name}.pdf").write_bytes(services.pdf(document))
        if record.calendar and may_share:
            (folder / "next-talk.ics").write_text(record.calendar, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{str(folder)!r} cannot be written: {error.strerror}.") from None
    print(f"{len(papers)} papers are in {folder}.", file=sys.stderr)
    if not may_share:
        print(
            "The client's summary was not written: nobody has signed off yet. "
            "Use --signed-off WHO, or --override WHY.",
            file=sys.stderr,
        )
