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
    commands = parse_procfile((ROOT / "Procfile").read_text()).processes
    say = saying(as_json=settings.log_as_json)
    printed = in_json if settings.log_as_json else printing(PlainPrinter(sys.stdout, colour=sys.stdout.isatty(), width=max(map(len, commands))))
    supervisor = Supervisor([Part(name, command, told(name, environment)) for name, command in commands.items()], ROOT, printed)
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
        if message.type == "line" and message.name == "rasa":
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
        "SELFMAP_HOME": str(settings.home), "SELFMAP_SERVICE_KEY": settings.service_key,
        "SELFMAP_DATABASE_URL": settings.database_url, "SELFMAP_RASA_URL": settings.rasa_url,
        "SELFMAP_ACTIONS_URL": settings.actions_url, "SELFMAP_MODEL": str(model),
        "SELFMAP_TRACKER_URL": os.environ.get("SELFMAP_TRACKER_URL") or tracker,
        "SELFMAP_RASA_PORT": str(urlsplit(settings.rasa_url).port or 5005),
    }


def told(process: str, environment: dict[str, str]) -> dict[str, str]:
    """What one process is told: the bot alone gets Telegram's token, and Rasa no secret but the key the processes share."""
    if process == "bot":
        return environment
    without_token = {name: value for name, value in environment.items() if name != "TELEGRAM_BOT_TOKEN"}
    if process != "rasa":
        return without_token
    return {name: value for name, value in without_token.items() if not name.startswith(("SELFMAP_", "TELEGRAM_")) or name in FOR_RASA}


def check_ports(settings: Settings) -> None:
    """Say at once which port is taken and which setting moves it, before anything starts."""
    for name, host, port, setting in (
        ("web chat", settings.web_host, settings.web_port, "SELFMAP_WEB_ADDRESS=127.0.0.1:8081"),
        ("Rasa", "127.0.0.1", urlsplit(settings.rasa_url).port or 5005, "SELFMAP_RASA_URL=http://127.0.0.1:5006"),
        ("action server", "127.0.0.1", urlsplit(settings.actions_url).port or 5055, "SELFMAP_ACTIONS_URL=http://127.0.0.1:5056"),
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
        "rasa": _answers(f"{settings.rasa_url}/webhooks/selfmap/"),
        "actions": _answers(f"{settings.actions_url}/ready"),
        "bot": (settings.home / "run" / "bot.ready").exists(),
        "web": _answers(f"http://{settings.web_host}:{settings.web_port}/readyz"),
    }


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    return httpx.Client(timeout=2, trust_env=False)


def _answers(url: str) -> bool:
    try:
        return _client().get(url).status_code == 200
    except httpx.HTTPError:
        return False
