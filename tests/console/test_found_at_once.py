"""What "My people" asks the database is answered from an index, however many messages there are and however little the planner knows."""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, insert

from bot.console.readers.people import _people
from bot.console.roles import Role, Viewer
from mapping.store.access import looking, storing
from mapping.store.tables import message
from tests.console.desk import Desk, on_both

HEARD = "ix_message_participant_id_direction_seq"


@on_both
def test_what_they_said_last_needs_no_look_through_what_everybody_said(desk: Desk) -> None:
    """As just after a restore: thousands of rows, and no statistics yet."""
    ann = desk.add_staff(Role.PSW, "Ann")
    people = [desk.add_person(f"Person {number}", ann) for number in range(20)]
    with storing(desk.engine) as connection:
        connection.execute(insert(message), [
            {"id": f"{who}:{n}", "participant_id": who, "direction": "out" if n % 2 else "in", "kind": "text", "text": "", "at": desk.now, "state": "done"}
            for who in people for n in range(200)])
    with looking(desk.engine) as connection:
        steps = list(_steps_on(connection, _people(Viewer(ann.id, ann.name, ann.role)), "message"))
    assert len(steps) == 2 and all(HEARD in step for step in steps), steps


def _steps_on(connection: Connection, asked: Select, table: str) -> Iterator[str]:
    """How the database means to look into this table, a line for each time it does."""
    sql = str(asked.compile(connection, compile_kwargs={"literal_binds": True}))
    if connection.dialect.name == "sqlite":
        yield from (row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}") if table in row[3].split())
    else:
        yield from (row[0] for row in connection.exec_driver_sql(f"EXPLAIN {sql}") if "Scan" in row[0] and f" {table}" in row[0])
