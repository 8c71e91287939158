"""Kill rounds: people write at once, a process is killed at a seeded moment, and everything that must still hold is checked.

A first person has the same talk with nobody killed. Afterwards each of the crowd must have heard exactly the same and have
exactly the same map: then nothing was lost, done twice, or answered by half.
"""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import psutil
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.turns.words import ChannelWords
from mapping.model import WellbeingMap
from mapping.services import Maps
from mapping.store.engine import reading
from mapping.store.tables import alert, change, message, participant
from nlu.safety.words import crisis_reply
from tests.system.journeys import REQUIRED
from tests.system.rasa_memory import events_of
from tests.system.service import Service
from tests.telegram.standin import TelegramStandIn

PARTS = {"bot": "selfmap bot", "actions": "-m actions", "rasa": "rasa run", "web": "selfmap web"}
NAMES = ("Anna", "Bilal", "Carol", "Deepa", "Emma", "Farah", "Gareth", "Hannah", "Imran", "Julie", "Kevin", "Laura", "Megan", "Nadia",
         "Oliver", "Priya", "Rachel", "Stephen", "Tariq", "Victoria")
DANGER = "i want to kill myself"
SETTLED_WITHIN = 900.0  # seconds: generous, as a wait ends when what it waits for is there; the benchmark prints how long it took


def script() -> Iterator[str]:
    """What one person types, without end: consent, the first journey, then names, corrections, asides and danger."""
    yield from ("hiya", "yes", *REQUIRED[:10])
    while True:
        for number, name in enumerate(NAMES):
            yield f"my friend {name} helps me"
            if number % 5 == 1:
                yield "undo that"
            if number % 5 == 3:
                yield "what have you got so far"
            if number % 10 == 4:
                yield DANGER
                yield "i was just tired, i'm ok now"


@dataclass(slots=True)
class Round:
    """One kill: which part, how many seconds after the crowd wrote, and how long until all was answered."""

    part: str
    after: float
    killed_at: float = 0.0
    settled_in: float = 0.0


