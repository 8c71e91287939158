"""The map while one message is put on it: every new fact is written here first, then stored all together."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mapping.history import MapBuilder, last_message, standing
from mapping.model import Change, ChangeKind, Item, WellbeingMap


def session_now(history: Sequence[Change]) -> int:
    """The number of the session that was started last, 1 where none was."""
    return next((change.body["number"] for change in reversed(history) if change.kind is ChangeKind.SESSION_STARTED), 1)


class Draft:
    """The person's history, the map it leads to, and the new facts of one part of a turn."""

    def __init__(self, history: Sequence[Change], message_id: str, part: str, now: datetime) -> None:
        self.history = history
        self.changes: list[Change] = []
        self.missed_in: str | None = None  # the message whose words these facts were missed in
        self._message_id, self._part, self._now = message_id, part, now
        self._session = session_now(history)
        self._builder = MapBuilder(standing(history))
        self._map: WellbeingMap | None = None
        self._count = 0

    @property
    def map(self) -> WellbeingMap:
        """The map as it stands, new facts included."""
        if self._map is None:
            self._map = self._builder.map()
        return self._map

    def item(self, item_id: str) -> Item | None:
        """The item with this id on the map as it stands."""
        return self.map.item(item_id)

    def write(self, kind: ChangeKind, **body: Any) -> None:
        """Adds one fact from this message."""
        if self.missed_in:
            body["missed_in"] = self.missed_in
        change = Change(kind, body, self._message_id, self._now, self._session)
        self.changes.append(change)
        self._builder.apply(change)
        self._map = None

    def build_again(self) -> None:
        """Reads the map anew, after a fact that changes which earlier ones count."""
        self._builder = MapBuilder(standing([*self.history, *self.changes]))
        self._map = None

    def new_id(self, what: str) -> str:
        """An id for something new. It follows from the message, so a repeated turn gives the same one."""
        self._count += 1
        seed = f"{self._message_id}\n{self._part}\n{what}\n{self._count}"
        return f"{what}_{hashlib.sha256(seed.encode()).hexdigest()[:16]}"

    def last_message(self) -> str | None:
        """The message an undo would take back."""
        return last_message(self.history)
