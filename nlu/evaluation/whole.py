"""The map that should stand at the end of an annotated talk, and how near the one that does stand comes to it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from nlu.evaluation.notation import Conversation
from nlu.evaluation.scoring import Measure, Row, broad, fold, pair_up

IMPACT = {"positive": "helps", "negative": "hinders", "mixed": "mixed"}
RHYTHM = {"less": "less often"}
TOLD = ("status", "closeness", "frequency", "impact")
COMMON = frozenset("a an the my our to of in on at and or i it is be more again back get some do go for with".split())


@dataclass(slots=True)
class WholeScores:
    """Figures for whole maps: items by label and type, what is told of matched items, ties, wishes and barriers."""

    talks: int = 0
    typed: Measure = Measure()
    link: Measure = Measure()
    wish: Measure = Measure()
    barrier: Measure = Measure()
    told: dict[str, Measure] = field(default_factory=lambda: dict.fromkeys(TOLD, Measure()))


def map_at_the_end(talk: Conversation) -> Row:
    """The annotated talk folded turn by turn: `{"nodes", "links", "wishes", "barriers"}`, in the form of the development set's `final`."""
    state: Row = {"nodes": {}, "links": set(), "wishes": [], "barriers": []}
    before: list[Row] = []
    for turn in talk.turns:
        if any(op["op"] == "undo" for op in turn["ops"]):
            state = before.pop() if before else state
            continue
        changed = copy.deepcopy(state)
        _put(changed, turn)
        if changed != state:
            before.append(state)
        state = changed
    links = [sorted(pair) for pair in state["links"] if pair <= set(state["nodes"])]
    return {**state, "nodes": list(state["nodes"].values()), "links": sorted(links)}


def _put(state: Row, turn: Row) -> None:
    nodes = state["nodes"]
    for node in turn["nodes"]:
        for old in node.get("alts", []):
            if old != node["label"] and old in nodes and old not in {n["label"] for n in turn["nodes"]}:
                _rename(state, old, node["label"])
        had = nodes.get(node["label"], {})
        said = {"closeness": node.get("closeness"), "frequency": node.get("frequency"),
                "impact": "neither" if node.get("neither") else IMPACT.get(node["impact"] or "")}
        kept = {name: value or had.get(name) for name, value in said.items()}
        status = "current" if node["current"] else "past"
        kept["frequency"] = RHYTHM.get(kept["frequency"], kept["frequency"]) if status == "current" else None
        nodes[node["label"]] = {**node, **kept, "status": status}
    state["links"] |= {frozenset(link) for link in turn["links"]}
    for op in turn["ops"]:
        _correct(state, op)
    state["wishes"] += [wish["text"] for wish in turn["wishes"]]
    state["barriers"] += [barrier["text"] for barrier in turn["barriers"]]
    for wish in turn["wishes"]:
        if wish["label"] and wish["label"] not in nodes:
            nodes[wish["label"]] = {"label": wish["label"], "type": wish["type"], "relation": None, "formal": None, "impact": None,
                                    "status": "wished", "closeness": None, "frequency": None}


def _rename(state: Row, old: str, new: str) -> None:
    node = state["nodes"].pop(old)
    state["nodes"].setdefault(new, {**node, "label": new})
    state["links"] = {frozenset(new if end == old else end for end in pair) for pair in state["links"]}


def _correct(state: Row, op: Row) -> None:
    nodes = state["nodes"]
    if op["op"] == "remove":
        nodes.pop(op["label"], None)
    elif op["op"] == "rename" and op["label"] in nodes and op["to"] != op["label"]:
        _rename(state, op["label"], op["to"])
    elif op["op"] == "merge":
        for label in op["labels"]:
            if label in nodes and label != op["to"]:
                _rename(state, label, op["to"])
    elif op["op"] == "unlink":
        state["links"] -= {frozenset(link) for link in op["links"]}
    elif op["op"] == "set" and op["label"] in nodes:
        name, value = op["field"], op["to"]
        if name == "current":
            name, value = "status", "current" if str(value).lower() in ("true", "current") else "past"
        nodes[op["label"]][name] = RHYTHM.get(value, value)


def score_whole(pairs: list[tuple[Row, Row]]) -> WholeScores:
    """Figures for (annotated, found) maps. Impact, closeness and frequency are F1s; status is an accuracy."""
    scores = WholeScores()
    for stated, found in pairs:
        _score_map(scores, stated, found)
    return scores


def _score_map(scores: WholeScores, stated: Row, found: Row) -> None:
    matched = [(stated["nodes"][a], found["nodes"][b]) for a, b in pair_up(stated["nodes"], found["nodes"])]
    right = sum(broad(a) == broad(b) for a, b in matched)
    scores.talks += 1
    scores.typed += Measure(right, len(stated["nodes"]), len(found["nodes"]))
    for a, b in matched:
        for name in TOLD:
            want, have = a.get(name), b.get(name)
            scores.told[name] += Measure(want is not None and want == have, want is not None, have is not None)
    own = {fold(b["label"]): fold(a["label"]) for a, b in matched}
    want = {frozenset(map(fold, link)) for link in stated["links"]}
    have = {frozenset(own.get(fold(end), fold(end)) for end in link) for link in found["links"]}
    scores.link += Measure(len(want & have), len(want), len(have))
    scores.wish += _loosely(stated["wishes"], found["wishes"])
    barriers = [b["text"] if isinstance(b, dict) else b for b in stated["barriers"]]
    scores.barrier += _loosely(barriers, found["barriers"])


def _loosely(stated: list[str], found: list[str]) -> Measure:
    """Two wordings are the same where they share at least half of the telling words of the shorter."""
    left, hits = [_telling(text) for text in found], 0
    for text in map(_telling, stated):
        match = next((o for o in left if text and o and len(text & o) * 2 >= min(len(text), len(o))), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return Measure(hits, len(stated), len(found))


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower().replace("'", ""))) - COMMON
