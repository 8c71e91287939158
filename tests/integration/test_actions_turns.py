"""Turns of the talk with the real services and reader, without Rasa: what a check asks, and what a turn done again does.

A turn that broke half way and is done again says and does the same: no check is skipped, nothing is done twice.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select

from actions import asking, services
from actions.checks import hear_check
from actions.other_one import hear_other_one
from actions.recording import record
from actions.topics import not_understood
from actions.turn import Turn, read_turn
from bot.turns.inbox import receive
from mapping.agenda import Question
from mapping.model import Correction, CorrectionKind, Impact, Kind, Link, Mention, Reading
from mapping.store.access import reading
from mapping.store.migrate import upgrade
from mapping.store.tables import message

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def person(label: str, relation: str | None = None) -> Mention:
    return Mention(label, Kind.PERSON, relation)


class Talker:
    """Somebody who agreed, and each of whose messages can be heard as often as wanted, as after a crash."""

    def __init__(self) -> None:
        self.number = count(1)
        self.now = NOON
        self.participant_id = services.participants().find_or_add("terminal", "1", now=NOON)
        services.participants().record_consent(self.participant_id, True, version="1", now=NOON)
        services.maps().ask(self.participant_id, "m_0", "people.friends", None, part="ask", now=NOON)

    def write(self, text: str) -> Turn:
        """A message as it comes in, with the question that was before the person."""
        self.now += timedelta(minutes=1)
        receive(services.engine(), channel="terminal", address="1", text=text, channel_key=f"k{next(self.number)}", now=self.now)
        with reading(services.engine()) as connection:
            row = connection.execute(select(message).order_by(message.c.seq.desc())).first()
        assert row is not None
        self.latest = {"text": text, "intent": {"name": "add_to_map", "confidence": 1.0}, "entities": [],
                       "metadata": {"message_id": row.id, "asked": row.asked, "about": row.about}}
        return self.again()

    def again(self) -> Turn:
        """The latest message from the start."""
        tracker = Tracker(self.participant_id, {}, self.latest, [], False, None, {"name": "people_form"}, "action_listen")
        return read_turn("validate_people_form", CollectingDispatcher(), tracker)


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    caches = (services.engine, services.maps, services.participants)
    monkeypatch.setenv("SELFMAP_DATABASE_URL", f"sqlite:///{tmp_path / 'selfmap.db'}")
    for cache in caches:
        cache.cache_clear()
    upgrade(services.engine())
    yield Talker()
    services.engine().dispose()
    for cache in caches:
        cache.cache_clear()


def said(turn: Turn) -> list[str]:
    return [each["text"] for each in turn.dispatcher.messages]


def labels(turn: Turn) -> set[str]:
    return {item.label for item in turn.map().items}


def put(talker: Talker, *mentions: Mention) -> None:
    turn = talker.write("hello")
    services.maps().record(*turn.where, Reading(mentions=mentions), part="put", now=turn.now)


def test_a_quiet_check_is_asked_again_by_the_same_turn_and_by_no_other(talker: Talker) -> None:
    put(talker, person("Jas", "friend"), person("Jaspreet"))
    first = talker.write("thats everyone")
    assert asking.ask_quietly(first)
    second = talker.again()
    assert asking.ask_quietly(second) and said(second) == said(first) != []
    assert not asking.ask_quietly(talker.write("lol")), "another message is not asked the same"


def test_an_answer_to_a_check_is_heard_again_and_does_its_work_once(talker: Talker) -> None:
    put(talker, person("Tom", "friend"), person("Priya", "friend"))
    gone = Reading(corrections=tuple(Correction(CorrectionKind.REMOVE, label=label) for label in ("Tom", "Priya")))
    asked = talker.write("take off Tom and Priya")
    assert record(asked, gone, None) and "Shall I take these off" in said(asked)[0]
    first = talker.write("yes please")
    assert hear_check(first)
    second = talker.again()
    assert hear_check(second) and said(second) == said(first)
    assert "I've taken off Tom and Priya" in said(second)[0] and labels(second) == set()
    assert not hear_check(talker.write("yes")), "an answered check is over"


def test_a_merge_is_told_again(talker: Talker) -> None:
    put(talker, person("Jas", "friend"), person("Jaspreet"))
    asking.ask_quietly(talker.write("thats everyone"))
    first = talker.write("yes same person")
    assert hear_check(first)
    second = talker.again()
    assert hear_check(second) and said(second) == said(first) != [] and labels(second) == {"Jaspreet"}


def test_what_was_not_understood_is_not_left_alone_for_being_read_twice(talker: Talker) -> None:
    question = Question("people.friends")
    not_understood(talker.write("blah blah"), question)
    again = talker.again()
    not_understood(again, question)
    assert ("people.friends", None) not in again.talk().outcomes
    not_understood(talker.write("blah blah blah"), question)
    assert again.talk().outcomes[("people.friends", None)] == "skipped"


@pytest.mark.parametrize(("answer", "after"), [("yes", {"Tim"}), ("no", {"Tim (friend)", "Tim (cousin)"})])
def test_a_name_that_another_has_is_asked_about(answer: str, after: set[str], talker: Talker) -> None:
    put(talker, person("Tom", "friend"), person("Tim", "cousin"))
    asked = talker.write("its Tim not Tom")
    assert record(asked, Reading(corrections=(Correction(CorrectionKind.RENAME, label="Tom", to="Tim"),)), None)
    assert said(asked) == ["Are Tom and Tim the same person?"] and labels(asked) == {"Tom", "Tim"}
    turn = talker.write(answer)
    assert hear_check(turn) and labels(turn) == after, said(turn)


def test_one_shared_name_beside_others_is_asked_about_after_the_yes(talker: Talker) -> None:
    put(talker, person("Priya", "friend"), person("Tom", "friend"), person("Dave", "brother"))
    turn = talker.write("dave")
    services.maps().record(*turn.where, Reading(mentions=(person("Dave", "friend"),)), part="put", now=turn.now)
    asked = talker.write("take off Tom, Dave and Priya")
    record(asked, asked.read(None), None)
    assert said(asked) == ["Shall I take these off your map: Tom and Priya?"]
    turn = talker.write("yes")
    assert hear_check(turn) and "Which Dave do you mean?" in said(turn)[-1]
    turn = talker.write("my brother")
    assert hear_check(turn) and labels(turn) == {"Dave"} and turn.map().items[0].relation == "friend"


def test_an_unknown_and_a_shared_name_are_not_dropped_in_silence(talker: Talker) -> None:
    put(talker, person("Priya", "friend"))
    turn = talker.write("take off Zed and Priya")
    record(turn, turn.read(None), None)
    assert labels(turn) == set() and "I don't have Zed" in said(turn)[0] and "taken off Priya" in said(turn)[0]


def test_news_beside_a_no_is_kept(talker: Talker) -> None:
    put(talker, person("Tom", "friend"), person("Priya", "friend"))
    gone = Reading(corrections=tuple(Correction(CorrectionKind.REMOVE, label=label) for label in ("Tom", "Priya")))
    record(talker.write("take off Tom and Priya"), gone, None)
    turn = talker.write("no my nan helps me")
    assert hear_check(turn) and labels(turn) == {"Tom", "Priya", "nan"}


def test_news_beside_a_yes_confirms_nothing(talker: Talker) -> None:
    put(talker, person("Tom", "friend"), person("Priya", "friend"))
    gone = Reading(corrections=tuple(Correction(CorrectionKind.REMOVE, label=label) for label in ("Tom", "Priya")))
    record(talker.write("take off Tom and Priya"), gone, None)
    turn = talker.write("yeah my nan helps me")
    assert not hear_check(turn) and record(turn, turn.read(None), None) and labels(turn) == {"Tom", "Priya", "nan"}


def test_somebody_at_the_funeral_is_not_mourned_and_the_dead_stay_so(talker: Talker) -> None:
    put(talker, person("Mike", "partner"))
    turn = talker.write("my ex Mike was at the funeral. Mum died the year before")
    record(turn, turn.read(None), None)
    assert "sorry about your mum" in said(turn)[0] and "Mike" not in said(turn)[0] and "Mike" not in said(turn)[-1]
    turn = talker.write("i talk to my mum at her grave every sunday")
    record(turn, turn.read(None), None)
    assert not any("in your life now" in each or "mum is part" in each for each in said(turn)), said(turn)


def two_daves(talker: Talker) -> None:
    put(talker, person("Dave", "brother"))
    turn = talker.write("dave from work")
    mentions = (person("Dave", "colleague"), Mention("work", Kind.PLACE))
    services.maps().record(*turn.where, Reading(mentions=mentions, links=(Link("Dave", "work"),)), part="put", now=turn.now)


def hear(talker: Talker, text: str) -> Turn:
    turn = talker.write(text)
    assert hear_other_one(turn) or record(turn, turn.read(None), None), text
    return turn


def impacts(turn: Turn, ids: tuple[str, str]) -> tuple[Impact | None, ...]:
    return tuple(item.impact if (item := turn.map().item(each)) else None for each in ids)


@pytest.mark.parametrize(("text", "brother", "colleague"), [
    ("the other one helps me too", Impact.HELPS, Impact.HELPS),
    ("no it's Dave from work", None, Impact.HELPS),
    ("i meant Dave from work", None, Impact.HELPS),
])
def test_news_of_the_other_is_news_and_only_a_correction_moves(
        text: str, brother: Impact | None, colleague: Impact | None, talker: Talker) -> None:
    two_daves(talker)
    ids = tuple(item.id for item in talker.again().map().items if item.label.startswith("Dave"))
    assert len(ids) == 2
    hear(talker, "my brother Dave helps me a lot")
    turn = hear(talker, text)
    assert impacts(turn, ids) == (brother, colleague), (said(turn), [(item.label, item.relation) for item in turn.map().items])  # type: ignore[arg-type]


def test_news_that_begins_like_a_correction_moves_nothing(talker: Talker) -> None:
    two_daves(talker)
    ids = tuple(item.id for item in talker.again().map().items if item.label.startswith("Dave"))
    hear(talker, "my brother Dave helps me a lot")
    brother, colleague = impacts(hear(talker, "it's hard with Dave from work"), ids)  # type: ignore[arg-type]
    assert brother is Impact.HELPS and colleague is not Impact.HELPS
