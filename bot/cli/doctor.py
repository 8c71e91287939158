"""`selfmap doctor`: checks the set-up and says what to mend."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from sqlalchemy import Engine, func, select, text

from bot.model import ROOT, model_path
from bot.settings import Settings, SettingWrong, read_settings
from bot.web.guard import is_loopback
from mapping.errors import SelfmapError
from mapping.store.tables import message
from nlu.extraction.learned.kept import HEADS, model_folder
from nlu.checkins.learned.kept import letters_path, lessons_path as checkins_path
from nlu.safety.kept import glance_path
from nlu.feelings.kept import lessons_path as feelings_path
from watching.ready import writable

LEAST_FREE = 500 * 2**20  # bytes
WAITED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``mend`` says what to do where it is not well."""

    what: str
    well: bool
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_: argparse.Namespace) -> int:
    """0 where all is well, 1 where something is to mend."""
    try:
        settings = read_settings()
    except SettingWrong as error:
        print(f"to mend  settings: {error}")
        return 1
    before = os.umask(0o077)  # looking makes what is not there yet, Rasa's database too: for its owner alone
    try:
        findings = [finding for check in CHECKS for finding in check(settings)]
    finally:
        os.umask(before)
    for finding in findings:
        print(f"{'well   ' if finding.well else 'to mend'}  {finding.what}{'' if finding.well else ': ' + finding.mend}")
    return 0 if all(finding.well for finding in findings) else 1


def _environments(settings: Settings) -> Iterator[Finding]:
    yield Finding("app environment on Python 3.12", sys.version_info[:2] == (3, 12), "run `make setup`.")
    yield Finding("the learned ear for these texts", (model_folder() / HEADS).exists(), "run `make setup`; until then messages are read less well.")
    yield Finding("what answers tell of feelings, for these texts", feelings_path().exists(), "run `make setup`; until then answers are read less well.")
    yield Finding("what is said of goals and check-ins, for these examples", checkins_path().exists() and letters_path().exists(), "run `make setup`; until then it is read by patterns alone.")
    yield Finding("the screen's small model, for these sentences", glance_path().exists(), "run `make setup`; until then the large one judges every message, more slowly.")
    if any(is_loopback(urlsplit(url).hostname or "") for url in settings.rasa_urls):  # else Rasa is another machine's or container's
        yield Finding("dialogue environment", (ROOT / ".venv-rasa" / "bin" / "rasa").exists(), "run `make setup`.")
        yield Finding("dialogue model for these files", model_path().exists(), "run `make setup`.")


def _home(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.home).free
    yield Finding("room on the disk", free > LEAST_FREE, f"{free // 2**20} MB are left where {settings.home} lies. Make room: without it nothing can be kept.")
    key = settings.home / "service.key"
    if not os.environ.get("SELFMAP_SERVICE_KEY") and key.exists():
        yield Finding("service key", bool(key.read_text().strip()), f"{key} is empty. Delete it and start Selfmap again: it makes a new one.")
    kept = ("service.key", "console.key", "selfmap.db", "rasa.db", "durable.db", "keys.db")
    open_to = [path for name in kept if (path := settings.home / name).exists() and _open_to_others(path)]
    names = ", ".join(path.name for path in open_to)
    yield Finding("nobody else can read what is kept", not open_to, f"others can read {names}. Run `chmod 600` on it in {settings.home}.")


def _open_to_others(path: Path) -> bool:
    """Whether others can read it. A file that is not ours, as a secret put before us, may be for our group."""
    found = path.stat()
    return bool(found.st_mode & (0o077 if found.st_uid == os.geteuid() else 0o027))


def _files(settings: Settings) -> Iterator[Finding]:
    """What a service gives beside its settings: the console's own, and files of words."""
    from bot.console.settings import read_console_settings
    from mapping.resources import read_directory
    from mapping.sessions import read_plan
    from mapping.suggestions import read_tuning

    for name, read in (("the console's settings", lambda _: read_console_settings(settings.home)), ("SELFMAP_SUGGESTIONS", read_tuning),
                       ("SELFMAP_DIRECTORY", read_directory), ("SELFMAP_SESSIONS", read_plan)):
        given = os.environ.get(name)
        if given or not name.startswith("SELFMAP_"):
            try:
                read(Path(given or ""))
                yield Finding(name, True)
            except (SelfmapError, SettingWrong, OSError) as error:
                yield Finding(name, False, str(error))


def _database(settings: Settings) -> Iterator[Finding]:
    from bot.keeping.places import place_of
    from mapping.errors import KeyMissing, SchemaNewer
    from mapping.store.migrate import upgrade

    place = None
    try:
        place = place_of(settings)
        upgrade(place.database)
        why = writable(place.database)
        yield Finding("database", why is None, f"it {why}. Look at the disk's room and rights, and at SELFMAP_DATABASE_URL.")
    except KeyMissing:  # said below, where the keys are looked at
        return
    except SchemaNewer as error:
        yield Finding("database", False, str(error))
        return
    except Exception as error:  # whatever is wrong with it, the person who runs it is told in a sentence
        yield Finding("database", False, f"it can't be used ({type(error).__name__}). Check SELFMAP_DATABASE_URL.")
    else:
        yield from _waiting(place.database)
        yield from _somebody_looks(settings, place.database)
    try:
        if place:
            with place.tracker.connect() as connection:
                connection.execute(text("SELECT 1"))
        yield Finding("Rasa's database", place is not None, "it could not be looked at. Mend the database first.")
    except Exception as error:
        yield Finding("Rasa's database", False, f"it can't be used ({type(error).__name__}). Check SELFMAP_TRACKER_URL.")


