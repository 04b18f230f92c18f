"""Words typed but not committed: who may keep them, and which come back.

A page hands each field a pass, signed with the installation's own key. It says whose words they
are, in which field and window; nothing that comes without one is kept.
"""

import hashlib
import hmac
from typing import TYPE_CHECKING

from pydantic import ValidationError

from coach.domain.kept import Typed
from coach.domain.values import Record
from coach.errors import InputError
from coach.storage.marks import typing_key
from coach.storage.typed import digest

if TYPE_CHECKING:
    from coach.storage.store import Store

_UNKEEPABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


class Pass(Record):
    """What a page allows its field to keep."""

    owner: str
    slot: str
    tab: str
    subject: str
    """The id of the document; empty for one that is not there yet."""
    base: str
    """The digest of what the field showed at first."""


class Waiting(Record):
    """The uncommitted words of a field."""

    back: Typed | None = None
    """Words that fit what the document says now: they go back into the field."""
    strays: tuple[Typed, ...] = ()
    """Words typed over something else: the user decides."""


class Typing:
    """Keeps what is being typed."""

    def __init__(self, store: "Store", owner: str) -> None:
        self._store = store
        self._owner = owner
        self._key = b""

    def pass_for(self, slot: str, tab: str, subject: str, shown: str) -> str:
        """Return a signed pass for a field of this person's."""
        given = Pass(owner=self._owner, slot=slot, tab=tab, subject=subject, base=digest(shown))
        body = given.model_dump_json()
        return f"{self._signature(body)}.{body}"

    def keep(self, signed: str, text: str, step: int) -> None:
        """Keep the words of a field.

        Raises:
            InputError: when the pass was not given by this installation, or not to this person.
        """
        signature, _, body = signed.partition(".")
        if not self._is_ours(signature, body):
            raise InputError("This page is too old to save from.", "Reload it.")
        try:
            given = Pass.model_validate_json(body)
        except ValidationError:
            raise InputError("This page is too old to save from.", "Reload it.") from None
        if given.owner != self._owner:
            raise InputError("This page is somebody else's.", "Reload it.")
        words = text.translate(_UNKEEPABLE)
        typed = Typed(slot=given.slot, tab=given.tab, text=words, base=given.base, step=step)
        self._store.typed.put(typed, given.subject)

    def waiting(self, slot: str, tab: str, committed: str) -> Waiting:
        """Return what was typed into a field and never committed; this window goes on with it."""
        back: Typed | None = None
        strays = []
        for typed in self._store.typed.of(slot):
            if committed.startswith(typed.text):
                self._store.typed.drop(typed)
            elif back is None and typed.base == digest(committed):
                self._store.typed.adopt(typed, tab)
                back = typed.model_copy(update={"tab": tab})
            else:
                strays.append(typed)
        return Waiting(back=back, strays=tuple(strays))

    def settle(self, slot: str, tab: str, committed: str) -> None:
        """Note that this window committed a field."""
        self._store.typed.settle(slot, tab, committed.translate(_UNKEEPABLE))

    def drop(self, typed: Typed) -> None:
        """Forget words that the user does not want."""
        self._store.typed.drop(typed)

    def _is_ours(self, signature: str, body: str) -> bool:
        if hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return True
        # Another process may have made a new key, after everything was erased.
        self._key = b""
        return hmac.compare_digest(signature.encode(), self._signature(body).encode())

    def _signature(self, body: str) -> str:
        self._key = self._key or self._store.marks.key(typing_key(self._owner))
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()
