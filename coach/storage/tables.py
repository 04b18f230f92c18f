"""The tables. A change here needs a migration; a test compares the two."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# Times are ISO 8601 in UTC: they sort as text and read the same from every database.
_TIME = String(32)
_ID = String(36)
_OWNER = String(64)
_ADDRESS = String(320)


def _owner_column(*, key: bool = False) -> Column[str]:
    """Return the column that says whose row it is; see own.py. Only `marks` goes without."""
    return Column("owner", _OWNER, primary_key=key, nullable=False)


def _case_column(*, optional: bool = False) -> Column[str]:
    return Column("case", _ID, ForeignKey("cases.id", ondelete="CASCADE"), nullable=optional)


cases = Table(
    "cases",
    metadata,
    _owner_column(),
    Column("id", _ID, primary_key=True),
    Column("title", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Column("archived", _TIME),
    Column("deleted", _TIME),
    Index("ix_cases_owner", "owner"),
)

revisions = Table(
    "revisions",
    metadata,
    _owner_column(),
    Column("id", Integer, primary_key=True),
    # A case, email or rehearsal.
    Column("subject", _ID, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("written_by", String(16), nullable=False),
    Column("created", _TIME, nullable=False),
    Index("ix_revisions_subject", "subject", "kind"),
)

edits = Table(
    "edits",
    metadata,
    _owner_column(),
    Column("id", Integer, primary_key=True),
    _case_column(),
    Column("part", String(64), nullable=False),
    # Without a text the part goes back to the draft.
    Column("text", Text),
    Column("based_on", Text, nullable=False),
    Column("created", _TIME, nullable=False),
    Index("ix_edits_case", "case", "part"),
)

talks = Table(
    "talks",
    metadata,
    _owner_column(),
    Column("id", _ID, primary_key=True),
    _case_column(optional=True),
    Column("scenario", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("talk", Text, nullable=False),
    # The trainee's words that await an answer, and as much of the answer as has come.
    Column("said", Text, nullable=False),
    Column("heard", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Column("deleted", _TIME),
    Index("ix_talks_case", "case"),
    Index("ix_talks_owner", "owner"),
)

emails = Table(
    "emails",
    metadata,
    _owner_column(),
    Column("id", _ID, primary_key=True),
    _case_column(optional=True),
    Column("original", Text, nullable=False),
    Column("rewrite", Text),
    Column("decisions", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Column("deleted", _TIME),
    Index("ix_emails_case", "case"),
    Index("ix_emails_owner", "owner"),
)

replies = Table(
    "replies",
    metadata,
    _owner_column(),
    Column("id", _ID, primary_key=True),
    Column("original", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("reply", Text),
    Column("answers", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Column("deleted", _TIME),
    Index("ix_replies_owner", "owner"),
)

profile = Table(
    "profile",
    metadata,
    _owner_column(key=True),
    Column("body", Text, nullable=False),
    Column("updated", _TIME, nullable=False),
)

allowed_words = Table(
    "allowed_words",
    metadata,
    _owner_column(key=True),
    Column("word", String(200), primary_key=True),
    Column("created", _TIME, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    _owner_column(key=True),
    # A case, or an email, reply or rehearsal that belongs to none.
    Column("subject", _ID, primary_key=True),
    Column("host", String(255), primary_key=True),
    Column("created", _TIME, nullable=False),
)

typed = Table(
    "typed",
    metadata,
    # Whose words, in which field of which document, typed in which window.
    _owner_column(key=True),
    Column("slot", String(160), primary_key=True),
    Column("tab", _ID, primary_key=True),
    Column("subject", _ID, nullable=False),
    Column("text", Text, nullable=False),
    # Digests: of the document when typing began, and of what this window last committed.
    Column("base", String(64), nullable=False),
    Column("settled", String(64), nullable=False),
    # Grows with every message of a window: one that was overtaken must not win.
    Column("step", BigInteger, nullable=False),
    Column("updated", _TIME, nullable=False),
    Index("ix_typed_subject", "subject"),
)

marks = Table(
    "marks",
    metadata,
    # What the installation itself must remember, such as its signing key.
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

private_names = Table(
    "private_names",
    metadata,
    _owner_column(key=True),
    Column("name", String(200), primary_key=True),
    Column("created", _TIME, nullable=False),
)

shares = Table(
    "shares",
    metadata,
    _owner_column(),
    Column("id", _ID, primary_key=True),
    # The owner's name and address as the other one sees them, and that one's address.
    Column("giver", Text, nullable=False),
    Column("recipient", _ADDRESS, nullable=False),
    Column("kind", String(16), nullable=False),
    # A case, read as it is when it is opened; without one the body is what is shared.
    Column("subject", _ID, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created", _TIME, nullable=False),
    Index("ix_shares_recipient", "recipient"),
    Index("ix_shares_owner", "owner"),
)

sent = Table(
    "sent",
    metadata,
    _owner_column(),
    Column("id", Integer, primary_key=True),
    # A case, or an email or rehearsal that belongs to none.
    Column("subject", _ID, nullable=False),
    Column("host", String(255), nullable=False),
    Column("model", String(255), nullable=False),
    Column("task", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("stand_ins", Text, nullable=False),
    Column("created", _TIME, nullable=False),
    Index("ix_sent_subject", "subject"),
)
