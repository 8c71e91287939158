"""`selfmap import PARTICIPANT EXPORT`: puts a starting map from Network Canvas files on a person's map."""

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.settings import SettingWrong, read_settings
from mapping.model import Item, Kind
from mapping.services import Participants, TakenIn, Unclear, Understood, take_back, take_in
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from mapping.taking_in import NotTaken, StartingMap, read_meanings, read_starting_map, read_tables, shipped_meanings
from mapping.taking_in.meanings import SHIPPED
from mapping.words import read_words


class _ShowMapping(argparse.Action):
    """Prints the shipped mapping file, to be copied and changed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        print(SHIPPED.read_text(encoding="utf-8"), end="")
        parser.exit()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose map, which files, and what their words mean."""
    parser.add_argument("participant", metavar="PARTICIPANT", help="the participant's id (p_...)")
    parser.add_argument("export", metavar="EXPORT", help="the ZIP file or folder that Network Canvas made (CSV turned on)")
    parser.add_argument("--mapping", metavar="FILE", help="what your types and variables mean; without it, the shipped meanings")
    parser.add_argument("--case", metavar="ID", help="which interview, where the files hold several (case, session or ego id)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and change nothing")
    parser.add_argument("--undo", action="store_true", help="take off the map again what these files put on it")
    parser.add_argument("--show-mapping", action=_ShowMapping, nargs=0, help="print the shipped mapping file, to copy and change")


def run(given: argparse.Namespace) -> int:
    """Read the files first: where they can't be read, no map is touched."""
    meanings = read_meanings(Path(given.mapping)) if given.mapping else shipped_meanings()
    starting = read_starting_map(*read_tables(Path(given.export)), meanings, case=given.case)
    said = read_words("taking_in")
    if given.dry_run:
        _say([*_would(starting, said["taken"]), *_not_taken(starting.not_taken, (), said["not_taken"])])
        return 0
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    if not Participants(engine).exists(given.participant):
        raise SettingWrong(f"Nobody has the id {given.participant}. Nothing was changed.")
    now = datetime.now(UTC)
    fingerprint = _fingerprint(starting, given)
    if given.undo:
        back = take_back(engine, given.participant, fingerprint=fingerprint, now=now)
        _say(_taken_back(back, said["taken"]))
        return 0
    done = take_in(engine, given.participant, starting.map, fingerprint=fingerprint, now=now)
    if done.again:
        _say([said["taken"]["again"]])
        return 0
    _say([*_taken(done, said["taken"]), *_not_taken(starting.not_taken, done.understood.unclear, said["not_taken"])])
    return 0


def _fingerprint(starting: StartingMap, given: argparse.Namespace) -> str:
    """The files, the interview chosen from them and what their words mean: with another mapping file, more can be taken."""
    mapping = hashlib.sha256(Path(given.mapping).read_bytes()).hexdigest() if given.mapping else ""
    return f"{starting.fingerprint} {given.case or ''} {mapping}"


def _say(lines: Iterable[str]) -> None:
    print("\n".join(lines))


def _would(starting: StartingMap, said: dict[str, Any]) -> Iterable[str]:
    yield said["would"]
    for kind in Kind:
        if found := starting.map.of_kind(kind):
            yield said["kind_line"].format(kind=said["kinds"][kind.value], names=_named(item.label for item in found))
    yield f"- {_counted(said['would_ties'], len(starting.map.ties))}"


def _taken(done: TakenIn, said: dict[str, Any]) -> Iterable[str]:
    new = done.understood.added
    if new:
        yield said["new"].format(names=_named(item.label for item in new))
    if done.met:
        yield said["met"].format(names=_named(item.label for item in done.met))
    if done.understood.ties:
        yield _counted(said["ties"], len(done.understood.ties))
    if not (new or done.understood.ties or done.understood.changed):
        yield said["nothing"]
        return
    yield said["undo"]


def _taken_back(back: Understood, said: dict[str, Any]) -> Iterable[str]:
    if gone := [item.label for item in back.undone if isinstance(item, Item)]:
        yield said["back"].format(names=_named(gone))
    if changed := [change.after.label for change in back.changed]:
        yield said["back_changed"].format(names=_named(changed))
    if not gone and not changed:
        yield said["back_rest"]


def _not_taken(left: Sequence[NotTaken], unclear: Sequence[Unclear], said: dict[str, Any]) -> Iterable[str]:
    if left or unclear:
        yield said["heading"]
    for each in left:
        form = said[each.why] if isinstance(said[each.why], str) else said[each.why]["one" if each.count == 1 else "many"]
        yield "- " + form.format(what=each.what, where=each.where, count=each.count)
    for one in unclear:
        yield "- " + said["unclear"].format(what=one.label, names=_named(item.label for item in one.candidates))


def _named(labels: Iterable[str]) -> str:
    return ", ".join(labels)


def _counted(forms: dict[str, str], count: int) -> str:
    return forms["one" if count == 1 else "many"].format(count=count)
