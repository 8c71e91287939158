"""Danger is answered in every state of the talk while Rasa is stopped: in each form, at each open question, over the real turn code."""

import asyncio
import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, insert, select

from actions import asking
from actions.turn import form_of
from bot.turns import inbox
from bot.turns.danger import Danger
from bot.turns.inbox import Inbound
from bot.turns.outbox import settle
from bot.turns.rasa import Rasa
from bot.turns.replies import Reply
from bot.turns.turn import Patience, Turns
from bot.turns.words import ChannelWords
from mapping.agenda import IMPACT_KEYS, NAMES, Question
from mapping.goals.following import FOLLOW_KEYS, MEASURE
from mapping.services import Maps, Participants
from mapping.sessions.measures import OWN
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message
from mapping.words import read_responses
from nlu.safety import DangerKind, Screen, crisis_reply

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
SAID = {  # how danger is said, and the kind it is
    "i want to kill myself": DangerKind.SUICIDAL,
    "i cut myself again last night": DangerKind.SELF_HARM,
    "my boyfriend hits me": DangerKind.ABUSE,
    "hes outside with a knife hes going to kill me": DangerKind.DANGER_NOW,
    "im going to stab him": DangerKind.HARM_TO_OTHERS,
    "my stepdad touches my little sister": DangerKind.CHILD_AT_RISK,
    "my mate has taken an overdose": DangerKind.OTHER_AT_RISK,
}
CHECKS = tuple(getattr(asking, name) for name in dir(asking) if name.isupper() and str(getattr(asking, name)).startswith("check."))
KEYS = (
    *(key for keys in NAMES.values() for key in keys), "links.who", "links.where", "people.hard", "places.avoid", "person.closeness", "open",
    *dict.fromkeys(IMPACT_KEYS.values()), *FOLLOW_KEYS, *CHECKS, *(f"{MEASURE}{row['id']}" for topic in yaml.safe_load(OWN.read_text(encoding="utf-8")).values() for row in topic["questions"]))
NEVER_ASKED = {"checkin.who", "links.know", "person.frequency", "person.name", "person.relation", "activities.txt", "people.txt", "places.txt"}
WAYS = ("text", "edited", "photo")  # typed, changed afterwards, and under a picture


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load()


