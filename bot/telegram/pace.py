"""Pace: at most about one message a second to a chat, with short bursts, and thirty a second over all."""

import asyncio
from dataclasses import dataclass


@dataclass(slots=True)
class Allowance:
    """Permits that fill up again: ``most`` at once, ``per_second`` in the long run."""

    most: float
    per_second: float
    left: float
    at: float

    def take(self, moment: float) -> float:
        """Take one permit, now or in advance. Returns the seconds to wait until it counts."""
        self.left = min(self.most, self.left + (moment - self.at) * self.per_second) - 1
        self.at = moment
        return max(0.0, -self.left / self.per_second)

    def full(self, moment: float) -> bool:
        """Whether every permit is back."""
        return self.left + (moment - self.at) * self.per_second >= self.most


class Pace:
    """Makes senders wait so that Telegram need not refuse them. Times are the event loop's."""

    def __init__(self, *, chat_burst: int = 5, chat_per_second: float = 1.0, all_per_second: float = 30.0) -> None:
        self._chat = (chat_burst, chat_per_second)
        self._all_per_second = all_per_second
        self._chats: dict[str, Allowance] = {}
        self._everybody: Allowance | None = None
        self._closed_until = 0.0

    async def turn(self, address: str) -> None:
        """Wait until one more message may go to this chat."""
        loop = asyncio.get_running_loop()
        self._drop_idle(loop.time())
        most, per_second = self._chat
        chat = self._chats.setdefault(address, Allowance(most, per_second, most, loop.time()))
        await asyncio.sleep(chat.take(loop.time()))
        self._everybody = self._everybody or Allowance(2, self._all_per_second, 2, loop.time())
        await asyncio.sleep(self._everybody.take(loop.time()))
        while (wait := self._closed_until - loop.time()) > 0:
            await asyncio.sleep(wait)

    def close_for(self, seconds: float) -> None:
        """Telegram asked for a rest: nobody sends until then."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    def _drop_idle(self, moment: float) -> None:
        if len(self._chats) > 1000:
            self._chats = {address: chat for address, chat in self._chats.items() if not chat.full(moment)}
