"""An alert that nobody takes on reaches a second contact by real mail within the minute it is due, and says nothing of anybody."""

import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from bot.console.notices.clock import NoticeClock, TelegramRefused
from bot.console.roles import Role
from bot.console.settings import ConsoleSettings, Post
from mapping.store.access import looking, storing
from mapping.store.console_tables import alert_step, staff_notice, worker
from mapping.store.checkins import situation_of
from tests.console.desk import Desk, on_both


class Mailbox:
    """A mail server's handler that keeps what comes, or answers as it is told to."""

    def __init__(self) -> None:
        self.mail: list[tuple[str, Message]] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.mail += [(to, message_from_bytes(envelope.content)) for to in envelope.rcpt_tos]
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, Post]]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, Post("127.0.0.1", port, "selfmap@example.org")
    server.stop()


def _clock(desk: Desk, post: Post | None, telegram: object = None, duty: str | None = None) -> NoticeClock:
    settings = ConsoleSettings(desk.home, desk.settings.key, post=post, duty_email=duty)
    return NoticeClock(desk.engine, settings, start="https://console.example.org", telegram=telegram, clock=lambda: desk.now)


def _look(clock: NoticeClock) -> int:
    return asyncio.run(clock.look())


@on_both
def test_five_minutes_without_anybody_and_the_second_contact_is_told(desk: Desk, mailbox: tuple[Mailbox, Post]) -> None:
    box, post = mailbox
    ann, lee = desk.add_staff(Role.PSW, "Ann Lee"), desk.add_staff(Role.LEAD, "Lee Lead")
    person = desk.add_person("Zebedee Zyx", ann)
    desk.says(person, "zyx words of danger", message_id="m_1")
    desk.alert(person, "a_1", message_id="m_1")
    clock = _clock(desk, post, duty="duty@example.org")
    _look(clock)
    assert [to for to, _ in box.mail] == [ann.email]  # whoever supports them, at once
    desk.later(minutes=4, seconds=59)
    _look(clock)
    assert len(box.mail) == 1
    desk.later(seconds=1)
    _look(clock)
    assert sorted(to for to, _ in box.mail[1:]) == ["duty@example.org", lee.email]
    desk.later(minutes=30)
    _look(clock)
    assert len(box.mail) == 3, "each is told once"
    for _, mail in box.mail:
        words = mail.as_string().lower() + mail.get_payload(decode=True).decode().lower()
        assert "https://console.example.org/console/alerts" in words
        assert not any(secret in words for secret in ("zebedee", "zyx", "danger", "suicid", person.lower(), "m_1"))
    page = desk.sign_in(ann).get("/console/alerts").text
    assert "passed on, as nobody had taken it on" in page


@on_both
def test_an_alert_that_is_taken_on_is_not_passed_on_and_lets_checkins_go_on(desk: Desk, mailbox: tuple[Mailbox, Post]) -> None:
    box, post = mailbox
    ann = desk.add_staff(Role.PSW, "Ann Lee")
    desk.add_staff(Role.LEAD, "Lee Lead")
    person = desk.add_person("Zebedee Zyx", ann)
    desk.alert(person, "a_1")
    with looking(desk.engine) as connection:
        assert situation_of(connection, person).alert_open
    desk.sign_in(ann).post(f"/console/people/{person}/alerts/a_1/acknowledge")
    with looking(desk.engine) as connection:
        assert not situation_of(connection, person).alert_open
    desk.later(minutes=10)
    assert _look(_clock(desk, post)) == 0 and box.mail == []


@on_both
def test_a_mail_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(desk: Desk, mailbox: tuple[Mailbox, Post]) -> None:
    box, post = mailbox
    lee = desk.add_staff(Role.LEAD, "Lee Lead")
    desk.alert(desk.add_person("Zebedee Zyx"), "a_1")
    desk.later(minutes=6)
    clock = _clock(desk, post)
    box.answers = ["451 try again later"]
    assert _look(clock) == 0
    desk.later(seconds=11)
    assert _look(clock) == 1 and [to for to, _ in box.mail] == [lee.email]
    desk.alert(desk.add_person("Another One"), "a_2")
    desk.later(minutes=6)
    box.answers = ["550 no such mailbox"]
    assert _look(clock) == 0
    desk.later(hours=1)
    assert _look(clock) == 0 and len(box.mail) == 1
    with looking(desk.engine) as connection:
        assert sorted(connection.scalars(select(staff_notice.c.state))) == ["failed", "sent"]


@on_both
def test_two_processes_send_a_notice_once(desk: Desk, mailbox: tuple[Mailbox, Post]) -> None:
    box, post = mailbox
    desk.add_staff(Role.LEAD, "Lee Lead")
    desk.alert(desk.add_person("Zebedee Zyx"), "a_1")
    desk.later(minutes=6)

    async def both() -> list[int]:
        return await asyncio.gather(_clock(desk, post).look(), _clock(desk, post).look())

    assert sum(asyncio.run(both())) == 1 and len(box.mail) == 1
    with looking(desk.engine) as connection:
        assert len(connection.execute(select(alert_step)).all()) == 1


@on_both
def test_telegram_only_to_who_opted_in(desk: Desk) -> None:
    told: list[tuple[str, str]] = []

    async def telegram(chat: str, text: str) -> None:
        if chat == "gone":
            raise TelegramRefused
        told.append((chat, text))

    opted, _, gone = (desk.add_staff(Role.LEAD, name) for name in ("Opted In", "Opted Out", "Gone Away"))
    with storing(desk.engine) as connection:
        for one, chat in ((opted, "77"), (gone, "gone")):
            connection.execute(update(worker).where(worker.c.id == one.id).values(telegram_chat=chat, notice_email=False))
    desk.alert(desk.add_person("Zebedee Zyx"), "a_1")
    desk.later(minutes=6)
    assert _look(_clock(desk, None, telegram)) == 1
    assert [chat for chat, _ in told] == ["77"] and "Zebedee" not in told[0][1]


@on_both
def test_emergency_access_tells_leads_and_privacy_officers(desk: Desk, mailbox: tuple[Mailbox, Post]) -> None:
    box, post = mailbox
    ann, lee, pat = (desk.add_staff(role, name) for role, name in (
        (Role.PSW, "Ann Lee"), (Role.LEAD, "Lee Lead"), (Role.PRIVACY, "Pat Priv")))
    person = desk.add_person("Zebedee Zyx", desk.add_staff(Role.PSW, "Bob Ray"))
    browser = desk.sign_in(ann)
    assert browser.get(f"/console/people/{person}").status_code == 404
    assert browser.post("/console/emergency", {"whom": "zebedee zyx", "reason": "too short"}).status_code == 422
    assert browser.post("/console/emergency", {"whom": "Nobody Known", "reason": "his sister rang, she can't reach him"}).status_code == 422
    answer = browser.post("/console/emergency", {"whom": "zebedee zyx", "reason": "his sister rang, she can't reach him"})
    assert answer.headers["Location"] == f"/console/people/{person}"
    assert browser.get(f"/console/people/{person}").status_code == 200
    _look(_clock(desk, post))
    assert sorted(to for to, _ in box.mail) == sorted([lee.email, pat.email])
    assert all("sister" not in mail.as_string() for _, mail in box.mail)
    for one in (lee, pat):
        other = desk.sign_in(one)
        assert "his sister rang" in other.get("/console/emergencies").text
        assert "emergency" in other.get("/console/audit").text
    desk.later(hours=1)
    assert desk.sign_in(ann).get(f"/console/people/{person}").status_code == 404
