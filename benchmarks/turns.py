"""How quick a turn is, beside `rasa init`'s own bot in the same run: `.venv/bin/python -m benchmarks.turns [--turns 1000]`.

On a shared machine only the ratios mean anything. Four figures, each of both bots where it has both:

- one person, one message after the other (median, p95): update available at the Bot API stand-in until the reply is there
- many at once: messages a second while each of ``--people`` sends the next as soon as the last is answered
- one long talk: the median of turns 7 to 18 and of the last twelve of ``--turns``, with each process's processor time (at a
  terminal: Telegram lets a person be sent one message a second)
- memory of each process before and after

`--workers 1 2` measures the whole of Selfmap once with one Rasa and one action server and once with two of each, side by side.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from bot.model import QUIET
from tests.system.kill_rounds import PARTS, processes
from tests.system.service import ROOT, Person, Service, free_port
from tests.telegram.standin import TelegramStandIn

RASA = str(ROOT / ".venv-rasa" / "bin" / "rasa")
ASIDES = ("my mum", "what have you got so far", "my friend Dev helps me", "skip", "i go to the library", "why do you ask")
SMALL_TALK = ("hello", "i am sad", "no", "yes", "are you a bot", "great")
FEW_THREADS = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
Send = Callable[[int, str], None]


def main() -> None:
    """Measure and print one figure a line."""
    given = argparse.ArgumentParser()
    given.add_argument("--turns", type=int, default=1000, help="length of the long talk")
    given.add_argument("--people", type=int, default=16, help="how many write at once")
    given.add_argument("--each", type=int, default=12, help="messages of each of them")
    given.add_argument("--only-long", action="store_true", help="the long talk alone")
    given.add_argument("--workers", type=int, nargs="+", default=[1], help="how many Rasa and action servers, one measure for each")
    given.add_argument("--without-init", action="store_true", help="leave rasa init's bot out")
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        alone = None
        if not (chosen.without_init or chosen.only_long):
            with init_bot(Path(folder) / "init") as send:
                alone = measure("rasa init's bot, over REST", send, SMALL_TALK, chosen)
        for workers in chosen.workers:
            whole = selfmap(Path(folder) / f"home{workers}", workers, chosen)
            if alone and whole:
                print(f"Selfmap with {workers} Rasa to rasa init's bot: median {whole[0] / alone[0]:.2f}, messages a second {whole[1] / alone[1]:.2f}")


def selfmap(home: Path, workers: int, chosen: argparse.Namespace) -> tuple[float, float] | None:
    """The whole of Selfmap, with so many Rasa and action servers."""
    several = {name: ",".join(f"http://127.0.0.1:{free_port()}" for _ in range(workers)) for name in ("SELFMAP_RASA_URL", "SELFMAP_ACTIONS_URL")}
    whole = None
    with TelegramStandIn() as standin:
        service = Service(home, **several, TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
        service.start()
        try:
            print_memory(f"memory, idle, {workers} Rasa", service)
            if not chosen.only_long:
                welcome(service, standin, chosen.people)
                whole = measure(f"Selfmap, whole, {workers} Rasa", through_telegram(standin), ASIDES, chosen)
            long_talk(service, chosen.turns)
            print_memory("memory, at the end", service)
        finally:
            service.stop()
    return whole


def measure(what: str, send: Send, lines: tuple[str, ...], chosen: argparse.Namespace) -> tuple[float, float]:
    """Median seconds of one person alone, and messages a second of many."""
    took = sorted(timed(lambda line=line: send(0, line), pause=1.1) for line in lines * 5)
    print(f"{what}: median {statistics.median(took) * 1000:.0f} ms, p95 {took[int(len(took) * 0.95)] * 1000:.0f} ms")
    waits: list[float] = []

    def one(person: int) -> None:
        for number in range(chosen.each):
            waits.append(timed(lambda line=lines[number % len(lines)]: send(person, line)))

    threads = [threading.Thread(target=one, args=(person,)) for person in range(1, chosen.people + 1)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(waits) / (time.monotonic() - begun)
    print(f"{what}, {chosen.people} at once: {rate:.1f} messages a second, p95 {sorted(waits)[int(len(waits) * 0.95)] * 1000:.0f} ms")
    return statistics.median(took), rate


def timed(work: Callable[[], None], *, pause: float = 0.0) -> float:
    """Seconds that this takes; the pause after it is not counted."""
    begun = time.monotonic()
    work()
    took = time.monotonic() - begun
    time.sleep(pause)
    return took


@contextmanager
def init_bot(folder: Path) -> Iterator[Send]:
    """`rasa init`'s own project, trained and running."""
    project = next((ROOT / ".venv-rasa").glob("lib/python3.*/site-packages/rasa/cli/initial_project"))
    shutil.copytree(project, folder)
    environment = {**os.environ, **QUIET, **FEW_THREADS}
    subprocess.run([RASA, "train"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = free_port()
    process = subprocess.Popen(
        [RASA, "run", "--interface", "127.0.0.1", "--port", str(port)], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)

    def send(person: int, line: str) -> None:
        reply = client.post("/webhooks/rest/webhook", json={"sender": f"person-{person}", "message": line})
        assert reply.status_code == 200

    try:
        until(lambda: _up(client))
        yield send
        print(f"rasa init's bot, memory: {psutil.Process(process.pid).memory_info().rss / 1e6:.0f} MB")
    finally:
        process.terminate()
        process.wait(60)


def through_telegram(standin: TelegramStandIn) -> Send:
    """Sends as somebody on Telegram and waits for the first reply."""
    def send(person: int, line: str) -> None:
        chat = 50_000 + person
        heard = len(standin.messages(chat))
        standin.say(chat, line)
        until(lambda: len(standin.messages(chat)) > heard)

    return send


def welcome(service: Service, standin: TelegramStandIn, people: int) -> None:
    """Everybody says hello and yes, so that what is measured is talk."""
    for person in range(people + 1):
        Person(service, 50_000 + person, standin).say("hiya", "yes")


def long_talk(service: Service, turns: int) -> None:
    """One person's talk of so many turns: does it get slower? Processor time says so on a busy machine, too."""
    person = Person(service, 60_000)
    person.say("hiya", "yes")
    took, spent = [], [processor_time(service)]
    for number in range(turns):
        took.append(timed(lambda line=ASIDES[number % len(ASIDES)]: person.say(line)))
        spent.append(processor_time(service))
    early, late = statistics.median(took[6:18]), statistics.median(took[-12:])  # twice all the lines, so that both did the same
    print(f"one talk: turn 10 {early * 1000:.0f} ms, turn {turns} {late * 1000:.0f} ms; {late / early:.2f} times as long")
    for part in PARTS:
        first, last = ((spent[end][part] - spent[begin][part]) / 12 * 1000 for begin, end in ((6, 18), (-13, -1)))
        print(f"processor time of a turn, {part}: {first:.0f} ms about turn 10, {last:.0f} ms about turn {turns}")


def processor_time(service: Service) -> dict[str, float]:
    """Seconds of processor that each part has used so far."""
    return {part: sum(sum(each.cpu_times()[:2]) for each in processes(service, part)) for part in PARTS}


def print_memory(what: str, service: Service) -> None:
    """Resident memory of each process, in MB."""
    sizes = {part: sum(each.memory_info().rss for each in processes(service, part)) / 1e6 for part in PARTS}
    told = ", ".join(f"{part} {size:.0f}" for part, size in sizes.items())
    print(f"{what}: {told}; together {sum(sizes.values()):.0f} MB", flush=True)


def until(met: Callable[[], bool]) -> None:
    """Wait, up to ten minutes."""
    end = time.monotonic() + 600
    while not met():
        assert time.monotonic() < end
        time.sleep(0.002)


def _up(client: httpx.Client) -> bool:
    try:
        return client.get("/").status_code == 200
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    main()
