"""How Telegram is reached, and how it reaches the bot."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Webhook:
    """Telegram posts updates to `url`, which leads to `listen`:`port`, with `secret` in a header."""

    url: str
    secret: str = field(repr=False)
    listen: str
    port: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where something listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Connection:
    """The Bot API at `base_url`, its files at `base_file_url`, through `proxy` if given.

    Without a webhook: polling. At `state` the bot tells how it is, if anywhere.
    """

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    proxy: str | None = field(default=None, repr=False)
    webhook: Webhook | None = None
    state: Address | None = None

    @property
    def bot_id(self) -> int:
        """The bot's id, which is the part of its token before the colon; 0 for a token that is none."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdecimal() else 0
