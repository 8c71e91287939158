"""The web chat over HTTP: who is let in, what comes back, and that nothing is taken twice."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select, update

from bot.turns.parting import let_go
from bot.web.waiting import Waiting
from mapping.services import Checkins, Maps, Participants
from mapping.store.engine import reading, writing
from mapping.store.tables import button, message, participant
from tests.system.browser.scripted_bot import Answer, answer
from tests.system.browser.visit import HOST, Visit, app, engine, inbound, visit

__all__ = ["app", "engine", "visit"]  # pytest finds fixtures by their names here

PNG = b"\x89PNG\r\n\x1a\n" + b"the rest does not matter here"


def test_a_message_is_stored_once_however_often_it_is_posted(visit: Visit, engine: Engine) -> None:
    key = str(uuid.uuid4())
    first, again = visit.say("I see Moira on Tuesdays", key), visit.say("I see Moira on Tuesdays", key)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json == again.json
    assert [row.text for row in inbound(engine)] == ["I see Moira on Tuesdays"]


def test_two_people_with_the_same_key_are_both_heard(app: object, engine: Engine) -> None:
    key = str(uuid.uuid4())
    for text in ("one", "two"):
        Visit(app.test_client()).say(text, key)
    assert [row.text for row in inbound(engine)] == ["one", "two"]


def test_the_answer_comes_with_buttons_and_picture(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    answer(engine, inbound(engine)[0], [
        Answer("Shall we begin?", buttons=(("Yes", "/affirm"), ("Not now", "/deny"))),
        Answer("Your map", png=PNG, words="You know Moira."),
    ])
    news = visit.get("/chat/messages").json
    assert [one["side"] for one in news["messages"]] == ["person", "selfmap", "selfmap"]
    assert [choice["title"] for choice in news["messages"][1]["buttons"]] == ["Yes", "Not now"]
    assert all(choice["usable"] for choice in news["messages"][1]["buttons"])
    assert news["messages"][2]["words"] == "You know Moira."
    picture = visit.get(news["messages"][2]["picture"])
    assert (picture.status_code, picture.mimetype, picture.data) == (200, "image/png", PNG)
    assert not news["reading"]


def test_nobody_else_sees_the_picture_or_presses_the_button(visit: Visit, app: object, engine: Engine) -> None:
    visit.say("hello")
    answer(engine, inbound(engine)[0], [Answer("Map", png=PNG, words="You", buttons=(("Yes", "/affirm"),))])
    mine = visit.get("/chat/messages").json["messages"][1]
    other = Visit(app.test_client())
    other.say("good evening")
    assert other.get(mine["picture"]).status_code == 404
    assert other.post("/chat/presses", {"token": mine["buttons"][0]["token"]}).status_code == 409
    assert [row.kind for row in inbound(engine)] == ["text", "text"]
    assert [one["text"] for one in other.get("/chat/messages").json["messages"]] == ["good evening"]


def test_a_button_counts_once_and_uses_up_the_others(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    answer(engine, inbound(engine)[0], [Answer("Ready?", buttons=(("Yes", "/affirm"), ("No", "/deny")))])
    yes, no = (choice["token"] for choice in visit.get("/chat/messages").json["messages"][1]["buttons"])
    assert visit.post("/chat/presses", {"token": yes}).status_code == 202
    assert visit.post("/chat/presses", {"token": yes}).status_code == 202  # the same press, sent again
    assert visit.post("/chat/presses", {"token": no}).status_code == 409
    pressed = inbound(engine)[1:]
    assert [(row.kind, row.text, row.payload) for row in pressed] == [("button", "Yes", "/affirm")]
    assert visit.get("/chat/messages").json["open"] == []


@pytest.mark.parametrize("token", [None, 7, "", "made-up", "x" * 5000, {"a": 1}])
def test_a_made_up_button_does_nothing(visit: Visit, engine: Engine, token: object) -> None:
    visit.say("hello")
    assert visit.post("/chat/presses", {"token": token}).status_code == 409
    assert len(inbound(engine)) == 1


def test_text_that_is_too_long_or_empty_is_refused_in_words(visit: Visit, engine: Engine) -> None:
    long = visit.say("é" * 4097)
    assert long.status_code == 422 and "4,097" in long.json["error"] and "still in the box" in long.json["error"]
    assert visit.say(" \n\t").status_code == 422
    assert visit.say("é" * 4096).status_code == 202
    assert visit.say("🙂" * 4096).status_code == 202
    assert [len(row.text) for row in inbound(engine)] == [4096, 4096]


@pytest.mark.parametrize("body", [[], "text", 5, {}, {"text": 5, "key": str(uuid.uuid4())}, {"text": "hi", "key": "1"}])
def test_a_body_of_the_wrong_shape_is_refused(visit: Visit, engine: Engine, body: object) -> None:
    assert visit.post("/chat/messages", body).status_code == 400
    assert inbound(engine) == []


def test_odd_letters_come_back_as_they_went(visit: Visit) -> None:
    for text in ("<script>alert(1)</script>", "שלום حسن", "\0a\0b", "🙂", "a\r\nb", "half \ud83d"):
        assert visit.say(text).status_code == 202
    shown = [one["text"] for one in visit.get("/chat/messages").json["messages"]]
    assert shown == ["<script>alert(1)</script>", "שלום حسن", "ab", "🙂", "a\nb", "half \N{REPLACEMENT CHARACTER}"]
    assert "<script>alert" not in visit.client.get("/chat", base_url=HOST).text


def test_a_long_talk_is_shown_page_by_page(visit: Visit, engine: Engine) -> None:
    for number in range(90):
        visit.say(f"message {number}")
    page = visit.client.get("/chat", base_url=HOST).text
    assert "message 89" in page and "message 49" not in page and "Show earlier messages" in page
    first = min(map(int, re.findall(r'data-seq="(\d+)"', page)))
    earlier = visit.get("/chat/earlier", before=str(first)).json
    assert [one["text"] for one in earlier["messages"]] == [f"message {n}" for n in range(10, 50)]
    assert earlier["more"]
    assert "message 49" in visit.client.get(f"/chat?before={first}", base_url=HOST).text


def test_everything_new_arrives_though_it_is_more_than_a_page(visit: Visit) -> None:
    for number in range(150):
        visit.say(f"message {number}")
    after, stamp, seen = 0, "", set()
    talk = visit.get("/chat/messages").json["talk"]
    for _ in range(6):
        news = visit.get("/chat/messages", after=str(after), stamp=stamp, talk=talk).json
        seen |= {one["text"] for one in news["messages"]}
        after, stamp = max(one["seq"] for one in news["messages"]), news["stamp"]
    assert seen == {f"message {number}" for number in range(150)} and stamp


def test_after_an_erasure_a_new_talk_is_seen_from_its_start(visit: Visit, engine: Engine) -> None:
    for text in ("hello", "I would rather not"):
        visit.say(text)
    before = visit.get("/chat/messages").json
    with writing(engine) as connection:
        connection.execute(participant.delete())
    gone = visit.get("/chat/messages", after="2", stamp=before["stamp"], talk=before["talk"]).json
    assert (gone["messages"], gone["talk"]) == ([], "")
    visit.say("hello again")
    news = visit.get("/chat/messages", after="999", stamp=gone["stamp"], talk=gone["talk"]).json
    assert [one["text"] for one in news["messages"]] == ["hello again"]
    assert news["talk"] not in ("", before["talk"])


def test_after_the_yes_to_an_erasure_the_last_words_are_read_and_nothing_else_is_had(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    answer(engine, inbound(engine)[0], [Answer("Your map", png=PNG, words="You know Moira.", buttons=(("Yes", "/affirm"),))])
    shown, who, now = visit.get("/chat/messages").json["messages"][1], inbound(engine)[0].participant_id, datetime.now(UTC)
    Participants(engine).record_consent(who, True, version="1", now=now)
    Maps(engine).choose_goal(who, "m1", "walk", (), part="p", now=now)
    Checkins(engine).choose(who, "m2", on=True, days=(6,), part="p", now=now)
    assert visit.get("/chat/check-ins.ics").status_code == 200
    with writing(engine) as connection:
        let_go(connection, who)
    news = visit.get("/chat/messages").json
    assert [one["text"] for one in news["messages"]] == ["hello", "Your map"] and news["open"] == []
    assert visit.get(shown["picture"]).status_code == 404 and visit.get("/chat/check-ins.ics").status_code == 404
    assert visit.post("/chat/presses", {"token": shown["buttons"][0]["token"]}).status_code == 409
    visit.say("what do you know of me")
    now = visit.get("/chat/messages").json
    assert [one["text"] for one in now["messages"]] == ["what do you know of me"] and now["talk"] != news["talk"]


def test_words_that_were_not_kept_are_said_to_be_so(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    with writing(engine) as connection:
        connection.execute(update(message).values(text="", state="done"))
    assert visit.get("/chat/messages").json["messages"][0]["text"] == "This message was not kept."


def test_reading_is_said_while_a_turn_is_under_way(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    assert visit.get("/chat/messages").json["reading"]
    answer(engine, inbound(engine)[0], [Answer("Hello.")])
    assert not visit.get("/chat/messages").json["reading"]


def test_it_works_without_script(visit: Visit, engine: Engine) -> None:
    def post(**form: str) -> object:
        return visit.client.post("/chat", base_url=HOST, data={"pass": visit.pass_, **form})

    sent = post(key=str(uuid.uuid4()), text="hello")
    assert (sent.status_code, sent.location) == (303, "/chat?plain=1#latest")
    assert visit.client.get(sent.location, base_url=HOST).headers["Refresh"] == "2; url=/chat?plain=2#latest"
    answer(engine, inbound(engine)[0], [Answer("Ready?", buttons=(("Yes", "/affirm"),))])
    shown = visit.client.get(sent.location, base_url=HOST)
    page = shown.text
    assert "Ready?" in page and "Refresh" not in shown.headers
    assert post(token=re.search(r'name="token" value="([^"]+)"', page)[1]).status_code == 303
    assert inbound(engine)[1].payload == "/affirm"
    too_long = post(key=str(uuid.uuid4()), text="<b>" * 2000)
    assert too_long.status_code == 422 and "&lt;b&gt;" * 2000 in too_long.text


def test_a_new_person_starts_with_nothing(visit: Visit) -> None:
    visit.say("hello")
    begun = visit.client.post("/chat/new", base_url=HOST, data={"pass": visit.pass_})
    assert begun.status_code == 303
    assert Visit(visit.client).get("/chat/messages").json["messages"] == []


def test_a_store_that_is_away_is_said_in_words(visit: Visit, engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    visit.say("hello")
    with writing(engine) as connection:
        connection.exec_driver_sql("ALTER TABLE message RENAME TO moved")
    answered = visit.say("my secret words")
    assert answered.status_code == 503 and "try again" in answered.json["error"]
    assert "my secret words" not in caplog.text
    assert visit.client.get("/chat", base_url=HOST).status_code == 503


def test_healthz_says_ok(visit: Visit) -> None:
    assert visit.client.get("/healthz", base_url=HOST).status_code == 200


def test_too_many_waiting_are_told_to_ask_again() -> None:
    waiting = Waiting(most=1, longest=0.01)
    waiting._places.acquire()
    assert waiting.until(lambda: "same", lambda seen: False) == ("same", False)
    assert waiting.until(lambda: "new", lambda seen: True) == ("new", True)


def test_a_button_of_an_erased_person_is_gone(visit: Visit, engine: Engine) -> None:
    visit.say("hello")
    answer(engine, inbound(engine)[0], [Answer("Ready?", buttons=(("Yes", "/affirm"),))])
    with writing(engine) as connection:
        connection.execute(participant.delete())
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(button)) == 0
