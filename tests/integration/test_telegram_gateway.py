"""The real bot process against the Bot API stand-in: what people send, and what becomes of it.

What is typed here is at most two words long, too little for the safety classifier to judge: it has tests of its own.
"""

import itertools
import struct
import threading
import zlib
from datetime import UTC, datetime

import pytest

from mapping.services import Checkins, Maps, Participants
from tests.telegram.rasa import echo
from tests.telegram.service import Service, running

CHAT = itertools.count(1000)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture
def chat(service: Service) -> int:
    service.rasa.reply = echo
    return next(CHAT)


def only_row(service: Service, chat: int, **where):
    (participant,) = service.rows("participant", address=str(chat))
    return service.rows("message", participant_id=participant.id, **where)[-1]


def test_words_come_back_and_are_stored(service: Service, chat: int) -> None:
    service.telegram.say(chat, "hello there")
    (reply,) = service.telegram.wait_for_reply(chat)
    assert reply.text == "heard hello there"
    service.telegram.wait_for(lambda: only_row(service, chat, direction="out").state == "sent")
    out = only_row(service, chat, direction="out")
    assert out.channel_message_id == str(reply.message_id)
    came = only_row(service, chat, direction="in")
    assert (came.state, came.text) == ("done", ""), "words are blanked while there is no consent"
    assert service.rasa.heard[-1]["message_id"] == came.id


def test_words_stay_once_there_is_consent(service: Service, chat: int) -> None:
    participant_id = Participants(service.engine()).find_or_add("telegram", str(chat), now=datetime.now(UTC))
    Participants(service.engine()).record_consent(participant_id, True, version="1", now=datetime.now(UTC))
    service.telegram.say(chat, "aunt Pam")
    service.telegram.wait_for_reply(chat)
    assert only_row(service, chat, direction="in").text == "aunt Pam"


def test_one_person_in_order_while_another_goes_ahead(service: Service, chat: int) -> None:
    other, hold = next(CHAT), threading.Event()

    def reply(said):
        if said.get("text") == "word 0":
            hold.wait(20)
        return echo(said)

    service.rasa.reply = reply
    for number in range(5):
        service.telegram.say(chat, f"word {number}")
    service.telegram.wait_for(lambda: "word 0" in service.rasa.texts() or not service.telegram.updates.unconfirmed())
    service.telegram.say(other, "me too")
    service.telegram.wait_for_reply(other)
    assert service.telegram.texts(chat) == []
    hold.set()
    service.telegram.wait_for_reply(chat, count=5)
    assert service.telegram.texts(chat) == [f"heard word {number}" for number in range(5)]


def test_a_redelivered_update_takes_effect_once(service: Service, chat: int) -> None:
    update_id = service.telegram.say(chat, "only once")
    service.telegram.wait_for_reply(chat)
    service.telegram.again(chat, "only once", update_id)
    service.telegram.say(chat, "and then")
    service.telegram.wait_for_reply(chat, after=1)
    assert service.telegram.texts(chat) == ["heard only once", "heard and then"]


@pytest.mark.parametrize(("typed", "heard"), [
    ("/delete_all{}", "delete_all{}"), ("  /affirm", "affirm"), ("\u200b/affirm now", "affirm now"),
    ("\uff0faffirm", "affirm"), ("\u202e\u2066 / /affirm", "affirm"), ("a\x00b", "ab"), ("50/50", "50/50"),
    ("😀", "😀"), ("مرحبا", "مرحبا"),
])
def test_typed_slashes_never_reach_rasa(service: Service, chat: int, typed: str, heard: str) -> None:
    service.telegram.say(chat, typed)
    service.telegram.wait_for_reply(chat)
    assert service.rasa.heard[-1]["text"] == heard
    assert "payload" not in service.rasa.heard[-1]


@pytest.mark.parametrize(("typed", "payload"), [
    ("/start", "/greet"), ("/start from-a-poster", "/greet"), ("/MAP", "/show_map"),
    ("/undo@selfmap_test_bot", "/undo"),
])
def test_our_own_commands_reach_rasa_as_payloads(service: Service, chat: int, typed: str, payload: str) -> None:
    service.telegram.say(chat, typed)
    service.telegram.wait_for_reply(chat)
    assert service.rasa.heard[-1]["payload"] == payload
    assert "text" not in service.rasa.heard[-1]


def test_the_menu_shows_our_commands(service: Service) -> None:
    assert {"help", "map", "delete"} <= {each["command"] for each in service.telegram.commands}


