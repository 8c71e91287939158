"""What a turn costs the bot itself: `.venv/bin/python -m benchmarks.bot [--people 30] [--each 10]`.

The bot process alone, between the Bot API stand-in and a Rasa that says everything back. Processor time, so that it says something on a
busy machine too; the rate is the least of what the bot, the stand-in, the machine and Telegram's own pace (30 a second) allow.
"""

import argparse
import tempfile
import time
from pathlib import Path

import psutil

from tests.telegram.service import Service, running

FIRST_CHAT = 70_000
BURST = 4  # messages that a person may be sent at once; after that it is one a second


def main() -> None:
    """Measure and print one figure a line."""
    given = argparse.ArgumentParser()
    given.add_argument("--people", type=int, default=60)
    given.add_argument("--each", type=int, default=BURST, help="messages of each; more than 4 wait for Telegram's pace")
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), SELFMAP_LOG_LEVEL="INFO") as service:
        talk(service, FIRST_CHAT - 1000, people=5, each=BURST)  # what is loaded at the first message is no turn's
        begun, spent = time.monotonic(), processor_time(service)
        talk(service, FIRST_CHAT, people=chosen.people, each=chosen.each)
        turns, took, used = chosen.people * chosen.each, time.monotonic() - begun, processor_time(service) - spent
        print(f"{turns} turns: {1000 * used / turns:.1f} ms of processor time a turn; {turns / took:.1f} turns a second, {used / took:.2f} of a core")
        begun, spent = time.monotonic(), processor_time(service)
        time.sleep(10)
        print(f"idle: {(processor_time(service) - spent) / (time.monotonic() - begun):.3f} of a core")
        print(f"memory: {psutil.Process(service.process.pid).memory_info().rss / 1e6:.0f} MB")


def talk(service: Service, first: int, *, people: int, each: int) -> None:
    """All of them write ``each`` messages, without waiting, and are answered."""
    for number in range(each):
        for chat in range(first, first + people):
            service.telegram.say(chat, f"line {number} about my sister and the park")
    for chat in range(first, first + people):
        service.telegram.wait_for(lambda: len(service.telegram.messages(chat)) >= each, timeout=600)


def processor_time(service: Service) -> float:
    """Seconds of processor the bot has used so far."""
    return sum(psutil.Process(service.process.pid).cpu_times()[:2])


if __name__ == "__main__":
    main()
