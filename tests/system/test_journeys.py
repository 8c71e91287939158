"""Whole conversations through the Bot API, typed as they stand, from hello to a map and a goal."""

from collections.abc import Callable

import pytest

from mapping.model import GoalState, Impact, Kind, Status, WellbeingMap
from tests.system.journeys import RAMBLING, REQUIRED, TERSE
from tests.system.service import Person
from tests.telegram.standin import TelegramStandIn

pytestmark = pytest.mark.system


def labels(found: WellbeingMap, *kinds: Kind) -> set[str]:
    return {item.label for item in found.of_kind(*kinds)}


def ties(found: WellbeingMap) -> set[frozenset[str]]:
    names = {item.id: item.label for item in found.items}
    return {frozenset({names[tie.a], names[tie.b]}) for tie in found.ties}


def get(found: WellbeingMap, label: str) -> object:
    return next(item for item in found.items if item.label == label)


def pairs(*both: str) -> set[frozenset[str]]:
    return {frozenset(pair.split(" – ")) for pair in both}


def test_the_first_whole_journey(on_telegram: Person, standin: TelegramStandIn) -> None:
    person = on_telegram
    hello = person.say("hiya")
    assert "Selfmap" in hello and "not a person" in hello and hello.count("?") == 1
    assert "live with" in person.press("Yes, that's OK")
    answers = {text: person.say(text) for text in REQUIRED}

    found = person.map()
    assert labels(found, Kind.PERSON) == {"mum", "Kai", "Dev", "Auntie Rukhsana", "Linda", "Simran", "uncle"}
    assert labels(found, Kind.PLACE) == {"library", "gym", "mosque", "leisure centre"}
    assert labels(found, Kind.ACTIVITY) == {"badminton", "watching football"}
    assert labels(found, Kind.GROUP, Kind.PET) == set()
    assert ties(found) == pairs(
        "Dev – gym", "uncle – mosque", "badminton – leisure centre", "Dev – badminton", "Simran – badminton",
        "Dev – leisure centre", "Simran – leisure centre", "Dev – Simran", "Kai – watching football")
    relations = {item.label: item.relation for item in found.of_kind(Kind.PERSON)}
    assert relations == {
        "mum": "mother", "Kai": "brother", "Dev": "friend", "Auntie Rukhsana": "aunt", "Linda": "nurse", "Simran": "other",
        "uncle": "uncle"}
    assert get(found, "Simran").relation_words == "Dev's sister"
    assert get(found, "Linda").formal is True and get(found, "Kai").formal is False
    assert {item.label for item in found.items if item.status is Status.PAST} == {"gym"}
    assert get(found, "mum").impact is Impact.MIXED
    assert get(found, "library").impact is Impact.HELPS and get(found, "library").locality == "Hounslow"
    assert get(found, "Linda").impact is None
    assert all(item.sources for item in found.items) and all(tie.sources for tie in found.ties)

    assert "Deb" in answers["actually its Deb not Dev"] and "Dev" in answers["undo that"]
    pictures = [sent for sent in standin.messages(person.chat_id) if sent.photo]
    assert len(pictures) == 1 and pictures[0].photo.startswith(b"\x89PNG") and pictures[0].text

    chosen = person.press("Number 1")
    goals = person.map().goals
    assert len(goals) == 1 and goals[0].state is GoalState.ACTIVE and goals[0].text in chosen
    assert any(item.label in goals[0].text for item in found.items)
    person.say("i'll text dev tonight")
    assert person.map().goals[0].first_step == "text dev tonight"


def test_every_answer_says_what_was_understood_and_asks_one_thing(person: Person) -> None:
    for text in REQUIRED[:10]:
        answer = person.say(text)
        assert answer.count("?") <= 1, answer
    assert "badminton" in person.say("what have you got so far")


def test_somebody_terse(on_telegram: Person) -> None:
    person = on_telegram
    person.say("hi", "yes", *TERSE)
    found = person.map()
    assert labels(found, Kind.PERSON, Kind.GROUP) >= {"wife", "Ali", "Hamza"}
    assert "Dr Khan" in labels(found, Kind.PERSON) and get(found, "Dr Khan").formal is True
    assert labels(found, Kind.PLACE) == {"allotment", "Tesco"} or labels(found, Kind.PLACE) == {"allotment", "tesco"}
    assert {"digging", "karate"} <= labels(found, Kind.ACTIVITY)
    assert get(found, "karate").status is Status.PAST


def test_somebody_rambling(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hello dear", "yes that's fine", *RAMBLING)
    found = person.map()
    assert {"Christine", "Maureen", "Mr Hussain", "Paul"} <= labels(found, Kind.PERSON)
    assert get(found, "Arthur").status is Status.PAST and get(found, "Arthur").relation == "husband"
    assert get(found, "Christine").relation == "daughter"
    assert labels(found, Kind.PET) == {"Tiger"}
    assert {"church", "garden centre", "garden"} <= labels(found, Kind.PLACE)
    assert "knitting" in labels(found, Kind.ACTIVITY)
    assert frozenset({"Maureen", "garden centre"}) in ties(found)
