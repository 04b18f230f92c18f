"""The bin: what was deleted waits thirty days, then it is erased by itself."""

from datetime import datetime, timedelta

from coach.domain.kept import DocumentKind, SavedCase, SavedEmail, SavedTalk, Thrown
from coach.domain.reply import SavedReply
from coach.storage.cases import Cases
from coach.storage.emails import Emails
from coach.storage.erasing import Erasing
from coach.storage.replies import Replies
from coach.storage.rows import Clock
from coach.storage.talks import Talks

DAYS = 30
_TITLE = 80


class Bin:
    """Deleted cases, rehearsals, emails and replies."""

    def __init__(
        self,
        cases: Cases,
        talks: Talks,
        emails: Emails,
        replies: Replies,
        erasing: Erasing,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._talks = talks
        self._emails = emails
        self._replies = replies
        self._erasing = erasing
        self._clock = clock

    def all(self) -> tuple[Thrown, ...]:
        """Return what can be brought back, thrown away last first."""
        now = self._clock()
        found = [
            *(_thrown(case, "case", case.title, now) for case in self._cases.bin()),
            *(_thrown(talk, "talk", talk.title, now) for talk in self._talks.bin()),
            *(_thrown(email, "email", _first_words(email), now) for email in self._emails.bin()),
            *(_thrown(one, "reply", _first_words(one), now) for one in self._replies.bin()),
        ]
        return tuple(sorted(found, key=lambda thrown: thrown.deleted, reverse=True))

    def restore(self, thrown: Thrown) -> None:
        """Bring something back."""
        shelves: dict[DocumentKind, Cases | Talks | Emails | Replies] = {
            "case": self._cases,
            "talk": self._talks,
            "email": self._emails,
            "reply": self._replies,
        }
        shelves[thrown.kind].restore(thrown.id)

    def erase_expired(self) -> None:
        """Erase for good what has waited long enough."""
        expired = [thrown for thrown in self.all() if thrown.days_left <= 0]
        if expired:
            self._erasing.things(expired)


def _thrown(
    thing: SavedCase | SavedTalk | SavedEmail | SavedReply,
    kind: DocumentKind,
    title: str,
    now: datetime,
) -> Thrown:
    deleted = thing.deleted or now
    left = deleted + timedelta(days=DAYS) - now
    days = left.days + (1 if left % timedelta(days=1) else 0)
    return Thrown(id=thing.id, kind=kind, title=title, deleted=deleted, days_left=days)


def _first_words(email: SavedEmail | SavedReply) -> str:
    words = " ".join(email.original.split())
    return words[:_TITLE] + (" …" if len(words) > _TITLE else "")
