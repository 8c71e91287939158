"""`selfmap keys`: shows the keys that lock what is kept, and changes the master key. See docs/security.md."""

import argparse

from bot.settings import read_settings
from mapping.store.engine import make_engine
from mapping.store.sealing import Vault, vault_of
from mapping.store.sealing.master import new_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("what", choices=WHAT, metavar="WHAT", help="; ".join(f"{name}: {does}" for name, (does, _) in WHAT.items()))


def run(arguments: argparse.Namespace) -> int:
    """Do it. Raises KeyMissing where the keys are not there or not the right ones."""
    _, work = WHAT[arguments.what]
    return work()


def _show() -> int:
    newest, counts = _vault().versions()
    print(f"The master key in use is version {newest}.")
    for version, people in sorted(counts.items()):
        print(f"Locked with version {version}: the keys of {people} {'person' if people == 1 else 'people'}.")
    return 0


def _new() -> int:
    print(new_key())
    return 0


def _rotate() -> int:
    vault = _vault()
    newest, counts = vault.versions()
    if not any(version < newest for version in counts):  # else an earlier call was broken off: it is finished first
        newest = vault.add_master_key()
        print(f"Made version {newest} of the master key. Keep a copy of the key file apart from the backups of the database.", flush=True)
    done = vault.rewrap()
    print(f"Locked anew with version {newest}: the keys of {done} {'person' if done == 1 else 'people'}.")
    print("When every process has been started again, `selfmap keys retire` lets the old version go.")
    return 0


def _retire() -> int:
    vault = _vault()
    if not vault.retire():
        print("Some keys are still locked with an older version. Run `selfmap keys rotate` first.")
        return 1
    print(f"Only version {vault.versions()[0]} of the master key is left.")
    return 0


def _vault() -> Vault:
    return vault_of(make_engine(read_settings().database_url))


WHAT = {
    "show": ("which versions of the master key are in use", _show),
    "new": ("print a new random key, for SELFMAP_MASTER_KEY", _new),
    "rotate": ("make a new master key and lock everybody's key with it; broken off, it goes on at the next call", _rotate),
    "retire": ("let older master keys go, once nothing is locked with them", _retire),
}
