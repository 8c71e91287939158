"""A random walk through the trained bot: people who say anything at any moment. What is wrong with an answer: tests/system/walk_faults.py."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

import yaml
from sqlalchemy import select

from mapping.errors import SelfmapError
from mapping.services import Maps
from mapping.store.engine import reading
from mapping.store.tables import alert, message
from nlu.evaluation.texts import LEARN, rows_of
from tests.system.endings import leaves, left_of
from tests.system.service import ROOT, Person
from tests.system.walk_faults import faults_after, faults_of, grade, too_hard

ANSWERS = ("yes", "no", "skip", "undo", "help", "dont know", "both", "just me", "nobody", "weekly", "really close", "7", "carry on", "show my map", "what have you got so far", "why do you ask", "stop",
           "yeah", "not really", "the first one", "2", "hello", "ok", "thanks", "what", "who are you", "leave it", "no i mean thursday", "put it back", "take her off", "not any more",
           "/map", "/list", "/help", "/undo", "/skip", "/privacy", "/who", "/share", "/goal", "/why", "/stop", "lol", "👍", "?", "nah", "nope thats it", "im tired", "say that again", "next", "delete my data", "/delete")
SETTLES = frozenset({"skip", "/skip", "next"})  # whatever was asked, it is not to be asked again at once
ERASES = "Yes, erase"  # the buttons that lead to an end are pressed often enough for some people to come to it
SHORT_NAME = 3  # letters; "Al" is in many words
BOTH = " // "  # between two messages that are sent at once
BUTTON, SHORT, BURST, SLIP = 0.25, 0.35, 0.03, 0.08  # how often a button is pressed, a short answer is given, two messages come at once, a letter slips


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with an answer: what it is, who it was said to, what they said, what was answered."""

    what: str
    who: str
    said: str
    answer: str


@dataclass(slots=True)
class Walk:
    """What a walk met: turns, people who had themselves erased, faults, how plain the answers are, and the words of danger that were answered."""

    turns: int = 0
    people: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)
    grades: list[float] = field(default_factory=list)
    danger: list[str] = field(default_factory=list)


@cache
def talk() -> tuple[str, ...]:
    """What people say of their lives, and what they ask of the bot: our own texts."""
    lives = [row["text"] for path in sorted(LEARN.glob("*.txt")) for row in rows_of(path)]
    asked = [line[2:].strip() for path in sorted((ROOT / "nlu").glob("*.yml")) for each in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
             if "intent" in each for line in each["examples"].splitlines() if line.startswith("- ")]
    return tuple(sorted({text for text in (*lives, *asked) if 0 < len(text) < 400}))


