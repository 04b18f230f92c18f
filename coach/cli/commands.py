"""The commands: read what is named, answer, print."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from coach.cli import answer, rehearse, show
from coach.cli.inputs import as_text, file_bytes, read_json, read_source, read_words, read_words_of
from coach.cli.sharing import sign_off
from coach.errors import InputError, UsageError
from coach.services import Services

_LEVELS = ("note", "warning", "error")


def check(services: Services, options: argparse.Namespace) -> int:
    """Run `candor check`."""
    result = answer.check(
        services,
        {
            "text": read_words_of(services, options.file),
            "audience": options.audience,
            "allow": read_words(options.allow),
        },
    )
    print_result(result, options, show.check)
    if options.fail_on is None:
        return 0
    bar = _LEVELS.index(options.fail_on)
    return int(any(_LEVELS.index(finding["level"]) >= bar for finding in result["findings"]))


def rewrite(services: Services, options: argparse.Namespace) -> int:
    """Run `candor rewrite`."""
    data = {
        "text": read_words_of(services, options.file),
        "allow": read_words(options.allow),
        "engine": options.engine,
    }
    print_result(answer.rewrite(services, data), options, show.rewrite)
    return 0


def reply(services: Services, options: argparse.Namespace) -> int:
    """Run `candor reply`."""
    data = {
        "text": read_words_of(services, options.file),
        "notes": read_source(options.notes) if options.notes else "",
        "name": options.name,
        "allow": read_words(options.allow),
        "engine": options.engine,
    }
    print_result(answer.reply(services, data), options, show.reply)
    return 0


def guide(services: Services, options: argparse.Namespace) -> int:
    """Run `candor guide`."""
    if options.query is None:
        raise UsageError("Say what you look for: candor guide 'they want it in writing'.")
    data = {"query": _limited(options.query), "k": options.k}
    print_result(answer.guide(services, data), options, show.guide)
    return 0


def prepare(services: Services, options: argparse.Namespace) -> int:
    """Run `candor prepare`."""
    data = {
        "text": read_words_of(services, options.file, head=True),
        "answers": read_json(options.answers) if options.answers else {},
        "today": options.today,
        "engine": options.engine,
    }
    signed = sign_off(options)
    asked = services.model_for(options.engine) is not None
    progress = show.Steps() if asked else _quietly
    result = answer.prepare(services, data, progress)
    if options.out:
        _write_documents(services, result, Path(options.out), may_share=signed is not None)
    print_result(result, options, show.prepare)
    return 0


def appraise(services: Services, options: argparse.Namespace) -> int:
    """Run `candor appraise`."""
    print_result(answer.appraise(services, read_json(options.file)), options, show.appraise)
    return 0


def practise(services: Services, options: argparse.Namespace) -> int:
    """Run `candor practise`, with the turns given or by asking for them."""
    data: dict[str, Any] = {"seed": options.seed, "today": options.today, "engine": options.engine}
    if options.scenario is not None:
        data["scenario"] = options.scenario
    if options.drill is not None:
        data["drill"] = options.drill
    if options.situation is not None:
        data["situation"] = read_words_of(services, options.situation, head=True)
    if options.client is not None:
        data["client"] = read_json(options.client)
    if options.turns is not None:
        data["turns"] = read_json(options.turns)
        result = answer.practise(services, data)
    elif options.drill is not None:
        result = rehearse.drill(services, data)
    else:
        result = rehearse.talk(services, data)
    print_result(result, options, show.drill if options.drill is not None else show.practise)
    return 0


def knowledge(services: Services, options: argparse.Namespace) -> int:
    """Run `candor knowledge`."""
    guidance = services.guidance
    if options.action in ("add", "remove") and not options.files:
        raise UsageError(f"Name the documents to {options.action}.")
    result: dict[str, Any] = {}
    if options.action == "add":
        result["added"] = [
            {
                "name": Path(name).name,
                "passages": guidance.add_document(Path(name).name, file_bytes(name)),
            }
            for name in options.files
        ]
    elif options.action == "remove":
        for name in options.files:
            guidance.remove_document(name)
        result["removed"] = options.files
    elif options.action == "rebuild":
        result["digest"] = guidance.rebuild()
    result["passages"] = len(guidance.passages)
    result["documents"] = [document.model_dump(mode="json") for document in guidance.documents()]
    result["notices"] = list(guidance.notices)
    print_result(result, options, show.knowledge)
    return 0


def app(services: Services, options: argparse.Namespace) -> int:
    """Run `candor app`."""
    from coach.web.launch import launch

    return launch(services.settings, options.port, options.host)


def serve_model(services: Services, options: argparse.Namespace) -> int:
    """Run `candor serve-model`: serve until interrupted."""
    from threading import Event

    path = Path(options.file)
    server = services.serve_model(path, port=options.port, context=options.context)
    result = server.served.model_dump(mode="json")
    print(json.dumps(result) if options.json else show.served(result), flush=True)
    Event().wait()
    return 0


def doctor(services: Services, options: argparse.Namespace) -> int:
    """Run `candor doctor`: 3 if something Candor cannot do without is not in order."""
    from coach.doctor import examine

    findings = examine(services, online=options.online)
    result = {"checks": [finding.model_dump(mode="json") for finding in findings]}
    print_result(result, options, show.doctor)
    return 3 if any(finding.required and not finding.ok for finding in findings) else 0


def print_result(result: dict[str, Any], options: argparse.Namespace, shown: show.Show) -> None:
    """Print a result as JSON or for people, its notices on standard error."""
    print(json.dumps(result, ensure_ascii=False) if options.json else shown(result))
    if used := show.model_use(result):
        print(used, file=sys.stderr)
    if not options.json:
        for notice in result.get("notices", ()):
            print(notice, file=sys.stderr)


def _quietly(_: str) -> None:
    """Say nothing: without a model there is nothing to wait for."""


def _limited(text: str) -> str:
    return as_text(text.encode("utf-8", "surrogateescape"), "The query")


def _write_documents(
    services: Services, result: dict[str, Any], folder: Path, may_share: bool
) -> None:
    """Write the papers; what is for the client only after sign-off or an override (17 to 19)."""
    from coach.domain.pack import CasePack

    fields = {name: value for name, value in result.items() if name != "id"}
    made = services.documents(CasePack.model_validate(fields))
    documents = [document for document in made if may_share or not document.for_client]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document in documents:
            (folder / f"{document.name}.md").write_text(document.markdown, encoding="utf-8")
            (folder / f"{document.name}.docx").write_bytes(services.word(document))
    except OSError as error:
        raise InputError(f"{str(folder)!r} cannot be written: {error.strerror}.") from None
    print(f"{len(documents)} documents are in {folder}.", file=sys.stderr)
    if held := [document.title for document in made if document not in documents]:
        print(
            f"Held back until the handling is agreed: {', '.join(held)}. "
            "Say who agreed with --signed-off WHO, or share without it with --override WHY.",
            file=sys.stderr,
        )
