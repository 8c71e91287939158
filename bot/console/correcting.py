"""What a worker can put right about one thing on a map, and the correction that each choice makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapping.describe.names import Names
from mapping.model import Closeness, Correction, CorrectionKind, Impact, Item, Kind, Status, WellbeingMap
from mapping.words import read_responses, read_words

LONGEST = 80  # characters of a name or relation


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be put right. ``options``: (value, words) to choose from; ``free``: it is typed."""

    name: str
    words: str
    label: str = ""
    options: tuple[tuple[str, str], ...] = ()
    free: bool = False


def acts_for(item: Item, map: WellbeingMap, *, of_message: bool) -> tuple[Act, ...]:
    """All that fits this thing. ``of_message``: one message is at hand that may have been meant of something else."""
    facts, names = _facts(), Names(map)
    tied = {end for tie in map.ties if item.id in (tie.a, tie.b) for end in (tie.a, tie.b)} - {item.id}
    like = Kind.PERSON if item.kind in (Kind.PERSON, Kind.PET, Kind.GROUP) else item.kind
    others = tuple((each.id, names.of(each)) for each in map.items if each.id != item.id)
    alike = tuple((each.id, names.of(each)) for each in map.items if each.id != item.id and _sort(each) is like)
    found = [
        *([Act("not_about", "This message is not about it")] if of_message else []),
        Act("name", "It is called something else", "The name", free=True),
        Act("impact", "It does something else for them", "What it does", words_of_impact()),
        *([Act("relation", "They are something else to each other", "The relation, such as “cousin” or “nurse”", free=True)] if item.kind is Kind.PERSON else []),
        *([Act("closeness", "They are closer, or less close", "How close", words_of_rings())]
          if like is Kind.PERSON else []),
        Act("current", "It is in their life now" if item.status is not Status.CURRENT else "It is in the past"),
        Act("kind", "It is another sort of thing", "What it is", tuple((each.value, facts[each.value]) for each in Kind if each is not item.kind)),
        *([Act("untie", "It does not go with something", "What it does not go with", tuple(pair for pair in others if pair[0] in tied))] if tied else []),
        *([Act("same", "It is the same as something else on the map", "What it is the same as", alike)] if alike else []),
        Act("off", "It does not belong on the map"),
    ]
    return tuple(found)


def correction_of(act: str, value: str, item: Item, map: WellbeingMap) -> tuple[Correction, dict[str, str]]:
    """The correction, with which item each of its labels means. Raises ValueError with what is wrong in words."""
    meant, value = {item.label: item.id}, " ".join(value.split())
    if act in ("name", "relation") and (not value or len(value) > LONGEST):
        raise ValueError("Write the name." if act == "name" else "Write what they are to each other.")
    if act == "name":
        return Correction(CorrectionKind.RENAME, item.label, value), meant
    if act == "off":
        return Correction(CorrectionKind.REMOVE, item.label), meant
    if act in ("untie", "same"):
        other = map.item(value)
        if other is None:
            raise ValueError("Choose what else on the map you mean.")
        meant[other.label] = other.id
        kind = CorrectionKind.UNLINK if act == "untie" else CorrectionKind.MERGE
        return Correction(kind, labels=(item.label, other.label), to=item.label if act == "same" else None), meant
    if act == "current":
        return Correction(CorrectionKind.SET, item.label, "false" if item.status is Status.CURRENT else "true", "current"), meant
    if act in ("impact", "relation", "closeness", "kind"):
        return Correction(CorrectionKind.SET, item.label, value, act), meant
    raise ValueError("Choose what should be put right.")


def told_to_person(worker: str, lines: Sequence[str], *, what: str = "utter_review_put_right") -> str:
    """What the person reads of it; ``what`` names the words in domain/review.yml."""
    text = str(_responses()[what]["text"]).strip()
    for blank, words in (("worker", worker), ("what", ". ".join(lines))):
        text = text.replace("{" + blank + "}", words)
    return text


def words_of_impact() -> tuple[tuple[str, str], ...]:
    """What a thing can do for somebody, to choose from."""
    return tuple((each.value, _facts()["impact"][each.value]) for each in Impact)


def words_of_rings() -> tuple[tuple[str, str], ...]:
    """How close somebody can be, to choose from."""
    return tuple((each.value, _facts()["rings"][each.value]) for each in Closeness)


def _facts() -> Mapping[str, Any]:
    return read_words()["console"]["facts"]


def _sort(item: Item) -> Kind:
    return Kind.PERSON if item.kind in (Kind.PERSON, Kind.PET, Kind.GROUP) else item.kind


def _responses() -> Mapping[str, Mapping[str, object]]:
    return read_responses("review")
