"""How well the Rasa model tells what a message is for: right intents, strangers turned away, and life talk kept.

The held-out texts are in `nlu/evaluation/held_out_scope/` and are never taught. `held_out()` gives them as `(intent, text)` pairs,
`predictions` asks `selfmap parse`, and `scored` counts. Everything but `predictions` is a pure function.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "held_out_scope"
TURNED_AWAY = frozenset({"out_of_scope", "nlu_fallback"})
NETWORK, STRANGE = "network", "out_of_scope"
PARSE = (str(Path(sys.executable).parent / "selfmap"), "parse")
LAST = "_last"  # the smaller files that no choice was made on
SMALL_CHANGE = frozenset("a an the please pls plz mate love thanks ok okay um erm er oh well so then now just right and".split())

Row = tuple[str, str, str]
"""What a text is for, the text, and what the model took it for."""


@dataclass(frozen=True, slots=True)
class IntentFigures:
    """How one intent fares: of what was taken for it how much was right, and how much of it was found. All 0 to 1."""

    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    """What `scored` found. `by_intent` holds only intents that occur in the rows; `confusions` are (meant, taken for, times)."""

    by_intent: dict[str, IntentFigures]
    macro_f1: float
    confusions: tuple[tuple[str, str, int], ...]


def folded(text: str) -> str:
    """A text without case, punctuation and extra spaces: two texts that fold alike are the same text for us."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split()) or text.strip()


def gist(text: str) -> str:
    """A text folded and without its small change (please, mate, the), unless that leaves fewer than three words.

    Two texts with one gist are nearly the same text. A short one ("bye mate", "bye") is only ever itself.
    """
    words = folded(text).split()
    kept = [word for word in words if word not in SMALL_CHANGE]
    return " ".join(kept if len(kept) > 2 else words)


def held_out(which: str, folder: Path = FOLDER, *, last: bool = False) -> list[tuple[str, str]]:
    """The texts of `intents`, `out_of_scope` or `network`, each with what it is for. `last` reads the untouched file."""
    path = folder / f"{which}{LAST if last else ''}.txt"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if which == "intents":
        return [(intent, text) for intent, _, text in (line.partition("\t") for line in lines)]
    return [(which, line) for line in lines]


def scored(rows: Sequence[Row]) -> ScopeFigures:
    """Precision, recall and F1 of each intent, and their plain mean. Turning a text away counts as missing its intent."""
    by_intent = {intent: _figures(rows, intent) for intent in sorted({meant for meant, _, _ in rows})}
    wrong = Counter((meant, taken) for meant, _, taken in rows if meant != taken)
    macro = sum(figures.f1 for figures in by_intent.values()) / len(by_intent) if by_intent else 0.0
    return ScopeFigures(by_intent, macro, tuple((*pair, times) for pair, times in wrong.most_common()))


def turned_away(rows: Sequence[Row]) -> float:
    """The share of rows taken for something this bot does not serve, or for nothing it knows. 0.0 of no rows."""
    return sum(taken in TURNED_AWAY for _, _, taken in rows) / len(rows) if rows else 0.0


def strangers_recognised(rows: Sequence[Row]) -> float:
    """Of texts this bot does not serve, the share that is turned away."""
    return turned_away([row for row in rows if row[0] == STRANGE])


def network_kept(rows: Sequence[Row]) -> float:
    """Of texts about a life, the share that is not turned away; they may still be taken for a hello or a thank you."""
    about_life = [row for row in rows if row[0] == NETWORK]
    return 1 - turned_away(about_life) if about_life else 0.0


def _figures(rows: Sequence[Row], intent: str) -> IntentFigures:
    right = sum(meant == taken == intent for meant, _, taken in rows)
    meant_so = sum(meant == intent for meant, _, _ in rows)
    taken_so = sum(taken == intent for _, _, taken in rows)
    precision, recall = (right / whole if whole else 0.0 for whole in (taken_so, meant_so))
    f1 = 2 * right / (meant_so + taken_so) if meant_so + taken_so else 0.0
    return IntentFigures(precision, recall, f1, meant_so)


def predictions(pairs: Iterable[tuple[str, str]], command: Sequence[str] = PARSE) -> list[Row]:
    """The same pairs with what the trained model takes each text for. Raises RuntimeError when the command fails."""
    pairs = list(pairs)
    lines = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, (_, text) in enumerate(pairs))
    answer = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    if answer.returncode:
        raise RuntimeError(f"Reading the held-out texts failed: {answer.stderr.strip()[-500:]}")
    taken = {found["id"]: found["intent"] for found in map(json.loads, answer.stdout.splitlines())}
    return [(meant, text, taken[str(number)]) for number, (meant, text) in enumerate(pairs)]


def report(rows: Sequence[Row]) -> str:
    """The figures of `scored` as lines to print: the mean, the weak intents and what they are taken for."""
    found = scored(rows)
    weak = [(name, figures) for name, figures in found.by_intent.items() if figures.f1 < 0.95]
    return "\n".join([
        f"macro-F1 {found.macro_f1:.3f} over {len(found.by_intent)} intents, {len(rows)} texts",
        *(f"  {name:15} precision {f.precision:.2f}  recall {f.recall:.2f}  F1 {f.f1:.2f}  of {f.count}" for name, f in weak),
        *(f"  {meant} taken for {taken}: {times}" for meant, taken, times in found.confusions[:20]),
    ])
