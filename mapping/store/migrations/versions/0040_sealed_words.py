"""What people said is sealed, each person's under a key of their own. Rows that were kept in plain are sealed here."""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from mapping.store.sealing import Vault, vault_of

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None

MARK = "s1:"
BATCH = 500
# table: (primary key, the columns that name the row for the seal, sealed columns and whether each is text, JSON or bytes)
SEALED: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "message": ("seq", ("id",), {"text": "text", "payload": "text", "about": "text", "buttons": "json"}),
    "button": ("token", ("token",), {"title": "text", "payload": "text"}),
    "change": ("seq", ("message_id", "part", "ordinal"), {"body": "json"}),
    "picture": ("id", ("id",), {"png": "bytes", "words": "text"}),
    "caseload": ("participant_id", (), {"known_as": "text"}),
    "emergency": ("id", ("id",), {"reason": "text"}),
    "note": ("id", ("id",), {"text": "text"}),
    "alert_step": ("seq", ("alert_id", "what"), {"text": "text"}),
}
JSON_COLUMNS = {"message": ("buttons", True), "change": ("body", False)}  # and whether they may be empty


def upgrade() -> None:
    """Makes everybody's key, turns the JSON columns to text, and seals what is there."""
    connection = op.get_bind()
    vault = vault_of(connection)
    if connection.dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete=ON")  # what was in plain is overwritten, not just let go
    for person in connection.scalars(sa.text("SELECT id FROM participant")).all():
        vault.add_person(person)
    for table, (column, nullable) in JSON_COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                column, existing_type=sa.JSON(), type_=sa.Text(), existing_nullable=nullable, postgresql_using=f"{column}::text")
    with op.batch_alter_table("caseload") as batch:
        batch.alter_column("known_as", existing_type=sa.String(80), type_=sa.Text(), existing_nullable=False)
    _all_rows(lambda kind, bound_to, person, value: _seal(vault, kind, bound_to, person, value))


def downgrade() -> None:
    """Opens everything again, and gives the JSON columns their type back."""
    vault = vault_of(op.get_bind())
    _all_rows(lambda kind, bound_to, person, value: _open(vault, kind, bound_to, person, value))
    for table, (column, nullable) in JSON_COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                column, existing_type=sa.Text(), type_=sa.JSON(), existing_nullable=nullable, postgresql_using=f"{column}::json")
    with op.batch_alter_table("caseload") as batch:
        batch.alter_column("known_as", existing_type=sa.Text(), type_=sa.String(80), existing_nullable=False)


def _all_rows(turn: Callable[[str, bytes, str, Any], Any]) -> None:
    connection = op.get_bind()
    for name, (key, row_names, kinds) in SEALED.items():
        columns = dict.fromkeys([key, "participant_id", *row_names, *kinds])
        table = sa.table(name, *(sa.column(each, sa.LargeBinary if kinds.get(each) == "bytes" else None) for each in columns))
        for row in _rows(connection, table, table.c[key]):
            place = "\n".join([row["participant_id"], *(str(row[each]) for each in row_names)])
            turned = {
                column: turn(kind, f"{name}.{column}\n{place}".encode(), row["participant_id"], row[column])
                for column, kind in kinds.items()
            }
            connection.execute(sa.update(table).where(table.c[key] == row[key]).values(turned))


def _rows(connection: sa.Connection, table: Any, key: Any) -> Iterator[Any]:
    last = None
    while True:
        later = sa.select(table).order_by(key).limit(BATCH)
        rows = connection.execute(later if last is None else later.where(key > last)).mappings().all()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1][key.name]


def _seal(vault: Vault, kind: str, bound_to: bytes, person: str, value: Any) -> Any:
    if value is None or value in ("", b"") or kind == "json" and json.loads(value) is None:
        return value if value in ("", b"") else None
    if kind == "json":
        value = json.dumps(json.loads(value), ensure_ascii=False, separators=(",", ":"))
    plain = bytes(value) if kind == "bytes" else str(value).encode()
    return _written(kind, vault.seal(person, bound_to, plain))


def _open(vault: Vault, kind: str, bound_to: bytes, person: str, value: Any) -> Any:
    if value is None or value in ("", b""):
        return value
    plain = vault.open(person, bound_to, _sealed(kind, value))
    return plain if kind == "bytes" else plain.decode()


def _written(kind: str, sealed: bytes) -> Any:
    return MARK.encode() + sealed if kind == "bytes" else MARK + base64.b64encode(sealed).decode("ascii")


def _sealed(kind: str, value: Any) -> bytes:
    return bytes(value)[len(MARK):] if kind == "bytes" else base64.b64decode(value[len(MARK):])
