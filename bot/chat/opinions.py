"""What people think: 👍 and 👎 under an answer, with a reason if they like, and suggestions."""

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.questions import asked_by, question_in
from bot.chat.replies import acknowledge, message_in, pressed_in, reply, send_under, turn
from bot.chat.waiting import LONGEST, Reason, Suggestion, wait_for
from bot.memory.feedback import Verdict

_OWN_WORDS = len(texts.REASONS)  # the button after the last ready reason


def register(application: TelegramApplication) -> None:
    """Hear opinions."""
    application.add_handler(CallbackQueryHandler(judge, buttons.VERDICT))
    application.add_handler(CallbackQueryHandler(give_reason, buttons.REASON))
    application.add_handler(CommandHandler("gopy", suggest, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE))


async def judge(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep a verdict; after 👎 ask for the reason."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    question, verdict = int(context.match["question"]), context.match["verdict"]
    asked = await asked_by(pressed.from_user.id, question, desk)
    if asked is None:
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    kept = Verdict.UP if verdict == "up" else Verdict.DOWN
    await desk.recall(lambda memory: memory.feedback.give(asked.person, question, kept))
    await acknowledge(pressed, texts.THANKS_UP if kept is Verdict.UP else texts.THANKS_DOWN)
    if kept is Verdict.DOWN:
        await send_under(pressed, _reasons(question))


async def give_reason(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep a ready reason, or wait for one in the person's own words."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    question, reason = int(context.match["question"]), int(context.match["reason"])
    asked = await asked_by(pressed.from_user.id, question, desk)
    if asked is None or reason > _OWN_WORDS:
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    await acknowledge(pressed)
    if reason < _OWN_WORDS:
        await desk.recall(lambda memory: memory.feedback.explain(asked.person, question, texts.REASONS[reason]))
        await turn(pressed, Card(f"{texts.THANKS}\n<i>{texts.REASONS[reason]}</i>", buttons.keyboard([])))
    elif isinstance(pressed.message, Message):
        await wait_for(Reason(question), pressed.message, context)


async def suggest(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep the words after /gopy, or wait for them."""
    message = message_in(update)
    words, person = question_in(message.text or "")[:LONGEST], message.from_user
    if not words or person is None:
        await wait_for(Suggestion(), message, context)
        return
    await desk_of(context).recall(lambda memory: memory.feedback.suggest(person.id, words))
    await reply(message, texts.THANKS)


def _reasons(question: int) -> Card:
    labels = (*texts.REASONS, texts.OWN_REASON)
    rows = [[buttons.press(label, "w", question, place)] for place, label in enumerate(labels)]
    return Card(texts.WHY, buttons.keyboard(rows))
