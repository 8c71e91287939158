"""The crisis words are plain, short and honest, and every number in them is the one in the data."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import textstat
import yaml

from nlu.safety import DangerKind, crisis_reply
from nlu.safety.contacts import NATIONS, numbers_for, read_contacts, to_check
from nlu.safety.hours import WorkerHours
from nlu.safety.words import worker_offer, worker_told

DOMAIN = yaml.safe_load((Path(__file__).parents[2] / "domain" / "safety.yml").read_text(encoding="utf-8"))
EVERY_REPLY = [(kind, nation, times) for kind in DangerKind for nation in NATIONS for times in (0, 1, 2)]

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


@pytest.mark.parametrize(("kind", "nation", "times"), EVERY_REPLY)
def test_messages_are_short_and_filled_in(kind: DangerKind, nation: str, times: int) -> None:
    messages = crisis_reply(kind, nation=nation, times=times)
    assert 1 < len(messages) <= 5
    assert all(0 < len(message) < 320 and not re.search(r"[{}]", message) for message in messages)


@pytest.mark.parametrize(("kind", "nation", "times"), EVERY_REPLY)
def test_every_number_is_in_the_data(kind: DangerKind, nation: str, times: int) -> None:
    text = " ".join(crisis_reply(kind, nation=nation, times=times))
    for number in sorted(numbers_for(nation).values(), key=len, reverse=True):
        text = text.replace(number, "")
    left = re.findall(r"\d+", text.replace("under 19", "").replace("press 2", ""))
    assert left == []


def test_no_number_is_written_into_the_words() -> None:
    written = re.sub(r"{\w+}", "", " ".join(variants[0]["text"] for variants in DOMAIN["responses"].values()))
    assert re.findall(r"\d{3,}", written) == []


@pytest.mark.parametrize(("kind", "nation", "times"), EVERY_REPLY)
def test_nothing_forbidden(kind: DangerKind, nation: str, times: int) -> None:
    text = " ".join(crisis_reply(kind, nation=nation, times=times))
    assert [pattern for pattern in FORBIDDEN if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("kind", DangerKind)
@pytest.mark.parametrize("times", [0, 1, 2])
def test_plain_enough_to_read_in_distress(kind: DangerKind, times: int) -> None:
    messages = crisis_reply(kind, times=times)
    text = re.sub(r"\d[\d ]*\d", "one", " ".join(messages))  # a number is dialled, not read
    assert textstat.flesch_kincaid_grade(text) <= 4


@pytest.mark.parametrize("kind", DangerKind)
@pytest.mark.parametrize("times", [0, 1, 2])
def test_one_open_question_at_the_end(kind: DangerKind, times: int) -> None:
    messages = crisis_reply(kind, times=times)
    assert " ".join(messages).count("?") == 1 and messages[-1].endswith("?")
    assert re.search(r"\b(?:Who|What|Where|How)\b", messages[-1])


@pytest.mark.parametrize("kind", DangerKind)
def test_says_it_is_a_bot_and_gives_999(kind: DangerKind) -> None:
    text = " ".join(crisis_reply(kind))
    assert "I am a bot" in text and "can't keep" in text and "people can" in text and "999" in text
    assert "still here" in text


@pytest.mark.parametrize("kind", [DangerKind.SUICIDAL, DangerKind.SELF_HARM, DangerKind.HARM_TO_OTHERS])
def test_shout_is_never_the_only_line(kind: DangerKind) -> None:
    for times in (0, 1, 2):
        text = " ".join(crisis_reply(kind, times=times))
        assert "85258" in text and "116 123" in text and ("111" in text or times == 2)


def test_nothing_betrays_a_person_whose_phone_is_read() -> None:
    for nation in NATIONS:
        for times in (0, 1, 2):
            text = " ".join(crisis_reply(DangerKind.ABUSE, nation=nation, times=times))
            assert not re.search(BETRAYING, text, re.IGNORECASE)
    first = crisis_reply(DangerKind.ABUSE)[0]
    assert not re.search(r"\d|danger|safe|call", first)  # the first words may show on a locked screen


@pytest.mark.parametrize("kind", DangerKind)
@pytest.mark.parametrize("times", [0, 1, 2])
def test_those_who_help_are_offered_in_the_one_question(kind: DangerKind, times: int) -> None:
    one = crisis_reply(kind, times=times, helpers=["your nan"])
    assert one[-1].endswith("You told me that your nan helps you. Could you call or text your nan now?")
    many = crisis_reply(kind, times=times, helpers=["your nan", "Dev", "your CPN", "Jo {emergency}"])
    assert many[-1].endswith("You told me that your nan, Dev and your CPN help you. Could you call or text one of them now?")
    assert all(part.count("?") <= 1 and len(part) < 320 for part in (*one, *many))
    assert crisis_reply(kind, times=times, helpers=["Jo {emergency}"])[-1].count("{emergency}") == 2, "a name is never read as ours"


def test_a_note_for_the_worker_says_when_they_look() -> None:
    hours, saturday = WorkerHours.read("mon-fri 09:00-17:00"), datetime(2026, 11, 28, 12, tzinfo=UTC)
    offer, title = worker_offer(hours, saturday)
    told = worker_told(hours, saturday)
    assert "on Monday from 9am" in offer and "on Monday from 9am" in told and "999" in told and "116 123" in told
    for text in (offer, told, worker_offer(hours, datetime(2026, 11, 27, 12, tzinfo=UTC))[0]):
        assert textstat.flesch_kincaid_grade(re.sub(r"\d[\d ]*\d", "one", text)) <= 4 and len(text) < 320 and "?" not in text
        assert [pattern for pattern in FORBIDDEN if re.search(pattern, text, re.IGNORECASE)] == []
    assert len(title) <= 20


def test_abuse_words_say_how_to_leave_fast() -> None:
    text = " ".join(crisis_reply(DangerKind.ABUSE))
    assert "close this app" in text and "Delete" in text and "0808 2000 247" in text and "55" in text


@pytest.mark.parametrize("kind", DangerKind)
def test_not_the_same_block_twice(kind: DangerKind) -> None:
    said = [crisis_reply(kind, times=times) for times in range(6)]
    assert all(not set(one) & set(next_one) for one, next_one in zip(said, said[1:]))
    assert all(sum(map(len, again)) < sum(map(len, said[0])) for again in said[1:])


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
    assert fresh in to_check(fresh.checked_on - timedelta(days=1)), "a day that has not come yet is no check"
