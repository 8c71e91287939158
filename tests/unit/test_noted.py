"""What was understood of each message, in words for a peer support worker; and the times whose maps are set side by side."""

from dataclasses import replace
from datetime import timedelta

from mapping.describe.noted import tell_noted
from mapping.describe.third_person import facts_about
from mapping.history import moments
from mapping.model import (
    Change, ChangeKind, Correction, CorrectionKind, Frequency, Impact, Item, Kind, Link, Reading, Status,
)
from tests.unit.map_makers import NOON, Notebook, activity, person


def told(notebook: Notebook, message_id: str) -> list[str]:
    return [note.text for note in tell_noted(notebook.history, [message_id]).get(message_id, ())]


def test_each_message_has_what_was_understood_of_it() -> None:
    notebook = Notebook()
    notebook.say(Reading((person("Amy", "friend", impact=Impact.HELPS), activity("chess")), (Link("Amy", "chess"),)))
    notebook.mention(person("Amy", frequency=Frequency.WEEKLY, known=True))
    notebook.mention(person("Amy", known=True))
    assert told(notebook, "m1") == ["New: Amy, friend; helps", "New: chess, something they do", "Amy and chess go together"]
    assert told(notebook, "m2") == ["Amy: weekly"]
    assert told(notebook, "m3") == ["Spoke of Amy"]
    assert tell_noted(notebook.history, ["m9"]) == {}


def test_things_are_told_by_the_name_they_had_then() -> None:
    notebook = Notebook()
    notebook.mention(person("Sara"))
    notebook.say(Reading(corrections=(Correction(CorrectionKind.RENAME, "Sara", "Sarah"),)))
    notebook.mention(person("Sarah", impact=Impact.HINDERS, known=True))
    assert told(notebook, "m1") == ["New: Sara, a person"]
    assert told(notebook, "m2") == ["“Sara” is called “Sarah”"]
    assert told(notebook, "m3") == ["Sarah: makes it harder"]


def test_what_was_taken_back_is_told_and_counts_no_more() -> None:
    notebook = Notebook()
    notebook.mention(person("Amy"))
    notebook.history.append(Change(ChangeKind.UNDONE, {"message_id": "m1"}, "m2", notebook.now))
    noted = tell_noted(notebook.history, ["m1", "m2"])
    assert [note.stands for note in noted["m1"]] == [False]
    assert [note.text for note in noted["m2"]] == ["Took back what an earlier message had put on the map"]


def test_every_note_names_the_items_it_is_about() -> None:
    notebook = Notebook()
    notebook.say(Reading((person("Amy"), activity("chess")), (Link("Amy", "chess"),)))
    amy, chess = (item.id for item in notebook.map.items)
    assert [note.items for note in tell_noted(notebook.history, ["m1"])["m1"]] == [(amy,), (chess,), (amy, chess)]


def test_facts_of_an_item_are_told_in_the_third_person() -> None:
    item = Item("i", Kind.PERSON, "Linda", relation="nurse", relation_words="CPN", formal=True, impact=Impact.HELPS, impact_words="she listens")
    assert facts_about(item) == ["nurse (they say “CPN”)", "helps", "they say “she listens”"]
    assert facts_about(replace(item, kind=Kind.PLACE, relation=None, relation_words=None, status=Status.PAST)) == [
        "a place", "a worker or a service", "in the past", "helps", "they say “she listens”"]


def test_without_sessions_each_time_after_a_long_quiet_is_one() -> None:
    notebook = Notebook()
    notebook.mention(person("Amy"))
    notebook.now += timedelta(days=3)
    notebook.mention(person("Ben"))
    found = moments(notebook.history)
    assert [(each.number, each.session) for each in found] == [(1, False), (2, False)]
    assert found[0].at == NOON + timedelta(minutes=1)
    assert moments([]) == ()


def test_with_sessions_each_is_one_and_ends_where_the_next_begins() -> None:
    notebook = Notebook()
    notebook.mention(person("Amy"))
    for number in (1, 2):
        notebook.now += timedelta(days=7)
        notebook.history.append(Change(ChangeKind.SESSION_STARTED, {"number": number, "topics": [], "keys": []}, "s", notebook.now))
        notebook.mention(person(f"Ben{number}"))
    first, second = moments(notebook.history)
    assert (first.number, first.session, second.number) == (1, True, 2)
    assert first.began < first.at < second.began < second.at
