"""Kill rounds: `.venv/bin/python -m benchmarks.crashes [--rounds 300] [--seed 1] [--two-of-each]`.

Ten people write to the whole service at once through the Bot API stand-in. In each round one process is killed at a random
moment (bot, action server, Rasa, web in turn), and everything of tests/system/kill_rounds.py is checked. Stops at the first
thing that does not hold; prints how long it took until all was answered again. `telegram` among the parts is a minute in which
Telegram is away. `--two-of-each` runs tests/system/layout.py on PostgreSQL and Redis: one of two is killed, of the bots the one that leads,
and the database is stopped in an instant as well.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

from tests.system.kill_rounds import PARTS, Crowd, kill_all
from tests.system.layout import Layout, layout
from tests.system.service import Service
from tests.telegram.standin import TelegramStandIn

TELEGRAM_AWAY = 60.0  # seconds


def main() -> None:
    """Run the rounds and print one figure a line."""
    given = argparse.ArgumentParser()
    given.add_argument("--rounds", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--people", type=int, default=10)
    given.add_argument("--parts", nargs="+", choices=[*PARTS, "database", "telegram"])
    given.add_argument("--two-of-each", action="store_true")
    chosen = given.parse_args()
    parts = chosen.parts or [*PARTS, *(["database"] if chosen.two_of_each else [])]
    if "database" in parts and not chosen.two_of_each:
        given.error("the database can be stopped with --two-of-each only")
    with ExitStack() as stack:
        folder, standin = Path(stack.enter_context(tempfile.TemporaryDirectory())), stack.enter_context(TelegramStandIn())
        if chosen.two_of_each:
            service: Service = stack.enter_context(layout(folder, standin))
        else:
            service = Service(folder / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
            stack.callback(lambda: service.stop())
            service.start()
        two = service if isinstance(service, Layout) else None
        crowd = Crowd(service, standin, first_chat=40_000, people=chosen.people, strike=striking(service, standin),
                      was_away=two.was_away if two else lambda _: False)
        crowd.control(chosen.rounds)
        print("the talk without a crash is done", flush=True)
        try:
            crowd.run(list(islice(cycle(parts), chosen.rounds)), chosen.seed, done=lambda number: print(f"round {number} holds", flush=True))
            print(f"all of {chosen.rounds} rounds hold")
        finally:
            report(crowd)
            if two and two.took_over:
                print(f"another bot led after {statistics.median(two.took_over):.1f} s (median), {max(two.took_over):.1f} s (longest) of {len(two.took_over)}")


def striking(service: Service, standin: TelegramStandIn) -> Callable[[str, random.Random], None]:
    """What is done in a round of this part."""
    def strike(part: str, chance: random.Random) -> None:
        if part == "telegram":
            standin.drop(method="*", times=1_000_000)
            time.sleep(TELEGRAM_AWAY)
            standin.faults.clear()
        elif isinstance(service, Layout):
            service.strike(part, chance)
        else:
            kill_all(service, part)

    return strike


def report(crowd: Crowd) -> None:
    """How long it took to answer everything, by the part that was killed."""
    for part in dict.fromkeys(each.part for each in crowd.rounds):
        took = sorted(each.settled_in for each in crowd.rounds if each.part == part and each.settled_in)
        if took:
            print(f"{part:8} {len(took):4} kills; answered again after {statistics.median(took):5.1f} s (median), {took[-1]:5.1f} s (longest)")
    repeats = sum(len(crowd.standin.messages(chat)) for chat in (*crowd.chats, crowd.hasty)) - sum(
        row.direction == "out" for row in crowd.rows(*crowd.chats, crowd.hasty))
    print(f"messages typed {sum(row.direction == 'in' for row in crowd.rows(*crowd.chats, crowd.hasty))}; "
          f"delivered twice {repeats}; told of trouble {sum(crowd.notices.values())} times")


if __name__ == "__main__":
    main()
