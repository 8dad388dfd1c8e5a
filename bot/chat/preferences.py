"""/caidat: how long answers are, and whether learning cards and notices come."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.replies import acknowledge, message_in, pressed_in, reply_card, turn
from bot.memory.memory import Memory
from bot.memory.people import NOTICES, AnswerLength, Person, Rhythm


def register(application: TelegramApplication) -> None:
    """Let people choose."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler(["caidat", "settings"], show, private))
    application.add_handler(CallbackQueryHandler(choose, buttons.CHOICE))


async def show(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show what is chosen."""
    message = message_in(update)
    person = message.from_user
    assert person is not None, "a private message comes from a person"
    await reply_card(message, _card(await desk_of(context).recall(lambda memory: memory.people.find(person.id))))


async def choose(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep a choice and show it in place."""
    pressed = pressed_in(update)
    assert context.match is not None, "the pattern matched"
    choice, person, at = context.match["choice"], pressed.from_user.id, desk_of(context).clock()

    def keep(memory: Memory) -> Person:
        if choice in {"short", "full"}:
            memory.people.choose_length(person, AnswerLength(choice))
        elif choice == "news":
            memory.people.subscribe(person, NOTICES)
        elif choice == "nonews":
            memory.people.unsubscribe(person, NOTICES)
        elif choice == "off":
            memory.learners.stop(person)
        else:
            memory.learners.choose(person, Rhythm(choice), at=at)
        return memory.people.find(person)

    chosen = await desk_of(context).recall(keep)
    await acknowledge(pressed, texts.CHOSEN)
    await turn(pressed, _card(chosen))


def _card(person: Person) -> Card:
    full = person.answer_length is AnswerLength.FULL
    rows = [
        [_choice("Đầy đủ", "full", chosen=full), _choice("Ngắn gọn", "short", chosen=not full)],
        [
            _choice("Nhắc hằng ngày", "daily", chosen=person.learning is Rhythm.DAILY),
            _choice("Hằng tuần", "weekly", chosen=person.learning is Rhythm.WEEKLY),
            _choice("Không nhắc", "off", chosen=person.learning is None),
        ],
        [
            _choice("Nhận thông báo", "news", chosen=person.notices),
            _choice("Không nhận", "nonews", chosen=not person.notices),
        ],
    ]
    return Card(texts.PREFERENCES, buttons.keyboard(rows))


def _choice(name: str, choice: str, *, chosen: bool) -> buttons.Button:
    return buttons.press(f"● {name}" if chosen else f"○ {name}", "c", choice)
