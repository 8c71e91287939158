"""`selfmap extract`: messages in (JSON lines), the people, places, activities and ties they state out (JSON lines)."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from mapping.model import Impact, Kind, Mention, Reading, is_formal
from nlu.extraction import Reader

IMPACT = {Impact.HELPS: "positive", Impact.HINDERS: "negative", Impact.MIXED: "mixed", Impact.NEITHER: None, None: None}


class LineWrong(Exception):
    """A line can't be read; the message says which and why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: lines come on standard input and go to standard output."""


def run(arguments: argparse.Namespace) -> int:
    """Read every line and write its map. Lines that can't be read are named on standard error and skipped."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return extract(sys.stdin, sys.stdout, sys.stderr, Reader.load())


def extract(lines: Iterable[str], out: TextIO, problems: TextIO, reader: Reader) -> int:
    """Write one answer for each good line, in order. Returns 1 if any line was skipped, else 0."""
    skipped = 0
    for number, row in _rows(lines):
        try:
            if isinstance(row, LineWrong):
                raise row
            reading = reader.read(_text(row), asked=_said(row, "asked"), about=_said(row, "about"), known=_known(row))
        except LineWrong as wrong:
            skipped += 1
            print(f"Line {number} was skipped: {wrong}", file=problems)
            continue
        print(json.dumps(as_row(row["id"], reading), ensure_ascii=False), file=out, flush=True)
    return 1 if skipped else 0


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            yield number, LineWrong("it is not JSON.")
            continue
        if not isinstance(row, dict) or "id" not in row:
            yield number, LineWrong('it must be an object with "id" and "text".')
            continue
        yield number, row


def _text(row: dict[str, Any]) -> str:
    if not isinstance(row.get("text"), str):
        raise LineWrong('"text" must be there, as words in quotes.')
    return row["text"]


def _said(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise LineWrong(f'"{key}" must be words in quotes or null.')
    return value


def _known(row: dict[str, Any]) -> tuple[Mention, ...]:
    known = row.get("known") or []
    if not isinstance(known, list):
        raise LineWrong('"known" must be a list.')
    return tuple(_known_item(item) for item in known)


def _known_item(item: Any) -> Mention:
    try:
        aliases = tuple(str(a) for a in item.get("aliases") or item.get("alts") or ())
        relation = item.get("relation")
        return Mention(
            label=str(item["label"]),
            kind=Kind(item.get("type") or item.get("kind")),
            relation=relation,
            formal=is_formal(relation),
            aliases=aliases,
            known=True,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LineWrong(
            'each item of "known" needs a "label" and a "type" (person, group, pet, place or activity).'
        ) from error


def as_row(row_id: Any, reading: Reading) -> dict[str, Any]:
    """A reading in the shape that `selfmap extract` prints. A town that the map keeps with a place ("the library in Hounslow") is an item there."""
    nodes = [
        {
            "label": m.label,
            "type": m.kind.value,
            "relation": m.relation,
            "formal": m.formal,
            "current": m.current,
            "impact": IMPACT[m.impact],
        }
        for m in reading.mentions
    ]
    links = [[link.a, link.b] for link in reading.links]
    labels = {node["label"].lower() for node in nodes}
    for mention in reading.mentions:
        if mention.locality and mention.locality.lower() not in labels:
            labels.add(mention.locality.lower())
            nodes.append(_place(mention.locality, current=mention.current))
            links.append([mention.label, mention.locality])
    row: dict[str, Any] = {"id": row_id, "nodes": nodes, "links": links}
    if reading.wishes:
        row["wishes"] = list(reading.wishes)
    if reading.barriers:
        row["barriers"] = [barrier.text for barrier in reading.barriers]
    return row


def _place(label: str, *, current: bool) -> dict[str, Any]:
    return {"label": label, "type": "place", "relation": None, "formal": None, "current": current, "impact": None}
