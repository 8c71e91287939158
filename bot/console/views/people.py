"""My people: who needs somebody first."""

from flask import Blueprint, render_template

from bot.console.gate import admits
from bot.console.here import looking, now
from bot.console.readers.people import MyPeople, Place, my_people
from bot.console.roles import Role

HEADINGS = (
    (Place.NOW, "Needs someone now"), (Place.TODAY, "Needs someone today"), (Place.IN_HAND, "Someone is on it"),
    (Place.NEW, "New to read"), (Place.QUIET, "Gone quiet"), (Place.OTHERS, "Everyone else"),
)


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people", "people", people)


@admits()
def people() -> str:
    """Everybody this viewer supports. Whoever supports nobody finds what their role is for instead."""
    found = looking().over(my_people, now=now()) if _supports() else MyPeople((), ())
    groups = [(place, words, [line for line in found.lines if line.place is place]) for place, words in HEADINGS]
    return render_template(
        "console/people.html", groups=[group for group in groups if group[2]], now=now(), any=bool(found.lines), opened=found.opened)


def _supports() -> bool:
    return looking().viewer.role in (Role.PSW, Role.LEAD)
