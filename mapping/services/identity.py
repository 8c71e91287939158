"""Who or what is meant: the items on the map that a mention may be, so that the same one is never put on twice."""

from collections.abc import Callable, Collection, Iterable

from mapping.model import FORMAL_RELATIONS, Item, Kind, Mention, Status
from mapping.naming import fold_label, is_bare_role, is_role, same_label, short_name
from mapping.naming.roles import ELDER, KIN, QUALIFIERS, YOUNGER

BEINGS = (Kind.PERSON, Kind.PET)
SOCIAL = frozenset({"friend", "neighbour", "colleague", "boss", "roommate", "partner", "in-law"})
ONE_OF_A_KIND = frozenset({"mother", "father", "wife", "husband"})
LIKELY_ONE = ONE_OF_A_KIND | FORMAL_RELATIONS | {
    "partner", "brother", "sister", "grandmother", "grandfather", "boss", "son", "daughter",
}
MAY_END = SOCIAL | FORMAL_RELATIONS | {"wife", "husband"}
BROADER = {"brother": "sibling", "sister": "sibling", "wife": "partner", "husband": "partner", "son": "child",
           "daughter": "child", "gp": "doctor", "psychiatrist": "doctor"}


def candidates(mention: Mention, items: Iterable[Item], *, taken: Collection[str] = ()) -> tuple[Item, ...]:
    """The items this mention may be: none is somebody new, one is the one, several can't be told apart.

    ``taken`` are the ids of items that other mentions of the same message are: a role never means one of those.
    """
    everything = tuple(items)
    for way in (_by_label, _by_role_words, _by_alias_or_role, _by_short_name):
        if found := tuple(
            item for item in everything if way(item, mention) and (way is _by_label or item.id not in taken)
        ):
            return _narrowed(found, mention)
    return ()


