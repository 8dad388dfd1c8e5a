"""How a command ends when something a person can mend is wrong: one sentence, exit code 1, no traceback."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec

from bot.memory.database import MemoryFault
from bot.settings import SettingsError
from corpus.catalog import CatalogError
from index.model_error import ModelError
from index.store import StoreError

P = ParamSpec("P")


class CommandError(Exception):
    """What a command set out to do cannot be done. The message says why, in Vietnamese."""


def exits_with_message(command: Callable[P, None]) -> Callable[P, None]:
    """`command`, printing its expected errors as one line on standard error and exiting with 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (SettingsError, StoreError, CatalogError, ModelError, MemoryFault, CommandError) as error:
            print(error, file=sys.stderr)
            sys.exit(1)

    return run
