"""Gives people of one name labels that a person can tell apart, and a plain label back when only one is left."""

from mapping.model import ChangeKind, Item, Kind
from mapping.naming import bare_name, fold_label, mark_of, namesakes, told_apart
from mapping.services.draft import Draft


def tell_apart(draft: Draft) -> None:
    """Relabels where two share a name on the draft, or where one no longer does."""
    standing = draft.map
    groups = namesakes(standing.items)
    shared = {item.id for group in groups.values() for item in group}
    for group in groups.values():
        for item_id, label in told_apart(group, standing).items():
            _relabel(draft, item_id, label)
    for item in standing.of_kind(Kind.PERSON, Kind.PET):
        if item.id not in shared and _was_told_apart(item):
            _relabel(draft, item.id, bare_name(item.label))


def _was_told_apart(item: Item) -> bool:
    name = fold_label(bare_name(item.label))
    return mark_of(item.label) is not None and any(fold_label(alias) == name for alias in item.aliases)


def _relabel(draft: Draft, item_id: str, label: str) -> None:
    item = draft.item(item_id)
    if item is None or item.label == label:
        return
    name = bare_name(label)
    others = [alias for alias in item.aliases if fold_label(alias) not in (fold_label(name), fold_label(label))]
    aliases = others if name == label else [name, *others]
    draft.write(ChangeKind.ITEM_CHANGED, id=item_id, said={"label": label, "aliases": aliases})
