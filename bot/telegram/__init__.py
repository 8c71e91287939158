"""Telegram: our own polling loop that stores before it acknowledges, and a sender that keeps Telegram's limits."""
