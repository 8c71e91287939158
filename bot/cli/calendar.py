"""`selfmap calendar PARTICIPANT -o OUT.ics`: somebody's check-ins for their own calendar, without a word on what they are about."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import read_settings
from mapping.checkins.calendar import calendar_of
from mapping.errors import NothingPlanned, ParticipantUnknown
from mapping.services import Checkins, Participants
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument("participant", metavar="PARTICIPANT", help="the participant's id (p_...)")
    parser.add_argument("-o", "--out", required=True, metavar="OUT.ics", help="the file to write")


def run(arguments: argparse.Namespace) -> int:
    """Write the file, readable by its owner alone. Raises ParticipantUnknown, NothingPlanned."""
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    if not Participants(engine).exists(arguments.participant):
        raise ParticipantUnknown("No participant has this id.")
    made = calendar_of(Checkins(engine).rhythm(arguments.participant), arguments.participant, now=datetime.now(UTC))
    if made is None:
        raise NothingPlanned("This person is not asked how it goes, so there is nothing to put in a calendar.")
    out = Path(arguments.out)
    out.touch(mode=0o600)
    out.write_bytes(made)
    print(f"Written: {out}")
    return 0
