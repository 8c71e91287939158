"""What is left to put on the map of a message that corrects it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mapping.model import CorrectionKind, Mention, Reading, is_formal
from nlu.extraction import lexicons
from nlu.extraction.marked import Corrected

NEWS = ("closeness", "status", "frequency", "impact")  # a change of these is news, and a wish may stand beside it


def tidy(reading: Reading, corrected: Corrected, known: Sequence[Mention]) -> Reading:
    """The reading without what was said only to correct."""
    if not corrected.corrections:
        return reading
    one = {label for c in corrected.corrections if c.kind is CorrectionKind.MERGE for label in c.labels}
    gone = {label.lower() for label in one} | {
        c.label.lower()
        for c in corrected.corrections
        if c.kind in (CorrectionKind.REMOVE, CorrectionKind.RENAME) and c.label
    }
    mentions = [m for m in reading.mentions if m.label.lower() not in gone and not _said_to_correct(m, corrected)]
    unlinked = [set(c.labels) for c in corrected.corrections if c.kind is CorrectionKind.UNLINK]
    left = {m.label for m in mentions}
    links = tuple(l for l in reading.links if {l.a, l.b} <= left and {l.a, l.b} not in unlinked)
    fixed = tuple(_as_put_right(_with_relation(m, corrected), corrected) for m in mentions)
    if all(c.kind is CorrectionKind.SET and c.field in NEWS for c in corrected.corrections):
        return replace(reading, mentions=fixed, links=links)
    return replace(reading, mentions=fixed, links=links, wishes=(), barriers=())


def _said_to_correct(mention: Mention, corrected: Corrected) -> bool:
    """Whether something new on the map was only named where the correction was made."""
    if any(c.kind is CorrectionKind.UNDO for c in corrected.corrections) and not corrected.said_in:
        return True
    if not mention.known and any(c.field == "relation" and (c.label or "").lower() == mention.label.split(" (")[0].lower() for c in corrected.corrections):
        return True  # "its my cousin sarah not my friend sarah" is of one Sarah
    words = " ".join(lexicons.pieces(mention.label))
    said = [*corrected.only_said, *(re.sub(r"[,.!?;]", " ", part) for part in corrected.said_in)]
    return not mention.known and any(f" {words} " in f" {' '.join(part.split())} " for part in said)


def _with_relation(mention: Mention, corrected: Corrected) -> Mention:
    for correction in corrected.corrections:
        if (
            correction.kind is CorrectionKind.SET
            and correction.field == "relation"
            and correction.label == mention.label
        ):
            return replace(mention, relation=correction.to, formal=is_formal(correction.to))
    return mention


def _as_put_right(mention: Mention, corrected: Corrected) -> Mention:
    """The mention without the ring that was only named to be left: "dave shouldn't be in the inner ring"."""
    rings = any(c.kind is CorrectionKind.SET and c.field == "closeness" and c.label == mention.label for c in corrected.corrections)
    return replace(mention, closeness=None) if rings else mention
