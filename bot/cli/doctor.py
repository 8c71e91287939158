"""`selfmap doctor`: checks the set-up and says what to mend."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.model import ROOT, model_path
from bot.settings import Settings, SettingWrong, read_settings
from nlu.extraction.learned.kept import HEADS, model_folder


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
    findings = [finding for check in CHECKS for finding in check(settings)]
    for finding in findings:
        print(f"{'well   ' if finding.well else 'to mend'}  {finding.what}{'' if finding.well else ': ' + finding.mend}")
    return 0 if all(finding.well for finding in findings) else 1


def _environments(_: Settings) -> Iterator[Finding]:
    yield Finding("app environment on Python 3.12", sys.version_info[:2] == (3, 12), "run `make setup`.")
    yield Finding("dialogue environment", (ROOT / ".venv-rasa" / "bin" / "rasa").exists(), "run `make setup`.")
    yield Finding("the learned ear for these texts", (model_folder() / HEADS).exists(), "run `make setup`; until then messages are read less well.")
    yield Finding("dialogue model for these files", model_path().exists(), "run `make setup`.")


def _database(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy import text

    from mapping.store.engine import make_engine
    from mapping.store.migrate import upgrade

    try:
        engine = make_engine(settings.database_url)
        upgrade(engine)
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        yield Finding("database", True)
    except Exception as error:  # whatever is wrong with it, the person who runs it is told in a sentence
        yield Finding("database", False, f"it can't be used ({type(error).__name__}). Check SELFMAP_DATABASE_URL.")


def _processes(settings: Settings) -> Iterator[Finding]:
    from bot.cli.run import parts

    for name, ready in parts(settings).items():
        yield Finding(f"{name} process", ready, "it is not running. Start Selfmap with `make run`.")


def _telegram(settings: Settings) -> Iterator[Finding]:
    import httpx

    if not settings.telegram_token:
        yield Finding("Telegram (off: TELEGRAM_BOT_TOKEN is not set)", True)
        return
    try:
        reply = httpx.get(f"{settings.telegram_api_url}/bot{settings.telegram_token}/getMe", timeout=10)
        mend = "Telegram refuses the bot token. Copy it again from BotFather into TELEGRAM_BOT_TOKEN."
        yield Finding("Telegram", reply.status_code == 200, mend)
    except httpx.HTTPError as error:  # its text would hold the token
        yield Finding("Telegram", False, f"it can't be reached ({type(error).__name__}). Check the network.")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_environments, _database, _processes, _telegram)
