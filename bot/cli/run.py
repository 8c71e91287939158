"""`selfmap run`: checks, keeps the four processes of the Procfile running, says when all are ready."""

import argparse
import contextlib
import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import httpx
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

from bot.console.settings import read_console_settings
from bot.model import QUIET, ROOT, model_path
from bot.settings import Settings, SettingWrong, read_settings
from bot.supervisor import Part, Supervisor
from bot.web.guard import is_loopback
from mapping.store.engine import make_engine
from mapping.store.sealing import vault_of
from watching import lines

READY_WITHIN = 120.0  # seconds; past that we say which part is still missing
CHECK_EVERY = 0.25  # seconds between looks at the start
LOOK_EVERY = 5.0  # seconds between looks later
FOR_RASA = {"SELFMAP_SERVICE_KEY", "SELFMAP_ACTIONS_URL", "SELFMAP_MODEL", "SELFMAP_RASA_PORT", "SELFMAP_TRACKER_URL", "SELFMAP_REDIS_URL", "SELFMAP_LOG"}  # and no other of ours
LIBRARY_WARNING = re.compile(r"Warning: |PkgResources|load_module\(\) method|Implementing implicit namespace packages")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the settings come from the environment."""


def run(_: argparse.Namespace) -> int:
    """Run until Ctrl-C or SIGTERM. Returns the exit code."""
    os.umask(0o077)  # what this and its parts write is for its owner alone
    settings = read_settings()
    model = model_path()
    if not model.exists():
        raise SettingWrong("The dialogue model is not trained for these files. Run `make setup`.")
    check_ports(settings)
    where = where_it_is(settings)  # a setting of the console that is wrong is told before anything starts
    vault_of(make_engine(settings.database_url)).check()
    environment = child_environment(settings, model)
    commands = commands_of(settings)
    say = saying(as_json=settings.log_as_json)
    printed = in_json if settings.log_as_json else printing(PlainPrinter(sys.stdout, colour=sys.stdout.isatty(), width=max(map(len, commands))))
    supervisor = Supervisor([Part(name, command, own(name, settings, told(name, environment))) for name, command in commands.items()], ROOT, printed)
    say("Starting Selfmap. This takes about 20 seconds.")
    stopped = threading.Event()

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()
        supervisor.stop()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # SIGHUP: a closed terminal stops everything too
        signal.signal(number, stop)
    threading.Thread(target=announce, args=(settings, where, stopped, say), daemon=True).start()
    supervisor.run()
    return 0


def saying(*, as_json: bool) -> Callable[[str], None]:
    """Says something of our own, as text or as a line of JSON."""
    def say(words: str) -> None:
        print(lines.told("run", " ".join(words.split()), json_wanted=True) if as_json else words, flush=True)

    return say


def in_json(name: str, line: str) -> None:
    """Passes on one line of a part; what is no JSON, as an interpreter's own warning at the start, becomes it."""
    with contextlib.suppress(OSError, ValueError):  # nobody reads our output any more: the parts go on
        if line.strip() and not LIBRARY_WARNING.search(line):
            print(line if line.startswith("{") else lines.told(name, line, json_wanted=True), flush=True)


def printing(printer: Printer) -> Callable[[str, str], None]:
    """Prints one line of a part at a time, each part in a colour of its own."""
    colours: dict[str, str] = {}
    lock = threading.Lock()

    def say(name: str, line: str) -> None:
        with lock, contextlib.suppress(OSError, ValueError):  # nobody reads our output any more: the parts go on
            colour = colours.setdefault(name, str(36 - len(colours)))
            printer.write(Message(type="line", data=line, time=datetime.now(), name=name, colour=colour))

    return say


class PlainPrinter(Printer):
    """Leaves out the library warnings of Rasa's old line, which nobody who runs Selfmap can do anything about."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._warned: str | None = None

    def write(self, message: Message) -> None:
        """Print one line, unless it is such a warning or the source line that comes after one."""
        data = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else str(message.data)
        if message.type == "line" and kind_of(message.name) == "rasa":
            if LIBRARY_WARNING.search(data):
                self._warned = message.name
                return
            if self._warned and data.startswith("  "):
                return
            self._warned = None
        super().write(message)


def child_environment(settings: Settings, model: Path) -> dict[str, str]:
    """What every process is told: one home, one key, few threads (two cores serve four processes)."""
    tracker = f"sqlite:///{settings.home / 'rasa.db'}"
    return {
        **os.environ, **QUIET,
        "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",  # one pool of memory a process: 60 MB less after a talk, and no slower (docs/measurements.md)
        "SELFMAP_HOME": str(settings.home), "SELFMAP_SERVICE_KEY": settings.service_key,
        "SELFMAP_DATABASE_URL": settings.database_url, "SELFMAP_RASA_URL": ",".join(settings.rasa_urls),
        "SELFMAP_ACTIONS_URL": ",".join(settings.actions_urls), "SELFMAP_MODEL": str(model),
        "SELFMAP_TRACKER_URL": os.environ.get("SELFMAP_TRACKER_URL") or tracker,
    }


def here(process: str, urls: tuple[str, ...]) -> dict[str, str]:
    """The processes of this kind on this machine, each with its address: one for every address of ours, named rasa, rasa2 and so on."""
    ours = [url for url in urls if is_loopback(urlsplit(url).hostname or "")] or list(urls[:1])
    return {f"{process}{number if number > 1 else ''}": url for number, url in enumerate(ours, start=1)}


def places(settings: Settings) -> dict[str, str]:
    """Every Rasa and action server of this machine, with its address."""
    return {**here("rasa", settings.rasa_urls), **here("actions", settings.actions_urls)}


def commands_of(settings: Settings) -> dict[str, str]:
    """The Procfile's commands, Rasa's and the action server's once for each of their addresses here."""
    commands = parse_procfile((ROOT / "Procfile").read_text()).processes
    more = {name: commands[kind_of(name)] for name in places(settings)}
    return {**commands, **more}


