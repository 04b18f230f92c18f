"""Revisions of everything, a bin for everything, and text typed but not committed

Revision ID: 0002_history
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002_history"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("revisions") as table:
        table.add_column(sa.Column("subject", sa.String(length=36), nullable=True))
    op.execute(sa.text('UPDATE revisions SET subject = "case"'))
    with op.batch_alter_table("revisions") as table:
        table.alter_column("subject", existing_type=sa.String(length=36), nullable=False)
        table.drop_index("ix_revisions_case")
        table.drop_constraint(op.f("fk_revisions_case"), type_="foreignkey")
        table.drop_column("case")
        table.create_index("ix_revisions_subject", ["subject", "kind"], unique=False)
    with op.batch_alter_table("talks") as table:
        table.add_column(sa.Column("said", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("heard", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("deleted", sa.String(length=32), nullable=True))
    # The default served the rows that were there; from now on every row brings its own.
    with op.batch_alter_table("talks") as table:
        table.alter_column("said", existing_type=sa.Text(), server_default=None)
        table.alter_column("heard", existing_type=sa.Text(), server_default=None)
    with op.batch_alter_table("emails") as table:
        table.add_column(sa.Column("deleted", sa.String(length=32), nullable=True))
    op.create_table(
        "typed",
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.Column("slot", sa.String(length=160), nullable=False),
        sa.Column("tab", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=False),
        sa.Column("settled", sa.String(length=64), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("owner", "slot", "tab", name=op.f("pk_typed")),
    )
    op.create_index("ix_typed_subject", "typed", ["subject"], unique=False)
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )


def downgrade() -> None:
    raise NotImplementedError("Put a backup back instead: the older tables cannot hold it all.")