class Walker:
    """Walks so many turns as one person after the other. ``newcomer`` makes a person; ``tell`` is given each turn as it is walked."""

    def __init__(self, newcomer: Callable[[], Person], *, seed: int, each: int = 100, tell: Callable[[str], None] = lambda _: None) -> None:
        self._newcomer, self._each, self._tell = newcomer, each, tell
        self._dice, self.found = random.Random(seed), Walk()
        self._alarmed: set[str] = set()
        self._hello = ""

    def walk(self, turns: int) -> Walk:
        """Take the turns. Whoever is erased or left unanswered has come to an end, and somebody else goes on."""
        while self.found.turns < turns:
            self._walk_as(self._newcomer(), min(self._each, turns - self.found.turns))
        return self.found

    def _walk_as(self, person: Person, turns: int) -> None:
        self.found.people += 1
        before = self._begin(person)
        who, everything = person.participant_id, ""
        for _ in range(turns):
            said, act, settled = self._step(person)
            self.found.turns += 1
            try:
                answer = act()
            except AssertionError:
                if not leaves(person, who):
                    return self._fault("unanswered", person, said, "")
                answer = ""
            self._tell(f"{person.chat_id} > {said}\n{answer}\n")
            if leaves(person, who):
                return self._end(person, who)
            everything += f"\n{said}"
            self._look(person, said, answer, before, settled=settled, everything=everything)
            before = answer

    def _begin(self, person: Person) -> str:
        self._hello = person.say("hi")
        return person.press("Yes, that's OK")

    def _step(self, person: Person) -> tuple[str, Callable[[], str], bool]:
        """What is said next, how, and whether it must settle the question that was asked."""
        buttons = person.buttons()
        if (erasing := next((title for title in buttons if title.startswith(ERASES)), None)) and self._dice.random() < BUTTON:
            return f"[{erasing}]", lambda: person.press(erasing), True
        if buttons and self._dice.random() < BUTTON:
            title = self._dice.choice(buttons)
            return f"[{title}]", lambda: person.press(title), person.answers(title)
        said = self._dice.choice(ANSWERS) if self._dice.random() < SHORT else self._slip(self._dice.choice(talk()))
        if self._dice.random() < BURST:
            also = self._dice.choice(ANSWERS)
            return f"{also}{BOTH}{said}", lambda: (person.send(also), person.say(said))[1], False
        return said, lambda: person.say(said), said in SETTLES

    def _slip(self, text: str) -> str:
        """Now and then with two letters swapped or one left out, as on a phone."""
        place = self._dice.randrange(len(text))
        if self._dice.random() > SLIP or not text[place:place + 2].isalpha() or len(text) - place < 2:
            return text
        return text[:place] + text[place + 1] + (text[place] if self._dice.random() < 0.5 else "") + text[place + 2:]

    def _look(self, person: Person, said: str, answer: str, before: str, *, settled: bool, everything: str) -> None:
        """Look an answer through."""
        at_once = 1 + said.count(BOTH)
        for what in (*faults_of(answer, everything, at_once=at_once), *faults_after(answer, before, settled=settled)):
            self._fault(what, person, said, answer)
        self._alarms(person, said)
        plain = grade(answer, everything, [item.label for item in person.map().items])
        if plain is not None:
            self.found.grades.append(plain)
            if too_hard(answer, plain):
                self._fault(f"grade {plain:.1f}", person, said, answer)

    def _alarms(self, person: Person, said: str) -> None:
        """Note the words that raised an alarm: whether they should have is for a reader to say."""
        alarms = select(alert.c.kind).join(message, message.c.id == alert.c.message_id).where(
            alert.c.participant_id == person.participant_id, alert.c.message_id.not_in(self._alarmed))
        with reading(person.engine) as connection:
            rows = connection.execute(alarms.add_columns(alert.c.message_id)).all()
        for row in rows:
            self._alarmed.add(row.message_id)
            self.found.danger.append(f"{row.kind}: {said}")

    def _end(self, person: Person, who: str) -> None:
        """They are to be erased: the next word from there, said at once, is met as from somebody new, and nothing is left of them."""
        self.found.erased += 1
        labels = _labels(person, who)
        person.seen = 0
        try:
            answer = person.say("show my map")
        except AssertionError:
            return self._fault("unanswered after erasing", person, "show my map", "")
        self._tell(f"{person.chat_id} > (erased) show my map\n{answer}\n")
        wrong = [f"shown: {label}" for label in labels if label in answer and label not in self._hello]  # "work" is a word of ours too
        if "Is it OK" not in answer or person.participant_id == who or person.map().items:
            wrong.append("not met as somebody new")
        wrong += [f"left in {name}: {count}" for name, count in left_of(person, who).items()]
        for what in wrong:
            self._fault(what, person, said, answer)

    def _fault(self, what: str, person: Person, said: str, answer: str) -> None:
        self.found.faults.append(Fault(what, str(person.chat_id), said, answer))
        self._tell(f"!! {what}: {person.chat_id} > {said}\n{answer}\n")


def _labels(person: Person, who: str) -> list[str]:
    """What their map named, as long as it can be read."""
    with suppress(SelfmapError):
        return [item.label for item in Maps(person.engine).map_of(who).items if len(item.label) > SHORT_NAME]
    return []
