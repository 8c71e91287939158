"""Whether anybody of the staff is there to look, so that nobody is promised what will not happen."""

from sqlalchemy import Connection, and_, or_, select

from mapping.store.console_tables import assignment, worker


def somebody_looks(connection: Connection, participant_id: str) -> bool:
    """Whether an alert about this person is somebody's to see to: a worker who supports them, or a lead."""
    supports = select(assignment.c.id).where(
        assignment.c.participant_id == participant_id, assignment.c.worker_id == worker.c.id, assignment.c.until.is_(None)).exists()
    there = and_(worker.c.disabled_at.is_(None), worker.c.joined_at.isnot(None))
    return connection.scalar(select(worker.c.id).where(there, or_(worker.c.role == "lead", supports)).limit(1)) is not None
