"""A console over HTTP with staff and people in it: what its tests sit down at."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert, update
from werkzeug.test import TestResponse

from bot.console.accounts import workers
from bot.console.accounts.secrets import hash_password, seal
from bot.console.here import Console
from bot.console.roles import Role
from bot.console.settings import ConsoleSettings, read_console_settings
from bot.web.app import create_app
from mapping.services import Participants
from mapping.store.console_tables import assignment, caseload, worker
from mapping.store.access import storing
from mapping.store.sharing import Shared, keep
from mapping.store.tables import alert, message
from tests.system.browser.serving import settings_in, store_in

BOTH = ["sqlite", "postgresql"]
on_both = pytest.mark.parametrize("desk", BOTH, indirect=True)  # for a test that PostgreSQL could answer differently
HOST = "http://127.0.0.1:8080"
PASSWORD = "copper lantern otter quilt"
HASH = hash_password(PASSWORD)
STARTED = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@dataclass
class Staff:
    """Somebody of the staff, with their second factor."""

    id: str
    email: str
    name: str
    role: Role
    secret: str


class Browser:
    """One browser at the console: keeps its cookie, and sends each form with the pass of the page before."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=HOST, headers=headers)

    def post(self, path: str, form: dict[str, object] | None = None, *, csrf: str | None = None, **headers: str) -> TestResponse:
        data = {"csrf": self.csrf() if csrf is None else csrf, **(form or {})}
        return self.client.post(path, base_url=HOST, data=data, headers=headers)

    def csrf(self) -> str:
        """The pass of this browser's forms, as any page with a form shows it."""
        for path in ("/console/people", "/console/sign-in"):
            if found := re.search(r'name="csrf" value="(\w+)"', self.get(path).text):
                return found[1]
        raise AssertionError("no page with a form")


@dataclass
class Desk:
    """The app, its store, and a clock that stands until it is moved."""

    home: Path
    engine: Engine
    settings: ConsoleSettings
    now: datetime = STARTED
    staff: list[Staff] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = create_app(settings_in(self.home), self.engine, console=self.settings)
        self.console.clock = lambda: self.now

    @property
    def console(self) -> Console:
        return self.app.extensions["console"]

    def later(self, **length: float) -> None:
        """Moves the clock on."""
        self.now += timedelta(**length)

    def browser(self) -> Browser:
        return Browser(self.app.test_client())

    def add_staff(self, role: Role, name: str) -> Staff:
        """Somebody who has joined, with password and second factor."""
        secret = pyotp.random_base32()
        email = f"{name.lower().replace(' ', '.')}@example.org"
        with storing(self.engine) as connection:
            made = workers.add(connection, email=email, name=name, role=role, now=self.now)
            connection.execute(update(worker).where(worker.c.id == made).values(
                password_hash=HASH, joined_at=self.now, totp_secret=seal(self.settings.key_for("codes"), secret, made)))
        self.staff.append(Staff(made, email, name, role, secret))
        return self.staff[-1]

    def code_of(self, staff: Staff) -> str:
        """The code their app shows now."""
        return pyotp.TOTP(staff.secret).at(self.now)

    def sign_in(self, staff: Staff) -> Browser:
        """A browser in which they are signed in, through the pages."""
        self.later(seconds=60)  # each code works once
        browser = self.browser()
        browser.post("/console/sign-in", {"email": staff.email, "password": PASSWORD})
        answer = browser.post("/console/sign-in/code", {"code": self.code_of(staff)})
        assert answer.status_code == 303, answer.text
        return browser

    def add_person(self, known_as: str, *supported_by: Staff, shares: Shared | None = None, address: str | None = None) -> str:
        """Somebody who maps, agreed to be kept, and may be supported and share something."""
        people = Participants(self.engine)
        made = people.find_or_add("telegram", address or f"chat-{known_as}"[:64], now=self.now)
        people.record_consent(made, True, version="1", now=self.now)
        with storing(self.engine) as connection:
            if supported_by:
                connection.execute(insert(caseload).values(
                    participant_id=made, known_as=known_as, added_at=self.now, added_by=supported_by[0].id))
            for each in supported_by:
                connection.execute(insert(assignment).values(
                    id=f"as_{made[:20]}{each.id[:16]}", participant_id=made, worker_id=each.id, since=self.now, made_by=each.id))
            if shares:
                keep(connection, made, shares, version="1", message_id=None, now=self.now)
        return made

    def says(self, participant_id: str, text: str, *, message_id: str) -> None:
        """They write something to the bot."""
        with storing(self.engine) as connection:
            connection.execute(insert(message).values(
                id=message_id, participant_id=participant_id, direction="in", kind="text", text=text, at=self.now, state="done"))

    def alert(self, participant_id: str, alert_id: str, *, kind: str = "suicidal", message_id: str | None = None) -> None:
        """An alert comes in about them."""
        with storing(self.engine) as connection:
            connection.execute(insert(alert).values(
                id=alert_id, participant_id=participant_id, message_id=message_id or f"m_{alert_id}", kind=kind, at=self.now))


def open_desk(home: Path, **environment: str) -> Desk:
    """A desk in this folder, on an empty store."""
    return Desk(home, store_in(settings_in(home)), read_console_settings(home, environment))
