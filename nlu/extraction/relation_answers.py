"""Answers to "who is that to you?": "cousin", "shes my cpn", "same", "from work"."""

import re
from collections.abc import Sequence

from mapping.model import Kind, Mention, is_formal
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.context import fold
from nlu.extraction.role_words import role_relation, told_formal
from nlu.extraction.sightings import Sighting

MEANS = {
    "work": "colleague",
    "job": "colleague",
    "office": "colleague",
    "neighbours": "neighbour",
    "family": "other",
    "next door": "neighbour",
}
ANYBODY = frozenset("fella fellow woman lady man bloke girl lass lad guy boy one person gal chap lassie wifie".split())
NOT_OFFICIAL = re.compile(r"\bnot (?:so |that |really |an? |very )?(?:official|professional|paid|proper|formal)|volunteer")
SAME_AGAIN = frozenset({"same", "the same", "same again", "also", "same as", "him too", "her too", "likewise", "ditto", "same thing", "another one", "same really"})


def take_relation(
    message: Message, sightings: list[Sighting], named: Sighting, known: Sequence[Mention]
) -> list[Sighting]:
    """ "cousin", "shes my cpn", "my brothers mrs", "work": what the person asked about is to the participant."""
    sightings = [
        s for s in sightings if s is named or s.sort != "role" or s.known or s.owner or not _denied(message, s)
    ]
    roles = [s for s in sightings if s is not named and s.sort == "role" and s.kind is Kind.PERSON and _says_role(message, s)]
    chosen = next((s for s in roles if s.owner is not None), None) or next((s for s in roles if s.start <= 6), None)
    if chosen is not None and chosen.label.lower() in ANYBODY:
        chosen = next((s for s in roles if s.formal), chosen)
    if chosen is not None:
        _give_relation(named, chosen)
        named.formal = False if NOT_OFFICIAL.search(" ".join(message.low)) else named.formal
        return [s for s in sightings if s is named or s is not chosen and (s not in roles or s.owner or s is chosen.owner)]
    text = " ".join(message.low).strip(" .!")
    for end, meanings in lexicons.book().at(
        message.low, 1 if message.low[0] in ("a", "my", "an", "the", "just", "from") and len(message) > 1 else 0
    ):
        role = next((m for m in meanings if m.sort == "role" and not m.several), None)
        if role:
            relation = {"other formal": "other", "other informal": "other"}.get(role.value, role.value)
            named.relation, named.formal = relation, True if role.value == "other formal" else is_formal(relation)
            named.relation_words = message.said(end - 1, end)
            return sightings
    if _role_behind_article(message, named):
        return sightings
    if text in SAME_AGAIN:
        _as_the_last(named, known)
        return sightings
    if re.search(r"work(?:ed)? (?:together|with)", text):
        named.relation = named.relation or "colleague"
    place = next((s for s in sightings if s.kind is Kind.PLACE and s.start <= 4), None)
    if named.relation is None and place and place.label.lower() in MEANS:
        named.relation = MEANS[place.label.lower()]
    elif named.relation is None and text in MEANS:
        named.relation = MEANS[text]
    if place is not None:
        named.also_at.append(place.start)
    return sightings


def _give_relation(named: Sighting, role: Sighting) -> None:
    relation = role.relation
    if role.known and role.owner is None and (said := role_relation(role.aliases[-1] if role.aliases else role.label)):
        relation, role.formal = said[0], said[1] if said[1] is not None else is_formal(said[0])
    named.relation, named.relation_words, named.formal = relation, role.relation_words, role.formal
    named.also_at += [role.start, *role.also_at]
    named.owner, named.current = role.owner, named.current and role.current


def _role_behind_article(message: Message, named: Sighting) -> bool:
    """ "She's like an advice worker": a role behind "a" or "my", however many words describe it."""
    for at in range(1, min(len(message), 12)):
        if not {"a", "an", "my", "the", "me", "our"} & set(message.low[max(0, at - 3) : at]):
            continue
        for end, meanings in lexicons.book().at(message.low, at):
            role = next((m for m in meanings if m.sort == "role" and not m.several), None)
            if role is None or message.low[end : end + 1] == ["'s"] or {"not", "n't"} & set(message.low[max(0, at - 4) : at]):
                continue
            said = role_relation(" ".join(message.low[at:end]))
            if said:
                named.relation, named.formal = said[0], said[1] if said[1] is not None else is_formal(said[0])
                named.formal = False if NOT_OFFICIAL.search(" ".join(message.low)) else named.formal
                named.relation_words = message.said(at, end)
                return True
    return False


def _denied(message: Message, sighting: Sighting) -> bool:
    return bool({"not", "n't", "never"} & set(message.low[max(0, sighting.start - 3) : sighting.start]))


def _says_role(message: Message, sighting: Sighting) -> bool:
    """Whether a role is said of the one asked about: not denied, and not the name of somebody on the map."""
    if _denied(message, sighting):
        return False
    return sighting.known is None or fold(sighting.known.label) not in {fold(sighting.label), fold(" ".join(message.low[sighting.start : sighting.end]))}


def _as_the_last(named: Sighting, known: Sequence[Mention]) -> None:
    """ "Same": what the one told of before is."""
    own = fold(named.known.label) if named.known else ""
    earlier = [m for m in known if m.kind is Kind.PERSON and m.relation and fold(m.label) != own]
    if named.relation is None and earlier:
        named.relation, named.formal = earlier[-1].relation, told_formal(earlier[-1])
