"""Measures the screen on what it was never taught: `python -m nlu.safety.measure [FILE.yml ...]`. Prints the curve, as in docs/safety.md.

Without files: the held-out share of the sentences that neither stage met. A file whose name has "danger" in it holds danger, any other none.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import yaml

from nlu.safety.examples import FIRST, NONE, read_examples
from nlu.safety.kinds import DangerKind
from nlu.safety.screen import CALLED_OFF, DANGER, FEWEST_WORDS, MOST_WORDS, SURELY_NONE, Screen
from nlu.safety.patterns import Patterns
from nlu.safety.text import plain
from nlu.safety.train import made

POINTS = sorted({0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, DANGER})
Row = tuple[str, bool, str]  # sort, whether it speaks of danger, text


def held_out() -> list[Row]:
    """The held-out sentences of the files that the patterns were not mended with."""
    return [(one.sort, one.kind != NONE, one.text) for one in read_examples() if one.held_out and one.file not in FIRST]


def read(path: Path) -> list[Row]:
    """The sentences of a file like those of examples/."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8")).items()
    return [(sort, "danger" in path.stem, line.strip()) for sort, lines in rows for line in lines.splitlines() if line.strip()]


def table(rows: Iterable[Row]) -> str:
    """Recall and false alarms of both stages at each point, and by sort at the point that is used."""
    patterns, classifier, screen, rows = Patterns.load(), made(), Screen.load(), list(rows)
    judged = []
    for sort, danger, text in rows:
        read_as = plain(text)
        found = patterns.find(read_as)
        words, hit = len(read_as.split()), found.hit is not None
        reads_like = classifier.judge(read_as, by_both=hit).danger if words >= FEWEST_WORDS else 0.0
        kept = hit and not (found.everyday and FEWEST_WORDS <= words <= MOST_WORDS and reads_like < SURELY_NONE)
        judged.append((sort, danger, kept, found.called_off, reads_like, screen.check(text) is not None))
    lines = [f"{sum(row[1] for row in judged)} of danger, {sum(not row[1] for row in judged)} of none", "point  both: recall  false alarms  second alone: recall  false alarms"]
    for point in POINTS:
        both = [(row[1], row[2] or row[4] >= (max(point, CALLED_OFF) if row[3] else point)) for row in judged]
        alone = [(row[1], row[4] >= point) for row in judged]
        lines.append(f"{point:4.2f}   {_shares(both)}   {_shares(alone)}{'   <- used' if point == DANGER else ''}")
    lines.append(f"patterns that the second stage leaves standing, alone: {_shares([(row[1], row[2]) for row in judged])}")
    for sort in dict.fromkeys(row[0] for row in judged):
        for danger in (True, False):
            of_sort = [row[5] for row in judged if row[0] == sort and row[1] is danger]
            if of_sort:
                lines.append(f"{sort:24} {'found' if danger else 'false alarms'} {sum(of_sort)} of {len(of_sort)}")
    return "\n".join([*lines, *_kinds(screen, rows)])


def _kinds(screen: Screen, rows: Iterable[Row]) -> Iterable[str]:
    """How often the kind is right where danger is found, and what is taken for what. The sort of a row ends in its kind."""
    found = [(next((kind for kind in DangerKind if sort.endswith(kind)), None), hit.kind) for sort, danger, text in rows if danger and (hit := screen.check(text))]
    found = [(meant, said) for meant, said in found if meant]
    if found:
        yield f"kind right: {sum(meant == said for meant, said in found)} of {len(found)} found"
    for (meant, said), many in Counter(pair for pair in found if pair[0] != pair[1]).most_common():
        yield f"{meant} taken for {said}: {many}"


def _shares(raised: list[tuple[bool, bool]]) -> str:
    shares = []
    for danger in (True, False):
        of_kind = [hit for speaks, hit in raised if speaks is danger]
        shares.append(f"{sum(of_kind) / len(of_kind):.3f}" if of_kind else "  -  ")
    return "  ".join(shares)


if __name__ == "__main__":
    print(table([row for name in sys.argv[1:] for row in read(Path(name))] or held_out()))
