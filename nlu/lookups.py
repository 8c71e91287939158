"""Writes `nlu/lookups.yml`: the word lists of the extraction that also help Rasa tell talk about a life from other talk.

The file is a copy on purpose: a new word in `nlu/extraction/words/` need not train the dialogue model again. Run
`python -m nlu.lookups` when many words have come, and measure (`nlu/evaluation/scope.py`).
"""

from collections.abc import Iterable
from pathlib import Path

from nlu.extraction.lexicons import names, ordinary_names, sections

PATH = Path(__file__).resolve().parent / "lookups.yml"


def tables() -> dict[str, list[str]]:
    """What each table is called in Rasa, and its words in order. Names that are everyday words, or very short, are left out."""
    people, places = sections("people.txt"), sections("places.txt")
    return {
        "person_word": _sorted(word for heading, words in people.items() if not heading.startswith("plural") for word in words),
        "place_word": _sorted((*places["place"], *places["brand"])),
        "activity_word": _sorted(sections("activities.txt")["activity"]),
        "forename": _sorted(name for name in names() - ordinary_names() if len(name) > 2),
    }


def written() -> str:
    """The whole file as text."""
    lines = ["# Made by `python -m nlu.lookups` from nlu/extraction/words/.", 'version: "3.1"', "nlu:"]
    for name, words in tables().items():
        lines += [f"  - lookup: {name}", "    examples: |", *(f"      - {word}" for word in words)]
    return "\n".join(lines) + "\n"


def _sorted(words: Iterable[str]) -> list[str]:
    plain = {word.split("|")[0].split("=")[0].strip() for word in words}
    return sorted(plain, key=lambda word: (-len(word), word))


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8")
