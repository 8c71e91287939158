"""What a mention adds to an item: gaps are filled, the newest statement wins, silence wipes nothing out."""

from typing import Any

from mapping.history.bodies import item_body, plain
from mapping.model import Impact, Item, Kind, Mention, Status, is_formal
from mapping.naming import fold_label, is_role, same_label, shown_label, shown_role
from mapping.naming.roles import KIN
from mapping.services.identity import BROADER, watching


def new_item(mention: Mention) -> dict[str, Any]:
    """The fields of an item that this mention puts on the map."""
    label = watching(mention) or mention.label
    shown = shown_label(label, mention.kind, relation_words=mention.relation_words)
    item = Item(
        id="",
        kind=mention.kind,
        label=shown,
        relation=mention.relation,
        relation_words=_role_words(mention),
        formal=mention.formal if mention.formal is not None else is_formal(mention.relation),
        closeness=mention.closeness,
        frequency=mention.frequency,
        impact=mention.impact,
        impact_words=mention.impact_words,
        status=Status.WISHED if mention.wished else Status.CURRENT if mention.current else Status.PAST,
        locality=mention.locality,
        aliases=_joined(shown, (), _own_words(mention, mention.relation)),
    )
    return item_body(item)


def news(item: Item, mention: Mention, *, impact: Impact | None) -> dict[str, Any]:
    """The fields of ``item`` that this mention changes, with their new values. ``impact`` is the whole message's."""
    new: dict[str, Any] = {**_relation(item, mention), **_label(item, mention)}
    for name in ("closeness", "frequency", "locality"):
        new[name] = getattr(mention, name)
    new["impact"] = impact
    new["impact_words"] = mention.impact_words if impact is not None or item.impact is not None else None
    new["status"] = _status(item, mention)
    return changed(item, new)


def changed(item: Item, new: dict[str, Any]) -> dict[str, Any]:
    """Of these fields, those that are said and differ from the item's, as JSON."""
    return {
        name: plain(value)
        for name, value in new.items()
        if value is not None and plain(value) != plain(getattr(item, name))
    }


def unite(kept: Item, gone: Item) -> dict[str, Any]:
    """The fields that the kept item takes from the other, when both are the same person or thing."""
    new: dict[str, Any] = {
        name: getattr(gone, name)
        for name in ("formal", "closeness", "frequency", "impact", "impact_words", "locality")
        if getattr(kept, name) is None
    }
    if kept.relation in (None, "other") and gone.relation is not None:
        new |= {
            "relation": gone.relation,
            "relation_words": gone.relation_words or kept.relation_words,
            "formal": gone.formal,
        }
    if gone.status is Status.CURRENT:
        new["status"] = Status.CURRENT
    new["aliases"] = _joined(kept.label, kept.aliases, (gone.label, *gone.aliases))
    return changed(kept, new)


def both_impacts(one: Impact | None, other: Impact | None) -> Impact | None:
    """What one message says of one thing in two breaths: helps and hinders together are mixed."""
    if one is None or other is None or one is other:
        return other if one is None else one
    felt = {one, other} - {Impact.NEITHER}
    return felt.pop() if len(felt) == 1 else Impact.MIXED


def _relation(item: Item, mention: Mention) -> dict[str, Any]:
    """A closer relation replaces a vaguer one, never the other way; the words for it go with it."""
    said, had = mention.relation, item.relation
    formal = mention.formal if mention.formal is not None else is_formal(said)
    vaguer = had is not None and (said in ("other", had) or BROADER.get(had) == said)
    if said is None or vaguer:
        return {
            "relation_words": item.relation_words or _role_words(mention),
            "formal": formal if item.formal is None else None,
        }
    words = _role_words(mention) or (said if item.relation_words else None)  # the old words said the old relation
    return {"relation": said, "relation_words": words, "formal": formal}


def _role_words(mention: Mention) -> str | None:
    return shown_role(mention.relation_words) if mention.relation_words else None


def _label(item: Item, mention: Mention) -> dict[str, Any]:
    """A name learned for a role becomes the label, and the role stays an alias; any other new word is an alias."""
    said = watching(mention) or mention.label
    words = (said, *_own_words(mention, mention.relation or item.relation))
    if _learned(item, mention):
        label = shown_label(said, item.kind, relation_words=mention.relation_words)
        return {"label": label, "aliases": _joined(label, item.aliases, (item.label, *words))}
    # a bare role ("brother") is no alias of Kai: a second brother would then never be asked about
    own = (
        [word for word in words if not is_role(word, relation=mention.relation or item.relation)]
        if item.kind is Kind.PERSON
        else words
    )
    if is_role(item.label):
        own = list(words)
    return {"aliases": _joined(item.label, item.aliases, own)}


def _own_words(mention: Mention, relation: str | None) -> tuple[str, ...]:
    """The mention's words for it. "Sister" is none of them where it is somebody else's sister: my sister is another."""
    words = (mention.label, *mention.aliases)
    return tuple(word for word in words if relation != "other" or fold_label(word) not in KIN)


def _learned(item: Item, mention: Mention) -> bool:
    if item.kind not in (Kind.PERSON, Kind.PET) or same_label(item.label, mention.label) or is_role(mention.label):
        return False
    if mention.relation_words and same_label(mention.label, mention.relation_words):
        return False
    if any(same_label(item.label, alias) for alias in mention.aliases) and not mention.known:
        return True
    return is_role(item.label, relation=item.relation) and not any(
        same_label(mention.label, alias) for alias in item.aliases
    )


def _status(item: Item, mention: Mention) -> Status | None:
    """Past stays past until a rhythm is said again ("I go every Monday now"): to speak of it does not bring it back."""
    if mention.wished:
        return None  # what is there already stays as it is; the wish is kept besides
    if not mention.current:
        return Status.PAST
    return Status.CURRENT if item.status is not Status.CURRENT and mention.frequency is not None else None


def _joined(label: str, had: tuple[str, ...], more: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The aliases with the new ones behind them, each once and none that is the label itself."""
    joined: dict[str, str] = {}
    for word in (*had, *more):
        joined.setdefault(fold_label(word), word)
    joined.pop(fold_label(label), None)
    return tuple(joined.values())
