"""What tests/integration/test_turns_dialogue.py runs inside Rasa's own environment. Prints one JSON object."""

import asyncio
import json
import sys
import time

import sqlalchemy.event

from bot.dialogue import trimming
from bot.dialogue.tracker_store import DurableTrackerStore
from bot.dialogue.whole_turns import MOST_ACTIONS, TurnBroken, WholeTurns
from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.policies.policy import PolicyPrediction
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError

KEY = b"k" * 32
DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [answer]
slots:
  consented: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  note: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  requested_slot: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms:
  people_form: {required_slots: [note]}
actions: [action_one]
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}
""")


def turn(number: int, at: float) -> list:
    said = UserUttered(f"line {number}", {"name": "answer", "confidence": 1.0}, metadata={"message_id": f"m{number}"}, timestamp=at)
    return [said, ActionExecuted("people_form"), BotUttered(f"reply {number}", timestamp=at), SlotSet("note", f"note {number}", timestamp=at),
            ActionExecuted("action_listen", timestamp=at)]


def begun(at: float) -> list:
    return [ActionExecuted("action_session_start", timestamp=at), SessionStarted(timestamp=at), SlotSet("consented", True, timestamp=at),
            ActiveLoop("people_form", timestamp=at), SlotSet("requested_slot", "note", timestamp=at), ActionExecuted("action_listen", timestamp=at)]


async def talk(store: DurableTrackerStore, sender: str, turns: int, *, cutting: bool, ago: float = 0.0) -> dict:
    """A talk of so many turns, saved after each as Rasa does; what is left of it, and the most rows and events it ever had."""
    store.unlock(sender, KEY)
    most_rows = most_events = 0
    for number in range(turns):
        if cutting:
            await trimming.keep_short(store, sender)
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        at = time.time() - ago
        for event in ([] if tracker.events else begun(at)) + turn(number, at):
            tracker.update(event)
        await store.save(tracker)
        most_rows, most_events = max(most_rows, rows(store, sender)), max(most_events, len(tracker.events))
    tracker = await store.retrieve(sender)
    return {
        "rows": most_rows, "events": most_events, "slots": tracker.current_slot_values(), "form": tracker.active_loop_name,
        "listens": tracker.latest_action_name, "last": tracker.latest_message.text,
        "turns": [event.text for event in tracker.events if isinstance(event, UserUttered)][-5:],
        "replies": await store.replies_to(sender, f"m{turns - 1}"),
    }


def rows(store: DurableTrackerStore, sender: str) -> int:
    with store.session_scope() as session:
        return session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).count()


async def left_behind(store: DurableTrackerStore) -> dict:
    """A crash after the short talk is stored and before the old rows go: nothing is read twice, and the next call clears up."""
    forget, trimming._forget_old_sessions = trimming._forget_old_sessions, lambda *_, **__: None
    await talk(store, "crash", 14, cutting=True)
    trimming._forget_old_sessions = forget
    before, read = rows(store, "crash"), await store.retrieve("crash")
    texts = [event.text for event in read.events if isinstance(event, UserUttered)]
    after = await talk(store, "crash", 30, cutting=True)
    return {"kept": before > len(read.events), "once": len(texts) == len(set(texts)), "cleared": rows(store, "crash") < before, "form": after["form"]}


async def quiet(store: DurableTrackerStore) -> dict:
    """After hours of silence Rasa begins a new session itself; what is over goes once it is much."""
    await talk(store, "quiet", 20, cutting=False, ago=7200)
    cut = await trimming.keep_short(store, "quiet")
    for day in range(60):
        tracker = await store.get_or_create_tracker("quiet", append_action_listen=False)
        for event in (*begun(time.time()), *turn(day, time.time())):
            tracker.update(event)
        await store.save(tracker)
        await trimming.keep_short(store, "quiet")
    return {"cut": cut, "rows": rows(store, "quiet")}


class Fails(Action):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def name(self) -> str:
        return "action_one"

    async def run(self, *_) -> list:
        raise self.error


async def broken() -> dict:
    """How a turn ends for each way in which an action can fail."""
    processor = object.__new__(WholeTurns)
    processor.domain, processor.max_number_of_predictions = DOMAIN, 10
    told = {}
    for name, error in {"away": RasaException("connection"), "rejected": ActionExecutionRejection("action_one"), "own": _of_status(500),
                        "gateway": _of_status(503)}.items():
        tracker = DialogueStateTracker.from_events("x", begun(time.time()), slots=DOMAIN.slots, domain=DOMAIN)
        try:
            await processor._run_action(Fails(error), tracker, None, None, PolicyPrediction.for_action_name(DOMAIN, "action_one"))
            told[name] = "whole"
        except TurnBroken as broke:
            told[name] = "away" if broke.away else "failed"
    return told


class Speaks(Action):
    """An action that always works."""

    def name(self) -> str:
        return "action_one"

    async def run(self, *_) -> list:
        return []


async def endless() -> dict:
    """What a turn of too many actions leaves: whether it ends with listening, and how many it may have."""
    processor = object.__new__(WholeTurns)
    processor.domain, processor.max_number_of_predictions, processor.on_circuit_break, processor.nlg = DOMAIN, MOST_ACTIONS, None, None
    processor._should_handle_message = lambda tracker: True

    def next_action(tracker: DialogueStateTracker) -> tuple:
        if processor.is_action_limit_reached(tracker, True):
            raise ActionLimitReached
        return Speaks(), PolicyPrediction.for_action_name(DOMAIN, "action_one")

    async def run(action: Action, tracker: DialogueStateTracker, *_) -> bool:
        tracker.update(ActionExecuted(action.name()))
        return True

    processor.predict_next_with_tracker_if_should, processor._run_action = next_action, run
    tracker = DialogueStateTracker.from_events("x", begun(time.time()), slots=DOMAIN.slots, domain=DOMAIN)
    tracker.update(UserUttered("hello", {"name": "answer", "confidence": 1.0}))
    await processor._run_prediction_loop(None, tracker)
    names = [event.action_name for event in tracker.events if isinstance(event, ActionExecuted)]
    tracker.update(UserUttered("again", {"name": "answer", "confidence": 1.0}))
    return {"taken": names.count("action_one"), "ends": names[-1], "stuck": processor.is_action_limit_reached(tracker, True)}


def _of_status(status: int) -> Exception:
    error = RasaException("failed")
    error.__cause__ = ClientResponseError(status, "", "{}")
    return error


AFTER = Domain.from_yaml("""
version: "3.1"
intents: [add_to_map]
slots:
  consented: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  requested_slot: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms:
  places_form: {required_slots: [requested_slot]}
