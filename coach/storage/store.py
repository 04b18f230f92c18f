"""The store: everything the user keeps, in one database."""

from coach.config import Settings
from coach.storage.cases import Cases
from coach.storage.database import Database
from coach.storage.emails import Emails
from coach.storage.preferences import Preferences
from coach.storage.rows import Clock, now_in_utc
from coach.storage.sent import SentCalls
from coach.storage.talks import Talks


class Store:
    """Cases, rehearsals, emails, preferences, and what was sent to a model."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self.cases = Cases(database, clock)
        self.talks = Talks(database, clock)
        self.emails = Emails(database, clock)
        self.sent = SentCalls(database, clock)
        self.preferences = Preferences(database, clock)

    @classmethod
    def open(cls, settings: Settings, clock: Clock = now_in_utc) -> "Store":
        """Open the store, making it on first use and bringing it up to date.

        Raises:
            StoreError: when the folder or database cannot be used or is from a newer version.
        """
        return cls(Database.open(settings), clock)

    def check(self) -> None:
        """Look the database over.

        Raises:
            StoreError: when it is damaged or cannot be written.
        """
        self._database.check()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()
