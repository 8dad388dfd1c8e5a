"""Conversations drawn as a phone would show them."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from scripts.screenshots import app, page
from tests.bot.chat.conversations import GOLDEN

TALK = """> <b>Hỏi</b>

Đáp <b>đậm</b>
<blockquote>1. Một.</blockquote>
✅ Còn hiệu lực
[📖 Cả Điều 27] [▶]
[👍]


> (bấm) ▶

(báo) Đã lưu.

(thay tin trên)
Tin mới
"""


def test_what_was_said_and_shown_is_on_the_page_in_order() -> None:
    """Questions, messages, buttons, presses and notices come one after the other; what a person typed is escaped."""
    html = page(TALK)
    wanted = [
        '<div class="said">&lt;b&gt;Hỏi&lt;/b&gt;</div>',
        "Đáp <b>đậm</b><blockquote>1. Một.</blockquote>✅ Còn hiệu lực</div>",
        '<div class="row"><span>📖 Cả Điều 27</span><span>▶</span></div>',
        '<div class="row"><span>👍</span></div>',
        '<div class="done"><span>(bấm) ▶</span></div>',
        '<div class="notice"><span>Đã lưu.</span></div>',
        '<div class="shown">Tin mới</div>',
    ]
    places = [html.find(piece) for piece in wanted]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda file: file.stem)
def test_no_word_of_a_reviewed_conversation_is_lost(file: Path) -> None:
    """Every button and every line of a message stands on its page."""
    shown = unescape(page(file.read_text(encoding="utf-8")))
    for line in file.read_text(encoding="utf-8").splitlines():
        words = line.removeprefix("> ").removeprefix("(báo) ").strip("[]")
        for part in words.split("] ["):
            assert part == "(thay tin trên)" or unescape(part) in shown


def test_a_title_names_who_is_talked_to() -> None:
    """A first line that begins with # is the name on top."""
    assert "<header>BotFather<small>" in page("# BotFather\n> /newbot\n\nxin chào\n")


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    """It is as wide as a phone, as long as the talk, and below 200 kB."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs Chromium, which this machine does not have")
    file = tmp_path / "talk.txt"
    file.write_text(TALK, encoding="utf-8")
    done = CliRunner().invoke(app, [str(file), "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    with Image.open(tmp_path / "talk.png") as picture:
        assert picture.width == 645
        assert 300 < picture.height < 1_200
    assert (tmp_path / "talk.png").stat().st_size < 200_000
