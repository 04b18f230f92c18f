"""Whose each row is, and what people share with one another

What was there before belongs to the one user of an installation without sign-in.

Revision ID: 0005_owners
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0005_owners"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None

_OWNER = sa.String(length=64)
_BY_ID = ("cases", "talks", "emails", "replies", "revisions", "edits", "sent")
_LISTED = ("cases", "talks", "emails", "replies")
_KEYS = {
    "allowed_words": ["owner", "word"],
    "private_names": ["owner", "name"],
    "consents": ["owner", "subject", "host"],
}


def upgrade() -> None:
    for name in (*_BY_ID, *_KEYS, "profile"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("owner", _OWNER, nullable=False, server_default=""))
    for name, key in _KEYS.items():
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"pk_{name}"), type_="primary")
            table.create_primary_key(op.f(f"pk_{name}"), key)
    with op.batch_alter_table("profile") as table:
        table.drop_constraint(op.f("pk_profile"), type_="primary")
        table.drop_column("id")
        table.create_primary_key(op.f("pk_profile"), ["owner"])
    # The default served the rows that were there; from now on every row brings its own.
    for name in (*_BY_ID, *_KEYS, "profile"):
        with op.batch_alter_table(name) as table:
            table.alter_column("owner", existing_type=_OWNER, server_default=None)
    for name in _LISTED:
        op.create_index(f"ix_{name}_owner", name, ["owner"], unique=False)
    with op.batch_alter_table("typed") as table:
        table.alter_column("owner", existing_type=sa.String(length=128), type_=_OWNER)
    op.create_table(
        "shares",
        sa.Column("owner", _OWNER, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
    )
    op.create_index("ix_shares_recipient", "shares", ["recipient"], unique=False)
    op.create_index("ix_shares_owner", "shares", ["owner"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("Put a backup back instead: the older tables cannot hold it all.")
