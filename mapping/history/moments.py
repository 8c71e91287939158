"""The maps worth setting side by side: one for each session with a worker, or, without any, for each time somebody came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mapping.history.fold import MAP_KINDS
from mapping.history.sittings import APART
from mapping.model import Change, ChangeKind


@dataclass(frozen=True, slots=True)
class Moment:
    """A map's place in time: its number (1 and up), when that time began, and the moment at which it ended (aware UTC).

    ``session``: whether it is a session with a peer support worker; else simply a time when the map changed.
    """

    number: int
    began: datetime
    at: datetime
    session: bool


def moments(history: Sequence[Change]) -> tuple[Moment, ...]:
    """Every such time, oldest first; the last one is the map as it stands. ``history``: all changes, oldest first.

    What somebody did before their first session belongs to it. Empty where nothing was ever put on the map.
    """
    if not any(change.kind in MAP_KINDS for change in history):
        return ()
    starts = [place for place, change in enumerate(history) if change.kind is ChangeKind.SESSION_STARTED]
    if starts:
        edges, session = [0, *starts[1:]], True
    else:
        edges, session = _times(history), False
    spans = zip(edges, [*edges[1:], len(history)], strict=True)
    return tuple(
        Moment(number, history[starts[number - 1] if session else first].at, history[end - 1].at, session)
        for number, (first, end) in enumerate(spans, 1))


def _times(history: Sequence[Change]) -> list[int]:
    """Where each time begins at which something on the map changed, with a long quiet before it."""
    edges = [0]
    for place in range(1, len(history)):
        if history[place].at - history[place - 1].at >= APART:
            if any(change.kind in MAP_KINDS for change in history[edges[-1]:place]):
                edges.append(place)
    if len(edges) > 1 and not any(change.kind in MAP_KINDS for change in history[edges[-1]:]):
        edges.pop()
    return edges
