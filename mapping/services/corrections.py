"""Puts the person's corrections on the map: take off, rename, merge, set, unlink. What can't be done is asked about."""

import re
from collections.abc import Callable
from typing import Any

from mapping.history.bodies import CLOSED_SETS
from mapping.model import RELATIONS, ChangeKind, Correction, CorrectionKind, Item, Status, is_formal
from mapping.naming import bare_name, fold_label, same_label, shown_label
from mapping.services.identity import by_label
from mapping.services.merging import changed, unite
from mapping.services.recording import Saying


def place_corrections(saying: Saying, corrections: tuple[Correction, ...]) -> None:
    """Does each correction. An undo is a service of its own and passes by here."""
    for correction in corrections:
        if (step := _STEPS.get(correction.kind)) is not None:
            step(saying, correction)


def _remove(saying: Saying, correction: Correction) -> None:
    label = correction.label or saying.about or ""
    if (item := saying.find(label)) is not None:
        saying.draft.write(ChangeKind.ITEM_REMOVED, id=item.id)
        _settle(saying, None, label, item.label, *item.aliases)


def _rename(saying: Saying, correction: Correction) -> None:
    """The old label was a mistake, so it is no alias. A name that is on the map already is asked about: one, or two of that
    name? Where the person has said that it is somebody else's too (``NEW``), both have it."""
    label, to = correction.label or saying.about or "", correction.to
    if not to or (item := saying.find(label)) is None:
        return
    same = [each for each in by_label(to, saying.draft.map.items) if each.id != item.id and same_label(each.label, to)]
    if same and fold_label(to) not in saying.fresh:
        saying.clashes.append((item.id, same[0].id, to))
        saying.mentioned += [item.id, same[0].id]
        _settle(saying, item.id, label)
        return
    shown = shown_label(to, item.kind)
    wrong = (to, bare_name(item.label))
    aliases = tuple(alias for alias in item.aliases if not any(same_label(alias, word) for word in wrong))
    _write(saying, item, {"label": shown, "aliases": aliases})
    _rename_elsewhere(saying, item.label, shown)
    _settle(saying, item.id, label, to)


def _rename_elsewhere(saying: Saying, old: str, new: str) -> None:
    """"Dev's sister" is "Deb's sister" once Dev is Deb."""
    possessive = re.compile(rf"\b{re.escape(old)}(?=['’]s\b)", re.IGNORECASE)
    for item in saying.draft.map.items:
        words = item.relation_words
        _write(
            saying,
            item,
            {"label": possessive.sub(new, item.label), "relation_words": words and possessive.sub(new, words)},
        )


def _merge(saying: Saying, correction: Correction) -> None:
    labels = [label for label in (*correction.labels, *([correction.to] if correction.to else [])) if label]
    found = [_only(saying, label) for label in labels]
    items = list({item.id: item for item in found if item is not None}.values())
    if not items:
        for label in correction.labels:
            saying.find(label)  # notes it as unclear
        return
    kept = next((item for item in items if correction.to and same_label(item.label, correction.to)), items[0])
    gone = [item for item in items if item.id != kept.id]
    for item in gone:
        so_far = saying.draft.item(kept.id) or kept
        saying.draft.write(ChangeKind.ITEMS_MERGED, kept=kept.id, gone=[item.id], said=unite(so_far, item))
    kept = saying.draft.item(kept.id) or kept
    to = shown_label(correction.to, kept.kind) if correction.to else kept.label
    words = [kept.label, *labels, *kept.aliases]
    aliases = tuple({fold_label(word): word for word in reversed(words) if not same_label(word, to)}.values())[::-1]
    _write(saying, kept, {"label": to, "aliases": aliases})
    _settle(saying, kept.id, to, *words)


def _set(saying: Saying, correction: Correction) -> None:
    label = correction.label or saying.about or ""
    if (item := saying.find(label)) is None:
        return
    if (new := _value(correction.field or "", (correction.to or "").strip())) is None:
        saying.unclear[label] = ()
        return
    if correction.field == "relation" and (item.relation, item.relation_words) != (new["relation"], new["relation_words"]):
        untrue = [fold_label(word) for word in (item.relation, item.relation_words) if word]
        new["aliases"] = tuple(alias for alias in item.aliases if fold_label(alias) not in untrue)  # a friend who is a cousin is no "friend"
    _write(saying, item, new)
    saying.mentioned.append(item.id)
    _settle(saying, item.id, label)


def _value(field: str, to: str) -> dict[str, Any] | None:
    """The fields that a SET gives, or None where the field or the value is not one of the map's."""
    if field == "relation" and to:
        relation = to.lower() if to.lower() in RELATIONS else "other"
        return {"relation": relation, "relation_words": to, "formal": is_formal(relation)}
    if field in ("locality", "impact_words", "relation_words") and to:
        return {field: to}
    if field == "current":
        return {"status": Status.PAST if to.lower() in ("false", "no") else Status.CURRENT}
    if field == "formal":
        return {"formal": to.lower() in ("true", "yes", "formal")}
    closed_set = CLOSED_SETS.get(field)
    return {field: closed_set(to)} if closed_set is not None and to in list(closed_set) else None


def _unlink(saying: Saying, correction: Correction) -> None:
    found = [saying.find(label) for label in correction.labels[:2]]
    pair = frozenset(item.id for item in found if item is not None)
    if len(pair) != 2:
        return
    a, b = sorted(pair)
    if any((tie.a, tie.b) == (a, b) for tie in saying.draft.map.ties):
        saying.draft.write(ChangeKind.TIE_REMOVED, a=a, b=b)
    saying.cut.add(pair)
    saying.mentioned += [a, b]


def _write(saying: Saying, item: Item, new: dict[str, Any]) -> None:
    if said := changed(item, new):
        saying.draft.write(ChangeKind.ITEM_CHANGED, id=item.id, said=said)


def _only(saying: Saying, label: str) -> Item | None:
    found = by_label(label, saying.draft.map.items)
    return found[0] if len(found) == 1 else None


def _settle(saying: Saying, item_id: str | None, *labels: str) -> None:
    """In this message these labels mean this item from now on, or nothing where it was taken off."""
    saying.settled |= {fold_label(label): item_id for label in labels if label}


_STEPS: dict[CorrectionKind, Callable[[Saying, Correction], None]] = {
    CorrectionKind.REMOVE: _remove, CorrectionKind.RENAME: _rename, CorrectionKind.MERGE: _merge,
    CorrectionKind.SET: _set, CorrectionKind.UNLINK: _unlink,
}
