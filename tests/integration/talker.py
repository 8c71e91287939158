"""Somebody who talks to our actions without Rasa: the order of calls is the one Rasa's forms and our rules give."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import insert
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions import services, words
from actions.turn import SpokenAction, read_turn
from mapping.goals import GoalStory
from mapping.agenda import Topic
from mapping.model import Item
from mapping.services import Maps
from mapping.store.access import storing
from mapping.store.migrate import upgrade
from mapping.store.tables import message

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
SLOTS = {"goals_form": "goals_choice", "checkin_form": "checkin_answer"}
RULES = {"suggest_goals": "goals_form", "steer_goals": "action_steer_goals", "steer_checkins": "action_steer_goals",
         "show_goals": "action_show_goals", "drop_goal": "action_drop_goal", "stop": "action_pause", "deny": "action_answer_idle",
         "affirm": "action_answer_idle", "answer": "action_answer_idle", "undo": "action_undo", "out_of_scope": "action_answer_out_of_scope",
         "show_map": "action_draw_map", "carry_on": "action_carry_on"}
AFTER = {"action_draw_map": "action_after_map", "action_carry_on": None, "action_pause": None}  # what a rule does last, where it is not to go on
NOTED = {"why_asked": "action_explain_question", "say_again": "action_say_again", "thanks": None, "feel_low": None, "insult": None, "ask_privacy": None}  # asides that may hold news
ROOT = Path(__file__).parents[2]
ASIDES = {"show_goals", "drop_goal", "undo", "why_asked", "say_again", "thanks", "feel_low", "insult", "ask_privacy", "show_map"}  # these the forms refuse


@contextmanager
def own_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The actions' services on a database of their own."""
    cached = (services.engine, services.maps, services.participants)
    for each in cached:
        each.cache_clear()
    monkeypatch.setenv("SELFMAP_DATABASE_URL", f"sqlite:///{folder / 'selfmap.db'}")
    upgrade(services.engine())
    yield
    services.engine().dispose()
    for each in cached:
        each.cache_clear()


