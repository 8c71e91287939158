"""A person's messages, read a page at a time by key, searched, and never another's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.services.transcripts import Transcripts
from mapping.store.engine import writing
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mo(engine: Engine) -> str:
    return participant(engine, "1")


def participant(engine: Engine, address: str) -> str:
    people = Participants(engine)
    participant_id = people.find_or_add("telegram", address, now=NOON)
    people.record_consent(participant_id, True, version="1", now=NOON)
    return participant_id


def say(engine: Engine, participant_id: str, *texts: str, start: int = 0, **columns: object) -> None:
    """Rows m0, m1, ...: theirs and the bot's in turn, a minute apart."""
    with writing(engine) as connection:
        connection.execute(insert(message), [
            {"id": f"{participant_id}:m{n}", "participant_id": participant_id, "direction": "out" if n % 2 else "in", "kind": "text",
             "text": text, "at": NOON + timedelta(minutes=n), "state": "sent" if n % 2 else "done", **columns}
            for n, text in enumerate(texts, start)])


def texts(page: object) -> list[str]:
    return [line.text for line in page.lines]


def test_pages_go_both_ways_without_a_gap(engine: Engine, mo: str) -> None:
    say(engine, mo, *(f"t{n}" for n in range(25)))
    transcripts = Transcripts(engine)
    last = transcripts.latest(mo, most=10)
    assert texts(last) == [f"t{n}" for n in range(15, 25)]
    assert (last.older, last.newer) == (True, False)
    older = transcripts.latest(mo, before=last.lines[0].seq, most=10)
    assert texts(older) == [f"t{n}" for n in range(5, 15)]
    oldest = transcripts.latest(mo, before=older.lines[0].seq, most=10)
    assert (texts(oldest), oldest.older, oldest.newer) == ([f"t{n}" for n in range(5)], False, True)
    assert texts(transcripts.following(mo, after=older.lines[-1].seq, most=10)) == texts(last)
    assert texts(transcripts.following(mo, after=0, most=3)) == ["t0", "t1", "t2"]


def test_a_message_is_found_in_the_middle_of_its_page(engine: Engine, mo: str) -> None:
    say(engine, mo, *(f"t{n}" for n in range(25)))
    page = Transcripts(engine).around(mo, f"{mo}:m12", most=5)
    assert page is not None and texts(page) == ["t10", "t11", "t12", "t13", "t14"]
    other = participant(engine, "2")
    assert Transcripts(engine).around(other, f"{mo}:m12") is None


def test_a_day_opens_where_it_begins(engine: Engine, mo: str) -> None:
    say(engine, mo, "a", "b", "c")
    assert texts(Transcripts(engine).since(mo, NOON + timedelta(minutes=1))) == ["b", "c"]
    assert texts(Transcripts(engine).since(mo, NOON + timedelta(days=1))) == ["a", "b", "c"]


def test_search_minds_neither_case_nor_accents_and_takes_all_words(engine: Engine, mo: str) -> None:
    say(engine, mo, "I went to the Café with Zoë", "Noted.", "zoe's not well", "OK 100% (really)")
    find = lambda words: texts(Transcripts(engine).search(mo, words))  # noqa: E731
    assert find("ZOE") == ["zoe's not well", "I went to the Café with Zoë"]
    assert find("cafe zoë") == ["I went to the Café with Zoë"]
    assert find("100% (") == ["OK 100% (really)"]
    assert find("zoes") == ["zoe's not well"]
    assert find("  ") == find("walrus") == []


def test_search_goes_on_where_it_stopped(engine: Engine, mo: str) -> None:
    say(engine, mo, *(f"tea {n}" for n in range(7)))
    transcripts = Transcripts(engine)
    first = transcripts.search(mo, "tea", most=3)
    assert (texts(first), first.more is not None) == (["tea 6", "tea 5", "tea 4"], True)
    second = transcripts.search(mo, "tea", before=first.more, most=3)
    third = transcripts.search(mo, "tea", before=second.more, most=3)
    assert (texts(third), third.more) == (["tea 0"], None)


def test_beside_each_message_stands_what_was_understood_and_the_flags_are_known(engine: Engine, mo: str) -> None:
    say(engine, mo, "my mate amy", "Noted.", "i cant go on")
    Maps(engine).record(mo, f"{mo}:m0", Reading((Mention("Amy", Kind.PERSON, "friend"),)), part="add", now=NOON)
    with writing(engine) as connection:
        connection.execute(insert(alert).values(id="a1", participant_id=mo, message_id=f"{mo}:m2", kind="suicidal", at=NOON))
    page = Transcripts(engine).latest(mo)
    assert [note.text for note in page.noted[f"{mo}:m0"]] == ["New: Amy, friend"]
    assert [(flag.message_id, flag.acknowledged_at) for flag in page.flags] == [(f"{mo}:m2", None)]
    amy = Maps(engine).map_of(mo).items[0]
    assert [line.text for line in Transcripts(engine).words_of(mo, amy.sources)] == ["my mate amy"]


def test_nobody_reads_anothers_words(engine: Engine, mo: str) -> None:
    other = participant(engine, "2")
    say(engine, mo, "mine")
    assert Transcripts(engine).latest(other).lines == ()
    assert Transcripts(engine).words_of(other, [f"{mo}:m0"]) == ()
    assert Transcripts(engine).search(other, "mine").lines == ()


def test_a_message_that_could_not_be_sent_is_not_what_they_saw(engine: Engine, mo: str) -> None:
    say(engine, mo, "hello", "never came", state="failed")
    assert texts(Transcripts(engine).latest(mo)) == ["hello"]
