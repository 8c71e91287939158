"""`selfmap export PARTICIPANT -o OUT.zip`: everything held about a person, to read and to take elsewhere."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from bot.console.log import log_at
from bot.settings import read_settings
from mapping.errors import SelfmapError
from mapping.store.audit import Entry
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade


class ExportUnwritable(SelfmapError):
    """The file can't be written where it was asked for; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and where to."""
    parser.add_argument("participant", metavar="PARTICIPANT", help="the participant's id (p_...)")
    parser.add_argument("-o", "--out", required=True, metavar="OUT.zip", help="the file to write")


def run(arguments: argparse.Namespace) -> int:
    """Write the file readable by its owner alone. A file that was there stays as it was until the new one is whole."""
    from bot.handing_over import files_of

    settings = read_settings()
    engine = make_engine(settings.database_url)
    upgrade(engine)
    now = datetime.now(UTC)
    files = files_of(engine, arguments.participant, now)
    log_at(settings.home).note(engine, Entry("command", "exported", arguments.participant), now=now)  # before it leaves
    out = Path(arguments.out)
    _write(out, files, now)
    print(f"Written: {out}")
    if "left-out.txt" in files:
        print("Some things could not be written. The file left-out.txt in it says what they are.")
    return 0


def _write(out: Path, files: dict[str, bytes], now: datetime) -> None:
    from bot.handing_over import write_zip

    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write_zip(file, files, now)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportUnwritable(
            f"{out} can't be written ({error.strerror}); choose a folder of yours that is there."
        ) from error
