"""Questions: typed as they are, with /hoi or /dieu, edited afterwards, asked again from the history."""

from collections.abc import Iterable

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answering.answer import Answer
from bot.answering.follow_up import Before
from bot.chat import buttons, texts
from bot.chat.cards import Card, answer_card, group_card
from bot.chat.desk import Desk, TelegramApplication, desk_of, reference_in
from bot.chat.replies import (
    acknowledge,
    change_by_id,
    message_in,
    pressed_in,
    reply,
    reply_card,
    send_under,
    turn,
    typing,
)
from bot.chat.waiting import take_waited_for
from bot.memory.history import Asked, Outcome, Where
from bot.memory.memory import Memory
from bot.memory.people import AnswerLength

_FAULT = "fault"  # as the outcome of a question that could not be answered
_PRIVATE = filters.ChatType.PRIVATE


def register(application: TelegramApplication) -> None:
    """Answer what people type in private, its edits, and the two commands that take a question anywhere."""
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    application.add_handler(CommandHandler("hoi", ask_by_command, new))
    application.add_handler(CommandHandler("dieu", name_a_provision, new))
    application.add_handler(CallbackQueryHandler(turn_to_quote, buttons.QUOTE))
    application.add_handler(CallbackQueryHandler(ask_again, buttons.AGAIN))
    application.add_handler(MessageHandler(edited & filters.TEXT, answer_edited))
    typed = filters.TEXT & ~filters.COMMAND & ~filters.VIA_BOT  # what inline mode inserted is an answer, no question
    application.add_handler(MessageHandler(_PRIVATE & new & typed, hear))


async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Take what was waited for, or else answer the question."""
    message = message_in(update)
    if not await take_waited_for(message, context):
        await answer(message, message.text or "", desk_of(context))


async def ask_by_command(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/hoi with a question."""
    await _with_words(update, context, texts.ASK_WHAT)


