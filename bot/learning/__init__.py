"""What people are taught, a card at a time. Knows nothing of Telegram."""
