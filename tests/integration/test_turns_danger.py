"""Safety fails closed: whatever breaks, danger gets words and an alert, and nothing unread reaches Rasa."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, select

import nlu.safety.words
from bot.turns import inbox
from bot.turns.danger import UNSCREENED, Danger, ScreenFailed
from bot.turns.inbox import Inbound
from bot.turns.turn import Turns
from bot.turns.words import ChannelWords
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Says:
    """A screen that finds what it is told to find, and remembers what it was shown."""

    def __init__(self, finds: object) -> None:
        self.finds, self.shown = finds, []

    def check(self, text: str, *, before: tuple[str, ...] = ()) -> object:
        self.shown.append((text, before))
        if isinstance(self.finds, Exception):
            raise self.finds
        return self.finds


class NoRasa:
    async def answer(self, inbound: Inbound) -> None:
        raise AssertionError("must not reach Rasa")


@pytest.fixture
def engine(tmp_path) -> Engine:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    return engine


def receive(engine: Engine, text: str, key: str = "k", kind: str = "text") -> Inbound:
    found = inbox.find(engine, inbox.receive(
        engine, channel="telegram", address="7", text=text, kind=kind, channel_key=key, now=NOW))
    assert found
    return found


def rows(engine: Engine, table) -> list:
    with reading(engine) as connection:
        return list(connection.execute(select(table)))


def test_without_crisis_words_the_last_resort_is_said(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlu.safety.words, "crisis_reply", None)
    said = receive(engine, "words of danger")
    danger = Danger(engine, Says(SimpleNamespace(kind="suicidal")), last_resort="call 999")
    assert danger.answer(said, now=NOW)
    assert danger.answer(said, now=NOW), "again, nothing is written twice"
    assert [row.text for row in rows(engine, message) if row.direction == "out"] == ["call 999"]
    assert [(row.kind, row.message_id) for row in rows(engine, alert)] == [("suicidal", said.id)]


def test_a_broken_screen_sends_nothing_on_and_calls_for_a_person(engine: Engine) -> None:
    said = receive(engine, "anything at all")
    danger, words = Danger(engine, Says(ValueError("broken")), last_resort=""), ChannelWords.load()
    with pytest.raises(ScreenFailed):
        danger.answer(said, now=NOW)
    asyncio.run(Turns(engine, NoRasa(), danger, words, stored=lambda: None).run(said.id))
    assert [row.kind for row in rows(engine, alert)] == [UNSCREENED]
    assert [row.text for row in rows(engine, message) if row.direction == "out"] == [words["fault"]]


@pytest.mark.parametrize("kind", ["text", "photo", "edited", "forwarded"])
def test_every_kind_of_words_is_screened(engine: Engine, kind: str) -> None:
    receive(engine, "first half", "k1")
    screen = Says(None)
    assert not Danger(engine, screen, last_resort="").answer(receive(engine, "second half", "k2", kind), now=NOW)
    assert screen.shown == [("second half", ("first half",))]
