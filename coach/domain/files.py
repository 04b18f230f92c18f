"""What was read from a file that somebody gave."""

from coach.domain.values import Record


class FileText(Record):
    """The words of a file; the file itself is not kept."""

    title: str
    """The file's name, made fit to be shown; never a path."""
    text: str
    head: str = ""
    """An email's sender, receiver, date and subject, one a line."""
    notices: tuple[str, ...] = ()
    """What a person should know: what was left out, what was guessed."""

    @property
    def whole(self) -> str:
        """An email's head and its words; of any other file the words."""
        return f"{self.head}\n\n{self.text}" if self.head else self.text
