"""What the cadre meets: answers, in Telegram or in a terminal."""
