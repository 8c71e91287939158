"""`selfmap move DATABASE_URL`: moves everything to another database, from SQLite to PostgreSQL above all."""

import argparse

from bot.keeping.places import nobody_at_work, place_at, place_of, told
from bot.keeping.rows import copy_all
from bot.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("database", metavar="DATABASE_URL", help="the new database, empty: postgresql://...")
    parser.add_argument("--tracker", metavar="URL", help="where Rasa is to keep its events (default: in the same database)")


def run(arguments: argparse.Namespace) -> int:
    """Copy and compare; the old database stays as it is."""
    settings, tracker = read_settings(), arguments.tracker or arguments.database
    with nobody_at_work(settings):
        print(told(copy_all(place_of(settings), place_at(arguments.database, tracker))))
    print("Now set SELFMAP_DATABASE_URL and SELFMAP_TRACKER_URL to the new addresses and start Selfmap again.")
    return 0
