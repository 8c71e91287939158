"""The same text with other names, for the later rounds: so that the ear hears how a name stands in a sentence, not whose it is."""

import random
import re
from collections.abc import Sequence

BEINGS = frozenset({"person", "pet"})
NAME = re.compile(r"[A-Z][a-z]+")
ROLES = frozenset(
    """abba abbu amma auntie aunty baba brother carer dad dada dadaji dadi daddy da dr ex father gran grandad grandma grandmother grandpa granny ma mam mama
    mamgu manager mom mother mum mummy nain nan nana nani nanny nonna papa pastor pops sensei sister taid uncle""".split()
)


def names_in(rows: Sequence[dict]) -> list[str]:
    """The forenames of the people and pets in annotated rows, each once: one capital word inside a text."""
    found = set()
    for row in rows:
        for node in row["nodes"]:
            start, end = node.get("at") or (0, 0)
            word = row["text"][start:end]
            inside = row["text"][:start].rstrip()[-1:] not in ("", ".", "!", "?", ":")
            if inside and node["type"] in BEINGS and NAME.fullmatch(word) and word.lower() not in ROLES:
                found.add(word)
    return sorted(found)


def varied(row: dict, names: Sequence[str], rng: random.Random) -> dict:
    """A row as `lesson` takes it, with other forenames for its own; everything said of them stays."""
    known = {name.lower() for name in names}
    words = {word for node in row["nodes"] if node["type"] in BEINGS for label in (node["label"], *node.get("alts", [])) for word in label.split()}
    new = {word: rng.choice(names) for word in sorted({word.lower() for word in words} & known)}
    other = {word: _as(word, new[word.lower()]) for word in words if word.lower() in new}
    if not other:
        return row
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(other, key=len, reverse=True)))})(?!\w)")
    moves = [(found.end(), len(other[found[0]]) - len(found[0])) for found in pattern.finditer(row["text"])]

    def changed(text: str | None) -> str | None:
        return pattern.sub(lambda found: other[found[0]], text) if text else text

    def moved(at: int) -> int:
        return at + sum(by for end, by in moves if end <= at)

    nodes = [
        node | {"label": changed(node["label"]), "alts": [changed(alt) for alt in node.get("alts", [])]}
        | ({"at": [moved(at) for at in node["at"]]} if node.get("at") else {})
        for node in row["nodes"]
    ]
    links = [[changed(a), changed(b)] for a, b in row["links"]]
    return row | {"text": changed(row["text"]), "about": changed(row.get("about")), "nodes": nodes, "links": links}


def _as(typed: str, name: str) -> str:
    return name.lower() if typed[:1].islower() else name
