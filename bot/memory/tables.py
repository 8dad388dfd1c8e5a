"""The tables. Columns named `person_id` and `admin_id` obey the rules in `columns`."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.memory.columns import Row

_CASCADE = "CASCADE"


class PersonRow(Row):
    """Somebody who has written to the bot, by Telegram id, and what they chose."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("answer_length IN ('short', 'full')", name="person_answer_length"),)

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_seen: Mapped[datetime]
    answer_length: Mapped[str] = mapped_column(default="full")
    blocked: Mapped[bool] = mapped_column(default=False)
    allowed: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[str | None]


class SubscriptionRow(Row):
    """A person who wants messages of one kind without asking each time."""

    __tablename__ = "subscription"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.person_id", ondelete=_CASCADE), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class ConversationRow(Row):
    """A run of messages that belong together; `provision` is the last one shown, which follow-ups speak of."""

    __tablename__ = "conversation"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.person_id", ondelete=_CASCADE), index=True)
    started_at: Mapped[datetime]
    last_at: Mapped[datetime]
    messages: Mapped[int] = mapped_column(default=0)
    provision: Mapped[str | None]


class QuestionRow(Row):
    """A question as typed, what became of it, and where in Telegram it and its answer stand."""

    __tablename__ = "question"
    __table_args__ = (
        Index("question_by_person", "person_id", "asked_at"),
        Index("question_by_message", "chat_id", "message_id"),
        {"sqlite_autoincrement": True},  # an old button must never meet a new question under its number
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.person_id", ondelete=_CASCADE))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete=_CASCADE), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    typed: Mapped[str]
    status: Mapped[str]
    citation: Mapped[str | None]
    build_id: Mapped[str | None]
    chat_id: Mapped[int | None]
    message_id: Mapped[int | None]
    reply_id: Mapped[int | None]


class FeedbackRow(Row):
    """What a person thought of an answer; without a question, a suggestion in their own words."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("question_id", "person_id", name="feedback_once"),
        CheckConstraint("verdict IN ('up', 'down')", name="feedback_verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.person_id", ondelete=_CASCADE), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete=_CASCADE))
    verdict: Mapped[str | None]
    reason: Mapped[str | None]
    given_at: Mapped[datetime]


class InviteRow(Row):
    """A link that lets a unit's people in. Only its token's hash is kept: a copy of the file lets nobody in."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str]
    admin_id: Mapped[int | None]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    most_uses: Mapped[int]
    uses: Mapped[int] = mapped_column(default=0)


class SwitchRow(Row):
    """One switching off or on; the last row says how things stand."""

    __tablename__ = "switch"

    id: Mapped[int] = mapped_column(primary_key=True)
    off: Mapped[bool]
    reason: Mapped[str | None]
    admin_id: Mapped[int | None]
    at: Mapped[datetime]


class NoticeRow(Row):
    """An admin's notice to subscribers: a draft, then under way, then finished."""

    __tablename__ = "notice"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an old button must never meet a new notice under its number

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    admin_id: Mapped[int | None]
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class DeliveryRow(Row):
    """Somebody who is to get a notice; `delivered` is unknown until it was sent to them."""

    __tablename__ = "delivery"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete=_CASCADE), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.person_id", ondelete=_CASCADE), primary_key=True, index=True
    )
    delivered: Mapped[bool | None]


class LearnerRow(Row):
    """A person who wants learning cards, how often, and when the last one was due to them."""

    __tablename__ = "learner"
    __table_args__ = (CheckConstraint("rhythm IN ('daily', 'weekly')", name="learner_rhythm"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.person_id", ondelete=_CASCADE), primary_key=True)
    rhythm: Mapped[str]
    last_at: Mapped[datetime]


class UpdateRow(Row):
    """An update that Telegram delivered: whole until it is handled, then only its id, by which a repeat is known."""

    __tablename__ = "received_update"

    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    received_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    payload: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=1)


class SentFileRow(Row):
    """A file Telegram already has: sending its `file_id` again costs no upload. `page` 0 is the whole document."""

    __tablename__ = "sent_file"

    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]
