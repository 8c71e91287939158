"""Names in a message, joined with the roles beside them: "my sister sarah", "Tunde my key worker"."""

import re

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.behind_roles import (
    another_doctor,
    does_something,
    in_faith,
    next_to,
    past_telling,
    pets_name,
)
from nlu.extraction.determiners import before, owner_ending
from nlu.extraction.name_slots import auxiliary_as_name, free_name
from nlu.extraction.passing import ONE, SEVERAL
from nlu.extraction.people import own_through
from nlu.extraction.sightings import Sighting, formal_of
from nlu.extraction.spotting import ROLE_TITLES, Spots
from nlu.extraction.standing import ADDRESS
from nlu.extraction.whereabouts import tell_by_place, tell_of_them

IS = frozenset({"is", "'s", "are", "was"})
MORE = frozenset({",", "and", "&", "my", "the", "then", "little", "baby", "wee", "also", "one", "our"})
JOINING = frozenset(", is 's was she he who that also actually they this which are like - (".split())
GOES_ON = frozenset(". , and she he who but we they because ( ! i".split())

TITLE_BEHIND = frozenset({"aunt", "uncle", "cousin"})
KEEPS_TITLE = frozenset({"aunt", "uncle", "grandmother", "grandfather"})


def find_names(spots: Spots, roles: list[Sighting], asked: str | None) -> list[Sighting]:
    """All names, each as one sighting with its role; the roles that got a name are taken out of the list."""
    named: list[Sighting] = []
    taken: set[int] = set()
    for role in list(roles):
        if role.sort != "role":
            taken.update(range(role.start, role.end))
            continue
        names = names_after(spots, role)
        for start, end in names:
            named.append(_fused(spots, role, start, end, len(names) > 1 or role.several))
            taken.update(range(start, end))
        if names:
            roles.remove(role)
    at = 0
    while at < len(spots.message):
        end = at if at in taken else free_name(spots, at, roles + named, asked)
        if end > at and not taken & set(range(at, end)) and not _inside(roles, at):
            named.append(_alone(spots, at, end))
        at = max(end, at + 1)
    named.sort(key=lambda s: s.start)
    roles[:] = [r for r in roles if not any(n.start < r.start and r.end <= n.end for n in named)]
    owners_of_names(spots, sorted(roles + named, key=lambda s: s.start))
    roles_behind(spots, roles, named)
    if asked != "people.friends":
        tell_by_place(spots.message, named)
    tell_of_them(spots.message, named, roles)
    return named


def _inside(sightings: list[Sighting], at: int) -> bool:
    return any(s.start <= at < s.end for s in sightings)


def names_after(spots: Spots, being: Sighting) -> list[tuple[int, int]]:
    """The names that stand right after a role: one, or a list of them after a plural."""
    message = spots.message
    at = _past_where(message.low, being.end)
    introduced = None if spots.name_end(at, expected=True) > at else _introduced(message.low, at)
    start = introduced or at
    while message.low[start : start + 1] and message.low[start] in (",", "(", ":", "-"):
        if introduced is None and not _name_is_apposed(spots, start + 1, being, elsewhere=at > being.end):
            return []
        start += 1
    end = start + 1 if auxiliary_as_name(spots, start) else spots.name_end(start, expected=True)
    if end > start and start > at and introduced is None and another_doctor(spots, being, start):
        return []
    if end > start and introduced is None and does_something(spots, start):
        return []
    if end == start and being.kind is Kind.PET and introduced is None and pets_name(spots, start):
        end = start + 1
    if (
        end == start
        and introduced
        and message.low[start - 1] in ("called", "named")
        and start < len(message)
        and message.doc[start].pos_ in ("NOUN", "PROPN", "ADJ", "X", "INTJ", "VERB")
        and message.low[start] not in ("after",)
    ):
        end = start + 1
    if end == start or (_starts_anew(spots, start, end, being, introduced)):
        return []
    found = [(start, end)]
    while being.several and end < len(message):
        listed = past_telling(message.low, end)
        start = listed
        while message.low[start : start + 1] and message.low[start] in MORE:
            start += 1
        if start == listed and (not next_to(spots, start) or listed > end and not message.low[listed - 1].isdigit()):
            break
        stop = spots.name_end(start, expected=True)
        if (
            stop == start
            or message.low[stop : stop + 1] == ["'s"]
            and message.low[stop + 1 : stop + 2] not in ([], [","])
        ):
            break
        found.append((start, stop))
        end = stop
    return found


