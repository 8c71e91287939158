"""The services that actions call, opened once at the first need and never at import."""

from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from mapping.services import Checkins, Goals, Maps, Participants, Sessions
from mapping.sessions import DEFAULT, read_plan
from mapping.store.engine import make_engine
from mapping.store.remembered import remember
from nlu.extraction import Reader


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Our database, by SELFMAP_DATABASE_URL (default: SQLite in SELFMAP_HOME)."""
    import os

    home = Path(os.environ.get("SELFMAP_HOME") or "./var").resolve()
    made = make_engine(os.environ.get("SELFMAP_DATABASE_URL") or f"sqlite:///{home / 'selfmap.db'}")
    remember(made)
    return made


@lru_cache(maxsize=1)
def maps() -> Maps:
    """The map services."""
    return Maps(engine())


def goals() -> Goals:
    """What becomes of goals."""
    return Goals(engine())


def checkins() -> Checkins:
    """Who is asked when."""
    return Checkins(engine())


def sessions() -> Sessions:
    """Sessions by the service's own file (SELFMAP_SESSIONS), or by ours. Raises SessionPlanUnreadable."""
    import os

    return Sessions(engine(), read_plan(Path(os.environ.get("SELFMAP_SESSIONS") or DEFAULT)))


@lru_cache(maxsize=1)
def participants() -> Participants:
    """Who is here, and what they agreed to."""
    return Participants(engine())


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of messages; its first use loads the language model (about 3 s)."""
    return Reader.load()
