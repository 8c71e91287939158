"""A sighting: one span of a message that may name an item, on its way to becoming a Mention."""

from dataclasses import dataclass, field

from mapping.model import Closeness, Frequency, Impact, Kind, Mention
from nlu.extraction.chat import Message


@dataclass(slots=True, eq=False)
class Sighting:
    """Words ``start`` to ``end`` that name something. ``sort`` says how it was recognised (role, name, place ...)."""

    start: int
    end: int
    kind: Kind
    sort: str
    label: str
    relation: str | None = None
    relation_words: str | None = None
    formal: bool | None = None
    several: bool = False
    current: bool = True
    owner: "Sighting | None" = None
    owner_word: str | None = None
    impact: Impact | None = None
    impact_words: str | None = None
    closeness: Closeness | None = None
    frequency: Frequency | None = None
    locality: str | None = None
    aliases: list[str] = field(default_factory=list)
    known: Mention | None = None
    dropped: bool = False
    also_at: list[int] = field(default_factory=list)

    def head(self, message: Message) -> int:
        """The word that carries the sighting in the parse: the one whose governor lies outside."""
        for at in range(self.end - 1, self.start - 1, -1):
            governor = message.doc[at].head.i
            if not self.start <= governor < self.end or governor == at:
                return at
        return self.end - 1

    @property
    def is_being(self) -> bool:
        """A person, group or pet."""
        return self.kind in (Kind.PERSON, Kind.GROUP, Kind.PET)

    def mention(self) -> Mention:
        """The finished value."""
        label = self.known.label if self.known else self.label
        aliases = tuple(dict.fromkeys(a for a in self.aliases if a.lower() != label.lower()))
        return Mention(
            label=label,
            kind=self.kind,
            relation=self.relation,
            relation_words=_shown(self),
            formal=_formal(self),
            current=self.current,
            impact=self.impact,
            impact_words=(self.impact_words or "").strip(" ,;:.-–") or None,
            closeness=self.closeness,
            frequency=self.frequency,
            locality=self.locality,
            aliases=aliases,
            known=self.known is not None,
        )


TITLES = frozenset("father fr pastor reverend rev imam rabbi canon deacon bishop dr mr mrs ms miss sheikh mufti vicar".split())
LETTERS = frozenset({"cpn", "gp", "psw", "ot", "pa", "ta", "pwp", "sw"})


def _formal(sighting: Sighting) -> bool | None:
    """Whether the relation is formal; a relation without a word of its own is kin or the like unless a title says more."""
    if sighting.formal is not None or sighting.relation in (None, "pet"):
        return sighting.formal
    if sighting.relation != "other":
        return formal_of(sighting.relation)
    label = sighting.known.label if sighting.known else sighting.label
    return label.lower().split(" ")[0] in TITLES


def _shown(sighting: Sighting) -> str | None:
    """The role as it is shown: "CPN" with its capitals, the owner by the label on the map."""
    words = sighting.relation_words
    if words and words.lower() in LETTERS:
        return words.upper()
    owner = sighting.owner
    if words and owner and "'s " in words:
        return f"{owner.known.label if owner.known else owner.label}'s {words.split("'s ", 1)[1]}"
    return words


def formal_of(relation: str | None, formal_other: bool | None = None) -> bool | None:
    """Whether a relation is formal; ``other`` takes the answer of its word."""
    from mapping.model import is_formal

    return formal_other if relation == "other" else is_formal(relation)
