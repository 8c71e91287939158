"""``selfmap bot``: the bot process. Turns and deliveries, and Telegram where there is a token."""

import argparse
import asyncio
import fcntl
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings, SettingWrong, read_settings
from bot.telegram.redaction import start_logging
from watching.door import AddressWrong, open_door
from watching.lines import told

if TYPE_CHECKING:
    from bot.turns.process import BotProcess

log = logging.getLogger("bot")
LOST = 75  # exit code where another bot process has taken over; started again, this one stands by


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--say-slow-after", type=float, default=8.0, metavar="SECONDS",
                        help="how long to wait for Rasa before telling the person (default 8)")


def run(arguments: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT."""
    settings = read_settings()
    start_logging(settings.log_level, settings.telegram_token, as_json=settings.log_as_json)
    with _alone(settings.home / "run"):
        code = asyncio.run(_serve(settings, arguments.say_slow_after))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a turn that still waits in a thread must not hold the process; it goes on at the next start


async def _serve(settings: Settings, say_slow_after: float) -> int:
    from bot.turns.process import BotProcess

    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    code = 0

    def lost() -> None:
        nonlocal code
        code = LOST
        stop.set()

    process = BotProcess(settings, say_slow_after=say_slow_after, lost=lost)
    ready = settings.home / "run" / "bot.ready"
    say = partial(told, "bot", json_wanted=settings.log_as_json)
    try:
        open_door("bot", settings.metrics_address, alive=process.watched.alive, missing=process.watched.missing)
    except AddressWrong as error:
        raise SettingWrong(str(error)) from error
    try:
        if not await _started(process, stop):
            return 0
        if not settings.telegram_token:
            print(say("no TELEGRAM_BOT_TOKEN is set, so only the web chat is served"), flush=True)
        ready.touch()
        print(say("ready"), flush=True)
        await stop.wait()
    finally:
        ready.unlink(missing_ok=True)
        await process.stop()
    return code


async def _started(process: "BotProcess", stop: asyncio.Event) -> bool:
    """Start, unless told to stop first: whoever stands by may wait for weeks."""
    starting, told = asyncio.ensure_future(process.start()), asyncio.ensure_future(stop.wait())
    await asyncio.wait({starting, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not starting.done():
        starting.cancel()
        return False
    starting.result()
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the home folder's lock: two bot processes on one home would answer everything twice."""
    folder.mkdir(exist_ok=True)
    with (folder / "bot.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SettingWrong(
                f"A bot process already runs for {folder.parent}. Stop it, or set SELFMAP_HOME to another folder."
            ) from error
        (folder / "bot.ready").unlink(missing_ok=True)
        yield
