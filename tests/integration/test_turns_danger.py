"""Safety fails closed: whatever breaks, danger gets words and an alert, and nothing unread reaches Rasa."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, insert, select

import nlu.safety.words
from bot.turns import inbox
from bot.turns.danger import ASK_WORKER, ASKED_FOR_WORKER, UNSCREENED, Danger, ScreenFailed, Service
from bot.turns.inbox import Inbound
from bot.turns.outbox import settle
from bot.turns.rasa import RasaFault
from bot.turns.replies import Reply
from bot.turns.turn import Patience, Turns
from bot.turns.words import ChannelWords
from mapping.store.console_tables import worker
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message
from mapping.model import Impact, Kind, Mention, Reading
from mapping.services import Maps, Participants
from nlu.safety import DangerKind
from nlu.safety.hours import WorkerHours

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Says:
    """A screen that finds what it is told to find, and remembers what it was shown."""

    def __init__(self, finds: object) -> None:
        self.finds, self.shown = finds, []

    def check(self, text: str, *, before: tuple[str, ...] = ()) -> object:
        self.shown.append((text, before))
        if isinstance(self.finds, Exception):
            raise self.finds
        return self.finds


class NoRasa:
    async def answer(self, inbound: Inbound) -> None:
        raise AssertionError("must not reach Rasa")


@pytest.fixture
def engine(tmp_path) -> Engine:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    return engine


def receive(engine: Engine, text: str, key: str = "k", kind: str = "text") -> Inbound:
    found = inbox.find(engine, inbox.receive(
        engine, channel="telegram", address="7", text=text, kind=kind, channel_key=key, now=NOW))
    assert found
    return found


def rows(engine: Engine, table) -> list:
    with reading(engine) as connection:
        return list(connection.execute(select(table)))


def test_without_crisis_words_the_last_resort_is_said(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlu.safety.words, "crisis_reply", None)
    said = receive(engine, "words of danger")
    danger = Danger(engine, Says(SimpleNamespace(kind="suicidal")), last_resort="call 999")
    assert danger.answer(said, now=NOW)
    assert danger.answer(said, now=NOW), "again, nothing is written twice"
    assert [row.text for row in rows(engine, message) if row.direction == "out"] == ["call 999"]
    assert [(row.kind, row.message_id) for row in rows(engine, alert)] == [("suicidal", said.id)]


def test_a_broken_screen_sends_nothing_on_and_calls_for_a_person(engine: Engine) -> None:
    said = receive(engine, "anything at all")
    danger, words = Danger(engine, Says(ValueError("broken")), last_resort=""), ChannelWords.load()
    with pytest.raises(ScreenFailed):
        danger.answer(said, now=NOW)
    asyncio.run(Turns(engine, NoRasa(), danger, words, stored=lambda: None).run(said.participant_id))
    assert [row.kind for row in rows(engine, alert)] == [UNSCREENED]
    assert [row.text for row in rows(engine, message) if row.direction == "out"] == [words["fault"]]


@pytest.mark.parametrize("kind", ["text", "photo", "edited", "forwarded"])
def test_every_kind_of_words_is_screened(engine: Engine, kind: str) -> None:
    receive(engine, "first half", "k1")
    screen = Says(None)
    assert not Danger(engine, screen, last_resort="").answer(receive(engine, "second half", "k2", kind), now=NOW)
    assert screen.shown == [("second half", ("first half",))]


def hits(kind: DangerKind) -> Says:
    return Says(SimpleNamespace(kind=kind))


def said(engine: Engine, to: Inbound) -> list[str]:
    return [row.text for row in rows(engine, message) if row.in_reply_to == to.id]


@pytest.mark.parametrize(("nation", "line"), [
    ("england", "NHS 111 and press 2"), ("wales", "NHS 111 and press 2"), ("scotland", "NHS 111 and pick mental health"),
    ("northern_ireland", "0808 808 8000")])
def test_the_helplines_are_those_of_the_nation_the_service_set(engine: Engine, nation: str, line: str) -> None:
    one = receive(engine, "words of danger")
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="", service=Service(nation)).answer(one, now=NOW)
    assert line in " ".join(said(engine, one))


def test_nobody_reads_the_same_words_twice_running(engine: Engine) -> None:
    kinds, before = [*DangerKind, DangerKind.SUICIDAL, DangerKind.SUICIDAL, DangerKind.SUICIDAL, DangerKind.ABUSE, DangerKind.ABUSE], set()
    for number, kind in enumerate(kinds):
        one = receive(engine, "words of danger", f"k{number}")
        assert Danger(engine, hits(kind), last_resort="").answer(one, now=NOW + timedelta(minutes=number))
        parts = said(engine, one)
        assert parts and not set(parts) & before
        assert " ".join(parts).count("?") == 1 and "999" in " ".join(parts)
        before = set(parts)


def test_after_an_hour_the_full_words_come_again(engine: Engine) -> None:
    danger, first = Danger(engine, hits(DangerKind.SUICIDAL), last_resort=""), receive(engine, "a", "k1")
    danger.answer(first, now=NOW)
    later = receive(engine, "b", "k2")
    danger.answer(later, now=NOW + timedelta(hours=1, minutes=1))
    assert said(engine, first) == said(engine, later)


def on_the_map(engine: Engine, inbound: Inbound, *mentions: Mention) -> None:
    Participants(engine).record_consent(inbound.participant_id, True, version="1", now=NOW)
    Maps(engine).record(inbound.participant_id, inbound.id, Reading(mentions=mentions), part="people", now=NOW)


NAN = Mention("nan", Kind.PERSON, relation="grandmother", impact=Impact.HELPS)
DEV = Mention("Dev", Kind.PERSON, impact=Impact.HELPS)
KAREN = Mention("Karen", Kind.PERSON, relation_words="cpn", formal=True, impact=Impact.HELPS)
DAD = Mention("dad", Kind.PERSON, relation="father", impact=Impact.HINDERS)
MO = Mention("Mo", Kind.PERSON, impact=Impact.MIXED)
GYM = Mention("gym", Kind.PLACE, impact=Impact.HELPS)


@pytest.mark.parametrize(("kind", "text", "offered"), [
    (DangerKind.SUICIDAL, "i want to die", {"nan", "Dev", "Karen"}),
    (DangerKind.SUICIDAL, "dev hit me and i want to die", {"nan", "Karen"}),
    (DangerKind.SELF_HARM, "i cut myself after nans shouting", {"Dev", "Karen"}),
    (DangerKind.ABUSE, "he hits me", {"Karen"}),
    (DangerKind.ABUSE, "my cpn karen hits me", set()),
    (DangerKind.DANGER_NOW, "hes here", set()),
    (DangerKind.CHILD_AT_RISK, "my son is being hit", set()),
])
def test_only_people_who_help_are_offered_and_never_one_who_may_hurt(engine: Engine, kind: DangerKind, text: str, offered: set[str]) -> None:
    on_the_map(engine, receive(engine, "about my people", "k0"), NAN, DEV, KAREN, DAD, MO, GYM)
    one = receive(engine, text, "k1")
    Danger(engine, hits(kind), last_resort="").answer(one, now=NOW)
    question = said(engine, one)[-1]
    assert {name for name in ("nan", "Dev", "Karen", "dad", "Mo", "gym") if name in question} == offered
    assert question.count("?") == 1


def test_after_abuse_was_told_only_professionals_are_offered(engine: Engine) -> None:
    on_the_map(engine, receive(engine, "about my people", "k0"), NAN, KAREN)
    Danger(engine, hits(DangerKind.ABUSE), last_resort="").answer(receive(engine, "he hits me", "k1"), now=NOW)
    one = receive(engine, "i want to die", "k2")
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(one, now=NOW + timedelta(days=2))
    assert "Karen" in said(engine, one)[-1] and "nan" not in said(engine, one)[-1]


def test_a_map_that_cannot_be_read_leaves_the_words(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the_map(engine, receive(engine, "about my people", "k0"), NAN)
    monkeypatch.setattr(Maps, "map_of", None)
    one = receive(engine, "i want to die", "k1")
    assert Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(one, now=NOW)
    assert said(engine, one)[-1].endswith("Who could be with you right now?")


HOURS = Service(hours=WorkerHours.read("mon-fri 09:00-17:00"))  # NOW is a Sunday


def somebody_is_there(engine: Engine) -> None:
    """A lead has an account, so that an alert is somebody's to see to."""
    with writing(engine) as connection:
        connection.execute(insert(worker).values(
            id="w_1", email="lead@example.org", name="Lee", role="lead", notice_email=True, created_at=NOW, joined_at=NOW))


