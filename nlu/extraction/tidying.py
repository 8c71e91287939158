"""What is left to put on the map of a message that corrects it."""

from collections.abc import Sequence
from dataclasses import replace

from mapping.model import CorrectionKind, Mention, Reading, is_formal
from nlu.extraction.corrections import Corrected


def tidy(reading: Reading, corrected: Corrected, known: Sequence[Mention]) -> Reading:
    """The reading without what was said only to correct."""
    if not corrected.corrections:
        return reading
    kinds = {c.kind for c in corrected.corrections}
    gone = {c.label.lower() for c in corrected.corrections if c.kind is CorrectionKind.REMOVE and c.label}
    renamed = {c.label.lower() for c in corrected.corrections if c.kind is CorrectionKind.RENAME and c.label}
    mentions = (
        []
        if CorrectionKind.UNDO in kinds
        else [
            m
            for m in reading.mentions
            if not (not m.known and m.label.lower() in corrected.only_said)
            and not (
                not m.known
                and kinds & {CorrectionKind.RENAME, CorrectionKind.MERGE, CorrectionKind.REMOVE, CorrectionKind.UNLINK}
            )
            and m.label.lower() not in gone | renamed
            and m.label.lower() not in {w.split()[-1] for w in corrected.only_said if w}
        ]
    )
    unlinked = [set(c.labels) for c in corrected.corrections if c.kind is CorrectionKind.UNLINK]
    left = {m.label for m in mentions}
    links = tuple(l for l in reading.links if {l.a, l.b} <= left and {l.a, l.b} not in unlinked)
    fixed = tuple(_with_relation(m, corrected) for m in mentions)
    return replace(reading, mentions=fixed, links=links, wishes=(), barriers=())


def _with_relation(mention: Mention, corrected: Corrected) -> Mention:
    for correction in corrected.corrections:
        if (
            correction.kind is CorrectionKind.SET
            and correction.field == "relation"
            and correction.label == mention.label
        ):
            return replace(mention, relation=correction.to, formal=is_formal(correction.to))
    return mention
