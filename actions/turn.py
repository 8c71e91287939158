"""One call of one action: what was said, by whom, in answer to what, and how to answer."""

import asyncio
import logging
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import services, words
from actions.hearing import hear
from actions.patterns import pattern, plain, plain_yes
from mapping.errors import StoreUnreachable
from mapping.agenda import Agenda, Question, topic_of
from mapping.goals.following import FOLLOW_KEYS, MEASURE
from mapping.history import CHECK, Talk
from mapping.model import Reading, WellbeingMap

Events = list[dict[str, Any]]
logger = logging.getLogger(__name__)
BETWEEN_TRIES = (0.2, 1.0)  # seconds
WHILE_AWAY = (0.2, 1.0, 2.0, 4.0, *(8.0,) * 6)  # seconds: a database that is away is waited for, and the person told that it takes long
GOING_ON = {"carry_on", "suggest_goals", "begin_session", "start_over"}
LOOKING = {"help", "why_asked", "undo", "list_map", "show_map", "show_goals", "ask_privacy", "say_again", "delete_my_data"}  # commands that ask for something, and for no question
SURE_OF = {"delete_sure", "delete_certain", "start_over_sure", "start_over_certain"}  # slots of the forms that ask twice; their buttons say which they answer
TWICE = "_twice"  # ends the name of the words for a second time running
LEFT = "left"  # a check in between that the person passed by


