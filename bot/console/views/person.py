"""One person: the overview, their alerts, and what they agreed to."""

from functools import partial

from flask import Blueprint

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.gate import admits
from bot.console.here import viewer
from bot.console.readers.alerts import alerts_of
from bot.console.readers.goals import goals_of
from bot.console.readers.maps import Compared, compared
from bot.console.readers.notes import notes_of
from bot.console.readers.overview import agreed
from bot.console.readers.transcript import lately
from bot.console.roles import Role
from bot.console.views.goals import rhythm_words
from mapping.layout.labels import shown_name
from mapping.store.sharing import Shared

NAMED = 6  # things of one sort named in the overview


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>", "person", person)
    pages.add_url_rule("/people/<participant_id>/alerts", "person_alerts", person_alerts)
    pages.add_url_rule("/people/<participant_id>/agreed", "agreed", what_they_agreed_to)


@admits(Role.PSW, Role.LEAD)
def person(participant_id: str) -> str:
    """What needs the worker first, then a little of each of the other pages."""
    known, alerts, said, goals, change, notes = with_frame(
        participant_id, alerts_of, lately, goals_of, compared, partial(notes_of, worker_id=viewer().worker_id, most=3))
    return page(
        "overview", participant_id, "person", known, alerts=[one for one in alerts if not one.closed_at], lately=said, goals=goals, notes=notes,
        rhythm=None if isinstance(goals, NotShared) else rhythm_words(goals.rhythm), change=change, short_changes=_short(change))


@admits(Role.PSW, Role.LEAD)
def person_alerts(participant_id: str) -> str:
    """Every alert of this person, the latest first."""
    known, alerts = with_frame(participant_id, alerts_of)
    return page("alerts", participant_id, "person_alerts", known, alerts=alerts)


@admits(Role.PSW, Role.LEAD)
def what_they_agreed_to(participant_id: str) -> str:
    """What they share now, field by field, and every answer they gave."""
    known, answers = with_frame(participant_id, agreed)
    allowed = [(words, known.shared.covers(needed)) for words, needed in (
        ("The map, and sessions compared", Shared.MAP), ("Goals and check-ins", Shared.MAP), ("What was said (the transcript)", Shared.TRANSCRIPT))]
    return page("agreed", participant_id, "agreed", known, agreed=answers, allowed=allowed)


def _short(change: Compared | NotShared) -> list[tuple[str, list[str]]]:
    """What is new, gone and changed since the time before, by name."""
    if isinstance(change, NotShared) or change.comparison is None:
        return []
    items = change.comparison.items
    named = (("New", items.new), ("Not there now", items.gone), ("Changed", [each.after for each in items.changed]))
    return [(heading, _some([shown_name(item) for item in found])) for heading, found in named if found]


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= NAMED else [*names[:NAMED], f"and {len(names) - NAMED} more"]