class Talker:
    """One person. ``now`` moves a minute with each message, or as far as ``later`` says. ``whole``: with the forms of the
    map's own topics, from the first question on. ``ruled``: each intent goes where our rules and forms send it, and not only
    those that most tests need."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, whole: bool = False, ruled: bool = False) -> None:
        self.ruled = ruled
        self.forms = {**SLOTS, **({f"{topic}_form": f"{topic}_answer" for topic in Topic if topic is not Topic.GOALS} if whole else {})}
        executor = ActionExecutor()
        executor.register_package("actions")
        self.actions: dict[str, SpokenAction] = {
            name: action.__self__ for name, action in executor.actions.items() if isinstance(getattr(action, "__self__", None), SpokenAction)}
        self.now, self.number = NOON, 0
        self.form: str | None = None
        self.slots: dict[str, Any] = {"consented": True}
        self.id = services.participants().find_or_add("terminal", "1", now=NOON)
        services.participants().record_consent(self.id, True, version="test", now=NOON)
        self.buttons: list[dict[str, str]] = []
        self.after_danger = 0
        self.bot_events: list[dict[str, Any]] = []
        monkeypatch.setattr("actions.turn.datetime", _Clock(self))

    def say(self, text: str, intent: str = "add_to_map", confidence: float = 0.9) -> str:
        """Type this; gives all that is said to it."""
        return self._turn(text, intent, None, confidence)

    def press(self, title: str) -> str:
        """Press the newest button with this title."""
        payload = next(each["payload"] for each in reversed(self.buttons) if each["title"] == title)
        intent, _, rest = payload.lstrip("/").partition("{")
        return self._turn(payload, intent, rest.split('"')[3] if rest else None)

    def begin(self) -> None:
        """The first question, as after the yes to being kept."""
        self.message = {"text": "yes", "intent": {"name": "affirm", "confidence": 0.9}, "entities": [], "metadata": {"message_id": "m_0"}}
        self.said = []
        self._run("action_go_on")

    def later(self, **how: float) -> None:
        """Time goes by, and Rasa's session ends with it."""
        self.now += timedelta(**how)
        self.form = None

    def prompted(self, goal_id: str) -> None:
        """A check-in asked how this goal goes, and the session begins anew with the answer."""
        self.number += 1
        Maps(services.engine()).ask(self.id, f"m_prompt{self.number}", "checkin.how", goal_id, part="ask", now=self.now)
        self.form, self.slots["requested_slot"] = "checkin_form", "checkin_answer"

    @property
    def stories(self) -> tuple[GoalStory, ...]:
        """Every goal's story."""
        return services.goals().stories(self.id)

    def items(self) -> dict[str, Item]:
        """What is on the map, by name in small letters."""
        return {each.label.lower(): each for each in services.maps().map_of(self.id).items}

    def labels(self) -> set[str]:
        """The names of it, in small letters."""
        return set(self.items())

    def ties(self) -> set[frozenset[str]]:
        """What goes together, by those names."""
        found = services.maps().map_of(self.id)
        names = {each.id: each.label.lower() for each in found.items}
        return {frozenset((names[tie.a], names[tie.b])) for tie in found.ties}

    def _turn(self, text: str, intent: str, value: str | None, confidence: float = 0.9) -> str:
        self.now += timedelta(minutes=1)
        self.number += 1
        current = services.maps().talk(self.id).current
        with storing(services.engine()) as connection:  # a check may come back to these words
            connection.execute(insert(message).values(
                id=f"m_{self.number}", participant_id=self.id, direction="in", kind="text", text=text, at=self.now, state="received",
                asked=current.key if current else None, about=current.about if current else None))
        self.message = {
            "text": text, "intent": {"name": intent, "confidence": confidence},
            "entities": [{"entity": "value", "value": value}] if value else [],
            "metadata": {"message_id": f"m_{self.number}", "asked": current.key if current else None, "about": current.about if current else None, "after_danger": self.after_danger}}
        self.said: list[str] = []
        self.buttons = []
        self.bot_events.append({"event": "user", "text": text})
        if self.form and intent not in (_refused(self.forms[self.form]) if self.ruled else ASIDES):
            self.slots[self.forms[self.form]] = text
            self._form()
        elif self.ruled:
            self._rule(intent)
        else:
            rule = RULES.get(intent, "action_add_to_map")
            if intent in NOTED:
                return self._aside(intent)
            if rule.endswith("_form"):
                self._run(rule)
            else:
                self._run(rule)
                last = AFTER.get(rule, "action_go_on")
                if last and rule not in ("action_add_to_map", "action_answer_idle"):
                    self._run(last)
        return "\n".join(self.said)

    def _rule(self, intent: str) -> None:
        """The actions of the rule for this intent, as far as one of them sends the talk elsewhere."""
        for name in _rules().get(intent, ["action_answer_idle"]):
            if name.startswith("utter_"):
                self.said.append(words.phrase(name))
                self.bot_events.append({"event": "bot", "text": words.phrase(name), "data": {}})
            elif name.endswith("_form"):
                return self._run(name)
            else:
                events = self._act(name)
                self._apply(events)
                for event in events:
                    if event["event"] == "followup":
                        return self._run(event["name"]) if event["name"] != "action_listen" else None

    def _aside(self, intent: str) -> str:
        events = self._act("action_note_aside")
        if not any(event["event"] == "followup" for event in events) and (name := NOTED[intent]):
            self._act(name)
        self._run("action_go_on")
        return "\n".join(self.said)

    def _run(self, name: str) -> None:
        if name.endswith("_form"):
            if name not in self.forms:
                return  # the forms of the map's own topics are not part of this
            self.form, self.slots["requested_slot"] = name, self.forms[name]
            return self._ask()
        for event in self._act(name):
            if event["event"] == "followup" and event["name"] not in ("action_listen", "action_go_back"):
                self._run(event["name"])

    def _form(self) -> None:
        assert self.form
        self._apply(self._act(f"validate_{self.form}"))
        if self.form:
            return self._ask()
        self._run("action_go_on")

    def _ask(self) -> None:
        assert self.form
        self._apply(self._act(f"action_ask_{self.forms[self.form]}"))
        if not self.form:
            self._run("action_go_on")

    def _act(self, name: str) -> list[dict[str, Any]]:
        dispatcher = CollectingDispatcher()
        tracker = Tracker(self.id, dict(self.slots), self.message, list(self.bot_events), False, None, {"name": self.form} if self.form else {}, "action_listen")
        events = self.actions[name].act(read_turn(name, dispatcher, tracker))
        for message in dispatcher.messages:
            self.said.append(message["text"])
            self.bot_events.append({"event": "bot", "text": message["text"], "data": {}})
            self.buttons += message["buttons"]
        return events

    def _apply(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            if event["event"] == "active_loop" and event["name"] is None or event["event"] == "slot" and event["name"] == "requested_slot" and event["value"] is None:
                self.form = None


def asked_for(one: Talker, words: str, asked: str) -> str:
    """Skips until these words are in a question."""
    for _ in range(15):
        if words in asked.split("\n")[-1]:
            return asked
        asked = one.say("skip", "skip")
    raise AssertionError(f"nobody asked about {words}: {asked}")


def to_links(one: Talker) -> str:
    """To the questions of what goes with what: one person, one place, one thing to do."""
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    one.say("the high st")
    one.say("thats it", "nothing_more")
    one.say("chess")
    return one.say("thats all", "nothing_more")


@cache
def _rules() -> dict[str, list[str]]:
    """The actions of each rule that begins with an intent."""
    rules = [rule for file in sorted((ROOT / "stories" / "rules").glob("*.yml")) for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]]
    return {rule["steps"][0]["intent"]: [step["action"] for step in rule["steps"][1:] if "action" in step] for rule in rules if "intent" in rule["steps"][0]}


@cache
def _refused(slot: str) -> frozenset[str]:
    """The intents with which a form does not take what was said."""
    for file in sorted((ROOT / "domain").glob("*.yml")):
        slots = yaml.safe_load(file.read_text(encoding="utf-8")).get("slots") or {}
        if slot in slots:
            return frozenset(each for mapping in slots[slot]["mappings"] for each in mapping.get("not_intent", ()))
    raise KeyError(slot)


class _Clock:
    """Stands for ``datetime`` in the module that reads the clock."""

    def __init__(self, talker: Talker) -> None:
        self._talker = talker

    def now(self, zone: Any) -> datetime:
        return self._talker.now.astimezone(zone)