actions: [action_two]
""")


async def upgraded(folder: str) -> dict:
    """A talk that an earlier model left in a form, a slot, an intent and an action that the next one does not have."""
    url = f"sqlite:///{folder}/older.db"
    await talk(DurableTrackerStore(DOMAIN, host=url), "older", 3, cutting=True)
    store = DurableTrackerStore(AFTER, host=url)
    store.unlock("older", KEY)
    tracker = await store.retrieve("older")
    told = {"form": tracker.active_loop_name, "asks": tracker.get_slot("requested_slot"), "consented": tracker.get_slot("consented"),
            "states": len(AFTER.states_for_tracker_history(tracker)) > 0, "replies": await store.replies_to("older", "m2")}
    for event in (UserUttered("on we go", {"name": "add_to_map", "confidence": 1.0}, metadata={"message_id": "m3"}), ActionExecuted("action_two"),
                  BotUttered("reply 3"), ActionExecuted("action_listen")):
        tracker.update(event)
    await store.save(tracker)
    again = await store.retrieve("older")
    return {**told, "goes on": again.latest_message.text, "once": sum(isinstance(event, UserUttered) for event in again.events), "then": again.active_loop_name}


async def at_hand(store: DurableTrackerStore) -> dict:
    """How often one talk is read from the database: twice in a row in the block, after it was stored there, and outside of it."""
    await talk(store, "once", 2, cutting=False)
    looks = []
    sqlalchemy.event.listen(store.engine, "before_cursor_execute", lambda _, __, statement, *___: looks.append(statement) if statement.startswith("SELECT") else None)

    async def reads(times: int) -> int:
        looks.clear()
        for _ in range(times):
            last = (await store.retrieve("once")).latest_message.text
        assert last == f"line {said}"
        return len(looks)

    said = 1
    one = await reads(1)
    async with store.read_once("once"):
        twice = await reads(2)
        tracker = await store.retrieve("once")
        said = 2
        for event in turn(said, time.time()):
            tracker.update(event)
        await store.save(tracker)
        stored = await reads(1)
    return {"twice": twice / one, "after storing": stored / one, "outside": await reads(2) / one, "left": "once" in store.at_hand}


async def main(folder: str) -> None:
    store = DurableTrackerStore(DOMAIN, host=f"sqlite:///{folder}/rasa.db")
    print(json.dumps({
        "whole": await talk(store, "whole", 100, cutting=False), "cut": await talk(store, "cut", 100, cutting=True),
        "crash": await left_behind(store), "quiet": await quiet(store), "broken": await broken(), "endless": await endless(),
        "upgraded": await upgraded(folder), "at hand": await at_hand(store),
    }))


asyncio.run(main(sys.argv[1]))
