"""Scores what was read against what was annotated, as the development set's own scorer does, and shows where it differs.

A found item matches an annotated one where their labels are the same after case, articles, possessives and punctuation are folded (or
the found label is one of its `alts`); each matches once, same type first. `typed` wants the type too (person and group count as
one). Attributes are scored on matched items: relation and formal where annotated (any answer will do for relation "other"),
current always; impact is an F1 over matched items. A link matches when both its ends do, in either order.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from mapping.model import Kind, Mention, is_formal

Row = dict
ARTICLES = re.compile(r"^(?:(?:the|a|an|my|our|his|her|their|your|some|this|that|these|those)\s+)+")
FIELDS = ("relation", "formal", "current")


def fold(label: str) -> str:
    """A label without case, articles, possessives and punctuation."""
    label = re.sub(r"[^a-z0-9' ]+", " ", re.sub(r"[’`]", "'", str(label).lower()))
    return ARTICLES.sub("", re.sub(r"\s+", " ", label).strip()).replace("'", "")


def broad(item: Row) -> str:
    """The type, person and group as one."""
    return "person" if item.get("type") == "group" else str(item.get("type"))


def known_of(row: Row) -> tuple[Mention, ...]:
    """The map so far, as a row gives it."""
    return tuple(
        Mention(k["label"], Kind(k["type"]), k.get("relation"), formal=is_formal(k.get("relation")), known=True)
        for k in row.get("known") or ()
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """Hits among what was annotated (`stated`) and what was found; precision, recall and F1 are 0 where nothing is."""

    hit: int = 0
    stated: int = 0
    found: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.hit + other.hit, self.stated + other.stated, self.found + other.found)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right (0 to 1)."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was annotated, how much was found (0 to 1)."""
        return self.hit / self.stated if self.stated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two (0 to 1)."""
        both = self.hit * 2
        return both / (self.stated + self.found) if both else 0.0


@dataclass(slots=True)
class Scores:
    """All figures of one set of texts."""

    texts: int = 0
    item: Measure = Measure()
    typed: Measure = Measure()
    link: Measure = Measure()
    impact: Measure = Measure()
    attributes: dict[str, Measure] = field(default_factory=lambda: dict.fromkeys(FIELDS, Measure()))
    empty: Measure = Measure()
    types: Counter = field(default_factory=Counter)  # (annotated type, found type): how often; "-" is none
    relations: Counter = field(default_factory=Counter)  # (annotated relation, found relation), where they differ
    wrong: list[tuple[int, Row, Row]] = field(default_factory=list)  # (faults, annotated row, found row)

    def accuracy(self, name: str) -> float:
        """Share of right answers for relation, formal or current on matched items (0 to 1)."""
        return self.attributes[name].recall

    @property
    def faultless(self) -> int:
        """Texts read without any fault."""
        return self.texts - len(self.wrong)


def pair_up(stated: list[Row], found: list[Row]) -> list[tuple[int, int]]:
    """Pairs of (annotated, found) items by their places in the lists; same type first, then any."""
    pairs: list[tuple[int, int]] = []
    for same in (True, False):
        for number, item in enumerate(stated):
            if any(pair[0] == number for pair in pairs):
                continue
            names = {fold(name) for name in (item["label"], *item.get("alts", []))}
            taken = {pair[1] for pair in pairs}
            fits = (
                at
                for at, other in enumerate(found)
                if at not in taken and fold(other["label"]) in names and (not same or broad(other) == broad(item))
            )
            if (at := next(fits, None)) is not None:
                pairs.append((number, at))
    return pairs


def score(stated: list[Row], found: dict[str, Row]) -> Scores:
    """The figures for annotated rows and the rows found, by id. A missing id counts as nothing found."""
    scores = Scores()
    for row in stated:
        _score_text(scores, row, found.get(row["id"]) or {"nodes": [], "links": []})
    scores.wrong.sort(key=lambda wrong: -wrong[0])
    return scores


def _score_text(scores: Scores, row: Row, mine: Row) -> None:
    pairs = pair_up(row["nodes"], mine["nodes"])
    matched = [(row["nodes"][a], mine["nodes"][b]) for a, b in pairs]
    scores.texts += 1
    scores.item += Measure(len(pairs), len(row["nodes"]), len(mine["nodes"]))
    right = sum(broad(a) == broad(b) for a, b in matched)
    scores.typed += Measure(right, len(row["nodes"]), len(mine["nodes"]))
    faults = len(row["nodes"]) + len(mine["nodes"]) - len(pairs) - right
    _count_types(scores, row, mine, pairs)
    faults += sum(_score_attributes(scores, a, b) for a, b in matched) + _score_links(scores, row, mine, matched)
    if not row["nodes"]:
        scores.empty += Measure(not mine["nodes"], 1, 1)
    if faults:
        scores.wrong.append((faults, row, mine))


def _count_types(scores: Scores, row: Row, mine: Row, pairs: list[tuple[int, int]]) -> None:
    scores.types.update((row["nodes"][a]["type"], mine["nodes"][b]["type"]) for a, b in pairs)
    seen_a, seen_b = {a for a, _ in pairs}, {b for _, b in pairs}
    scores.types.update((item["type"], "-") for at, item in enumerate(row["nodes"]) if at not in seen_a)
    scores.types.update(("-", item["type"]) for at, item in enumerate(mine["nodes"]) if at not in seen_b)


def _score_attributes(scores: Scores, stated: Row, found: Row) -> int:
    faults = 0
    for name in FIELDS:
        if name != "current" and stated.get(name) is None:
            continue
        same = stated.get(name) == found.get(name) or (name, stated.get(name)) == ("relation", "other")
        scores.attributes[name] += Measure(same, 1, 1)
        faults += not same
        if name == "relation" and not same:
            scores.relations[stated["relation"], found.get("relation") or "-"] += 1
    want, have = stated.get("impact"), found.get("impact")
    scores.impact += Measure(want is not None and want == have, want is not None, have is not None)
    return faults + (want != have)


def _score_links(scores: Scores, row: Row, mine: Row, matched: list[tuple[Row, Row]]) -> int:
    own = {fold(found["label"]): fold(stated["label"]) for stated, found in matched}
    want = {frozenset(map(fold, link)) for link in row["links"]}
    have = {frozenset(own.get(fold(end), fold(end)) for end in link) for link in mine.get("links", [])}
    scores.link += Measure(len(want & have), len(want), len(have))
    return len(want ^ have)
