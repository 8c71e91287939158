"""The crisis words are plain, short and honest, and every number in them is the one in the data."""

import re
from datetime import date
from pathlib import Path

import pytest
import textstat
import yaml

from nlu.safety import DangerKind, crisis_reply
from nlu.safety.contacts import NATIONS, numbers_for, read_contacts, to_check

DOMAIN = yaml.safe_load((Path(__file__).parents[2] / "domain" / "safety.yml").read_text(encoding="utf-8"))
EVERY_REPLY = [(kind, nation, again) for kind in DangerKind for nation in NATIONS for again in (False, True)]

FORBIDDEN = (
    r"\b(?:low|medium|high) risk\b|\brisk level|\bscore\b",  # no levels
    r"\bcommit\w*|\bsuccessful|\bfailed\b|\battention\b",
    r"\bpromise\b|\bagree not\b|\bcontract\b",
    r"\b(?:pills?|tablets?|rope|noose|bridge|blades?|knife|knives|overdose|cut|jump|hang)\b",  # no ways of doing it
    r"\b(?:we|i) (?:are|am|will be|will keep) (?:watching|looking out)|\bsomeone is watching|\bmonitor",
    r"\bI am (?:a person|human)|\bi understand exactly|\bcheer up|\byou should be|\bdon't be silly|\bbe grateful",
    r"\bdiagnos|\bdepress|\bdisorder|\bpatient\b|\bclient\b",
)
BETRAYING = r"abus|violen|domestic|refuge|rape|partner|husband|wife|police|hit|hurt|women"


@pytest.mark.parametrize(("kind", "nation", "again"), EVERY_REPLY)
def test_messages_are_short_and_filled_in(kind: DangerKind, nation: str, again: bool) -> None:
    messages = crisis_reply(kind, nation=nation, again=again)
    assert 1 < len(messages) <= 5
    assert all(0 < len(message) < 320 and not re.search(r"[{}]", message) for message in messages)


@pytest.mark.parametrize(("kind", "nation", "again"), EVERY_REPLY)
def test_every_number_is_in_the_data(kind: DangerKind, nation: str, again: bool) -> None:
    text = " ".join(crisis_reply(kind, nation=nation, again=again))
    for number in sorted(numbers_for(nation).values(), key=len, reverse=True):
        text = text.replace(number, "")
    left = re.findall(r"\d+", text.replace("under 19", "").replace("press 2", ""))
    assert left == []


def test_no_number_is_written_into_the_words() -> None:
    written = re.sub(r"{\w+}", "", " ".join(variants[0]["text"] for variants in DOMAIN["responses"].values()))
    assert re.findall(r"\d{3,}", written) == []


@pytest.mark.parametrize(("kind", "nation", "again"), EVERY_REPLY)
def test_nothing_forbidden(kind: DangerKind, nation: str, again: bool) -> None:
    text = " ".join(crisis_reply(kind, nation=nation, again=again))
    assert [pattern for pattern in FORBIDDEN if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("kind", DangerKind)
@pytest.mark.parametrize("again", [False, True])
def test_plain_enough_to_read_in_distress(kind: DangerKind, again: bool) -> None:
    messages = crisis_reply(kind, again=again)
    text = re.sub(r"\d[\d ]*\d", "one", " ".join(messages))  # a number is dialled, not read
    assert textstat.flesch_kincaid_grade(text) <= 4


@pytest.mark.parametrize("kind", DangerKind)
@pytest.mark.parametrize("again", [False, True])
def test_one_open_question_at_the_end(kind: DangerKind, again: bool) -> None:
    messages = crisis_reply(kind, again=again)
    assert " ".join(messages).count("?") == 1 and messages[-1].endswith("?")
    assert re.search(r"\b(?:Who|What|Where|How)\b", messages[-1])


@pytest.mark.parametrize("kind", DangerKind)
def test_says_it_is_a_bot_and_gives_999(kind: DangerKind) -> None:
    text = " ".join(crisis_reply(kind))
    assert "I am a bot" in text and "can't keep" in text and "people can" in text and "999" in text
    assert "still here" in text


@pytest.mark.parametrize("kind", [DangerKind.SUICIDAL, DangerKind.SELF_HARM, DangerKind.HARM_TO_OTHERS])
def test_shout_is_never_the_only_line(kind: DangerKind) -> None:
    for again in (False, True):
        text = " ".join(crisis_reply(kind, again=again))
        assert "85258" in text and "116 123" in text and "111" in text


def test_nothing_betrays_a_person_whose_phone_is_read() -> None:
    for nation in NATIONS:
        for again in (False, True):
            text = " ".join(crisis_reply(DangerKind.ABUSE, nation=nation, again=again))
            assert not re.search(BETRAYING, text, re.IGNORECASE)
    first = crisis_reply(DangerKind.ABUSE)[0]
    assert not re.search(r"\d|danger|safe|call", first)  # the first words may show on a locked screen


def test_abuse_words_say_how_to_leave_fast() -> None:
    text = " ".join(crisis_reply(DangerKind.ABUSE))
    assert "close this app" in text and "Delete" in text and "0808 2000 247" in text and "55" in text


@pytest.mark.parametrize("kind", DangerKind)
def test_not_the_same_block_twice(kind: DangerKind) -> None:
    first, again = crisis_reply(kind), crisis_reply(kind, again=True)
    assert not set(first) & set(again)
    assert sum(map(len, again)) < sum(map(len, first))


def test_each_nation_has_its_own_lines() -> None:
    assert "0808 808 8000" in " ".join(crisis_reply(DangerKind.SUICIDAL, nation="northern_ireland"))
    assert "0800 027 1234" in " ".join(crisis_reply(DangerKind.ABUSE, nation="scotland"))
    assert crisis_reply(DangerKind.SUICIDAL, nation="atlantis") == crisis_reply(DangerKind.SUICIDAL)


def test_contacts_say_where_they_come_from() -> None:
    for contact in read_contacts():
        assert contact.source and contact.status and set(contact.nations) <= set(NATIONS)


def test_old_and_unchecked_contacts_are_listed_for_a_person() -> None:
    waiting = to_check(date(2026, 11, 22))
    assert {contact.key for contact in waiting} == {contact.key for contact in read_contacts()}
    fresh = next(contact for contact in read_contacts() if contact.checked_on == date(2026, 1, 1))
    assert fresh not in to_check(date(2026, 2, 1))