def test_where_nobody_has_an_account_the_hours_promise_nothing(engine: Engine) -> None:
    one = receive(engine, "i want to die")
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="", service=HOURS).answer(one, now=NOW)
    assert "worker" not in " ".join(said(engine, one)) and len(rows(engine, alert)) == 1


def test_without_hours_nobody_is_promised(engine: Engine) -> None:
    one = receive(engine, "i want to die")
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(one, now=NOW)
    assert "worker" not in " ".join(said(engine, one))
    asked = receive(engine, "tell my worker", "k2")
    assert not Danger(engine, Says(None), last_resort="").answer(asked, now=NOW)


@pytest.mark.parametrize("kind", ["button", "text"])
def test_the_worker_gets_a_note_when_asked_and_the_hours_are_said(engine: Engine, kind: str) -> None:
    somebody_is_there(engine)
    one = receive(engine, "i want to die", "k1")
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="", service=HOURS).answer(one, now=NOW)
    offer = next(row for row in rows(engine, message) if row.buttons)
    assert "on Monday from 9am" not in offer.text and "tomorrow from 9am" in offer.text
    if kind == "button":
        asks = inbox.find(engine, inbox.receive(
            engine, channel="telegram", address="7", text="Ask my worker", kind="button", payload=ASK_WORKER, channel_key="k2", now=NOW))
    else:
        asks = receive(engine, "Yes please tell my worker", "k2")
    assert Danger(engine, Says(None), last_resort="", service=HOURS).answer(asks, now=NOW)
    assert [row.kind for row in rows(engine, alert)] == ["suicidal", ASKED_FOR_WORKER]
    assert "tomorrow from 9am" in said(engine, asks)[0] and "999" in said(engine, asks)[0]


