"""/vanban: the library. Browse it, filter by topic and by whether it counts, read its contents, download."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.answering.library import Holding, key_of, number_key, title_of
from bot.chat import buttons, texts
from bot.chat.cards import Card
from bot.chat.desk import TelegramApplication, desk_of
from bot.chat.paper import send_official
from bot.chat.parts import clipped, labelled
from bot.chat.questions import question_in
from bot.chat.replies import acknowledge, message_in, pressed_in, reply_card, send_under, turn
from corpus.folding import fold
from corpus.passage import Passage, Source

_ON_A_PAGE = 8
_ARTICLES_ON_A_PAGE = 10
_TOPICS = 8
_STANDINGS = {"a": "Tất cả", "i": "Còn hiệu lực", "u": "Chưa kiểm chứng", "e": "Hết hiệu lực"}
_VALIDITIES = {"i": "in_force", "u": "unverified", "e": "expired"}
_ICONS = {"in_force": "✅", "unverified": "❔", "not_yet": "🕒", "expired": "⛔"}


@dataclass(frozen=True, slots=True)
class _View:
    """What of the library is shown: one topic (0: all), one standing, one page."""

    topic: int = 0
    standing: str = "a"
    page: int = 0

    def data(self, *, topic: int | None = None, standing: str | None = None) -> tuple[object, ...]:
        """What a button sends to show another topic or standing from its first page."""
        chosen = self.topic if topic is None else topic
        return "v", chosen, standing or self.standing, 0


def register(application: TelegramApplication) -> None:
    """Let people browse the library."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("vanban", open_library, private))
    application.add_handler(CallbackQueryHandler(browse, buttons.SHELF))
    application.add_handler(CallbackQueryHandler(describe, buttons.DOCUMENT))
    application.add_handler(CallbackQueryHandler(list_articles, buttons.CONTENTS))
    application.add_handler(CallbackQueryHandler(download, buttons.OFFICIAL))


