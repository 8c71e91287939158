"""`selfmap export PARTICIPANT -o OUT.zip`: everything held about a person, to read and to take elsewhere."""

import argparse
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import read_settings
from mapping.describe import describe_map
from mapping.export import dump_map
from mapping.render import draw_png, draw_svg
from mapping.services import Maps, Participants
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and where to."""
    parser.add_argument("participant", metavar="PARTICIPANT", help="the participant's id (p_...)")
    parser.add_argument("-o", "--out", required=True, metavar="OUT.zip", help="the file to write")


def run(arguments: argparse.Namespace) -> int:
    """Write the file readable by its owner alone."""
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    now = datetime.now(UTC)
    everything = Participants(engine).everything(arguments.participant)
    wellbeing_map = Maps(engine).map_of(arguments.participant)
    out = Path(arguments.out)
    out.touch(mode=0o600)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", json.dumps(everything, ensure_ascii=False, indent=2, default=str))
        archive.writestr("map.json", dump_map(wellbeing_map))
        archive.writestr("map.txt", describe_map(wellbeing_map))
        archive.writestr("map.svg", draw_svg(wellbeing_map, now=now))
        archive.writestr("map.png", draw_png(wellbeing_map, now=now))
    print(f"Written: {out}")
    return 0
