"""Draws the page for a GP of a made-up life, to look at: `.venv/bin/python -m tests.unit.example_page OUT.png`."""

import sys

import pypdfium2

from mapping.export.page import write_page
from mapping.model import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish,
)
from tests.unit.nasty_maps import NOW

LIFE = WellbeingMap(
    (
        Item("1", Kind.PERSON, "Kai", "brother", None, False, Closeness.INNER, Frequency.DAILY, Impact.HELPS,
             "he makes me laugh when it all gets too much"),
        Item("2", Kind.PERSON, "Mum", "mother", "mum", False, Closeness.INNER, Frequency.WEEKLY, Impact.MIXED,
             "she means well but she worries and then I worry"),
        Item("3", Kind.PERSON, "Linda", "nurse", "CPN", True, Closeness.MIDDLE, Frequency.MONTHLY, Impact.HELPS,
             "she listens and she does not rush me"),
        Item("4", Kind.PET, "Biscuit", "pet", closeness=Closeness.INNER, impact=Impact.HELPS, impact_words="gets me out of bed"),
        Item("5", Kind.PLACE, "the allotment", impact=Impact.HELPS, impact_words="quiet, and things grow"),
        Item("6", Kind.ACTIVITY, "swimming", frequency=Frequency.WEEKLY, impact=Impact.HELPS),
        Item("7", Kind.PLACE, "the job centre", impact=Impact.HINDERS, impact_words="I can't sleep the night before"),
        Item("8", Kind.PERSON, "Dave", "neighbour", formal=False, impact=Impact.HINDERS, impact_words="shouts through the wall"),
        Item("9", Kind.GROUP, "Hearing Voices group", formal=True, impact=Impact.HELPS, impact_words="nobody looks at me funny"),
        Item("10", Kind.ACTIVITY, "gaming", impact=Impact.MIXED, impact_words="I forget to sleep"),
        Item("11", Kind.PERSON, "Nan", "grandmother", impact=Impact.HELPS, status=Status.PAST),
    ),
    (Tie("1", "2"), Tie("4", "5"), Tie("3", "9"), Tie("1", "10")),
    (Wish("w1", "more time with Kai", ("1",)), Wish("w2", "late nights", less=True)),
    (Barrier("b1", "the bus costs five pounds", "w1"), Barrier("b2", "I get tired by noon")),
    (
        Goal("g1", "go swimming on Mondays with Kai", ("1", "6"), "ask Kai if he is free", chosen_at=NOW),
        Goal("g2", "see the allotment people", ("5",), state=GoalState.PAUSED, chosen_at=NOW),
    ),
    at=NOW, session=2, name="Mo",
)


def main(out: str) -> None:
    """Write the page as a PNG of 1,191 by 1,684 dots."""
    pypdfium2.PdfDocument(write_page(LIFE, now=NOW))[0].render(scale=2).to_pil().save(out, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
