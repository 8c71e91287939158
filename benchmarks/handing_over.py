"""What it costs to hand over everything of the largest person: `.venv/bin/python -m benchmarks.handing_over [--messages 10000] [--megabytes 54]`.

Processor time, which other programs on the machine do not change, for all that is held and for each part of the way.
"""

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.handing_over import zip_within
from bot.telegram.sender import LARGEST_FILE
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.store.engine import make_engine, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import message, picture

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PICTURE = 180_000  # bytes of one
THINGS = 150


def main() -> None:
    """Make the person, hand them over, and print what it took."""
    given = argparse.ArgumentParser()
    given.add_argument("--messages", type=int, default=10_000)
    given.add_argument("--megabytes", type=int, default=54)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SELFMAP_HOME"] = folder
        engine = make_engine(f"sqlite:///{Path(folder) / 'selfmap.db'}")
        upgrade(engine)
        who = Participants(engine).find_or_add("telegram", "1", now=NOW)
        Participants(engine).record_consent(who, True, version="1", now=NOW)
        with writing(engine) as connection:
            connection.execute(insert(message), [
                {"id": f"m_{number}", "participant_id": who, "direction": "out" if number % 2 else "in", "kind": "text", "state": "done",
                 "text": f"i saw my mate dev at the library again, number {number}, and it was alright", "at": NOW + timedelta(minutes=number)} for number in range(chosen.messages)])
            connection.execute(insert(picture), [
                {"id": f"x_{number}", "participant_id": who, "at": NOW, "png": os.urandom(PICTURE), "words": "My map"} for number in range(chosen.megabytes * 1_000_000 // PICTURE)])
        for number in range(THINGS):
            Maps(engine).record(who, f"m_{number}", Reading(mentions=(Mention(f"thing number {number}", (Kind.PERSON, Kind.PLACE, Kind.ACTIVITY)[number % 3]),)), part="said", now=NOW)
        wall, cpu = time.monotonic(), time.process_time()
        body = zip_within(engine, who, NOW, most=LARGEST_FILE)
        print(f"{len(body) / 1e6:.1f} MB; processor {time.process_time() - cpu:.1f} s; by the clock {time.monotonic() - wall:.1f} s")
        engine.dispose()


if __name__ == "__main__":
    main()
