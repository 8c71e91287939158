"""Nothing is kept without a clear yes, and all of it goes on a no or when somebody asks."""

import sqlite3
import time
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from mapping.store.engine import reading
from mapping.store.tables import message, metadata, parted, participant
from tests.system.endings import left_of
from tests.system.rasa_memory import days_pass, remembered
from tests.system.service import Person

pytestmark = pytest.mark.system
WITHIN = 60.0


def rows_of(person: Person) -> int:
    with reading(person.engine) as connection:
        address = func.coalesce(parted.c.address, participant.c.address)
        mine = select(func.count()).select_from(participant).outerjoin(parted).where(address == str(person.chat_id))
        return int(connection.execute(mine).scalar_one())


def rasa_events(person: Person, participant_id: str) -> int:
    with sqlite3.connect(person.service.home / "rasa.db") as connection:
        return int(connection.execute("SELECT count(*) FROM events WHERE sender_id = ?", [participant_id]).fetchone()[0])


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_no_leaves_nothing_behind(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hello canary-walnut")
    participant_id = person.participant_id
    assert rasa_events(person, participant_id) > 0
    person.send_press("No")
    wait_until(lambda: rows_of(person) == 0 and rasa_events(person, participant_id) == 0)
    with reading(person.engine) as connection:
        for table in metadata.sorted_tables:
            assert "walnut" not in str(connection.execute(select(table)).all()), table.name
    person.seen = 0
    assert "Is it OK" in person.say("hello again")


def test_words_before_consent_are_not_kept(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    answer = person.say("i live with my canary-almond mum")
    assert "Is it OK" in answer
    with reading(person.engine) as connection:
        assert "almond" not in str(connection.execute(select(message.c.text)).all())
    assert person.map().items == ()


@pytest.mark.parametrize("unclear", ["maybe", "what for", "i live with my mum", "yes but my sister says i should not tell anybody"])
def test_only_a_clear_yes_is_a_yes(unclear: str, newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hi")
    assert "OK if I keep" in person.say(unclear)
    assert person.map().items == ()
    assert "live with" in person.say("yes")


@pytest.mark.parametrize("text", ["y", "oh yes thats fine I dont mind at all"])
def test_a_short_and_a_long_yes_are_clear(text: str, newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hi")
    assert "live with" in person.say(text)


def test_after_a_no_news_is_met_with_the_question(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hi")
    person.send_press("No")
    wait_until(lambda: rows_of(person) == 0)
    person.seen = 0
    assert "OK if I keep" in person.say("day centre. cathedral")
    assert person.map().items == ()


def test_erasing_takes_two_yeses_and_is_real(person: Person) -> None:
    person.say("i live with my brother Kai")
    participant_id = person.participant_id
    assert "Do you want that?" in person.say("delete my data")
    assert "erased" in person.say("hmm not sure")
    person.say("delete my data")
    person.press("Yes, erase it")
    person.send_press("Yes, erase everything")
    wait_until(lambda: rows_of(person) == 0 and rasa_events(person, participant_id) == 0)


@pytest.mark.parametrize("on", ["person", "on_telegram"])
def test_nothing_of_the_old_map_is_shown_once_the_last_yes_is_given(on: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(on)
    if on == "on_telegram":
        person.say("hi", "yes")
    person.say("i live with my brother Kai", "delete my data", "yes")
    old = person.participant_id
    assert "erased everything" in person.say("yes")
    answer = person.say("show my map")
    assert "Kai" not in answer and "Is it OK" in answer
    assert person.participant_id != old and person.map().items == ()
    assert left_of(person, old) == {}
    assert "live with" in person.say("yes")


def test_what_is_sent_together_with_the_yes_is_met_as_from_somebody_new(person: Person) -> None:
    person.say("i live with my brother Kai", "delete my data")
    old = person.participant_id
    for text in ("yes", "yes", "show my map"):
        person.send(text)
    assert "Kai" not in person.say("who is on my map")
    assert person.participant_id != old and "live with" in person.say("yes")


def test_a_long_silence_changes_nothing(person: Person) -> None:
    asked = person.say("i live with my brother Kai")
    assert "family" in asked
    days_pass(person)
    answer = person.say("my nan and my cousin Aisha")
    assert "Aisha" in answer and "friends" in answer
    assert {item.label for item in person.map().items} == {"Kai", "nan", "Aisha"}


def test_erasing_with_typed_words(person: Person) -> None:
    person.say("i live with my brother Kai")
    participant_id = person.participant_id
    person.say("delete my data")
    assert "now?" in person.say("yes")
    person.send("yes")
    wait_until(lambda: rows_of(person) == 0 and rasa_events(person, participant_id) == 0)


def test_what_is_written_before_a_yes_is_not_in_rasas_memory_either(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hello i am canary-hazel", "my mum canary-pecan is nice")
    everything = str(remembered(person))
    assert "canary-hazel" not in everything and "canary-pecan" not in everything
    assert "live with" in person.say("yes")


def test_the_question_of_consent_survives_a_long_silence(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hi")
    days_pass(person)
    assert "live with" in person.say("yes")
