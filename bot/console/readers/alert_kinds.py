"""How soon a person of the staff has to look at an alert: now, or today. It says what to do, not how ill somebody is."""

from enum import StrEnum

from sqlalchemy import ColumnElement

from mapping.store.tables import alert

ASKED_FOR_WORKER = "asked_for_worker"  # the person asked for their worker and was told when they look
UNSCREENED = "unscreened"  # the screen could not read a message, so a person has to


class Urgency(StrEnum):
    """When somebody has to look."""

    NOW = "now"
    TODAY = "today"


IS_NOW: ColumnElement[bool] = alert.c.kind != ASKED_FOR_WORKER


def urgency_of(kind: str) -> Urgency:
    """Danger, and what could not be screened for it: now. A person who asked for their worker: today."""
    return Urgency.TODAY if kind == ASKED_FOR_WORKER else Urgency.NOW
