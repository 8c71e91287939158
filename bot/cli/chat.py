"""`selfmap chat`: the same conversation in a terminal, through the same rows as Telegram and the web page."""

import argparse
import hashlib
import os
import queue
import secrets
import sys
import threading
import time
import uuid
from pathlib import Path

from bot.settings import Settings, read_settings
from bot.turns.calendar import CALENDAR_FILE, calendar_for
from bot.turns.outbox import CALENDAR
from bot.web.conversation import Said, Standing, picture_of, said_before, standing
from bot.web.inbound import LONGEST, Inbound, utc_now
from mapping.errors import SelfmapError
from mapping.store.engine import make_engine, reading

LOOK_EVERY = 0.12  # seconds
PATIENCE = 15.0  # seconds until the next line is sent though the last one has no answer yet
LAST_PATIENCE = 60.0  # the same for leaving
LOOK_BACK = 6  # messages shown again at the start
NOT_RUNNING = "Selfmap is not running here. Start it with `make run` in another window, then try again."
STILL_READING = "(Selfmap has not answered yet. Your message is kept.)"
Lines = queue.SimpleQueue[str | None]


class NotRunning(SelfmapError):
    """Nothing would answer."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--new", action="store_true", help="start as a new person")


def run(chosen: argparse.Namespace) -> int:
    """Talk until Ctrl-D. Raises NotRunning where nothing would answer."""
    settings = read_settings()
    if not (settings.home / "run" / "bot.ready").exists():
        raise NotRunning(NOT_RUNNING)
    print("This is Selfmap. Type your message and press Enter. Ctrl-D leaves.")
    Talk(settings, own_address(settings.home / "terminal.key", new=chosen.new)).go_on(typed_lines())
    print()
    return 0


class Talk:
    """One conversation at the terminal: lines in, replies out."""

    def __init__(self, settings: Settings, address: str) -> None:
        self._engine = make_engine(settings.database_url)
        self._inbound = Inbound(self._engine, settings.home, "terminal")
        self._address = address
        self._pictures = settings.home / "pictures"
        self._seen: set[str] = set()
        self._last: Standing | None = None
        self._choices: list[dict[str, str]] = []
        self._prompted = False

    def go_on(self, lines: Lines) -> None:
        """Take each line in turn, and show every reply as it comes, until the lines end and the last is answered."""
        ended, patience = False, 0.0
        while True:
            now = self._show_new()
            if now.reading and time.monotonic() < patience:
                time.sleep(LOOK_EVERY)
                continue
            if ended:
                return print(STILL_READING) if now.reading else None
            self._prompt()
            try:
                line = lines.get(timeout=LOOK_EVERY)
            except queue.Empty:
                continue
            ended = line is None
            patience = time.monotonic() + (LAST_PATIENCE if ended else PATIENCE)
            if line is not None:
                self._take(line)

    def _take(self, line: str) -> None:
        """A number chooses a button where there are some; everything else is said as it stands."""
        self._prompted = False
        text = line.strip()
        if len(text) > LONGEST:
            return print(f"That is too long: {len(text):,} characters. The most is {LONGEST:,}. Please split it.")
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(self._choices):
            self._inbound.press(self._address, self._choices[int(text) - 1]["token"], utc_now())
        elif text:
            self._inbound.say(self._address, text, str(uuid.uuid4()), utc_now())

    def _show_new(self) -> Standing:
        """Print what has been said since; at the start, the end of what was said before."""
        with reading(self._engine) as connection:
            now = standing(connection, "terminal", self._address)
            if now == self._last or now.participant_id is None:
                self._last = now
                return now
            said = said_before(connection, now.participant_id, None, LOOK_BACK if self._last is None else 50)
        for one in said:
            if one.id not in self._seen and (self._last is None or not one.by_person):
                self._show(one)
            self._seen.add(one.id)
        self._last = now
        self._choices = [choice for choice in self._choices if choice["token"] in now.open]
        return now

    def _show(self, one: Said) -> None:
        lines = [f"{'You' if one.by_person else 'Selfmap'}: {one.text}"] if one.text else []
        if one.picture_id:
            lines += [f"[a picture of your map was saved to {self._save(one.picture_id)}]", one.words]
        if one.kind == CALENDAR and (saved := self._save_calendar()):
            lines.append(f"[a file for your calendar was saved to {saved}]")
        if not one.by_person:
            self._choices = list(one.buttons)
            lines += [f"  {number}) {choice['title']}" for number, choice in enumerate(one.buttons, 1)]
        print("\n" * self._prompted + "\n".join(_printable(line) for line in lines), flush=True)
        self._prompted = False

    def _save(self, picture_id: str) -> Path:
        self._pictures.mkdir(mode=0o700, parents=True, exist_ok=True)
        with reading(self._engine) as connection:
            png = picture_of(connection, "terminal", self._address, picture_id)
        path = self._pictures / f"{hashlib.sha256(picture_id.encode()).hexdigest()[:12]}.png"
        path.write_bytes(png or b"")
        return path

    def _save_calendar(self) -> Path | None:
        with reading(self._engine) as connection:
            found = standing(connection, "terminal", self._address).participant_id
        made = calendar_for(self._engine, found) if found else None
        if made is None:
            return None
        self._pictures.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._pictures / CALENDAR_FILE
        path.write_bytes(made)
        return path

    def _prompt(self) -> None:
        if not self._prompted and sys.stdin.isatty():
            print("You: ", end="", flush=True)
        self._prompted = sys.stdin.isatty()


def typed_lines() -> Lines:
    """What is typed, line by line, read beside the conversation so that replies show at once. None: no more."""
    lines: Lines = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True, name="typed").start()
    return lines


def own_address(path: Path, *, new: bool) -> str:
    """Who is at this terminal: the key kept in this file, made where there is none."""
    if new or not path.exists():
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return hashlib.sha256(b"selfmap terminal " + path.read_bytes()).hexdigest()


def _printable(text: str) -> str:
    """Without control characters, which could play tricks on a terminal."""
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())
