"""People, the bot, the clock, crashes and erasure in any order that Hypothesis thinks of; what must hold is looked at whenever all is quiet.

The bot's own parts run here in the test's process, on a real database and against the Bot API stand-in over HTTP: what fetches, the
inbox, the safety screen, turns, deliveries, check-ins, forgetting. A crash ends them at a chosen moment: just before a transaction
would be kept, or just after Telegram took a message and before we heard of it. Nothing a dead bot does reaches anybody.
DBOS is left out: our own rows say what is left, and the kill rounds have it in (tests/system/kill_rounds.py).
"""

import asyncio
import contextlib
import shutil
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.checkins.clock import CheckinClock
from bot.checkins.prompts import Prompts
from bot.telegram.gateway import Gateway
from bot.telegram.intake import Intake
from bot.telegram.outage import Outage
from bot.telegram.pace import Pace
from bot.telegram.sender import TelegramSender
from bot.turns.danger import Danger
from bot.turns.deliveries import Deliveries
from bot.turns.dispatcher import Dispatcher
from bot.turns.durable import CHECKINS, DELIVERIES, TURNS
from bot.turns.forgetting import Forgetting
from bot.turns.rasa import Rasa
from bot.turns.turn import Patience, Turns
from bot.turns.words import ChannelWords
from mapping.model import Kind, Mention, Reading
from mapping.services import Checkins, Maps, Participants
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, checkin, message, metadata, participant
from nlu.safety import Screen
from nlu.safety.patterns import Patterns
from nlu.safety.words import crisis_reply
from tests.telegram.rasa import SmallRasa
from tests.telegram.standin import TelegramStandIn

DANGER, FORGET = "i want to kill myself", "forget me"
PEOPLE = (1, 2, 3)
QUIET_WITHIN = 300.0  # seconds: generous; a wait ends when what it waits for is there
WORDS, PROMPTS, SCREEN = ChannelWords.load(), Prompts.load(), Screen(Patterns.load(), None)
HOME = Path(tempfile.mkdtemp(prefix="states-"))


class Crash(BaseException):
    """This bot is dead: whatever it still tries comes to nothing."""


class DyingRequest(HTTPXRequest):
    """Telegram, as a bot sees it that may die after a message was taken."""

    def __init__(self, life: "Life") -> None:
        super().__init__(connection_pool_size=16, httpx_kwargs={"trust_env": False}, read_timeout=40, pool_timeout=30)
        self._life = life

    async def do_request(self, url: str, *given: Any, **named: Any) -> tuple[int, bytes]:
        """One call, unless dead."""
        self._life.check()
        done = await super().do_request(url, *given, **named)
        if self._life.dies_after_send and url.endswith("sendMessage"):
            self._life.dead = True
        self._life.check()
        return done


class Carried:
    """Carries work as `Durable` does, one of a name at a time, in memory alone."""

    def __init__(self, ended: Callable[[], None]) -> None:
        self.work: dict[str, Callable] = {}
        self._ended, self._under_way = ended, {}

    def enqueue(self, queue: str, name: str, argument: str) -> None:
        """Start work, unless work of this name is under way."""
        if name not in self._under_way:
            self._under_way[name] = task = asyncio.create_task(self.work[queue](argument))
            task.add_done_callback(lambda done: (self._under_way.pop(name, None), done.cancelled() or done.exception(), self._ended()))

    async def clear_done(self) -> None:
        """Nothing is kept."""


