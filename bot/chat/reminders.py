"""Learning cards, sent to those who want them: one in each of their days or weeks, at a sensible hour."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from html import escape

from aiolimiter import AsyncLimiter
from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answering import wording
from bot.answering.answer import Quote
from bot.answering.library import key_of
from bot.chat import buttons, texts
from bot.chat.beside import Ending
from bot.chat.cards import ICONS, Card
from bot.chat.desk import Desk, TelegramApplication, desk_of
from bot.chat.pace import goes_out_later
from bot.chat.parts import clipped
from bot.chat.replies import NO_PREVIEW, acknowledge, pressed_in
from bot.learning.lessons import QuestionLesson, StepLesson, Taught, TermLesson
from bot.memory.memory import Memory
from bot.memory.statistics import VIET_NAM

_A_SECOND = 10  # of Telegram's 30; notices and answers take the rest
_LOOK_SECONDS = 2.0
_AGAIN_SECONDS = 300.0
_LONGEST_ANSWER, _LONGEST_WORDS = 1_500, 700

_log = logging.getLogger(__name__)


def register(application: TelegramApplication) -> None:
    """Let people stop the cards by the button under each."""
    application.add_handler(CallbackQueryHandler(stop, buttons.NO_MORE_CARDS))


async def stop(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the person who pressed no cards any more."""
    pressed = pressed_in(update)
    await desk_of(context).recall(lambda memory: memory.learners.stop(pressed.from_user.id))
    await acknowledge(pressed, texts.NO_MORE_CARDS, alert=True)


class Reminders:
    """Sends the cards. A turn is noted before its card goes out, so that nobody gets two, whatever happens."""

    def __init__(self, desk: Desk, bot: Bot) -> None:
        self._desk = desk
        self._bot = bot
        self._limiter = AsyncLimiter(_A_SECOND, 1.0)

    async def send_due(self, ending: Ending) -> None:
        """Send the cards that are due, until the bot ends; none while it is switched off."""
        while not await ending.within(_LOOK_SECONDS):
            at = self._desk.clock()
            people = await self._desk.recall(self._due(at))
            card = await self._card(at.astimezone(VIET_NAM).date()) if people else None
            if people and not (card and await self._send_to(people, card, at, ending)):
                await ending.within(_AGAIN_SECONDS)

    async def _send_to(self, people: list[int], card: Card, at: datetime, ending: Ending) -> bool:
        """Send `card` to each of `people`; False when Telegram went out of reach."""
        for person in people:
            await self._limiter.acquire()
            if ending.begun:
                return True
            if not await self._send(person, card, at):
                return False
        return True

    async def _send(self, person: int, card: Card, at: datetime) -> bool:
        turn = await self._desk.recall(lambda memory: memory.learners.take_turn(person, at))
        if turn is None:
            return True
        try:
            await self._bot.send_message(
                person,
                card.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=card.keyboard,
            )
        except TelegramError as error:
            if goes_out_later(error):
                await self._desk.recall(lambda memory: memory.learners.give_back(turn))
                return False
            _log.warning("A card was not delivered: %s", error)
        return True

    async def _card(self, day: date) -> Card | None:
        taught = await self._desk.read(lambda library: self._desk.lessons.on(day, library))
        return lesson_card(taught, day) if taught else None

    def _due(self, at: datetime) -> Callable[[Memory], list[int]]:
        """Whose card is due; nobody's while the bot is off, nobody's whose right to ask was taken back."""
        admits = self._desk.access.admits

        def look(memory: Memory) -> list[int]:
            people = memory.learners.due(at)
            if not people or memory.switch.state():
                return []
            return [person for person in people if admits(memory.people.find(person))]

        return look


def lesson_card(taught: Taught, on: date) -> Card:
    """The lesson as one message: what is taught, what it rests on, whether that counts, and how to stop the cards."""
    onward = buttons.press("📖 Xem điều khoản", "p", key_of(taught.quotes[0].passage.reference), 0)
    match taught.lesson:
        case TermLesson(term):
            said = [f"🎓 Thuật ngữ: <b>{escape(term.term)}</b>", escape(clipped(term.meaning, _LONGEST_WORDS))]
            said.append(f"<i>Căn cứ: {escape(str(taught.quotes[0].passage.reference))}</i>")
        case StepLesson(procedure, place):
            step = list(wording.steps(procedure))[place - 1].removeprefix(f"{place}. ")
            said = [f"🎓 Quy trình: <b>{escape(procedure.title)}</b>, bước {place}/{len(procedure.step)}"]
            said.append(escape(clipped(step, _LONGEST_ANSWER)))
            onward = buttons.press("📋 Xem cả quy trình", "q", procedure.id)
        case QuestionLesson(question):
            asked = escape(clipped(question, _LONGEST_WORDS))
            said = [f"🎓 Ôn tập. Có người hỏi: <b>“{asked}”</b>", f"<i>{texts.TOUCH_TO_SEE}</i>", _answer(taught)]
    standings = "\n".join(_standings(taught.quotes, on))
    rows = [[onward], [buttons.press("🔕 Tắt nhắc", "n", "off")]]
    return Card("\n\n".join([*said, standings]), buttons.keyboard(rows))


def _answer(taught: Taught) -> str:
    """The provision behind a veil, so that one may think first."""
    quote = taught.quotes[0]
    text, cited = clipped(quote.passage.text, _LONGEST_ANSWER), wording.citation(quote)
    veiled = f"<tg-spoiler><b>{escape(cited)}</b>\n{escape(text)}</tg-spoiler>"
    return f"{veiled}\n<i>{escape(wording.source(quote))}</i>"


def _standings(quotes: Sequence[Quote], on: date) -> Iterator[str]:
    """Whether each regulation counts, named where there are several."""
    by_number = {quote.passage.reference.number: quote for quote in quotes}
    for number, quote in by_number.items():
        told = wording.validity(quote, on)
        yield f"{ICONS[quote.validity]} {escape(f'{number}: {told}' if len(by_number) > 1 else told)}"
