"""The three judges at work: which candidates stay, which are tied, what each does for the participant."""

import itertools
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mapping.model import Impact, Kind, Link
from nlu.extraction.learned.candidates import further
from nlu.extraction.learned.impact_traits import impact_traits
from nlu.extraction.learned.item_traits import item_traits
from nlu.extraction.learned.linear import Judge
from nlu.extraction.learned.tie_traits import tie_traits
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting

NONE, BEING, TIE = "none", "being", "tie"
# How sure a judge must be to overrule the patterns: (to take in what they left out, to leave out what they took in).
# Chosen on the held-out texts' totals (docs/decisions/0006-the-learned-ear.md).
STAY, TIED, FELT = (0.50, 0.30), (0.75, 0.10), (0.40, 0.20)
MOST_CANDIDATES = 60  # a message of 4,096 letters may hold hundreds; the rest keep what the patterns say
MOST_TOLD = 24
IMPACTS = {"positive": Impact.HELPS, "negative": Impact.HINDERS, "mixed": Impact.MIXED}


@dataclass(frozen=True, slots=True)
class Judges:
    """What was learned from annotated texts. The patterns' own view is among the traits, so a judge corrects them."""

    items: Judge
    ties: Judge
    impacts: Judge

    def sift(self, seen: Seen) -> None:
        """Drop what is no part of the map, bring back or add what is. What is known already stays."""
        if seen.answer is not None or seen.corrected.corrections:
            return
        guesses = further(seen.message, seen.sightings)
        for sighting in [*seen.sightings, *guesses][:MOST_CANDIDATES]:
            if not sighting.known:
                self._judge(seen, sighting)
        seen.sightings += [guess for guess in guesses if not guess.dropped]
        seen.sightings.sort(key=lambda s: s.start)

    def _judge(self, seen: Seen, sighting: Sighting) -> None:
        chances = self.items.chances(item_traits(seen.spots, seen.clauses, sighting, seen.asked))
        none = chances.pop(NONE)
        sighting.dropped = not _agreed(1 - none, STAY, by_patterns=not sighting.dropped)
        best = max(chances, key=lambda name: chances[name])
        if best != (BEING if sighting.kind in (Kind.PERSON, Kind.GROUP) else str(sighting.kind)):
            sighting.kind = (Kind.GROUP if sighting.several else Kind.PERSON) if best == BEING else Kind(best)
            if not sighting.is_being:
                sighting.relation = sighting.formal = None
        if sighting.kind is Kind.PET:
            sighting.relation, sighting.formal = "pet", None

    def tie(self, seen: Seen, told: list[Sighting], links: list[Link]) -> list[Link]:
        """The ties between the things told of; those the patterns found keep their words."""
        found = {_pair(link.a, link.b): link for link in links}
        kept = []
        for a, b in pairs(told):
            first, second = a.mention().label, b.mention().label
            by_pattern = found.pop(_pair(first, second), None)
            chance = self.ties.chances(tie_traits(seen, told, a, b, by_pattern))[TIE]
            if _agreed(chance, TIED, by_patterns=by_pattern is not None):
                kept.append(by_pattern or Link(first, second))
        return kept + list(found.values())

    def feel(self, seen: Seen, told: list[Sighting]) -> None:
        """What each does for the participant, with their words. "Neither" is the patterns' to say."""
        judged = []
        for sighting in told[:MOST_TOLD]:
            if sighting.impact is Impact.NEITHER:
                continue
            chances = self.impacts.chances(impact_traits(seen, told, sighting))
            none = chances.pop(NONE)
            best = max(chances, key=lambda name: chances[name])
            felt = _agreed(1 - none, FELT, by_patterns=sighting.impact is not None)
            judged.append((sighting, IMPACTS[best] if felt else None))
        for sighting, impact in judged:
            if impact and sighting.impact is None:
                sighting.impact_words = _said_with(seen, sighting)
            sighting.impact = impact
            sighting.impact_words = sighting.impact_words if impact else None

    @classmethod
    def read(cls, path: Path) -> "Judges":
        """The judges from a file that `write` wrote. Raises OSError, KeyError or ValueError if it is damaged."""
        with np.load(path, allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
        return cls(*(Judge.from_arrays(name, held) for name in ("items", "ties", "impacts")))

    def write(self, path: Path) -> None:
        """Write them where `read` finds them, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part.npz")
        np.savez_compressed(part, **self.items.arrays("items"), **self.ties.arrays("ties"), **self.impacts.arrays("impacts"))
        part.replace(path)


def pairs(told: list[Sighting]) -> list[tuple[Sighting, Sighting]]:
    """Each two different things told of, in message order."""
    order = sorted(told[:MOST_TOLD], key=lambda s: s.start)
    return [(a, b) for a, b in itertools.combinations(order, 2) if a.mention().label.lower() != b.mention().label.lower()]


def _agreed(chance: float, sure: tuple[float, float], *, by_patterns: bool) -> bool:
    """Whether it counts in the end: the patterns' own view stands unless the judge is sure of the other."""
    return chance >= sure[1] if by_patterns else chance >= sure[0]


def _pair(a: str, b: str) -> frozenset[str]:
    return frozenset((a.lower(), b.lower()))


def _said_with(seen: Seen, sighting: Sighting) -> str:
    """The sentence it stands in, as typed; the whole message where it stands in none."""
    sentence, message = seen.clauses.sentence, seen.message
    if not 0 <= sighting.start < len(sentence) or sighting.sort == "about":
        return message.said(0, len(message))
    words = [at for at, number in enumerate(sentence) if number == sentence[sighting.start]]
    return message.said(words[0], words[-1] + 1)


