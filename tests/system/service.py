"""The real service for system tests: `selfmap run` with its four processes, in a home of its own, on free ports."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, Row, Select, func, select

from bot.turns.buttons import press
from bot.turns.inbox import receive
from bot.turns.nudge import nudge
from mapping.model import WellbeingMap
from mapping.services import Maps
from mapping.store.engine import make_engine, reading
from mapping.store.tables import button, message, parted, participant
from tests.telegram.standin import TelegramStandIn

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 420.0  # seconds: generous; a wait ends as soon as what it waits for is there
TURN_WITHIN = 90.0


def free_port() -> int:
    """A port of this machine that nobody uses now. Below those that are given out for calls, as Rasa takes some seconds to come and claim it."""
    while True:
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", secrets.randbelow(20_000) + 12_000))
            return int(found.getsockname()[1])


class Service:
    """Starts, watches and stops one whole Selfmap."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.web_port, rasa, actions = free_port(), free_port(), free_port()
        self.log_path = home / "service.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SELFMAP_", "TELEGRAM_"))},
            "SELFMAP_HOME": str(home), "SELFMAP_WEB_ADDRESS": f"127.0.0.1:{self.web_port}",
            "SELFMAP_RASA_URL": f"http://127.0.0.1:{rasa}", "SELFMAP_ACTIONS_URL": f"http://127.0.0.1:{actions}", **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.log_path.unlink(missing_ok=True)
        program = str(Path(sys.executable).parent / "selfmap")
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [program, "run"], cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            self.wait_for("Selfmap is ready.")
        except BaseException:
            self.stop()  # nothing may be left running
            raise

    def log(self) -> str:
        """Everything the processes have printed."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, words: str) -> None:
        """Until the log has these words."""
        end = time.monotonic() + READY_WITHIN
        while words not in self.log():
            assert self.process and self.process.poll() is None, f"the service stopped:\n{self.log()[-3000:]}"
            assert time.monotonic() < end, f"the log never said {words!r}:\n{self.log()[-3000:]}"
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it as a person or a machine would; returns its exit code."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def engine(self) -> Engine:
        """Its database, to look into."""
        return make_engine(f"sqlite:///{self.home / 'selfmap.db'}")


class Person:
    """Somebody who writes to the bot and waits for the whole answer: through the Bot API, or at a terminal.

    A terminal is quicker: nobody is sent more than about one message a second on Telegram.
    """

    def __init__(self, service: Service, address: int, standin: TelegramStandIn | None = None) -> None:
        self.service, self.chat_id, self.standin = service, address, standin
        self.channel = "telegram" if standin else "terminal"
        self.engine = service.engine()
        self.seen = 0  # on Telegram: how many messages were heard

    def say(self, *texts: str) -> str:
        """Type these messages, one after the other's answer. Returns what the bot said to the last."""
        answer = ""
        for text in texts:
            answer = self._after(lambda said=text: self.send(said))
        return answer

    def press(self, title: str) -> str:
        """Press the newest button with this title; returns what the bot said to it."""
        return self._after(lambda: self.send_press(title))

    def send(self, text: str) -> None:
        """Type a message and don't wait."""
        if self.standin:
            self.standin.say(self.chat_id, text)
            return
        receive(self.engine, channel=self.channel, address=str(self.chat_id), text=text, channel_key=f"terminal:{uuid4()}", now=now())
        nudge(self.service.home)

    def send_press(self, title: str) -> None:
        """Press a button and don't wait."""
        if self.standin:
            self.standin.press(self.chat_id, title)
            return
        token = next(each["token"] for row in reversed(self._rows("out")) for each in row.buttons or () if each["title"] == title)
        press(self.engine, channel=self.channel, address=str(self.chat_id), token=token, channel_key=f"terminal:{uuid4()}", now=now())
        nudge(self.service.home)

    def buttons(self) -> list[str]:
        """The titles of the buttons under what the bot said last."""
        last = self._rows("in")[-1].seq
        return [each["title"] for row in self._rows("out") if row.seq > last for each in row.buttons or ()]

    def answers(self, title: str) -> bool:
        """Whether the button with this title, under what the bot said last, answers a question."""
        last = self._rows("in")[-1].seq
        tokens = [each["token"] for row in self._rows("out") if row.seq > last for each in row.buttons or () if each["title"] == title]
        with reading(self.engine) as connection:
            payloads = connection.scalars(select(button.c.payload).where(button.c.token.in_(tokens))).all()
        return any(str(payload).startswith("/answer") for payload in payloads)

    def heard(self) -> list[str]:
        """Everything the bot has said, in order."""
        return self.standin.texts(self.chat_id) if self.standin else [row.text for row in self._rows("out")]

    def wait(self) -> None:
        """Until every message so far is answered and delivered."""
        self._until(self._settled)

    def _after(self, act: Callable[[], None]) -> str:
        before, shown = self._states("in").keys(), self._states("out").keys()
        act()
        self._until(lambda: bool(self._states("in").keys() - before) and self._settled())
        if self.standin is None:
            return "\n".join(row.text for row in self._rows("out") if row.id not in shown)
        heard = self.heard()
        new, self.seen = heard[self.seen:], len(heard)
        return "\n".join(new)

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + TURN_WITHIN
        while not true():
            assert time.monotonic() < end, f"no whole answer came:\n{self.service.log()[-3000:]}"
            time.sleep(0.02)

    def _settled(self) -> bool:
        return not {"received", "waiting"} & {*self._states("in").values(), *self._states("out").values()}

    def _states(self, direction: str) -> dict[str, str]:
        """What became of each message, by id. Asked many times a second, so no words are opened for it."""
        with reading(self.engine) as connection:
            found = self._mine(select(message.c.id, message.c.state)).where(message.c.direction == direction)
            return {row.id: row.state for row in connection.execute(found)}

    def _rows(self, direction: str) -> list[Row]:
        with reading(self.engine) as connection:
            found = self._mine(select(message)).where(message.c.direction == direction).order_by(message.c.seq)
            return list(connection.execute(found).all())

    def _mine(self, asked: Select) -> Select:
        """Of whoever is at this address, and of who was there and is about to be erased: their last words are still to come."""
        address = func.coalesce(parted.c.address, participant.c.address)
        return asked.select_from(message).join(participant).outerjoin(parted).where(participant.c.channel == self.channel, address == str(self.chat_id))

    @property
    def participant_id(self) -> str:
        """Who this is to the service now; who was there last where nobody is."""
        with reading(self.engine) as connection:
            here = select(participant.c.id).where(participant.c.channel == self.channel, participant.c.address == str(self.chat_id))
            return str(connection.scalar(here) or self._rows("in")[-1].participant_id)

    def map(self) -> WellbeingMap:
        """Their map as it stands."""
        return Maps(self.engine).map_of(self.participant_id)


def now() -> datetime:
    """The time, aware UTC."""
    return datetime.now(UTC)
