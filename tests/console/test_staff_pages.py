"""The pages about the staff themselves say what is so: how they are told, what the log means, who supports whom."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.console.accounts import workers
from bot.console.roles import Role
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Sharing
from mapping.store.access import looking, storing
from mapping.store.console_tables import audit
from mapping.store.sharing import Shared
from tests.console.desk import Desk, open_desk
from tests.system.browser.chromium import ROOT

ACTS = re.compile(r"""(?:wrote\(|Entry\([\w.]+, |Entry\("\w+", |@writes\(Field\.\w+, |@manages\()"([a-z_]+)["']""")


@pytest.mark.parametrize(("environment", "says"), [
    ({}, "You are told on the open pages of the console alone. No mail server is set"),
    ({"SELFMAP_SMTP_URL": "smtp://mail.example.org", "SELFMAP_SMTP_FROM": "selfmap@example.org"}, "You are told by email."),
])
def test_my_account_says_truly_how_i_am_told(home: Path, environment: dict[str, str], says: str) -> None:
    desk = open_desk(home, **environment)
    page = desk.sign_in(desk.add_staff(Role.PSW, "Ann")).get("/console/account").text
    assert says in page and ("No mail server" in page) is (not environment)


def test_every_act_in_the_log_is_told_in_words() -> None:
    page = (ROOT / "bot/console/templates/console/audit.html").read_text(encoding="utf-8")
    found = {act for path in (ROOT / "bot").rglob("*.py") for act in ACTS.findall(path.read_text(encoding="utf-8"))} | {"looked", "listed", "copied"}
    assert len(found) > 20
    assert {act for act in found if f'"{act}": ' not in page} == set()


def test_how_somebody_signed_in_is_told_in_words(desk: Desk) -> None:
    lead = desk.add_staff(Role.LEAD, "Lee Lead")
    page = desk.sign_in(lead).get("/console/audit").text
    assert "signed in" in page and "with password and code" in page and "step=" not in page


def test_the_log_says_who_looked_at_what_in_words(desk: Desk) -> None:
    lead, ann = desk.add_staff(Role.LEAD, "Lee Lead"), desk.add_staff(Role.PSW, "Ann")
    person = desk.add_person("Zed", ann)
    desk.sign_in(ann).get(f"/console/people/{person}/map")
    page = " ".join(re.sub(r"<[^>]+>", " ", desk.sign_in(lead).get("/console/audit").text).split())
    assert "Ann looked at the map Zed not shared: saw nothing" in page
    assert "Lee Lead opened this log" in page and "not_shared" not in page


def test_the_emergency_form_names_the_field_that_is_wrong(desk: Desk) -> None:
    browser = desk.sign_in(desk.add_staff(Role.PSW, "Ann"))
    for given, field in (({"reason": "he has taken tablets and is alone"}, "whom"), ({"whom": "Zed", "reason": "now"}, "reason")):
        page = browser.post("/console/emergency", given).text
        assert f'href="#{field}"' in page and f'id="{field}-error"' in page
        assert all(words in page for words in given.values()), "what was written is still there"


def test_a_lead_is_offered_only_who_does_not_support_them_yet(desk: Desk) -> None:
    lead, ann, bob = desk.add_staff(Role.LEAD, "Lee Lead"), desk.add_staff(Role.PSW, "Ann"), desk.add_staff(Role.PSW, "Bob")
    person, browser = desk.add_person("Zed", ann), desk.sign_in(lead)
    card = browser.get("/console/team").text.partition(f'id="person-{person}"')[2]
    assert f'value="{bob.id}"' in card and f'value="{ann.id}"' not in card


def test_a_note_on_an_alert_that_is_too_long_is_not_cut_off_but_refused(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann")
    person, browser = desk.add_person("Zed", ann), desk.sign_in(ann)
    desk.alert(person, "a_1")
    browser.post(f"/console/people/{person}/alerts/a_1/close", {"text": "x" * 2001})
    page = browser.get("/console/alerts").text
    assert "The note is too long, and was not kept." in page and "xxx" not in page and "Now:" in page


def test_a_worker_whose_account_is_closed_supports_nobody(desk: Desk) -> None:
    lead, ann = desk.sign_in(desk.add_staff(Role.LEAD, "Lee Lead")), desk.add_staff(Role.PSW, "Ann")
    desk.alert(desk.add_person("Zed", ann), "a_1")
    assert "Nobody supports" not in lead.get("/console/alerts").text + lead.get("/console/team").text
    with storing(desk.engine) as connection:
        workers.disable(connection, ann.id, now=desk.now)
    assert "Nobody supports this person yet." in lead.get("/console/alerts").text
    page = lead.get("/console/team").text
    assert "Ann (this account is closed)" in page and "Nobody supports them now." in page


def test_a_wrong_next_session_names_its_field_and_loses_nothing(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann")
    person, browser = desk.add_person("Zed", ann), desk.sign_in(ann)
    page = browser.post(f"/console/people/{person}/details", {"known_as": "Zeddy", "day": "2026-12-01"}).text
    assert 'href="#day"' in page and 'id="day-error"' in page and 'value="Zeddy"' in page and 'value="2026-12-01"' in page
    page = browser.post(f"/console/people/{person}/details", {"known_as": " "}).text
    assert 'href="#known_as"' in page and 'id="known_as-error"' in page


def test_a_copy_that_leaves_the_console_is_told_from_a_look(desk: Desk) -> None:
    lead = desk.add_staff(Role.LEAD, "Lee Lead")
    zed, browser, maps = desk.add_person("Zed", lead, shares=Shared.TRANSCRIPT), desk.sign_in(lead), Maps(desk.engine)
    for day, name in enumerate(("Amy", "Sal")):
        desk.says(zed, name, message_id=f"m{day}")
        maps.record(zed, f"m{day}", Reading((Mention(name, Kind.PERSON),)), part="add", now=desk.now + timedelta(days=day))
    for path in (f"people/{zed}/map.pdf", f"people/{zed}/sessions.pdf", f"people/{zed}/goals.csv", "audit.csv"):
        before = desk.console.log.kept().seq
        assert browser.get(f"/console/{path}").status_code == 200
        with looking(desk.engine) as connection:
            assert "copied" in connection.scalars(select(audit.c.act).where(audit.c.seq > before)).all(), path
    page = " ".join(re.sub(r"<[^>]+>", " ", browser.get("/console/audit").text).split())
    for words in ("took a copy of the map Zed done", "took a copy of the goals Zed done", "took a copy of this log done"):
        assert words in page
    assert "looked at the goals Zed" not in page
    assert "goals" in str(Sharing(desk.engine).who_has_looked(zed)), "and the person is told of it as of any look"
