"""Columns that hold what people said: sealed on the way in, opened on the way out, bound to person, row and column.

To seal a column, give it one of these types with its name and the columns that name its row, which must be set at the insert
and never change: ``Column("text", SealedText("note.text", "id"), nullable=False)``. Its table must have a ``participant_id``.
None and what is empty are kept as they are, so they can be asked for in SQL; words can't be.
"""

import base64
import binascii
import json
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, String, Text, cast, literal, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import Label
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from mapping.errors import SealBroken
from mapping.store.sealing.vault import Vault, vault_of

MARK = "s1:"  # before every sealed value: how it was sealed


class Ready(str):
    """Text that is sealed already and may be stored as it is."""

    __slots__ = ()


class ReadyBytes(bytes):
    """Bytes that are sealed already."""

    __slots__ = ()


class _AsHex(FunctionElement[str]):
    """Bytes as hexadecimal digits, in SQL."""

    type = Text()
    inherit_cache = True


@compiles(_AsHex, "postgresql")
def _hex_on_postgresql(element: _AsHex, compiler: Any, **named: Any) -> str:
    return f"encode({compiler.process(element.clauses, **named)}, 'hex')"


@compiles(_AsHex)
def _hex_on_sqlite(element: _AsHex, compiler: Any, **named: Any) -> str:
    return f"hex({compiler.process(element.clauses, **named)})"


class Sealed(TypeDecorator[Any]):
    """What the three kinds share. ``name`` is table.column, ``row`` the columns that name the row."""

    impl = Text
    cache_ok = True

    def __init__(self, name: str, *row: str) -> None:
        super().__init__()
        self.name, self.row = name, row

    def place(self, values: Any) -> str:
        """The person and the row of these values: what a sealed value is bound to, beside its column."""
        return "\n".join([values["participant_id"], *(str(values[each]) for each in self.row)])

    def sealed(self, vault: Vault, place: str, value: Any) -> Any:
        """The value as it is stored at this place; None and what is empty stay."""
        if value is None or (plain := self.to_bytes(value)) == b"":
            return value
        return self.wrapped(vault.seal(place.partition("\n")[0], f"{self.name}\n{place}".encode(), plain))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Lets only sealed and empty values through: nobody's words can be stored, or looked for, in plain."""
        if value is None or value in ("", b""):
            return value
        if isinstance(value, Ready):
            return str(value)
        if isinstance(value, ReadyBytes):
            return bytes(value)
        raise SealBroken(f"{self.name} is sealed: it can be stored by an insert or update of its table alone, and not looked for in SQL.")

    def column_expression(self, column: Any) -> ColumnElement[str]:
        """Reads the value together with whose it is and which row it stands in."""
        while isinstance(column, Label):
            column = column.element
        columns = column.table.c
        place: Any = type_coerce(columns.participant_id, String)
        for each in self.row:
            place = place + literal("\n", String) + cast(columns[each], String)
        return type_coerce(place + literal("\n", String) + self.stored(column), self)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The plain value. Raises SealBroken, KeyMissing."""
        if value is None:
            return None
        place, found, stored = str(value).rpartition("\n")
        if not found:
            raise SealBroken(f"{self.name} can't be read in this way: select the column itself.")
        if not stored:
            return self.empty()
        opened = vault_of(dialect).open(place.partition("\n")[0], f"{self.name}\n{place}".encode(), self.unwrapped(stored))
        return self.from_bytes(opened)

    def wrapped(self, sealed: bytes) -> Any:
        """Sealed bytes as the column keeps them."""
        return Ready(MARK + base64.b64encode(sealed).decode("ascii"))

    def unwrapped(self, stored: str) -> bytes:
        """The other way round."""
        if stored.startswith(MARK):
            try:
                return binascii.a2b_base64(stored[len(MARK):], strict_mode=True)
            except binascii.Error:
                pass
        raise SealBroken(f"A value of {self.name} is not sealed, so it was not written by this program, and is not used.")

    def stored(self, column: Any) -> ColumnElement[str]:
        """The column's stored value as text, in SQL."""
        return type_coerce(column, Text)

    def to_bytes(self, value: Any) -> bytes:
        """The plain value as bytes."""
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """The other way round."""
        return plain.decode()

    def empty(self) -> Any:
        """What is given back for an empty value."""
        return ""


class SealedText(Sealed):
    """Text of any length."""

    cache_ok = True


class SealedJSON(Sealed):
    """Anything that can be written as JSON."""

    cache_ok = True

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain)


class SealedBytes(Sealed):
    """Bytes, such as a picture."""

    impl = LargeBinary
    cache_ok = True

    def wrapped(self, sealed: bytes) -> Any:
        return ReadyBytes(MARK.encode() + sealed)

    def unwrapped(self, stored: str) -> bytes:
        raw = bytes.fromhex(stored)
        if not raw.startswith(MARK.encode()):
            raise SealBroken(f"A value of {self.name} is not sealed, so it was not written by this program, and is not used.")
        return raw[len(MARK):]

    def stored(self, column: Any) -> ColumnElement[str]:
        return _AsHex(type_coerce(column, LargeBinary))

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def from_bytes(self, plain: bytes) -> Any:
        return plain

    def empty(self) -> Any:
        return b""
