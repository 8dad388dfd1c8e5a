"""/quytrinh: procedures, step by step."""

from html import escape

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.answering import wording
from bot.answering.library import Library, key_of
from bot.chat import buttons, texts
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.replies import acknowledge, message_in, pressed_in, reply
from corpus.procedures import Procedure
from corpus.reference import Reference

_MOST_PROVISIONS = 12


def register(application: TelegramApplication) -> None:
    """Offer and show procedures."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("quytrinh", offer, private))
    application.add_handler(CallbackQueryHandler(show, buttons.PROCEDURE))


async def offer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Offer every procedure as a button."""
    procedures = desk_of(context).procedures.values()
    rows = [[buttons.press(procedure.title, "q", procedure.id)] for procedure in procedures]
    await reply(message_in(update), texts.PROCEDURES, buttons.keyboard(rows))


async def show(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the procedure whose button was pressed, with buttons for the provisions it rests on."""
    pressed, desk = pressed_in(update), desk_of(context)
    assert context.match is not None, "the pattern matched"
    procedure = desk.procedures.get(context.match["procedure"])
    if procedure is None:
        await acknowledge(pressed, texts.NO_SUCH_PROCEDURE, alert=True)
        return
    await acknowledge(pressed)
    basis = list(dict.fromkeys(reference for step in procedure.step for reference in step.references))

    def held(library: Library) -> list[Reference]:
        return [reference for reference in basis if library.reference(key_of(reference))]

    provisions = (await desk.read(held))[:_MOST_PROVISIONS]
    if isinstance(pressed.message, Message):
        names = [(_short_name(reference), key_of(reference)) for reference in provisions]
        shown = [buttons.press(name, "p", key, 0) for name, key in names]
        rows = [shown[start : start + 2] for start in range(0, len(shown), 2)]
        await reply(pressed.message, procedure_html(procedure), buttons.keyboard(rows))


def procedure_html(procedure: Procedure) -> str:
    """A procedure, step by step."""
    note = f"<b>Lưu ý:</b> {escape(procedure.note)}" if procedure.note else ""
    parts = (
        f"<b>Quy trình: {escape(procedure.title)}</b>",
        escape(procedure.when),
        *map(escape, wording.steps(procedure)),
    )
    return "\n\n".join(part for part in (*parts, note) if part)


def _short_name(reference: Reference) -> str:
    """What fits a button: "Điều 27 · 75/2015/QH13"."""
    steps = " ".join(f"{step.level} {step.label}" for step in reversed(reference.path))
    number = "/".join(reference.number.split("/")[:2]) if reference.number[0].isdigit() else reference.number
    return f"{steps[0].upper()}{steps[1:]} · {number}"
