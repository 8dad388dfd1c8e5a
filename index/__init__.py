"""How passages are found again. Knows corpus types, not Telegram."""
