"""`selfmap demo`: fills an empty home with a believable service of invented people, to try the console with."""

import argparse
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from bot.console.accounts import workers
from bot.console.parts import INVENTED
from bot.console.roles import ROLE_NAMES, Role
from bot.demo.lives import Life, read_lives
from bot.demo.telling import CHANNEL, Teller
from bot.settings import Settings, SettingWrong, read_settings
from mapping.store.access import looking, storing
from mapping.store.console_tables import assignment, caseload, note, reviewed, worker
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from mapping.store.sharing import Shared, keep
from mapping.store.tables import message, participant

STAFF = (
    ("kirsty", "Kirsty Bell", Role.PSW), ("samir", "Samir Haddad", Role.PSW), ("dawn", "Dawn Okafor", Role.LEAD),
    ("ruth", "Ruth Pemberton", Role.PRIVACY), ("ade", "Ade Balogun", Role.ADMIN),
)
SAYS = "Everybody in this folder is invented: `selfmap demo` made them. Keep nobody real here.\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: SELFMAP_HOME says where."""
    parser.epilog = "Set SELFMAP_HOME to an empty folder first. A home that holds real people is refused."


def run(_: argparse.Namespace) -> int:
    """Fill the home, and print how each of the staff signs in. Raises SettingWrong where the home is not empty."""
    settings = read_settings()
    engine = make_engine(settings.database_url)
    upgrade(engine)
    refuse_what_is_in_use(engine)
    (settings.home / INVENTED).write_text(SAYS, encoding="utf-8")
    print("Making invented people. This takes about half a minute.", flush=True)
    print(sign_ins(settings, fill(engine, settings, now=datetime.now(UTC))))
    return 0


def refuse_what_is_in_use(engine: Engine) -> None:
    """Raises SettingWrong where there is anybody already, real or invented."""
    with looking(engine) as connection:
        real = connection.scalar(select(participant.c.id).where(participant.c.channel != CHANNEL).limit(1))
        anybody = connection.scalar(select(participant.c.id).limit(1)) or connection.scalar(select(worker.c.id).limit(1))
    if real:
        raise SettingWrong("This home holds real people, so nothing was changed. Set SELFMAP_HOME to an empty folder and try again.")
    if anybody:
        raise SettingWrong("This home is not empty, so nothing was changed. Set SELFMAP_HOME to an empty folder and try again.")


def fill(engine: Engine, settings: Settings, *, now: datetime) -> dict[str, str]:
    """Puts staff and people into the store. Returns for each of the staff, by short name, the token they join with."""
    from mapping.services import Sessions
    from mapping.sessions import DEFAULT, read_plan
    from nlu.extraction import Reader
    from nlu.safety.screen import Screen

    with storing(engine) as connection:
        ids = {name: workers.add(connection, email=f"{name}@example.org", name=full, role=role, now=now) for name, full, role in STAFF}
    teller = Teller(engine, Sessions(engine, read_plan(DEFAULT)), Reader.load(), Screen.load())
    for life in read_lives(now):
        participant_id = teller.tell(life, worker=next(full for name, full, _ in STAFF if name == life.worker))
        with storing(engine) as connection:
            _support(connection, participant_id, life, ids, now)
    with storing(engine) as connection:
        return {name: workers.invite(connection, ids[name], now=now) for name, _, _ in STAFF}


def sign_ins(settings: Settings, tokens: dict[str, str]) -> str:
    """What is printed: whom one can be, and the address at which they choose a password, once."""
    lines = [f"{full}, {ROLE_NAMES[role].lower()} ({name}@example.org):\n  http://{settings.web_host}:{settings.web_port}/console/join/{tokens[name]}"
             for name, full, role in STAFF]
    return "\n".join([
        "", "Everybody here is invented. Start the pages with `selfmap web`. Then open one of these addresses.",
        "Each works once, within three days. You choose a password and set up the code app there.", "", *lines])


def _support(connection: Connection, participant_id: str, life: Life, ids: dict[str, str], now: datetime) -> None:
    """What the service itself keeps: name, worker, next session, what is shared, notes, and how far it was read."""
    begun = life.days[0].began
    connection.execute(insert(caseload).values(
        participant_id=participant_id, known_as=life.known_as, next_session_at=life.next_session, added_at=begun, added_by=ids["dawn"]))
    connection.execute(insert(assignment).values(
        id=f"as_{participant_id}", participant_id=participant_id, worker_id=ids[life.worker], since=begun, made_by=ids["dawn"]))
    for at, what in life.shares:
        keep(connection, participant_id, Shared(what), version="demo", message_id=None, now=at)
    for place, (at, on, text) in enumerate(life.notes):
        about = connection.scalar(select(message.c.id).where(
            message.c.participant_id == participant_id, message.c.text == on).limit(1)) if on else None
        connection.execute(insert(note).values(
            id=f"n_{participant_id}_{place}", participant_id=participant_id, worker_id=ids[life.worker], kind="note", message_id=about, text=text, at=at))
    if life.read_to:
        last = connection.scalar(select(message.c.seq).where(
            message.c.participant_id == participant_id, message.c.at <= life.read_to).order_by(message.c.seq.desc()).limit(1))
        if last:
            connection.execute(insert(reviewed).values(
                participant_id=participant_id, worker_id=ids[life.worker], message_seq=last, at=min(life.read_to, now)))