async def open_library(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the library, or with words the regulations whose name or number holds them."""
    message, words = message_in(update), fold(question_in(message_in(update).text or ""))
    holdings = await _holdings(context)
    if not words:
        await reply_card(message, _shelf_card(holdings, _View()))
        return
    found = [h for h in holdings if words in fold(f"{h.title} {h.number} {' '.join(_short_names(h))}")]
    rows = [[buttons.press(_label(h), "d", number_key(h.number))] for h in found[:_ON_A_PAGE]]
    html = texts.FOUND_REGULATIONS if found else texts.NO_REGULATIONS
    await reply_card(message, Card(html, buttons.keyboard([*rows, [buttons.press("📚 Cả thư viện", *_View().data())]])))


async def browse(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Turn to another page, topic or standing, in place."""
    pressed = pressed_in(update)
    assert context.match is not None, "the pattern matched"
    view = _View(int(context.match["topic"]), context.match["standing"], int(context.match["page"]))
    await acknowledge(pressed)
    await turn(pressed, _shelf_card(await _holdings(context), view))


async def describe(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what is known of a regulation."""
    pressed = pressed_in(update)
    holding = await _pressed_holding(context)
    if holding is None:
        await acknowledge(pressed, texts.NO_SUCH_REGULATION, alert=True)
        return
    await acknowledge(pressed)
    await send_under(pressed, _document_card(holding))


async def list_articles(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the contents of a regulation, a page in place of another."""
    pressed = pressed_in(update)
    holding, today = await _pressed_holding(context), date.today()
    if holding is None or context.match is None:
        await acknowledge(pressed, texts.NO_SUCH_REGULATION, alert=True)
        return
    await acknowledge(pressed)
    articles = await desk_of(context).read(lambda library: library.articles(holding.number, today))
    await turn(pressed, _contents_card(holding, articles, int(context.match["page"])))


async def download(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the official file of a regulation."""
    pressed = pressed_in(update)
    holding = await _pressed_holding(context)
    if holding is None or not holding.is_official:
        await acknowledge(pressed, texts.NO_OFFICIAL_FILE, alert=True)
        return
    source = Source(holding.record.kind, holding.record.file, holding.record.sha256)
    await send_official(pressed, source, f"{holding.title}, số {holding.number}", desk_of(context))


async def _holdings(context: ContextTypes.DEFAULT_TYPE) -> list[Holding]:
    today = date.today()
    return await desk_of(context).read(lambda library: library.holdings(today))


async def _pressed_holding(context: ContextTypes.DEFAULT_TYPE) -> Holding | None:
    assert context.match is not None, "the pattern matched"
    key, today = context.match["key"], date.today()
    return await desk_of(context).read(lambda library: library.holding(key, today))


def _shelf_card(holdings: Sequence[Holding], view: _View) -> Card:
    topics = _topics(holdings)
    topic = topics[view.topic - 1] if 0 < view.topic <= len(topics) else None
    shown = [h for h in holdings if (topic is None or topic in _topics_of(h)) and _stands(h, view.standing)]
    pages = max(1, -(-len(shown) // _ON_A_PAGE))
    page = min(view.page, pages - 1)
    on_page = shown[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    named = f"chủ đề “{topic}”, " if topic else ""
    html = f"<b>Thư viện văn bản</b>\n{len(shown)} văn bản ({escape(named)}{_STANDINGS.get(view.standing, '').lower()})"
    rows = [[buttons.press(_label(h), "d", number_key(h.number))] for h in on_page]
    rows.append(buttons.pager(page, pages, "v", view.topic, view.standing))
    rows.append([_choice(name, s == view.standing, *view.data(standing=s)) for s, name in _STANDINGS.items()][:2])
    rows.append([_choice(name, s == view.standing, *view.data(standing=s)) for s, name in _STANDINGS.items()][2:])
    offered = [_choice(name, place == view.topic, *view.data(topic=place)) for place, name in enumerate(topics, 1)]
    rows += [offered[start : start + 2] for start in range(0, len(offered), 2)]
    if topic:
        rows.append([buttons.press("✕ Mọi chủ đề", *view.data(topic=0))])
    return Card(html, buttons.keyboard(rows))


def _document_card(holding: Holding) -> Card:
    entry, key = holding.entry, number_key(holding.number)
    lines = [f"<b>{escape(holding.title)}</b>", f"Số: {escape(holding.number)}"]
    if entry:
        days = (("Ban hành", entry.signed), ("Hiệu lực từ", entry.in_force_from), ("Hết hiệu lực từ", entry.expires_on))
        relations = (
            ("Sửa đổi bởi", entry.amended_by),
            ("Thay thế", entry.replaces),
            ("Bị thay bởi", entry.replaced_by),
        )
        lines += [f"Cơ quan ban hành: {escape(entry.issuer)}"] if entry.issuer else []
        lines += [f"{name}: {day:%d/%m/%Y}" for name, day in days if day]
        lines += [f"{name}: {escape(', '.join(numbers))}" for name, numbers in relations if numbers]
    lines.append(f"{_ICONS[holding.validity]} {texts.STANDINGS[holding.validity]}")
    lines.append(texts.HELD_OFFICIAL if holding.is_official else texts.HELD_DIGEST)
    if entry and entry.note:
        lines.append(f"\n<b>Lưu ý:</b> {escape(clipped(entry.note, 1_500))}")
    rows = [[buttons.press("📑 Mục lục", "t", key, 0)]]
    if holding.is_official:
        rows[0].append(buttons.press("⬇️ Tải văn bản", "g", key))
    if entry and entry.address and entry.address.startswith(("http://", "https://")):
        rows.append([buttons.link("🌐 Nơi công bố", entry.address)])
    return Card("\n".join(lines), buttons.keyboard(rows))


def _contents_card(holding: Holding, articles: Sequence[Passage], page: int) -> Card:
    pages = max(1, -(-len(articles) // _ARTICLES_ON_A_PAGE))
    page = min(page, pages - 1)
    shown = articles[page * _ARTICLES_ON_A_PAGE : (page + 1) * _ARTICLES_ON_A_PAGE]
    key = number_key(holding.number)
    rows = [[buttons.press(labelled(title_of(article)), "p", key_of(article.reference), 0)] for article in shown]
    html = f"<b>{escape(holding.title)}</b>\n{texts.CONTENTS if articles else texts.NO_CONTENTS}"
    back = [buttons.press("📚 Thư viện", *_View().data())]
    return Card(html, buttons.keyboard([*rows, buttons.pager(page, pages, "t", key), back]))


def _choice(name: str, chosen: bool, *data: object) -> buttons.Button:  # noqa: FBT001 - a mark, no switch
    return buttons.press(f"● {name}" if chosen else name, *data)


def _label(holding: Holding) -> str:
    number = "/".join(holding.number.split("/")[:3]).split("-UBTVQH")[0]
    return labelled(f"{_ICONS[holding.validity]} {number} · {holding.title}")


def _stands(holding: Holding, standing: str) -> bool:
    wanted = _VALIDITIES.get(standing)
    return wanted is None or holding.validity == wanted


def _topics(holdings: Sequence[Holding]) -> list[str]:
    """The topics most regulations share, in the order of the alphabet."""
    counted = Counter(topic for holding in holdings for topic in _topics_of(holding))
    return sorted(topic for topic, _ in counted.most_common(_TOPICS))


def _topics_of(holding: Holding) -> tuple[str, ...]:
    return holding.entry.topics if holding.entry else ()


def _short_names(holding: Holding) -> tuple[str, ...]:
    return holding.entry.short_names if holding.entry else ()
