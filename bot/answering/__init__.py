"""Question -> Answer. Knows nothing of Telegram."""
