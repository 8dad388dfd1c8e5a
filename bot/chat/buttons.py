"""The buttons under a message: what stands on them, and what pressing them sends (at most 64 bytes)."""

from urllib.parse import quote as url_quote

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.library import key_of
from corpus.reference import Reference

Button = InlineKeyboardButton
Rows = list[list[Button]]

KEY = r"(?P<key>[A-Za-z0-9_-]{12})"
PAGE = r"(?P<page>\d{1,4})"
QUESTION = r"(?P<question>\d{1,15})"

# What pressing a button sends, as the handlers read it. The bot's answers stay in chats for years: a form, once used,
# keeps its meaning or becomes stale; it never gets another one.
QUOTE = rf"^a:{QUESTION}:{PAGE}$"  # another provision of an answer, in place
READ = rf"^p:{KEY}:{PAGE}$"  # a provision in full, as a new message
TURN = rf"^e:{KEY}:{PAGE}$"  # the same, in place
REFERENCED = rf"^r:{KEY}$"
PICTURE = rf"^i:{KEY}$"
ONE_PAGE = rf"^o:{KEY}$"
VERDICT = rf"^(?P<verdict>up|dn):{QUESTION}$"
REASON = rf"^w:{QUESTION}:(?P<reason>\d)$"
PROCEDURE = r"^q:(?P<procedure>[a-z0-9-]{1,60})$"
SHELF = r"^v:(?P<topic>\d{1,2}):(?P<standing>[a-z]):(?P<page>\d{1,3})$"
DOCUMENT = rf"^d:{KEY}$"
CONTENTS = rf"^t:{KEY}:{PAGE}$"
OFFICIAL = rf"^g:{KEY}$"
TERMS = rf"^k:{PAGE}$"
TERM = rf"^m:{KEY}$"
AGAIN = rf"^h:{QUESTION}$"
CHOICE = r"^c:(?P<choice>short|full|daily|weekly|off|news|nonews)$"
NO_MORE_CARDS = r"^n:off$"
PRIVACY = r"^x:(?P<step>export|ask|erase|keep)$"

NOTHING = "-"  # a button that only shows something


def press(text: str, *data: object) -> Button:
    """A button that sends `data`, its parts joined by colons."""
    return InlineKeyboardButton(text, callback_data=":".join(map(str, data)))


def link(text: str, address: str) -> Button:
    """A button that opens `address`."""
    return InlineKeyboardButton(text, url=address)


def keyboard(rows: Rows) -> InlineKeyboardMarkup:
    """The buttons of `rows`, rows without any left out."""
    return InlineKeyboardMarkup([row for row in rows if row])


def pager(page: int, pages: int, *data: object, name: str = "Trang") -> list[Button]:
    """Back, place and forth: one row that sends `data` and the page to go to. No row for a single page.

    `name` is what there are several of.
    """
    if pages < 2:
        return []
    back = [press("◀", *data, page - 1)] if page else []
    forth = [press("▶", *data, page + 1)] if page + 1 < pages else []
    return [*back, press(f"{name} {page + 1}/{pages}", NOTHING), *forth]


def deep_link(bot: str, reference: Reference) -> str:
    """The address that opens the bot at `reference`: the same for every build and machine."""
    return f"https://t.me/{bot}?start=c_{key_of(reference)}"


def share(bot: str, reference: Reference) -> Button:
    """A button that lets a person send the deep link to somebody."""
    address = url_quote(deep_link(bot, reference), safe="")
    return link("↗ Chia sẻ", f"https://t.me/share/url?url={address}&text={url_quote(str(reference), safe='')}")
