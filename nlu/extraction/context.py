"""Reading in context: the map so far, and the question a message answers."""

from collections.abc import Sequence
from dataclasses import replace

from mapping.model import Impact, Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.determiners import before
from nlu.extraction.people import own_through
from nlu.extraction.role_words import told_formal
from nlu.extraction.sightings import Sighting

PARTNERS = frozenset({"partner", "wife", "husband"})
HIS, HERS = frozenset("boyfriend bf boyf husband hubby hubs fiance fella bloke".split()), frozenset("girlfriend gf wife missus mrs fiancee".split())
ONLY_ONE = frozenset({"mother", "father", "wife", "husband", "boss", "gp"})


def fold(label: str) -> str:
    """A label as compared: lower case, no articles, no "my", no apostrophes."""
    words = [p for p in lexicons.pieces(label) if p not in ("the", "a", "an", "my", "our", "me")]
    return " ".join(words).replace("'", "").replace("aunty", "auntie")


def find_known(label: str | None, known: Sequence[Mention]) -> Mention | None:
    """The item on the map that answers to this label or alias."""
    if not label:
        return None
    wanted = fold(label)
    by_label = next((m for m in known if fold(m.label) == wanted), None)
    return by_label or next((m for m in known if wanted in {fold(a) for a in m.aliases}), None)


def is_role_word(label: str) -> bool:
    """Whether a label is a role rather than a name ("sister", "my neighbour", "Dev's sister")."""
    cut = list(lexicons.pieces(label))
    cut = cut[cut.index("'s") + 1 :] if "'s" in cut else cut
    meanings = lexicons.book().at(cut, 0) if cut else []
    return any(end == len(cut) and any(m.sort in ("role", "ex", "pet") for m in ms) for end, ms in meanings)


def join_known(message: Message, sightings: list[Sighting], known: Sequence[Mention]) -> None:
    """Tie each sighting to what is on the map already, by label, alias or role."""
    for sighting in sightings:
        found = _known_for(message, sighting, known)
        if found:
            _join(sighting, found)
        elif sighting.sort == "name" and sighting.relation and sighting.owner is None and not sighting.owner_word:
            _learn_name(sighting, known)


def _known_for(message: Message, sighting: Sighting, known: Sequence[Mention]) -> Mention | None:
    same = [m for m in known if (m.kind in (Kind.PERSON, Kind.GROUP, Kind.PET)) == sighting.is_being]
    found = find_known(sighting.label, same)
    if found and not (sighting.owner_word and sighting.sort == "role"):
        return found
    if sighting.kind in (Kind.PLACE, Kind.ACTIVITY):
        return find_known(sighting.label, known) if sighting.sort != "home" else None
    if sighting.sort == "role" and sighting.owner and sighting.relation_words:
        return next(
            (m for m in same if m.relation_words and fold(m.relation_words) == fold(sighting.relation_words)), None
        )
    if sighting.sort != "role" or sighting.several or sighting.owner or sighting.owner_word:
        return None
    _, determiner = before(message, sighting.start)
    fitting = [
        m
        for m in same
        if m.relation == sighting.relation
        and m.kind is sighting.kind
        and not (m.relation_words and "'s " in m.relation_words)
        and not (m.relation in PARTNERS and _another_partner(sighting.label, m))
    ]
    if determiner in ("a", "an", "another", "two", "other") or sighting.relation in (None, "other", "in-law"):
        return next((m for m in fitting if m.relation_words and fold(m.relation_words) == fold(sighting.label)), None)
    return fitting[0] if len(fitting) == 1 else None


def _another_partner(said: str, known: Mention) -> bool:
    """Whether a partner is spoken of who can't be the one on the map: an ex is nobody they are with now, and a boyfriend no girlfriend."""
    words = {word for each in (known.label, *known.aliases, known.relation_words or "") for word in fold(each).split()}
    said_in = set(fold(said).split())
    over = bool({"ex", "former"} & said_in)
    other_sex = bool(said_in & HIS and words & HERS or said_in & HERS and words & HIS)
    return other_sex or (known.current if over else bool({"ex", "former"} & words))


def _join(sighting: Sighting, found: Mention) -> None:
    if fold(sighting.label) != fold(found.label):
        sighting.aliases.append(sighting.label)
    if sighting.sort == "role" and not sighting.owner:
        sighting.relation_words = found.relation_words or sighting.relation_words
    sighting.known = found
    sighting.kind = found.kind
    if sighting.relation is None or sighting.sort == "role":
        sighting.relation, sighting.formal = (
            found.relation,
            told_formal(found),
        )
        sighting.relation_words = sighting.relation_words if sighting.sort == "role" else found.relation_words


def _learn_name(sighting: Sighting, known: Sequence[Mention]) -> None:
    """A name told for someone on the map by role alone becomes the label; the role stays as an alias."""
    fitting = [
        m for m in known if m.relation == sighting.relation and is_role_word(m.label) and m.kind is sighting.kind
    ]
    if len(fitting) == 1:
        sighting.aliases.append(fitting[0].label)
        sighting.known = replace(fitting[0], label=sighting.label)


