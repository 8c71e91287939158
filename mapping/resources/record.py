"""One entry of a directory, as much of it as people need, read from one Open Referral service and checked."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

_MARK = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
OPEN = "active"
STATUSES = (OPEN, "inactive", "defunct", "temporarily closed")  # the closed list of the standard
_NOBODYS = ("example.org", "example.com", "example.net", "example")  # reserved for examples (RFC 2606)

Row = Mapping[str, Any]


class RecordWrong(Exception):
    """An entry can't be used; the message says what is wrong with it and how to mend it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One entry that was left out: where it stands, what it calls itself, what was wrong and how to mend it."""

    where: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One service nearby. Empty means "not given"; ``checked`` is the standard's ``assured_date``, a day."""

    id: str
    name: str
    status: str
    organization: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()  # names of areas it serves, and the towns and postcodes where it is
    places: tuple[str, ...] = ()  # where it is, as people say it
    times: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # names of its taxonomy terms
    least_age: float | None = None
    most_age: float | None = None
    alert: str = ""
    checked: date | None = None

    @property
    def made_up(self) -> bool:
        """Whether this is an invented entry: its address is one that is kept for examples."""
        host = (urlsplit(self.url).hostname or self.email.rpartition("@")[2]).lower()
        return any(host == each or host.endswith("." + each) for each in _NOBODYS)


def resource_of(service: Row) -> Resource:
    """The entry in one service object of HSDS 3 (or of the UK's first version). Raises RecordWrong."""
    name = _text(service, "name")
    if not name:
        raise RecordWrong("It has no name. Give it one.")
    if not _text(service, "id"):
        raise RecordWrong("It has no id. Give it one of its own.")
    status = _text(service, "status").lower()
    if status not in STATUSES:
        said = f"is {status!r}" if status else "is missing"
        raise RecordWrong(f"Its status {said}. It must be one of: {', '.join(STATUSES)}.")
    locations = [*_inner(service, "service_at_locations", "location")]
    addresses = [address for location in locations for address in _rows(location, "addresses", "physical_addresses")]
    return Resource(
        _text(service, "id"), name, status,
        organization=_text(_row(service, "organization"), "name"),
        description=_plain(_text(service, "description")),
        url=_web_address(service),
        email=_text(service, "email"),
        phones=_unique(_text(row, "number") for row in _phones(service, locations)),
        areas=_unique((*_area_names(service), *(_text(row, key) for row in addresses for key in ("city", "region", "postal_code")))),
        places=_unique((*map(_place, addresses), *(_text(row, "name") for row in locations if not _rows(row, "addresses", "physical_addresses")))),
        times=_unique(_time(row) for row in _rows(service, "schedules", "regular_schedules")),
        costs=_unique((*map(_cost, _rows(service, "cost_options")), _text(service, "fees_description") or _text(service, "fees"))),
        terms=_unique(_term(row) for row in _rows(service, "attributes", "service_taxonomys")),
        least_age=_number(service, "minimum_age"), most_age=_number(service, "maximum_age"),
        alert=_plain(_text(service, "alert")),
        checked=_day(service, "assured_date"),
    )


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str | int | float):
        raise RecordWrong(f"Its {key} is not a text. Write it as words.")
    return " ".join(str(value).split()) if value is not None else ""


def _plain(text: str) -> str:
    """A text without the marks of a web page, which many directories have in theirs: "<p>Tea &amp; a chat</p>"."""
    return " ".join(html.unescape(_MARK.sub(" ", text)).split())


def _row(row: Row, key: str) -> Row:
    value = row.get(key) or {}
    if not isinstance(value, Mapping):
        raise RecordWrong(f"Its {key} is not an object. Put it in curly brackets.")
    return value


def _rows(row: Row, *keys: str) -> list[Row]:
    """The list under the first of these names that is there."""
    value = next((row[key] for key in keys if row.get(key)), [])
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise RecordWrong(f"Its {keys[0]} is not a list of objects.")
    return value


def _inner(row: Row, key: str, inside: str) -> Iterator[Row]:
    yield from (found for each in _rows(row, key) if (found := _row(each, inside)))


def _phones(service: Row, locations: list[Row]) -> Iterator[Row]:
    yield from _rows(service, "phones")
    for contact in _rows(service, "contacts"):
        yield from _rows(contact, "phones")
    for location in locations:
        yield from _rows(location, "phones")


def _area_names(service: Row) -> Iterator[str]:
    yield from (_text(row, "name") or _text(row, "service_area") for row in _rows(service, "service_areas"))


def _place(address: Row) -> str:
    return ", ".join(filter(None, (_text(address, key) for key in ("address_1", "address_2", "city", "postal_code"))))


def _time(row: Row) -> str:
    return _text(row, "description") or _text(row, "notes")


def _cost(row: Row) -> str:
    amount, currency = _number(row, "amount"), _text(row, "currency") or "GBP"
    if amount is None:
        return _text(row, "option") or _text(row, "amount_description")
    price = "free" if amount == 0 else f"£{amount:.2f}".removesuffix(".00") if currency == "GBP" else f"{amount:g} {currency}"
    about = _text(row, "amount_description")
    return " ".join(filter(None, (price, about, f"({option})" if (option := _text(row, "option")) else "")))


def _term(row: Row) -> str:
    return _text(_row(row, "taxonomy_term"), "name") or _text(_row(row, "taxonomy"), "name") or _text(row, "label")


def _web_address(service: Row) -> str:
    url = _text(service, "url")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise RecordWrong(f"Its url is {url!r}. It must begin with http:// or https://.")
    return url


def _number(row: Row, key: str) -> float | None:
    value = row.get(key)
    if value in (None, ""):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        raise RecordWrong(f"Its {key} is {value!r}. It must be a number.") from None


def _day(service: Row, key: str) -> date | None:
    value = _text(service, key)
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise RecordWrong(f"Its {key} is {value!r}. Write it as 2026-05-31.") from None


def _unique(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
