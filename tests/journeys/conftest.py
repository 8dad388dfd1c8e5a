"""The small library, as the tests of the bot have it."""

from tests.bot.conftest import small

__all__ = ["small"]
