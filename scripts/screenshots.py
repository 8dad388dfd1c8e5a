"""Draw written-down conversations as a phone would show them: python -m scripts.screenshots [--out FOLDER] FILE ...

A conversation is a text as `tests/bot/chat/golden` keeps them: "> ..." is what the person did; then come the bot's
messages in Telegram's HTML, each followed by rows of buttons in brackets. A first line "# ..." names who is talked to.
It takes Chromium to draw them.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image, ImageChops

from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)

WIDTH, HEIGHT, SCALE = 430, 2_600, 1.5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_COLOURS = 96  # enough for letters, and a picture of a long talk stays below 200 kB
_PATIENCE_SECONDS = 120
_ROW = re.compile(r"(?:\[[^\[\]]+\] ?)+")
_BUTTON = re.compile(r"\[([^\[\]]+)\]")
_REPLACES = "(thay tin trên)"
_NOTICE = "(báo) "
_IN_A_GROUP = "(trong nhóm) "
_TITLE = "Trợ lý Giám sát và Phản biện xã hội"

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: {width}px; background: #cfe0c3; }}
body {{ font: 15px/1.38 Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }}
header {{ background: #517da2; color: #fff; padding: 10px 16px; font-weight: 500; }}
header small {{ display: block; font-weight: 400; opacity: .8; }}
main {{ padding: 10px 8px 14px; }}
.said, .shown {{ border-radius: 12px; padding: 7px 11px; margin: 7px 0 0; white-space: pre-wrap; }}
.said, .shown {{ overflow-wrap: anywhere; }}
.said {{ background: #e6fdc9; margin-left: auto; width: fit-content; max-width: 300px; }}
.shown {{ background: #fff; width: fit-content; max-width: 370px; }}
.done, .notice {{ text-align: center; color: #fff; font-size: 13px; margin: 9px 0 2px; }}
.done span, .notice span {{ background: #5b7a5199; border-radius: 10px; padding: 2px 10px; }}
.notice span {{ background: #333c; }}
blockquote {{ margin: 4px 0; padding: 4px 8px; background: #eaf2fa; }}
blockquote {{ border-left: 3px solid #4a90c4; border-radius: 5px; }}
tg-spoiler {{ background: #c9d3dc; color: transparent; border-radius: 3px; }}
.row {{ display: flex; gap: 4px; margin-top: 4px; max-width: 392px; }}
.row span {{ flex: 1; text-align: center; background: #7d9b72cc; color: #fff; border-radius: 8px; padding: 6px 4px;
  font-size: 13.5px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }}
</style><header>{title}<small>bot</small></header><main>{talk}</main>"""


@app.command()
@exits_with_message
def main(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Các tệp hội thoại.")],
    out: Annotated[Path, typer.Option(help="Thư mục chứa ảnh.")] = Path("var/screenshots"),
) -> None:
    """Draw each conversation as a PNG of its name."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print("Chưa có Chromium. Hãy cài, ví dụ: sudo apt install chromium fonts-noto-color-emoji", file=sys.stderr)
        raise typer.Exit(1)
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        picture = out / f"{file.stem}.png"
        draw(page(file.read_text(encoding="utf-8")), picture, browser)
        print(f"{picture}: {picture.stat().st_size // 1024} kB")


def page(conversation: str) -> str:
    """A conversation as a web page that looks like a phone."""
    named = re.match(r"# (.*)\n", conversation)
    title = escape(named[1] if named else _TITLE)
    return PAGE.format(width=WIDTH, title=title, talk="".join(_drawn(conversation)))


def draw(html: str, picture: Path, browser: str) -> None:
    """`html` as `browser` shows it, without the empty rest of the window, in `picture`."""
    with tempfile.TemporaryDirectory() as folder:
        source, raw = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={raw}"]
        size = [f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}"]
        subprocess.run(  # noqa: S603 - the browser found above, on a page of our own
            [browser, *options, *size, source.as_uri()], check=True, capture_output=True, timeout=_PATIENCE_SECONDS
        )
        with Image.open(raw) as shot:
            _cropped(shot.convert("RGB")).quantize(_COLOURS).save(picture, optimize=True)


def _cropped(image: Image.Image) -> Image.Image:
    """`image` down to a little below its last line."""
    ground = Image.new("RGB", image.size, image.getpixel((2, image.height - 2)))
    box = ImageChops.difference(image, ground).getbbox()
    bottom = min(image.height, (box[3] if box else image.height) + 16)
    return image.crop((0, 0, image.width, bottom))


def _drawn(conversation: str) -> Iterator[str]:
    """Each thing done and shown, as a piece of the page."""
    for turn in re.split(r"(?m)^> ", conversation)[1:]:
        done, _, rest = turn.partition("\n")
        yield _doing(done)
        yield from _shown(rest)


def _doing(done: str) -> str:
    if done.startswith("(") and not done.startswith(_IN_A_GROUP):
        return f'<div class="done"><span>{escape(done)}</span></div>'
    return f'<div class="said">{escape(done)}</div>'


def _shown(text: str) -> Iterator[str]:
    """The messages in `text`: a message goes up to its buttons, or up to the end."""
    lines: list[str] = []
    rows: list[str] = []
    for line in [*text.splitlines(), _REPLACES]:
        is_row = _ROW.fullmatch(line) is not None
        if line == _REPLACES or (rows and not is_row) or line.startswith(_NOTICE):
            yield from _message(lines, rows)
            lines, rows = [], []
        if line.startswith(_NOTICE):
            yield f'<div class="notice"><span>{escape(line.removeprefix(_NOTICE))}</span></div>'
        elif is_row:
            rows.append(line)
        elif line != _REPLACES:
            lines.append(line)


def _message(lines: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    html = "\n".join(lines).strip()
    if html:
        tight = re.sub(r"\n?(</?blockquote[^>]*>)\n?", r"\1", html)
        yield f'<div class="shown">{tight}</div>'
    for row in rows:
        buttons = "".join(f"<span>{escape(label)}</span>" for label in _BUTTON.findall(row))
        yield f'<div class="row">{buttons}</div>'


if __name__ == "__main__":
    app()
