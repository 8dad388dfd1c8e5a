"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "invite",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("admin_id", _BIG, nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("most_uses", _BIG, nullable=False),
        sa.Column("uses", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_sha256"),
    )
    op.create_table(
        "person",
        sa.Column("person_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("first_seen", sa.DateTime(), nullable=False),
        sa.Column("answer_length", sa.Text(), nullable=False),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.CheckConstraint("answer_length IN ('short', 'full')", name="person_answer_length"),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "received_update",
        sa.Column("bot_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("update_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("tries", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id"),
    )
    op.create_index("ix_received_update_person_id", "received_update", ["person_id"])
    op.create_index("ix_received_update_received_at", "received_update", ["received_at"])

    op.create_table(
        "sent_file",
        sa.Column("bot_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("page", _BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "sha256", "page", "kind"),
    )
    op.create_table(
        "switch",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("admin_id", _BIG, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "conversation",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("messages", _BIG, nullable=False),
        sa.Column("provision", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conversation_person_id", "conversation", ["person_id"])

    op.create_table(
        "subscription",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "topic"),
    )
    op.create_table(
        "question",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("conversation_id", _BIG, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("build_id", sa.Text(), nullable=True),
        sa.Column("chat_id", _BIG, nullable=True),
        sa.Column("message_id", _BIG, nullable=True),
        sa.Column("reply_id", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_asked_at", "question", ["asked_at"])
    op.create_index("ix_question_conversation_id", "question", ["conversation_id"])
    op.create_index("question_by_message", "question", ["chat_id", "message_id"])
    op.create_index("question_by_person", "question", ["person_id", "asked_at"])

    op.create_table(
        "feedback",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("question_id", _BIG, nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("verdict IN ('up', 'down')", name="feedback_verdict"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question_id", "person_id", name="feedback_once"),
    )
    op.create_index("ix_feedback_person_id", "feedback", ["person_id"])


def downgrade() -> None:
    """Drop them, those that point at others first."""
    for table in (
        "feedback",
        "question",
        "subscription",
        "conversation",
        "switch",
        "sent_file",
        "received_update",
        "person",
        "invite",
    ):
        op.drop_table(table)
