"""The store: everything the user keeps, in one database."""

from sqlalchemy import literal, select

from coach.config import Settings
from coach.storage import tables
from coach.storage.bin import Bin
from coach.storage.cases import Cases
from coach.storage.copies import Copies
from coach.storage.database import Database
from coach.storage.emails import Emails
from coach.storage.erasing import Erasing
from coach.storage.marks import Marks
from coach.storage.own import NOBODY, Own
from coach.storage.preferences import Preferences
from coach.storage.replies import Replies
from coach.storage.revisions import Revisions
from coach.storage.rows import Clock, now_in_utc
from coach.storage.sent import SentCalls
from coach.storage.shares import Shares
from coach.storage.talks import Talks
from coach.storage.typed import TypedText


class Store:
    """All that one person keeps: documents, history, the bin, copies, what was sent to a model.

    Without an owner it is everybody's, for whoever keeps the installation.
    """

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, owner: str | None
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        own = Own(database, owner)
        self.owner = owner
        self.cases = Cases(own, clock)
        self.talks = Talks(own, clock)
        self.emails = Emails(own, clock)
        self.replies = Replies(own, clock)
        self.sent = SentCalls(own, clock)
        self.preferences = Preferences(own, clock)
        self.revisions = Revisions(own, clock)
        self.typed = TypedText(own, clock)
        self.shares = Shares(database, own, clock)
        self.marks = Marks(database)
        self.erasing = Erasing(database, own, settings.data_dir)
        self.bin = Bin(self.cases, self.talks, self.emails, self.replies, self.erasing, clock)
        self.copies = Copies(database, own, settings.data_dir, clock)

    @classmethod
    def open(cls, settings: Settings, clock: Clock = now_in_utc) -> "Store":
        """Open the store, making it on first use and bringing it up to date.

        It is that of an installation's one user; `of` gives somebody else's. What has waited in
        anybody's bin long enough is erased.

        Raises:
            StoreError: when the folder or database cannot be used or is from a newer version.
        """
        everybodys = cls(Database.open(settings), settings, clock, None)
        everybodys.bin.erase_expired()
        everybodys.erasing.finish_what_is_due()
        return everybodys.of(NOBODY)

    def of(self, owner: str) -> "Store":
        """Return the store of one person, in the same database."""
        return Store(self._database, self._settings, self._clock, owner)

    def everybodys(self) -> "Store":
        """Return what all people keep, for whoever keeps the installation."""
        return Store(self._database, self._settings, self._clock, None)

    def owners(self) -> tuple[str, ...]:
        """Return the ids of all who keep something; the one user of no sign-in comes first."""
        with self._database.read() as connection:
            found = {
                owner
                for table in (tables.cases, tables.talks, tables.emails, tables.replies)
                for owner in connection.scalars(select(table.c.owner).distinct())
            }
        return tuple(sorted({NOBODY, *found}))

    @property
    def kind(self) -> str:
        """The kind of database, in words."""
        return self._database.kind

    def reach(self) -> None:
        """See whether the database answers; cheap enough to be asked every second.

        Raises:
            StoreError: when it does not.
        """
        with self._database.read() as connection:
            connection.execute(select(literal(1)))

    def check(self) -> None:
        """Look the database over.

        Raises:
            StoreError: when it is damaged or cannot be written.
        """
        self._database.check()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()
