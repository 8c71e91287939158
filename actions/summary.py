"""What was understood, in one short line, so that a mistake is seen when it is made (design §6)."""

import re
from collections.abc import Iterator, Sequence

from actions.words import has, listing, phrase
from mapping.model import Item, Kind, Status
from mapping.naming import bare_name, fold_label, is_role, is_several, same_label, sibling_words, spoken
from mapping.services import ItemChange, LastChange, Understood

BEINGS = (Kind.PERSON, Kind.GROUP, Kind.PET)
TOLD = ("relation", "impact", "closeness", "frequency", "status")
MOST_UNDONE = 2  # sorts of change named after an undo
DETAIL = "utter_phrase_other_change"


def lines(understood: Understood) -> str:
    """Everything this message changed, told shortly. Empty where it changed and mentioned nothing."""
    told = [line for part in (_corrected, _added, _shared, _noted, _wanted, _left_out) for line in part(understood)]
    if not told and understood.mentioned:
        told = [phrase("utter_map_known", things=listing([_plainly(item) for item in understood.mentioned]))]
    return " ".join(told)


def done(last: LastChange) -> str:
    """What an undo would take back, as it was told when it was done."""
    return lines(last.understood) or " ".join(
        [phrase(f"utter_phrase_undid_{kind}") for kind in last.kinds if has(f"utter_phrase_undid_{kind}")][:MOST_UNDONE])


def undone(understood: Understood) -> str:
    """What an undo took back and what is there again."""
    told = [phrase("utter_phrase_back_to", old=old) for new, old in understood.renamed if bare_name(new) != bare_name(old)]
    items = [thing for thing in understood.undone if isinstance(thing, Item)]
    gone = [spoken(thing) if isinstance(thing, Item) else thing for thing in understood.undone if not _names_one(thing, items)]
    back = [spoken(thing) if isinstance(thing, Item) else thing.text for thing in understood.back]
    if gone:
        told.append(phrase("utter_phrase_off_again", things=listing(gone)))
    if back:
        told.append(phrase("utter_phrase_back_on", things=listing(back)))
    if not told:
        told = [phrase("utter_phrase_unlinked", links=_links(understood.unlinked))] if understood.unlinked else []
        told += [phrase("utter_phrase_as_before", things=listing([spoken(each.after) for each in understood.changed]))] if understood.changed else []
        told += [phrase(f"utter_phrase_undid_{kind}") for kind in understood.taken_back if not told and has(f"utter_phrase_undid_{kind}")][:MOST_UNDONE]
    if not told:
        return phrase("utter_map_undone_plain")
    return phrase("utter_map_undone", what=" ".join(told))


def _names_one(thing: Item | str, items: list[Item]) -> bool:
    """Whether these words of a wish name what went with it: "your dog" is told, and not "a dog" besides."""
    return isinstance(thing, str) and any(f" {fold_label(item.label)} " in f" {fold_label(thing)} " for item in items)


def called(item: Item) -> str:
    """How an item is spoken of the first time: "Kai (your brother)", "your mum", "Linda (CPN)", "the gym"."""
    said = _plainly(item)
    return phrase("utter_phrase_past", thing=said) if item.status is Status.PAST else said


def _plainly(item: Item) -> str:
    words = _role(item)
    said = spoken(item)
    if item.kind in BEINGS and words and words != "other" and words.lower() not in said.lower() and item.relation != "pet":
        theirs = "'" in words or "’" in words or item.relation == "other" or item.formal
        return phrase("utter_phrase_detailed" if theirs else "utter_phrase_named", label=said, relation=_as_said(words))
    return said


def _role(item: Item) -> str | None:
    """Their own word for who somebody is, where it is one that reads well: "mam", "CPN", but not "next door" or "m8"."""
    words = item.relation_words
    if ours := sibling_words(words, item.relation):
        return ours
    if words and item.relation not in (None, "other") and not item.formal and "'" not in words and "’" not in words and not is_role(words):
        return item.relation
    return words or item.relation


def _as_said(words: str) -> str:
    """Another's possessive gets the capital its name has ("dev's sister" -> "Dev's sister"); short letters are capitals."""
    if "'" in words or "’" in words:
        return words[:1].upper() + words[1:]
    return words.upper() if words.lower() in {"cpn", "gp", "ot", "psw"} else words


def _corrected(understood: Understood) -> Iterator[str]:
    for old, new in understood.renamed:
        if bare_name(old) == bare_name(new):
            continue  # told apart, or plain again: see _shared
        yield phrase("utter_map_renamed", old=_yours(old), new=_yours(new))
    if understood.removed:
        yield phrase("utter_map_removed", things=listing([spoken(item) for item in understood.removed]))
    for items in understood.merged:
        yield phrase("utter_map_merged", things=listing([item.label for item in items]))
    if understood.unlinked:
        yield phrase("utter_map_unlinked", links=listing([_link(pair) for pair in understood.unlinked]))