def test_a_worker_named_in_ordinary_talk_is_left_to_the_talk(engine: Engine) -> None:
    one = receive(engine, "my worker helps me")
    assert not Danger(engine, Says(None), last_resort="", service=HOURS).answer(one, now=NOW)
    two = receive(engine, "i should tell my worker about it", "k2")
    assert not Danger(engine, Says(None), last_resort="", service=HOURS).answer(two, now=NOW)


@pytest.mark.parametrize("text", ["/help", "help", "I need help", "please help me!", "need some help now"])
def test_help_is_never_left_waiting_for_rasa(engine: Engine, text: str) -> None:
    """Rasa is away: who asks for help gets the helplines with the words that say so."""
    class Away:
        async def answer(self, inbound: Inbound, *, after_danger: int) -> None:
            raise RasaFault("away")

    asked, words = receive(engine, text), ChannelWords.load()
    danger = Danger(engine, Says(None), last_resort="")
    patience = Patience(say_slow=0, between_first=0, between_most=0, give_up=0)
    asyncio.run(Turns(engine, Away(), danger, words, stored=lambda: None, patience=patience).run(asked.participant_id))
    assert all("999" in part and "116 123" in part for part in said(engine, asked)) and said(engine, asked)


def test_other_words_are_told_only_that_they_wait(engine: Engine) -> None:
    danger = Danger(engine, Says(None), last_resort="")
    assert danger.without_rasa(receive(engine, "my sister helps me"), "Wait.").text == "Wait."


