"""A message half read: what may belong on the map, and all that is needed to tell what is said of it."""

from dataclasses import dataclass

from mapping.model import Answer, Mention
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.corrections import Corrected
from nlu.extraction.learned.ear import Heard
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots


@dataclass(slots=True)
class Seen:
    """The sightings of a message (``dropped`` where they stay off the map), and the context they are read in."""

    spots: Spots
    clauses: Clauses
    sightings: list[Sighting]
    known: tuple[Mention, ...]
    subject: Mention | None
    outside: Sighting | None
    asked: str | None
    answer: Answer | None
    corrected: Corrected
    heard: Heard | None = None

    @property
    def message(self) -> Message:
        """The message itself."""
        return self.spots.message