def test_what_is_not_words_gets_an_honest_answer(service: Service, chat: int) -> None:
    file = {"file_id": "F", "file_unique_id": "F", "duration": 2}
    before = len(service.rasa.heard)
    service.telegram.send_sticker(chat)
    service.telegram.send(chat, voice=file)
    service.telegram.send(chat, location={"latitude": 51.0, "longitude": 0.1})
    service.telegram.forward(chat, "his words")
    replies = service.telegram.wait_for_reply(chat, count=4)
    for word, reply in zip(("sticker", "voice", "pin", "own words"), replies, strict=True):
        assert word in reply.text
    assert len(service.rasa.heard) == before


def test_a_caption_is_read_as_words(service: Service, chat: int) -> None:
    photo = [{"file_id": "F", "file_unique_id": "F", "width": 9, "height": 9}]
    service.telegram.send(chat, photo=photo, caption="/dog Bess")
    replies = service.telegram.wait_for_reply(chat, count=2)
    assert replies[1].text == "heard dog Bess"


def test_a_changed_message_is_noticed(service: Service, chat: int) -> None:
    service.telegram.edit(chat, "meant Ann")
    (reply,) = service.telegram.wait_for_reply(chat)
    assert "changed a message" in reply.text
    assert only_row(service, chat, direction="in").kind == "edited"


def test_an_update_that_can_not_be_read_holds_up_nobody_and_its_words_count(service: Service, chat: int) -> None:
    other, broken = next(CHAT), {"poll": {"id": "1", "question": "leek", "options": [{"text": "kale"}]}}  # as of a server older, or newer, than the library
    service.telegram.send(chat, text="swede pie", **broken)
    service.telegram.send(other, caption="turnip pie", poll="none")
    service.telegram.send(other, **broken)
    service.telegram.send(other, poll=["marrow"])
    service.telegram.say(other, "still here")
    assert service.telegram.wait_for_reply(chat)[0].text == "heard swede pie"
    first, asked, nothing, last = service.telegram.wait_for_reply(other, count=4)
    assert (first.text, asked.text, last.text) == ("heard turnip pie", "heard leek kale", "heard still here") and "could not see any words" in nothing.text
    assert not [line for line in service.lines if "Traceback" in line or any(word in line for word in ("swede", "turnip", "leek", "marrow"))]


def test_a_group_is_left_and_nothing_of_it_kept(service: Service, chat: int) -> None:
    service.telegram.say_in_group(-chat, "hello all")
    service.telegram.wait_for(lambda: -chat in service.telegram.left)
    assert service.rows("participant", address=str(-chat)) == []


def with_buttons(said):
    if said.get("payload"):
        return echo(said)
    buttons = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]
    return [{"text": "Is that right?", "buttons": buttons, "custom": {"asked": "person.relation", "about": "Ann"}}]


def test_a_button_counts_once(service: Service, chat: int) -> None:
    service.rasa.reply = with_buttons
    service.telegram.say(chat, "Ann")
    (question,) = service.telegram.wait_for_reply(chat)
    service.telegram.press(chat, "Yes")
    other_token = question.keyboard[0][1]["callback_data"]
    service.telegram.wait_for_reply(chat, after=1)
    assert service.rasa.heard[-1]["payload"] == "/affirm"
    assert service.rasa.heard[-1]["metadata"] == {"asked": "person.relation", "about": "Ann", "after_danger": False}
    service.telegram.wait_for(lambda: not service.telegram.messages(chat)[0].keyboard)
    notes = len(service.telegram.notes)
    service.telegram.press_token(chat, other_token, question)
    service.telegram.wait_for(lambda: len(service.telegram.notes) > notes)
    assert "already" in service.telegram.notes[-1]
    assert len(service.telegram.messages(chat)) == 2


def test_another_persons_button_does_nothing(service: Service, chat: int) -> None:
    service.rasa.reply = with_buttons
    stranger = next(CHAT)
    service.telegram.say(chat, "Ann")
    (question,) = service.telegram.wait_for_reply(chat)
    for token in (question.keyboard[0][0]["callback_data"], "made up"):
        notes = len(service.telegram.notes)
        service.telegram.press_token(stranger, token, question)
        service.telegram.wait_for(lambda seen=notes: len(service.telegram.notes) > seen)
        assert "does not work" in service.telegram.notes[-1]
    assert service.rows("participant", address=str(stranger)) == []
    service.telegram.press(chat, "No")
    service.telegram.wait_for_reply(chat, after=1)
    assert service.rasa.heard[-1]["payload"] == "/deny"


