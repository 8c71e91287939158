"""deploy/databases.sh on a real PostgreSQL: three databases, and Rasa's role can open no other than its own."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pgserver
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from tests.integration.postgres import postgres

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(pgserver.__file__).parent / "pginstall" / "bin"
PASSWORDS = {"SELFMAP_DATABASE_PASSWORD": "one' two", "SELFMAP_KEYS_PASSWORD": "k", "RASA_DATABASE_PASSWORD": "r"}


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    with postgres() as server:
        folder = server.url.partition("host=")[2]
        done = subprocess.run(
            ["sh", "deploy/databases.sh"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
            env={**os.environ, **PASSWORDS, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "PGHOST": folder, "PGUSER": "postgres"})
        assert done.returncode == 0, done.stderr
        yield folder


def at(folder: str, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={folder}"


def test_each_role_works_in_its_own_database(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    monkeypatch.setenv("SELFMAP_KEYS_URL", at(folder, "selfmap_keys", "selfmap_keys"))
    upgrade(make_engine(at(folder, "selfmap", "selfmap")))
    with create_engine(at(folder, "rasa", "rasa").replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
        connection.execute(text("CREATE TABLE events (id integer)"))


@pytest.mark.parametrize(("role", "database"), [("rasa", "selfmap"), ("rasa", "selfmap_keys"), ("selfmap", "selfmap_keys"), ("selfmap", "rasa")])
def test_no_role_opens_another_database(folder: str, role: str, database: str) -> None:
    with pytest.raises(OperationalError, match="permission denied for database"), create_engine(at(folder, role, database).replace("postgresql:", "postgresql+psycopg:")).connect():
        pass


def test_a_password_is_kept_as_it_is(folder: str) -> None:
    with create_engine(at(folder, "postgres", "postgres").replace("postgresql:", "postgresql+psycopg:")).connect() as connection:
        kept = connection.execute(text("SELECT rolname FROM pg_authid WHERE rolpassword LIKE 'SCRAM%' ORDER BY rolname")).scalars().all()
    assert kept == ["rasa", "selfmap", "selfmap_keys"]
