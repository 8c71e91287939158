"""Reads and appends a person's changes. Nothing here ever alters or deletes one."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, func, insert, select

from mapping.errors import ParticipantUnknown
from mapping.model import Change, ChangeKind
from mapping.store.remembered import memory_of
from mapping.store.tables import change, consent, participant

LONGEST_PART: int = change.c.part.type.length


def history_of(connection: Connection, participant_id: str) -> list[Change]:
    """All changes of this person, oldest first."""
    return list(_history(connection, participant_id))


def folded[T](connection: Connection, participant_id: str, fold: Callable[[tuple[Change, ...]], T]) -> T:
    """What ``fold``, a named function, makes of this person's history. Where histories are remembered (remembered.py), it is made once for
    each state of it, and must not be changed by whoever gets it.
    """
    history, memory = _history(connection, participant_id), memory_of(connection)
    return fold(history) if memory is None else memory.folded(participant_id, history, fold)


def _history(connection: Connection, participant_id: str) -> tuple[Change, ...]:
    memory = memory_of(connection)
    if memory is None:
        return _read(connection, participant_id)
    many, last = connection.execute(select(func.count(), func.max(change.c.seq)).where(change.c.participant_id == participant_id)).one()
    known = memory.find(participant_id, last=last, many=many)
    if known and len(known) == many:
        return known
    found = (*known, *_read(connection, participant_id, after=known[-1].seq)) if known else _read(connection, participant_id)
    if len(found) != many:  # some of what was remembered is no longer there
        found = _read(connection, participant_id)
    if found and connection.get_execution_options().get("reading_only"):
        memory.keep(participant_id, found)
    return found


def _read(connection: Connection, participant_id: str, *, after: int | None = None) -> tuple[Change, ...]:
    columns = (change.c.kind, change.c.body, change.c.message_id, change.c.at, change.c.session, change.c.seq)
    wanted = select(*columns).where(change.c.participant_id == participant_id, *([] if after is None else [change.c.seq > after]))
    return tuple(
        Change(ChangeKind(kind), body, message_id, at, session, seq)
        for kind, body, message_id, at, session, seq in connection.execute(wanted.order_by(change.c.seq)))


def written_by(connection: Connection, participant_id: str, message_id: str, part: str) -> tuple[int, int] | None:
    """The first and last ``seq`` that this part of a turn wrote, or None where it has not written."""
    of_part = (change.c.participant_id == participant_id, change.c.message_id == message_id, change.c.part == part)
    first, last = connection.execute(select(func.min(change.c.seq), func.max(change.c.seq)).where(*of_part)).one()
    return None if first is None else (first, last)


def append(connection: Connection, participant_id: str, part: str, changes: Sequence[Change]) -> None:
    """Appends the changes of one part of a turn."""
    if changes:
        connection.execute(insert(change), [
            {"participant_id": participant_id, "message_id": each.message_id, "part": part, "ordinal": ordinal,
             "session": each.session, "at": each.at, "kind": str(each.kind), "body": each.body}
            for ordinal, each in enumerate(changes)
        ])


def hold(connection: Connection, participant_id: str) -> None:
    """Makes other writers to this person's map wait until this transaction ends. Raises ParticipantUnknown."""
    # PostgreSQL locks the row; SQLite has one writer at a time already and ignores FOR UPDATE
    wanted = select(participant.c.id).where(participant.c.id == participant_id).with_for_update()
    if connection.execute(wanted).scalar() is None:
        raise ParticipantUnknown("No participant has this id.")


def consent_of(connection: Connection, participant_id: str) -> bool | None:
    """The person's latest answer to the question of consent; None where they gave none."""
    latest = select(consent.c.given).where(consent.c.participant_id == participant_id).order_by(consent.c.seq.desc())
    return connection.execute(latest.limit(1)).scalar()
