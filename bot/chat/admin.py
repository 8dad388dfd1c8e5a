"""What admins do: look at numbers, invite, switch off and on. Every command checks the right itself."""

import asyncio
import csv
import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import timedelta
from io import StringIO
from typing import Any

from telegram import InputFile, Message, Update
from telegram.ext import ApplicationHandlerStop, CommandHandler, ContextTypes, filters

from bot.chat import admin_texts as texts
from bot.chat.access import Access
from bot.chat.chart import draw
from bot.chat.desk import TelegramApplication
from bot.chat.recall import Recall
from bot.memory.columns import now
from bot.memory.history import Asked
from bot.memory.invites import MOST_USES, VALID_FOR
from bot.memory.memory import Memory
from bot.memory.statistics import UNANSWERED, Numbers, Unanswered

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUP = -1  # before the handlers of questions
INVITE_PREFIX = "m_"
_DAYS, _LONGEST_UNIT = 30, 80
_MOST_SHOWN = 8
# A spreadsheet would run what begins so; by its language it begins a new cell at a comma, semicolon or tab.
_FORMULA = re.compile(r"(^|[,;\n] *|(?<=.)[\t\r] *)(?=[=+\-@])|^(?=[\t\r])", re.DOTALL)

Command = Callable[[Message, str], Awaitable[None]]
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Admin:
    """The commands of the admins, in private chats with the bot."""

    def __init__(self, access: Access, recall: Recall, keep_days: int) -> None:
        self._access = access
        self._recall = recall
        self._keep_days = keep_days

    def register(self, application: TelegramApplication) -> None:
        """Let `application` hand the commands to these handlers."""
        commands: dict[str, Command] = {
            "thongke": self._numbers,
            "chuatraloi": self._unanswered,
            "moi": self._invite,
            "ngungmoi": self._end_invites,
            "thuquyen": self._disallow,
            "tat": self._switch_off,
            "bat": self._switch_on,
        }
        for name, command in commands.items():
            application.add_handler(CommandHandler(name, self.only_admins(command), PRIVATE), group=GROUP)

    def only_admins(self, command: Command) -> Handler:
        """`command`, given the message and what follows the command's name, for admins; a refusal for others."""

        async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            message = update.effective_message
            assert message is not None, "commands come in messages"
            if self._access.administers(message.from_user.id if message.from_user else None):
                await command(message, (message.text or "").partition(" ")[2].strip())
            else:
                await message.reply_text(texts.ADMINS_ONLY)
            raise ApplicationHandlerStop

        return handle

    async def _numbers(self, message: Message, rest: str) -> None:
        days = int(rest or _DAYS) if (rest or "1").isdecimal() else 0
        if not 1 <= days <= self._keep_days:
            await message.reply_text(texts.HOW_MANY_DAYS.format(most=self._keep_days))
            return
        end = now()
        start = end - timedelta(days=days)
        numbers = await self._recall(lambda memory: memory.statistics.since(start, end))
        unanswered = await self._recall(lambda memory: memory.statistics.unanswered(start, end, limit=_MOST_SHOWN))
        await message.reply_photo(await asyncio.to_thread(draw, numbers))
        await message.reply_text(_told(numbers, unanswered, days))

    async def _unanswered(self, message: Message, _: str) -> None:
        end = now()
        asked = await self._recall(
            lambda memory: memory.history.between(end - timedelta(days=self._keep_days), end, statuses=UNANSWERED)
        )
        if not asked:
            await message.reply_text(texts.NOTHING_UNANSWERED)
            return
        file = InputFile(as_csv(asked), filename=f"chua-tra-loi-{end:%Y-%m-%d}.csv")
        caption = texts.UNANSWERED_FILE.format(days=self._keep_days, count=len(asked))
        await message.reply_document(file, caption=caption)

    async def _invite(self, message: Message, unit: str) -> None:
        if not unit or len(unit) > _LONGEST_UNIT:
            wrong = texts.UNIT_TOO_LONG.format(most=_LONGEST_UNIT) if unit else texts.WHICH_UNIT.format(command="moi")
            await message.reply_text(wrong)
            return
        admin = _sender(message)
        token = await self._recall(lambda memory: memory.invites.make(admin, unit))
        link = f"https://t.me/{message.get_bot().username}?start={INVITE_PREFIX}{token}"
        await message.reply_text(
            texts.INVITE.format(unit=unit, link=link, days=VALID_FOR.days, uses=MOST_USES),
            disable_web_page_preview=True,
        )

    async def _end_invites(self, message: Message, unit: str) -> None:
        if not unit:
            await message.reply_text(texts.WHICH_UNIT.format(command="ngungmoi"))
            return
        count = await self._recall(lambda memory: memory.invites.revoke_all(unit))
        await message.reply_text(texts.INVITES_ENDED.format(count=count, unit=unit))

    async def _disallow(self, message: Message, rest: str) -> None:
        if not (rest.isdecimal() and len(rest) <= 15):
            await message.reply_text(texts.WHICH_PERSON)
            return
        had = await self._recall(lambda memory: memory.people.disallow(int(rest)))
        await message.reply_text((texts.DISALLOWED if had else texts.NOT_ALLOWED_BEFORE).format(person=rest))

    async def _switch_off(self, message: Message, reason: str) -> None:
        if not reason:
            await message.reply_text(texts.WHY_OFF)
            return
        admin = _sender(message)
        await self._recall(lambda memory: memory.switch.turn_off(admin, reason[:500]))
        await message.reply_text(texts.NOW_OFF)

    async def _switch_on(self, message: Message, _: str) -> None:
        admin = _sender(message)

        def turn_on(memory: Memory) -> bool:
            was_off = memory.switch.state() is not None
            if was_off:
                memory.switch.turn_on(admin)
            return was_off

        await message.reply_text(texts.NOW_ON if await self._recall(turn_on) else texts.ALREADY_ON)


def as_csv(asked: Iterable[Asked]) -> bytes:
    """Time, status and text of each question, as a spreadsheet opens it, without who asked."""
    lines = StringIO()
    writer = csv.writer(lines)
    writer.writerow(["Thời gian (UTC)", "Kết quả", "Câu hỏi"])
    for question in asked:
        status = texts.STATUSES.get(question.outcome.status, question.outcome.status)
        writer.writerow([f"{question.at:%Y-%m-%d %H:%M}", status, _no_formula(question.typed)])
    return lines.getvalue().encode("utf-8-sig")


def _no_formula(text: str) -> str:
    return _FORMULA.sub(r"\1'", text)


def _told(numbers: Numbers, unanswered: Iterable[Unanswered], days: int) -> str:
    statuses = ", ".join(f"{texts.STATUSES.get(status, status)} {count}" for status, count in numbers.statuses.items())
    cited = "\n".join(f"• {citation} ({count})" for citation, count in numbers.cited[:_MOST_SHOWN])
    groups = "\n".join(f"• {group.example[:150]} ({group.count})" for group in unanswered)
    return texts.NUMBERS.format(
        days=days,
        questions=numbers.questions,
        people=numbers.people,
        statuses=statuses or texts.NONE_YET,
        up=numbers.verdicts.get("up", 0),
        down=numbers.verdicts.get("down", 0),
        cited=cited or texts.NONE_YET,
        unanswered=groups or texts.NONE_YET,
    )[:4000]


def _sender(message: Message) -> int:
    assert message.from_user is not None, "the right was checked by it"
    return message.from_user.id
