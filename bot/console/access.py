"""The one way to a person's data: who looks, at whom, at which field. It is checked and written down before anything is read.

=============== =========================================
field           needs, besides being assigned
=============== =========================================
overview        nothing: it holds what the service itself keeps
alerts          nothing; their words belong to the transcript
notes           nothing: they are the service's own
consent         nothing
map, goals      the person shares their map
transcript      the person shares what was said
=============== =========================================

An emergency (break-glass) stands in for being assigned and for what is shared, for an hour, with a reason, and leads are told.
Somebody who is not theirs is not found, like somebody who does not exist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Concatenate, Protocol

from sqlalchemy import Connection, Engine, Select, select

from bot.console.log import Log
from bot.console.readers.history import one_page
from bot.console.roles import SUPPORTING, Role, Viewer
from mapping.store.access import storing
from mapping.store.audit import Entry
from mapping.store.console_tables import assignment, emergency
from mapping.store.sharing import Shared, shared_by
from mapping.store.tables import participant


class Field(StrEnum):
    """The parts of what is held about a person, each with its own rule."""

    OVERVIEW = "overview"
    MAP = "map"
    GOALS = "goals"
    TRANSCRIPT = "transcript"
    NOTES = "notes"
    ALERTS = "alerts"
    CONSENT = "consent"


NEEDS = {Field.MAP: Shared.MAP, Field.GOALS: Shared.MAP, Field.TRANSCRIPT: Shared.TRANSCRIPT}


class NotTheirs(Exception):
    """This person is not this worker's to see, or does not exist: nobody is told which."""


@dataclass(frozen=True, slots=True)
class NotShared:
    """What is answered where the person does not share this field. ``shared`` is what they do share."""

    field: Field
    shared: Shared


@dataclass(frozen=True, slots=True)
class Standing:
    """How a viewer stands to a person at this moment. ``emergency``: the id of a break-glass that holds now, ``until`` then."""

    assigned: bool
    emergency: str | None
    shared: Shared
    until: datetime | None = None

    @property
    def open(self) -> Shared:
        """What this viewer may see: what is shared, or in an emergency everything."""
        return Shared.TRANSCRIPT if self.emergency else self.shared


class Reader[**P, T](Protocol):
    """A function that reads or writes one thing of one person, marked with its field and how it is written down."""

    field: Field
    act: str
    standing: bool  # whether it is told, as ``standing``, how the viewer stands to this person

    def __call__(self, engine: Engine, participant_id: str, *args: P.args, **named: P.kwargs) -> T: ...


class Lister[**P, T](Protocol):
    """A function that lists something of many people, limited to what the viewer may see of each."""

    what: str
    act: str
    logged: bool

    def __call__(self, engine: Engine, viewer: Viewer, *args: P.args, **named: P.kwargs) -> T: ...


class Manager[**P, T](Protocol):
    """A function with which a lead changes who supports somebody."""

    act: str
    manages: bool

    def __call__(self, engine: Engine, participant_id: str, *args: P.args, **named: P.kwargs) -> T: ...


def reads[**P, T](
    field: Field, *, act: str = "looked", standing: bool = False,
) -> Callable[[Callable[Concatenate[Engine, str, P], T]], Reader[P, T]]:
    """Marks a function as reading this field: ``look(engine, participant_id, ...)``, with ``standing=`` where it asks for that.

    ``act`` "copied": what is read leaves the console as a file.
    """
    return _marked(field, act, standing)


def writes[**P, T](field: Field, act: str) -> Callable[[Callable[Concatenate[Engine, str, P], T]], Reader[P, T]]:
    """Marks a function as changing this field; ``act`` is how the log names it (a code of at most 24 letters)."""
    return _marked(field, act)


def _marked(field: Field, act: str, standing: bool = False) -> Callable[[Any], Any]:
    def mark(function: Any) -> Any:
        function.field, function.act, function.standing = field, act, standing
        return function

    return mark


