"""What is left to put on the map of a message that corrects it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mapping.model import CorrectionKind, Mention, Reading, is_formal
from nlu.extraction import lexicons
from nlu.extraction.marked import Corrected


def tidy(reading: Reading, corrected: Corrected, known: Sequence[Mention]) -> Reading:
    """The reading without what was said only to correct."""
    if not corrected.corrections:
        return reading
    gone = {
        c.label.lower()
        for c in corrected.corrections
        if c.kind in (CorrectionKind.REMOVE, CorrectionKind.RENAME) and c.label
    }
    mentions = [m for m in reading.mentions if m.label.lower() not in gone and not _said_to_correct(m, corrected)]
    unlinked = [set(c.labels) for c in corrected.corrections if c.kind is CorrectionKind.UNLINK]
    left = {m.label for m in mentions}
    links = tuple(l for l in reading.links if {l.a, l.b} <= left and {l.a, l.b} not in unlinked)
    fixed = tuple(_with_relation(m, corrected) for m in mentions)
    return replace(reading, mentions=fixed, links=links, wishes=(), barriers=())


def _said_to_correct(mention: Mention, corrected: Corrected) -> bool:
    """Whether something new on the map was only named where the correction was made."""
    if any(c.kind is CorrectionKind.UNDO for c in corrected.corrections) and not corrected.said_in:
        return True
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