def by_label(label: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items a label may mean, where nothing more is said than the label."""
    everything = tuple(items)
    folded = fold_label(label)
    ways: tuple[Callable[[Item], bool], ...] = (
        lambda item: fold_label(item.label) == folded,
        lambda item: folded == item.relation or folded in _other_words(item),
        lambda item: item.kind in BEINGS and short_name(item.label) == short_name(label),
    )
    return next((found for way in ways if (found := tuple(filter(way, everything)))), ())


def relations_agree(one: str | None, other: str | None) -> bool:
    """True where one person could have both relations: a friend may be a neighbour too, a sister is not."""
    if one is None or other is None or one == other or "other" in (one, other):
        return True
    return one in SOCIAL and other in SOCIAL or BROADER.get(one) == other or BROADER.get(other) == one


def _narrowed(found: tuple[Item, ...], mention: Mention) -> tuple[Item, ...]:
    """Of several with the same label, those with the relation, kind and place that were said too."""
    for agree in (
        lambda item: mention.relation is not None and item.relation == mention.relation,
        lambda item: mention.locality is not None and item.locality == mention.locality,
        lambda item: item.kind is mention.kind,
    ):
        if len(found) > 1 and (closer := tuple(filter(agree, found))):
            found = closer
    return found


def _by_label(item: Item, mention: Mention) -> bool:
    if mention.known:
        return same_label(item.label, mention.label)
    if not same_label(item.label, watching(mention) or mention.label):
        return False
    if is_role(mention.label) and mention.relation and item.relation and item.relation != mention.relation:
        return False
    if mention.relation == "other" == item.relation and is_role(mention.label):
        return _same_words(item, mention)
    return _could_be(item, mention)


def _by_role_words(item: Item, mention: Mention) -> bool:
    """By their own words for the role: "my cpn", once Linda is the CPN. A word for family may fit several."""
    said = mention.relation_words if mention.relation_words and " " in mention.relation_words else mention.label
    if not item.relation_words or not is_role(mention.label) or fold_label(said) in KIN:
        return False
    return same_label(item.relation_words, said) and _could_be(item, mention) and _still(item, mention)


def _by_alias_or_role(item: Item, mention: Mention) -> bool:
    return _by_alias(item, mention) or _by_role(item, mention)


def _by_alias(item: Item, mention: Mention) -> bool:
    """By other words for it, the map's or the mention's. A role among them must be the same role to the person."""
    if not _could_be(item, mention) or not _qualifiers_agree(item, mention):
        return False
    had = {fold_label(alias) for alias in item.aliases}
    if fold_label(mention.label) in had and _role_fits(item, mention, mention.label):
        return not is_role(mention.label) or _still(item, mention)
    said = {fold_label(alias) for alias in mention.aliases} if not watching(mention) else set()
    if fold_label(item.label) in said and _role_fits(item, mention, item.label):
        return True
    return any(alias in said for alias in had if not is_role(alias))


def _role_fits(item: Item, mention: Mention, word: str) -> bool:
    """"Dev's sister" is not "my sister", though both may be called sister."""
    if not is_role(word) or mention.known:
        return True
    if item.relation == mention.relation == "other":
        return _same_words(item, mention)
    return None in (item.relation, mention.relation) or "other" not in (item.relation, mention.relation)


def _by_role(item: Item, mention: Mention) -> bool:
    """A role alone ("my brother") means the one with that relation; a name with it means the one not named yet."""
    if item.kind is not mention.kind or mention.kind is not Kind.PERSON or mention.relation in (None, "other"):
        return False
    if item.relation != mention.relation and BROADER.get(item.relation or "") != mention.relation:
        return False
    if not _still(item, mention) or not _qualifiers_agree(item, mention):
        return False
    if _only_role(mention):
        return is_bare_role(mention.label) and (not is_role(item.label) or is_bare_role(item.label))
    return mention.relation in LIKELY_ONE and is_bare_role(item.label)


def _by_short_name(item: Item, mention: Mention) -> bool:
    """"Rukhsana" for Auntie Rukhsana, "Sarah" for Sarah Jones."""
    if item.kind not in BEINGS or not _could_be(item, mention) or is_role(mention.label) or is_role(item.label):
        return False
    name, said = short_name(item.label), short_name(mention.label)
    return name == said or " " not in said and " " in name and "'" not in item.label and name.split()[0] == said


def _only_role(mention: Mention) -> bool:
    return is_role(mention.label, relation=mention.relation, relation_words=mention.relation_words)


def _could_be(item: Item, mention: Mention) -> bool:
    if mention.known:
        return True
    if item.kind is not mention.kind and not {item.kind, mention.kind} <= {Kind.PLACE, Kind.ACTIVITY}:
        return False
    if item.kind is Kind.PLACE and item.locality and mention.locality:
        return same_label(item.locality, mention.locality)
    return relations_agree(item.relation, mention.relation)


def _other_words(item: Item) -> set[str]:
    words = {fold_label(alias) for alias in item.aliases}
    return words | {fold_label(item.relation_words)} if item.relation_words else words


def _same_words(item: Item, mention: Mention) -> bool:
    """"Dev's sister" and "Amy's sister" are two."""
    return not (item.relation_words and mention.relation_words) or same_label(
        item.relation_words, mention.relation_words
    )


def _still(item: Item, mention: Mention) -> bool:
    """"My ex" is not the partner of today, nor "my partner" the one of before. Mothers stay mothers."""
    return item.relation not in MAY_END or (item.status is Status.PAST) == (not mention.current)


def _qualifiers_agree(item: Item, mention: Mention) -> bool:
    """A step dad is not dad, a big brother not the little one."""
    if mention.known or item.kind is not Kind.PERSON:
        return True
    one = set(
        fold_label(f"{item.label} {item.relation_words or ''} {' '.join(item.aliases)}").replace("-", " ").split()
    )
    two = set(fold_label(f"{mention.label} {mention.relation_words or ''}").replace("-", " ").split())
    ages = (one & ELDER and two & YOUNGER) or (one & YOUNGER and two & ELDER)
    return not ages and _marks(one) == _marks(two)


def _marks(words: set[str]) -> set[str]:
    return {
        mark
        for mark in QUALIFIERS
        for word in words
        if word == mark or mark not in ("ex", "god", "great") and word.startswith(mark)
    }


def watching(mention: Mention) -> str | None:
    """The alias that says the activity is watched, not done ("watching football"), if there is one."""
    if mention.kind is not Kind.ACTIVITY:
        return None
    return next((alias for alias in mention.aliases if fold_label(alias).startswith("watching ")), None)
