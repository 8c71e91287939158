"""`selfmap evaluate` (`make eval`): how well the ear hears, on our own texts and on the development set where it is at hand."""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.cli.extract import as_row
from bot.model import ROOT
from bot.talked_through import talk_through
from nlu.evaluation import notation, report, scope, whole
from nlu.evaluation.notation import Conversation
from nlu.evaluation.scoring import Row, known_of, score
from nlu.evaluation.texts import rows_of
from nlu.extraction import Reader

OWN = ROOT / "nlu" / "evaluation"
APART = ("ties_fresh",)  # a row of its own, in no total: the totals stay what they were measured on
DEV = ROOT.parent / "shared" / "data" / "dev"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which texts, and how much to show."""
    parser.add_argument("--set", choices=("held_out", "learn", "dev", "all"), default="all", help="which texts (default: all but `learn`, which the ear was taught from)")
    parser.add_argument("--worst", type=int, default=8, metavar="N", help="show the N worst texts of each set (default: 8; those of the fresh texts and of the development set are not shown)")
    parser.add_argument("--patterns", action="store_true", help="without what was learned from the annotated texts (docs/decisions/0007)")
    parser.add_argument("--dev", type=Path, default=DEV, help="folder of the development set (default: ../shared/data/dev)")


def run(arguments: argparse.Namespace) -> int:
    """Read every text and print the figures."""
    began = time.perf_counter()
    reader = Reader.of_patterns() if arguments.patterns else Reader.load()
    print(f"reader loaded in {time.perf_counter() - began:.1f} s{', patterns alone' if arguments.patterns else ''}")
    if arguments.set == "learn":
        _own(reader, "learn", arguments.worst)
    if arguments.set in ("held_out", "all"):
        _own(reader, "held_out", arguments.worst)
    if arguments.set in ("dev", "all"):
        _dev(reader, arguments.dev)
    if arguments.set in ("held_out", "all"):
        _scope()
    return 0


def _own(reader: Reader, part: str, worst: int) -> None:
    totals: dict[str, list[Row]] = defaultdict(list)
    for path in sorted((OWN / part).glob("*.txt")):
        name, talked = f"{part}/{path.stem}", path.stem.startswith("conversations")
        rows = rows_of(path)
        _show(name, reader, rows, 0 if path.stem.endswith("_fresh") and part == "held_out" else worst)
        if talked:
            _show_whole(name, reader, [(talk, whole.map_at_the_end(talk)) for talk in notation.read_conversations(path)])
        if path.stem in APART:
            continue
        fresh = "fresh " if path.stem.endswith("_fresh") else "older "
        totals[f"{part}: all {fresh if part == 'held_out' else ''}{'turns' if talked else 'single texts'}"] += rows
    for name, rows in sorted(totals.items()):
        _show(name, reader, rows, 0)


def _dev(reader: Reader, folder: Path) -> None:
    if not (folder / "extraction.jsonl").exists():
        print(f"\nThe development set is not at {folder}: left out.")
        return
    _show("dev/extraction", reader, list(_json_lines(folder / "extraction.jsonl")), 0)
    talks = [_dev_talk(line) for line in _json_lines(folder / "dialogues.jsonl")]
    _show("dev/dialogues", reader, [turn for talk, _ in talks for turn in talk.turns if not turn["ops"]], 0)
    _show_whole("dev/dialogues", reader, talks)


def _dev_talk(line: Row) -> tuple[Conversation, Row]:
    """A line of dialogues.jsonl in our form, with `known` before each turn, and its final map."""
    rows, known = [], {}
    for number, turn in enumerate(line["turns"]):
        shown = [{name: node[name] for name in ("label", "type", "relation")} for node in known.values()]
        rows.append({**turn, "id": f"{line['id']}/{number:02d}", "known": shown})
        notation.grow(known, turn["nodes"], turn["ops"])
    nodes = [{**node, "frequency": whole.RHYTHM.get(node["frequency"], node["frequency"])} for node in line["final"]["nodes"]]
    return Conversation(line["id"], line.get("persona", ""), rows), {**line["final"], "nodes": nodes}


def _json_lines(path: Path) -> Iterator[Row]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _show(name: str, reader: Reader, rows: list[Row], worst: int) -> None:
    found = {
        row["id"]: as_row(row["id"], reader.read(row["text"], asked=row.get("asked"), about=row.get("about"), known=known_of(row)))
        for row in rows
    }
    print("\n".join(report.lines(name, score(rows, found), worst=worst)))


def _show_whole(name: str, reader: Reader, talks: list[tuple[Conversation, Row]]) -> None:
    found = [(stated, talk_through(reader, talk)) for talk, stated in talks]
    print("\n".join(report.whole_lines(name, whole.score_whole(found))))


def _scope() -> None:
    """What the dialogue model makes of the held-out texts: those seen while it was mended, and the last, untouched ones."""
    for last, name in ((False, "held out"), (True, "held out, never looked at")):
        intents, strange, life = (
            scope.predictions(scope.held_out(which, last=last)) for which in ("intents", "out_of_scope", "network")
        )
        print(f"\nintents and scope, {name}")
        print(scope.report(intents))
        print(f"  out of scope: {scope.strangers_recognised(strange):.3f} of {len(strange)} recognised")
        print(f"  network: {scope.network_kept(life):.3f} of {len(life)} kept")
