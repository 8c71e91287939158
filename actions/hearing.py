"""What a message says, with the whole talk in mind: of whom it speaks, who shares a name, what is over, what is wished for."""

import re
from collections.abc import Callable
from dataclasses import replace

from actions import services
from actions.clearing import several_taken_off, shared_taken_off, unknown_taken_off
from actions.clock_answers import only_clock
from actions.endings import at_rest, ended, still_there
from actions.patterns import puts_right
from actions.possessives import MEN, WOMEN, may_own, of_theirs, unowned
from actions.put_on import with_name
from actions.righting import put_right
from actions.second_thoughts import only_those, said_in_the_end
from actions.stated import as_stated
from actions.wishing import wished_for
from mapping.agenda import Question
from mapping.history import Talk
from mapping.model import Item, Kind, Mention, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label, is_role, marks, namesakes
from mapping.naming.roles import KIN
from mapping.services import NEW
from mapping.services.identity import relations_agree
from nlu.extraction import has_children, is_hobby

BEINGS = (Kind.PERSON, Kind.PET)
HE, SHE = re.compile(r"\b(?:he|him|his|hes)\b", re.I), re.compile(r"\b(?:she|her|hers|shes)\b", re.I)
PRONOUN = re.compile(r"\b(?:he|him|his|hes|she|her|shes)\b", re.I)
THEM, IT = re.compile(r"\b(?:they|them|their|theyre)\b", re.I), re.compile(r"\b(?:it|its|there|that)\b", re.I)
THE_OTHER = re.compile(r"\b(?:the|my) other (?P<name>one|[\w'-]+)\b", re.I)
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
JUST_NAMED = 3  # messages back in which somebody was "just named"
BARE = 3  # words of an answer that only names something
LISTS = ("people.", "places.", "activities.")
ALL_DOING = "activities.do"


def hear(text: str, question: Question | None, standing: WellbeingMap, known: tuple[Mention, ...], talk: Talk) -> Reading:
    """Reads a message as an answer to this question, with this map and this talk behind it."""
    if only_clock(text, question):
        return Reading()
    said, text = text, said_in_the_end(text)
    if several := several_taken_off(text, standing):
        return Reading(corrections=several)
    if other := the_other(text, standing, talk):
        return _of_the_other(text, question, standing, known, talk, other)
    text = _with_its_owner(with_name(text), standing, talk)
    asked = question.key if question else None
    about = _subject(text, question, standing, talk)
    reading = services.reader().read(text, asked=asked, about=about, known=known)
    if theirs := unowned(text, reading):
        owners = may_own(text, theirs[0], standing, talk)
        if len(owners) == 1:  # "his mrs", where only Tayo can be meant
            about = owners[0].label
            reading = services.reader().read(text, asked=asked, about=about, known=known)
    reading = of_theirs(text, reading, about)
    if (right := puts_right(text)) is not None and reading.empty:
        reading = services.reader().read(right, asked=asked, about=about, known=known)  # "no i mean jo" names Jo, and says no to nothing
    if reading.empty and (named := _named_alone(text, asked, known)) is not None:
        return named
    if (righted := put_right(text, reading, asked, about, known, standing, talk)) is not None:
        return _corrected(text, righted, standing)
    if not reading.corrections and (shared := shared_taken_off(text, standing)):
        return _corrected(text, Reading(corrections=shared), standing)
    if unknown := unknown_taken_off(text, reading) if not reading.corrections else ():
        return Reading(corrections=unknown)
    if reading.corrections:
        return _corrected(text, reading, standing)
    group = _spoken_of(text, standing, about)
    conflicting = _conflicting(text, reading, standing)
    apart = {item.label for item in (*group, *conflicting)}
    meant: dict[str, str] = {}
    if apart:
        plain = tuple(mention for mention in known if mention.label not in apart)
        reading = _as_said(text, services.reader().read(
            text, asked=asked, about=None if about in apart else about, known=plain), apart, plain)
        meant = _meant(text, reading, standing, conflicting)
    reading = as_stated(text, only_those(said, reading), question, standing)
    heard = still_there(text, at_rest(ended(text, reading), standing, talk), standing)
    return replace(wished_for(text, heard, question), meant=tuple(meant.items()))


