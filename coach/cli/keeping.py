"""Backup, restore, export and erase: what is done to all that is kept."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import show
from coach.cli.commands import print_result
from coach.cli.inputs import file_bytes
from coach.errors import UsageError
from coach.services import Services

if TYPE_CHECKING:
    from coach.desk import Desk
    from coach.storage.files import Shelf


def backup(services: Services, options: argparse.Namespace) -> int:
    """Run `candor backup`."""
    desk = _desk(services)
    return _write(desk, options, desk.keeping.backup(), "backups")


def export(services: Services, options: argparse.Namespace) -> int:
    """Run `candor export`."""
    desk = _desk(services)
    return _write(desk, options, desk.keeping.export(), "exports")


def restore(services: Services, options: argparse.Namespace) -> int:
    """Run `candor restore`."""
    data = file_bytes(options.file)
    restored = _desk(services).keeping.restore(data, replace=options.replace)
    print_result(restored.model_dump(mode="json"), options, show.restore)
    return 0


def erase(services: Services, options: argparse.Namespace) -> int:
    """Run `candor erase`."""
    if sum((options.case is not None, options.bin, options.everything)) != 1:
        raise UsageError("Name exactly one of --case ID, --bin and --everything.")
    if not options.yes:
        raise UsageError("Nothing brings back what is erased.", "If you are sure, add --yes.")
    keeping = _desk(services).keeping
    if options.case is not None:
        erased = keeping.erase_case(options.case)
    else:
        erased = keeping.erase_bin() if options.bin else keeping.erase_everything()
    print_result(erased.model_dump(mode="json"), options, show.erase)
    return 0


def _write(desk: "Desk", options: argparse.Namespace, data: bytes, shelf: "Shelf") -> int:
    from coach.storage import files
    from coach.storage.rows import now_in_utc

    data_dir = desk.services.settings.data_dir
    named = options.file
    path = Path(named) if named else files.path_for(data_dir, shelf, now_in_utc())
    files.write(path, data)
    result = {
        "file": str(path),
        "bytes": len(data),
        "holds": desk.keeping.counts().model_dump(mode="json"),
    }
    print_result(result, options, show.written)
    return 0


def _desk(services: Services) -> "Desk":
    from coach.desk import Desk

    # Who may read the data folder keeps the installation: these commands are about everybody's.
    return Desk(services, store=services.store.everybodys())
