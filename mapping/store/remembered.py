"""Histories kept in memory for as long as somebody is talking, so that a turn does not grow slower with each before it.

A turn of the talk looks at a person's history some twenty times; all of it would be opened anew each time. Kept for MINUTE after the last
look and no longer, as a person who is erased must be gone everywhere within a minute. For processes that ask for it (``remember``).
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import Dialect

from mapping.model import Change

MINUTE = 60.0  # seconds
MOST = 20_000  # changes of all people together; some 30 MB
_memories: WeakKeyDictionary[Dialect, "Histories"] = WeakKeyDictionary()


@dataclass(slots=True)
class _Kept:
    history: tuple[Change, ...]
    looked_at: float
    folded: dict[Hashable, Any] = field(default_factory=dict)  # what was made of this very history


class Histories:
    """What is remembered over one engine. To be used by several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock, self._clock = threading.Lock(), clock
        self._sweeper: threading.Timer | None = None

    def find(self, person: str, *, last: int | None, many: int) -> tuple[Change, ...]:
        """What is remembered of a history that now has so many changes, up to the one with ``seq`` ``last``. Empty where nothing is, or
        where it is no beginning of that history: somebody was erased, or what is remembered is newer than what is asked for.
        """
        with self._lock:
            kept = self._kept.get(person)
            if kept is None:
                return ()
            if last is None or len(kept.history) > many or (kept.history[-1].seq or 0) > last:
                if last is None:
                    del self._kept[person]
                return ()
            kept.looked_at = self._clock()
            return kept.history

    def keep(self, person: str, history: tuple[Change, ...]) -> None:
        """Remember a history as it is stored. Never one that a transaction may still take back."""
        with self._lock:
            self._kept[person] = _Kept(history, self._clock())
            self._kept.move_to_end(person)
            while len(self._kept) > 1 and sum(len(each.history) for each in self._kept.values()) > MOST:
                self._kept.popitem(last=False)
            self._sweep_later()

    def folded[T](self, person: str, history: tuple[Change, ...], fold: Callable[[tuple[Change, ...]], T]) -> T:
        """What ``fold`` makes of this history: made once, while it is remembered. It must not be changed by whoever gets it."""
        with self._lock:
            kept = self._kept.get(person)
            if kept is not None and kept.history is history and fold in kept.folded:
                return kept.folded[fold]
        made = fold(history)
        if kept is not None and kept.history is history:
            kept.folded[fold] = made
        return made

    def sweep(self) -> None:
        """Forget those whom nobody has looked at for a MINUTE."""
        with self._lock:
            self._sweeper = None
            for person in [each for each, kept in self._kept.items() if self._clock() - kept.looked_at >= MINUTE]:
                del self._kept[person]
            self._sweep_later()

    def _sweep_later(self) -> None:
        if self._kept and self._sweeper is None:
            oldest = min(kept.looked_at for kept in self._kept.values())
            sweeper = threading.Timer(max(0.1, oldest + MINUTE - self._clock()), self.sweep)
            sweeper.daemon = True
            try:
                sweeper.start()
            except RuntimeError:  # no thread to be had: nothing may stay that nobody will forget
                self._kept.clear()
            else:
                self._sweeper = sweeper


def remember(engine: Engine) -> Histories:
    """From now on this process remembers histories read through this engine."""
    return _memories.setdefault(engine.dialect, Histories())


def memory_of(connection: Connection) -> Histories | None:
    """What remembers here, if anything does."""
    return _memories.get(connection.dialect)