@pytest.fixture(scope="module")
def nowhere() -> str:
    """An address where nothing listens: Rasa is stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('states') / 'selfmap.db'}")
    upgrade(engine)
    return engine


def receive(engine: Engine, address: str, text: str, kind: str = "text", payload: str | None = None) -> Inbound:
    receive.count += 1
    found = inbox.find(engine, inbox.receive(
        engine, channel="telegram", address=address, text=text, kind=kind, payload=payload, channel_key=f"k{receive.count}", now=NOW))
    assert found
    return found


receive.count = 0


def agreed(engine: Engine, address: str) -> Inbound:
    """Somebody who said hello and yes."""
    hello = receive(engine, address, "hello")
    Participants(engine).record_consent(hello.participant_id, True, version="1", now=NOW)
    return hello


def told(engine: Engine, inbound: Inbound, *names: str) -> None:
    """They were answered with these words of ours."""
    responses = read_responses()
    settle(engine, inbound, [Reply(responses[name]["text"], tuple((each["title"], each["payload"]) for each in responses[name].get("buttons", ()))) for name in names], now=NOW, keep_text=True)


def asked(key: str) -> Callable[[Engine, str], None]:
    def put(engine: Engine, address: str) -> None:
        hello = agreed(engine, address)
        under = (("people.home",) if key.startswith("check.") else ())  # a check comes in between
        for question in (*under, key):
            Maps(engine).ask(hello.participant_id, hello.id, question, None, part=question, now=NOW)
        settle(engine, hello, [Reply("A question?", asked=key)], now=NOW, keep_text=True)
        assert inbox.question_now(engine, hello.participant_id)[0] == key
    return put


def said(*names: str, consent: bool | None = True) -> Callable[[Engine, str], None]:
    def put(engine: Engine, address: str) -> None:
        hello = receive(engine, address, "hello")
        if consent is not None:
            Participants(engine).record_consent(hello.participant_id, consent, version="1", now=NOW)
        told(engine, hello, *names)
    return put


def never_written(engine: Engine, address: str) -> None:
    """The very first message."""


def waits_after_danger(engine: Engine, address: str) -> None:
    hello = agreed(engine, address)
    Maps(engine).ask(hello.participant_id, hello.id, "people.home", None, part="q", now=NOW)
    settle(engine, hello, [Reply("I hear you.")], now=NOW, keep_text=True)
    with writing(engine) as connection:  # an alert of another day, so that the full words are due
        connection.execute(insert(alert).values(id=f"a_{address}", participant_id=hello.participant_id, message_id=hello.id, kind="unscreened", at=NOW))


STATES: dict[str, Callable[[Engine, str], None]] = {
    **{key: asked(key) for key in KEYS},
    "never written": never_written,
    "consent_form": said("utter_welcome_hello", "utter_welcome_keep", "utter_welcome_consent", consent=None),
    "consent_form again": said("utter_welcome_consent_again", consent=None),
    "said no": said("utter_welcome_declined", consent=False),
    "delete_form": said("utter_ask_delete_sure"), "delete_form certain": said("utter_ask_delete_certain"),
    "start_over_form": said("utter_ask_start_over_sure"), "start_over_form certain": said("utter_ask_start_over_certain"),
    "paused": said("utter_control_paused"), "map drawn": said("utter_map_drawn"), "fault": said("utter_control_fault"),
    "too young asked": said("utter_channel_age_ask", consent=None), "sharing asked": said("utter_channel_share_ask"),
    "slow": said("utter_channel_slow"), "check-ins paused": said("utter_checkin_pausing"),
    "after danger": waits_after_danger,
}


@pytest.mark.parametrize(("state", "way"), [(state, way) for number, state in enumerate(STATES) for way in ("text", WAYS[1 + number % 2])])
def test_danger_is_answered_with_rasa_stopped(engine: Engine, screen: Screen, nowhere: str, state: str, way: str) -> None:
    place = [*STATES].index(state) * len(WAYS) + WAYS.index(way)
    text, kind = [*SAID.items()][place % len(SAID)]
    address = f"{state} {way}"
    STATES[state](engine, address)
    one = receive(engine, address, text, way)
    before = inbox.question_now(engine, one.participant_id)
    words = ChannelWords.load()

    async def turn() -> None:
        rasa = Rasa((nowhere,), "key", choose="")
        turns = Turns(engine, rasa, Danger(engine, screen, last_resort=words["danger"]), words, stored=lambda: None, patience=Patience(say_slow=0.0, give_up=0.0))
        try:
            while await asyncio.to_thread(inbox.next_unanswered, engine, one.participant_id):
                await turns.run(one.participant_id)
        finally:
            await rasa.close()

    asyncio.run(turn())
    with reading(engine) as connection:
        answer = connection.scalars(select(message.c.text).where(message.c.in_reply_to == one.id).order_by(message.c.seq)).all()
        alerts = connection.execute(select(alert.c.kind).where(alert.c.message_id == one.id)).scalars().all()
    assert tuple(answer) == crisis_reply(kind), "and not a word besides, such as that it is slow"
    assert alerts == [str(kind)]
    assert inbox.question_now(engine, one.participant_id) == before, "the question waits"


def test_without_danger_the_same_turn_finds_rasa_stopped(engine: Engine, screen: Screen, nowhere: str) -> None:
    """What the test above rests on: an ordinary message is not answered, so it was the screen that spoke."""
    asked("people.home")(engine, "ordinary")
    one, words = receive(engine, "ordinary", "i live with my nan"), ChannelWords.load()
    turns = Turns(engine, Rasa((nowhere,), "key", choose=""), Danger(engine, screen, last_resort=""), words, stored=lambda: None, patience=Patience(give_up=0.0))
    asyncio.run(turns.run(one.participant_id))
    with reading(engine) as connection:
        assert connection.scalars(select(message.c.text).where(message.c.in_reply_to == one.id)).all() == [words["gave_up"]]


def test_every_form_and_every_question_is_among_the_states() -> None:
    forms = {name for path in (ROOT / "domain").glob("*.yml") for name in yaml.safe_load(path.read_text(encoding="utf-8")).get("forms") or {}}
    assert forms == {form_of(Question(key)) for key in KEYS} - {None} | {state.split()[0] for state in STATES if "_form" in state}
    code = "\n".join(path.read_text(encoding="utf-8") for top in ("actions", "mapping", "bot") for path in (ROOT / top).rglob("*.py"))
    named = set(re.findall(r'"((?:people|places|activities|links|person|place|activity|goal|checkin|reflect|check)\.[a-z_]+)"', code))
    assert named - set(KEYS) == NEVER_ASKED & named
    assert {kind for kind in SAID.values()} == set(DangerKind)
