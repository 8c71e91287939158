"""From an earlier release to this one: the database is brought up to date, and what was under way when it was stopped goes on."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from bot.turns.durable import traces_at
from mapping.errors import SchemaNewer
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import message
from tests.integration.earlier_release import ADDRESS, ANSWER, FIRST, SECOND, WHO, tables_at
from tests.integration.postgres import Postgres, postgres
from tests.telegram.service import running

ROOT = Path(__file__).resolve().parents[2]
EARLIER = ["0030", "0040"]  # before words were sealed, and the release before this one


def newest() -> str:
    config = Config()
    config.set_main_option("script_location", "mapping.store:migrations")
    return str(ScriptDirectory.from_config(config).get_current_head())


def revision_of(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


@pytest.fixture
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(params=[("sqlite", EARLIER[0]), ("sqlite", EARLIER[1]), ("postgresql", EARLIER[1])], ids=" ".join)
def left(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A home and a database that an earlier release left when it was killed in the middle of a turn."""
    kind, revision = request.param
    home = tmp_path / "home"
    home.mkdir()
    url = f"sqlite:///{home / 'selfmap.db'}" if kind == "sqlite" else request.getfixturevalue("server").url
    earlier = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.earlier_release", str(home), url, revision], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert earlier.stdout and earlier.stdout.readline() == "under way\n"
    earlier.kill()
    earlier.wait()
    return home, url


def test_an_upgrade_goes_on_with_what_was_under_way(left: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    home, url = left
    durable = url if url.startswith("postgresql") else f"sqlite:///{home / 'durable.db'}"
    monkeypatch.setenv("SELFMAP_HOME", str(home))
    engine = make_engine(url)
    assert revision_of(engine) in EARLIER
    assert len(traces_at(durable).clear()) == 1, "the turn of the second message"
    with running(home, database_url=url) as service:
        service.telegram.wait_for(lambda: service.telegram.texts(ADDRESS))
        service.telegram.say(ADDRESS, "and home again")
        service.telegram.wait_for(lambda: "heard and home again" in service.telegram.texts(ADDRESS))
        assert service.telegram.texts(ADDRESS) == [f"heard {SECOND}", "heard and home again"], "each is answered once, in order"
        assert [each["message_id"] for each in service.rasa.heard][0] == "m_second"
        traces = traces_at(durable)
        service.telegram.wait_for(lambda: traces.clear() == frozenset())  # nothing of the earlier release's work is left hanging
        service.stop()
    assert revision_of(engine) == newest()
    with reading(engine) as connection:
        rows = connection.execute(message.select().where(message.c.participant_id == WHO).order_by(message.c.seq)).all()
    assert [row.text for row in rows][:3] == [FIRST, ANSWER, SECOND], "what was said before can be read"
    assert [row.state for row in rows if row.direction == "in"] == ["done"] * 3


def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    tables_at(engine, "head")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer, match="newer Selfmap"):
        upgrade(engine)
    assert revision_of(engine) == "9999"


def test_every_step_between_releases_can_be_gone_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that has to be taken back finds its tables again."""
    from alembic import command

    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    tables_at(engine, "head")
    config = Config()
    config.set_main_option("script_location", "mapping.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, EARLIER[1])
    assert revision_of(engine) == EARLIER[1]
    upgrade(engine)
    assert revision_of(engine) == newest()
