"""What was sent to a model, and what the user lists as never to be sent

Revision ID: 0002_sent
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003_sent"
down_revision: str | None = "0002_history"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "private_names",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_private_names")),
    )
    op.create_table(
        "sent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("model", sa.String(length=255), nullable=False),
        sa.Column("task", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stand_ins", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent")),
    )
    with op.batch_alter_table("sent", schema=None) as batch_op:
        batch_op.create_index("ix_sent_subject", ["subject"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("sent", schema=None) as batch_op:
        batch_op.drop_index("ix_sent_subject")

    op.drop_table("sent")
    op.drop_table("private_names")
