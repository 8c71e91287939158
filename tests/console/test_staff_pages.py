"""The pages about the staff themselves say what is so: how they are told, what the log means, who supports whom."""

import re
from pathlib import Path

import pytest

from bot.console.roles import Role
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
    found = {act for path in (ROOT / "bot").rglob("*.py") for act in ACTS.findall(path.read_text(encoding="utf-8"))} | {"looked", "listed"}
    assert len(found) > 20
    assert {act for act in found if f'"{act}": ' not in page} == set()


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
