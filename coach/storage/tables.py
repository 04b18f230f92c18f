"""The tables. A change here needs a migration; a test compares the two."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

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


def _case_column(*, optional: bool = False) -> Column[str]:
    return Column("case", _ID, ForeignKey("cases.id", ondelete="CASCADE"), nullable=optional)


cases = Table(
    "cases",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("title", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Column("archived", _TIME),
    Column("deleted", _TIME),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _case_column(),
    Column("kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("written_by", String(16), nullable=False),
    Column("created", _TIME, nullable=False),
    Index("ix_revisions_case", "case", "kind"),
)

edits = Table(
    "edits",
    metadata,
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
    Column("id", _ID, primary_key=True),
    _case_column(optional=True),
    Column("scenario", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("talk", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Index("ix_talks_case", "case"),
)

emails = Table(
    "emails",
    metadata,
    Column("id", _ID, primary_key=True),
    _case_column(optional=True),
    Column("original", Text, nullable=False),
    Column("rewrite", Text),
    Column("decisions", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", _TIME, nullable=False),
    Column("updated", _TIME, nullable=False),
    Index("ix_emails_case", "case"),
)

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("updated", _TIME, nullable=False),
)

allowed_words = Table(
    "allowed_words",
    metadata,
    Column("word", String(200), primary_key=True),
    Column("created", _TIME, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    # A case, or an email or rehearsal that belongs to none.
    Column("subject", _ID, primary_key=True),
    Column("host", String(255), primary_key=True),
    Column("created", _TIME, nullable=False),
)

private_names = Table(
    "private_names",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("created", _TIME, nullable=False),
)

sent = Table(
    "sent",
    metadata,
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
