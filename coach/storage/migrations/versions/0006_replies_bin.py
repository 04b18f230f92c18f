"""A bin for replies too

Revision ID: 0006_replies_bin
Revises: 0005_owners
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0006_replies_bin"
down_revision: str | None = "0005_owners"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("replies") as table:
        table.add_column(sa.Column("deleted", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("replies") as table:
        table.drop_column("deleted")