def _waiting(engine: Engine) -> Iterator[Finding]:
    """What has waited for long: somebody sits there without an answer."""
    long_ago = datetime.now(UTC) - WAITED
    for state, what, mend in (
        ("received", "every message is answered", "the bot, Rasa or the action server does not get on. Look at their lines."),
        ("waiting", "every answer is delivered", "Telegram can't be reached, or TELEGRAM_BOT_TOKEN is not set. Look at the bot's lines."),
    ):
        with engine.connect().execution_options(reading_only=True) as connection:
            many = connection.scalar(select(func.count()).select_from(message).where(message.c.state == state, message.c.at < long_ago))
        yield Finding(what, not many, f"{many} wait longer than {WAITED.seconds // 60} minutes: {mend}")


def _somebody_looks(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Hours are promised only where somebody looks in them (mapping/store/staff.py): whoever set them should know."""
    if settings.worker_hours is None:
        return
    from bot.console.roles import SUPPORTING
    from mapping.store.console_tables import worker

    can_look = (worker.c.role.in_(SUPPORTING), worker.c.joined_at.isnot(None), worker.c.disabled_at.is_(None))
    with engine.connect().execution_options(reading_only=True) as connection:
        many = connection.scalar(select(func.count()).select_from(worker).where(*can_look))
    yield Finding("somebody looks in the hours that are set", bool(many), (
        "SELFMAP_WORKER_HOURS is set, but no worker or lead has joined the console, so nobody sees an alert and people are not told of the "
        "hours. Run `selfmap worker add`, or take SELFMAP_WORKER_HOURS away."))


def _keys(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy import select

    from mapping.errors import SelfmapError
    from mapping.store.engine import make_engine, reading
    from mapping.store.sealing import vault_of
    from mapping.store.tables import participant

    try:
        engine = make_engine(settings.database_url)
        vault = vault_of(engine)
        vault.check()
        with reading(engine) as connection:
            without = set(connection.scalars(select(participant.c.id))) - vault.people()
    except SelfmapError as error:
        yield Finding("keys", False, str(error))
        return
    except Exception as error:  # the database itself is looked at above
        yield Finding("keys", False, f"the database can't be used ({type(error).__name__}). Check SELFMAP_DATABASE_URL.")
        return
    yield Finding("keys", not without, (
        f"the keys of {len(without)} {'person' if len(without) == 1 else 'people'} are missing, so what they said can't be read. "
        "Put back the store of keys that belongs here (keys.db, or SELFMAP_KEYS_URL)."))
    if (path := vault.key_file()) is not None:
        yield Finding("master key for its owner alone", not _open_to_others(path), f"others can read it. Run `chmod 600 {path}`.")


def _processes(settings: Settings) -> Iterator[Finding]:
    from bot.cli.run import kind_of, parts, places

    for name, ready in parts(settings).items():
        yield Finding(f"{name} process", ready, _why_not(settings, name))
        url = places(settings).get(name)
        if ready and url and settings.service_key:
            method = "POST" if kind_of(name) == "rasa" else "GET"
            address = f"{url}/webhooks/selfmap/parse" if kind_of(name) == "rasa" else f"{url}/actions"
            shown = httpx.request(method, address, json={"texts": []} if method == "POST" else None, headers={"Authorization": f"Bearer {settings.service_key}"}, timeout=10, trust_env=False)
            yield Finding(f"the key of the {name} process", shown.status_code != 401, "it was started with another SELFMAP_SERVICE_KEY. Stop it and run `make run`.")


def _why_not(settings: Settings, name: str) -> str:
    """What a part that runs says it lacks; else that it does not run."""
    from bot.cli.run import places, ready_at

    url = places(settings).get(name)
    try:
        lacks = httpx.get(ready_at(name, url), timeout=10, trust_env=False).json().get("missing") if url else None
    except (httpx.HTTPError, ValueError, AttributeError):
        lacks = None
    if lacks:
        return f"it runs, but is not ready: {lacks if isinstance(lacks, str) else '; '.join(f'{part} {why}' for part, why in lacks.items())}."
    return "it is not running. Start Selfmap with `make run`."


def _telegram(settings: Settings) -> Iterator[Finding]:
    if not settings.telegram_token:
        yield Finding("Telegram (off: TELEGRAM_BOT_TOKEN is not set)", True)
        return
    try:
        reply = httpx.get(f"{settings.telegram_api_url}/bot{settings.telegram_token}/getMe", timeout=10)
        mend = "Telegram refuses the bot token. Copy it again from BotFather into TELEGRAM_BOT_TOKEN."
        yield Finding("Telegram", reply.status_code == 200, mend)
    except httpx.HTTPError as error:  # its text would hold the token
        yield Finding("Telegram", False, f"it can't be reached ({type(error).__name__}). Check the network.")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_environments, _home, _files, _database, _keys, _processes, _telegram)
