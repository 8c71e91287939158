"""Server time of the console's pages: `.venv/bin/python -m benchmarks.console [--people N] [--messages N] [--looks N] [--postgres]`.

200 people and 200,000 messages by default, on SQLite, or on a PostgreSQL of its own (from the wheel pgserver). Every page is asked for of
`looks` people, twice: the first look draws a map that nobody has looked at yet, the second finds it in memory. Time is that of the whole
answer in the process, the audit log's rows on the disk included, without the network. Told is the median and the 95th percentile, and
beside them the 95th percentile of this process's own processor time, which other programs on the machine change little.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine, insert

from bot.console.roles import Role
from mapping.model import Impact, Kind, Link, Mention, Reading
from mapping.services import Goals, Maps
from mapping.goals import Outcome
from mapping.store.access import storing
from mapping.store.console_tables import note
from mapping.store.engine import make_engine
from mapping.store.history import history_of
from mapping.store.migrate import upgrade
from mapping.store.sharing import Shared
from mapping.store.tables import change, checkin, message
from tests.console.desk import Browser, Desk, Staff
from tests.system.browser.serving import settings_in
from bot.console.settings import read_console_settings

AIM = 100.0  # milliseconds at the 95th percentile
WORDS = "went to the library with amy and had a coffee then rang mum about sunday it was all right but the bus was late again".split()
ITEMS = 30  # things on everybody's map
PAGES = ("", "/talk", "/talk?before={middle}", "/talk/search?q=library+sunday", "/talk/search?q=walrus", "/map", "/map?view=people", "/sessions", "/goals",
         "/notes", "/alerts", "/agreed")


class Spent(NamedTuple):
    """What one page took, in milliseconds: by the clock, and of the processor."""

    clock: float
    processor: float


Looks = tuple[list[Spent], list[Spent]]  # of each page, its first and second looks


@contextmanager
def database(folder: Path, *, postgres: bool) -> Iterator[Engine]:
    """An empty database: a file in ``folder``, or a server of its own there."""
    if not postgres:
        yield make_engine(f"sqlite:///{folder / 'selfmap.db'}")
        return
    import pgserver

    server = pgserver.get_server(folder / "postgres")
    try:
        yield make_engine(server.get_uri())
    finally:
        server.cleanup()


def fill(desk: Desk, ann: Staff, people: int, messages: int) -> list[str]:
    """So many people of hers with so many messages each. The first's map is said through the services and copied for the others."""
    dice = random.Random(7)
    ids = [desk.add_person(f"Person {number}", ann, shares=Shared.TRANSCRIPT) for number in range(people)]
    _say(desk, ids, messages, dice)
    _first_map(desk, ids[0])
    with storing(desk.engine) as connection:
        told = history_of(connection, ids[0])
        for place, who in enumerate(ids[1:], 1):
            connection.execute(insert(change), [
                {"participant_id": who, "message_id": each.message_id.replace(ids[0], who), "part": "copied", "ordinal": ordinal, "session": each.session,
                 "at": each.at, "kind": str(each.kind), "body": _renamed(each.body, place)} for ordinal, each in enumerate(told)])
    for who in ids[::20]:
        desk.alert(who, f"a_{who}"[:40], message_id=f"{who}:{messages - 3}")
    return ids


def measure(desk: Desk, browser: Browser, ids: list[str], looks: int, middle: int) -> dict[str, Looks]:
    """What each page's first and second looks took."""
    found: dict[str, Looks] = {"My people": ([], []), "Alerts": ([], [])}
    for _ in range(looks):
        for name, address in (("My people", "/console/people"), ("Alerts", "/console/alerts")):
            for spent in found[name]:
                spent.append(_timed(browser, address))
    for rest in PAGES:
        found[rest or "Overview"] = ([], [])
        for who in random.Random(3).sample(ids, min(looks, len(ids))):
            desk.later(seconds=1)
            for spent in found[rest or "Overview"]:
                spent.append(_timed(browser, f"/console/people/{who}{rest.format(middle=middle)}"))
    return found


