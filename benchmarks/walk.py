"""A random walk through the whole trained bot: `.venv/bin/python -m benchmarks.walk [--turns 10000] [--each 100] [--seed 1]`.

People who say anything at any moment (texts of lives, what is asked of the bot, short answers, buttons), each for so many turns.
Every answer is looked through for what none may hold (tests/system/walking.py). Prints each fault as it is met, then the figures.
"""

import argparse
import statistics
import tempfile
from collections import Counter
from pathlib import Path

from tests.system.service import Person, Service
from tests.system.walking import Walk, walk


def main() -> None:
    """Walk and print what was met."""
    given = argparse.ArgumentParser()
    given.add_argument("--turns", type=int, default=10_000)
    given.add_argument("--each", type=int, default=100, help="turns of one person")
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    walks: list[Walk] = []
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder) / "home")
        service.start()
        try:
            for number in range(chosen.turns // chosen.each):
                walks.append(walk(Person(service, 50_000 + number), chosen.each, seed=chosen.seed * 100_000 + number, log=lambda line: print(line, "\n", flush=True)))
        finally:
            service.stop()
            report(walks)


def report(walks: list[Walk]) -> None:
    """Turns, faults by kind, and how plain the answers are."""
    faults = Counter(what for each in walks for _, _, what in each.faults)
    grades = [grade for each in walks for grade in each.grades]
    print(f"turns {sum(each.turns for each in walks)}; faults {sum(faults.values())} {dict(faults)}")
    if grades:
        print(f"Flesch-Kincaid grade of an answer: mean {statistics.mean(grades):.1f}, median {statistics.median(grades):.1f}, over 5: {sum(grade > 5 for grade in grades)} of {len(grades)}")


if __name__ == "__main__":
    main()