@dataclass
class Crowd:
    """So many people of one service, who all type the same. The last one is hasty: three messages at a time."""

    service: Service
    standin: TelegramStandIn
    first_chat: int
    people: int = 10
    rounds: list[Round] = field(default_factory=list)
    notices: Counter[int] = field(default_factory=Counter)
    strike: Callable[[str, random.Random], None] | None = None  # None: kills every process of the part
    was_away: Callable[[float], bool] = lambda _: False  # whether the database was away at a moment

    @property
    def chats(self) -> list[int]:
        """The steady people; each says one thing a round and waits."""
        return list(range(self.first_chat + 1, self.first_chat + self.people))

    @property
    def hasty(self) -> int:
        """Writes three lines at once, and so may be answered differently from the others, but in order."""
        return self.first_chat + self.people

    def run(self, parts: Sequence[str], seed: int, longest: float = 4.0, done: Callable[[int], None] = lambda _: None) -> None:
        """Let everybody write, kill, wait until all is answered and delivered, check; once for each part named. ``done`` hears of each."""
        chance = random.Random(seed)
        lines = script()
        for number, part in enumerate(parts):
            self.rounds.append(Round(part, chance.uniform(0.0, longest)))
            self._one(self.rounds[-1], next(lines), number, chance)
            self.check_deliveries(self.rounds[-1])
            done(number + 1)
        self._compare(len(parts))

    def control(self, length: int) -> None:
        """The same talk with nobody killed."""
        for line in islice(script(), length):
            self.standin.say(self.first_chat, line)
            self._settle((self.first_chat,))
            assert {row.state for row in self.rows(self.first_chat) if row.direction == "in"} == {"done"}, "nobody was killed yet"

    def _one(self, this: Round, line: str, number: int, chance: random.Random) -> None:
        begun = time.monotonic()
        for chat in self.chats:
            self.standin.say(chat, line)
        for part in range(3):
            self.standin.say(self.hasty, f"line {number}.{part}")
        time.sleep(this.after)
        this.killed_at = time.monotonic()
        if self.strike:
            self.strike(this.part, chance)
        else:
            kill_all(self.service, this.part)
        self._settle((*self.chats, self.hasty))
        this.settled_in = time.monotonic() - max(begun, this.killed_at)

    def _settle(self, chats: Sequence[int]) -> None:
        """Until Telegram holds nothing back and no row of theirs waits."""
        until = time.monotonic() + SETTLED_WITHIN
        while not self._settled(chats):
            assert time.monotonic() < until, f"not everything was answered:\n{self.service.log()[-4000:]}"
            time.sleep(0.05)

    def _settled(self, chats: Sequence[int]) -> bool:
        try:
            return not (self.standin.updates.unconfirmed() or any(row.state in ("received", "waiting") for row in self.rows(*chats)))
        except OperationalError:  # the database is not quite back
            return False

    def rows(self, *chats: int) -> list:
        """Everything to and from these people, in order."""
        mine = (participant.c.channel == "telegram", participant.c.address.in_([str(chat) for chat in chats]))
        with reading(self.service.engine()) as connection:
            return list(connection.execute(
                select(message, participant.c.address).join(participant).where(*mine).order_by(message.c.seq)).all())

    # what must hold

    def check_deliveries(self, this: Round) -> None:
        """What was to be sent reached everybody in order; a repeat only where the bot was killed between sending and hearing so."""
        for chat in (*self.chats, self.hasty):
            stored = [row for row in self.rows(chat) if row.direction == "out"]
            seen = self.standin.messages(chat)
            marked = {row.channel_message_id for row in stored}
            firsts = [sent for sent in seen if str(sent.message_id) in marked]
            assert [row.text for row in stored] == [sent.text for sent in firsts], "lost, or out of order"
            repeats = [sent for sent in seen if str(sent.message_id) not in marked and not (self.was_away(sent.at) and sent.text in self._said_without_database)]
            for one in repeats:
                again = next((each for each in firsts if each.text == one.text and each.at > one.at), None)
                kills = [kill for kill in self.rounds if kill.part == "bot"]
                assert again and any(one.at < kill.killed_at + 0.1 < again.at + 0.1 for kill in kills), f"sent twice though nothing was lost: {one}"
            crashes = sum(kill.part == "bot" for kill in self.rounds)
            assert all(times <= crashes for times in Counter(sent.text for sent in repeats).values())

    @cached_property
    def _said_without_database(self) -> set[str]:
        """What is said while nothing can be stored, and so stands in no row: that words wait, and what helps in danger."""
        return {ChannelWords.load()["waiting"], *crisis_reply("suicidal")}

    def _compare(self, length: int) -> None:
        said, found = self.said(self.first_chat), self.facts(self.first_chat)
        for chat in self.chats:
            assert self.said(chat) == said, f"chat {chat} heard something else than where nobody was killed"
            assert self.facts(chat) == found
        self._check_once(length)

    def said(self, chat: int) -> list[str]:
        """What a person was told, word for word, without repeats and without "I'm having trouble"; a notice comes once a message."""
        slow = ChannelWords.load()["slow"]
        stored = [row for row in self.rows(chat) if row.direction == "out"]
        notices = Counter(row.in_reply_to for row in stored if row.ordinal == -1)
        assert all(times == 1 for times in notices.values())
        self.notices[chat] = sum(notices.values())
        assert all(row.text.startswith(slow) for row in stored if row.ordinal == -1)
        return [row.text for row in stored if row.ordinal != -1]

    def facts(self, chat: int) -> list[tuple[str, ...]]:
        """A person's map as plain facts."""
        found = self.map(chat)
        names = {item.id: item.label for item in found.items}
        things = [("item", item.label, item.kind, item.relation, item.impact, item.status) for item in found.items]
        ties = [("tie", *sorted((names[tie.a], names[tie.b]))) for tie in found.ties]
        return sorted(tuple(map(str, fact)) for fact in (*things, *ties))

    def map(self, chat: int) -> WellbeingMap:
        """A person's map."""
        return Maps(self.service.engine()).map_of(self.rows(chat)[0].participant_id)

    def _check_once(self, length: int) -> None:
        """Each message answered, each change and alert written once, each turn in Rasa's own memory once."""
        for chat in (self.first_chat, *self.chats, self.hasty):
            rows = self.rows(chat)
            inbound = [row for row in rows if row.direction == "in"]
            answered = {row.in_reply_to for row in rows if row.direction == "out"}
            assert {row.state for row in inbound} == {"done"}, [(row.text, row.state, row.reason) for row in inbound if row.state != "done"]
            assert {row.id for row in inbound} <= answered
            typed = self._typed(chat, length)
            assert len(inbound) == len(typed)  # before a yes nobody's words are kept: then they stand there blank
            assert all(row.text in ("", line) for row, line in zip(inbound, typed, strict=True))
            updates = [int(row.channel_key.rsplit(":", 1)[1]) for row in inbound]
            assert updates == sorted(set(updates)), "stored once, in the order they were sent"
            replied = [row.in_reply_to for row in rows if row.direction == "out" and row.ordinal != -1]
            in_turn = [row.id for row in inbound if row.text != DANGER]
            assert list(dict.fromkeys(each for each in replied if each in in_turn)) == in_turn, "answered in order"
            with reading(self.service.engine()) as connection:
                alerts = connection.scalars(select(alert.c.message_id).where(alert.c.participant_id == inbound[0].participant_id)).all()
                parts = connection.execute(select(change.c.message_id, change.c.part, change.c.ordinal).where(
                    change.c.participant_id == inbound[0].participant_id)).all()
            assert sorted(alerts) == sorted(row.id for row in inbound if row.text == DANGER)
            assert len(set(parts)) == len(parts)
            remembered = self.remembered(inbound[0].participant_id)
            assert all(times == 1 for times in remembered.values()), remembered
            last = next(row for row in reversed(inbound) if row.text != DANGER)
            assert last.id in remembered

    def _typed(self, chat: int, length: int) -> list[str]:
        if chat == self.hasty:
            return [f"line {number}.{part}" for number in range(length) for part in range(3)]
        return list(islice(script(), length))

    def remembered(self, participant_id: str) -> Counter[str]:
        """The messages in Rasa's own memory of a talk, each with how often it stands there."""
        said = events_of(self.service.engine(), self.service.home, participant_id)
        return Counter(event["metadata"]["message_id"] for event in said if event["event"] == "user")


def kill_all(service: Service, part: str) -> None:
    """kill -9 every process of this part."""
    for process in processes(service, part):
        process.send_signal(signal.SIGKILL)


def processes(service: Service, part: str) -> list[psutil.Process]:
    """The running processes of this part."""
    assert service.process
    found = []
    for process in psutil.Process(service.process.pid).children(recursive=True):
        try:
            if PARTS[part] in " ".join(process.cmdline()):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found
