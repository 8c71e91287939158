"""Kill rounds: `.venv/bin/python -m benchmarks.crashes [--rounds 300] [--seed 1]`.

Ten people write to the whole service at once through the Bot API stand-in. In each round one process is killed at a random
moment (bot, action server, Rasa, web in turn), and everything of tests/system/kill_rounds.py is checked. Stops at the first
thing that does not hold; prints how long it took until all was answered again.
"""

import argparse
import statistics
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.system.kill_rounds import PARTS, Crowd
from tests.system.service import Service
from tests.telegram.standin import TelegramStandIn


def main() -> None:
    """Run the rounds and print one figure a line."""
    given = argparse.ArgumentParser()
    given.add_argument("--rounds", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--people", type=int, default=10)
    given.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder, TelegramStandIn() as standin:
        service = Service(Path(folder) / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
        service.start()
        crowd = Crowd(service, standin, first_chat=40_000, people=chosen.people)
        crowd.control(chosen.rounds)
        print("the talk without a crash is done", flush=True)
        try:
            crowd.run(list(islice(cycle(chosen.parts), chosen.rounds)), chosen.seed)
            print(f"all of {chosen.rounds} rounds hold")
        finally:
            report(crowd)
            service.stop()


def report(crowd: Crowd) -> None:
    """How long it took to answer everything, by the part that was killed."""
    for part in PARTS:
        took = sorted(each.settled_in for each in crowd.rounds if each.part == part and each.settled_in)
        if took:
            print(f"{part:8} {len(took):4} kills; answered again after {statistics.median(took):5.1f} s (median), {took[-1]:5.1f} s (longest)")
    repeats = sum(len(crowd.standin.messages(chat)) for chat in (*crowd.chats, crowd.hasty)) - sum(
        row.direction == "out" for row in crowd.rows(*crowd.chats, crowd.hasty))
    print(f"messages typed {sum(row.direction == 'in' for row in crowd.rows(*crowd.chats, crowd.hasty))}; "
          f"delivered twice {repeats}; told of trouble {sum(crowd.notices.values())} times")


if __name__ == "__main__":
    main()
