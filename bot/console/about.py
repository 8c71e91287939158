"""What every page about one person has: who it is about, the tabs, and words for times and for what is not shared."""

from datetime import datetime
from typing import Any

from flask import render_template
from markupsafe import Markup

from bot.console.access import NotShared
from bot.console.here import looking, now
from bot.console.readers.person import Frame, frame
from bot.console.words import LONDON, day
from mapping.history import Moment
from mapping.words import read_words

TABS = (
    ("Overview", "console.person"), ("Transcript", "console.talk"), ("Map", "console.map_page"), ("Sessions", "console.sessions"),
    ("Goals", "console.goals"), ("Notes", "console.notes"), ("Alerts", "console.person_alerts"), ("Consent", "console.agreed"),
)


def page(template: str, participant_id: str, here: str, known: Frame | None = None, **values: Any) -> str:
    """One page about this person. ``here``: the tab it belongs to. Raises NotTheirs."""
    return render_template(
        f"console/person/{template}.html", frame=known or frame_of(participant_id), tabs=TABS, here=f"console.{here}", now=now(),
        time_words=time_words, danger=read_words()["console"]["danger"], outcomes=read_words()["console"]["outcomes"], **values)


def frame_of(participant_id: str) -> Frame:
    """Who the page is about. Raises NotTheirs."""
    found = looking().at(participant_id, frame)
    assert not isinstance(found, NotShared)  # an overview needs nothing to be shared
    return found


def with_frame(participant_id: str, *readers: Any) -> tuple[Any, ...]:
    """Who the page is about, and what these readers find: one write to the log for all of them. Raises NotTheirs."""
    return looking().together(participant_id, frame, *readers)


def time_words(time: Moment) -> str:
    """Which time it is: "Session 2, 3 May 2026", or the day alone."""
    on = date(time.began)
    return f"Session {time.number}, {on}" if time.session else on


def date(at: datetime) -> str:
    """Such as "3 May 2026"."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def day_short(at: datetime, today: datetime) -> str:
    """A day near today, as people say it: "today", "tomorrow", "Thursday", else the date."""
    days = (at.astimezone(LONDON).date() - today.astimezone(LONDON).date()).days
    return {0: "today", 1: "tomorrow"}.get(days) or (f"{at.astimezone(LONDON):%A}" if 1 < days < 7 else date(at))


def safe_svg(text: str) -> Markup:
    """Our own renderer's SVG: it writes every word in it escaped (mapping/render/svg.py)."""
    return Markup(text)


FILTERS = {
    "safe_svg": safe_svg, "day_short": day_short, "day_only": date,
    "lower_first": lambda text: text if text.startswith("Session") is False and text[:1].isdigit() else text[:1].lower() + text[1:],
    "upper_first": lambda text: text[:1].upper() + text[1:],
}
TESTS = {"not_shared": lambda found: isinstance(found, NotShared)}
__all__ = ["FILTERS", "TESTS", "date", "day", "frame_of", "page", "time_words", "with_frame"]
