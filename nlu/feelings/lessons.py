"""Answers to what somebody or something does for the participant, with what each tells: ours, and those in the reader's annotated texts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.evaluation.scoring import fold
from nlu.evaluation.texts import annotated
from nlu.sentences.minilm import MINILM

FOLDER = Path(__file__).parent / "answers"
TELLS = {"+": "positive", "-": "negative", "+-": "mixed", "0": "none"}
CLASSES = tuple(TELLS.values())
HELD_OUT = 10  # one of our answers in so many is never taught
MOST_OF_LABEL, MOST_OF_ANSWER = 14, 78  # pieces


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked about, the answer, and what it tells (one of CLASSES); ``ours`` where it comes from FOLDER."""

    about: str
    text: str
    tells: str
    ours: bool = False

    @property
    def held_out(self) -> bool:
        """Whether this answer is never taught: decided by its text alone."""
        return self.ours and int.from_bytes(hashlib.sha256(self.text.encode()).digest()[:4]) % HELD_OUT == 0


def read_answers() -> list[Answer]:
    """All answers, in a fixed order."""
    return [*_ours(), *_annotated()]


def _ours() -> Iterator[Answer]:
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _, about, tells, text = line.split("\t")
                yield Answer(about, text, TELLS[tells], ours=True)


def _annotated() -> Iterator[Answer]:
    for row in annotated():
        about = row.get("about")
        if about and (row.get("asked") or "").endswith(".impact"):
            yield Answer(about, row["text"], next((node.get("impact") for node in row["nodes"] if fold(node["label"]) == fold(about)), None) or "none")


def framed(about: str, text: str) -> list[int]:
    """Question and answer in pieces, as the model is given them; of a very long answer the beginning."""
    encode = MINILM.tokenizer().encode
    question = encode(f"does {about.lower()} help", add_special_tokens=False).ids[:MOST_OF_LABEL]
    answer = encode(" . ".join(text.lower().split("\n")), add_special_tokens=False).ids[:MOST_OF_ANSWER]
    return [MINILM.first, *question, MINILM.last, *answer, MINILM.last]
