"""A Chromium that needs no root and no system packages: npm's build, unpacked by Playwright's own node."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright
from playwright.sync_api import Browser, Playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / "node_modules" / ".cache" / "chromium"  # git-ignored, and gone with the package
SWITCHES = ["--no-sandbox", "--no-zygote", "--in-process-gpu", "--disable-dev-shm-usage"]


class ChromiumMissing(Exception):
    """There is no Chromium to test with; the message says how to get one."""


def chromium_path() -> str:
    """The Chromium to drive: SELFMAP_CHROMIUM, else npm's (fetched where needed), else the machine's own."""
    if named := os.environ.get("SELFMAP_CHROMIUM"):
        return named
    fetched = subprocess.run([str(HERE / "setup.sh")], capture_output=True, text=True, check=False)
    if fetched.returncode == 0 and PACKAGE.exists():
        return str(_unpacked())
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise ChromiumMissing(fetched.stderr.strip() or "Run tests/system/browser/setup.sh first.")


def open_chromium(play: Playwright) -> Browser:
    """Start it, with the libraries and fonts that came with it."""
    path = chromium_path()
    beside = Path(path).parent
    env = dict(os.environ)
    if (beside / "al2023" / "lib").exists():
        env["LD_LIBRARY_PATH"] = f"{beside / 'al2023' / 'lib'}:{env.get('LD_LIBRARY_PATH', '')}".rstrip(":")
        env["FONTCONFIG_FILE"] = str(_fonts_in(beside))
    return play.chromium.launch(executable_path=path, args=SWITCHES, env=env)


def _unpacked() -> Path:
    path = UNPACKED / "chromium"
    with _alone(UNPACKED):
        if not (UNPACKED / "done").exists():
            node = Path(playwright.__file__).parent / "driver" / "node"
            # the second name makes it unpack its libraries too
            env = dict(os.environ, TMPDIR=str(UNPACKED), AWS_LAMBDA_JS_RUNTIME="nodejs22.x")
            subprocess.run([str(node), str(HERE / "unpack.mjs")], check=True, env=env, cwd=ROOT, capture_output=True)
            (UNPACKED / "done").touch()
    return path


def _fonts_in(folder: Path) -> Path:
    """The list of font folders, its own and the machine's: the list it comes with names folders of another machine."""
    listed = folder / "fonts.conf"
    folders = "".join(f"<dir>{each}</dir>" for each in (folder / "fonts", "/usr/share/fonts"))
    listed.write_text(f"<fontconfig>{folders}<cachedir>{folder / 'fonts-cache'}</cachedir></fontconfig>\n")
    return listed


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process at a time unpacks."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
