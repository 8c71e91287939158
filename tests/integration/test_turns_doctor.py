"""`selfmap doctor` finds what is planted, says how to mend it in a sentence, and finds nothing where all is well."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from bot.cli import doctor
from bot.turns.inbox import receive
from mapping.store.engine import make_engine
from mapping.store.console_tables import worker
from mapping.store.migrate import upgrade
from mapping.store.sealing.master import new_key
from mapping.store.tables import message
from tests.telegram.standin import TelegramStandIn

KEY = "the-key-of-this-test"


class Parts:
    """Stands where Rasa, the action server and the web are: each answers as ready, to the right key."""

    def __init__(self) -> None:
        self.key, self.status, self.says = KEY, {}, {}
        parts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                open_to_all = self.path in ("/webhooks/selfmap/", "/ready", "/readyz")
                well = open_to_all or self.headers.get("Authorization") == f"Bearer {parts.key}"
                body = json.dumps(parts.says.get(self.path, {})).encode()
                self.send_response(parts.status.get(self.path, 200 if well else 401))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.port = self.server.server_port


@pytest.fixture
def parts() -> Iterator[Parts]:
    parts = Parts()
    yield parts
    parts.server.shutdown()


@pytest.fixture
def home(tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation in which all is well."""
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True)
    (home / "run" / "bot.ready").touch()
    engine = make_engine(f"sqlite:///{home / 'selfmap.db'}")
    upgrade(engine)
    for path in home.glob("*.db*"):
        path.chmod(0o600)
    with TelegramStandIn() as telegram:
        here = f"http://127.0.0.1:{parts.port}"
        for name in [name for name in os.environ if name.startswith(("SELFMAP_", "TELEGRAM_"))]:
            monkeypatch.delenv(name)
        for name, value in {"SELFMAP_HOME": str(home), "SELFMAP_RASA_URL": here, "SELFMAP_ACTIONS_URL": here, "SELFMAP_SERVICE_KEY": KEY,
                            "SELFMAP_WEB_ADDRESS": f"127.0.0.1:{parts.port}", "TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(doctor, "CHECKS", tuple(check for check in doctor.CHECKS if check is not doctor._environments))
        yield home


def to_mend(capsys: pytest.CaptureFixture[str]) -> list[str]:
    code = doctor.run(doctor.argparse.Namespace())
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("to mend")]
    assert code == (1 if lines else 0)
    return lines


def no_database(home: Path) -> None:
    for path in home.glob("selfmap.db*"):
        path.unlink()
    (home / "selfmap.db").write_bytes(b"not a database" * 999)
    (home / "selfmap.db").chmod(0o600)


def old_message(home: Path, state: str) -> None:
    engine = make_engine(f"sqlite:///{home / 'selfmap.db'}")
    receive(engine, channel="telegram", address="1", text="hello", channel_key="k", now=datetime.now(UTC) - timedelta(hours=1))
    with engine.begin() as connection:
        connection.execute(update(message).values(state=state))


def opened(home: Path) -> None:
    """Somebody has said something: there are keys."""
    receive(make_engine(f"sqlite:///{home / 'selfmap.db'}"), channel="web", address="1", text="hello", channel_key="k", now=datetime.now(UTC))
    with make_engine(f"sqlite:///{home / 'selfmap.db'}").begin() as connection:
        connection.execute(update(message).values(state="done"))


def lacking(parts: Parts, path: str, what: object) -> None:
    parts.status[path], parts.says[path] = 503, {"ready": False, "missing": what}


def newer(home: Path) -> None:
    with make_engine(f"sqlite:///{home / 'selfmap.db'}").begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")


def damaged(path: Path) -> None:
    path.write_text("ab")
    path.chmod(0o600)