def the_other(text: str, standing: WellbeingMap, talk: Talk) -> Item | None:
    """Whom "the other one is nice too" is about: of two of a name, the one not spoken of last."""
    said = THE_OTHER.search(text)
    if said is None:
        return None
    shared = namesakes(standing.items)
    for _, ids in talk.spoken_of:
        for item in (item for item in map(standing.item, ids) if item is not None):
            name = fold_label(bare_name(item.label))
            group = [other for other in shared.get(name, ()) if other.id != item.id]
            if len(group) == 1 and fold_label(said["name"]) in (name, "one"):
                return group[0]
    return None


def _of_the_other(text: str, question: Question | None, standing: WellbeingMap, known: tuple[Mention, ...], talk: Talk, other: Item) -> Reading:
    """News about the other of two, read as if the words had their name, with nobody else of that name about."""
    name = bare_name(other.label)
    alone = replace(standing, items=tuple(
        item for item in standing.items if item.id == other.id or fold_label(bare_name(item.label)) != fold_label(name)))
    apart = {item.label for item in standing.items} - {item.label for item in alone.items}
    named = tuple(replace(each, label=name) if each.label == other.label else each for each in known if each.label not in apart)
    items = tuple(replace(item, label=name) if item.id == other.id else item for item in alone.items)
    reading = hear(THE_OTHER.sub(name, text), question, replace(alone, items=items), named, talk)
    mentions = tuple(replace(each, known=False) if each.label == name else each for each in reading.mentions)
    return replace(reading, mentions=mentions, meant=(*reading.meant, (name, other.id)))


def _as_said(text: str, reading: Reading, apart: set[str], known: tuple[Mention, ...]) -> Reading:
    """The reading with no relation for a shared name but the one in the words: the question may be about another of them."""
    names = {fold_label(bare_name(label)) for label in apart}
    said = {fold_label(mention.label): mention for mention in services.reader().read(text, known=known).mentions}
    mentions = []
    for mention in reading.mentions:
        alone = said.get(fold_label(mention.label))
        if fold_label(mention.label) in names and alone is not None and alone.relation != mention.relation:
            mention = replace(mention, relation=alone.relation, relation_words=alone.relation_words, formal=alone.formal)
        mentions.append(mention)
    return replace(reading, mentions=tuple(mentions))


def pointed_at(text: str, name: str, group: tuple[Item, ...], standing: WellbeingMap) -> tuple[Item, ...]:
    """Those of one name whom the words beside the name point at: "my cousin Sarah", "Sarah from church"."""
    said = " ".join(fold_label(word) for word in text.split())
    return tuple(item for item in group if any(_beside(said, name, fold_label(mark)) for mark in marks(item, standing)))


def _beside(said: str, name: str, mark: str) -> bool:
    before = rf"\b{re.escape(mark)} (?:called |named )?{re.escape(name)}\b"
    after = rf"\b{re.escape(name)} (?:from|at|of|who is|whos|is)? ?(?:my |the |our )?{re.escape(mark)}\b"
    return re.search(f"{before}|{after}", said) is not None


def _named_alone(text: str, asked: str | None, known: tuple[Mention, ...]) -> Reading | None:
    """"Telly" in answer to who is close: one thing and no more, which the reader knows as a thing to do; said out of turn, it is kept."""
    if (asked or "open").startswith((*LISTS, "open", "reflect.", "goal.", "checkin.")) or not 0 < len(text.split()) <= BARE or "?" in text:
        return None
    reading = services.reader().read(text, asked=ALL_DOING, known=known)
    return reading if len(reading.mentions) == 1 and is_hobby(text) else None


