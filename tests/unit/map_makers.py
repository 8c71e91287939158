"""Small ways to make maps and readings for the tests of `mapping`."""

from datetime import UTC, datetime, timedelta

from mapping.history import fold
from mapping.model import Change, Kind, Mention, Reading, WellbeingMap
from mapping.services.draft import Draft
from mapping.services.placing import place_reading
from mapping.services.understood import Understood, understand

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Notebook:
    """A history without a database: each message is put on it as the services do."""

    def __init__(self) -> None:
        self.history: list[Change] = []
        self.now = NOON

    def say(self, reading: Reading, *, asked: str | None = None, about: str | None = None, **meant: str) -> Understood:
        """Puts one message on the map, a minute after the one before, and gives what was understood."""
        self.now += timedelta(minutes=1)
        draft = Draft(tuple(self.history), f"m{(self.now - NOON).seconds // 60}", "record", self.now)
        place_reading(draft, reading=reading, asked=asked, about=about, meant=meant)
        before, self.history = list(self.history), [*self.history, *draft.changes]
        return understand(before, draft.changes)

    def mention(self, *mentions: Mention, **said: object) -> Understood:
        """Puts a message on the map that only mentions these."""
        return self.say(Reading(mentions=mentions), **said)  # type: ignore[arg-type]

    @property
    def map(self) -> WellbeingMap:
        """The map as it stands."""
        return fold(self.history)

    @property
    def labels(self) -> list[str]:
        """The labels on the map, in order."""
        return [item.label for item in self.map.items]


def person(label: str, relation: str | None = None, **said: object) -> Mention:
    """A mention of a person."""
    return Mention(label, Kind.PERSON, relation, **said)  # type: ignore[arg-type]


def place(label: str, **said: object) -> Mention:
    """A mention of a place."""
    return Mention(label, Kind.PLACE, **said)  # type: ignore[arg-type]


def activity(label: str, **said: object) -> Mention:
    """A mention of an activity."""
    return Mention(label, Kind.ACTIVITY, **said)  # type: ignore[arg-type]
