"""The web process and the terminal chat as programs: they start, say what is wrong, and stop cleanly."""

import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.system.browser.looks import drawn_map
from tests.system.browser.scripted_bot import Answer, ScriptedBot
from tests.system.browser.serving import PATIENT, SELFMAP, environment, served, settings_in, store_in


def test_it_starts_says_so_and_stops(tmp_path: Path) -> None:
    with served(tmp_path) as web:
        sign = tmp_path / "run" / "web.ready"
        for number in (signal.SIGTERM, signal.SIGINT):
            assert sign.exists()
            web.process.send_signal(number)
            assert web.process.wait(PATIENT) == 0
            assert not sign.exists()
            web.start()


def test_a_port_in_use_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = start(["web"], tmp_path, port)
        _, said = done.communicate(timeout=PATIENT)
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use. Stop the other program or set SELFMAP_WEB_ADDRESS=127.0.0.1:" in said
    assert "Traceback" not in said


def test_the_terminal_says_when_nothing_is_running(tmp_path: Path) -> None:
    done = start(["chat"], tmp_path, 8080)
    _, said = done.communicate("hello\n", timeout=PATIENT)
    assert done.returncode == 1
    assert "Selfmap is not running here. Start it with `make run`" in said and "Traceback" not in said


def script(said: str) -> list[Answer]:
    match said:
        case "hello":
            return [Answer("Shall we begin?", buttons=(("Yes", "/affirm"), ("No", "/deny")))]
        case "show me my map":
            return [Answer("Here it is.", png=drawn_map(), words="You know Moira.")]
    return [Answer(f"I read: {said}")]


@pytest.fixture
def running(tmp_path: Path) -> object:
    """A home in which a bot is at work, played by the script."""
    settings = settings_in(tmp_path)
    (settings.home / "run").mkdir()
    (settings.home / "run" / "bot.ready").touch()
    engine = store_in(settings)
    with ScriptedBot(engine, script):
        yield settings
    engine.dispose()


def test_a_talk_in_the_terminal(running: object) -> None:
    done = start(["chat"], running.home, 8080)
    said, problems = done.communicate("hello\n1\nshow me my map\n2\n", timeout=PATIENT)
    assert (done.returncode, problems) == (0, "")
    assert "Selfmap: Shall we begin?\n  1) Yes\n  2) No\n" in said
    assert "Selfmap: I read: /affirm" in said
    assert "Selfmap: Here it is.\n[a picture of your map was saved to " in said and "You know Moira." in said
    assert "Selfmap: I read: 2\n" in said  # the buttons were used up by then: 2 is what was said
    saved = list((running.home / "pictures").glob("*.png"))
    assert [path.read_bytes() for path in saved] == [drawn_map()]


def test_the_terminal_goes_on_where_it_was(running: object) -> None:
    start(["chat"], running.home, 8080).communicate("my words\n", timeout=PATIENT)
    again, _ = start(["chat"], running.home, 8080).communicate("", timeout=PATIENT)
    assert "You: my words\nSelfmap: I read: my words\n" in again
    as_new, _ = start(["chat", "--new"], running.home, 8080).communicate("", timeout=PATIENT)
    assert "my words" not in as_new


def start(arguments: list[str], home: Path, port: int) -> subprocess.Popen:
    pipe = subprocess.PIPE
    env = environment(settings_in(home, port))
    return subprocess.Popen([*SELFMAP, *arguments], env=env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
