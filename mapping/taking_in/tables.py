"""Reads the CSV tables in a ZIP file, a folder or a single file, with limits, and clear words where it can't be done."""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mapping.errors import MapUnreadable
from mapping.export.cells import unguard

MOST_FILES = 5_000  # a whole study, six files an interview
MOST_BYTES = 20_000_000  # of one table, unpacked
MOST_IN_ALL = 100_000_000  # of all tables together


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its name without folders, its columns, its rows as column to cell, and the lines that don't fit."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    odd_lines: tuple[int, ...] = ()


def read_tables(path: Path) -> tuple[tuple[Table, ...], tuple[str, ...], str]:
    """The tables, the names of files that are none or can't be read, and a fingerprint of the tables' content.

    Raises MapUnreadable where nothing can be read.
    """
    tables, others, content, size = [], [], hashlib.sha256(), 0
    broken: MapUnreadable | None = None
    for name, body in _files(path):
        if body is None:
            others.append(name)
            continue
        size += len(body)
        if size > MOST_IN_ALL:
            raise MapUnreadable(f"{path.name} holds more than {MOST_IN_ALL // 1_000_000} MB of tables. Export one interview alone.")
        try:
            tables.append(_table(name, body))
        except MapUnreadable as error:
            broken = broken or error
            others.append(name)
            continue
        content.update(hashlib.sha256(name.encode() + b"\0" + body).digest())
    if not tables:
        raise broken or MapUnreadable(f"There is no CSV file in {path.name}. Give the ZIP file or the folder that Network Canvas made.")
    return tuple(tables), tuple(others), content.hexdigest()


def _files(path: Path) -> Iterator[tuple[str, bytes | None]]:
    """Every file by name, in a fixed order; None for what is no table."""
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif zipfile.is_zipfile(path):
            yield from _in_zip(path)
        else:
            yield path.name, _some(path.read_bytes(), path.name)
    except OSError as error:
        raise MapUnreadable(f"{path.name} can't be read ({error.strerror}); check its name and that you may open it.") from error


def _in_folder(path: Path) -> Iterator[tuple[str, bytes | None]]:
    found = sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
    _not_too_many(len(found), path)
    for each in found:
        yield each.name, _some(each.read_bytes(), each.name) if _is_table(each.name) else None


def _in_zip(path: Path) -> Iterator[tuple[str, bytes | None]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = sorted((each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename)
            _not_too_many(len(entries), path)
            for each in entries:
                name = each.filename.replace("\\", "/").rsplit("/", 1)[-1]
                if name.startswith(".") or "__MACOSX" in each.filename:
                    continue
                if not _is_table(name):
                    yield name, None
                    continue
                if each.flag_bits & 1:
                    raise MapUnreadable(f"{path.name} is locked with a password. Unpack it, and give the folder.")
                with archive.open(each) as file:
                    yield name, _some(file.read(MOST_BYTES + 1), name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise MapUnreadable(f"{path.name} is a broken ZIP file. Export it again, or unpack it and give the folder.") from error


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv")


def _not_too_many(count: int, path: Path) -> None:
    if count > MOST_FILES:
        raise MapUnreadable(f"{path.name} holds more than {MOST_FILES} files. Export one interview alone, and give that.")


def _some(body: bytes, name: str) -> bytes:
    if len(body) > MOST_BYTES:
        raise MapUnreadable(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Export one interview alone, and give that.")
    return body


def _table(name: str, body: bytes) -> Table:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MapUnreadable(f"{name} is not text in UTF-8. Save it again as “CSV UTF-8”.") from None
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","  # as some spreadsheets save it
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(line)]
    except csv.Error:
        raise MapUnreadable(f"{name} is not a table that can be read. Export it again.") from None
    header = tuple(unguard(cell).strip() for cell in lines[0]) if lines else ()
    rows, odd = [], []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(header):
            odd.append(number)
        else:
            rows.append(dict(zip(header, map(unguard, line), strict=True)))
    return Table(name, header, tuple(rows), tuple(odd))
