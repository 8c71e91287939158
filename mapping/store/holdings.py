"""All that is held about one person, table by table: to hand it over, and to erase it."""

import base64
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, delete, func, select, type_coerce

from mapping.store.tables import metadata, participant, picture


def tables_about_people() -> list[tuple[Table, Column[str]]]:
    """Every table that holds something about a person, with the column that names them; the participant table last."""
    tables = [
        (table, table.c.participant_id) for table in reversed(metadata.sorted_tables) if "participant_id" in table.c
    ]
    return [*tables, (participant, participant.c.id)]


def held(connection: Connection, participant_id: str, *, pictures: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Every row about this person, by table, oldest first, as JSON (times ISO 8601 UTC, pictures Base64).

    ``pictures`` False: the drawn pictures are not even read, and None stands for each.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for table, owner in reversed(tables_about_people()):
        order = [table.c[name] for name in ("seq", "at") if name in table.c][:1]
        read = [column for column in table.columns if pictures or column is not picture.c.png]
        rows = connection.execute(
            select(*read).where(owner == participant_id).order_by(*order, *table.primary_key)
        ).mappings()
        found[table.name] = [{column.name: _plain(row.get(column.name)) for column in table.columns} for row in rows]
    return found


def weight_of_pictures(connection: Connection, participant_id: str) -> int:
    """How many bytes the pictures drawn for this person come to, without reading one."""
    each = func.length(type_coerce(picture.c.png, LargeBinary))
    return connection.scalar(select(func.coalesce(func.sum(each), 0)).where(picture.c.participant_id == participant_id)) or 0


def wipe(connection: Connection, participant_id: str) -> bool:
    """Deletes every row about this person. False where there was none."""
    # table by table, so that it holds even on a connection where foreign keys are off
    return (
        sum(
            connection.execute(delete(table).where(owner == participant_id)).rowcount
            for table, owner in tables_about_people()
        )
        > 0
    )


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