class Life:
    """One bot, from its start to its death, on an event loop of its own."""

    def __init__(self, url: str, telegram: TelegramStandIn, rasa: SmallRasa, clock: Callable[[], datetime]) -> None:
        self.dead, self.dies_after_send, self.refuses, self._ending = False, False, False, False
        self.commits_left: int | None = None
        self.engine = make_engine(url)
        event.listen(self.engine, "begin", self._begin)
        event.listen(self.engine, "commit", self._commit)
        self._telegram, self._rasa_url, self._key, self._clock = telegram, rasa.url, rasa.service_key, clock
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raises Crash where this bot is dead."""
        if self.dead:
            raise Crash

    def end(self) -> None:
        """kill -9, and wait until nothing of it is left."""
        self.dead = True
        with contextlib.suppress(RuntimeError):  # it has ended by itself
            self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join(QUIET_WITHIN)
        assert not self._thread.is_alive()
        self.engine.dispose()

    def _begin(self, _: object) -> None:
        self.check()
        if self.refuses:
            raise OperationalError("BEGIN", None, Exception("the database is away"))

    def _commit(self, connection: Any) -> None:
        if connection.get_execution_options().get("reading_only"):
            return
        if self.commits_left is not None:
            self.commits_left -= 1
            self.dead = self.dead or self.commits_left <= 0
        self.check()

    def _cancel(self) -> None:
        if not self._ending:
            self._cancel_all()

    def _cancel_all(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda *_: None)
        try:
            self._loop.run_until_complete(self._live())
        except (asyncio.CancelledError, Crash):
            pass
        finally:
            self._ending = True
            self._cancel_all()
            self._loop.run_until_complete(asyncio.gather(*asyncio.all_tasks(self._loop), return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    async def _live(self) -> None:
        engine = self.engine
        bot = Bot(self._telegram.token, base_url=f"{self._telegram.url}/bot", request=DyingRequest(self), get_updates_request=DyingRequest(self))
        rasa = Rasa([self._rasa_url], self._key, choose="Pick")
        carried = Carried(lambda: dispatcher.wake())
        danger = Danger(engine, SCREEN, last_resort=WORDS["danger"])
        dispatcher = Dispatcher(engine, carried, danger, Forgetting(engine, rasa))  # type: ignore[arg-type]
        turns = Turns(engine, rasa, danger, WORDS, stored=dispatcher.wake, patience=Patience(between_first=0.05, between_most=0.2))
        sender = TelegramSender(bot, engine, pace=Pace(chat_burst=10_000, chat_per_second=10_000, all_per_second=10_000))
        clock = CheckinClock(engine, PROMPTS, enqueue=self._due(carried), stored=dispatcher.wake, clock=self._clock)
        carried.work = {TURNS: turns.run, DELIVERIES: Deliveries(engine, sender).run, CHECKINS: clock.settle}
        gateway = Gateway(bot, WORDS, sender, Intake(bot, engine, WORDS, Outage(bot, SCREEN, WORDS), stored=dispatcher.wake, say_away=2.0))
        await asyncio.gather(gateway.run(), dispatcher.run(), self._look(clock))

    @staticmethod
    def _due(carried: Carried) -> Callable:
        async def enqueue(name: str, _: str, checkin_id: str) -> None:
            carried.enqueue(CHECKINS, name, checkin_id)

        return enqueue

    async def _look(self, clock: CheckinClock) -> None:
        while True:
            try:
                await clock.look()
            except Exception:
                self.check()
            await asyncio.sleep(0.1)


class States(RuleBasedStateMachine):
    """Anything may happen to three people and their bot."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=HOME))
        self.url = f"sqlite:///{self.folder / 'selfmap.db'}"
        for path in _template().iterdir():
            shutil.copy(path, self.folder)
        self.engine = make_engine(self.url)  # ours, to look and to play Rasa's part: it never dies
        self.telegram, self.rasa = TelegramStandIn(), SmallRasa("key-for-tests")
        self.rasa.reply = self._reply
        self.now, self.said = datetime.now(UTC), defaultdict(list)  # chat: (words, update's id) since they were last forgotten
        self.gone: list[tuple[int, str, int]] = []  # what was said before somebody was forgotten
        self.numbers, self.crashes, self.lost_answers = iter(range(10_000)), 0, 0
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.turns, self.forgotten = Counter[str](), set[str]()
        self.lock = threading.Lock()
        self.life = self._born()

    def _born(self) -> Life:
        return Life(self.url, self.telegram, self.rasa, lambda: self.now)

    # what people do

    @rule(chat=st.sampled_from(PEOPLE), times=st.integers(1, 4))
    def writes(self, chat: int, times: int) -> None:
        for _ in range(times):
            self._say(chat, f"friend N{next(self.numbers)}")

    @rule(chat=st.sampled_from(PEOPLE))
    def speaks_of_danger(self, chat: int) -> None:
        if not self.said[chat]:
            self.writes(chat, 1)
        if Participants(self.engine).consent(self._participant(chat) or "") is None:
            self._quiet()  # words are kept only of who agreed to it, as they do with their first answer
        self._say(chat, DANGER)

    @rule(data=st.data())
    def comes_again(self, data: st.DataObject) -> None:
        """Telegram hands an update out a second time; also one of somebody who was forgotten since."""
        known = [(chat, text, update_id) for chat, all_said in self.said.items() for text, update_id in all_said] + self.gone
        if known:
            self.telegram.again(*data.draw(st.sampled_from(known)))

    @rule(chat=st.sampled_from(PEOPLE))
    def is_forgotten(self, chat: int) -> None:
        if not self.said[chat]:
            return
        self._quiet()
        who = self._participant(chat)
        self._say(chat, FORGET)
        self._until(lambda: not self._there(who))
        self.forgotten.add(who or "")
        self.gone += [(chat, text, update_id) for text, update_id in self.said.pop(chat)]
        self._check()

    # what happens to the bot

    @rule(commits=st.integers(1, 7))
    def dies_before_it_keeps(self, commits: int) -> None:
        """Somebody writes, and the so many-th transaction from now on is never kept."""
        self.life.commits_left = commits
        self._say(1, f"friend N{next(self.numbers)}")
        self._until(lambda: True if self.life.dead else self._is_quiet(), born=False)

    @rule()
    def dies_after_it_sent(self) -> None:
        self.life.dies_after_send = True
        self._say(2, f"friend N{next(self.numbers)}")
        self._until(lambda: self.life.dead, born=False)

    @rule()
    def dies(self) -> None:
        self.life.dead = True
        self._raise_from_the_dead()

    @rule(times=st.integers(1, 3), after=st.booleans())
    def telegram_loses_calls(self, times: int, after: bool) -> None:
        self.telegram.drop(method="sendMessage", times=times, after_accepting=after)
        self.lost_answers += times if after else 0

    @rule(times=st.integers(1, 3))
    def telegram_fails(self, times: int) -> None:
        self.telegram.fail(502, method="*", times=times)

    @rule(chat=st.sampled_from(PEOPLE))
    def database_is_away(self, chat: int) -> None:
        self.life.refuses = True
        self._say(chat, f"friend N{next(self.numbers)}")
        self._until(lambda: self.life.dead or WORDS["waiting"] in self.telegram.texts(chat), born=False)
        self.life.refuses = False

    @rule(chat=st.sampled_from(PEOPLE))
    def rasa_is_away(self, chat: int) -> None:
        self.rasa.status = 503
        self._say(chat, f"friend N{next(self.numbers)}")
        time.sleep(0.05)
        self.rasa.status = 200

    # time

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def all_gets_quiet(self) -> None:
        self._quiet()
        self._check()

    def teardown(self) -> None:
        if not hasattr(self, "life"):
            return
        try:
            self._quiet()
            self._check()
        finally:
            self.life.end()
            self.rasa.close()
            self.telegram.__exit__()
            self.engine.dispose()
            shutil.rmtree(self.folder, ignore_errors=True)

    # what must hold

    def _check(self) -> None:
        with reading(self.engine) as connection:
            rows = connection.execute(select(message, participant.c.address).join(participant).order_by(message.c.seq)).all()
            alerts = connection.scalars(select(alert.c.message_id)).all()
            left = {name: connection.scalar(select(func.count()).select_from(table).where(table.c.participant_id.in_(self.forgotten)))
                    for name, table in metadata.tables.items() if "participant_id" in table.c}
            slots = Counter(connection.scalars(select(checkin.c.message_id).where(checkin.c.state == "sent")))
        assert not any(left.values()), f"something is left of somebody forgotten: {left}"
        for chat in PEOPLE:
            mine = [row for row in rows if row.address == str(chat)]
            came = [row for row in mine if row.direction == "in"]
            said = self.said[chat]
            assert [row.text for row in came] == [text for text, _ in said], "each message once, in order"
            assert {row.state for row in came} <= {"done"}
            assert {row.id for row in came} <= {row.in_reply_to for row in mine if row.direction == "out"}, "each is answered"
            assert sorted(row.id for row in came if row.text == DANGER) == sorted(each for each in alerts if each in {row.id for row in came})
            friends = [text.removeprefix("friend ") for text, _ in said if text != DANGER]
            if came:
                found = Maps(self.engine).map_of(came[0].participant_id)
                assert sorted(item.label for item in found.items) == sorted(friends), "each effect once"
            sent = [row for row in mine if row.direction == "out"]
            assert {row.state for row in sent} <= {"sent"}
            heard = self.telegram.messages(chat)
            firsts = [each.text for each in heard if str(each.message_id) in {row.channel_message_id for row in sent}]
            assert firsts == [row.text for row in sent], "everything reached them, in order"
            prompts = [row for row in sent if (row.channel_key or "").startswith("checkin:")]
            assert len({row.channel_key for row in prompts}) == len(prompts) and all(slots[row.id] == 1 for row in prompts)
        assert all(times == 1 for times in self.turns.values())
        self._check_repeats()

    def _check_repeats(self) -> None:
        """Sent twice only where a crash or a lost answer hid that it was sent. A chat's messages go one after another, so either hides one of a chat;
        a crash may hide one of each chat, as chats do not wait for each other."""
        without_rows = {WORDS["waiting"], *crisis_reply("suicidal")}
        for chat in PEOPLE:
            seen = Counter(each.text for each in self.telegram.messages(chat) if each.text.startswith("heard "))
            assert not without_rows & set(seen)
            repeats = sum(times - 1 for times in seen.values())
            assert repeats <= self.crashes + self.lost_answers, f"{repeats} sent twice, {self.crashes} crashes, {self.lost_answers} answers lost"

    # how it is played

    def _say(self, chat: int, text: str) -> None:
        self.said[chat].append((text, self.telegram.say(chat, text)))
        if text == FORGET:
            self.said[chat].pop()

    def _reply(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        """Plays Rasa and the actions: a message that was answered gets the same answer, and its effect is on the map once."""
        who, message_id, text = said["sender"], said["message_id"], said.get("text") or ""
        with self.lock:
            if message_id in self.answers:
                return self.answers[message_id]
        people, now = Participants(self.engine), datetime.now(UTC)
        if people.consent(who) is None:
            people.record_consent(who, True, version="1", now=now)
            Maps(self.engine).choose_goal(who, message_id, "walk", (), first_step="go", part="goal", now=now)
            Checkins(self.engine).choose(who, message_id, on=True, days=(6,), part="days", now=now)
        if text.startswith("friend "):
            Maps(self.engine).record(who, message_id, Reading((Mention(text.removeprefix("friend "), Kind.PERSON, "friend"),)), part="p", now=now)
        with self.lock:
            self.turns[message_id] += 1
            self.answers[message_id] = [{"text": f"heard {text}", **({"custom": {"forget": True}} if text == FORGET else {})}]
            return self.answers[message_id]

    def _participant(self, chat: int) -> str | None:
        with reading(self.engine) as connection:
            return connection.scalar(select(participant.c.id).where(participant.c.address == str(chat)))

    def _there(self, who: str | None) -> bool:
        with reading(self.engine) as connection:
            return connection.scalar(select(participant.c.id).where(participant.c.id == who)) is not None

    def _is_quiet(self) -> bool:
        if self.telegram.updates.unconfirmed():
            return False
        with reading(self.engine) as connection:
            if connection.scalar(select(message.c.id).where(message.c.state.in_(("received", "waiting"))).limit(1)):
                return False
            return connection.scalar(select(checkin.c.id).where(checkin.c.state == "due", checkin.c.look_at <= self.now).limit(1)) is None

    def _quiet(self) -> None:
        """Until everything is answered and delivered, three looks in a row: the bot may just be between two steps."""
        looks = 0

        def met() -> bool:
            nonlocal looks
            looks = looks + 1 if self._is_quiet() else 0
            return looks >= 3

        self._until(met)

    def _until(self, met: Callable[[], bool], *, born: bool = True) -> None:
        end = time.monotonic() + QUIET_WITHIN
        while not met():
            assert time.monotonic() < end, "it never came"
            if born and self.life.dead:
                self._raise_from_the_dead()
            time.sleep(0.02)
        if self.life.dead:
            self._raise_from_the_dead()

    def _raise_from_the_dead(self) -> None:
        self.life.end()
        self.crashes += 1
        self.life = self._born()


def _template() -> Path:
    """An empty database with its keys, made once."""
    folder = HOME / "template"
    if not folder.exists():
        folder.mkdir()
        engine = make_engine(f"sqlite:///{folder / 'selfmap.db'}")
        upgrade(engine)
        engine.dispose()
    return folder
