"""What one message says, as read by ``nlu.extraction``: plain values, no database ids."""

from dataclasses import dataclass
from enum import StrEnum

from mapping.model.items import Closeness, Frequency, Impact, Kind


class Answer(StrEnum):
    """How a message answers the question that was asked, where it is an answer and nothing more."""

    YES = "yes"
    NO = "no"
    NOBODY = "nobody"
    NO_MORE = "no more"
    DONT_KNOW = "don't know"
    SKIP = "skip"


class CorrectionKind(StrEnum):
    """What a correcting message does to the map."""

    REMOVE = "remove"
    RENAME = "rename"
    MERGE = "merge"
    SET = "set"
    UNLINK = "unlink"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Mention:
    """One item that a message names or refers to.

    ``label`` is the shortest naming span as written, or the map's own label where ``known`` is true (the item is on the
    map already). ``current`` false: past, ended, died. ``relation`` is to the participant and canonical;
    ``relation_words`` as they put it ("Dev's sister", "cpn"). ``aliases`` are other words for the same item in the message,
    or its old label where a name was learned now. ``impact`` is what this message says. ``wished``: not in
    their life, but longed for.
    """

    label: str
    kind: Kind
    relation: str | None = None
    relation_words: str | None = None
    formal: bool | None = None
    current: bool = True
    impact: Impact | None = None
    impact_words: str | None = None
    closeness: Closeness | None = None
    frequency: Frequency | None = None
    locality: str | None = None
    aliases: tuple[str, ...] = ()
    known: bool = False
    wished: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A stated tie between two mentions, by label; ``words`` how it was put ("sister"), if said."""

    a: str
    b: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. REMOVE: label. RENAME: label, to. MERGE: labels, to. SET: label, field, to. UNLINK: labels (two)."""

    kind: CorrectionKind
    label: str | None = None
    to: str | None = None
    field: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarrierSaid:
    """Something said to stand in the way; ``blocks`` the words of what it blocks, if said."""

    text: str
    blocks: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one message says. Empty fields mean it says nothing of the kind.

    ``meant``: (label, item id) where the words say which of several of one name is meant, or that it is somebody new.
    """

    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()
    wishes: tuple[str, ...] = ()
    barriers: tuple[BarrierSaid, ...] = ()
    answer: Answer | None = None
    meant: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """True where the message says nothing for the map."""
        return not (self.mentions or self.links or self.corrections or self.wishes or self.barriers)
