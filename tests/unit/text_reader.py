"""Reads a map's text as somebody would who hears nothing else, and builds the map again. Shares no code with what wrote it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mapping.model import (
    RELATIONS, Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish, is_formal,
)
from mapping.words import read_words

ALL = read_words()
TEXT = ALL["text"]
FACTS = TEXT["facts"]
HEADINGS = {words: name for name, words in TEXT["headings"].items()}
RINGS = {ALL["rings"][ring.value]: ring for ring in Closeness}
OFTEN = {ALL["frequency"][each.value]: each for each in Frequency}
RELATION_WORDS = {word: relation for relation in RELATIONS if (word := ALL["relations"].get(relation, relation))}
LIKE_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.PET)


def read_text(text: str) -> WellbeingMap:
    """The map that this text tells of. Ids are the names; raises AssertionError where the text can't be understood."""
    sections = dict(_sections(text))
    items: dict[str, Item] = {}
    for heading, lines in sections.items():
        for line in lines:
            if item := _item(heading, line):
                assert item.id not in items, f"two are called {item.id}"
                items[item.id] = item
    for heading in (*Impact, "own_words"):
        for line in sections.get(str(heading), ()):
            name, rest = _token(line, r"\. You said: “|\.$")
            words = re.fullmatch(r"\. You said: “(.*)”", rest)
            items[name] = replace(
                items[name], impact=None if heading == "own_words" else Impact(heading),
                impact_words=_unquoted_inside(words[1]) if words else None)
    return WellbeingMap(
        tuple(items.values()),
        tuple(_tie(line) for line in sections.get("ties", ())),
        tuple(_wish(line) for line in sections.get("wishes", ())),
        tuple(_barrier(line) for line in sections.get("barriers", ())),
        tuple(_goal(line) for line in sections.get("goals", ())),
    )


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    for paragraph in text.split("\n\n"):
        heading, *lines = paragraph.split("\n")
        if lines or heading in HEADINGS:
            assert all(line.startswith("- ") for line in lines), lines
            yield HEADINGS[heading], [line[2:] for line in lines]


def _unquoted_inside(text: str) -> str:
    return text.replace("””", "”")


def _token(text: str, end: str) -> tuple[str, str]:
    """A name or words up to what ends it (a pattern), and the rest; in “ ” it may hold anything."""
    if text.startswith("“"):
        close = re.match(r"“((?:[^”]|””)*)”(?!”)", text)
        assert close, text
        return _unquoted_inside(close[1]), text[close.end():]
    found = re.search(end, text)
    assert found, (text, end)
    return text[: found.start()], text[found.start():]


def _names(text: str) -> tuple[str, ...]:
    """"A, B and C" """
    found = []
    while text:
        name, text = _token(text, r", | and |$")
        found.append(name)
        text = re.sub(r"^(?:, | and )", "", text)
    return tuple(found)


def _facts(text: str) -> list[str]:
    """The facts after a name, still as they are written: ": a; b." """
    assert text.endswith("."), text
    if text == ".":
        return []
    assert text.startswith(": "), text
    inside, facts, start = False, [], 2
    body = text[:-1]
    for place, letter in enumerate(body):
        inside = letter == "“" or inside and letter != "”" if letter in "“”" else inside
        if body.startswith("; ", place) and not inside:
            facts.append(body[start:place])
            start = place + 2
    return [*facts, body[start:]]


def _item(heading: str, line: str) -> Item | None:
    if heading in ("inner", "middle", "outer", "unplaced"):
        known = {"kind": Kind.PERSON, "closeness": None if heading == "unplaced" else Closeness(heading)}
    elif heading in ("place", "activity"):
        known = {"kind": Kind(heading)}
    elif heading in ("wished", "past"):
        known = {"status": Status(heading)}
    else:
        return None
    name, rest = _token(line, r": |\.$")
    facts = _facts(rest)
    told: dict[str, object] = dict(known)
    for fact in facts:
        told |= _fact(fact)
    item = Item(name, told.pop("kind"), name)
    if "relation" not in told and item.kind in LIKE_PEOPLE:
        told["relation"] = _in_name(name)
    told.setdefault("formal", is_formal(told.get("relation")))
    return replace(item, **told)


