"""The traces that a person's work leaves in DBOS's tables: ids only, and they go too when the person is erased."""

import re

from sqlalchemy import Connection, Engine, column, delete, select, table
from sqlalchemy.exc import SQLAlchemyError

from mapping.errors import StoreUnreachable

_FINISHED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_HOLD = ("workflow_input", "workflow_output", "operation_outputs")  # rows by workflow that no foreign key takes along


class Traces:
    """DBOS's tables, looked at through an engine of their database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._schema = None if engine.dialect.name == "sqlite" else "dbos"

    def erase(self, participant_id: str) -> bool:
        """Deletes what is finished of this person's work. True where nothing of theirs is left. Raises StoreUnreachable."""
        status = table("workflow_status", *map(column, ("workflow_uuid", "status", "queue_partition_key")), schema=self._schema)
        try:
            with self._engine.begin() as connection:
                theirs = connection.execute(select(status).where(status.c.queue_partition_key == participant_id)).all()
                done = [row.workflow_uuid for row in theirs if row.status in _FINISHED]
                for start in range(0, len(done), 500):
                    self._delete(connection, done[start:start + 500])
        except SQLAlchemyError as error:
            if re.search(r"no such table|does not exist", str(error.__cause__ or "")):
                return True  # no work was ever queued
            raise StoreUnreachable(f"The queues' tables can't be used just now ({type(error.__cause__ or error).__name__}).") from None
        if done and self._engine.dialect.name == "sqlite":
            self._clear_journal()
        return len(done) == len(theirs)

    def _delete(self, connection: Connection, workflows: list[str]) -> None:
        for name in (*_HOLD, "workflow_status"):
            here = table(name, column("workflow_uuid"), schema=self._schema)
            connection.execute(delete(here).where(here.c.workflow_uuid.in_(workflows)))

    def _clear_journal(self) -> None:
        raw = self._engine.raw_connection()
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
        finally:
            raw.close()
