"""The first whole journey, message by message as the reader gives it: the map then holds exactly what was said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mapping.model import (
    Correction, CorrectionKind, Frequency, Impact, Item, Kind, Link, Mention, Reading, Status, WellbeingMap,
)
from mapping.services import Maps, Participants, Understood
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from mapping.suggestions import SuggestionKind, suggest

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PERSON, PLACE, ACTIVITY = Kind.PERSON, Kind.PLACE, Kind.ACTIVITY
FRIDAY = Frequency.WEEKLY
WEDNESDAY = Frequency.WEEKLY
DEV = Mention("Dev", PERSON, "friend", "best mate", aliases=("best mate",))
DEV_KNOWN = Mention("Dev", PERSON, "friend", known=True)

READINGS = (
    Reading(
        (Mention("mum", PERSON, "mother"), Mention("kai", PERSON, "brother", "little brother", aliases=("brother",)))
    ),
    Reading((DEV, Mention("Auntie Rukhsana", PERSON, "aunt", frequency=Frequency.WEEKLY))),
    Reading((Mention("Linda", PERSON, "nurse", "cpn", True),)),
    Reading(),
    Reading(
        (
            Mention(
                "library",
                PLACE,
                frequency=Frequency.DAILY,
                impact=Impact.HELPS,
                impact_words="quiet",
                locality="Hounslow",
            ),
        )
    ),
    Reading((Mention("gym", PLACE, current=False), DEV_KNOWN), (Link("gym", "Dev"),)),
    Reading(
        (Mention("mosque", PLACE, frequency=FRIDAY), Mention("uncle", PERSON, "uncle", frequency=FRIDAY)),
        (Link("mosque", "uncle"),),
    ),
    Reading(
        (
            Mention("badminton", ACTIVITY, frequency=WEDNESDAY),
            Mention("leisure centre", PLACE, frequency=WEDNESDAY),
            Mention("dev", PERSON, "friend", known=True, frequency=WEDNESDAY),
            Mention("Simran", PERSON, "other", "dev's sister", False, aliases=("sister",), frequency=WEDNESDAY),
        ),
        (
            Link("badminton", "leisure centre"),
            Link("badminton", "dev"),
            Link("badminton", "Simran"),
            Link("leisure centre", "dev"),
            Link("leisure centre", "Simran"),
            Link("dev", "Simran", "sister"),
        ),
    ),
    Reading(
        (Mention("Kai", PERSON, "brother", known=True), Mention("football", ACTIVITY, aliases=("watching football",))),
        (Link("Kai", "football"),),
    ),
    Reading(
        (Mention("mum", PERSON, "mother", known=True, impact=Impact.MIXED, impact_words="stresses me out but helps"),)
    ),
)
RENAMING = Reading(
    (Mention("Dev", PERSON, known=True),), corrections=(Correction(CorrectionKind.RENAME, "Dev", "Deb"),)
)


class Journey:
    """One participant telling all of it, a minute between messages."""

    def __init__(self, folder: Path) -> None:
        engine = make_engine(f"sqlite:///{folder / 'selfmap.db'}")
        upgrade(engine)
        people = Participants(engine)
        self.maps = Maps(engine)
        self.id = people.find_or_add("telegram", "1", now=NOON)
        people.record_consent(self.id, True, version="1", now=NOON)
        self.now, self.count = NOON, 0
        for reading in READINGS:
            self.say(reading)

    def say(self, reading: Reading) -> Understood:
        """Records one message."""
        self._next()
        return self.maps.record(self.id, f"m{self.count}", reading, part="free", now=self.now)

    def undo(self) -> Understood:
        """Takes the latest message back."""
        self._next()
        return self.maps.undo(self.id, f"m{self.count}", part="undo", now=self.now)

    @property
    def map(self) -> WellbeingMap:
        """The map now."""
        return self.maps.map_of(self.id)

    def _next(self) -> None:
        self.count += 1
        self.now += timedelta(minutes=1)


@pytest.fixture
def journey(tmp_path: Path) -> Journey:
    """Everything said but the correction."""
    return Journey(tmp_path)


def _item(found: WellbeingMap, label: str) -> Item:
    return next(item for item in found.items if item.label == label)


def _ties(found: WellbeingMap) -> set[frozenset[str]]:
    labels = {item.id: item.label for item in found.items}
    return {frozenset((labels[tie.a], labels[tie.b])) for tie in found.ties}


def test_the_map_holds_exactly_what_was_said(journey: Journey) -> None:
    found = journey.map
    assert [item.label for item in found.of_kind(PERSON)] == [
        "mum",
        "Kai",
        "Dev",
        "Auntie Rukhsana",
        "Linda",
        "uncle",
        "Simran",
    ]
    assert [item.label for item in found.of_kind(PLACE)] == ["library", "gym", "mosque", "leisure centre"]
    assert [item.label for item in found.of_kind(ACTIVITY)] == ["badminton", "watching football"]
    assert [item.label for item in found.items if item.status is Status.PAST] == ["gym"]
    assert {item.label: item.impact for item in found.items if item.impact} == {
        "mum": Impact.MIXED,
        "library": Impact.HELPS,
    }
    assert [item.label for item in found.items if item.formal] == ["Linda"]
    assert (_item(found, "Simran").relation_words, _item(found, "Linda").relation_words) == ("Dev's sister", "CPN")
    assert _ties(found) == {
        frozenset(pair)
        for pair in (
            ("gym", "Dev"),
            ("mosque", "uncle"),
            ("badminton", "leisure centre"),
            ("badminton", "Dev"),
            ("badminton", "Simran"),
            ("leisure centre", "Dev"),
            ("leisure centre", "Simran"),
            ("Dev", "Simran"),
            ("Kai", "watching football"),
        )
    }


def test_dev_is_deb_and_then_dev_again(journey: Journey) -> None:
    stood = journey.map
    assert journey.say(RENAMING).renamed == (("Dev", "Deb"),)
    renamed = journey.map
    assert _item(renamed, "Deb").aliases == ("best mate",)
    assert _item(renamed, "Simran").relation_words == "Deb's sister"
    understood = journey.undo()
    assert understood.renamed == (("Deb", "Dev"),)
    assert journey.map == stood
    assert journey.maps.map_of(journey.id, at=journey.now - timedelta(seconds=1)) == renamed


def test_a_suggestion_from_it_becomes_a_goal(journey: Journey) -> None:
    ideas = suggest(journey.map)
    assert len(ideas) == 3 and len({idea.kind for idea in ideas}) == 3
    back = next(idea for idea in ideas if idea.kind is SuggestionKind.BACK_TO_WITH)
    assert back.names == {"person": "Dev", "thing": "the gym", "place": "the gym"}
    goal = journey.maps.choose_goal(
        journey.id, "m99", "go back to the gym with Dev", back.items, part="goal", now=journey.now
    )
    assert [journey.map.item(each).label for each in goal.items] == ["Dev", "gym"]
    assert journey.map.goals == (goal,)
    assert all("gym" not in idea.names.get("thing", "") for idea in suggest(journey.map))


def test_undone_to_the_beginning_the_map_is_empty(journey: Journey) -> None:
    for _ in range(len([reading for reading in READINGS if not reading.empty])):
        journey.undo()
    assert journey.map == WellbeingMap()