def own_by_pronoun(message: Message, sightings: list[Sighting], outside: Sighting | None) -> None:
    """Settle "his sister", "her kids": whose they are, and what that makes them to the participant."""
    for sighting in sightings:
        if sighting.owner_word is None or sighting.owner is not None or sighting.kind is Kind.PET:
            continue
        start = sighting.also_at[0] if sighting.sort == "name" and sighting.also_at else sighting.start
        front, _ = before(message, start)
        pool = sightings + ([outside] if outside else [])
        owner = next((s for s in pool if front in s.also_at and s is not sighting), None)
        if owner:
            own_through(message, sighting, owner, keep_label=True)
        elif sighting.known is None and sighting.formal is not True:
            sighting.relation, sighting.formal = "other", False


def same_by_being(message: Message, sightings: list[Sighting]) -> None:
    """ "He is my best mate" says more of somebody already named: no new person."""
    for role in sightings:
        token = message.doc[role.head(message)] if role.sort == "role" and role.is_being and not role.known else None
        if token is None or token.dep_ != "attr":
            continue
        subject = next((child.i for child in token.head.children if child.dep_ == "nsubj"), -1)
        named = next((s for s in sightings if s is not role and s.kind is role.kind and _stands_at(s, subject)), None)
        if named is not None:
            named.relation, named.formal = (
                (named.relation, named.formal) if named.relation else (role.relation, role.formal)
            )
            named.relation_words = named.relation_words or role.relation_words
            role.dropped = True


def _stands_at(sighting: Sighting, at: int) -> bool:
    named = sighting.sort == "name" and sighting.relation is not None and sighting.start <= at < sighting.end
    return named or at in sighting.also_at


def one_each(message: Message, sightings: list[Sighting]) -> list[Sighting]:
    """One sighting for each item: later ones for the same thing are folded into the first."""
    kept: list[Sighting] = []
    for sighting in sightings:
        same = next((k for k in kept if _same(message, k, sighting)), None)
        if same is None:
            kept.append(sighting)
        else:
            _fold_into(same, sighting)
            for other in sightings:
                if other.owner is sighting:
                    other.owner = same
    return kept


def _same(message: Message, a: Sighting, b: Sighting) -> bool:
    if a.known and b.known:
        return fold(a.known.label) == fold(b.known.label)
    if (
        fold(a.label) == fold(b.label)
        and (a.is_being == b.is_being)
        and a.owner is b.owner
        and (a.kind is b.kind or a.is_being)
    ):
        return True
    if (
        not (a.is_being and b.is_being)
        or a.several != b.several
        or a.owner
        or b.owner
        or a.owner_word
        or b.owner_word
        or a.kind is not b.kind
    ):
        return False
    if fold(b.label) in {fold(x) for x in a.aliases}:
        return True
    if a.sort == b.sort == "role" and a.relation == b.relation and a.relation in ONLY_ONE:
        return True
    if {a.sort, b.sort} == {"role", "name"} and a.relation == b.relation and a.relation and b.sort == "role":
        _, determiner = before(message, b.start)
        return determiner in ("my", "the", "our", "") and b.label.lower() in {x.lower() for x in a.aliases}
    return False


def _fold_into(kept: Sighting, other: Sighting) -> None:
    kept.also_at += [other.start, *other.also_at]
    if fold(other.label) != fold(kept.label):
        kept.aliases.append(other.label)
    kept.aliases += other.aliases
    kept.known = kept.known or other.known
    kept.relation = kept.relation or other.relation
    kept.relation_words = kept.relation_words or other.relation_words
    kept.formal = other.formal if kept.formal is None else kept.formal
    kept.current = kept.current and other.current
    kept.closeness = kept.closeness or other.closeness
    kept.frequency = kept.frequency or other.frequency
    kept.locality = kept.locality or other.locality
    if kept.impact and other.impact and kept.impact is not other.impact:
        kept.impact = Impact.MIXED
    kept.impact = kept.impact or other.impact
    kept.impact_words = kept.impact_words or other.impact_words


def same_by_apposition(message: Message, sightings: list[Sighting]) -> None:
    """ "My brother in law, Gwilym's brother": the second says more of the first and is nobody new."""
    for one in sightings:
        if one.sort != "role" or one.owner or not one.is_being or one.several:
            continue
        told = next((s for s in sightings if _apposed(message, one, s)), None)
        if told is not None and told.owner is not None:
            one.owner = told.owner
            one.aliases += [told.label, *told.aliases]
            one.also_at += list(range(told.start, told.end))
            told.dropped = True


def _apposed(message: Message, one: Sighting, other: Sighting) -> bool:
    owner = other.owner
    if other is one or other.sort != "role" or owner is None or owner is one or other.known or not one.end <= owner.start < other.start:
        return False
    between = " ".join(message.low[one.end : owner.start])
    fits = not one.known and (other.relation == one.relation or one.relation == "in-law")
    return fits and between in (",", ", that 's", ", that is", ", who is", ", who 's", "that 's", "(", ", my", ", our", ", i.e.")