def lists[**P, T](what: str, *, act: str = "listed", logged: bool = True) -> Callable[[Callable[Concatenate[Engine, Viewer, P], T]], Lister[P, T]]:
    """Marks a function as listing what this viewer may see of many people: ``look(engine, viewer, ...)``.

    It limits itself to ``whose(viewer)`` and shows of each person only what they share. ``logged`` False: for what a page asks
    every few seconds and that tells nothing of anybody.
    """
    def mark(function: Any) -> Any:
        function.what, function.act, function.logged = what, act, logged
        return function

    return mark


def manages[**P, T](act: str) -> Callable[[Callable[Concatenate[Engine, str, P], T]], Manager[P, T]]:
    """Marks a function as changing who supports a person: for leads, who see nothing of the person by it."""
    def mark(function: Any) -> Any:
        function.act, function.manages = act, True
        return function

    return mark


def whose(viewer: Viewer) -> Select[tuple[str]]:
    """The ids of the people that this viewer supports now."""
    return select(assignment.c.participant_id).where(assignment.c.worker_id == viewer.worker_id, assignment.c.until.is_(None))


class Access:
    """Opens a person's data to somebody of the staff, or does not. Times come from ``clock`` (aware UTC)."""

    def __init__(self, engine: Engine, log: Log, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine, self._log, self._clock = engine, log, clock

    def as_(self, viewer: Viewer) -> "Looking":
        """The same, for one viewer."""
        return Looking(self, viewer)

    def open[**P, T](self, viewer: Viewer, participant_id: str, reader: Reader[P, T], *args: P.args, **named: P.kwargs) -> T | NotShared:
        """What the reader finds, or NotShared. It is in the log before it is read. Raises NotTheirs, StoreUnreachable."""
        ((may, standing),) = self._allow(viewer, participant_id, (reader,))
        return may or self._read(reader, reader, standing, participant_id, *args, **named)

    def open_together(self, viewer: Viewer, participant_id: str, readers: Sequence[Reader[[], Any]]) -> tuple[Any, ...]:
        """The same for several readers, each as it is or with named values bound to it (functools.partial): one write to the disk."""
        marked = [getattr(reader, "func", reader) for reader in readers]
        allowed = self._allow(viewer, participant_id, marked)
        with one_page():
            return tuple(
                may or self._read(reader, mark, standing, participant_id)
                for reader, mark, (may, standing) in zip(readers, marked, allowed, strict=True))

    def _read(self, reader: Any, marked: Any, standing: Standing, participant_id: str, *args: Any, **named: Any) -> Any:
        told = {"standing": standing} if marked.standing else {}
        return reader(self._engine, participant_id, *args, **named, **told)

    def _allow(self, viewer: Viewer, participant_id: str, readers: Sequence[Reader[..., Any]]) -> list[tuple[NotShared | None, Standing]]:
        """For each reader whether it may not read, and how the viewer stands; written down first. Raises NotTheirs where one may know nothing at all."""
        now = self._clock()
        with storing(self._engine) as connection:
            close = self._standing(connection, viewer, participant_id, now)
            standings = [close or self._leading(connection, viewer, participant_id, reader.field) for reader in readers]
            found = [_may(standing, reader.field) for standing, reader in zip(standings, readers, strict=True)]
            self._log.write(connection, *(
                _entry(connection, viewer, participant_id, *one) for one in zip(readers, standings, found, strict=True)), now=now)
        self._log.anchor()
        theirs = [standing for standing in standings if standing is not None]
        if len(theirs) < len(standings):
            raise NotTheirs
        return list(zip(found, theirs, strict=True))

    def listing[**P, T](self, viewer: Viewer, lister: Lister[P, T], *args: P.args, **named: P.kwargs) -> T:
        """What the lister finds for this viewer. Raises StoreUnreachable."""
        if lister.logged:
            self._log.note(self._engine, Entry(viewer.worker_id, lister.act, "", lister.what), now=self._clock())
        return lister(self._engine, viewer, *args, **named)

    def manage[**P, T](self, viewer: Viewer, participant_id: str, manager: Manager[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Lets a lead change who supports somebody. Raises NotTheirs, StoreUnreachable."""
        with storing(self._engine) as connection:
            known = connection.scalar(select(participant.c.id).where(participant.c.id == participant_id))
            may = known is not None and viewer.role is Role.LEAD
            outcome = "done" if may else "refused"
            self._log.write(connection, Entry(viewer.worker_id, manager.act, known or "", "", outcome), now=self._clock())
        self._log.anchor()
        if not may:
            raise NotTheirs
        return manager(self._engine, participant_id, *args, **named)

    def _standing(self, connection: Connection, viewer: Viewer, participant_id: str, now: datetime) -> Standing | None:
        """How this viewer stands to this person now; None where they have nothing to do with them."""
        if viewer.role not in SUPPORTING:
            return None
        assigned = connection.scalar(select(assignment.c.id).where(
            assignment.c.participant_id == participant_id, assignment.c.worker_id == viewer.worker_id,
            assignment.c.until.is_(None)).limit(1)) is not None
        broken = connection.execute(select(emergency.c.id, emergency.c.until).where(
            emergency.c.participant_id == participant_id, emergency.c.worker_id == viewer.worker_id,
            emergency.c.until > now).order_by(emergency.c.at.desc()).limit(1)).one_or_none()
        if not assigned and broken is None:
            return None
        return Standing(assigned, broken and broken.id, shared_by(connection, participant_id), broken and broken.until)

    def _leading(self, connection: Connection, viewer: Viewer, participant_id: str, field: Field) -> Standing | None:
        """A lead sees to every alert, whoever's it is: that there is one, and what was done about it."""
        if viewer.role is not Role.LEAD or field is not Field.ALERTS:
            return None
        known = connection.scalar(select(participant.c.id).where(participant.c.id == participant_id))
        return Standing(False, None, shared_by(connection, participant_id)) if known else None


def _may(standing: Standing | None, field: Field) -> NotShared | None:
    if standing is None or standing.emergency or standing.shared.covers(NEEDS.get(field, Shared.NOTHING)):
        return None
    return NotShared(field, standing.shared)


def _entry(
    connection: Connection, viewer: Viewer, participant_id: str, reader: Reader[..., Any], standing: Standing | None, may: NotShared | None,
) -> Entry:
    if standing is None:  # what was typed into an address is not written down unless it is somebody's id
        known = connection.scalar(select(participant.c.id).where(participant.c.id == participant_id))
        return Entry(viewer.worker_id, reader.act, known or "", reader.field, "refused")
    details: dict[str, str | int] = {"emergency": standing.emergency} if standing.emergency else {}
    return Entry(viewer.worker_id, reader.act, participant_id, reader.field, "not_shared" if may else "done", details)


@dataclass(frozen=True, slots=True)
class Looking:
    """Access for the person behind this request: what the pages use."""

    access: Access
    viewer: Viewer

    def at[**P, T](self, participant_id: str, reader: Reader[P, T], *args: P.args, **named: P.kwargs) -> T | NotShared:
        """What the reader finds, or NotShared. Raises NotTheirs (a page then says: not found), StoreUnreachable."""
        return self.access.open(self.viewer, participant_id, reader, *args, **named)

    def together(self, participant_id: str, *readers: Reader[[], Any]) -> tuple[Any, ...]:
        """What each of these readers finds, or NotShared, in their order: for a page of several parts. Raises as ``at``."""
        return self.access.open_together(self.viewer, participant_id, readers)

    def managing[**P, T](self, participant_id: str, manager: Manager[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Changes who supports somebody. Raises NotTheirs, StoreUnreachable."""
        return self.access.manage(self.viewer, participant_id, manager, *args, **named)

    def over[**P, T](self, lister: Lister[P, T], *args: P.args, **named: P.kwargs) -> T:
        """What the lister finds of the people that this viewer may see. Raises StoreUnreachable."""
        return self.access.listing(self.viewer, lister, *args, **named)
