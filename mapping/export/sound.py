"""Which records of a map can be written: one that is broken is left out and named, and spoils none of the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from mapping.export.signs import HALF_SIGN, is_writable
from mapping.model import Barrier, Closeness, Frequency, Goal, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish

_CLOSED = {"kind": Kind, "status": Status, "closeness": Closeness, "frequency": Frequency, "impact": Impact}
_NEEDED = ("id", "label", "text", "kind", "status")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One record that could not be written. ``what`` and ``why`` name sentences in ``mapping/words/export.yml``.

    ``name`` is what the person calls it, as far as that can be written; ``files`` where it is missing, empty for all.
    """

    what: str
    why: str
    name: str = ""
    files: str = ""


def sound_part(wellbeing_map: WellbeingMap) -> tuple[WellbeingMap, tuple[LeftOut, ...]]:
    """The part of the map that every format can hold, and what was left out of it.

    Left out are records with half a sign (a lone surrogate), with something that is no text where text belongs, with a
    value outside its closed set, a second record of one id, and ties whose ends are not both on the map. What remains
    points at nothing that is gone.
    """
    left: list[LeftOut] = []
    items = _sound("item", wellbeing_map.items, left)
    ids = {item.id for item in items}
    ties = _sound_ties(wellbeing_map, ids, left)
    wishes, barriers, goals = (
        _sound(name, getattr(wellbeing_map, plural), left)
        for name, plural in (("wish", "wishes"), ("barrier", "barriers"), ("goal", "goals"))
    )
    named = ids | {said.id for said in (*wishes, *goals)}
    name = wellbeing_map.name
    if name is not None and _fault(name):
        left.append(LeftOut("name", "half"))
        name = None
    return replace(
        wellbeing_map, items=items, ties=ties, name=name, wishes=_pointing(wishes, ids), goals=_pointing(goals, ids),
        barriers=tuple(each if each.blocks in named else replace(each, blocks=None) for each in barriers),
    ), tuple(left)


def unwritable_signs(wellbeing_map: WellbeingMap) -> tuple[LeftOut, ...]:
    """The records of a sound map with signs that XML, FHIR and spreadsheets refuse: those files show � for them."""
    kinds = {"item": wellbeing_map.items, "tie": wellbeing_map.ties, "wish": wellbeing_map.wishes,
             "barrier": wellbeing_map.barriers, "goal": wellbeing_map.goals}
    return tuple(
        LeftOut(what, "signs", _name(record))
        for what, records in kinds.items() for record in records
        if any(not is_writable(text) for text in _texts(record))
    )


def _sound[Record: (Item, Wish, Barrier, Goal)](
    what: str, records: Iterable[Record], left: list[LeftOut]
) -> tuple[Record, ...]:
    kept: dict[str, Record] = {}
    for record in records:
        why = _record_fault(record) or ("twice" if record.id in kept else None)
        if why:
            left.append(LeftOut(_what(record) if what == "item" else what, why, _name(record)))
        else:
            kept[record.id] = record
    return tuple(kept.values())


def _sound_ties(wellbeing_map: WellbeingMap, ids: set[str], left: list[LeftOut]) -> tuple[Tie, ...]:
    kept: dict[frozenset[str], Tie] = {}
    called = {item.id: _name(item) for item in wellbeing_map.items}
    for tie in wellbeing_map.ties:
        pair = frozenset((tie.a, tie.b))
        why = _record_fault(tie) or (
            "ends" if len(pair) != 2 or not pair <= ids else "twice" if pair in kept else None
        )
        if why:
            left.append(LeftOut("tie", why, " + ".join(called.get(end, "?") for end in (tie.a, tie.b))))
        else:
            kept[pair] = tie
    return tuple(kept.values())


def _record_fault(record: Item | Tie | Wish | Barrier | Goal) -> str | None:
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in _NEEDED and not value:
            return "empty"
        if each.name in _CLOSED:
            if value is not None and value not in list(_CLOSED[each.name]):
                return "odd"
        elif each.name in ("strength", "less", "formal"):
            if value is not None and not isinstance(value, bool | int):
                return "odd"
        elif fault := _fault(value, text=each.type in (str, str | None), texts=each.type == tuple[str, ...]):
            return fault
    return None if is_writable(getattr(record, "id", "")) else "odd"


def _fault(value: Any, *, text: bool = False, texts: bool = False) -> str | None:
    """What is wrong with a value, if anything: half a sign, or no text (or texts) where they belong."""
    if isinstance(value, str):
        return "half" if HALF_SIGN.search(value) else "odd" if texts else None
    if isinstance(value, tuple):
        return "odd" if text else next((fault for each in value if (fault := _fault(each, text=texts, texts=False))), None)
    return "odd" if texts or text and value is not None else None


def _texts(record: Any) -> Iterable[str]:
    values = [getattr(record, each.name) for each in fields(record)]
    return (text for value in values for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str))


def _what(item: Item) -> str:
    return str(item.kind) if item.kind in list(Kind) else "item"


def _name(record: Any) -> str:
    name = getattr(record, "label", None) or getattr(record, "text", None) or getattr(record, "words", None) or ""
    return HALF_SIGN.sub("\ufffd", str(name))


def _pointing[Said: (Wish, Goal)](said: Sequence[Said], ids: set[str]) -> tuple[Said, ...]:
    """The same without pointers at items that are gone."""
    return tuple(
        each if all(item in ids for item in each.items) else replace(each, items=tuple(i for i in each.items if i in ids))
        for each in said
    )
