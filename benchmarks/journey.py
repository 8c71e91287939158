"""How long a start, a turn and the processes' memory are: `.venv/bin/python -m benchmarks.journey`.

Starts the real service in a home of its own, twice, and talks to it through the Bot API stand-in: 8 people, one after the
other, 13 messages each. A turn is timed from the update being there to the first reply reaching the stand-in.
"""

import statistics
import tempfile
import time
from pathlib import Path

import psutil

from tests.system.journeys import REQUIRED
from tests.system.service import Person, Service
from tests.telegram.standin import TelegramStandIn

PEOPLE = 8
BETWEEN = 1.1  # seconds: nobody types faster, and Telegram takes about one message a second to a person


def main() -> None:
    """Measure and print one figure a line."""
    with tempfile.TemporaryDirectory() as folder, TelegramStandIn() as standin:
        service = Service(Path(folder) / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
        first = timed_start(service)
        service.stop()
        second = timed_start(service)
        print(f"start, new home          {first:6.1f} s")
        print(f"second start             {second:6.1f} s")
        print_memory("memory, idle", service)
        turns = [seconds for number in range(PEOPLE) for seconds in talk(service, standin, 5000 + number)]
        turns.sort()
        print(f"turns                    {len(turns):6d}")
        print(f"turn, median             {statistics.median(turns) * 1000:6.0f} ms")
        print(f"turn, p95                {turns[int(len(turns) * 0.95)] * 1000:6.0f} ms")
        print_memory("memory, after the turns", service)
        service.stop()


def timed_start(service: Service) -> float:
    """Seconds until it says that it is ready."""
    begun = time.monotonic()
    service.start()
    return time.monotonic() - begun


def talk(service: Service, standin: TelegramStandIn, chat_id: int) -> list[float]:
    """One whole journey; the seconds of each turn. The wait for the rest of an answer is not counted."""
    person, seconds = Person(service, chat_id, standin), []
    person.say("hiya", "yes")
    for text in REQUIRED:
        heard = len(standin.messages(chat_id))
        begun = time.monotonic()
        standin.say(chat_id, text)
        while len(standin.messages(chat_id)) == heard:
            time.sleep(0.001)
        seconds.append(time.monotonic() - begun)
        person.wait()
        time.sleep(BETWEEN)
    return seconds


def print_memory(what: str, service: Service) -> None:
    """Resident memory of each of the four processes, with their children, in MB."""
    assert service.process
    parts = {}
    for name, words in {"rasa": "rasa run", "actions": "-m actions", "bot": "selfmap bot", "web": "selfmap web"}.items():
        mine = [each for each in psutil.Process(service.process.pid).children(recursive=True) if words in " ".join(each.cmdline())]
        parts[name] = sum(each.memory_info().rss for each in mine) / 1e6
    told = ", ".join(f"{name} {size:.0f}" for name, size in parts.items())
    print(f"{what}: {told}; together {sum(parts.values()):.0f} MB")


if __name__ == "__main__":
    main()
