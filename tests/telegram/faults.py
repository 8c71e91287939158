"""Faults on demand: the next matching calls go wrong in a chosen way."""

import threading
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """How a call goes wrong. DROP_BEFORE: connection lost, nothing done; DROP_AFTER: lost, but the call took effect."""

    STATUS = "status"
    REST = "rest"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    SLOW = "slow"


@dataclass(slots=True)
class Fault:
    """One kind of fault for one method (or "*"), for so many calls. ``amount``: status, retry_after or seconds."""

    method: str
    kind: FaultKind
    amount: int | float = 0
    times: int = 1


class Faults:
    """The faults still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Let this fault happen next."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """No more faults."""
        with self._lock:
            self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The fault for this call, if one is due."""
        with self._lock:
            for fault in self._waiting:
                if fault.method in (method, "*") and fault.times > 0:
                    fault.times -= 1
                    return fault
        return None
