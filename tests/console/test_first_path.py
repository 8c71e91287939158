"""The thinnest whole path: sign in, see who needs somebody, open a person, acknowledge an alert; and what is refused."""

import re

from bot.console.roles import Role
from mapping.store.sharing import Shared
from tests.console.desk import Desk, on_both


@on_both
def test_a_worker_signs_in_and_sees_who_needs_somebody_first(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann Lee")
    desk.add_person("Quiet Quentin", ann, shares=Shared.MAP)
    needing = desk.add_person("Needing Ned", ann)
    desk.alert(needing, "a_1")
    browser = desk.sign_in(ann)
    page = browser.get("/console/people").text
    assert page.index("Needs someone now") < page.index("Needing Ned") < page.index("Quiet Quentin")
    page = browser.get(f"/console/people/{needing}")
    assert page.status_code == 200 and "Needing Ned" in page.text
    answer = browser.post(f"/console/people/{needing}/alerts/a_1/acknowledge")
    assert answer.status_code == 303
    page = browser.get("/console/alerts").text
    assert "It is yours now." in page and "Ann Lee took it on" in page


def test_a_person_of_somebody_else_is_not_found(desk: Desk) -> None:
    ann, bob = desk.add_staff(Role.PSW, "Ann Lee"), desk.add_staff(Role.PSW, "Bob Ray")
    theirs = desk.add_person("Only Bobs", bob, shares=Shared.TRANSCRIPT)
    desk.alert(theirs, "a_1")
    browser = desk.sign_in(ann)
    known, unknown = browser.get(f"/console/people/{theirs}"), browser.get("/console/people/p_nobody")
    assert known.status_code == unknown.status_code == 404 and known.text == unknown.text
    assert browser.post(f"/console/people/{theirs}/alerts/a_1/acknowledge").status_code == 404
    assert "Only Bobs" not in browser.get("/console/people").text + browser.get("/console/alerts").text


def test_every_look_is_in_the_log(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann Lee")
    person = desk.add_person("Needing Ned", ann)
    desk.sign_in(ann).get(f"/console/people/{person}")
    assert desk.console.log.verify(desk.engine) is None
    assert desk.console.log.kept().seq > 0


@on_both
def test_alerts_stand_by_what_is_to_do_in_words_and_the_longest_waiting_first(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann Lee")
    for name, kind in (("Early Today", "asked_for_worker"), ("Taken On", "suicidal"), ("First Now", "suicidal"), ("Second Now", "abuse")):
        desk.alert(desk.add_person(name, ann), f"a_{name[:5].strip()}", kind=kind)
        desk.later(minutes=1)
    browser = desk.sign_in(ann)
    taken = next(part for part in browser.get("/console/alerts").text.split("<section") if "Taken On" in part)
    browser.post(re.search(r'action="([^"]+/acknowledge)"', taken)[1])
    page = browser.get("/console/alerts").text
    headings = [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in re.findall(r"<h2 class=\"nhsuk-card__heading.*?</h2>", page, re.S)]
    assert headings == ["Now: First Now", "Now: Second Now", "Today: Early Today", "In hand: Taken On"]
    told = re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])
    assert "First Now" in told
    assert not re.search(r"\b(score|risk|severity|level|priority)\b", told, re.I)


def test_a_session_that_is_over_is_not_called_the_next_one(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann Lee")
    ned, browser = desk.add_person("Ned", ann), desk.sign_in(ann)
    browser.post(f"/console/people/{ned}/details", {"known_as": "Ned", "day": "2026-11-26", "clock": "09:05"})
    pages = ("/console/people", f"/console/people/{ned}")
    assert all("Next session:" in browser.get(path).text for path in pages)
    desk.later(minutes=10)
    for path in pages:
        page = browser.get(path).text
        assert "Next session:" not in page and "A session was planned for 26 November 2026, 09:05" in page
