"""Every helpline number that any sentence of ours holds as text is one of nlu/safety/contacts.yml, right for all whom it is said to."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlu.safety.contacts import NATIONS, Contact, read_contacts
from tests.unit.test_never_said import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
CONTACTS = read_contacts()
NUMBERS = sorted({contact.number for contact in CONTACTS}, key=len, reverse=True)
NO_NUMBERS = {"8601", "2018", "150", "200", "300"}  # an ISO standard, a year, and counts that are no telephone numbers: looked at one by one
NAMES = {"england": "England", "wales": "Wales", "scotland": "Scotland", "northern_ireland": "Northern Ireland"}
ROUND_THE_CLOCK = re.compile(r"\b(?:day (?:or|and) night|at any time|any time|24 hours|round the clock|always)\b", re.IGNORECASE)
PAGES = sorted((ROOT / "bot" / "console" / "templates").rglob("*.html"))  # what a worker reads


def texts() -> Iterator[tuple[str, str]]:
    """All sentences but the crisis words, whose numbers are filled in from the data (tests/unit/test_safety_words.py)."""
    yield from ((where, text) for where, text in SENTENCES.items() if not where.startswith("domain/safety.yml"))
    yield from ((str(path.relative_to(ROOT)), re.sub(r"<[^>]*>|\{[{%#].*?[}%#]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)) for path in PAGES)


def said(text: str) -> str:
    return " ".join(html.unescape(text).replace("\u00a0", " ").split())


def numbers_in(text: str) -> list[str]:
    """The numbers in a text that may be dialled, longest first: ours, and whatever else has three digits or more."""
    left, found = said(text), []
    for number in NUMBERS:
        if re.search(rf"(?<!\d){number}(?!\d)", left) and len(number) > 2:
            found.append(number)
            left = re.sub(rf"(?<!\d){number}(?!\d)", " ", left)
    return found + re.findall(r"(?<![\w#&%.])\+?\d[\d ]*\d(?![\w%])", re.sub(r"(?<!\d)\d{1,2}(?!\d)", " ", left))


NAMED = [(where, text, number) for where, text in texts() for number in numbers_in(text) if number.strip() not in NO_NUMBERS]


def of(number: str) -> list[Contact]:
    return [contact for contact in CONTACTS if contact.number == number]


@pytest.mark.parametrize(("where", "text", "number"), NAMED, ids=[f"{where.split('/')[-1]} {number}" for where, _, number in NAMED])
def test_it_is_in_the_data_and_right_for_whom_it_is_said_to(where: str, text: str, number: str) -> None:
    assert of(number), f"{where} names {number}, which nobody checks"
    there = {nation for contact in of(number) for nation in contact.nations}
    told = {nation for nation in NATIONS if NAMES[nation] in said(text)} or set(NATIONS)
    assert told <= there, f"{where} says {number} to people in {told - there}, who can't call it"


@pytest.mark.parametrize(("where", "text", "number"), NAMED, ids=[f"{where.split('/')[-1]} {number}" for where, _, number in NAMED])
def test_it_is_said_to_be_there_day_and_night_only_where_it_is(where: str, text: str, number: str) -> None:
    for sentence in re.split(r"(?<=[.!?])\s+", said(text)):
        if number in sentence and ROUND_THE_CLOCK.search(sentence):
            assert all(contact.hours.startswith("day and night") for contact in of(number)), sentence


def test_they_are_found_at_all() -> None:
    """The seven sentences known to hold one, and a number that is nobody's."""
    assert {"utter_control_help_danger", "utter_control_low", "utter_control_person", "utter_control_medical", "utter_welcome_limits", "utter_welcome_declined", "utter_channel_danger"} <= {
        where.split()[-1] for where, _, _ in NAMED}
    assert {where for where, _, _ in NAMED} >= {"bot/web/templates/chat/help.html"}
    assert numbers_in("Call 0800 123 456 or 116&nbsp;123.") == ["116 123", "0800 123 456"] and not of("0800 123 456")
    assert numbers_in("from 0 to 10, {number} of 12") == []


def test_where_a_line_is_not_open_day_and_night_its_sentence_does_not_say_so() -> None:
    """In the crisis words too, where the number is a blank."""
    closed = {contact.key for contact in CONTACTS if not contact.hours.startswith("day and night")}
    assert {"nspcc", "mens_advice"} <= closed
    for where, text in SENTENCES.items():
        for sentence in re.split(r"(?<=[.!?])\s+", said(text)):
            assert not (ROUND_THE_CLOCK.search(sentence) and any(f"{{{key}}}" in sentence for key in closed)), (where, sentence)