def _subject(text: str, question: Question | None, standing: WellbeingMap, talk: Talk) -> str | None:
    """Whom "he", "her" or "there" means: whom the question is about, or who was spoken of last, if only one fits best."""
    about = question.about if question else None
    fits = _fitting(text)
    here = next((item for item in standing.items if item.label == about), None)
    if here is not None and (fits is None or fits(here)) or fits is None:
        return about
    if len(named := [item for item in standing.items if fits(item) and _named_here(text, item)]) == 1:
        return named[0].label  # "she died last week, my nan"
    if here is not None and here.kind in BEINGS and (HE.search(text) or SHE.search(text)):
        return None  # "he" for a sister: of whom it is said is asked, and nobody else gets it
    found = _just_named(text, standing, talk)
    return found[0].label if len(found) == 1 and not _unfitting(text, standing, talk) else about


def _with_its_owner(text: str, standing: WellbeingMap, talk: Talk) -> str:
    """"Has the two boys Jake and Liam" and "she has two girls" with the name of the only one who was just spoken of and can be meant."""
    latest = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None and item.kind is Kind.PERSON] if talk.spoken_of else []
    fits = _fitting(text) if PRONOUN.match(text) else None
    found = [item for item in latest if fits is None or fits(item)]
    return (len(found) == 1 and has_children(text, found[0].label)) or text


def _named_here(text: str, item: Item) -> bool:
    said = f" {fold_label(text)} "
    return any(word and f" {fold_label(word)} " in said for word in (item.label, bare_name(item.label), item.relation_words))


def may_mean(text: str, standing: WellbeingMap, talk: Talk, question: Question | None = None) -> tuple[Item, ...]:
    """Those just named of whom "he" or "she" may speak, where it may be several: then it is asked. With "he" for the sister whom the
    question was about, she is one of them."""
    if not (HE.search(text) or SHE.search(text)):
        return ()
    found, fits = _just_named(text, standing, talk), _fitting(text)
    here = next((item for item in standing.items if question and item.label == question.about and item.kind in BEINGS), None)
    unfitting = [here] if here is not None and fits is not None and not fits(here) else _unfitting(text, standing, talk)
    if unfitting and (found or here is not None):
        return tuple({item.id: item for item in (*unfitting, *found)}.values())
    return tuple(found) if len(found) > 1 else ()


def named(text: str, item: Item) -> str:
    """The words with the name in place of the first "he" or "she": the person has said whom they mean."""
    return PRONOUN.sub(lambda said: item.label + ("'s" if said[0].lower() in ("hes", "shes", "his") else ""), text, count=1)


def _unfitting(text: str, standing: WellbeingMap, talk: Talk) -> list[Item]:
    """Those named last of whom the "he" or "she" said now cannot speak: a sister, told of as "he"."""
    fits = _fitting(text) if HE.search(text) or SHE.search(text) else None
    beings = [item for _, ids in talk.spoken_of[:1] for item in map(standing.item, ids) if item is not None and item.kind in BEINGS]
    return beings if fits and beings and not any(map(fits, beings)) else []


def _just_named(text: str, standing: WellbeingMap, talk: Talk) -> list[Item]:
    """Of those in the latest message that named anybody who fits: the ones who fit best."""
    fits = _fitting(text)
    for _, ids in talk.spoken_of[:JUST_NAMED] if fits else ():
        found = [item for item in map(standing.item, ids) if item is not None and fits(item)]
        if found:
            own = MEN if HE.search(text) else WOMEN if SHE.search(text) else frozenset()
            best = [item for item in found if item.relation in own] or [item for item in found if item.relation != "other"]
            return best or found
    return []


def _fitting(text: str) -> Callable[[Item], bool] | None:
    if HE.search(text):
        return lambda item: item.kind in BEINGS and item.relation not in WOMEN
    if SHE.search(text):
        return lambda item: item.kind in BEINGS and item.relation not in MEN
    if THEM.search(text):
        return lambda item: item.kind in (*BEINGS, Kind.GROUP)
    return (lambda item: item.kind in THINGS) if IT.search(text) else None


