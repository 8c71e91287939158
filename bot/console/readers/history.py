"""A person's history, read once for all the parts of one page: opening its seals takes longer than all else about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection

from mapping.model import Change
from mapping.store.history import history_of

_read: ContextVar[dict[str, list[Change]] | None] = ContextVar("read", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Within it, each history is read once; at its end it is forgotten, so that nobody's words stay in memory."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def history_here(connection: Connection, participant_id: str) -> list[Change]:
    """All changes of this person, oldest first: as this page has read them already, else as they are stored."""
    read = _read.get()
    if read is None:
        return history_of(connection, participant_id)
    if participant_id not in read:
        read[participant_id] = history_of(connection, participant_id)
    return read[participant_id]
