"""The Telegram channel. The only package that imports telegram."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # how the library wants to be told which type its durations shall have
