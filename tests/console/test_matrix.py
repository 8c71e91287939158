"""Every address × every role × a person of theirs, of another's, who shares nothing, and who was erased: nothing leaks.

Addresses are read from the app, so one that is added later is tried without a word here; an address that needs ids besides the
person's takes them from PARTS, and one with an unknown part fails until it is named there.
"""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule

from bot.console.roles import Role
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.store.access import storing
from mapping.store.console_tables import note
from mapping.store.sharing import Shared
from tests.console.conftest import desk_on_postgres
from tests.console.desk import BOTH, HOST, Browser, Desk, open_desk

ROLES = (None, *Role)  # None: nobody is signed in
CASES = ("own", "unassigned", "declined", "erased")
WORDS = {  # words that only this field of somebody may bring on a page, and what it needs
    "transcript": "zyxtranscript", "map": "Zyxmap", "note": "zyxnote", "name": "Zyxname", "id": "p_",
}
PARTS = {  # other parts of addresses
    "alert_id": "a_{case}", "act": "acknowledge", "message_id": "m_{case}", "said_id": "w1", "note_id": "n_{case}", "token": "no-such-token",
    "session_id": "s_none", "worker_id": "w_none", "emergency_id": "em_none", "assignment_id": "as_none", "filename": "console.css",
    "view": "map", "session": "1", "number": "1", "item_id": "i1", "goal_id": "g1", "picture_id": "pic_{case}", "name": "map", "seq": "1",
    "kind": "note", "format": "pdf", "before": "1", "which": "map", "node": "i1",
}


@dataclass
class Scene:
    """One lead's and worker's desk with four people, and a browser for each role."""

    desk: Desk
    people: dict[str, str]
    browsers: dict[Role | None, Browser]


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("console.") and rule.endpoint != "console.static"]


@pytest.fixture(scope="module", params=BOTH)
def scene(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Scene:
    home = tmp_path_factory.mktemp("matrix")
    desk = open_desk(home) if request.param == "sqlite" else desk_on_postgres(request.getfixturevalue("server_url"), home)
    staff = {role: desk.add_staff(role, f"Staff {role}") for role in Role}
    other = desk.add_staff(Role.PSW, "Other Worker")
    psw, lead = staff[Role.PSW], staff[Role.LEAD]
    people = {
        "own": desk.add_person("Zyxname own", psw, lead, shares=Shared.TRANSCRIPT),
        "unassigned": desk.add_person("Zyxname unassigned", other, shares=Shared.TRANSCRIPT),
        "declined": desk.add_person("Zyxname declined", psw, lead, shares=Shared.NOTHING),
        "erased": desk.add_person("Zyxname erased", psw, lead, shares=Shared.TRANSCRIPT),
    }
    for case, person in people.items():
        desk.says(person, f"zyxtranscript {case}", message_id=f"m_{case}")
        desk.alert(person, f"a_{case}", message_id=f"m_{case}")
        Maps(desk.engine).record(person, f"m_{case}", Reading((Mention(f"zyxmap{case}", Kind.PERSON, "friend"),)), part="p", now=desk.now)
        Maps(desk.engine).keep_picture(person, b"\x89PNG zyxmap", f"zyxmap {case}", picture_id=f"pic_{case}", now=desk.now)
        with storing(desk.engine) as connection:
            connection.execute(note.insert().values(
                id=f"n_{case}", participant_id=person, worker_id=other.id if case == "unassigned" else psw.id, kind="note",
                text=f"zyxnote {case}", at=desk.now))
    browsers = {None: desk.browser(), **{role: desk.sign_in(one) for role, one in staff.items()}}
    Participants(desk.engine).erase(people["erased"], why="asked", now=desk.now)
    return Scene(desk, people, browsers)


def _address(rule: Rule, case: str, person: str) -> str:
    parts = {name: PARTS[name].format(case=case) for name in rule.arguments if name != "participant_id"}
    address = rule.rule
    for name, value in {**parts, "participant_id": person}.items():
        address = re.sub(rf"<(?:\w+(?:\([^)]*\))?:)?{name}>", value, address)
    return address


def _leaks(text: str, case: str) -> set[str]:
    """Whose words of this person are on the page: each ends with the case, so that another's are not mistaken for theirs."""
    return {name for name, word in {
        "transcript": f"zyxtranscript {case}", "map": f"zyxmap{case}", "picture": f"zyxmap {case}", "note": f"zyxnote {case}",
        "name": f"zyxname {case}"}.items() if word in text.lower()}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_nothing_leaks(scene: Scene, role: Role | None, case: str) -> None:
    browser, person, csrf = scene.browsers[role], scene.people[case], None
    tried = 0
    for rule in _rules(scene.desk.app):
        view = scene.desk.app.view_functions[rule.endpoint]
        address, about_person = _address(rule, case, person), "participant_id" in rule.arguments
        for method in sorted(rule.methods & {"GET", "POST"}):
            if rule.endpoint in ("console.sign_out", "console.sign_out_everywhere"):
                continue
            csrf = csrf or browser.csrf()
            answer = browser.client.open(address, method=method, base_url=HOST, data={"csrf": csrf} if method == "POST" else None)
            told, where = _leaks(answer.get_data().decode("utf-8", "replace"), case), f"{method} {rule.rule} as {role} for {case}: {answer.status_code}"
            tried += 1
            assert answer.status_code < 500, where
            assert answer.status_code != 403, where
            if view.admits and role is None:
                assert answer.status_code in (303, 401), where
            elif view.admits and role not in view.admits:
                assert answer.status_code == 404, where
            elif about_person and not view.admits == (Role.LEAD,) and (case == "erased" or case == "unassigned" and not _leads(rule, role)):
                assert answer.status_code in (404, 303) and not (answer.status_code == 303 and "again" not in answer.headers["Location"]), where
            assert told <= _may(rule, role, case), f"{where}: {told}"
    assert tried > 40


def _leads(rule: Rule, role: Role | None) -> bool:
    """A lead may see to anybody's alert and say who supports whom, and sees no words by it."""
    return role is Role.LEAD and ("alert_id" in rule.arguments or rule.endpoint in ("console.assign", "console.unassign"))


def _may(rule: Rule, role: Role | None, case: str) -> set[str]:
    """What of this person may be on a page for this role."""
    if case == "erased" or role in (None, Role.ADMIN):
        return set()
    if role is Role.PRIVACY:
        return {"name"}  # whom somebody looked at
    if case == "unassigned":
        return {"name"} if role is Role.LEAD else set()
    if case == "declined":
        return {"name", "note"}
    return {"transcript", "map", "picture", "note", "name"}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_somebody_erased_or_never_there_or_of_another_is_answered_alike(scene: Scene, role: Role) -> None:
    browser = scene.browsers[role]
    for rule in _rules(scene.desk.app):
        view = scene.desk.app.view_functions[rule.endpoint]
        if "participant_id" not in rule.arguments or "GET" not in rule.methods or _leads(rule, role):
            continue
        told = {re.sub(r'value="[^"]*"|p_[\w-]+', "", browser.get(_address(rule, case, person)).text)
                for case, person in (("unassigned", scene.people["unassigned"]), ("erased", scene.people["erased"]), ("own", "p_nobody"))}
        assert len(told) == 1, rule.rule
        assert view.admits
