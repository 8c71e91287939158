"""What an answer tells of the one asked about: a model taught for just that weighs it with the ear."""

from typing import TYPE_CHECKING

from mapping.model import Impact
from nlu.extraction.answers import only_an_answer
from nlu.extraction.learned.lessons import IMPACTS
from nlu.extraction.learned.where import is_outright, said_with, span_of
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting

if TYPE_CHECKING:
    from nlu.feelings.told import Feelings

ASKED_FEELING = frozenset(("person.impact", "place.impact", "activity.impact", "group.impact", "pet.impact"))
PLAIN = 6  # words up to which a feeling that the patterns read stands: "both of them help"
FELT_AS = {"positive": Impact.HELPS, "negative": Impact.HINDERS, "mixed": Impact.MIXED}


def answered(feelings: "Feelings", seen: Seen, told: list[Sighting]) -> None:
    """Weigh the answer. "Neither", a feeling read in a few plain words and what is said in so many words stay the patterns' to read."""
    about = next((s for s in told if s.known and s.known.label == seen.subject.label), None)
    if about is None or about.impact is Impact.NEITHER or about.impact and (len(seen.message) <= PLAIN or is_outright(about)):
        return
    span = span_of(seen, about) if seen.heard else None
    tells = feelings.told(seen.subject.label, seen.message.source, dict(zip(IMPACTS, seen.heard.said_of(span)["impact"])) if span else None)
    about.impact = FELT_AS.get(tells)
    about.impact_words = (about.impact_words or said_with(seen, about)) if about.impact and not only_an_answer(seen.message) else None
