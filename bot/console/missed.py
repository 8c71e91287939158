"""What the bot can have missed in a message, and what its form says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.console.correcting import LONGEST, words_of_impact, words_of_rings
from bot.console.correcting_wishes import LONGEST as LONGEST_WORDS
from mapping.describe.names import Names
from mapping.model import RELATIONS, BarrierSaid, Closeness, Impact, Kind, Mention, Reading, WellbeingMap, is_formal
from mapping.views import LIKE_PEOPLE

WISH, LESS, BARRIER = "wish", "less", "barrier"
NAME, IN_THEIR_WORDS = "What they call it", "In their words"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of thing that can be missed. ``more``: the fields besides its name that make sense of it, with what can be chosen."""

    name: str
    words: str
    label: str
    longest: int
    more: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()


def sorts() -> tuple[Sort, ...]:
    """All sorts, as the form has them; a field with nothing to choose from is typed."""
    impact = ("impact", "Does it help, or make things harder, if they said", (("", "They did not say"), *words_of_impact()))
    close = ("closeness", "How close, if they said", (("", "They did not say"), *words_of_rings()))
    relation: tuple[str, str, tuple[tuple[str, str], ...]] = ("relation", "Who that is to them, such as “cousin” or “nurse”, if they said", ())
    return (
        Sort(Kind.PERSON, "A person", "What they call them", LONGEST, (relation, close, impact)),
        Sort(Kind.GROUP, "A group", NAME, LONGEST, (close, impact)), Sort(Kind.PET, "A pet", NAME, LONGEST, (close, impact)),
        Sort(Kind.PLACE, "A place", NAME, LONGEST, (impact,)), Sort(Kind.ACTIVITY, "Something they do", NAME, LONGEST, (impact,)),
        Sort(WISH, "Something they would like", IN_THEIR_WORDS, LONGEST_WORDS),
        Sort(LESS, "Something they would like less of", IN_THEIR_WORDS, LONGEST_WORDS),
        Sort(BARRIER, "Something that gets in the way", IN_THEIR_WORDS, LONGEST_WORDS),
    )


def reading_of(form: Mapping[str, str]) -> tuple[Reading, bool]:
    """What the message should have been read as, and whether its wish is for less of something. Raises ValueError with what is wrong in words."""
    sort = next((each for each in sorts() if each.name == form.get("sort")), None)
    if sort is None:
        raise ValueError("Choose what the bot missed.")
    said = {field: " ".join(form.get(f"{field}-{sort.name}", "").split()) for field in ("name", *(field for field, _, _ in sort.more))}
    name = said["name"]
    if not name:
        raise ValueError("Write what they call it." if sort.more else "Write it in their words.")
    if len(name) > sort.longest:
        raise ValueError(f"That is too long. Write it in at most {sort.longest} letters.")
    if len(said.get("relation", "")) > LONGEST:
        raise ValueError(f"Write who that is to them in at most {LONGEST} letters.")
    if sort.name in (WISH, LESS):
        return Reading(wishes=(name,)), sort.name == LESS
    if sort.name == BARRIER:
        return Reading(barriers=(BarrierSaid(name),)), False
    return Reading((_mention(name, Kind(sort.name), said),)), False


def the_same(ids: Sequence[str], map: WellbeingMap) -> list[tuple[str, str, bool]]:
    """What is on the map already: its id, its name, and whether it is a thing (else a wish or a barrier)."""
    names, found = Names(map), []
    for each in dict.fromkeys(ids):
        if (item := map.item(each)) is not None:
            found.append((each, names.of(item), True))
        elif (said := map.wish_or_barrier(each)) is not None:
            found.append((each, said.text, False))
    return found


def _mention(name: str, kind: Kind, said: Mapping[str, str]) -> Mention:
    relation = said.get("relation") or None
    known = relation and (relation.lower() if relation.lower() in RELATIONS else "other")
    closeness, impact = said.get("closeness"), said.get("impact")
    return Mention(
        name, kind, relation=known, relation_words=relation, formal=is_formal(known) if known else None,
        closeness=Closeness(closeness) if kind in LIKE_PEOPLE and closeness in list(Closeness) else None,
        impact=Impact(impact) if impact in list(Impact) else None)
