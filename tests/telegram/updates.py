"""Updates as Telegram keeps them: until confirmed by a higher offset, then gone; one poller at a time."""

import threading
import time
from typing import Any


class TwoPollers(Exception):
    """Another request for updates came in; the older one ends with 409."""


class Updates:
    """The queue of one bot's updates."""

    def __init__(self, first_id: int = 700_000_001) -> None:
        self._waiting: list[dict[str, Any]] = []
        self._next_id = first_id
        self._changed = threading.Condition()
        self._poll = 0
        self.polls = 0

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Let something happen. Returns the update's id."""
        with self._changed:
            update_id = self._next_id
            self._next_id += 1
            self._waiting.append({"update_id": update_id, kind: content})
            self._changed.notify_all()
            return update_id

    def again(self, update: dict[str, Any]) -> None:
        """Hand out an update that was confirmed before, as Telegram may."""
        with self._changed:
            self._waiting.insert(0, update)
            self._changed.notify_all()

    def unconfirmed(self) -> list[int]:
        """The ids that no poller has confirmed yet."""
        with self._changed:
            return [update["update_id"] for update in self._waiting]

    def waiting(self) -> list[dict[str, Any]]:
        """What nobody has taken yet, in order."""
        with self._changed:
            return list(self._waiting)

    def drop(self, update_id: int) -> None:
        """A webhook took this one."""
        with self._changed:
            place = next((number for number, each in enumerate(self._waiting) if each["update_id"] == update_id), None)
            if place is not None:
                del self._waiting[place]

    def fetch(self, offset: int | None, limit: int, timeout: float, allowed: list[str] | None) -> list[dict[str, Any]]:
        """getUpdates: confirm what lies below ``offset``, wait for something to hand out. Raises TwoPollers."""
        until = time.monotonic() + timeout
        with self._changed:
            self._poll += 1
            self.polls += 1
            mine = self._poll
            self._changed.notify_all()
            if offset:
                keep = [each for each in self._waiting if each["update_id"] >= offset]
                self._waiting = keep if offset > 0 else self._waiting[offset:]
            while True:
                if self._poll != mine:
                    raise TwoPollers
                found = [each for each in self._waiting if not allowed or set(each) & set(allowed)]
                left = until - time.monotonic()
                if found or left <= 0:
                    return found[:max(1, min(limit, 100))]
                self._changed.wait(left)
