"""Ties between the things in a message: what happens together, who belongs to whom, who lives where."""

from collections.abc import Iterator

from mapping.model import Kind, Link
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.dealings import dealings
from nlu.extraction.ends import owning_words, stands
from nlu.extraction.scenes import scenes
from nlu.extraction.settings import about_ties, carried
from nlu.extraction.sightings import Sighting

Said = tuple[Sighting, Sighting, str | None]


def find_links(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> list[Link]:
    """All stated ties, each once, in message order. Listed items are not tied for standing in one list."""
    standing = stands(message, sightings, asked)
    pairs: dict[frozenset[str], Link] = {}
    found: list[Said] = [
        *_owned(sightings),
        *((a, b, None) for a, b in owning_words(message, sightings)),
        *((a, b, None) for a, b in scenes(message, clauses, standing)),
        *((a, b, None) for a, b in dealings(message, clauses, standing)),
        *((a, b, None) for a, b in about_ties(message, sightings, asked)),
        *((a, b, None) for a, b in carried(message, clauses, standing)),
        *_work(clauses, sightings),
    ]
    for a, b, words in found:
        first, second = a.mention().label, b.mention().label
        key = frozenset((first.lower(), second.lower()))
        if len(key) == 2 and not (a.dropped or b.dropped):
            if key not in pairs or words and not pairs[key].words:
                pairs[key] = Link(first, second, words)
    return list(pairs.values())


def _owned(sightings: list[Sighting]) -> Iterator[Said]:
    for sighting in sightings:
        if sighting.owner and not sighting.owner.dropped:
            words = (sighting.relation_words or "").split("'s ")[-1] if sighting.is_being else None
            yield sighting.owner, sighting, words or None


def places_of(sighting: Sighting) -> list[int]:
    """All the words at which a sighting stands, pronouns for it included."""
    return [sighting.start, *sighting.also_at]


def _work(clauses: Clauses, sightings: list[Sighting]) -> Iterator[Said]:
    """A boss and work, a therapist and therapy: tied by what they are, within a sentence."""
    for a in sightings:
        for b in sightings:
            if (
                a.relation in ("boss", "colleague")
                and a.owner is None
                and b.kind is Kind.PLACE
                and b.label.lower() in ("work", "office")
                and clauses.sentence[a.start] == clauses.sentence[b.start]
            ):
                yield a, b, None
            if a.relation == "therapist" and b.kind is Kind.ACTIVITY and b.label.lower() in ("therapy", "counselling"):
                yield a, b, None
