"""`selfmap worker`: staff accounts of the console: add, list, invite again, disable, enable."""

import argparse
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.console.accounts import workers
from bot.console.accounts.workers import AccountWrong, Worker
from bot.console.log import log_at
from bot.console.roles import ROLE_NAMES, Role
from bot.console.settings import ConsoleSettings, read_console_settings
from bot.settings import Settings, read_settings
from mapping.store.access import looking, storing
from mapping.store.audit import Entry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with whom."""
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="make an account and print the link with which its owner joins")
    add.add_argument("email")
    add.add_argument("--name", required=True, help="how the team calls them")
    add.add_argument("--role", choices=[str(role) for role in Role], default=str(Role.PSW), help="psw (default), lead, privacy or admin")
    acts.add_parser("list", help="list the accounts")
    for name, what in (("invite", "print a new link: for a lost password or phone"), ("disable", "end an account at once"),
                       ("enable", "open a disabled account again")):
        acts.add_parser(name, help=what).add_argument("email")


def run(arguments: argparse.Namespace) -> int:
    """Raises AccountWrong, SettingWrong, StoreUnreachable: each says in a sentence what to do."""
    from mapping.store.engine import make_engine
    from mapping.store.migrate import upgrade

    settings = read_settings()
    console = read_console_settings(settings.home)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    log, now = log_at(settings.home), datetime.now(UTC)
    if arguments.act == "list":
        return _list(engine)
    with storing(engine) as connection:
        if arguments.act == "add":
            whom = workers.add(connection, email=arguments.email, name=arguments.name, role=Role(arguments.role), now=now)
        else:
            whom = _find(workers.by_email(connection, arguments.email), arguments.email).id
        token = workers.invite(connection, whom, now=now) if arguments.act in ("add", "invite") else None
        if arguments.act == "disable":
            workers.disable(connection, whom, now=now)
        elif arguments.act == "enable":
            workers.enable(connection, whom)
        log.write(connection, Entry("command", f"worker_{arguments.act}", whom), now=now)
    log.anchor()
    print(_told(arguments.act, arguments.email, token, settings, console))
    return 0


def _list(engine: Engine) -> int:
    with looking(engine) as connection:
        found = workers.everybody(connection)
    for each in found:
        state = "disabled" if each.disabled else "active" if each.joined else "invited"
        print(f"{each.email}\t{each.name}\t{ROLE_NAMES[each.role]}\t{state}")
    if not found:
        print('Nobody yet. Add somebody: selfmap worker add sam@example.org --name "Sam Poe" --role lead')
    return 0


def _find(account: Worker | None, email: str) -> Worker:
    if account is None:
        raise AccountWrong(f"There is no account for {email}. `selfmap worker list` shows all of them.")
    return account


def _told(act: str, email: str, token: str | None, settings: Settings, console: ConsoleSettings) -> str:
    if token is None:
        return f"{email} is {act}d." if act != "disable" else f"{email} is disabled and signed out everywhere."
    start = console.url or f"http://{settings.web_host}:{settings.web_port}"
    return (f"Give this link to {email}, and to nobody else. It works once, within 3 days:\n{start}/console/join/{token}")