def _past_where(low: list[str], at: int) -> int:
    """Skip "from church," or "at the hostel," between a role and its name."""
    if low[at : at + 1] and low[at] in ("from", "at", "in", "on"):
        comma = next((i for i in range(at + 1, min(at + 5, len(low))) if low[i] == ","), 0)
        return comma or at
    return at


def _introduced(low: list[str], at: int) -> int | None:
    skip = at
    while skip < len(low) and skip < at + 9:
        for words in lexicons.phrases("called"):
            if tuple(low[skip : skip + len(words)]) == words:
                return skip + len(words)
        if (
            low[skip] in (".", "!", "?", "my", "and", "but", "you", ";", "with", "our")
            or low[skip] == ","
            and low[skip + 1 : skip + 2] not in (["his"], ["her"], ["its"], ["he"], ["she"], ["it"], ["their"])
        ):
            break
        skip += 1
    if low[at : at + 1] and low[at] in IS:
        return at + 1
    return None


def _name_is_apposed(spots: Spots, at: int, being: Sighting, *, elsewhere: bool) -> bool:
    """After a comma only a name that is no further item of a list: "our rabbit, Nibbles, and" but not "mum, dave". ``elsewhere``: "a son on the rigs, Donald"."""
    end = spots.name_end(at, expected=True)
    if being.relation in ADDRESS and not (elsewhere and spots.message.capital(at)) or end == at:
        return False
    following = spots.message.low[end : end + 1]
    if being.relation in ("wife", "husband", "partner") and not being.several and end < len(spots.message):
        listed = spots.message.low[at] in lexicons.names() and spots.message.doc[end].tag_ in ("VBD", "VBZ", "MD")
        if listed and following not in (["is"], ["was"]):
            return True
    return following in ([], [","], ["."], [";"], [")"], ["and"], ["who"], ["is"], ["'s"]) or being.several


def _fused(spots: Spots, role: Sighting, start: int, end: int, among_several: bool) -> Sighting:
    message = spots.message
    label = message.said(start, end)
    sighting = Sighting(
        start,
        end,
        Kind.PERSON if role.kind is not Kind.PET else Kind.PET,
        "name",
        label,
        role.relation,
        role.relation_words,
        role.formal,
        current=role.current,
        owner=role.owner,
        owner_word=role.owner_word,
    )
    if not among_several:
        sighting.aliases = [role.label, *role.aliases]
        sighting.also_at = list(range(role.start, role.end))
        _, determiner = before(message, role.start)
        if role.relation in KEEPS_TITLE and role.owner is None and start == role.end and not determiner:
            sighting.aliases.append(label)
            sighting.label, sighting.start = message.said(role.start, end), role.start
        elif not determiner and start == role.end and in_faith(message, role):
            sighting.aliases = [label]
            sighting.label, sighting.start = message.said(role.start, end), role.start
            sighting.relation, sighting.relation_words = None, None
    else:
        sighting.relation_words = _singular(role.relation_words)
    return sighting


def _singular(words: str | None) -> str | None:
    if words and re.search(r"\b(?:lad|bab|grann|nann|famil|budd|hubb)ies$", words):
        return f"{words[:-3]}y"
    if words and words.endswith("children"):
        return words.removesuffix("ren")
    if words and words.endswith("s") and not words.endswith("ss"):
        return words[:-1]
    return words


def _alone(spots: Spots, start: int, end: int) -> Sighting:
    message = spots.message
    sighting = Sighting(start, end, Kind.PERSON, "name", message.said(start, end))
    relation = "other" if message.low[start] == "father" and end - start > 1 else ROLE_TITLES.get(message.low[start])
    if relation:
        sighting.relation, sighting.formal = relation, True
        sighting.aliases.append(message.said(start + 1, end))
    return sighting


