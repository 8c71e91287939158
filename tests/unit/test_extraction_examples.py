"""The reader held to our own annotated sentences (extraction_examples.jsonl)."""

import json
from pathlib import Path

import pytest

from mapping.model import Impact, Kind, Mention, Reading
from nlu.extraction import Reader

EXAMPLES = [
    json.loads(line)
    for line in Path(__file__).with_name("extraction_examples.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def patterns() -> Reader:
    """The reader without the learned ear, whose every reading is somebody's choice and so is held exactly."""
    return Reader.of_patterns()


def read(reader: Reader, row: dict) -> Reading:
    known = [
        Mention(k["label"], Kind(k["kind"]), k["relation"], current=k.get("current", True), known=True)
        for k in row.get("known", ())
    ]
    return reader.read(row["text"], asked=row.get("asked"), about=row.get("about"), known=known)


def wrong(row: dict, reading: Reading) -> list[str]:
    """Everything in which a reading differs from the annotated row, in words."""
    return (
        [*_wrong_corrections(row, reading), *_wrong_answer(row, reading)]
        if "ops" in row
        else [
            *_wrong_mentions(row, reading),
            *_wrong_links(row, reading),
            *_wrong_corrections(row, reading),
            *_wrong_answer(row, reading),
        ]
    )


def _wrong_mentions(row: dict, reading: Reading) -> list[str]:
    found = {m.label.lower(): m for m in reading.mentions}
    faults = [f"found {label}" for label in found.keys() - {n["label"].lower() for n in row["nodes"]}]
    for node in row["nodes"]:
        mention = found.get(node["label"].lower())
        if mention is None:
            faults.append(f"missed {node['label']}")
            continue
        impact = None if mention.impact in (None, Impact.NEITHER) else mention.impact.value
        stated = {
            "kind": mention.kind.value,
            "current": mention.current,
            "impact": impact,
            "relation": mention.relation,
            "formal": mention.formal,
        }
        wanted = {"current": True, "impact": None, **node}
        faults += [
            f"{node['label']}: {key} {stated[key]}" for key in stated if key in wanted and stated[key] != wanted[key]
        ]
    return faults


def _wrong_links(row: dict, reading: Reading) -> list[str]:
    wanted = {frozenset(end.lower() for end in link) for link in row["links"]}
    found = {frozenset((link.a.lower(), link.b.lower())) for link in reading.links}
    return [f"link {sorted(link)}" for link in wanted ^ found]


def _wrong_corrections(row: dict, reading: Reading) -> list[str]:
    said = [[c.kind.value, c.label, c.to] for c in reading.corrections]
    if "ops" not in row:
        return [f"correction {one}" for one in said]
    wanted = row["ops"]
    return [] if any(one[: len(wanted)] == wanted for one in said) else [f"corrections {said}"]


def _wrong_answer(row: dict, reading: Reading) -> list[str]:
    faults = [] if "answer" not in row or reading.answer == row["answer"] else [f"answer {reading.answer}"]
    faults += ["no wish"] if row.get("wishes") and not reading.wishes else []
    return faults + (["no barrier"] if row.get("barriers") and not reading.barriers else [])


@pytest.mark.parametrize("row", [row for row in EXAMPLES if row["exact"]], ids=lambda row: row["text"][:60])
def test_example_reads_exactly(patterns: Reader, row: dict) -> None:
    assert wrong(row, read(patterns, row)) == []


def test_the_ear_breaks_few_of_them(reader: Reader) -> None:
    """What is learned moves a little with every text it is taught, so it is held to a share: 0.94 on 26 November 2026."""
    exact = [row for row in EXAMPLES if row["exact"]]
    assert sum(not wrong(row, read(reader, row)) for row in exact) >= 0.9 * len(exact)


@pytest.mark.parametrize(
    ("kind", "least"), [("person", 0.95), ("group", 0.85), ("pet", 0.95), ("place", 0.93), ("activity", 0.9)]
)
def test_examples_of_each_kind_are_mostly_found(reader: Reader, kind: str, least: float) -> None:
    """F1 over all examples, those with known faults included."""
    wanted, found = set(), set()
    for number, row in enumerate(EXAMPLES):
        if "ops" in row:
            continue
        wanted |= {(number, n["label"].lower()) for n in row["nodes"] if n["kind"] == kind}
        found |= {(number, m.label.lower()) for m in read(reader, row).mentions if m.kind.value == kind}
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= least


def test_there_are_enough_examples_and_few_known_faults() -> None:
    assert len(EXAMPLES) >= 250
    assert sum(row["exact"] for row in EXAMPLES) >= 0.9 * len(EXAMPLES)
