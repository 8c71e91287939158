"""The one way a message from a browser or a terminal comes in: the bot's own inbox, the same as for Telegram."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

LONGEST = 4096  # characters, as on Telegram


class Inbound:
    """Takes in what a person typed or pressed on one channel."""

    def __init__(self, engine: Engine, home: Path, channel: str = "web") -> None:
        self._engine = engine
        self._home = home
        self._channel = channel

    def say(self, address: str, text: str, key: str, now: datetime) -> str:
        """Take in typed words. The same key again changes nothing. Returns the message's id."""
        from bot.turns.inbox import receive  # late: a page can be read before the bot's parts are loaded
        from bot.turns.nudge import nudge

        key = self._key(address, key)
        message_id = receive(self._engine, channel=self._channel, address=address, text=text, channel_key=key, now=now)
        nudge(self._home)
        return message_id

    def press(self, address: str, token: str, now: datetime) -> str | None:
        """Take in a pressed button. Returns the message's id; None where it is not this person's or was used before."""
        from bot.turns.buttons import press
        from bot.turns.nudge import nudge

        key = self._key(address, f"b:{token[:22]}")  # two presses at once are one message
        pressed = press(self._engine, channel=self._channel, address=address, token=token, channel_key=key, now=now)
        nudge(self._home)
        return pressed.message_id

    def _key(self, address: str, key: str) -> str:
        """At most 64 characters: the channel, enough of the address that no two people's keys meet, and the key."""
        return f"{self._channel}:{address[:16]}:{key}"


def utc_now() -> datetime:
    """This moment, for the outermost callers."""
    return datetime.now(UTC)
