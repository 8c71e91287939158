"""Starting and stopping: one clear sentence where something is wrong, and nothing left running afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from bot.model import fingerprint, model_path, train
from tests.system.service import ROOT, Service, free_port
from tests.telegram.standin import TelegramStandIn

pytestmark = pytest.mark.system
SELFMAP = str(Path(sys.executable).parent / "selfmap")


def run_selfmap(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SELFMAP_", "TELEGRAM_"))}
    environment = {
        **bare, "SELFMAP_HOME": str(tmp_path / "home"), "SELFMAP_WEB_ADDRESS": f"127.0.0.1:{free_port()}",
        "SELFMAP_RASA_URL": f"http://127.0.0.1:{free_port()}", "SELFMAP_ACTIONS_URL": f"http://127.0.0.1:{free_port()}", **settings,
    }
    return subprocess.run([SELFMAP, "run"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 1
    assert "Traceback" not in result.stderr and len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


def test_a_port_in_use_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = one_sentence(run_selfmap(tmp_path, SELFMAP_WEB_ADDRESS=f"127.0.0.1:{port}"))
        assert str(port) in said and "SELFMAP_WEB_ADDRESS" in said
        said = one_sentence(run_selfmap(tmp_path, SELFMAP_RASA_URL=f"http://127.0.0.1:{port}"))
        assert str(port) in said and "SELFMAP_RASA_URL" in said


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = one_sentence(run_selfmap(tmp_path, SELFMAP_HOME=str(tmp_path / "file" / "home")))
    assert "can't be written" in said and "SELFMAP_HOME" in said


def test_an_address_that_is_none(tmp_path: Path) -> None:
    assert "HOST:PORT" in one_sentence(run_selfmap(tmp_path, SELFMAP_WEB_ADDRESS="here"))


def copy_of_the_setup(tmp_path: Path) -> Path:
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("deploy", "requirements", "bot"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    return clone


def test_a_missing_interpreter_is_said(tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in ("sh", "ls", "cat", "sort", "tail", "basename", "dirname"):
        (bare / tool).symlink_to(shutil.which(tool) or "")
    result = subprocess.run(
        [shutil.which("sh") or "sh", "deploy/setup.sh"], cwd=copy_of_the_setup(tmp_path), capture_output=True, text=True,
        env={"PATH": str(bare), "HOME": str(tmp_path)}, timeout=60, check=False)
    assert "Python 3.12 is missing" in one_sentence(result) and "uv python install 3.12" in result.stderr


def test_no_network_on_first_set_up_is_said(tmp_path: Path) -> None:
    """No index, no cache: what a machine without a network sees."""
    python = os.path.realpath(sys.executable)
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in ("sh", "ls", "cat", "sort", "tail", "basename", "dirname"):
        (bare / tool).symlink_to(shutil.which(tool) or "")
    (bare / "python3.12").symlink_to(python)
    (bare / "python3.10").symlink_to(os.path.realpath(ROOT / ".venv-rasa" / "bin" / "python"))
    result = subprocess.run(
        [shutil.which("sh") or "sh", "deploy/setup.sh"], cwd=copy_of_the_setup(tmp_path), capture_output=True, text=True,
        env={"PATH": str(bare), "HOME": str(tmp_path), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}, timeout=120, check=False)
    assert "could not be fetched" in one_sentence(result) and "network" in result.stderr


def test_nothing_unchanged_is_trained_again(tmp_path: Path) -> None:
    before = model_path().stat().st_mtime_ns
    assert train() == model_path() and model_path().stat().st_mtime_ns == before
    copy = tmp_path / "copy"
    for name in ("nlu", "domain", "stories", "requirements", "bot/dialogue"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "config.yml", copy)
    assert fingerprint(copy) == fingerprint()
    os.utime(copy / "config.yml", (1, 1))
    assert fingerprint(copy) == fingerprint(), "dates don't count"
    with (copy / "domain" / "people.yml").open("a") as file:
        file.write("\n# changed\n")
    assert fingerprint(copy) != fingerprint()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_bad_token_is_said_and_a_stop_leaves_nothing_running(tmp_path: Path, standin: TelegramStandIn, how: signal.Signals) -> None:
    service = Service(tmp_path / "home", TELEGRAM_BOT_TOKEN="1:wrong", TELEGRAM_API_URL=standin.url)
    service.start()
    service.wait_for("Telegram refuses the bot token")
    assert "1:wrong" not in service.log()
    assert service.process
    family = psutil.Process(service.process.pid).children(recursive=True)
    assert len(family) >= 4
    service.stop(how)
    gone, alive = psutil.wait_procs(family, timeout=30)
    assert alive == [] and "Traceback" not in service.log()
