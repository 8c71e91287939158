"""The traces that work leaves in DBOS's tables: ids only. What is finished is cleared when somebody is erased."""

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

    def clear(self) -> frozenset[str]:
        """Deletes all finished work, whoever's it was: our own rows say what was done. Returns the ids of what is not finished.

        Raises StoreUnreachable.
        """
        status = table("workflow_status", *map(column, ("workflow_uuid", "status")), schema=self._schema)
        try:
            with self._engine.begin() as connection:
                rows = connection.execute(select(status)).all()
                done = [row.workflow_uuid for row in rows if row.status in _FINISHED]
                for start in range(0, len(done), 500):
                    self._delete(connection, done[start:start + 500])
        except SQLAlchemyError as error:
            if re.search(r"no such table|does not exist", str(error.__cause__ or "")):
                return frozenset()  # no work was ever begun
            raise StoreUnreachable(f"The queues' tables can't be used just now ({type(error.__cause__ or error).__name__}).") from None
        if done and self._engine.dialect.name == "sqlite":
            self._clear_journal()
        return frozenset(row.workflow_uuid for row in rows if row.status not in _FINISHED)

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
