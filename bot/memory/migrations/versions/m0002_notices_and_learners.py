"""Notices that go on after a restart; learning cards with a rhythm in the place of a mere wish for reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; who wished for reminders gets a card a day."""
    op.create_table(
        "notice",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("admin_id", _BIG, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "delivery",
        sa.Column("notice_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("notice_id", "person_id"),
    )
    op.create_index("ix_delivery_person_id", "delivery", ["person_id"])
    op.create_table(
        "learner",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("rhythm IN ('daily', 'weekly')", name="learner_rhythm"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.execute(
        "INSERT INTO learner (person_id, rhythm, last_at) "
        "SELECT person_id, 'daily', first_seen FROM person WHERE reminders"
    )
    # Not in a batch: that would put a copy in the place of the table, and every row that points to a person would go.
    op.drop_column("person", "reminders")


def downgrade() -> None:
    """Keep the wish for reminders, without its rhythm."""
    op.add_column("person", sa.Column("reminders", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE person SET reminders = true WHERE person_id IN (SELECT person_id FROM learner)")
    for table in ("learner", "delivery", "notice"):
        op.drop_table(table)
