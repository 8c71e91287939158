"""The reviewed words that answer danger. They need neither Rasa nor a database, so they can always be sent."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.safety.contacts import NATIONS, numbers_for
from nlu.safety.hours import WorkerHours
from nlu.safety.kinds import DangerKind

_DOMAIN = Path(__file__).parents[2] / "domain" / "safety.yml"
_GAP = re.compile(r"\n\s*\n")
QUIET = (DangerKind.ABUSE,)  # kinds whose words may be read by the one who does the harm
MOST_HELPERS = 3


def crisis_reply(kind: DangerKind, *, nation: str = "england", times: int = 0, helpers: Sequence[str] = ()) -> tuple[str, ...]:
    """The messages to send, in order, each under 320 characters; one open question, at the end.

    `times`: how often crisis words were said within the last hour; then these are shorter, and never the ones said last.
    `helpers`: how the person calls those on their map who help them, the closest first; the question then offers them.
    A nation we don't know is answered as England, never with silence.
    """
    return _reply(kind, nation if nation in NATIONS else NATIONS[0], _name(kind, times), tuple(helpers[:MOST_HELPERS]))


@lru_cache(maxsize=128)
def _reply(kind: DangerKind, nation: str, name: str, helpers: tuple[str, ...]) -> tuple[str, ...]:
    words, numbers = _responses(), numbers_for(nation)
    line = words[f"utter_safety_line_{nation}"].format_map(numbers)
    text = words[name].replace("{ask}", "\0").format_map(numbers | {"crisis_line": line})
    parts = tuple(" ".join(part.split()) for part in _GAP.split(text) if part.strip())
    return tuple(part.replace("\0", _ask(f"{name}_ask", helpers)) for part in parts)


def worker_offer(hours: WorkerHours, now: datetime) -> tuple[str, str]:
    """The offer to ask the peer support worker, with when they look, and the title of its button."""
    words = _responses()
    return words["utter_safety_worker"].format(look=_look(hours, now)), words["utter_safety_worker_button"]


def worker_told(hours: WorkerHours, now: datetime, *, nation: str = "england") -> str:
    """What is said once a note is left for the peer support worker."""
    numbers = numbers_for(nation if nation in NATIONS else NATIONS[0])
    return _responses()["utter_safety_worker_told"].format_map(numbers | {"look": _look(hours, now)})


def taken_back() -> str:
    """What is said to a person who says that what was taken for danger is none."""
    return _responses()["utter_safety_taken_back"]


def help_lines(*, nation: str = "england") -> str:
    """Where to find help right now, in one message: for when nothing else can be answered."""
    where = nation if nation in NATIONS else NATIONS[0]
    words, numbers = _responses(), numbers_for(where)
    return words["utter_safety_help"].format_map(numbers | {"crisis_line": words[f"utter_safety_line_{where}"].format_map(numbers)})


def _look(hours: WorkerHours, now: datetime) -> str:
    until = hours.until(now)
    if until:
        return _responses()["utter_safety_look_now"].format(until=until)
    day, time = hours.next(now)
    return _responses()["utter_safety_look_later"].format(day=day, time=time)


def _ask(name: str, helpers: tuple[str, ...]) -> str:
    words = _responses()
    if not helpers:
        return words[name]
    names = " and ".join(filter(None, (", ".join(helpers[:-1]), helpers[-1])))
    return words["utter_safety_ask_helpers" if len(helpers) > 1 else "utter_safety_ask_helper"].replace("{names}", names)


def _name(kind: DangerKind, times: int) -> str:
    if not times:
        return f"utter_safety_{kind}"
    again = "utter_safety_again_quiet" if kind in QUIET else "utter_safety_again"
    return again if times % 2 else f"{again}_more"


@lru_cache(maxsize=1)
def _responses() -> dict[str, str]:
    rows = yaml.safe_load(_DOMAIN.read_text(encoding="utf-8"))["responses"]
    return {name: variants[0]["text"].strip() for name, variants in rows.items()}
