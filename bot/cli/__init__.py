"""The program `selfmap`: one module a command, each loaded only when it is called."""

import argparse
import importlib
import sys

COMMANDS = {
    "extract": "read messages (JSON lines) into people, places, activities and ties",
    "screen": "look for danger in messages (JSON lines)",
    "parse": "say what a message is for, by the trained Rasa model (JSON lines)",
    "draw": "draw a map from a file",
    "chat": "talk to Selfmap in this terminal",
    "export": "write everything held about a person to a ZIP file",
    "import": "put a starting map from Network Canvas files on a person's map",
    "calendar": "write a person's check-ins to a calendar file",
    "backup": "write everything that is kept to one file",
    "restore": "put a backup into empty databases",
    "move": "move everything to another database (SQLite to PostgreSQL)",
    "migrate": "bring the database up to date",
    "erase": "erase everything held about a person",
    "keys": "show and change the keys that lock what is kept",
    "evaluate": "measure how well messages are understood",
    "demo": "fill an empty home with invented people, to try the console with",
    "worker": "add, list, invite, disable and enable accounts of the console",
    "audit": "check the log of who looked at what",
    "sbom": "write what Selfmap is made of (CycloneDX)",
    "doctor": "check the set-up and say what to mend",
    "bot": "run the bot process",
    "web": "run the web process",
    "run": "run all four processes",
}
MODULES = {"import": "import_map"}  # where a command's name can't be a module's


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 could not be done (said in one sentence), 2 wrongly called."""
    parser = argparse.ArgumentParser(prog="selfmap", description="People map their own wellbeing network, in plain words.")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="; ".join(f"{n}: {d}" for n, d in COMMANDS.items()))
    given = sys.argv[1:] if arguments is None else arguments
    chosen = parser.parse_args(given[:1])
    module = importlib.import_module(f"bot.cli.{MODULES.get(chosen.command, chosen.command)}")
    own = argparse.ArgumentParser(prog=f"selfmap {chosen.command}", description=COMMANDS[chosen.command])
    module.add_arguments(own)
    try:
        return module.run(own.parse_args(given[1:])) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except module_errors() as error:
        print(f"selfmap {chosen.command}: {error}", file=sys.stderr)
        return 1


def module_errors() -> tuple[type[Exception], ...]:
    """The errors that are told in one sentence rather than as a traceback."""
    from bot.settings import SettingWrong
    from mapping.errors import SelfmapError

    return (SelfmapError, SettingWrong, OSError)