@dataclass(frozen=True, slots=True)
class Turn:
    """What an action may know and do. ``text`` is empty where a button was pressed; ``value`` is then its meaning."""

    part: str
    participant_id: str
    message_id: str
    text: str
    intent: str
    confidence: float
    value: str | None
    now: datetime
    tracker: Tracker
    dispatcher: CollectingDispatcher

    @property
    def where(self) -> tuple[str, str]:
        """Whose fact, from which message: the first two arguments of every service that writes."""
        return self.participant_id, self.message_id

    @property
    def active_form(self) -> str | None:
        """The form whose question is open, if any."""
        return (self.tracker.active_loop or {}).get("name")

    def brought(self, slot: str) -> bool:
        """Whether this very message filled the slot: an answer that stands there from before is none to this question."""
        said = (self.tracker.latest_message or {}).get("text")
        return said is not None and self.tracker.get_slot(slot) == said

    @property
    def pressed(self) -> bool:
        """Whether a button or command was used rather than words."""
        return not self.text

    @property
    def stale(self) -> bool:
        """Whether a button of an earlier question was pressed: it must not answer today's."""
        asked = ((self.tracker.latest_message or {}).get("metadata") or {}).get("asked")
        if self.asked_twice:
            return (self.value or "").partition(":")[0] != self.tracker.get_slot("requested_slot")
        return self.pressed and self.intent in {"answer", "skip"} and bool(asked) and self.question() != self.open_question()

    @property
    def asked_twice(self) -> bool:
        """Whether a button of what is asked twice was pressed: erasing, or starting over."""
        return self.pressed and (self.value or "").partition(":")[0] in SURE_OF

    @property
    def since_danger(self) -> int:
        """How many messages the person has written since danger, this one included, while the talk waits for them; else 0."""
        return int(((self.tracker.latest_message or {}).get("metadata") or {}).get("after_danger") or 0)

    @property
    def after_danger(self) -> bool:
        """Whether the talk waits for the person after danger: no question of ours is what they are thinking of."""
        return self.since_danger > 0

    @property
    def held(self) -> bool:
        """Whether nothing is asked now: after danger, until the person says that they want to go on (docs/safety.md)."""
        return self.after_danger and not self._wants_to_go_on

    @property
    def _wants_to_go_on(self) -> bool:
        """By a button that answers a question, or in words. "Yes", straight after danger, answers what was asked there; who sends /help only wants help."""
        if self.pressed and self.intent not in LOOKING or self.intent in GOING_ON:
            return True
        return pattern("ready").fullmatch(plain(self.text).strip()) is not None or self.since_danger > 1 and plain_yes(self.text)

    def agenda(self) -> Agenda:
        """What is left to ask this person."""
        talk = self.talk()
        return Agenda(self.map(), talk.outcomes, talk.asked_times, only=talk.topics)

    def map(self) -> WellbeingMap:
        """The person's map as it stands."""
        return services.maps().map_of(self.participant_id)

    def talk(self) -> Talk:
        """Where the talk stands."""
        return services.maps().talk(self.participant_id)

    def shown(self) -> Question | None:
        """What the message or button came with: the question the person had before them, a check in between included."""
        metadata = (self.tracker.latest_message or {}).get("metadata") or {}
        return Question(metadata["asked"], metadata.get("about")) if metadata.get("asked") else None

    @property
    def on_check(self) -> bool:
        """Whether the person had a check before them, not a question of the journey."""
        shown = self.shown()
        return shown is not None and shown.key.startswith(CHECK)

    def question(self) -> Question | None:
        """The question the person had before them: the one their message or button came with, else the one asked last.

        A check in between is none of these: ``checks`` hears the answers to them.
        """
        shown = self.shown()
        return shown if shown and not shown.key.startswith(CHECK) else self.open_question()

    def open_question(self) -> Question | None:
        """The question asked last."""
        waiting = self.talk().question
        return Question(waiting.key, waiting.about) if waiting else None

    def read(self, question: Question | None) -> Reading:
        """What the message says, read as an answer to this question. Straight after danger it answers none, and "it" is nothing on the map."""
        talk = replace(self.talk(), spoken_of=()) if self.after_danger else self.talk()
        return hear(self.text, None if self.after_danger else question, self.map(), services.maps().known(self.participant_id), talk)

    def say(self, response: str, *, custom: dict[str, Any] | None = None, **values: object) -> None:
        """Answer with a response of the domain; with its other words, where it has some and these are what was said just before."""
        again = words.has(response + TWICE) and words.phrase(response, **values) in _said_last(self.tracker)
        text = words.phrase(response + TWICE if again else response, **values)
        self.dispatcher.utter_message(text=text, buttons=_buttons(response), json_message=custom or {})

    def said_otherwise(self, response: str) -> bool:
        """Answers with the other words of a response, where these are what was said just before. False where they are not."""
        if words.phrase(response) not in _said_last(self.tracker):
            return False
        self.say(response)
        return True

    def say_text(self, text: str, *, buttons: list[dict[str, str]] | None = None, custom: dict[str, Any] | None = None) -> None:
        """Answer with a line put together from phrases."""
        if text:
            self.dispatcher.utter_message(text=text, buttons=buttons or [], json_message=custom or {})

    def ask(self, question: Question, response: str, *, before: str = "", about: str = "") -> None:
        """Ask a question, and keep that it was asked. Asking it again after an aside is not asking it twice."""
        talk = self.talk()
        if talk.check:
            self.answered(Question(talk.check.key, talk.check.about), LEFT)
        if self.open_question() != question:
            services.maps().ask(*self.where, question.key, question.about, part=f"{self.part}:ask", now=self.now)
        text = f"{before} {words.phrase(response, about=about)}".strip()
        self.say_text(text, buttons=_buttons(response), custom={"asked": question.key, "about": question.about})

    def answered(self, question: Question, outcome: str) -> None:
        """Keep how a question was answered: answered, skipped, don't know, nobody."""
        services.maps().answer(
            *self.where, question.key, question.about, outcome, part=f"{self.part}:{question.key}", now=self.now)


