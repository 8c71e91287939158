"""`selfmap erase PARTICIPANT`: erases everything held about a person, Rasa's events included."""

import argparse
import asyncio
from datetime import UTC, datetime

from bot.console.log import log_at
from bot.settings import SettingWrong, read_settings
from bot.turns.durable import traces_at
from bot.turns.rasa import Rasa, RasaFault
from mapping.services import Participants
from mapping.store.audit import Entry
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom to erase."""
    parser.add_argument("participant", metavar="PARTICIPANT", help="the participant's id (p_...)")


def run(arguments: argparse.Namespace) -> int:
    """Rasa first: if it can't be reached, nothing is erased and the call can be repeated."""
    settings = read_settings()
    engine = make_engine(settings.database_url)
    upgrade(engine)
    participants = Participants(engine)
    if not participants.exists(arguments.participant):
        raise SettingWrong(f"Nobody has the id {arguments.participant}. Nothing was erased.")
    try:
        asyncio.run(_forget_in_rasa(settings.rasa_urls, settings.service_key, arguments.participant))
    except RasaFault as fault:
        raise SettingWrong(f"Rasa could not be reached ({fault}), so nothing was erased. Start Selfmap and try again.") from fault
    now = datetime.now(UTC)
    participants.erase(arguments.participant, why="operator", now=now)
    log_at(settings.home).note(engine, Entry("command", "erased"), now=now)  # not who: of an erased person nothing stays
    traces_at(settings.durable_url).clear()
    print(f"Everything held about {arguments.participant} is erased.")
    return 0


async def _forget_in_rasa(urls: tuple[str, ...], key: str, participant_id: str) -> None:
    rasa = Rasa(urls, key, choose="")
    try:
        await rasa.forget(participant_id)
    finally:
        await rasa.close()
