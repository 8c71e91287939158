"""What every page of the console can use: its links, its files' addresses, the marks of forms, and what was just said."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import g, url_for

from bot.console.accounts import sessions
from bot.console.gate import signed_in
from bot.console.here import console, session_here
from bot.console.roles import ROLE_NAMES, SUPPORTING, Role
from bot.console.words import is_not_shared, told_of_alerts
from mapping.store.access import storing

INVENTED = "invented.txt"  # `selfmap demo` puts it into a home of invented people
STATIC = Path(__file__).parent / "static"
LINKS = (  # what it says, the address, and for whom it is
    ("My people", "console.people", SUPPORTING), ("Alerts", "console.alerts", SUPPORTING),
    ("Team", "console.team", (Role.LEAD,)), ("Staff", "console.staff", (Role.ADMIN,)),
    ("Who has looked", "console.audit", (Role.LEAD, Role.PRIVACY)), ("My account", "console.account", tuple(Role)),
)


def parts() -> dict[str, object]:
    """The names that templates may use."""
    return {
        "session": session_here(), "signed_in": signed_in, "role_names": ROLE_NAMES, "asset": asset, "is_not_shared": is_not_shared,
        "links": _links, "watches_alerts": _watches_alerts, "told_of_alerts": told_of_alerts, "take_notice": _take_notice,
        "person_address": _person_address, "invented": (console().settings.home / INVENTED).exists(),
    }


@lru_cache
def asset(name: str) -> str:
    """The address of one of the console's own files; it changes with the file, so browsers may keep it."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return url_for("console.static", filename=name, v=mark)


def _links() -> list[tuple[str, str]]:
    role = g.console_session.worker.role
    return [(words, endpoint) for words, endpoint, roles in LINKS if role in roles]


def _watches_alerts() -> bool:
    """Whether whoever is signed in is somebody whom alerts are for."""
    return session_here() is not None and session_here().worker.role in SUPPORTING


def _take_notice() -> str:
    """What the page before wanted said, once."""
    session = session_here()
    with storing(console().engine) as connection:
        sessions.change(connection, session.id, notice=None)
    return session.notice


def _person_address(participant_id: str) -> str:
    return url_for("console.person", participant_id=participant_id)
