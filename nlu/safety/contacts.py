"""The helplines the bot may name: data with nation, hours, source and the day they were last checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

NATIONS = ("england", "wales", "scotland", "northern_ireland")
FRESH_DAYS = 90  # a number checked longer ago must be read again before a release

_FILE = Path(__file__).parent / "contacts.yml"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach people who can help. `checked_on` is None where nobody has checked it yet."""

    key: str
    name: str
    how: str  # call, text or web
    number: str
    nations: tuple[str, ...]
    hours: str
    whom: str
    source: str
    checked_on: date | None
    status: str


def read_contacts() -> tuple[Contact, ...]:
    """All contacts, in the order of contacts.yml."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["contacts"]
    return tuple(Contact(**(row | {"nations": tuple(row["nations"])})) for row in rows)


def numbers_for(nation: str, contacts: Iterable[Contact] | None = None) -> dict[str, str]:
    """The number for each contact key in this nation. A key that several nations have has each nation's own number."""
    known = read_contacts() if contacts is None else contacts
    return {contact.key: contact.number for contact in known if nation in contact.nations}


def to_check(today: date, contacts: Iterable[Contact] | None = None) -> tuple[Contact, ...]:
    """The contacts that a person must check before a release: never checked, too long ago, or on a day that has not come yet."""
    known = read_contacts() if contacts is None else contacts
    return tuple(c for c in known if c.checked_on is None or not 0 <= (today - c.checked_on).days <= FRESH_DAYS)
