"""How people put right what was understood, without Rasa: `corrections.yml` holds the talks, and this says them."""

import shutil
from copy import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import services
from mapping.model import Item
from tests.integration.talker import Talker

KINDS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("corrections.yml").read_text(encoding="utf-8"))
TALKS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("in_context.yml").read_text(encoding="utf-8"))
WHEN = [(kind, later) for kind, told in KINDS.items() for later in (False, True) if not (later and told.get("today"))]
WEEK = {"days": 8}
NO_MORE = "thats everyone"


@pytest.mark.timeout(900)  # of some kinds a hundred ways are said
@pytest.mark.parametrize(("kind", "later"), WHEN, ids=[f"{kind}, {'a week later' if later else 'at once'}" for kind, later in WHEN])
def test_every_way_of_putting_it_right(kind: str, later: bool, one: Talker, tmp_path: Path) -> None:
    told = KINDS[kind]
    for text in told["start"]:
        one.say(text)
    if later:
        one.later(**WEEK)
    begun = kept(one, tmp_path)
    wrong = {}
    for way in told["ways"]:
        again(one, begun, tmp_path)
        if fault := said_wrongly(one, way, told):
            wrong[way] = fault
    assert not wrong, f"{len(wrong)} of {len(told['ways'])}: {wrong}"


@pytest.mark.parametrize("told", TALKS, ids=[" / ".join(talk["say"]) for talk in TALKS])
def test_what_is_said_in_a_talk(told: dict[str, Any], one: Talker) -> None:
    answer = ""
    for text in told["say"]:
        text, _, intent = text.partition(" //")
        if text.startswith("skip to: "):
            answer = skipped(one, text.removeprefix("skip to: "), answer)
        else:
            answer = one.say(text, intent or ("nothing_more" if text == NO_MORE else "add_to_map"))
    assert all(words in answer for words in told.get("asks", ())), answer
    for text in told.get("then", ()):
        answer = one.say(text)
    standing = services.maps().map_of(one.id)
    found = {item.label.lower(): words_of(item) for item in standing.items}
    assert fits(found, told["map"]), f"{shown(found)} after {answer!r}"
    if "ties" in told:
        names = {item.id: item.label.lower() for item in standing.items}
        assert {frozenset((names[tie.a], names[tie.b])) for tie in standing.ties} == {frozenset(pair.lower().split(" - ")) for pair in told["ties"]}


def skipped(one: Talker, words: str, asked: str) -> str:
    for _ in range(20):
        if words.lower() in asked.split("\n")[-1].lower():
            return asked
        asked = one.say("skip", "skip")
    raise AssertionError(f"nobody asked {words}: {asked}")


def said_wrongly(one: Talker, way: str, told: dict[str, Any]) -> str | None:
    """What goes wrong when this is said; None where nothing does."""
    answer = one.say(way, told.get("intent", "add_to_map"))
    if missing := [words for words in told.get("asks", ()) if words.lower() not in answer.lower()]:
        return f"{missing} not in {answer!r}"
    for text in told.get("then", ()):
        answer = one.say(text)
    found = {item.label.lower(): words_of(item) for item in services.maps().map_of(one.id).items}
    return None if fits(found, told["map"]) else f"{shown(found)} after {answer!r}"


def words_of(item: Item) -> frozenset[str]:
    """Every word that tells of this item."""
    said = (item.kind, item.relation, item.closeness, item.frequency, item.impact, item.status)
    return frozenset(part for word in said if word for part in str(word).split())


def fits(found: dict[str, frozenset[str]], wanted: dict[str, str]) -> bool:
    """Whether these are the labels, all of them, and each has its words."""
    left = dict(found)
    for label, words in wanted.items():
        name = next((each for each in left if each in labels(label)), None)
        if name is None:
            if label.endswith("?"):
                continue
            return False
        if not all(has(left[name], word) for word in words.split()):
            return False
        del left[name]
    return not left


def labels(wanted: str) -> set[str]:
    """"Dave (work|friend)" is either; "work?" may be there or not."""
    name, _, marks = wanted.lower().removesuffix("?").removesuffix(")").partition(" (")
    return {f"{name} ({mark})" for mark in marks.split("|")} if marks else set(name.split("|"))


def has(words: frozenset[str], wanted: str) -> bool:
    return wanted[1:] not in words if wanted.startswith("-") else bool(words & set(wanted.split("|")))


def shown(found: dict[str, frozenset[str]]) -> str:
    return "; ".join(f"{label}: {' '.join(sorted(words))}" for label, words in found.items())


def kept(one: Talker, folder: Path) -> dict[str, Any]:
    """The talk as it stands, to be begun anew from here."""
    services.engine().dispose()
    shutil.copy(folder / "selfmap.db", folder / "begun.db")
    return {**copy(vars(one)), "slots": dict(one.slots)}


def again(one: Talker, begun: dict[str, Any], folder: Path) -> None:
    services.engine().dispose()
    for rest in folder.glob("selfmap.db*"):
        rest.unlink()
    shutil.copy(folder / "begun.db", folder / "selfmap.db")
    vars(one).update({**begun, "slots": dict(begun["slots"])})
