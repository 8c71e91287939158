"""The sentences that teach the second stage what danger sounds like, and what only sounds like it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "examples"
MAPPING = Path(__file__).parents[1] / "evaluation" / "learn"
ASKED_OF_US = Path(__file__).parents[1]
LEFT_OUT = FOLDER / "left_out.txt"
NONE = "none"
HELD_OUT = 5  # one of our own sentences in this many is kept from teaching, to measure with
TALK = "ordinary_talk"  # sentences of others; all of them teach
PROMISED = "promised"  # files whose names end so: words that must be answered right wherever the screen is taught; tests hold it to them
FIRST = ("danger", "ordinary")  # the files the patterns were mended with: their held-out share is new to the second stage only


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence, the kind of danger in it (or "none"), what sort of talk it is (the kind, where danger), and its file."""

    text: str
    kind: str
    sort: str
    file: str

    @property
    def promised(self) -> bool:
        """Whether teaching goes on until this sentence is judged right with room to spare."""
        return self.file.endswith(PROMISED)

    @property
    def held_out(self) -> bool:
        """Whether this sentence is never taught. Decided by its text alone, so it never changes sides."""
        return not self.promised and self.file not in (TALK, "mapping") and int.from_bytes(hashlib.sha256(self.text.encode()).digest()[:4]) % HELD_OUT == 0


def read_examples() -> list[Example]:
    """All sentences, file by file."""
    return [example for path in sorted(FOLDER.glob("*.yml")) for example in _read(path)]


def mapping_talk() -> list[Example]:
    """What people say while they map, written and annotated for the reader: ordinary talk, but for what the patterns find danger in.

    Told troubles were read for danger one by one: what speaks of it is in examples/danger_troubles.yml, what two readers could argue about in left_out.txt.
    """
    from nlu.evaluation.texts import rows_of

    return _ordinary({" ".join(row["text"].split()) for path in sorted(MAPPING.glob("*.txt")) for row in rows_of(path)}, "mapping")


def asked_of_us() -> tuple[Path, ...]:
    """The files of what people ask of the bot: Rasa's examples, but for those that tell of a life or lie outside of what it serves."""
    return tuple(path for path in sorted(ASKED_OF_US.glob("*.yml")) if path.stem not in ("life", "out_of_scope", "signs"))


def talk_to_the_bot() -> list[Example]:
    """"I want a goal", "show me my map": short and about the bot, so ordinary talk, but for what the patterns find danger in."""
    blocks = (block for path in asked_of_us() for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] if "intent" in block)
    lines = {line.removeprefix("- ").strip() for block in blocks for line in block["examples"].splitlines() if line.startswith("- ")}
    return _ordinary(lines, "to the bot")


def _ordinary(texts: set[str], sort: str) -> list[Example]:
    """These texts as ordinary talk, in an order that does not change with what else there is."""
    from nlu.safety.patterns import Patterns
    from nlu.safety.text import plain

    patterns, left_out = Patterns.load(), {"", *LEFT_OUT.read_text(encoding="utf-8").splitlines()}
    danger = {one.text for path in FOLDER.glob("danger*.yml") for one in _read(path)}
    ordered = sorted(texts - left_out - danger, key=lambda text: hashlib.sha256(text.encode()).digest())
    return [Example(text, NONE, sort, sort) for text in ordered if not patterns.find(plain(text)).hit]


def _read(path: Path) -> Iterator[Example]:
    danger = path.stem.startswith("danger")
    for sort, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        yield from (Example(text, sort if danger else NONE, sort, path.stem) for line in lines.splitlines() if (text := line.strip()))
