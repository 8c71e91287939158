"""`selfmap audit`: is the log of who looked as it was written?"""

import argparse
import sys

from bot.console.log import log_at
from bot.settings import read_settings
from mapping.errors import SelfmapError
from mapping.store.access import looking
from mapping.store.audit import Anchor, Broken, head


class AnchorWrong(SelfmapError):
    """An anchor can't be read; the message says how it should look."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    acts = parser.add_subparsers(dest="act", required=True)
    verify = acts.add_parser("verify", help="check every row; 0 where all are as they were written, 1 where not")
    verify.add_argument("--anchor", action="append", default=[], metavar="NUMBER:MARK",
                        help="a line of `selfmap audit anchor` that was kept elsewhere; may be given more than once")
    acts.add_parser("anchor", help="print the end of the log, to be kept on another machine")


def run(arguments: argparse.Namespace) -> int:
    """Raises AnchorWrong, SettingWrong, StoreUnreachable."""
    from mapping.store.engine import make_engine
    from mapping.store.migrate import upgrade

    settings = read_settings()
    engine = make_engine(settings.database_url)
    upgrade(engine)
    log = log_at(settings.home)
    with looking(engine) as connection:
        end = head(connection)
    if arguments.act == "anchor":
        print(f"{end.seq}:{end.mark}")
        return 0
    broken = log.verify(engine, *[_read(text) for text in arguments.anchor])
    if broken is None:
        print(f"The audit log is whole: {end.seq} {'row' if end.seq == 1 else 'rows'}, all as they were written.")
        return 0
    print(_told(broken), file=sys.stderr)
    return 1


def _read(text: str) -> Anchor:
    number, _, mark = text.partition(":")
    if not number.isdigit() or len(mark) != 64:
        raise AnchorWrong(f"{text[:80]!r} is not an anchor. It should be as `selfmap audit anchor` printed it.")
    return Anchor(int(number), mark)


def _told(broken: Broken) -> str:
    said = {
        "missing": f"Row {broken.seq} is missing.", "changed": f"Row {broken.seq} is not as it was written.",
        "cut off": f"The log was cut off: row {broken.seq} and later ones are missing.",
        "not the row that was anchored": f"Row {broken.seq} is not the one that was anchored: the log was written anew.",
        "no anchor": "The anchor file is missing, so rows cut off at the end would not be noticed.",
    }[broken.why]
    return f"selfmap audit: {said} Keep the database and its backups as they are, and tell your privacy officer."