class SpokenAction(Action, ABC):
    """An action in our terms: does its work in a thread, so that one person's turn holds up nobody else's."""

    @abstractmethod
    def name(self) -> str:
        """The name the domain lists."""

    @abstractmethod
    def act(self, turn: Turn) -> Events:
        """Do it, and say what happened as Rasa events."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """What Rasa calls. Rasa carries on as if nothing was wrong where an action fails, so a fault is told here:
        the action is tried again, with nothing of the first try said, and after that the person hears it (decision 0021)."""
        tried = 0
        while True:
            said = CollectingDispatcher()
            try:
                events = await asyncio.to_thread(self.act, read_turn(self.name(), said, tracker))
            except Exception as error:
                logger.error("%s failed, message %s: %s", self.name(), _message_id(tracker), where(error))
                pauses = WHILE_AWAY if isinstance(error, StoreUnreachable) else BETWEEN_TRIES
                if tried >= len(pauses):
                    return _told(self.name(), dispatcher, tracker)
                await asyncio.sleep(pauses[tried])
                tried += 1
            else:
                dispatcher.messages.extend(said.messages)
                return events


def _told(name: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Says once a turn that it went wrong, and leaves every question as it was: what was typed fills no slot."""
    before = next((event for event in reversed(tracker.events) if event.get("event") == "user" or _is_fault(event)), {})
    if not _is_fault(before):
        response = "utter_control_fault" if tracker.get_slot("consented") else "utter_control_fault_early"
        dispatcher.utter_message(text=words.phrase(response), json_message={"fault": True})
    slot = tracker.get_slot("requested_slot")
    return [SlotSet(slot, None)] if name.startswith("validate_") and slot else []


def _is_fault(event: dict[str, Any]) -> bool:
    return event.get("event") == "bot" and bool(((event.get("data") or {}).get("custom") or {}).get("fault"))


def _message_id(tracker: Tracker) -> str:
    return ((tracker.latest_message or {}).get("metadata") or {}).get("message_id") or ""


def where(error: BaseException) -> str:
    """What kind of error, and the way to it through the code: an error's own text may quote what a person wrote."""
    frames = reversed(extract_tb(error.__traceback__)[-6:])
    return f"{type(error).__name__} at " + " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


def read_turn(part: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
    """The turn of this call. A button's payload is not the person's text."""
    message = tracker.latest_message or {}
    text = message.get("text") or ""
    intent = message.get("intent") or {}
    entities = message.get("entities") or []
    return Turn(
        part=part[:24],
        participant_id=tracker.sender_id,
        message_id=(message.get("metadata") or {}).get("message_id") or "",
        text="" if re.match(r"/\w", text) else text,
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0),
        value=next((str(entity["value"]) for entity in entities if entity.get("entity") == "value"), None),
        now=datetime.now(UTC),
        tracker=tracker,
        dispatcher=dispatcher,
    )


def _said_last(tracker: Tracker) -> set[str]:
    """What was answered to the message before this one."""
    said: set[str] = set()
    messages = 0
    for event in reversed(tracker.events):
        messages += event.get("event") == "user"
        if messages > 1:
            break
        if messages == 1 and event.get("event") == "bot":
            said.add((event.get("text") or "").strip())
    return said


def last_asking(turn: Turn, key: str) -> dict[str, Any] | None:
    """How this question was put when it was asked last in this talk: its text, buttons and custom part."""
    for event in reversed(turn.tracker.events):
        said = event.get("data") or {}
        if event.get("event") == "bot" and (said.get("custom") or {}).get("asked") == key:
            return {"text": event.get("text") or "", "buttons": said.get("buttons") or [], "custom": said["custom"]}
    return None


def form_of(question: Question | None) -> str | None:
    """The form that owns this question."""
    if question and (question.key in FOLLOW_KEYS or question.key.startswith(MEASURE)):
        return "checkin_form"
    topic = topic_of(question.key) if question else None
    return f"{topic}_form" if topic else None


def _buttons(response: str) -> list[dict[str, str]]:
    buttons = words.responses()[response].get("buttons") or []
    return [{"title": b["title"], "payload": b["payload"].replace("{{", "{").replace("}}", "}")} for b in buttons]
