"""Telling staff that something waits in the console: by email or Telegram, and never with a word of anybody's."""