@pytest.mark.parametrize("text", [
    "no i mean just tired", "No, I'm fine, honest", "sorry didnt mean it like that", "nah not like that", "im safe", "it was a joke lol",
    "I'm not suicidal, just fed up", "you got me wrong", "i dont want to die", "no no i'm ok, i was only having a moan", "its just a figure of speech"])
def test_who_says_that_it_was_no_danger_is_taken_at_their_word(engine: Engine, text: str) -> None:
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(receive(engine, "im so tired of everything", "k1"), now=NOW)
    back = receive(engine, text, "k2")
    assert Danger(engine, Says(None), last_resort="").answer(back, now=NOW)
    assert "thank you for telling me" in said(engine, back)[0] and "116 123" not in said(engine, back)[0]
    assert [row.kind for row in rows(engine, alert)] == ["suicidal"], "what was raised stays, for a person to read"


@pytest.mark.parametrize("text", ["no", "nobody", "my mum", "im not ok", "not safe", "im fine but i still feel like it", "im ok when he is out, but not after", "my sister is fine", "just tired of being alive", "im good at darts"])
def test_what_is_no_all_clear_goes_to_the_talk(engine: Engine, text: str) -> None:
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(receive(engine, "im so tired of everything", "k1"), now=NOW)
    assert not Danger(engine, Says(None), last_resort="").answer(receive(engine, text, "k2"), now=NOW)


def test_an_all_clear_that_speaks_of_danger_is_danger(engine: Engine) -> None:
    Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(receive(engine, "im so tired of everything", "k1"), now=NOW)
    again = receive(engine, "im fine, i just want to die", "k2")
    assert Danger(engine, hits(DangerKind.SUICIDAL), last_resort="").answer(again, now=NOW)
    assert [row.kind for row in rows(engine, alert)] == ["suicidal", "suicidal"]


def test_im_fine_without_danger_before_it_is_talk(engine: Engine) -> None:
    assert not Danger(engine, Says(None), last_resort="").answer(receive(engine, "im fine"), now=NOW)


def answered(engine: Engine, inbound: Inbound, asked: str | None = None) -> None:
    settle(engine, inbound, [Reply("Words.", asked=asked)], now=NOW)


def test_the_talk_waits_until_a_question_is_asked_again(engine: Engine) -> None:
    danger = Danger(engine, hits(DangerKind.SUICIDAL), last_resort="")
    assert danger.since(receive(engine, "hi", "k0")) == 0
    danger.answer(receive(engine, "words of danger", "k1"), now=NOW)
    for number in (1, 2, 3):
        one = receive(engine, "still here", f"w{number}")
        assert danger.since(one) == number
        answered(engine, one)
    one = receive(engine, "carry on", "k2")
    assert danger.since(one) == 4
    answered(engine, one, asked="people.home")
    assert danger.since(receive(engine, "my mum", "k3")) == 0


def test_a_question_that_was_on_its_way_before_danger_ends_no_wait(engine: Engine) -> None:
    danger, early = Danger(engine, hits(DangerKind.SUICIDAL), last_resort=""), receive(engine, "my mum", "k0")
    raised = receive(engine, "words of danger", "k1")
    answered(engine, early, asked="people.home")
    danger.answer(raised, now=NOW)
    assert danger.since(receive(engine, "yes", "k2")) == 1


def test_an_all_clear_or_a_night_ends_the_wait(engine: Engine) -> None:
    danger = Danger(engine, hits(DangerKind.SUICIDAL), last_resort="")
    danger.answer(receive(engine, "words of danger", "k1"), now=NOW)
    answered(engine, receive(engine, "no i mean just tired", "k2"))
    assert danger.since(receive(engine, "my mum", "k3")) == 0
    danger.answer(receive(engine, "words of danger", "k4"), now=NOW - timedelta(hours=13))
    assert danger.since(receive(engine, "morning", "k5")) == 0
