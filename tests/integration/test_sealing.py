"""What people said is sealed where it lies: nobody reads it without the keys, and what was altered or moved is refused."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update

from mapping.errors import KeyMissing, SealBroken
from mapping.services import Participants
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.sealing import vault_of
from mapping.store.sealing.columns import Sealed
from mapping.store.tables import button, change, message, metadata, participant, picture
from tests.integration.store_databases import DATABASES, empty_database

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WORDS = "marmalade and lanterns"


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty database with its tables, and keys of its own."""
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


def a_person(engine: Engine, address: str = "1") -> str:
    return Participants(engine).find_or_add("web", address, now=NOW)


def a_message(engine: Engine, who: str, message_id: str = "m_1", **values: object) -> None:
    row = {"id": message_id, "participant_id": who, "direction": "in", "kind": "text", "text": WORDS, "at": NOW, "state": "done", **values}
    with writing(engine) as connection:
        connection.execute(insert(message).values(**row))


def stored(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    with reading(engine) as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_every_kind_of_column_comes_back_as_it_was_given_and_lies_sealed(engine: Engine) -> None:
    who = a_person(engine)
    a_message(engine, who, about="Zoë 🙂", buttons=[{"title": WORDS, "token": "t"}], payload="")
    with writing(engine) as connection:
        connection.execute(insert(picture).values(id="x_1", participant_id=who, at=NOW, png=b"\x89PNG\x00" + WORDS.encode(), words=WORDS))
        connection.execute(insert(change), [
            {"participant_id": who, "message_id": "m_1", "part": "p", "ordinal": place, "session": 1, "at": NOW, "kind": "item_added",
             "body": {"said": {"label": WORDS}, "place": place}} for place in range(3)])
        connection.execute(insert(button).values(token="t", participant_id=who, message_id="m_1", title=WORDS, payload="/affirm"))
    with reading(engine) as connection:
        row = connection.execute(select(message, picture.c.words, picture.c.png).outerjoin(picture, picture.c.participant_id == who)).one()
        assert (row.text, row.about, row.payload, row.buttons) == (WORDS, "Zoë 🙂", "", [{"title": WORDS, "token": "t"}])
        assert row.png == b"\x89PNG\x00" + WORDS.encode() and row.words == WORDS
        bodies = connection.scalars(select(change.c.body).order_by(change.c.seq)).all()
        assert [body["place"] for body in bodies] == [0, 1, 2]
        assert connection.execute(select(button.c.title, button.c.payload)).one() == (WORDS, "/affirm")
        theirs = message.alias()
        assert connection.scalar(select(theirs.c.text.label("said"))) == WORDS, "by another name too"
        assert connection.scalar(select(message.c.id).where(message.c.payload == "")) == "m_1", "what is empty can be asked for"
    for table, column in (("message", "text"), ("message", "buttons"), ("picture", "png"), ("picture", "words"), ("change", "body"), ("button", "title")):
        for (value,) in stored(engine, f"SELECT {column} FROM {table}"):
            raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            assert raw.startswith(b"s1:") and b"marmalade" not in raw


def test_the_same_words_twice_look_different(engine: Engine) -> None:
    who = a_person(engine)
    a_message(engine, who, "m_1")
    a_message(engine, who, "m_2")
    assert len({row for row in stored(engine, "SELECT text FROM message")}) == 2


def test_a_flipped_bit_is_refused(engine: Engine) -> None:
    a_message(engine, a_person(engine))
    ((value,),) = stored(engine, "SELECT text FROM message")
    for place in (5, len(str(value)) // 2, len(str(value)) - 3):
        bent = f"{str(value)[:place]}{'A' if str(value)[place] != 'A' else 'B'}{str(value)[place + 1:]}"
        with writing(engine) as connection:
            connection.exec_driver_sql(f"UPDATE message SET text = '{bent}'")
        with pytest.raises(SealBroken), reading(engine) as connection:
            connection.execute(select(message.c.text)).all()


@pytest.mark.parametrize("moved", [
    "UPDATE message SET text = (SELECT text FROM message WHERE id = 'm_2') WHERE id = 'm_1'",  # another row of the same person
    "UPDATE message SET text = (SELECT text FROM message WHERE id = 'm_3') WHERE id = 'm_1'",  # another person's
    "UPDATE message SET text = (SELECT about FROM message WHERE id = 'm_1') WHERE id = 'm_1'",  # another column
    "UPDATE message SET participant_id = (SELECT participant_id FROM message WHERE id = 'm_3') WHERE id = 'm_1'",  # given to somebody else
    "UPDATE message SET text = 'plain words' WHERE id = 'm_1'",
    "UPDATE message SET text = 's1:not sealed at all' WHERE id = 'm_1'",
])
def test_a_value_moved_to_another_place_or_put_there_in_plain_is_refused(engine: Engine, moved: str) -> None:
    one, other = a_person(engine, "1"), a_person(engine, "2")
    for who, message_id in ((one, "m_1"), (one, "m_2"), (other, "m_3")):
        a_message(engine, who, message_id, about="something")
    with writing(engine) as connection:
        connection.exec_driver_sql(moved)
    with pytest.raises(SealBroken), reading(engine) as connection:
        connection.execute(select(message.c.text).where(message.c.id == "m_1")).all()


def test_an_update_seals_for_its_row_and_never_for_several(engine: Engine) -> None:
    who = a_person(engine)
    a_message(engine, who, "m_1")
    a_message(engine, who, "m_2")
    with writing(engine) as connection:
        connection.execute(update(message).where(message.c.id == "m_1").values(text="other words", state="sent"))
        connection.execute(update(message).where(message.c.id == "nobody's").values(text="other words"))
        with pytest.raises(SealBroken):
            connection.execute(update(message).values(text="the same for all"))
        connection.execute(update(message).where(message.c.id == "m_2").values(text="", about=None))
    with reading(engine) as connection:
        assert list(connection.scalars(select(message.c.text).order_by(message.c.seq))) == ["other words", ""]


def test_words_can_be_neither_looked_for_in_sql_nor_written_past_the_seal(engine: Engine) -> None:
    who = a_person(engine)
    a_message(engine, who)
    with reading(engine) as connection, pytest.raises(Exception, match="sealed"):
        connection.execute(select(message.c.id).where(message.c.text == WORDS)).all()
    with writing(engine) as connection, pytest.raises(SealBroken, match="must be given"):
        connection.execute(insert(message).values(participant_id=who, text=WORDS, direction="in", kind="text", at=NOW, state="done"))
    with writing(engine) as connection, pytest.raises(SealBroken):
        connection.execute(insert(message).values([{"id": "m_9", "participant_id": who, "text": WORDS}]))


def test_a_broken_off_transaction_leaves_nothing_and_the_next_one_works(engine: Engine) -> None:
    with pytest.raises(RuntimeError), writing(engine) as connection:
        connection.execute(insert(participant).values(id="p_x", channel="web", address="x", created_at=NOW))
        raise RuntimeError
    who = a_person(engine, "x")
    a_message(engine, who)
    with reading(engine) as connection:
        assert connection.scalar(select(message.c.text)) == WORDS


def test_every_column_of_words_is_sealed_and_names_itself_rightly() -> None:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                assert column.type.name == f"{table.name}.{column.name}"
                assert "participant_id" in table.c and all(table.c[each].nullable is False for each in column.type.row)


def test_erasing_destroys_the_key(engine: Engine) -> None:
    who = a_person(engine)
    a_message(engine, who)
    ((sealed,),) = stored(engine, "SELECT text FROM message")
    Participants(engine).erase(who, why="asked", now=NOW)
    Participants(engine).erase(who, why="asked", now=NOW)
    assert who not in vault_of(engine).people()
    with writing(engine) as connection:  # a backup is put back: the rows are there again, and stay silent
        connection.exec_driver_sql(f"INSERT INTO participant (id, channel, address, created_at) VALUES ('{who}', 'web', '1', '2026-11-26 12:00:00')")
        connection.exec_driver_sql(
            "INSERT INTO message (seq, id, participant_id, direction, kind, text, at, state) "
            f"VALUES (1, 'm_1', '{who}', 'in', 'text', '{sealed}', '2026-11-26 12:00:00', 'done')")
    with pytest.raises(KeyMissing), reading(engine) as connection:
        connection.execute(select(message.c.text)).all()


def test_rows_from_before_are_sealed_and_leave_nothing_in_plain(tmp_path: Path) -> None:
    path = tmp_path / "selfmap.db"
    engine = make_engine(f"sqlite:///{path}")
    _database_of_before(engine)
    assert b"marmalade" in path.read_bytes() + (path.parent / "selfmap.db-wal").read_bytes()
    engine.dispose()
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    with reading(engine) as connection:
        rows = connection.execute(select(message.c.text, message.c.buttons).order_by(message.c.seq)).all()
        assert [tuple(row) for row in rows] == [(WORDS, [{"title": WORDS, "token": "t"}]), ("", None)]
        assert connection.scalar(select(change.c.body)) == {"id": "i_1", "said": {"label": WORDS}}
        assert connection.execute(select(picture.c.png, picture.c.words)).one() == (b"\x89PNG marmalade", WORDS)
        assert connection.execute(select(button.c.title, button.c.payload)).one() == (WORDS, "/affirm")
    for file in tmp_path.iterdir():
        assert b"marmalade" not in file.read_bytes(), file.name


def _database_of_before(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "mapping.store:migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0030")
        at = "2026-11-26 12:00:00"
        connection.exec_driver_sql(f"INSERT INTO participant (id, channel, address, created_at) VALUES ('p_1', 'web', '1', '{at}')")
        for seq, text, buttons in ((1, WORDS, json.dumps([{"title": WORDS, "token": "t"}])), (2, "", "null")):
            connection.exec_driver_sql(
                "INSERT INTO message (seq, id, participant_id, direction, kind, text, buttons, at, state) VALUES (?, ?, 'p_1', 'out', 'text', ?, ?, ?, 'sent')",
                (seq, f"m_{seq}", text, buttons, at))
        connection.exec_driver_sql(
            "INSERT INTO change (seq, participant_id, message_id, part, ordinal, session, at, kind, body) VALUES (1, 'p_1', 'm_1', 'p', 0, 1, ?, 'item_added', ?)",
            (at, json.dumps({"id": "i_1", "said": {"label": WORDS}})))
        connection.exec_driver_sql("INSERT INTO picture (id, participant_id, at, png, words) VALUES ('x_1', 'p_1', ?, ?, ?)", (at, b"\x89PNG marmalade", WORDS))
        connection.exec_driver_sql("INSERT INTO button (token, participant_id, message_id, title, payload) VALUES ('t', 'p_1', 'm_1', ?, '/affirm')", (WORDS,))


def test_ten_thousand_messages_cost_little_more_opened_than_read(engine: Engine) -> None:
    """No time is measured: that each value is opened once, and that the key is fetched once, is what keeps it quick."""
    who = a_person(engine)
    with writing(engine) as connection:
        connection.execute(insert(message), [
            {"id": f"m_{place}", "participant_id": who, "direction": "in", "kind": "text", "text": f"{WORDS} {place}", "at": NOW, "state": "done"}
            for place in range(10_000)])
    engine.dispose()
    vault = vault_of(engine)
    vault._known.clear()
    fetched = []
    store = vault._opened()[0]
    original = store.wrapped
    store.wrapped = lambda person: fetched.append(person) or original(person)  # type: ignore[method-assign]
    with reading(engine) as connection:
        texts = connection.scalars(select(message.c.text).where(message.c.participant_id == who)).all()
    assert sum("9999" in text for text in texts) == 1 and fetched == [who]


def test_the_file_of_before_is_not_needed_to_read_it_with_the_standard_library(tmp_path: Path) -> None:
    """A look from outside, past our own code: the file holds no word of it."""
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    a_message(engine, a_person(engine))
    with sqlite3.connect(tmp_path / "selfmap.db") as connection:
        assert "marmalade" not in "\n".join(connection.iterdump())
