"""The Telegram channel. The only package that imports telegram."""
