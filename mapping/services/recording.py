"""Puts what one message says on the map: corrections first, then items, ties, wishes and barriers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mapping.model import BarrierSaid, ChangeKind, GoalState, Impact, Item, Mention, Reading
from mapping.naming import fold_label, is_role, same_label
from mapping.services.draft import Draft
from mapping.services.identity import by_label, candidates
from mapping.services.merging import both_impacts, new_item, news

NEW = "new"  # in place of an item's id: somebody who is not on the map yet

@dataclass(slots=True)
class Saying:
    """One message while it is put on the map.

    ``settled`` says for a label of this message which item it is (by id), or None where it is to be passed over;
    ``placed`` is where its mentions went, ``taken`` what the message says each of those items does for them;
    ``unclear`` holds, for a label, the ids it may mean; ``cut`` the ties that the message takes away;
    ``fresh`` the labels that the person said are somebody new; ``clashes`` the names asked for that another has already: the id
    of the item to be called so, the id of the one that is, and the name.
    """

    draft: Draft
    asked: str | None = None
    about: str | None = None
    settled: dict[str, str | None] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)
    taken: dict[str, Impact | None] = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)
    unclear: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cut: set[frozenset[str]] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    clashes: list[tuple[str, str, str]] = field(default_factory=list)

    def find(self, label: str) -> Item | None:
        """The one item that this label means here; None, and noted as unclear, where it may mean none or several."""
        folded = fold_label(label)
        if folded in self.settled:
            return self.draft.item(self.settled[folded] or "")
        return self.one_of(label, by_label(label, self.draft.map.items))

    def one_of(self, label: str, found: tuple[Item, ...]) -> Item | None:
        """The only one found, or the one the question was about; else it is noted that this label is unclear."""
        asked_about = [item for item in found if self.about in (item.id, item.label)]
        if len(found) == 1 or len(asked_about) == 1:
            return (asked_about or list(found))[0]
        self.unclear[label] = tuple(item.id for item in found)
        return None


def place_mentions(saying: Saying, mentions: tuple[Mention, ...]) -> None:
    """Puts each item of the message on the map, or adds what is new to the one that is there."""
    for mention in (_with_owner(saying, mention) for mention in mentions):
        item, said = _placed(saying, mention)
        if item is not None:
            saying.taken.setdefault(item.id, None)
            _add_news(saying, item, said)
            for word in (mention.label, *mention.aliases):
                saying.placed.setdefault(fold_label(word), item.id)


def _placed(saying: Saying, mention: Mention) -> tuple[Item | None, Mention]:
    """The item this mention is, and the mention as it counts: a label just corrected becomes no alias."""
    folded = fold_label(mention.label)
    if folded in saying.fresh:
        item = _new(saying, mention)
        saying.settled[folded] = item.id
        saying.fresh.discard(folded)
        return item, mention
    if folded not in saying.settled:
        return _which(saying, mention), mention
    item = saying.draft.item(saying.settled[folded] or "")
    return item, replace(mention, label=item.label if item else mention.label, aliases=())


def _with_owner(saying: Saying, mention: Mention) -> Mention:
    """The mention with its role's words as the map writes them: "dev's sister" is Dev's."""
    owner = re.match(r"(.+?)(?=['’]s\b)", mention.relation_words or "")
    found = by_label(owner[1], saying.draft.map.items) if owner else ()
    if owner is None or len(found) != 1 or is_role(owner[1]):
        return mention
    return replace(mention, relation_words=found[0].label + (mention.relation_words or "")[owner.end():])


def _which(saying: Saying, mention: Mention) -> Item | None:
    """The item meant; a new one where nothing on the map fits; None where it is unclear."""
    found = candidates(mention, saying.draft.map.items, taken=saying.taken)
    if found or mention.known:
        return saying.one_of(mention.label, found)
    return _new(saying, mention)


def _new(saying: Saying, mention: Mention) -> Item:
    item_id = saying.draft.new_id("i")
    saying.draft.write(ChangeKind.ITEM_ADDED, id=item_id, said=new_item(mention))
    item = saying.draft.item(item_id)
    assert item is not None
    return item


def _add_news(saying: Saying, item: Item, mention: Mention) -> None:
    impact = both_impacts(saying.taken[item.id], mention.impact)
    saying.taken[item.id] = impact
    if said := news(item, mention, impact=impact):
        saying.draft.write(ChangeKind.ITEM_CHANGED, id=item.id, said=said)
    saying.mentioned.append(item.id)


def place_ties(saying: Saying, reading: Reading) -> None:
    """Puts the stated ties on the map. A tie to something unclear, or that this message takes away, is left out."""
    items = saying.draft.map.items
    done: set[frozenset[str]] = set(saying.cut)
    for link in reading.links:
        ends = [_end(saying, label, items) for label in (link.a, link.b)]
        pair = frozenset(end for end in ends if end is not None)
        if len(pair) == 2 and pair not in done:
            done.add(pair)
            a, b = sorted(pair)
            words = {"words": link.words} if link.words else {}
            saying.draft.write(ChangeKind.TIE_ADDED, a=a, b=b, **words)


def _end(saying: Saying, label: str, items: tuple[Item, ...]) -> str | None:
    folded = fold_label(label)
    if folded in saying.settled or folded in saying.placed:
        return saying.settled.get(folded, saying.placed.get(folded))
    found = by_label(label, items)
    return found[0].id if len(found) == 1 else None


def place_wishes(saying: Saying, wishes: tuple[str, ...]) -> None:
    """Keeps each wish once, in the person's words, with the items it names; asked for less, it is less."""
    less = (saying.asked or "").endswith(".less")
    for text in wishes:
        if any(same_label(wish.text, text) and wish.less == less for wish in saying.draft.map.wishes):
            continue
        named = [item.id for item in saying.draft.map.items if names(text, item)]
        saying.draft.write(ChangeKind.WISH_ADDED, id=saying.draft.new_id("w"), text=text, items=named, less=less)


def place_barriers(saying: Saying, barriers: tuple[BarrierSaid, ...]) -> None:
    """Keeps each barrier once, with what it stands in the way of: what was said, or else the goal just asked about."""
    for barrier in barriers:
        if any(same_label(had.text, barrier.text) for had in saying.draft.map.barriers):
            continue
        blocks = _blocked(saying, barrier.blocks)
        saying.draft.write(ChangeKind.BARRIER_ADDED, id=saying.draft.new_id("b"), text=barrier.text, blocks=blocks)


def _blocked(saying: Saying, words: str | None) -> str | None:
    standing = saying.draft.map
    if words:
        wanted = [each.id for each in (*standing.goals, *standing.wishes) if fold_label(words) in fold_label(each.text)]
        found = by_label(words, standing.items)
        return next(iter(wanted), None) or (found[0].id if len(found) == 1 else None)
    if saying.asked != "goal.barrier":
        return None
    goals = [goal.id for goal in standing.goals if goal.state is GoalState.ACTIVE]
    return saying.about if saying.about in goals else goals[-1] if goals else None


def names(text: str, item: Item) -> bool:
    """True where this text names the item, by its label or an alias."""
    said = f" {fold_label(text)} "
    return any(f" {fold_label(word)} " in said for word in (item.label, *item.aliases))


def settle(saying: Saying, meant: Mapping[str, str]) -> None:
    """Takes the person's own word for which item a label means (labels to item ids, or NEW for somebody new)."""
    saying.settled |= {fold_label(label): item_id for label, item_id in meant.items() if saying.draft.item(item_id)}
    saying.fresh |= {fold_label(label) for label, item_id in meant.items() if item_id == NEW}
