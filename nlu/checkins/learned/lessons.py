"""The examples: replies to "how did it go?" with what each says, and messages at any moment with what they want of goals or check-ins.

`examples/{reply,want}*.txt`: a line `## sort`, then one example a line. One in so many is never taught, decided by its text alone, to measure with.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.checkins.speaking import plain
from nlu.evaluation.texts import annotated
from nlu.sentences.minilm import MINILM

NLU = Path(__file__).parents[2]
FOLDER = Path(__file__).parents[1] / "examples"
REPLY, WANT = "reply", "want"
ASKED = {REPLY: "how did it go", WANT: "at any time"}  # what stands before the message, so that one model reads both
OTHER = "other"  # no answer, or nothing wanted of goals and check-ins
CLASSES = tuple(f"{REPLY}.{sort}" for sort in ("done", "partly", "not_yet", "barrier", "changed_mind", "not_said", OTHER)) + tuple(
    f"{WANT}.{sort}" for sort in (
        "pause_goal", "resume_goal", "finish_goal", "drop_goal", "change_goal", "rate_goal", "show_goals", "show_progress",
        "stop_checkins", "start_checkins", "skip_checkins", "set_checkins", "mute_goal", "ask_checkins", OTHER))
HELD_OUT = 8
ORDINARY = 9  # one in so many of what teaches the reader and Rasa
ABOUT_GOALS = frozenset({"steer_goals", "steer_checkins", "show_goals", "drop_goal", "suggest_goals"})
SPEAKS_OF_IT = re.compile(r"\b(?:goals?|messag\w+|msg\w*|check(?:ing)?[ -]?ins?|remind\w*|asking me|ask me)\b", re.I)
LONGEST = 90  # pieces: a reply is short, and what comes after is a story


@dataclass(frozen=True, slots=True)
class Example:
    """``kind``: REPLY or WANT; ``sort``: what it says, with ``kind`` one of CLASSES."""

    kind: str
    sort: str
    text: str

    @property
    def name(self) -> str:
        """Its class."""
        return f"{self.kind}.{self.sort}"

    @property
    def held_out(self) -> bool:
        """Whether this example is never taught."""
        return _number(self.text, HELD_OUT) == 0


def read_examples() -> list[Example]:
    """All examples, in a fixed order. Raises ValueError for a heading that is no sort."""
    return [one for kind in (REPLY, WANT) for path in sorted(FOLDER.glob(f"{kind}*.txt")) for one in read_file(path, kind)]


def kept_back() -> list[Example]:
    """Replies that none of these was written from: by another hand, before the reader."""
    return read_file(FOLDER / "kept_back_replies.txt", REPLY)


def ordinary() -> list[Example]:
    """Talk about a life, and what is said to the bot, that wants nothing of goals and check-ins: some of what teaches the reader and Rasa. Not part of the hash."""
    rasa = (block for path in sorted(NLU.glob("*.yml")) for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] if "intent" in block)
    said = [line[1:].strip() for block in rasa if block["intent"] not in ABOUT_GOALS for line in block["examples"].splitlines() if line.strip()]
    told = [" ".join(row["text"].split()) for row in annotated()]
    texts = [text for text in dict.fromkeys((*said, *told)) if _number(text, ORDINARY) == 0 and not SPEAKS_OF_IT.search(text)]
    return [Example(WANT, OTHER, text) for text in sorted(texts)]


def _number(text: str, many: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % many


def read_file(path: Path, kind: str) -> list[Example]:
    """The examples of one file. Raises ValueError for a heading that is no sort."""
    sort, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            sort = line.removeprefix("## ").strip()
            if f"{kind}.{sort}" not in CLASSES:
                raise ValueError(f"{path.name}: {sort} is none of our sorts")
        elif line.strip():
            found.append(Example(kind, sort, line.strip()))
    return found


def framed(kind: str, text: str) -> list[int]:
    """What was asked and the message, in pieces, as the model is given them; of a very long message the beginning and the end."""
    asked, pieces = MINILM.pieces(ASKED[kind]), MINILM.pieces(plain(text))
    if len(pieces) > LONGEST:
        pieces = pieces[: LONGEST // 2] + pieces[-LONGEST // 2 :]
    return [MINILM.first, *asked, MINILM.last, *pieces, MINILM.last]
