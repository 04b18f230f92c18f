"""What holds for every case: the profile, the company's own words, private names, and consents."""

from sqlalchemy import delete, insert, select

from coach.domain.situation import Profile
from coach.storage import tables
from coach.storage.own import Own
from coach.storage.rows import Clock, stamp

_LONGEST_WORD = 200


class Preferences:
    """The user's own settings."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def profile(self) -> Profile:
        """Return who the user is; empty before the first visit to Settings."""
        with self._own.read() as connection:
            body = connection.execute(select(tables.profile.c.body)).scalar_one_or_none()
        return Profile() if body is None else Profile.model_validate_json(body)

    def save_profile(self, profile: Profile) -> None:
        """Keep who the user is."""
        row = {"body": profile.model_dump_json(), "updated": stamp(self._clock)}
        with self._own.write() as connection:
            connection.execute(delete(tables.profile))
            connection.execute(insert(tables.profile).values(**row))

    def allowed_words(self) -> tuple[str, ...]:
        """Return the words that are no double-talk in the user's company, in order."""
        column = tables.allowed_words.c.word
        with self._own.read() as connection:
            return tuple(connection.scalars(select(column).order_by(column)))

    def allow(self, word: str) -> None:
        """Stop flagging a word."""
        if kept := " ".join(word.split())[:_LONGEST_WORD]:
            self.flag_again(kept)
            with self._own.write() as connection:
                row = {"word": kept, "created": stamp(self._clock)}
                connection.execute(insert(tables.allowed_words).values(**row))

    def flag_again(self, word: str) -> None:
        """Flag a word again."""
        with self._own.write() as connection:
            gone = tables.allowed_words.c.word == word
            connection.execute(delete(tables.allowed_words).where(gone))

    def private_names(self) -> tuple[str, ...]:
        """Return the names and words that a model never gets to see, in order."""
        column = tables.private_names.c.name
        with self._own.read() as connection:
            return tuple(connection.scalars(select(column).order_by(column)))

    def hide(self, name: str) -> None:
        """Put a stand-in in place of a name in all that is sent from now on."""
        if kept := " ".join(name.split())[:_LONGEST_WORD]:
            self.stop_hiding(kept)
            with self._own.write() as connection:
                row = {"name": kept, "created": stamp(self._clock)}
                connection.execute(insert(tables.private_names).values(**row))

    def stop_hiding(self, name: str) -> None:
        """Take a name off the list."""
        with self._own.write() as connection:
            gone = tables.private_names.c.name == name
            connection.execute(delete(tables.private_names).where(gone))

    def has_consent(self, subject: str, host: str) -> bool:
        """Return whether the user agreed to send this case, email or rehearsal to a host."""
        column = tables.consents.c
        query = select(column.host).where(column.subject == subject, column.host == host)
        with self._own.read() as connection:
            return connection.execute(query).first() is not None

    def give_consent(self, subject: str, host: str) -> None:
        """Keep that the user agreed."""
        if not self.has_consent(subject, host):
            row = {"subject": subject, "host": host, "created": stamp(self._clock)}
            with self._own.write() as connection:
                connection.execute(insert(tables.consents).values(**row))

    def withdraw_consent(self, subject: str, host: str) -> None:
        """Keep that the user no longer agrees."""
        column = tables.consents.c
        with self._own.write() as connection:
            agreed = (column.subject == subject) & (column.host == host)
            connection.execute(delete(tables.consents).where(agreed))