def kind_of(process: str) -> str:
    """rasa2 is a rasa."""
    return process.rstrip("0123456789")


def own(process: str, settings: Settings, environment: dict[str, str]) -> dict[str, str]:
    """The same with what is this one's own: a Rasa's port and its action server, an action server's address. Figures have a port for one of each."""
    servers = list(here("actions", settings.actions_urls).values())
    if kind_of(process) == "rasa":
        rasas = here("rasa", settings.rasa_urls)
        number = list(rasas).index(process)
        return environment | {"SELFMAP_RASA_PORT": str(urlsplit(rasas[process]).port or 5005), "SELFMAP_ACTIONS_URL": servers[number % len(servers)]}
    if kind_of(process) == "actions":
        without = {name: value for name, value in environment.items() if name != "SELFMAP_METRICS_ADDRESS" or process == "actions"}
        return without | {"SELFMAP_ACTIONS_URL": here("actions", settings.actions_urls)[process]}
    return environment


def told(process: str, environment: dict[str, str]) -> dict[str, str]:
    """What one process is told: the bot alone gets Telegram's token, and Rasa no secret but the key the processes share."""
    if process == "bot":
        return environment
    without_token = {name: value for name, value in environment.items() if name != "TELEGRAM_BOT_TOKEN"}
    if kind_of(process) != "rasa":
        return without_token
    return {name: value for name, value in without_token.items() if not name.startswith(("SELFMAP_", "TELEGRAM_")) or name in FOR_RASA}


def check_ports(settings: Settings) -> None:
    """Say at once which port is taken and which setting moves it, before anything starts."""
    posts = [("posts of Telegram", settings.webhook_host, settings.webhook_port, "TELEGRAM_WEBHOOK_ADDRESS=127.0.0.1:8082")] if settings.webhook_url else []
    for name, host, port, setting in (
        ("web chat", settings.web_host, settings.web_port, "SELFMAP_WEB_ADDRESS=127.0.0.1:8090"),
        *(("Rasa", "127.0.0.1", urlsplit(url).port or 5005, "SELFMAP_RASA_URL=http://127.0.0.1:5006") for url in here("rasa", settings.rasa_urls).values()),
        *(("action server", "127.0.0.1", urlsplit(url).port or 5055, "SELFMAP_ACTIONS_URL=http://127.0.0.1:5056")
          for url in here("actions", settings.actions_urls).values()),
        *posts,
    ):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                raise SettingWrong(
                    f"Port {port} on {host}, for the {name}, can't be used ({error.strerror}). "
                    f"Stop the other program or set {setting}.") from error


def announce(settings: Settings, where: str, stopped: threading.Event, say: Callable[[str], None]) -> None:
    """Wait until every part answers, then say where the chat is; afterwards say which part is away, and when it is back."""
    waited = 0.0
    while missing := [name for name, ready in parts(settings).items() if not ready]:
        if stopped.wait(CHECK_EVERY):
            return
        waited += CHECK_EVERY
        if waited == READY_WITHIN:
            say(f"Still waiting for: {', '.join(missing)}. The lines above say why.")
    telegram = "Telegram is on." if settings.telegram_token else "No TELEGRAM_BOT_TOKEN is set, so Telegram is off."
    say(f"\n{where}\n{telegram} Press Ctrl-C to stop.\n")
    away: set[str] = set()
    while not stopped.wait(LOOK_EVERY):
        now_away = {name for name, ready in parts(settings).items() if not ready}
        for name in sorted(now_away - away):
            say(f"The {name} process does not answer. The other parts go on.")
        for name in sorted(away - now_away):
            say(f"The {name} process is back.")
        away = now_away


def where_it_is(settings: Settings) -> str:
    """Where the chat is, and where peer support workers sign in."""
    here = f"http://{settings.web_host}:{settings.web_port}"
    console = read_console_settings(settings.home).url or here
    return f"Selfmap is ready. Chat here: {here}/chat\nPeer support workers sign in here: {console}/console"


def parts(settings: Settings) -> dict[str, bool]:
    """Which parts are ready to work."""
    return {
        **{name: _answers(ready_at(name, url)) for name, url in places(settings).items()},
        "bot": (settings.home / "run" / "bot.ready").exists(),
        "web": _answers(f"http://{settings.web_host}:{settings.web_port}/readyz"),
    }


def ready_at(process: str, url: str) -> str:
    """Where a Rasa or an action server says whether it is ready."""
    return f"{url}/webhooks/selfmap/" if kind_of(process) == "rasa" else f"{url}/ready"


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    return httpx.Client(timeout=2, trust_env=False)


def _answers(url: str) -> bool:
    try:
        return _client().get(url).status_code == 200
    except httpx.HTTPError:
        return False
