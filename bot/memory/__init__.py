"""What is remembered of people and of the bot's own state. Knows nothing of Telegram, answers or settings."""
