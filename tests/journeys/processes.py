"""The assistant's commands as processes of their own, as people start them."""

import os
import subprocess
import sys
from pathlib import Path

from bot.settings import Settings

PATIENCE_SECONDS = 120.0


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a person who set nothing but `more`; text is UTF-8, as in a Vietnamese locale."""
    inherited = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return inherited | {"DATA_DIR": str(data), "PYTHONIOENCODING": "utf-8:strict"} | more


def run(
    module: str, *arguments: str, data: Path, folder: Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """`python -m module arguments`, started in `folder` and waited for."""
    return subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(data),
        timeout=PATIENCE_SECONDS,
    )
