"""Whether anybody of the staff is there to look, and how they can be told, so that nobody is promised what will not happen."""

from sqlalchemy import Connection, and_, or_, select

from mapping.store.console_tables import assignment, worker
from mapping.store.tables import telegram_update


def somebody_looks(connection: Connection, participant_id: str) -> bool:
    """Whether an alert about this person is somebody's to see to: a worker who supports them, or a lead."""
    supports = select(assignment.c.id).where(
        assignment.c.participant_id == participant_id, assignment.c.worker_id == worker.c.id, assignment.c.until.is_(None)).exists()
    there = and_(worker.c.disabled_at.is_(None), worker.c.joined_at.isnot(None))
    return connection.scalar(select(worker.c.id).where(there, or_(worker.c.role == "lead", supports)).limit(1)) is not None


def telegram_is_on(connection: Connection) -> bool:
    """Whether the bot has ever talked with Telegram: the web process is not told its token."""
    return connection.scalar(select(telegram_update.c.bot_id).limit(1)) is not None
