"""One person: what the service knows of them, and the way to all the rest."""

from flask import Blueprint, render_template

from bot.console.gate import admits
from bot.console.here import looking, now
from bot.console.readers.alerts import alerts_of
from bot.console.readers.overview import agreed, overview
from bot.console.roles import Role


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>", "person", person)


@admits(Role.PSW, Role.LEAD)
def person(participant_id: str) -> str:
    """The overview of one person."""
    return render_template(
        "console/person.html", person=looking().at(participant_id, overview), agreed=looking().at(participant_id, agreed),
        alerts=looking().at(participant_id, alerts_of), now=now())
