"""What a team calls the people it supports. The names are sealed, so they are looked for here and not in SQL."""

from sqlalchemy import Connection, select

from mapping.store.console_tables import caseload


def called(connection: Connection, name: str) -> list[str]:
    """The ids of everybody whom the team calls this, however it is written."""
    wanted = name.strip().casefold()
    rows = connection.execute(select(caseload.c.participant_id, caseload.c.known_as))
    return [row.participant_id for row in rows if row.known_as.casefold() == wanted]
