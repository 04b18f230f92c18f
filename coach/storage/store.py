"""The store: everything the user keeps, in one database."""

from coach.config import Settings
from coach.storage.bin import Bin
from coach.storage.cases import Cases
from coach.storage.copies import Copies
from coach.storage.database import Database
from coach.storage.emails import Emails
from coach.storage.erasing import Erasing
from coach.storage.preferences import Preferences
from coach.storage.replies import Replies
from coach.storage.revisions import Revisions
from coach.storage.rows import Clock, now_in_utc
from coach.storage.sent import SentCalls
from coach.storage.talks import Talks
from coach.storage.typed import TypedText


class Store:
    """All that is kept: documents, history, the bin, copies, what was sent to a model."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self._database = database
        self.cases = Cases(database, clock)
        self.talks = Talks(database, clock)
        self.emails = Emails(database, clock)
        self.replies = Replies(database, clock)
        self.sent = SentCalls(database, clock)
        self.preferences = Preferences(database, clock)
        self.revisions = Revisions(database, clock)
        self.typed = TypedText(database, clock)
        self.erasing = Erasing(database, settings.data_dir)
        self.bin = Bin(self.cases, self.talks, self.emails, self.replies, self.erasing, clock)
        self.copies = Copies(database, settings.data_dir, clock)

    @classmethod
    def open(cls, settings: Settings, clock: Clock = now_in_utc) -> "Store":
        """Open the store, making it on first use and bringing it up to date.

        What has waited in the bin long enough is erased.

        Raises:
            StoreError: when the folder or database cannot be used or is from a newer version.
        """
        store = cls(Database.open(settings), settings, clock)
        store.bin.erase_expired()
        store.erasing.finish_what_is_due()
        return store

    @property
    def kind(self) -> str:
        """The kind of database, in words."""
        return self._database.kind

    def check(self) -> None:
        """Look the database over.

        Raises:
            StoreError: when it is damaged or cannot be written.
        """
        self._database.check()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()
