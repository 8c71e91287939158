"""Holding a request open until there is something to tell, without letting the waiting ones crowd out the rest."""

import threading
import time
from collections.abc import Callable

MOST_WAITING = 16  # of the server's 24 threads: the other 8 are always there for what people send
LONGEST = 20.0  # seconds
LOOK_EVERY = 0.12  # seconds


class Waiting:
    """The requests that are waiting for news."""

    def __init__(self, most: int = MOST_WAITING, longest: float = LONGEST) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._longest = longest
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Let everybody go at once: the server is stopping."""
        self._stopping.set()

    def until[T](self, look: Callable[[], T], is_news: Callable[[T], bool]) -> tuple[T, bool]:
        """Look again and again until there is news or the time is up.

        Returns what was seen last, and whether it was worth waiting (False: no place was free, ask again in a while).
        """
        seen = look()
        if is_news(seen):
            return seen, True
        if not self._places.acquire(blocking=False):
            return seen, False
        try:
            end = time.monotonic() + self._longest
            while not is_news(seen) and time.monotonic() < end and not self._stopping.wait(LOOK_EVERY):
                seen = look()
            return seen, True
        finally:
            self._places.release()
