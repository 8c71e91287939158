"""Reads a directory from files: Open Referral UK as JSON, or as the CSV tables of its data package. Bad entries are named."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapping.errors import DirectoryUnreadable
from mapping.resources.record import RecordWrong, Resource, Skipped, resource_of
from mapping.resources.tables import joined_services

LISTS = ("contents", "content", "services")  # where a page of the API, of its first version, or a file has its services
BIGGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Directory:
    """What could be read, in the order of the files, and what was left out and why."""

    resources: tuple[Resource, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read_directory(path: Path) -> Directory:
    """A directory from a file (.json or .csv), or from a folder of them. Raises DirectoryUnreadable where nothing can be read.

    A folder with a ``services.csv`` is one data package of tables; otherwise every JSON file in it is read. A table or file
    that can't be read is named among what was skipped, and the rest is read.
    """
    if not path.exists():
        raise DirectoryUnreadable(f"There is no directory at {path.name!r}. Check the name of the file or folder.")
    table = path / "services.csv" if path.is_dir() else path
    if table.suffix.lower() == ".csv" and table.exists():
        tables, skipped = _tables_beside(table)
        rows = enumerate(joined_services(_rows_of(table), tables), 2)
        return _gathered([(f"{table.name}, row {number}", row) for number, row in rows], skipped)
    if path.is_file():
        return _gathered(_services_in(path), [])
    return _folder(path)


def _folder(path: Path) -> Directory:
    files = sorted(each for each in path.glob("*.json") if each.name != "datapackage.json")
    services: list[tuple[str, Any]] = []
    skipped = []
    for file in files:
        try:
            services += _services_in(file)
        except DirectoryUnreadable as wrong:
            skipped.append(Skipped(file.name, "", str(wrong)))
    if len(skipped) == len(files):
        raise DirectoryUnreadable(
            " ".join(each.why for each in skipped) or f"The folder {path.name!r} has no services.csv and no JSON file.")
    return _gathered(services, skipped)


def _gathered(services: Iterable[tuple[str, Any]], skipped: list[Skipped]) -> Directory:
    found: dict[str, Resource] = {}
    for where, service in services:
        try:
            if not isinstance(service, dict):
                raise RecordWrong("It is not an object. Put it in curly brackets.")
            resource = resource_of(service)
            if resource.id in found:
                raise RecordWrong(f"{found[resource.id].name!r} has the same id. Give each its own.")
            found[resource.id] = resource
        except RecordWrong as wrong:
            name = service.get("name") if isinstance(service, dict) else None
            skipped.append(Skipped(where, name if isinstance(name, str) else "", str(wrong)))
    return Directory(tuple(found.values()), tuple(skipped))


def _services_in(path: Path) -> list[tuple[str, Any]]:
    """Every service of a JSON file with where it stands: "services.json, entry 3"."""
    return [(f"{path.name}, entry {number}", each) for number, each in enumerate(_listed(path), 1)]


def _tables_beside(path: Path) -> tuple[dict[str, list[dict[str, Any]]], list[Skipped]]:
    """The other tables of the same data package; those that can't be read are left out and named."""
    tables, skipped = {}, []
    for file in sorted(path.parent.glob("*.csv")):
        if file != path:
            try:
                tables[file.stem] = _rows_of(file)
            except DirectoryUnreadable as wrong:
                skipped.append(Skipped(file.name, "", str(wrong)))
    return tables, skipped


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > BIGGEST:
            raise DirectoryUnreadable(f"{path.name} is bigger than 50 MB. Split it into several files.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DirectoryUnreadable(f"{path.name} is not in UTF-8. Save it as UTF-8 and try again.") from None
    except OSError as error:
        raise DirectoryUnreadable(f"{path.name} can't be read ({error.strerror}).") from None


def _listed(path: Path) -> list[Any]:
    try:
        data = json.loads(_text_of(path))
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise DirectoryUnreadable(f"{path.name} is not JSON{line}. It must be Open Referral UK JSON.") from None
    if isinstance(data, dict):
        listed = next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)
        data = [data] if listed is None and "id" in data else listed
    if not isinstance(data, list):
        raise DirectoryUnreadable(f"{path.name} has no list of services (named {' or '.join(LISTS)}).")
    return [each["service"] | {"service_at_locations": [each]} if _at_location(each) else each for each in data]


def _at_location(entry: Any) -> bool:
    """An entry of the service-at-locations list has its service inside."""
    return isinstance(entry, dict) and isinstance(entry.get("service"), dict)


def _rows_of(path: Path) -> list[dict[str, Any]]:
    try:
        return list(csv.DictReader(io.StringIO(_text_of(path), newline="")))
    except csv.Error as error:
        raise DirectoryUnreadable(f"{path.name} is not a CSV table ({error}).") from None
