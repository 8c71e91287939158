"""`selfmap migrate`: brings the database up to date before anything starts. Every process does it too; done twice is done once."""

import argparse

from bot.settings import read_settings
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the settings come from the environment."""


def run(_: argparse.Namespace) -> int:
    """Upgrade. Raises StoreUnreachable, KeyMissing."""
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    engine.dispose()
    print("The database is up to date.")
    return 0