def _timed(browser: Browser, address: str) -> Spent:
    clock, processor = time.perf_counter(), time.process_time()
    answer = browser.get(address)
    spent = Spent((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)
    assert answer.status_code == 200, (address, answer.status_code)
    return spent


def _say(desk: Desk, ids: list[str], messages: int, dice: random.Random) -> None:
    begun = desk.now - timedelta(days=180)
    for who in ids:
        with storing(desk.engine) as connection:
            connection.execute(insert(message), [
                {"id": f"{who}:{n}", "participant_id": who, "direction": "out" if n % 2 else "in", "kind": "text", "state": "sent" if n % 2 else "done",
                 "text": " ".join(dice.choices(WORDS, k=dice.randint(3, 25))), "at": begun + timedelta(minutes=n * 250)} for n in range(messages)])
            connection.execute(insert(note), [
                {"id": f"n{n}_{who}"[:40], "participant_id": who, "worker_id": desk.staff[0].id, "kind": "note", "text": "Rang, all well.",
                 "at": begun + timedelta(days=n)} for n in range(10)])


def _first_map(desk: Desk, who: str) -> None:
    maps, goals, begun = Maps(desk.engine), Goals(desk.engine), desk.now - timedelta(days=170)
    kinds, impacts = (Kind.PERSON, Kind.PERSON, Kind.PLACE, Kind.ACTIVITY), (Impact.HELPS, None, Impact.HINDERS, Impact.MIXED)
    for n in range(ITEMS):
        label, before = f"{'Amy Ben Cai Dee Eli Flo'.split()[n % 6]} {n}", f"{'Amy Ben Cai Dee Eli Flo'.split()[(n - 1) % 6]} {n - 1}"
        links = (Link(label, before),) if n % 2 else ()
        mention = Mention(label, kinds[n % 4], impact=impacts[n % 4], impact_words="it is all right")
        maps.record(who, f"{who}:{n * 4}", Reading((mention, Mention(before, kinds[(n - 1) % 4], known=True)) if links else (mention,), links), part="add",
                    now=begun + timedelta(days=n * 3))
    for n in range(3):
        goal = maps.choose_goal(who, f"{who}:{200 + n * 10}", f"see somebody number {n}", (), first_step="ring", part="goal", now=begun + timedelta(days=100 + n))
        for week in range(8):
            at, said = begun + timedelta(days=104 + n + week * 7), f"{who}:{300 + n * 40 + week * 2}"
            goals.hear(who, said, goal.id, Outcome.DONE if week % 2 else Outcome.NOT_YET, "went twice", part="h", now=at)
            goals.rate(who, said, goal.id, week, part="r", now=at)
            with storing(desk.engine) as connection:
                connection.execute(insert(checkin).values(
                    id=f"c{n}{week}_{who}"[:40], participant_id=who, due_at=at, look_at=at, state="sent", goal_id=goal.id, settled_at=at))


def _renamed(body: dict, place: int) -> dict:
    """A map of their own: no two are alike, so that none is drawn already."""
    if "label" not in body.get("said", {}):
        return body
    return {**body, "said": {**body["said"], "label": f"{body['said']['label']}{chr(97 + place % 26)}{chr(97 + place // 26)}"}}


def main(arguments: list[str] | None = None) -> int:
    """Fill, look, and print a table. 1 where a page is slower than the aim on either look."""
    parser = argparse.ArgumentParser(prog="benchmarks.console", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--messages", type=int, default=1000, help="of each")
    parser.add_argument("--looks", type=int, default=60, help="people whose pages are looked at")
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, database(Path(name), postgres=given.postgres) as engine:
        upgrade(engine)
        desk = Desk(Path(name), engine, read_console_settings(settings_in(Path(name)).home, {}))
        ann = desk.add_staff(Role.PSW, "Ann")
        ids = fill(desk, ann, given.people, given.messages)
        browser = desk.sign_in(ann)
        before = os.getloadavg()[0]
        found = measure(desk, browser, ids, given.looks, given.messages * len(ids) // 2)
        engine.dispose()
    print(f"{given.people} people, {given.people * given.messages:,} messages, {'PostgreSQL' if given.postgres else 'SQLite'}; milliseconds, {given.looks} looks; "
          f"load of the machine {before:.1f} to {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'page':34} {'first: median':>14} {'p95':>7} {'processor p95':>14} {'second: median':>15} {'p95':>7} {'processor p95':>14}")
    for page, looks in found.items():
        print(f"{page:34}" + "".join(f" {_at(clock, .5):{wide}.0f} {_at(clock, .95):7.0f} {_at(processor, .95):14.0f}"
                                     for wide, (clock, processor) in zip((14, 15), (zip(*spent) for spent in looks), strict=True)))
    return int(any(_at([each.clock for each in spent], .95) > AIM for looks in found.values() for spent in looks))


def _at(spent: Sequence[float], share: float) -> float:
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    sys.exit(main())
