"""What an admin is told of new documents, and how they are published; no Telegram inside."""