def _in_name(name: str) -> str | None:
    words = name.casefold().split()
    found = [relation for word, relation in RELATION_WORDS.items() if word.casefold() in words]
    return found[0] if len(found) == 1 else None


def _fact(fact: str) -> dict[str, object]:
    for kind in Kind:
        if fact == FACTS[kind.value]:
            return {"kind": kind}
    for impact in Impact:
        if fact == FACTS[impact.value]:
            return {"impact": impact}
    formal = {FACTS["formal"]: True, FACTS["informal"]: False}
    if fact in formal:
        return {"formal": formal[fact]}
    if fact == FACTS["relation_unknown"]:
        return {"relation": None}
    if fact in OFTEN:
        return {"frequency": OFTEN[fact]}
    if fact in RELATION_WORDS:
        return {"relation": RELATION_WORDS[fact]}
    if found := re.fullmatch(r'in the ring "(.+)"', fact):
        return {"closeness": RINGS[found[1]]}
    if fact.startswith("in "):
        return {"locality": _token(fact[3:], "$")[0]}
    if fact.startswith("you also say "):
        return {"aliases": _names(fact.removeprefix("you also say "))}
    if found := re.fullmatch(r"you said “(.*)”", fact):
        return {"impact_words": _unquoted_inside(found[1])}
    if (found := re.fullmatch(r"([^“]+) \(you say “(.*)”\)", fact)) and found[1] in RELATION_WORDS:
        return {"relation": RELATION_WORDS[found[1]], "relation_words": _unquoted_inside(found[2])}
    return {"relation": None, "relation_words": _token(fact, "$")[0]}


def _tie(line: str) -> Tie:
    a, rest = _token(line, " and ")
    b, rest = _token(rest.removeprefix(" and "), r": |\.$")
    words, strength = None, 1
    for fact in _facts(rest):
        if found := re.fullmatch(r"said (\d+) times", fact):
            strength = int(found[1])
        else:
            words = _token(fact, "$")[0]
    return Tie(a, b, words, strength)


def _own(text: str) -> str:
    return _token(text, "$")[0] if text.startswith("“") else text.rstrip(" .")


def _outside(line: str, phrase: str) -> tuple[str, str]:
    """A line parted at a phrase that does not stand in quotes; the second part is empty where there is none."""
    inside = False
    for place, letter in enumerate(line):
        inside = letter == "“" or inside and letter != "”" if letter in "“”" else inside
        if not inside and line.startswith(phrase, place):
            return line[:place], line[place + len(phrase):]
    return line, ""


def _ending(line: str) -> str:
    return line.removesuffix(".")


def _parted(line: str) -> tuple[str, tuple[str, ...]]:
    own, names = _outside(line, " (to do with ")
    return own, _names(_ending(names).removesuffix(")")) if names else ()


def _wish(line: str) -> Wish:
    less = line.startswith("Less of this: ")
    own, items = _parted(line.removeprefix("Less of this: "))
    return Wish("", _own(own if items else _ending(own)), items, less)


def _barrier(line: str) -> Barrier:
    own, what = _outside(line, " (this gets in the way of ")
    if not what:
        return Barrier("", _own(_ending(own)))
    what = _ending(what).removesuffix(")")
    if found := re.fullmatch(r"your (wish|goal) “(.*)”", what):
        return Barrier("", _own(own), f"{found[1]} {_unquoted_inside(found[2])}")
    return Barrier("", _own(own), "item " + _token(what, "$")[0])


def _goal(line: str) -> Goal:
    state = GoalState.ACTIVE
    for each, words in TEXT["goal_states"].items():
        if words and _ending(line).endswith(words):
            state, line = GoalState(each), _ending(line).removesuffix(words)
    line, step = _outside(line, " First step: ")
    own, items = _parted(line)
    return Goal("", _own(own if items else _ending(own)), items, _own(_ending(step)) if step else None, state)
