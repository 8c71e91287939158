"""The soak: `.venv/bin/python -m benchmarks.soak --talk talk.jsonl [--minutes 30] [--people 20]`.

So many people talk to the whole service at once through the Bot API stand-in, each line of the talk to somebody, some seconds between two
lines of one person. Prints memory and files each minute, then what went wrong: an error in a log line, a message without an answer, a
process that was started again, growth of memory after the first third, growth of files a message.

A line of the talk is JSON: {"text": ...}, or {"turns": [{"text": ...}, ...]}; what the bot says in it ("who" or "from" is "bot") is left out.
"""

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from mapping.store.engine import reading
from mapping.store.tables import message
from tests.system.kill_rounds import PARTS, processes
from tests.system.service import Service
from tests.telegram.standin import TelegramStandIn

PAUSE = (5.0, 20.0)  # seconds between two messages of one person
FAULTS = re.compile(r"Traceback|\bERROR\b|\bCRITICAL\b")


def main() -> None:
    """Run it, and say at the end whether all is well."""
    given = argparse.ArgumentParser()
    given.add_argument("--talk", type=Path, required=True)
    given.add_argument("--minutes", type=float, default=30.0)
    given.add_argument("--people", type=int, default=20)
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    lines = list(lines_of(chosen.talk))
    with tempfile.TemporaryDirectory() as folder, TelegramStandIn() as standin:
        service = Service(Path(folder) / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
        service.start()
        try:
            soak(service, standin, lines, chosen)
        finally:
            service.stop()


def soak(service: Service, standin: TelegramStandIn, lines: list[str], chosen: argparse.Namespace) -> None:
    """Talk for so long, look each minute, and say what was seen."""
    chance, talk = random.Random(chosen.seed), cycle(lines)
    chats = [80_000 + number for number in range(chosen.people)]
    for chat in chats:
        standin.say(chat, "hiya")
        standin.say(chat, "yes")
    before = {part: {each.pid for each in processes(service, part)} for part in PARTS}
    begun = time.monotonic()
    next_at = {chat: begun + chance.uniform(*PAUSE) for chat in chats}
    looks: list[dict[str, float]] = []
    while (now := time.monotonic()) < begun + chosen.minutes * 60:
        for chat in (chat for chat, at in next_at.items() if at <= now):
            standin.say(chat, next(talk))
            next_at[chat] = now + chance.uniform(*PAUSE)
        if now - begun >= 60 * len(looks):
            looks.append(look(service, len(looks)))
        time.sleep(0.05)
    settle(service, standin)
    looks.append(look(service, len(looks)))
    after = {part: {each.pid for each in processes(service, part)} for part in PARTS}
    report(service, looks, again=[part for part in PARTS if after[part] != before[part]])


def look(service: Service, minute: int) -> dict[str, float]:
    """Messages so far, memory of each part and files of the home, in MB."""
    sizes = {part: sum(each.memory_info().rss for each in processes(service, part)) / 1e6 for part in PARTS}
    files = sum(path.stat().st_size for path in service.home.rglob("*") if path.is_file() and path != service.log_path) / 1e6
    found = {"messages": float(counted(service)), "files": files, "together": sum(sizes.values()), **sizes}
    print(f"minute {minute:3}: " + ", ".join(f"{name} {value:.0f}" for name, value in found.items()), flush=True)
    return found


def counted(service: Service, *where: Any) -> int:
    """How many messages came in, or of them how many are so and so."""
    with reading(service.engine()) as connection:
        return int(connection.scalar(select(func.count()).select_from(message).where(message.c.direction == "in", *where)) or 0)


def settle(service: Service, standin: TelegramStandIn) -> None:
    """Until everybody is answered; ten minutes at most."""
    end = time.monotonic() + 600
    while time.monotonic() < end and (standin.updates.unconfirmed() or counted(service, message.c.state == "received")):
        time.sleep(0.2)


def report(service: Service, looks: list[dict[str, float]], *, again: list[str]) -> None:
    """What went wrong, and how memory and files grew."""
    said, failed, waits = counted(service), counted(service, message.c.state == "failed"), counted(service, message.c.state == "received")
    faults = [line for line in service.log().splitlines() if FAULTS.search(line)]
    third = looks[len(looks) // 3:]
    grown, came = third[-1]["together"] - third[0]["together"], third[-1]["messages"] - third[0]["messages"]
    print(f"messages {said}; failed {failed}; without an answer {waits}; parts started again: {', '.join(again) or 'none'}; lines of errors {len(faults)}")
    for line in faults[:10]:
        print("   ", line[:200])
    print(f"memory at most {max(each['together'] for each in looks):.0f} MB; after the first third it grew by {grown:.1f} MB over {came:.0f} messages"
          f" ({1000 * grown / came if came else 0:.1f} MB per 1,000); median {statistics.median(each['together'] for each in looks):.0f} MB")
    print(f"files grew by {1e6 * (looks[-1]['files'] - looks[0]['files']) / max(1, said) / 1000:.1f} kB a message")


def lines_of(path: Path) -> Iterator[str]:
    """What people say in a file of talk."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield from _texts(json.loads(line))


def _texts(row: dict[str, Any]) -> Iterator[str]:
    if row.get("who") == "bot" or row.get("from") == "bot":
        return
    if text := row.get("text") or row.get("user"):
        yield str(text)
    for turn in row.get("turns") or ():
        yield from _texts(turn) if isinstance(turn, dict) else (str(turn),)


if __name__ == "__main__":
    main()
