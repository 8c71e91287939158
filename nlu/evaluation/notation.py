"""Annotated texts in a notation that is quick to write by hand: `> my {sister|person|sister|+} rang`.

`docs/understanding.md` explains the notation. `read_messages` gives one row a text, `read_conversations` one `Conversation` with a row a turn, both in the
form of the development set (`id, text, nodes, links`, with `asked, about, known` where there was a question). Beside that a node says where
it was marked: `at`, first and past-the-last character, or None for one that is meant without being named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TYPES = ("person", "group", "pet", "place", "activity")
INFORMAL = frozenset(
    """mother father sister brother sibling partner wife husband child son daughter friend neighbour grandmother grandfather aunt uncle
    cousin niece nephew roommate in-law other""".split()
)
FORMAL = frozenset({"teacher", "doctor", "gp", "therapist", "psychiatrist", "nurse", "social worker", "support worker"})
RELATIONS = INFORMAL | FORMAL | {"colleague", "boss", "pet"}
IMPACTS = {"+": "positive", "-": "negative", "+-": "mixed", "0": None}
RINGS = ("inner", "middle", "outer")
RHYTHMS = ("daily", "weekly", "monthly", "less")
SAID_FORMAL = {"formal": True, "informal": False, "noformal": None}
MARK = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")


class NotationError(ValueError):
    """A line that is not in the notation. The message names the file, the line and what is wrong."""


@dataclass(slots=True)
class Conversation:
    """One annotated talk: rows a turn (with `asked`, `about`, `known`, `ops`, `wishes`, `barriers`), and the map as it grows."""

    id: str
    persona: str
    turns: list[dict] = field(default_factory=list)


def read_messages(path: Path) -> list[dict]:
    """Rows `{"id", "text", "nodes", "links"}` of a file of single texts, in order."""
    rows: list[dict] = []
    for where, kind, rest in _lines(path):
        if kind == ">":
            rows.append(_row(f"{path.stem}-{len(rows) + 1:03d}", rest, where))
        elif kind in ("&", "L") and rows:
            _add(rows[-1], kind, rest, where, {})
        elif kind != "#":
            raise NotationError(f"{where}: {kind!r} is not for a file of single texts")
    for row in rows:
        _finish(row, {})
    return rows


def read_conversations(path: Path) -> list[Conversation]:
    """The conversations of a file; every row knows the map before it."""
    talks: list[Conversation] = []
    known: dict[str, dict] = {}
    asked, about = "open", None

    def close() -> None:
        if talks and talks[-1].turns:
            _finish(talks[-1].turns[-1], known)

    for where, kind, rest in _lines(path):
        if kind == "##":
            close()
            ident, _, persona = rest.partition("|")
            talks.append(Conversation(ident.strip(), persona.strip()))
            known, asked, about = {}, "open", None
        elif kind == "Q":
            close()
            asked, _, of = (part.strip() for part in rest.partition("|"))
            about = of or None
            if about and about not in known:
                raise NotationError(f"{where}: the question is about {about!r}, which is not on the map: {', '.join(known)}")
        elif kind == ">":
            if talks[-1].turns and "_marks" in talks[-1].turns[-1]:
                close()
            row = _row(f"{talks[-1].id}/{len(talks[-1].turns):02d}", rest, where)
            shown = [{name: node[name] for name in ("label", "type", "relation")} for node in known.values()]
            row |= {"asked": asked, "about": about, "known": shown, "ops": [], "wishes": [], "barriers": []}
            talks[-1].turns.append(row)
        elif kind in ("&", "L", "OP", "W", "B") and talks and talks[-1].turns:
            _add(talks[-1].turns[-1], kind, rest, where, known)
        elif kind != "#":
            raise NotationError(f"{where}: cannot read {kind} {rest}")
    close()
    return talks


def _lines(path: Path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("# ") or line == "#":
            continue
        kind, _, rest = line.partition(" ")
        yield f"{path.name}:{number}", kind, rest.strip()


def _row(ident: str, marked: str, where: str) -> dict:
    text, after, marks = "", 0, []
    for m in MARK.finditer(marked):
        text += marked[after : m.start()].replace(" ⏎ ", "\n")
        marks.append((m.group(1), m.group(2), where, (len(text), len(text) + len(m.group(1)))))
        text, after = text + m.group(1), m.end()
    text += marked[after:].replace(" ⏎ ", "\n")
    if "{" in text or "}" in text:
        raise NotationError(f"{where}: a brace is open or empty: {marked}")
    return {"id": ident, "text": text, "_marks": marks, "_links": [], "_ops": []}


def _add(row: dict, kind: str, rest: str, where: str, known: dict[str, dict]) -> None:
    if kind == "&":
        label, _, codes = rest.partition("|")
        row["_marks"].append((label.strip(), codes, where, None))
    elif kind == "L":
        for pair in filter(None, map(str.strip, rest.split(";"))):
            ends = [end.strip() for end in pair.split(" - ")]
            if len(ends) != 2:
                raise NotationError(f"{where}: a link is `a - b`: {pair}")
            row["_links"].append((ends, where))
    elif kind == "OP":
        row["_ops"].append((rest, where))
    elif kind == "W":
        parts = [part.strip() for part in rest.split("|")]
        row["wishes"].append({"text": parts[0], "label": parts[1] if len(parts) > 1 else None, "type": parts[2] if len(parts) > 2 else None})
    elif kind == "B":
        text, _, blocks = rest.partition("=>")
        row["barriers"].append({"text": text.strip(), "blocks": blocks.strip() or None})


def _node(label: str, codes: str, where: str, known: dict[str, dict]) -> dict:
    """One node of a row, what is not said carried over from the map."""
    parts = [part.strip() for part in codes.split("|") if part.strip()]
    same = next((part[1:].strip() for part in parts if part.startswith("=")), None)
    was = next((part[4:].strip() for part in parts if part.startswith("was:")), None)
    for name in (same, was):
        if name is not None and name not in known:
            raise NotationError(f"{where}: {name!r} is not on the map: {', '.join(known)}")
    before = known.get(same or was or label)
    node = {
        "label": same or label,
        "type": before["type"] if before else None,
        "relation": before["relation"] if before else None,
        "formal": before["formal"] if before else None,
        "current": before["current"] if before else True,
        "impact": None,
    }
    alts = [part[4:].strip() for part in parts if part.startswith("alt:")] + ([was] if was else [])
    alts += before.get("alts", []) if before else []
    said_formal = False
    for part in parts:
        if part in TYPES:
            node["type"] = part
            if part == "pet":
                node["relation"] = "pet"
        elif part in RELATIONS:
            node["relation"] = part
            if not said_formal:
                node["formal"] = True if part in FORMAL else False if part in INFORMAL else None
        elif part in SAID_FORMAL:
            node["formal"], said_formal = SAID_FORMAL[part], True
        elif part in ("past", "current"):
            node["current"] = part == "current"
        elif part in IMPACTS:
            node["impact"] = IMPACTS[part]
            if part == "0":
                node["neither"] = True
        elif part in RINGS:
            node["closeness"] = part
        elif part in RHYTHMS:
            node["frequency"] = part
        elif not part.startswith(("=", "was:", "alt:")):
            raise NotationError(f"{where}: {label}: no such code: {part!r}")
    if node["type"] is None:
        raise NotationError(f"{where}: {label}: what type is it?")
    if node["type"] == "pet":
        node["formal"], node["relation"] = None, "pet"
    if alts:
        node["alts"] = list(dict.fromkeys(alts))
    return node


def _finish(row: dict, known: dict[str, dict]) -> None:
    """Turn the marks of a row into nodes, links and ops, and let the map grow."""
    if "_marks" not in row:
        return
    nodes: dict[str, dict] = {}
    for label, codes, where, place in row.pop("_marks"):
        node = _node(label, codes, where, known)
        node["at"] = place
        if node["label"] in nodes:
            raise NotationError(f"{where}: {node['label']!r} is marked twice")
        nodes[node["label"]] = node
    row["nodes"], row["links"] = list(nodes.values()), []
    for ends, where in row.pop("_links"):
        for end in ends:
            if end not in nodes:
                raise NotationError(f"{where}: {end!r} is in a link but not marked in this text")
        row["links"].append(ends)
    ops = [_operation(rest, where) for rest, where in row.pop("_ops")]
    if "ops" in row:
        row["ops"] = ops
    grow(known, row["nodes"], ops)


def grow(known: dict[str, dict], nodes: list[dict], ops: list[dict]) -> None:
    """Let the map so far (label to node) take in what a turn said and corrected."""
    for node in nodes:
        for old in node.get("alts", []):
            known.pop(old, None)
        known[node["label"]] = node
    for op in ops:
        _apply(op, known)


def _operation(rest: str, where: str) -> dict:
    verb, _, body = rest.partition(" ")
    if verb == "undo":
        return {"op": "undo"}
    if verb == "remove":
        return {"op": "remove", "label": body.strip()}
    if verb in ("rename", "merge") and "->" in body:
        old, to = (part.strip() for part in body.split("->"))
        return {"op": "rename", "label": old, "to": to} if verb == "rename" else {"op": "merge", "labels": [p.strip() for p in old.split(",")], "to": to}
    if verb == "unlink":
        return {"op": "unlink", "links": [[end.strip() for end in body.split(" - ")]]}
    found = re.match(r"(.+) (relation|type|status|current|impact|closeness|frequency|formal) (.+)$", body)
    if verb == "set" and found:
        return {"op": "set", "label": found[1].strip(), "field": found[2], "to": found[3].strip()}
    raise NotationError(f"{where}: cannot read the correction {rest!r}")


def _apply(op: dict, known: dict[str, dict]) -> None:
    if op["op"] == "remove":
        known.pop(op["label"], None)
    elif op["op"] == "rename" and op["label"] in known:
        node = known.pop(op["label"])
        known.setdefault(op["to"], {**node, "label": op["to"]})
    elif op["op"] == "merge":
        kept = [known.pop(label) for label in op["labels"] if label in known]
        if kept:
            known[op["to"]] = {**kept[0], "label": op["to"]}
    elif op["op"] == "set" and op["label"] in known and op["field"] in known[op["label"]]:
        known[op["label"]] = {**known[op["label"]], op["field"]: op["to"]}
