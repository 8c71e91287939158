"""A random walk through the whole trained bot: `.venv/bin/python -m benchmarks.walk [--turns 10000] [--each 100] [--seed 1] [--told FILE]`.

People who say anything at any moment (texts of lives, what is asked of the bot, short answers, buttons), each for so many turns.
Every answer is looked through for what none may hold (tests/system/walk_faults.py). Prints each fault as it is met, then the figures.
"""

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.system.service import Person, Service
from tests.system.walking import Walk, Walker

BROKEN = re.compile(r"Traceback|ERROR|CRITICAL")


def main() -> None:
    """Walk and print what was met."""
    given = argparse.ArgumentParser()
    given.add_argument("--turns", type=int, default=10_000)
    given.add_argument("--each", type=int, default=100, help="turns of one person, at most")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--told", type=Path, help="a file for all that is said and answered")
    chosen = given.parse_args()
    told = chosen.told.open("a", encoding="utf-8") if chosen.told else None

    def tell(line: str) -> None:
        if told:
            print(line, file=told, flush=True)
        if line.startswith("!!"):
            print(line, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder) / "home")
        service.start()
        numbers = count(50_000)
        walker = Walker(lambda: Person(service, next(numbers)), seed=chosen.seed, each=chosen.each, tell=tell)
        try:
            walker.walk(chosen.turns)
        finally:
            service.stop()
            for line in report(walker.found, service.log()):
                tell(f"!! {line}")


def report(found: Walk, log: str) -> Iterator[str]:
    """Turns, faults by kind, how plain the answers are, what was answered as danger, and what the service's log says of faults."""
    kinds = Counter(re.sub(r"[\d.:].*", "", each.what).strip() for each in found.faults)
    yield f"turns {found.turns}; people {found.people}; erased {found.erased}; faults {len(found.faults)} {dict(kinds)}"
    if found.grades:
        middle = sorted(found.grades)[len(found.grades) // 2]
        yield f"Flesch-Kincaid grade of an answer: mean {sum(found.grades) / len(found.grades):.1f}, median {middle:.1f}, over 5: {sum(grade > 5 for grade in found.grades)} of {len(found.grades)}"
    for said in found.danger:
        yield f"answered as danger, {said}"
    for line, times in Counter(re.sub(r"\b[mp]_[\w-]+|\d+", "#", line) for line in log.splitlines() if BROKEN.search(line)).most_common():
        yield f"log, {times} times: {line}"


if __name__ == "__main__":
    main()