async def name_a_provision(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """/dieu with a provision: "/dieu 27 luật mttq" names Điều 27."""
    await _with_words(update, context, texts.WHICH_PROVISION)


async def _with_words(update: Update, context: ContextTypes.DEFAULT_TYPE, without: str) -> None:
    message, question = message_in(update), question_in(message_in(update).text or "")
    if question:
        await answer(message, question, desk_of(context))
    else:
        await reply(message, without)


def question_in(text: str) -> str:
    """The question a message asks: what stands after its command, if it has one; "Điều" before what follows /dieu."""
    if not text.startswith("/"):
        return text
    command, _, words = text.partition(" ")
    numbered = command.startswith("/dieu") and words.lstrip()[:1].isdigit()
    return f"Điều {words.strip()}" if numbered else words.strip()


async def answer(message: Message, question: str, desk: Desk) -> None:
    """Answer `question` as a reply to `message`, remember both, and show "typing…" meanwhile."""
    person = message.from_user
    if person is None:
        return  # written in the name of a group or channel: there is nobody to answer
    if not await desk.limit.admits(message.chat_id):
        await reply(message, texts.TOO_MANY)
        return
    async with typing(message):
        answered, card, number = await _answered(message, question, desk, person.id)
    sent = await reply_card(message, card)
    await desk.recall(lambda memory: memory.history.replied(number, sent.message_id))
    desk.recent.keep(number, person.id, answered)


async def answer_edited(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer an edited question once more, in the place of the first answer."""
    message, desk = message_in(update), desk_of(context)
    asked = await desk.recall(lambda memory: memory.history.asked_in(_where(message)))
    question = question_in(message.text or "")
    if asked is None or asked.reply_id is None or not question:
        return
    if question == asked.typed or not await desk.limit.admits(message.chat_id):
        return
    answered = await desk.ask(question, await _before_question(desk, asked))
    card = await _card(message, answered, desk, asked.id, asked.person)

    def correct(memory: Memory) -> None:
        memory.history.correct(asked.id, question, _outcome(answered))
        if answered.quotes:
            memory.history.show(asked.person, str(answered.quotes[0].passage.reference))

    await desk.recall(correct)
    desk.recent.keep(asked.id, asked.person, answered)
    try:
        await change_by_id(message, asked.reply_id, card)
    except BadRequest:  # the answer was deleted, or is too old to be changed
        await reply_card(message, card)


async def turn_to_quote(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show another provision of an answer in its place."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    asked = await asked_by(pressed.from_user.id, int(context.match["question"]), desk)
    answered = await _again(asked, desk) if asked else None
    if asked is None or answered is None:
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    await acknowledge(pressed)
    at = min(int(context.match["page"]), len(answered.quotes) - 1)
    quote = answered.quotes[at]
    around = await desk.around(quote, answered.on)
    await turn(pressed, answer_card(answered, around, bot=context.bot.username, question=asked.id, at=at))
    await desk.recall(lambda memory: memory.history.show(asked.person, str(quote.passage.reference)))


async def ask_again(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a question from the history once more."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    asked = await asked_by(pressed.from_user.id, int(context.match["question"]), desk)
    if asked is None:
        await acknowledge(pressed, texts.STALE, alert=True)
        return
    await acknowledge(pressed)
    answered = await desk.ask(asked.typed, await _before_question(desk, asked))
    around = await desk.around(answered.quotes[0] if answered.quotes else None, answered.on)
    desk.recent.keep(asked.id, asked.person, answered)
    await send_under(pressed, answer_card(answered, around, bot=context.bot.username, question=asked.id))


async def asked_by(person: int, question: int, desk: Desk) -> Asked | None:
    """The question of that id, when it is kept and `person` asked it: a button says nothing of who may press it."""
    asked = await desk.recall(lambda memory: memory.history.find(question))
    return asked if asked and asked.person == person else None


async def _answered(message: Message, question: str, desk: Desk, person: int) -> tuple[Answer, Card, int]:
    """The answer, its card, and the number under which the question is remembered, also when answering failed."""
    where = _where(message)
    try:
        answered = await desk.ask(question, await _before_now(desk, person, message.chat_id))
    except Exception:
        await desk.recall(lambda memory: memory.history.remember(person, question, Outcome(_FAULT), where=where))
        raise

    def remember(memory: Memory) -> int:
        number = memory.history.remember(person, answered.question, _outcome(answered), where=where)
        if answered.quotes:
            memory.history.show(person, str(answered.quotes[0].passage.reference))
        return number

    number = await desk.recall(remember)
    return answered, await _card(message, answered, desk, number, person), number


async def _card(message: Message, answered: Answer, desk: Desk, number: int, person: int) -> Card:
    bot = message.get_bot().username
    if message.chat.type != message.chat.PRIVATE:
        return group_card(answered, bot=bot)
    length = await desk.recall(lambda memory: memory.people.find(person).answer_length)
    around = await desk.around(answered.quotes[0] if answered.quotes else None, answered.on)
    return answer_card(answered, around, bot=bot, question=number, short=length is AnswerLength.SHORT)


async def _again(asked: Asked, desk: Desk) -> Answer | None:
    """The answer to a question asked before; None when it has no quotation, or another one by now."""
    answered = desk.recent.find(asked.id)
    if answered is None:
        answered = await desk.ask(asked.typed, await _before_question(desk, asked))
        same = answered.quotes and str(answered.quotes[0].passage.reference) == asked.outcome.citation
        if not same:
            return None
        desk.recent.keep(asked.id, asked.person, answered)
    return answered if answered.quotes else None


async def _before_now(desk: Desk, person: int, chat: int) -> Before:
    """What was said in the conversation of `person` still going on; a group is not shown what was asked elsewhere."""
    provision = await desk.recall(lambda memory: memory.history.last_provision(person))
    asked = await desk.recall(lambda memory: memory.history.going_on(person))
    return Before(_typed(asked, chat), reference_in(provision))


async def _before_question(desk: Desk, asked: Asked) -> Before:
    """What was said before a question that was asked once."""
    earlier = await desk.recall(lambda memory: memory.history.before(asked.id))
    cited = next((question.outcome.citation for question in earlier if question.outcome.citation), None)
    return Before(_typed(earlier, asked.where.chat_id if asked.where else None), reference_in(cited))


def _typed(asked: Iterable[Asked], chat: int | None) -> tuple[str, ...]:
    return tuple(question.typed for question in asked if question.where and question.where.chat_id == chat)


def _outcome(answered: Answer) -> Outcome:
    return Outcome(answered.status, str(answered.quotes[0].passage.reference) if answered.quotes else None)


def _where(message: Message) -> Where:
    return Where(message.chat_id, message.message_id)
