"""Whatever the model takes words for, and however sure it is: no action takes anything away without an explicit yes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions import services
from actions.turn import SpokenAction, read_turn
from bot.turns.inbox import add_inbound
from bot.turns.nudge import nudge
from bot.turns.typed import Typed
from mapping.model import GoalState, Kind, Mention, Reading, WellbeingMap
from mapping.store.access import storing
from mapping.store.migrate import upgrade
from tests.system.service import Person, now

pytestmark = pytest.mark.system
DESTRUCTIVE = ("undo", "start_over", "delete_my_data", "drop_goal", "stop", "deny", "affirm", "answer", "nlu_fallback")
FORMS = {"people_form": "people_answer", "goals_form": "goals_choice", "checkin_form": "checkin_answer", "start_over_form": "start_over_certain", "delete_form": "delete_certain",
         "consent_form": "consent_answer", "impact_form": "impact_answer", None: None}
FORM_OF = {f"validate_{form}": form for form in FORMS if form}
MUMBLED = ("hmm the thing with the stuff", "why not")


def everything() -> list[SpokenAction]:
    executor = ActionExecutor()
    executor.register_package("actions")
    return [action.__self__ for name, action in executor.actions.items() if isinstance(getattr(action, "__self__", None), SpokenAction)]


def what_counts(found: WellbeingMap) -> set[object]:
    """Everything that may not go, by name: a question may be answered by these words, but nothing may be lost by them."""
    items, ties = {item.label for item in found.items}, {(tie.a, tie.b) for tie in found.ties}
    return items | ties | {wish.text for wish in found.wishes} | {goal.id for goal in found.goals if goal.state is not GoalState.DROPPED}


@pytest.fixture
def settled(person: Person) -> Person:
    person.say("my friend Tom", "my cousin Sarah", "thats everyone", "nowhere", "no", "no", "no", "i want a goal", "swim more", "skip")
    assert len(person.map().items) == 2 and person.map().goals
    return person


@pytest.fixture
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Somebody with a map and a goal, in a database of their own that the actions use."""
    made = (services.engine, services.maps, services.participants)
    for each in made:
        each.cache_clear()
    monkeypatch.setenv("SELFMAP_DATABASE_URL", f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(services.engine())
    participant_id = services.participants().find_or_add("terminal", "1", now=now())
    services.participants().record_consent(participant_id, True, version="test", now=now())
    mentions = (Mention("Tom", Kind.PERSON, "friend"), Mention("gym", Kind.PLACE))
    services.maps().record(participant_id, "m_1", Reading(mentions=mentions), part="test", now=now())
    services.maps().choose_goal(participant_id, "m_2", "swim more", (), part="test", now=now())
    yield participant_id
    for each in made:
        each.cache_clear()


def tracker(participant_id: str, intent: str, text: str, form: str | None, number: int) -> Tracker:
    slot = FORMS[form]
    message: dict[str, Any] = {
        "text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": [],
        "metadata": {"message_id": f"m_test{number}", "asked": None, "about": None}}
    slots = {"requested_slot": slot, "consented": True, **({slot: text} if slot else {})}
    return Tracker(participant_id, slots, message, [], False, None, {"name": form} if form else {}, "action_listen")


def test_there_are_actions_to_try() -> None:
    assert len(everything()) > 25


@pytest.mark.parametrize("intent", DESTRUCTIVE)
def test_no_action_takes_anything_away_for_an_intent_alone(intent: str, somebody: str) -> None:
    before, number = what_counts(services.maps().map_of(somebody)), 0
    for action in everything():
        for form in {None, FORM_OF.get(action.name())}:
            for text in MUMBLED:
                number += 1
                dispatcher = CollectingDispatcher()
                action.act(read_turn(action.name(), dispatcher, tracker(somebody, intent, text, form, number)))
                assert "'forget': True" not in str(dispatcher.messages), (action.name(), form, text)
        after = what_counts(services.maps().map_of(somebody))
        assert before <= after, (action.name(), before - after)


@pytest.mark.parametrize("intent", ["start_over", "delete_my_data", "drop_goal"])
def test_the_intent_itself_through_the_whole_service_asks_first(intent: str, settled: Person) -> None:
    """As a command would send it: everything stands, and a question is asked."""
    before = what_counts(settled.map())

    def fire() -> None:
        with storing(settled.engine) as connection:
            add_inbound(connection, settled.participant_id, Typed("command", f"/{intent}", f"/{intent}"), asked=None, about=None,
                        channel_key=f"terminal:{intent}:{settled.chat_id}", now=now())
        nudge(settled.service.home)

    answer = settled._after(fire)  # noqa: SLF001
    assert re.search(r"\?\s*$", answer), answer
    settled.say("hmm well")
    assert before <= what_counts(settled.map())

