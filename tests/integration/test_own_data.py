"""A person's own say over their data, on the real bot process: what is kept, all of it in a file, contact details, and age."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.turns.inbox import Inbound
from bot.turns.own_data import OwnDataTalk
from bot.turns.words import ChannelWords
from mapping.services import Participants
from tests.telegram.service import Service, running

LONG = 300.0  # seconds: a file of everything draws a map first; a wait ends as soon as what it waits for is there


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("own") / "home") as started:
        yield started


def say(service: Service, chat: int, text: str, *, agreed: bool = True, replies: int = 1) -> str:
    """What the bot says to this; the small dialogue server says "heard ..."."""
    if agreed and not _who(service, chat):
        people = Participants(service.engine())
        people.record_consent(people.find_or_add("telegram", str(chat), now=datetime.now(UTC)), True, version="t", now=datetime.now(UTC))
    before = len(service.telegram.texts(chat))
    service.telegram.say(chat, text)
    service.telegram.wait_for_reply(chat, after=before, count=replies, timeout=LONG)
    return "\n".join(service.telegram.texts(chat)[before:])


def press(service: Service, chat: int, title: str, *, replies: int = 1) -> str:
    before = len(service.telegram.texts(chat))
    service.telegram.press(chat, title)
    service.telegram.wait_for_reply(chat, after=before, count=replies, timeout=LONG)
    return "\n".join(service.telegram.texts(chat)[before:])


def titles(service: Service, chat: int) -> list[str]:
    """The buttons under the last message."""
    return [button["text"] for row in service.telegram.messages(chat)[-1].keyboard for button in row]


def _who(service: Service, chat: int) -> list[str]:
    return [row.id for row in service.rows("participant", address=str(chat))]


def test_contact_details_reach_neither_the_store_nor_rasa_and_that_is_said(service: Service) -> None:
    said = say(service, 511, "my sister jo is on 07700 900123 or jo@example.com, she is at 12 Elm Road LS6 3HN", replies=2)
    assert "I've left out the email address, the phone number, the address and the postcode." in said
    assert said.count("left out") == 1
    assert service.rasa.texts()[-1] == "my sister jo is on … or …, she is at … …"
    kept = " ".join(row.text for row in service.rows("message", participant_id=_who(service, 511)[0]))
    assert "07700" not in kept and "example.com" not in kept and "Elm" not in kept and "LS6" not in kept
    assert "heard i live with jo" in say(service, 511, "i live with jo") and "left out" not in service.telegram.texts(511)[-1]


def test_everything_comes_as_a_file_in_the_chat(service: Service) -> None:
    say(service, 512, "i live with canary-plum")
    for asked in ("/export", "send me all my data please", "can you export my data"):
        count = len(service.telegram.documents)
        said = say(service, 512, asked.removesuffix(" please"))
        assert "all I keep about you" in said
        chat, body = service.telegram.documents[count]
        assert chat == 512
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert "i live with canary-plum" in json.dumps(json.loads(archive.read("everything.json")))
            assert archive.testzip() is None
    assert not [path for path in service.home.rglob("*.zip")], "it is made for the sending and kept nowhere"


def test_before_a_yes_there_is_nothing_to_send(service: Service) -> None:
    assert "nothing to send" in say(service, 513, "/export", agreed=False)


def test_choices_stand_apart_and_research_is_off_until_they_say_so(service: Service) -> None:
    told = say(service, 514, "/privacy", replies=3)
    assert "Nothing you say is used for research." in told and "you share nothing" in told and "key of your own" in told
    assert "may be used" in press(service, 514, "Yes to research")
    assert "You let what you say be used for research" in say(service, 514, "/privacy", replies=3)
    assert "Nothing you say" in press(service, 514, "No to research")
    rows = service.rows("research", participant_id=_who(service, 514)[0])
    assert [(row.allowed, row.version) for row in rows] == [(True, "1"), (False, "1")]
    assert all(row.at.tzinfo and row.message_id for row in rows)


@pytest.mark.parametrize(("chat", "text", "asks"), [
    (528, "im fifteen tbh", True), (529, "im in year 9", True), (533, "I'm nearly 16", True), (534, "im a 14 year old girl", True),
    (536, "im almost 12 months sober", False), (537, "im a 7", False),
    (521, "im 14", True), (522, "I'm only 13 years old.", True), (523, "i am 15 and i live with my mum", True),
    (524, "im 34 and i live alone", False), (525, "my son is 14", False), (526, "im 10 minutes away", False), (527, "im 12 weeks pregnant", False),
])
def test_somebody_too_young_is_asked_first(service: Service, chat: int, text: str, asks: bool) -> None:
    assert ("How old are you?" in say(service, chat, text)) is asks


@pytest.mark.parametrize("asked", ["checkin.rating", "measure.1"])
def test_a_number_that_answers_a_rating_is_no_age(service: Service, asked: str) -> None:
    say(service, 547, "hello")
    talk = OwnDataTalk(service.engine(), ChannelWords.load())
    said = Inbound(1, "m_1", _who(service, 547)[0], "telegram", "text", "im 7", None, asked, None, datetime.now(UTC), "received")
    assert talk.answer(said, now=datetime.now(UTC)) is None
    assert talk.answer(replace(said, asked=None), now=datetime.now(UTC)) is not None


@pytest.mark.parametrize(("chat", "text", "goes_on"), [(541, "14", False), (542, "im fifteen", False), (543, "under 16", False), (544, "16", True), (545, "im 34", True)])
def test_how_old_they_are_may_be_typed(service: Service, chat: int, text: str, goes_on: bool) -> None:
    say(service, chat, "im 14")
    said = say(service, chat, text, replies=1 if goes_on else 2)
    assert ("go on where we were" in said) is goes_on and ("0800 1111" in said) is not goes_on
    if not goes_on:
        service.telegram.wait_for(lambda: not _who(service, chat), timeout=LONG)


def test_a_number_is_an_age_only_right_after_the_question(service: Service) -> None:
    assert say(service, 546, "14") == "heard 14"
    say(service, 546, "im 14")
    press(service, 546, "16 or older")
    assert say(service, 546, "14") == "heard 14" and _who(service, 546)


@pytest.mark.parametrize(("chat", "text"), [(551, "/start jo is on 07700 900123"), (552, "im 14 and jo is on 07700 900123"), (553, "a very long one " * 300 + "07700 900123")])
def test_contact_details_are_left_out_of_what_rasa_never_sees_too(service: Service, chat: int, text: str) -> None:
    assert "left out the phone number" in say(service, chat, text, replies=2)
    assert "07700" not in " ".join(row.text for row in service.rows("message", participant_id=_who(service, chat)[0]))


def test_research_is_chosen_in_words_too(service: Service) -> None:
    assert "may be used" in say(service, 561, "you can use my map for research")
    assert "Nothing you say" in say(service, 561, "i don\u2019t want my words used for research")
    rows = service.rows("research", participant_id=_who(service, 561)[0])
    assert [(row.allowed, row.version) for row in rows] == [(True, "1"), (False, "1")]
    assert say(service, 561, "i dont like my job in research") == "heard i dont like my job in research"


def test_the_way_out_is_kind_and_leaves_nothing_behind(service: Service) -> None:
    say(service, 531, "im 14")
    who = _who(service, 531)[0]
    said = press(service, 531, "Under 16", replies=2)
    assert "You did nothing wrong." in said and "0800 1111" in said
    service.telegram.wait_for(lambda: not service.rows("participant", id=who), timeout=LONG)
    assert who in service.rasa.forgotten
    say(service, 532, "im 15")
    assert "go on where we were" in press(service, 532, "16 or older")
    assert _who(service, 532)


def test_what_is_kept_and_who_sees_it_may_be_asked_in_words(service: Service) -> None:
    commanded = say(service, 571, "/privacy", replies=3)
    buttons, heard = titles(service, 571), len(service.rasa.texts())
    assert len(buttons) == 5
    for asked in ("what do you keep", "wot do u know about me", "Who can see this?", "does my worker see what i write"):
        assert say(service, 571, asked, replies=3) == commanded
        assert titles(service, 571) == buttons
    assert "The people who run Selfmap can see them." in commanded
    assert len(service.rasa.texts()) == heard, "answered here, whether or not Rasa is there"
    assert "heard who sees my nan" in say(service, 571, "who sees my nan")
