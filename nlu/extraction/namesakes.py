"""Two people of one name in one message: the second gets a label that tells it apart, "sarah (cousin)"."""

from collections.abc import Sequence

from mapping.model import Mention
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

SOCIAL = frozenset({"friend", "neighbour", "colleague", "boss", "roommate", "partner", "in-law", "other"})
KINDS = ("son", "daughter", "child"), ("brother", "sister", "sibling"), ("wife", "husband", "partner"), ("gp", "doctor", "psychiatrist")
AND = frozenset({"and", "&", ",", "plus", "also", "then", "n", "or"})
TOLD = frozenset({"from", "at", "my", "our", "who", "next", "upstairs", "downstairs", "across", "over", "in", "opposite", "(", "the"})
ANOTHER = frozenset({"other", "another", "different", "second"})


def tell_apart(message: Message, sightings: list[Sighting], known: Sequence[Mention] = ()) -> None:
    """Give each later person of a name that somebody else in the message has a label of their own."""
    names = [s for s in sightings if s.sort == "name" and s.is_being]
    for name in names:
        _by_the_map(message, name, known)
    for place, later in enumerate(names):
        same = [n for n in names[:place] if n.label.lower() == later.label.lower()]
        if same and all(_another_person(message, earlier, later) for earlier in same):
            mark = _mark(message, later)
            if mark:
                later.aliases.append(later.label)
                later.label = f"{later.label} ({mark})"


def _by_the_map(message: Message, name: Sighting, known: Sequence[Mention]) -> None:
    """ "My cousin sarah" is the one whom the map calls "Sarah (cousin)"."""
    for one in known:
        bare, _, mark = one.label.lower().removesuffix(")").partition(" (")
        if not mark or bare != name.label.lower():
            continue
        words = mark.split()
        if name.relation and name.relation == one.relation or message.low[name.end + 1 : name.end + 1 + len(words)] == words:
            name.aliases.append(name.label)
            name.label = one.label
            return


def _another_person(message: Message, earlier: Sighting, later: Sighting) -> bool:
    if message.low[later.start - 1] in ANOTHER:
        return True
    if earlier.owner is not later.owner or earlier.owner_word != later.owner_word:
        return False  # their owners keep them apart already
    if earlier.relation and later.relation:
        return not _agree(earlier.relation, later.relation)
    return _told(message, earlier) and _told(message, later) and _joined(message, earlier, later)


def _agree(one: str, other: str) -> bool:
    """Whether one person may be both: a friend may be a neighbour too, a sister is no cousin."""
    return one == other or {one, other} <= SOCIAL or any(one in kinds and other in kinds for kinds in KINDS)


def _told(message: Message, name: Sighting) -> bool:
    """Whether the words around a name tell which one it is: a role, or "from church"."""
    return bool(name.relation) or message.low[name.end : name.end + 1] != [] and message.low[name.end] in TOLD


def _joined(message: Message, earlier: Sighting, later: Sighting) -> bool:
    """Whether both stand in one list: "sarah from church and sarah my cousin"."""
    first = min([later.start, *later.also_at])
    between = message.low[earlier.end : first]
    listed = bool(AND & set(between)) and len(between) <= 8 and not {".", "!", "?"} & set(between)
    return listed and not any(message.doc[at].pos_ in ("VERB", "AUX") for at in range(earlier.end, first))


def _mark(message: Message, name: Sighting) -> str | None:
    """The words of the message that tell this one apart: what they are, or else where they belong."""
    if name.relation_words:
        return name.relation_words
    if message.low[name.end : name.end + 1] and message.low[name.end] in ("from", "at", "in"):
        told = (at for at in range(name.end + 1, min(name.end + 5, len(message))) if message.doc[at].pos_ in ("NOUN", "PROPN"))
        at = next(told, None)
        return message.words[at].text if at is not None else None
    return message.low[name.start - 1] if message.low[name.start - 1] in ANOTHER else None
