"""`selfmap demo`: invented people only, in an empty home only, the same each time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.cli.demo import refuse_what_is_in_use
from bot.demo.lives import read_lives
from bot.demo.telling import CHANNEL, Teller
from bot.settings import SettingWrong
from mapping.goals import tell_stories
from mapping.history import moments
from mapping.services import Participants, Sessions
from mapping.sessions import DEFAULT, read_plan
from mapping.store.access import looking
from mapping.store.engine import make_engine
from mapping.store.history import history_of
from mapping.store.migrate import upgrade
from mapping.store.sharing import Shared
from mapping.store.tables import alert, message, participant
from nlu.extraction import Reader
from nlu.safety.screen import Screen

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


def store(folder: Path) -> Engine:
    folder.mkdir(exist_ok=True)
    engine = make_engine(f"sqlite:///{folder / 'selfmap.db'}")
    upgrade(engine)
    return engine


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def told(folder: Path, reader: Reader, *names: str) -> Engine:
    engine = store(folder)
    teller = Teller(engine, Sessions(engine, read_plan(DEFAULT)), reader, Screen.load())
    for life in read_lives(NOW):
        if not names or life.name in names:
            teller.tell(life, worker="Kirsty Bell")
    return engine


def test_the_lives_are_several_with_consents_that_differ() -> None:
    lives = read_lives(NOW)
    assert len(lives) >= 6 and {life.shares[-1][1] for life in lives} == set(Shared)
    assert all(day.began <= NOW for life in lives for day in life.days)


def test_every_life_can_be_told_and_has_what_the_pages_show(tmp_path: Path, reader: Reader) -> None:
    engine = told(tmp_path / "a", reader)
    with looking(engine) as connection:
        assert set(connection.scalars(select(participant.c.channel))) == {CHANNEL}
        assert len(connection.scalars(select(alert.c.id)).all()) == 1
        history = history_of(connection, "p_demo_joanne")
        assert connection.scalar(select(message.c.state).where(message.c.state.not_in(("done", "sent"))).limit(1)) is None
    assert len(moments(history)) == 5
    stories = tell_stories(history)
    assert len(stories) == 2 and [rating.value for rating in stories[0].ratings] == [3, 6, 8]


def test_the_same_life_gives_the_same_rows(tmp_path: Path, reader: Reader) -> None:
    rows = []
    for folder in ("a", "b"):
        engine = told(tmp_path / folder, reader, "shabnam")
        with looking(engine) as connection:
            rows.append([tuple(row) for table in (message, participant) for row in connection.execute(select(table))])
            rows[-1] += [(each.kind, each.body, each.at) for each in history_of(connection, "p_demo_shabnam")]
    assert rows[0] == rows[1]


def test_a_home_with_anybody_in_it_is_refused(tmp_path: Path, reader: Reader) -> None:
    engine = store(tmp_path / "real")
    refuse_what_is_in_use(engine)
    Participants(engine).find_or_add("telegram", "1", now=NOW)
    with pytest.raises(SettingWrong, match="real people"):
        refuse_what_is_in_use(engine)
    with pytest.raises(SettingWrong, match="not empty"):
        refuse_what_is_in_use(told(tmp_path / "demo", reader, "derek"))
