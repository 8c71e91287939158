"""The person decides: the console obeys at once, field by field, and they can find out who has looked."""

import re
import zlib

import pytest
from sqlalchemy import select

from bot.console.access import Field, NotShared, NotTheirs, reads
from bot.console.roles import Role, Viewer
from bot.turns import inbox
from bot.turns.buttons import press
from bot.turns.inbox import Inbound
from bot.turns.outbox import settle
from bot.turns.sharing import SharingTalk
from bot.turns.words import ChannelWords
from mapping.services import Participants, Shared, Sharing
from mapping.store.access import looking
from mapping.store.console_tables import worker
from mapping.store.tables import button, participant
from tests.console.desk import Desk, Staff, on_both


def _reader(field: Field) -> object:
    @reads(field)
    def words(engine: object, participant_id: str) -> str:
        return f"{field} of {participant_id}"

    return words


def _say(desk: Desk, address: str, text: str) -> Inbound:
    made = inbox.receive(desk.engine, channel="telegram", address=address, text=text, channel_key=f"telegram:{address}:{zlib.crc32(text.encode())}", now=desk.now)
    return inbox.find(desk.engine, made)


def _talk(desk: Desk, address: str, text: str) -> list:
    """What is answered, stored as the bot does it."""
    inbound = _say(desk, address, text)
    answer = SharingTalk(desk.engine, ChannelWords.load()).answer(inbound, now=desk.now)
    if answer:
        settle(desk.engine, inbound, answer.replies, now=desk.now)
    return list(answer.replies) if answer else []


@pytest.fixture
def ann(desk: Desk) -> Staff:
    return desk.add_staff(Role.PSW, "Ann Lee")


@on_both
@pytest.mark.parametrize(("what", "seen"), [
    (None, {"overview", "notes", "alerts", "consent"}),
    (Shared.NOTHING, {"overview", "notes", "alerts", "consent"}),
    (Shared.MAP, {"overview", "notes", "alerts", "consent", "map", "goals"}),
    (Shared.TRANSCRIPT, set(map(str, Field))),
])
def test_field_by_field(desk: Desk, ann: Staff, what: Shared | None, seen: set[str]) -> None:
    person = desk.add_person("Zed", ann, shares=what)
    viewer = desk.console.access.as_(_viewer(desk, ann))
    found = {str(field): viewer.at(person, _reader(field)) for field in Field}
    assert {name for name, words in found.items() if not isinstance(words, NotShared)} == seen
    assert all(words.shared is (what or Shared.NOTHING) for words in found.values() if isinstance(words, NotShared))


@on_both
def test_it_is_obeyed_at_once_and_withdrawn_consent_shares_nothing(desk: Desk, ann: Staff) -> None:
    person = desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)
    viewer, reader = desk.console.access.as_(_viewer(desk, ann)), _reader(Field.TRANSCRIPT)
    assert viewer.at(person, reader) == f"transcript of {person}"
    Sharing(desk.engine).choose(person, Shared.MAP, version="1", message_id=None, now=desk.now)
    assert viewer.at(person, reader) == NotShared(Field.TRANSCRIPT, Shared.MAP)
    Participants(desk.engine).record_consent(person, False, version="1", now=desk.now)
    assert viewer.at(person, _reader(Field.MAP)) == NotShared(Field.MAP, Shared.NOTHING)
    assert [what for what, _, _ in Sharing(desk.engine).answers(person)] == [Shared.TRANSCRIPT, Shared.MAP]


@on_both
@pytest.mark.parametrize("role", [Role.LEAD, Role.PRIVACY, Role.ADMIN, Role.PSW])
def test_nobody_else_reads_any_field(desk: Desk, ann: Staff, role: Role) -> None:
    person = desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)
    viewer = desk.console.access.as_(_viewer(desk, desk.add_staff(role, "Other One")))
    for field in Field:
        if role is Role.LEAD and field is Field.ALERTS:
            continue
        with pytest.raises(NotTheirs):
            viewer.at(person, _reader(field))


@on_both
def test_the_whole_way_from_the_chat_to_the_page_and_back(desk: Desk, ann: Staff) -> None:
    person = Participants(desk.engine).find_or_add("telegram", "42", now=desk.now)
    assert "nothing about you yet" in _talk(desk, "42", "/share")[0].text
    Participants(desk.engine).record_consent(person, True, version="1", now=desk.now)
    asked = _talk(desk, "42", "share with my worker")[0]
    assert "share nothing" in asked.text and [title for title, _ in asked.buttons] == ["None of it", "My map and goals", "Those, and what we say"]
    chosen = _press(desk, "42", "My map and goals")
    assert "You share your map and your goals" in chosen[0].text and chosen[-1].buttons
    code = re.search(r"\w{4}-\w{4}", _press(desk, "42", "Give me a code")[0].text)[0]
    browser = desk.sign_in(ann)
    assert browser.post("/console/take-in", {"code": "aaaa-aaaa", "known_as": "Zed"}).status_code == 422
    answer = browser.post("/console/take-in", {"code": code.upper().replace("-", " "), "known_as": "Zed"})
    assert answer.headers["Location"] == f"/console/people/{person}"
    assert browser.post("/console/take-in", {"code": code, "known_as": "Zed"}).status_code == 422, "a code works once"
    assert "the map and goals" in browser.get(f"/console/people/{person}").text.lower()
    told = _talk(desk, "42", "who has looked at my map?")[0].text
    assert "Ann Lee, on 26 November" in told and "your name and next session" in told
    assert "Nobody has looked" in _talk(desk, "43", "/who")[0].text


@pytest.mark.parametrize("text", ["who looked after me", "i share a flat with my sister", "my worker sees me on mondays", "who is on my map", "we share a garden"])
def test_ordinary_talk_is_left_to_the_talk(desk: Desk, text: str) -> None:
    assert _talk(desk, "42", text) == []


def test_staff_join_their_telegram_by_a_code_that_works_once(desk: Desk, ann: Staff) -> None:
    page = desk.sign_in(ann).post("/console/account/notices", {"act": "telegram_code"}).text
    code = re.search(r"/staff (\w{16})", page)[1]
    assert "now come to this chat" in _talk(desk, "99", f"/staff {code}")[0].text
    assert "does not work any more" in _talk(desk, "98", f"/staff {code}")[0].text
    with looking(desk.engine) as connection:
        assert connection.scalar(select(worker.c.telegram_chat).where(worker.c.id == ann.id)) == "99"


def _press(desk: Desk, address: str, title: str) -> list:
    with looking(desk.engine) as connection:
        offered = connection.execute(select(button.c.token, button.c.title).join(participant, participant.c.id == button.c.participant_id).where(
            participant.c.address == address, button.c.used_at.is_(None)))
        token = next(row.token for row in offered if row.title == title)
    pressed = press(desk.engine, channel="telegram", address=address, token=token, channel_key=f"b:{token}", now=desk.now)
    inbound = inbox.find(desk.engine, pressed.message_id)
    answer = SharingTalk(desk.engine, ChannelWords.load()).answer(inbound, now=desk.now)
    settle(desk.engine, inbound, answer.replies, now=desk.now)
    return list(answer.replies)


def _viewer(desk: Desk, staff: Staff) -> Viewer:
    return Viewer(staff.id, staff.name, staff.role)
