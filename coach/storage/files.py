"""Exports and backups in Candor's own folder."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from coach.errors import InputError, StoreError
from coach.storage import backup_file
from coach.storage.backup_file import Backup

Shelf = Literal["exports", "backups"]
_SHELVES: tuple[Shelf, ...] = ("exports", "backups")


def path_for(data_dir: Path, shelf: Shelf, now: datetime) -> Path:
    """Return where a new file goes when the user names no place."""
    return data_dir / shelf / f"candor-{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}.zip"


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner's eyes alone.

    Raises:
        StoreError: when it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"{str(path)!r} cannot be written: {error.strerror}.", "Name another place."
        ) from error


def remove_all(data_dir: Path) -> int:
    """Delete every export and backup in the folder; return how many there were."""
    return sum(_remove(path) for shelf in _SHELVES for path in _files(data_dir, shelf))


def cleaned(data_dir: Path, clean: Callable[[Backup], Backup]) -> int:
    """Take erased things out: exports are deleted, backups written anew as `clean` leaves them.

    Returns how many files were deleted or changed.
    """
    touched = sum(_remove(path) for path in _files(data_dir, "exports"))
    for path in _files(data_dir, "backups"):
        try:
            backup = backup_file.unpack(path.read_bytes())
        except (InputError, OSError):
            # What cannot be read cannot be cleaned.
            touched += _remove(path)
            continue
        left = clean(backup)
        if left != backup:
            write(path, backup_file.pack(left))
            touched += 1
    return touched


def _files(data_dir: Path, shelf: Shelf) -> list[Path]:
    folder = data_dir / shelf
    return [path for path in sorted(folder.iterdir()) if path.is_file()] if folder.is_dir() else []


def _remove(path: Path) -> int:
    try:
        path.unlink()
    except OSError as error:
        raise StoreError(f"{str(path)!r} cannot be deleted: {error.strerror}.") from error
    return 1