def _added(understood: Understood) -> Iterator[str]:
    links = _links(understood.ties)
    past = [item for item in understood.added if item.status is Status.PAST and item.kind in BEINGS]
    wished = [item for item in understood.added if item.status is Status.WISHED]
    if past:
        yield phrase("utter_map_kept_past", things=listing([_plainly(item) for item in past]))
    if wished:
        yield phrase("utter_map_wished_new", things=listing([item.label for item in wished]))
    things = listing([called(item) for item in understood.added if item not in past and item not in wished])
    if things and links:
        yield phrase("utter_map_added_linked", things=things, links=links)
    elif things:
        yield phrase("utter_map_added", things=things)
    elif links:
        yield phrase("utter_map_linked", links=links)


def _shared(understood: Understood) -> Iterator[str]:
    """Two of one name, and what each is called from now on."""
    names = {fold_label(bare_name(new)) for old, new in understood.renamed if bare_name(old) == bare_name(new) != new}
    for name in sorted(names):
        said = [new for _, new in understood.renamed if fold_label(bare_name(new)) == name]
        said += [item.label for item in understood.added if fold_label(bare_name(item.label)) == name]
        if len(said) > 1:
            yield phrase("utter_map_shared_name", things=listing(said))


def _yours(label: str) -> str:
    return phrase("utter_phrase_yours", label=sibling_words(label, "sibling") or label) if is_role(label) else label


def _noted(understood: Understood) -> Iterator[str]:
    """What is new of each, in sentences; those of whom the same is told are told of together."""
    new = [ItemChange(item, item, _said_of(item)) for item in understood.added]
    told: dict[tuple[str, ...], list[Item]] = {}
    for change in (*new, *understood.changed):
        if facts := tuple(_facts(change)):
            told.setdefault(facts, []).append(change.after)
        elif set(change.fields) - {"impact_words", "relation_words", "formal", "relation"}:
            told.setdefault((DETAIL,), []).append(change.after)
    sentences = [_sentence(facts, items) for facts, items in told.items()]
    if sentences:
        first, *more = sentences
        yield phrase("utter_map_noted", things=". ".join([first, *(each[:1].upper() + each[1:] for each in more)]))


def _said_of(item: Item) -> tuple[str, ...]:
    """Of something new, what is told besides its name."""
    return tuple(name for name in ("impact", "closeness", "frequency") if getattr(item, name) is not None)


def _facts(change: ItemChange) -> Iterator[str]:
    """The phrases for what is new of one item; how often says already that it is there now."""
    item = change.after
    for name in (name for name in TOLD if name in change.fields and getattr(item, name) is not None):
        if name == "relation":
            words = _role(item) or ""
            if words and not same_label(words, item.label):
                theirs = "'" in words or "’" in words
                yield phrase("utter_phrase_relation_detailed" if theirs else "utter_phrase_relation", relation=words)
        elif name != "status" or item.status is not Status.CURRENT or "frequency" not in change.fields:
            yield f"utter_phrase_{name}_{getattr(item, name)}".replace(" ", "_")


def _sentence(facts: tuple[str, ...], items: Sequence[Item]) -> str:
    names = listing([spoken(item) for item in items])
    if facts == (DETAIL,):
        return phrase(DETAIL, label=names)
    several = len(items) > 1 or is_several(items[0])
    told = [fact if not has(fact) else phrase(f"{fact}_many" if several and has(f"{fact}_many") else fact) for fact in facts]
    return phrase("utter_phrase_told", label=names, told=listing(told))


def _wanted(understood: Understood) -> Iterator[str]:
    new = {item.id for item in understood.added if item.status is Status.WISHED}
    wishes = [wish.text for wish in understood.wishes if not new & set(wish.items)]
    if wishes:
        yield phrase("utter_map_wished", things=listing(wishes))
    if understood.barriers:
        yield phrase("utter_map_barrier", things=listing([barrier.text for barrier in understood.barriers]))


def _left_out(understood: Understood) -> Iterator[str]:
    for unclear in understood.unclear:
        if not unclear.candidates:  # several that it may mean are asked about: see asking.ask_which
            yield phrase("utter_map_unknown", label=unclear.label)


def _link(pair: tuple[Item, Item]) -> str:
    return phrase("utter_phrase_link", first=spoken(pair[0]), second=spoken(pair[1]))


def _links(ties: Sequence[tuple[Item, Item]]) -> str:
    """New ties, shortly: a pair as a pair, and what belongs to one event together, once each."""
    groups: list[dict[str, Item]] = []
    for pair in ties:
        if any(re.match(rf"{re.escape(spoken(one))}['’]s ", spoken(other)) for one, other in (pair, pair[::-1])):
            continue  # "Tayo's mrs" says whose she is
        joined = {item.id: item for item in pair}
        for group in [group for group in groups if group.keys() & joined.keys()]:
            groups.remove(group)
            joined = group | joined
        groups.append(joined)
    told = []
    for group in groups:
        names = [spoken(item) for item in group.values()]
        together = "utter_phrase_link" if len(names) == 2 else "utter_phrase_link_more"
        told.append(phrase(together, first=names[0], second=names[-1], things=listing(names)))
    return listing(told, most=4)
