"""A backup as a file: a zip of rows as JSON Lines, the same from every kind of database."""

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from typing import Any

from coach.errors import InputError

MOST_UNPACKED_BYTES = 500_000_000
_FORMAT = 1
_MANIFEST = "manifest.json"
_TABLES, _DOCUMENTS = "tables/", "documents/"

# All that reading a damaged or made-up zip was seen to raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Backup:
    """What a backup holds."""

    version: str
    """Of the tables."""
    created: str
    tables: dict[str, list[Row]]
    documents: dict[str, bytes] = field(default_factory=dict)
    """The user's own documents by file name."""

    def without(self, subjects: set[str]) -> "Backup":
        """Return the backup without the cases, rehearsals and emails of these ids."""
        named = ("id", "case", "subject")
        left = {
            table: [row for row in rows if subjects.isdisjoint(str(row.get(n)) for n in named)]
            for table, rows in self.tables.items()
        }
        return replace(self, tables=left)

    def without_owner(self, owner: str) -> "Backup":
        """Return the backup without one person's rows; before there were owners, all had one."""
        left = {
            table: [row for row in rows if row.get("owner", "") != owner]
            for table, rows in self.tables.items()
        }
        return replace(self, tables=left)


def pack(backup: Backup) -> bytes:
    """Return a backup as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = {"format": _FORMAT, "version": backup.version, "created": backup.created}
        archive.writestr(_MANIFEST, json.dumps(manifest))
        for table, rows in backup.tables.items():
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            archive.writestr(f"{_TABLES}{table}.jsonl", lines)
        for name, data in backup.documents.items():
            archive.writestr(f"{_DOCUMENTS}{name}", data)
    return file.getvalue()


def unpack(data: bytes) -> Backup:
    """Return the backup in a zip.

    Raises:
        InputError: when it is no backup, damaged, or too large once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # A small file may unpack to gigabytes: look before unpacking.
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise InputError("This backup is too large once unpacked.")
            return _read(archive)
    except _BROKEN as error:
        raise _no_backup() from error


def _read(archive: zipfile.ZipFile) -> Backup:
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != _FORMAT:
        raise InputError("This backup was made by a newer version of Candor.", "Install that one.")
    tables: dict[str, list[Row]] = {}
    documents: dict[str, bytes] = {}
    for name in archive.namelist():
        if name.startswith(_TABLES):
            table = name.removeprefix(_TABLES).removesuffix(".jsonl")
            lines = archive.read(name).decode("utf-8").split("\n")
            tables[table] = [dict(json.loads(line)) for line in lines if line]
        elif name.startswith(_DOCUMENTS):
            documents[name.removeprefix(_DOCUMENTS)] = archive.read(name)
    return Backup(str(manifest["version"]), str(manifest["created"]), tables, documents)


def _no_backup() -> InputError:
    return InputError(
        "This is no backup of Candor, or it is damaged.",
        "Choose a file that candor backup or the button in Settings made.",
    )