def test_check_ins_go_as_a_calendar_file_without_a_word_on_what_about(service: Service, chat: int) -> None:
    def answered(said):
        Participants(service.engine()).record_consent(said["sender"], True, version="1", now=datetime.now(UTC))
        Maps(service.engine()).choose_goal(said["sender"], "m_a", "see my therapist", (), part="t", now=datetime.now(UTC))
        Checkins(service.engine()).choose(said["sender"], "m_b", on=True, days=(6,), part="t", now=datetime.now(UTC))
        return [{"text": "Here is a file.", "custom": {"calendar": True}}, {"text": "Shall we go on?"}]

    service.rasa.reply = answered
    service.telegram.say(chat, "calendar")
    (sent, after) = service.telegram.wait_for_reply(chat, count=2)
    assert sent.text == "Here is a file." and sent.document.startswith(b"BEGIN:VCALENDAR") and b"RRULE" in sent.document
    assert b"therapist" not in sent.document and after.text == "Shall we go on?" and after.document is None
    assert only_row(service, chat, direction="out", kind="calendar").state == "sent"


def test_a_picture_goes_with_its_caption(service: Service, chat: int) -> None:
    png = tiny_png()

    def reply(said):
        Maps(service.engine()).keep_picture(
            said["sender"], png, "Ann is in the middle ring.", picture_id=f"pic{chat}", now=datetime.now(UTC))
        return [{"text": "Here is your map.", "custom": {"picture": f"pic{chat}"}}]

    service.rasa.reply = reply
    service.telegram.say(chat, "show me")
    (picture,) = service.telegram.wait_for_reply(chat)
    assert (picture.photo, picture.text) == (png, "Here is your map.")


def test_a_long_reply_is_cut_not_lost(service: Service, chat: int) -> None:
    service.rasa.reply = lambda said: [{"text": " ".join(["word"] * 1500)}]
    service.telegram.say(chat, "long please")
    replies = service.telegram.wait_for_reply(chat, count=2)
    assert sum(reply.text.count("word") for reply in replies) == 1500


def test_crisis_words_come_while_rasa_is_down_and_an_earlier_message_waits(service: Service, chat: int) -> None:
    service.rasa.status = 503
    try:
        service.telegram.say(chat, "cards Mondays")
        service.telegram.wait_for(lambda: any("does not answer" in line for line in service.lines))
        service.telegram.say(chat, "I want to kill myself")
        service.telegram.wait_for(lambda: any("999" in text for text in service.telegram.texts(chat)))
        (participant,) = service.rows("participant", address=str(chat))
        (alert,) = service.rows("alert", participant_id=participant.id)
        assert alert.kind == "suicidal"
    finally:
        service.rasa.status = 200
    service.telegram.wait_for(lambda: "heard cards Mondays" in service.telegram.texts(chat))
    assert "I want to kill myself" not in service.rasa.texts()


def test_a_person_who_says_no_is_erased(service: Service, chat: int) -> None:
    service.rasa.reply = lambda said: [{"text": "That is fine. Nothing is kept.", "custom": {"forget": True}}]
    service.telegram.say(chat, "no thanks")
    service.telegram.wait_for_reply(chat)
    service.telegram.wait_for(lambda: not service.rows("participant", address=str(chat)))
    assert service.rasa.heard[-1]["sender"] in service.rasa.forgotten
    assert service.rows("erasure")[-1].why == "declined"


def test_a_blocked_bot_stops_and_comes_back(service: Service, chat: int) -> None:
    service.telegram.say(chat, "hello")
    service.telegram.wait_for_reply(chat)
    service.rasa.reply = lambda said: service.telegram.block(chat) and echo(said)
    service.telegram.say(chat, "bye")
    service.telegram.wait_for(lambda: only_row(service, chat, direction="out").state == "failed")
    assert only_row(service, chat, direction="out").reason == "blocked"
    service.telegram.wait_for(lambda: service.rows("participant", address=str(chat))[0].blocked_at is not None)
    service.rasa.reply = echo
    service.telegram.block(chat, blocked=False)
    service.telegram.say(chat, "back again")
    service.telegram.wait_for_reply(chat, after=1)
    assert service.rows("participant", address=str(chat))[0].blocked_at is None


def test_neither_the_token_nor_anybodys_words_are_in_a_log_line(service: Service, chat: int) -> None:
    service.telegram.fail(502)
    service.rasa.reply = lambda said: [{"text": "persimmon"}] if said["text"] == "rutabaga" else 1 / 0
    service.telegram.say(chat, "rutabaga")
    service.telegram.wait_for_reply(chat)
    service.telegram.wait_for(lambda: any("not sent yet" in line for line in service.lines))
    for secret in (service.telegram.token, "rutabaga", "persimmon", "heard", "aunt Pam"):
        assert not [line for line in service.lines if secret in line]


def tiny_png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