def owners_of_names(spots: Spots, sightings: list[Sighting]) -> None:
    """Give "Dev's sister" its owner where the owner was found as a name after the role was read."""
    message = spots.message
    for sighting in sightings:
        if sighting.sort in ("role", "name") and sighting.owner is None and sighting.relation:
            starts = [sighting.start] if sighting.sort == "role" else sighting.also_at[:1]
            for start in starts:
                front, _ = before(message, start)
                owner = owner_ending(message, sightings, front)
                if owner and owner is not sighting:
                    own_through(message, sighting, owner, keep_label=sighting.sort == "name")
        if sighting.sort == "name" and sighting.formal is None and sighting.relation:
            sighting.formal = formal_of(sighting.relation, sighting.formal)


def _starts_anew(spots: Spots, start: int, end: int, being: Sighting, introduced: int | None) -> bool:
    """Whether the name right after a role belongs to something else ("my mum Sarah's mum" or "is Grace coming")."""
    message = spots.message
    after = message.low[end : end + 1]
    if introduced and message.low[introduced - 1] in IS:
        if message.doc[start].pos_ in ("ADJ", "VERB", "ADV") and not message.capital(start):
            return True
        return message.low[start] not in spots.known_names and bool(after) and after[0] not in GOES_ON
    return being.relation in ADDRESS and being.owner is None and after == ["'s"]


def roles_behind(spots: Spots, roles: list[Sighting], named: list[Sighting]) -> None:
    """Join "Tunde my key worker", "Bev shes the health visitor", "Dev is my best mate"."""
    for role in [role for role in roles if role.sort == "role"]:
        joined = _names_before(spots, role, named)
        for name in joined:
            name.kind = Kind.PET if role.kind is Kind.PET else name.kind
            name.relation, name.relation_words, name.formal = role.relation, role.relation_words, role.formal
            name.aliases += [role.label]
            name.owner, name.owner_word = role.owner, role.owner_word
            name.also_at += list(range(role.start, role.end))
            name.current = name.current and role.current
        if joined:
            roles.remove(role)


def _names_before(spots: Spots, role: Sighting, named: list[Sighting]) -> list[Sighting]:
    low = spots.message.low
    front, determiner = before(
        spots.message, role.owner.start if role.owner and role.owner.start < role.start else role.start
    )
    next_door = "next door" in role.label.lower()
    first = role.start if next_door else front if determiner else front + 1
    first = max([first, *(n.end for n in named if n is not role.owner and first < n.end <= role.start)])
    at = first - 1
    while at >= 0 and low[at] in JOINING:
        at -= 1
    joined = [n for n in named if n.end == at + 1 and _may_take(spots, n, role) and n is not role.owner]
    between = low[at + 1 : first]
    titled = bool(joined) and low[joined[-1].start] in ("dr", "doctor")
    right_behind = at + 1 == first and determiner not in ("my", "our", "the", "a", "an") and role.formal is not True
    if right_behind and not determiner and first == role.start and role.relation in TITLE_BEHIND and not role.several:
        return joined[:1]
    if role.owner and not {"'s", "is", ","} & set(between) or {"not", "n't"} & set(low[max(0, at) : first]):
        return []
    if right_behind and not next_door or "," in between and _goes_on_a_list(between, determiner, role, titled):
        return []
    return joined


def _may_take(spots: Spots, name: Sighting, role: Sighting) -> bool:
    """Whether a role behind a name tells who that is; a title alone is no role yet ("dr khan gp")."""
    if role.label.lower().split()[-1] in ONE | SEVERAL and role.relation in (None, "other"):
        return False
    if name.relation in (None, "doctor") or name.relation == "other" and name.formal and role.formal:
        return True
    if not role.formal or role.relation != "nurse" or name.relation not in ("nurse", "sister"):
        return False
    first = min([name.start, *name.also_at])
    return not before(spots.message, first)[1]


def _goes_on_a_list(between: list[str], determiner: str, role: Sighting, titled: bool) -> bool:
    """A comma before "my mum" starts a new item; before "my psychiatrist" it may tell who the name is."""
    if titled and role.relation in ("psychiatrist", "gp", "doctor", "therapist") and not determiner:
        return False
    return determiner not in ("my", "our", "the", "a") or "is" not in between and role.relation in ADDRESS