def _spoken_of(text: str, standing: WellbeingMap, about: str | None) -> tuple[Item, ...]:
    """Those on the map who share a name with somebody named here, but for the one the question is about."""
    said = f" {fold_label(text)} "
    return tuple(
        item for name, group in namesakes(standing.items).items() if f" {name} " in said or f" {name}s " in said
        for item in group if item.label != about)


def _conflicting(text: str, reading: Reading, standing: WellbeingMap) -> tuple[Item, ...]:
    """Those whom the reading takes somebody else for: "my friend Sarah", where the map's Sarah is a cousin."""
    by_label = {item.label: item for item in standing.items if item.kind in BEINGS and not is_role(item.label)}
    found = []
    for mention in reading.mentions:
        item = by_label.get(mention.label) if mention.known else None
        if item is None or f" {fold_label(bare_name(item.label))} " not in f" {fold_label(text)} ":
            continue
        if not relations_agree(item.relation, mention.relation) or _from_elsewhere(text, item, standing):
            found.append(item)
    return tuple(found)


def _from_elsewhere(text: str, item: Item, standing: WellbeingMap) -> bool:
    """"Dave from church" is hardly how somebody speaks of a brother."""
    name = re.escape(fold_label(bare_name(item.label)))
    placed = re.search(rf"\b{name} from (?:the |my )?(\w+)", fold_label(text))
    family = item.relation in KIN or item.relation in MEN | WOMEN | {"cousin", "sibling", "child"}
    return bool(placed) and family and placed[1] not in {word for mark in marks(item, standing) for word in fold_label(mark).split()}


def _meant(text: str, reading: Reading, standing: WellbeingMap, conflicting: tuple[Item, ...]) -> dict[str, str]:
    """Which one each shared name means here, where the words beside it say so."""
    groups = namesakes(standing.items)
    meant: dict[str, str] = {}
    for mention in reading.mentions:
        name = fold_label(bare_name(mention.label))
        group = groups.get(name) or tuple(item for item in conflicting if fold_label(bare_name(item.label)) == name)
        if not group or mention.known:
            continue
        same = [item for item in group if mention.relation and item.relation == mention.relation]
        found = pointed_at(text, name, group, standing) or tuple(same)
        if len(found) == 1:
            meant[mention.label] = found[0].id
        elif not found and (_new_relation(mention, group) or _new_place(text, name, group, standing)):
            meant[mention.label] = NEW
    return meant


def _new_relation(mention: Mention, group: tuple[Item, ...]) -> bool:
    return bool(mention.relation) and not any(relations_agree(item.relation, mention.relation) for item in group)


def _new_place(text: str, name: str, group: tuple[Item, ...], standing: WellbeingMap) -> bool:
    return bool(re.search(rf"\b{re.escape(name)} from \w", fold_label(text))) and all(
        _from_elsewhere(text, item, standing) for item in group)


def _corrected(text: str, reading: Reading, standing: WellbeingMap) -> Reading:
    """A correction of a shared name is of the one the words point at; else of that name, and then it is asked of whom."""
    meant: dict[str, str] = {}
    corrections = []
    for correction in reading.corrections:
        name, group = _group_of(correction.label, standing)
        said = f" {name} " in f" {fold_label(text)} "
        found = pointed_at(text, name, group, standing) if said else ()
        if not group or not said:
            corrections.append(correction)
            continue
        if len(found) == 1:
            meant[bare_name(correction.label or "")] = found[0].id
        corrections.append(replace(correction, label=bare_name(correction.label or "")))
    return replace(reading, corrections=tuple(corrections), meant=tuple(meant.items()))


def _group_of(label: str | None, standing: WellbeingMap) -> tuple[str, tuple[Item, ...]]:
    name = fold_label(bare_name(label or ""))
    return name, namesakes(standing.items).get(name, ())
