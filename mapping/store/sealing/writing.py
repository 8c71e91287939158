"""Seals what an insert or update brings, before it becomes SQL: code above writes plain values."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, Insert, Table, Update, event, select
from sqlalchemy.sql.elements import BindParameter

from mapping.errors import SealBroken
from mapping.store.sealing.columns import Ready, ReadyBytes, Sealed
from mapping.store.sealing.vault import Vault, give_vault, vault_of

PEOPLE = "participant"  # a row in this table is a new person, who gets a key


def seal_writes(engine: Engine, vault: Vault) -> None:
    """From now on this engine seals what it writes to sealed columns, and opens what it reads, with this vault."""
    give_vault(engine, vault)
    event.listen(engine, "before_execute", _seal, retval=True)
    event.listen(engine, "begin", lambda connection: vault_of(connection).forget_erased())


def _seal(connection: Connection, statement: Any, many: Any, one: Any, _: Any) -> tuple[Any, Any, Any]:
    if not isinstance(statement, Insert | Update) or not isinstance(statement.table, Table):
        return statement, many, one
    table, columns = statement.table, _sealed_columns(statement.table)
    if isinstance(statement, Insert) and table.name == PEOPLE:
        for values in many or [one]:
            vault_of(connection).add_person({**_values(statement), **values}["id"])
    if not columns:
        return statement, many, one
    if isinstance(statement, Update):
        return _sealed_update(connection, statement, columns, [*(many or []), one]), many, one
    fixed = _values(statement)
    if many:
        return statement, [_sealed_row(connection, columns, fixed, values) for values in many], one
    if one:
        return statement, many, _sealed_row(connection, columns, fixed, one)
    return statement.values(_sealed_values(connection, columns, fixed, fixed)), many, one


def _sealed_row(connection: Connection, columns: Mapping[str, Sealed], fixed: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """One row's parameters; those that the statement itself brings must be among them to be sealed."""
    if any(name in columns and fixed[name] not in (None, "", b"") for name in fixed):
        raise SealBroken("A sealed value must be given with its row, not with the statement of many rows.")
    return {**values, **_sealed_values(connection, columns, values, {**fixed, **values})}


def _sealed_values(connection: Connection, columns: Mapping[str, Sealed], values: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The sealed values among ``values``, for this row."""
    if missing := {"participant_id", *(each for name in columns.keys() & values.keys() for each in columns[name].row)} - row.keys():
        raise SealBroken(f"Words can't be sealed in a row that is not named: {', '.join(sorted(missing))} must be given with them.")
    return {
        name: kind.sealed(vault_of(connection), kind.place(row), values[name])
        for name, kind in columns.items() if name in values and not isinstance(values[name], Ready | ReadyBytes)
    }


def _sealed_update(connection: Connection, statement: Update, columns: Mapping[str, Sealed], given: list[Any]) -> Update:
    """An update that brings words must be of one row: they are bound to it."""
    if any(name in columns and values[name] not in (None, "", b"") for values in given for name in values):
        raise SealBroken("A sealed value must be given with the update itself.")
    fixed = _values(statement)
    if all(isinstance(fixed[name], Ready | ReadyBytes) or fixed[name] in (None, "", b"") for name in columns if name in fixed):
        return statement
    names = {"participant_id", *(each for kind in columns.values() for each in kind.row)}
    which = select(*(statement.table.c[name] for name in sorted(names)))
    if statement.whereclause is not None:
        which = which.where(statement.whereclause)
    rows = connection.execute(which.limit(2)).mappings().all()
    if len(rows) > 1:
        raise SealBroken("A sealed value can be changed in one row at a time.")
    return statement.values(_sealed_values(connection, columns, fixed, rows[0])) if rows else statement.values(
        {name: type(fixed[name])() for name in columns if name in fixed})


def _values(statement: Insert | Update) -> dict[str, Any]:
    """The plain values that a statement itself brings, by column name. Raises SealBroken for forms that can't be sealed."""
    if statement._multi_values or getattr(statement, "select", None) is not None:
        raise SealBroken("Rows with sealed values are given one by one or as a list, not with values([...]) or from a select.")
    return {
        getattr(column, "key", column): value.value for column, value in (statement._values or {}).items() if isinstance(value, BindParameter)
    }


@lru_cache(maxsize=None)
def _sealed_columns(table: Table) -> dict[str, Sealed]:
    return {column.name: column.type for column in table.columns if isinstance(column.type, Sealed)}