def test_where_all_is_well_nothing_is_to_mend(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert to_mend(capsys) == []


FAULTS = {
    "a database that is no address": (lambda home, parts, m: m.setenv("SELFMAP_DATABASE_URL", "nonsense"), "SELFMAP_DATABASE_URL"),
    "a database that is something else": (lambda home, parts, m: no_database(home), "SELFMAP_DATABASE_URL"),
    "Rasa's database away": (lambda home, parts, m: m.setenv("SELFMAP_TRACKER_URL", "sqlite:////proc/nowhere/rasa.db"), "SELFMAP_"),
    "a disk nearly full": (lambda home, parts, m: m.setattr(doctor.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 2**20)), "Make room"),
    "a database that others can read": (lambda home, parts, m: (home / "selfmap.db").chmod(0o644), "chmod 600"),
    "a key that is empty": (lambda home, parts, m: (m.delenv("SELFMAP_SERVICE_KEY"), (home / "service.key").write_text("")), "Delete it"),
    "a message without an answer": (lambda home, parts, m: old_message(home, "received"), "Look at their lines"),
    "an answer that was not delivered": (lambda home, parts, m: old_message(home, "waiting"), "Telegram can't be reached"),
    "a bot that does not run": (lambda home, parts, m: (home / "run" / "bot.ready").unlink(), "bot process"),
    "Rasa not ready": (lambda home, parts, m: parts.status.update({"/webhooks/selfmap/": 503}), "rasa process"),
    "Rasa with another key": (lambda home, parts, m: parts.status.update({"/webhooks/selfmap/parse": 401}), "SELFMAP_SERVICE_KEY"),
    "actions with another key": (lambda home, parts, m: parts.status.update({"/actions": 401}), "SELFMAP_SERVICE_KEY"),
    "a token that Telegram refuses": (lambda home, parts, m: m.setenv("TELEGRAM_BOT_TOKEN", "1:wrong"), "BotFather"),
    "Telegram out of reach": (lambda home, parts, m: m.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9"), "Check the network"),
    "hours in which nobody looks": (lambda home, parts, m: m.setenv("SELFMAP_WORKER_HOURS", "mon-fri 09:00-17:00"), "selfmap worker add"),
    "Rasa that can't reach Redis": (lambda home, parts, m: lacking(parts, "/webhooks/selfmap/", "the locks can't be reached (ConnectionError)"), "the locks can't be reached"),
    "actions that can't write": (lambda home, parts, m: lacking(parts, "/ready", {"database": "can't be written (OperationalError)"}), "database can't be written"),
    "a database of a newer release": (lambda home, parts, m: newer(home), "newer Selfmap"),
    "a database that can't be written": (lambda home, parts, m: m.setattr(doctor, "writable", lambda _: "can't be written (OperationalError)"), "the disk's room and rights"),
    "a console key that is damaged": (lambda home, parts, m: damaged(home / "console.key"), "Put it back from your backup"),
    "mail without a sender": (lambda home, parts, m: m.setenv("SELFMAP_SMTP_URL", "smtp://mail.example.org"), "SELFMAP_SMTP_FROM"),
    "a directory that is not there": (lambda home, parts, m: m.setenv("SELFMAP_DIRECTORY", str(home / "nowhere.json")), "nowhere.json"),
    "a plan of sessions that can't be read": (lambda home, parts, m: m.setenv("SELFMAP_SESSIONS", str(home / "nowhere.yml")), "nowhere.yml"),
    "a master key that is another one": (lambda home, parts, m: (opened(home), m.setenv("SELFMAP_MASTER_KEY", new_key())), "Put the right key back"),
    "keys that others can read": (lambda home, parts, m: (opened(home), (home / "keys.db").chmod(0o640)), "chmod 600"),
    "figures at an address that is none": (lambda home, parts, m: m.setenv("SELFMAP_METRICS_ADDRESS", "here"), "HOST:PORT"),
    "log lines in a form that is none": (lambda home, parts, m: m.setenv("SELFMAP_LOG", "xml"), "text or json"),
    "a setting that is none": (lambda home, parts, m: m.setenv("SELFMAP_WEB_ADDRESS", "here"), "HOST:PORT"),
}


def test_hours_are_well_once_somebody_who_can_look_has_joined(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SELFMAP_WORKER_HOURS", "mon-fri 09:00-17:00")
    engine, now = make_engine(f"sqlite:///{home / 'selfmap.db'}"), datetime.now(UTC)
    row = {"email": "a@example.org", "name": "Ann", "role": "psw", "notice_email": True, "created_at": now}
    with engine.begin() as connection:
        connection.execute(insert(worker).values(id="w1", **row))
    assert len(to_mend(capsys)) == 1  # invited is not joined
    with engine.begin() as connection:
        connection.execute(update(worker).values(joined_at=now))
    assert to_mend(capsys) == []
    with engine.begin() as connection:
        connection.execute(update(worker).values(role="admin"))
    assert len(to_mend(capsys)) == 1


@pytest.mark.parametrize(("missing", "said"), [("ear", "messages are read less well"), ("model", "make setup"), ("environment", "make setup")])
def test_what_set_up_did_not_make_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, said: str) -> None:
    monkeypatch.setattr(doctor, "model_folder", lambda: tmp_path / "none" if missing == "ear" else tmp_path)
    monkeypatch.setattr(doctor, "model_path", lambda: tmp_path / "none" if missing == "model" else tmp_path)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    (tmp_path / doctor.HEADS).touch()
    if missing != "environment":
        (tmp_path / ".venv-rasa" / "bin").mkdir(parents=True)
        (tmp_path / ".venv-rasa" / "bin" / "rasa").touch()
    here = doctor.read_settings({"SELFMAP_HOME": str(tmp_path / "home")})
    found = [finding for finding in doctor._environments(here) if not finding.well]
    assert len(found) == 1 and said in found[0].mend
    elsewhere = doctor.read_settings({"SELFMAP_HOME": str(tmp_path / "home"), "SELFMAP_RASA_URL": "http://rasa:5005"})
    assert missing == "ear" or all(finding.well for finding in doctor._environments(elsewhere)), "another container's business"


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_planted_is_found_and_its_mending_said(
    fault: str, home: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    plant, said = FAULTS[fault]
    plant(home, parts, monkeypatch)
    found = to_mend(capsys)
    assert any(said in line for line in found), found
    assert all("Traceback" not in line and line.endswith((".", "`")) for line in found)
