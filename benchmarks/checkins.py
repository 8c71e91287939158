"""Check-ins over 13 simulated months: `.venv/bin/python -m benchmarks.checkins [--people N] [--days N] [--restarts N]`.

Three workers share one database and are killed at random moments of their work; people choose, change, skip, stop, answer or don't, are blocked, discharged or
erased, and safety alerts open and close. Every message is then held against a log kept apart. No wall clock: the time is simulated.
"""

import argparse
import random
import tempfile
import threading
import time as wall
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event, insert, select, update

from bot.checkins import sending
from bot.checkins.prompts import Prompts
from mapping.checkins import Rhythm
from mapping.errors import StoreUnreachable
from mapping.services import Checkins, Maps, Participants
from mapping.store.access import looking, storing
from mapping.store.migrate import upgrade
from mapping.store.engine import make_engine
from mapping.store.tables import alert, checkin, message, participant

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
ZONES = ("Europe/London", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland")
STEP = timedelta(minutes=30)
WORKERS = 3


class Killed(Exception):
    """A worker died here: nothing it had not committed is there."""


@dataclass
class Someone:
    """One simulated person and the log kept apart from the code under test. Each entry: since when, and what held then."""

    id: str
    number: int
    rhythm: list[tuple[datetime, Rhythm]] = field(default_factory=list)
    alerts: list[list[datetime | None]] = field(default_factory=list)
    gone_at: datetime | None = None  # blocked, discharged or erased for good
    goal: str = ""

    def at(self, moment: datetime) -> Rhythm:
        """What they had chosen at this moment."""
        return next((rhythm for since, rhythm in reversed(self.rhythm) if since <= moment), Rhythm())


@dataclass
class Found:
    """What a run came to; ``wrong`` is empty where every promise held."""

    slots: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    away: int = 0  # times a worker could not reach the database, and tried again later
    wrong: list[str] = field(default_factory=list)


class Simulation:
    """People, workers and a clock that only this class moves."""

    def __init__(self, engine: Engine, *, people: int, days: int, restarts: int, seed: int) -> None:
        self.engine, self.days, self.dice = engine, days, random.Random(seed)
        self.now, self.prompts, self.found = START, Prompts.load(), Found()
        self.maps, self.checkins, self.participants = Maps(engine), Checkins(engine), Participants(engine)
        self.kills = sorted(self.dice.random() * days for _ in range(restarts))
        self.count, self.armed, self.worker = 0, 0, threading.local()
        self.people = [self._born(number) for number in range(people)]

    def run(self) -> Found:
        """Let the days go by, then check everything."""
        seq, down, month = 0, START, START.month
        with ThreadPoolExecutor(WORKERS) as workers:
            while self.now < START + timedelta(days=self.days):
                self.now += STEP
                if self.now.month != month and self.days > 300:
                    month = self.now.month
                    self._check()
                    print(f"  {self.now:%Y-%m}: {self.found.slots} slots, {self.found.restarts} restarts, database away {self.found.away}, broken {len(self.found.wrong)}", flush=True)
                for someone in self.people:
                    self._lives(someone)
                if self.now < down:
                    continue
                while self.kills and self.kills[0] <= (self.now - START) / timedelta(days=1):
                    self.kills.pop(0)
                    self.armed, seq = self.dice.randrange(1, 60), 0  # so many statements from now a worker dies; a new one plans for all
                    self.found.restarts += 1
                    down = self.now + timedelta(hours=self.dice.choice((0, 0, 0, 1, 5, 15)))
                who, seq = self.checkins.to_plan(after_seq=seq)
                for one in who:
                    self._survive(lambda one=one: self.checkins.plan(one, now=self.now))
                due = [row.id for row in sending.due(self.engine, now=self.now)]
                jobs = [one for one in due for _ in range(WORKERS)]
                self.dice.shuffle(jobs)
                list(workers.map(lambda one: self._survive(lambda: sending.settle(self.engine, one, self.prompts, now=self.now)), jobs))
        self._check()
        return self.found

    def _survive(self, work: object) -> None:
        self.worker.busy = True
        try:
            work()  # type: ignore[operator]
        except Killed:
            pass
        except StoreUnreachable:  # as the bot's own clock does: the slot is looked at again
            self.found.away += 1
        finally:
            self.worker.busy = False

    def statement(self) -> None:
        """Called before every statement: where a worker is to die, it dies here, in the middle of its transaction."""
        if self.armed and getattr(self.worker, "busy", False):
            self.armed -= 1
            if not self.armed:
                raise Killed

    def _key(self) -> str:
        self.count += 1
        return f"m_sim{self.count}"

    def _born(self, number: int) -> Someone:
        one = self.participants.find_or_add("telegram", str(number), now=START)
        self.participants.record_consent(one, True, version="sim", now=START)
        someone = Someone(one, number)
        someone.goal = self.maps.choose_goal(one, self._key(), "walk", (), part="p", now=START).id
        self._choose(someone, on=True, days=tuple(self.dice.sample(range(7), self.dice.randint(1, 5))), zone=self.dice.choice(ZONES),
                     at=time(self.dice.randint(8, 21), self.dice.choice((0, 30))))
        return someone

    def _choose(self, someone: Someone, **said: object) -> None:
        someone.rhythm.append((self.now, self.checkins.choose(someone.id, self._key(), part="p", now=self.now, **said)))

    def _lives(self, someone: Someone) -> None:
        """Perhaps something happens in this half hour of their life."""
        if someone.gone_at:
            return
        chance = self.dice.random()
        if chance < 0.02:  # a message a day
            self._says(someone)
        elif chance < 0.021:
            self._choose(someone, on=True, days=tuple(self.dice.sample(range(7), self.dice.randint(1, 5))))
        elif chance < 0.0215:
            self._choose(someone, on=False)
        elif chance < 0.0225:
            self._choose(someone, on=True)
        elif chance < 0.023:
            self._choose(someone, not_before=(self.now + timedelta(days=7)).date())
        elif chance < 0.0232:
            self._alerted(someone)
        elif chance < 0.02322:
            self._goes(someone)
        elif chance > 0.98 and any(until is None for _, until in someone.alerts):  # a day or so until somebody has looked
            self._calmed(someone)

    def _says(self, someone: Someone) -> None:
        with storing(self.engine) as connection:
            connection.execute(insert(message).values(
                id=self._key(), participant_id=someone.id, direction="in", kind="text", text="ok", at=self.now, state="done"))
        if self.dice.random() < 0.3 and self.checkins.rhythm(someone.id).paused:  # we stopped asking; they want it back now and then
            self._choose(someone, on=True)

    def _alerted(self, someone: Someone) -> None:
        with storing(self.engine) as connection:
            connection.execute(insert(alert).values(
                id=f"a_{self._key()}", participant_id=someone.id, message_id=self._key(), kind="sim", at=self.now))
        someone.alerts.append([self.now, None])

    def _calmed(self, someone: Someone) -> None:
        with storing(self.engine) as connection:
            connection.execute(update(alert).where(alert.c.participant_id == someone.id).values(acknowledged_at=self.now))
        for each in someone.alerts:
            each[1] = each[1] or self.now

    def _goes(self, someone: Someone) -> None:
        way = self.dice.choice(("erased", "discharged", "blocked"))
        if way == "erased":
            self.participants.erase(someone.id, why="asked", now=self.now)
        elif way == "discharged":
            self.checkins.discharge(someone.id, now=self.now)
        else:
            with storing(self.engine) as connection:
                connection.execute(update(participant).where(participant.c.id == someone.id).values(blocked_at=self.now))
        someone.gone_at = self.now

    def _check(self) -> None:
        """Holds everything so far against the log kept apart: at the end, and in a long run after each month."""
        self.found.wrong = []
        by_id = {someone.id: someone for someone in self.people}
        with looking(self.engine) as connection:
            rows = connection.execute(select(checkin)).all()
            sent = {row.id: row for row in connection.execute(select(message).where(message.c.channel_key.like("checkin:%")))}
        self.found.slots = sum(row.state != "due" for row in rows)
        self.found.outcomes = Counter(f"{row.state} {row.reason or ''}".strip() for row in rows if row.state != "due")
        prompts = Counter(row.message_id for row in rows if row.message_id)
        self.found.wrong += [f"one message for {times} slots" for times in prompts.values() if times > 1]
        self.found.wrong += ["a prompt that belongs to no slot" for one in sent if one not in prompts]
        for row in rows:
            if row.state == "due":
                if row.look_at < self.now - timedelta(hours=36):
                    self.found.wrong.append(f"never settled: {row.due_at}")
                continue
            if row.message_id:
                self.found.wrong += list(_wrong_with(by_id[row.participant_id], row, sent[row.message_id]))
        for someone in self.people:
            self.found.wrong += list(_missing(someone, {row.due_at: row for row in rows if row.participant_id == someone.id}, self.now))


def _wrong_with(someone: Someone, row: object, sent: object) -> Iterator[str]:
    """What is wrong with one prompt, by rules written here anew."""
    at, due, rhythm = sent.at, row.due_at, someone.at(sent.at)  # type: ignore[attr-defined]
    local = at.astimezone(ZoneInfo(rhythm.zone)).time()
    start, end = rhythm.quiet_from, rhythm.quiet_to
    if local >= start or local < end if start > end else start <= local < end:
        yield f"in quiet hours: {local}"
    if not rhythm.on:
        yield "after an opt-out"
    if at - due > timedelta(hours=12) or at < due:
        yield f"late or early: {at - due}"
    if someone.gone_at and at > someone.gone_at:
        yield "after a block, discharge or erasure"
    if any(since <= at and (until is None or at < until) for since, until in someone.alerts):
        yield "during an open alert"
    shown = due.astimezone(ZoneInfo(rhythm.zone))
    if shown.weekday() not in rhythm.days or (shown.hour, shown.minute) != (rhythm.at.hour, rhythm.at.minute):
        yield f"on no day or time chosen: {shown}"


def _missing(someone: Someone, rows: dict[datetime, object], end: datetime) -> Iterator[str]:
    """Slots that were plainly due, by local days counted here, and have no row."""
    day = START.date()
    while datetime.combine(day, time(), UTC) < (someone.gone_at or end) - timedelta(days=2):
        day += timedelta(days=1)
        noon = datetime.combine(day, time(12), UTC)
        rhythm = someone.at(noon)
        due = datetime.combine(day, rhythm.at, ZoneInfo(rhythm.zone)).astimezone(UTC)
        steady = all(someone.at(due + timedelta(hours=hours)) == rhythm for hours in (-48, -24, 0))
        skipped = rhythm.not_before and day < rhythm.not_before
        if steady and rhythm.on and day.weekday() in rhythm.days and not skipped and rows and due not in rows and not _erased(rows) and not _was_paused(rows, due):
            yield f"no row for {due}"


def _erased(rows: dict[datetime, object]) -> bool:
    return not rows


def _was_paused(rows: dict[datetime, object], due: datetime) -> bool:
    """After a pause of ours nothing is planned until the person chooses again."""
    before = [row for at, row in sorted(rows.items()) if at < due]
    return bool(before) and before[-1].reason in ("unanswered", "paused")  # type: ignore[attr-defined]


def simulate(folder: Path, *, people: int, days: int, restarts: int, seed: int = 1) -> Found:
    """One whole run on a database of its own."""
    engine = make_engine(f"sqlite:///{folder / 'sim.db'}")
    upgrade(engine)

    @event.listens_for(engine, "connect")
    def _quick(connection: object, _: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]
        connection.execute("PRAGMA busy_timeout=300000")  # type: ignore[attr-defined]  # the time is simulated: a busy machine is no part of it

    simulation = Simulation(engine, people=people, days=days, restarts=restarts, seed=seed)

    @event.listens_for(engine, "before_cursor_execute")
    def _dies(*_: object) -> None:
        simulation.statement()

    found = simulation.run()
    engine.dispose()
    return found


def main() -> None:
    """Run at full size and print one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--days", type=int, default=396)
    parser.add_argument("--restarts", type=int, default=200)
    chosen = parser.parse_args()
    began = wall.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = simulate(Path(folder), people=chosen.people, days=chosen.days, restarts=chosen.restarts)
    print(f"slots {found.slots}, restarts {found.restarts}, database away {found.away}, {wall.perf_counter() - began:.0f} s")
    for outcome, times in found.outcomes.most_common():
        print(f"  {outcome:24}{times}")
    print(f"promises broken: {len(found.wrong)}")
    for wrong in found.wrong[:20]:
        print(f"  {wrong}")


if __name__ == "__main__":
    main()
