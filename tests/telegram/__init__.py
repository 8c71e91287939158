"""A Bot API stand-in on loopback, and what else the bot process needs around it in a test."""
