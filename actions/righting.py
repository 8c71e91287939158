"""What a message puts right of whoever was spoken of last, or of a name like one on the map, where the words alone don't say of whom."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations

from actions import services
from actions.amends import amended, swapped
from actions.patterns import pattern, plain, puts_right, says
from mapping.history import Talk
from mapping.model import Correction, CorrectionKind, Item, Kind, Mention, Reading, WellbeingMap
from mapping.naming import alike, bare_name, fold_label, is_role

BEINGS = (Kind.PERSON, Kind.PET)
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
JUST_NAMED = 3  # messages back in which somebody was "just named"
NAME_AGAIN = re.compile(  # and no more than the name
    r"(?:(?:no|nah|sorry|oh|oops|actually|well)[, ]+)*(?:it'?s|it is|that'?s|i mean[t]?|(?:her|his|their) name(?:'?s| is)) (?P<name>[A-Za-z'-]{3,}(?: [A-Za-z'-]{3,})??)(?:,? (?:actually|sorry|tho|though|by\s+the\s+way|btw))?[ .!]*$", re.I)
IS_THE = re.compile(r"(?:(?:no+|nah|sorry|oh|oops|actually|wait|well|but|i meant?)[ ,.]+)+(?:it'?s )?(?P<who>[\w'-]+(?: [\w'-]+)??)(?:'?s| is| was) the (?P<role>[\w-]+(?: worker)?)(?: (?:though|tho|actually|not (?:\w+ ?){1,4}))?[ .!]*$", re.I)
ONE_PERSON = re.compile(r"(?:(?:no|oh|sorry|actually|btw|and)[, ]+)*(?P<one>[\w' -]{2,30}?) (?:and|n|&|is|r|are) (?P<other>[\w' -]{2,30}?) (?:are|r|is|both|they'?re|theyre|are both)? ?(?:just )?(?:the )?same (?:person|one|woman|man|lady|guy|girl|lad)[ .!]*$", re.I)
LETTERS = 3  # with which two spellings of a name begin alike
ALIKE = 0.6  # of two spellings of a name, as difflib measures it
SHORT = 6  # words
LONGEST_RIGHTING = 12  # words
SAYS_WHAT_IT_DOES = re.compile(  # "helps me loads": of whoever was just named
    r"^(?:(?:really|always|just|definitely|def|proper|and|who|but|yeah)\W+)*(?:helps|cheers|keeps|makes|gets|drives|stresses|winds|does|gives|lets|listens|lifts|calms|drains|upsets|supports|understands|looks after)\b", re.I)


def put_right(
    text: str, reading: Reading, asked: str | None, about: str | None, known: tuple[Mention, ...], standing: WellbeingMap, talk: Talk,
) -> Reading | None:
    """The message as a correction, where this reading of it has none: None where it is news."""
    if (amends := swapped(text, standing, talk) or amended(text, asked, standing, talk)) is not None:
        return amends
    if reading.corrections:
        return None
    if (role := _is_the_role(text, standing)) is not None:
        return role
    if one := the_same_two(text, standing, talk):
        return Reading(corrections=one)
    if reading.empty and reading.answer is None and (told := _told_of_the_latest(text, asked, known, standing, talk)) is not None:
        return told
    return (_of_the_latest(text, asked, about, known, standing, talk) or _also_called(text, reading, standing)
            or _name_put_right(text, reading, standing, talk))


def _is_the_role(text: str, standing: WellbeingMap) -> Reading | None:
    """"No Blessing is the nurse", of whoever the map has in another role."""
    said = IS_THE.match(text.strip())
    items = [item for item in standing.items if said and item.kind in BEINGS and fold_label(said["who"]) in {fold_label(word) for word in (item.label, bare_name(item.label), *item.aliases)}]
    if said is None or len(items) != 1 or is_role(items[0].label):
        return None
    told = [each for each in services.reader().read(f"my {said['role']}", asked="people.else").mentions if each.kind is Kind.PERSON and each.relation]
    if len(told) != 1:
        return None
    item = items[0]
    if told[0].relation == item.relation:
        return Reading(mentions=(Mention(item.label, item.kind, item.relation, item.relation_words, item.formal, known=True),))
    return Reading(corrections=(Correction(CorrectionKind.SET, label=item.label, field="relation", to=told[0].relation),))


def the_same_two(text: str, standing: WellbeingMap, talk: Talk) -> tuple[Correction, ...]:
    """"They're the same person", "you have her twice", of the two people spoken of last, where their names are alike."""
    if pattern("there twice").fullmatch(plain(text).strip()) is None:
        return ()
    latest = dict.fromkeys(each for _, ids in talk.spoken_of[:JUST_NAMED] for each in ids)
    people = [item for item in map(standing.item, latest) if item is not None and item.kind is Kind.PERSON]
    pairs = [(a, b) for a, b in alike(standing) if {a.id, b.id} <= {item.id for item in people}] or [(a, b) for a, b in _much_alike(people)]
    return (Correction(CorrectionKind.MERGE, labels=(pairs[0][0].label, pairs[0][1].label), to=max(pairs[0], key=lambda item: len(item.label)).label),) if len(pairs) == 1 else ()


def _much_alike(people: list[Item]) -> list[tuple[Item, Item]]:
    """Pairs whose names begin alike, the relation left aside: the person has said that they are one."""
    return [(a, b) for a, b in combinations(people, 2) if not is_role(a.label) and not is_role(b.label)
            and fold_label(bare_name(a.label))[:LETTERS] == fold_label(bare_name(b.label))[:LETTERS]]


def _told_of_the_latest(text: str, asked: str | None, known: tuple[Mention, ...], standing: WellbeingMap, talk: Talk) -> Reading | None:
    """"We've drifted", "most days", "we fell out": said with nobody named, it is said of the only one spoken of just before."""
    if not talk.spoken_of or len(text.split()) > SHORT or _of_no_item(text, talk) or (asked or "").startswith(("person.", "place.", "activity.", "goal.", "checkin.", "reflect.")):
        return None
    latest = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None]
    for key, kinds in (("person.closeness", BEINGS), ("person.frequency", tuple(Kind)), ("person.impact", BEINGS)):
        found = [item for item in latest if item.kind in kinds]
        if key == "person.impact" and SAYS_WHAT_IT_DOES.match(text) is None:
            continue
        if len(found) != 1 or key != "person.closeness" and talk.spoken_of[0][0] not in talk.recent[:1]:
            continue  # "weekly" is of what was spoken of just before, and of nothing that was spoken of a while ago
        if key == "person.closeness" and says("over", text) and not says("not over", text) and pattern("us two").search(plain(text)):
            return Reading(mentions=(Mention(found[0].label, found[0].kind, found[0].relation, found[0].relation_words, found[0].formal, current=False, known=True),))
        reading = services.reader().read(text, asked=key, about=found[0].label, known=known)
        told = [each for each in reading.mentions if each.label == found[0].label and (each.impact if key == "person.impact" else (each.closeness or each.frequency) and each.impact is None)]
        if len(reading.mentions) == 1 and told and not reading.corrections:
            return replace(reading, answer=None)
    return None


def _of_no_item(text: str, talk: Talk) -> bool:
    """Whether "the second one" picks from a list, or "no i mean saturday" puts right something of which nobody was spoken just before."""
    return pattern("a pick").fullmatch(plain(text).strip()) is not None or puts_right(text) is not None and talk.spoken_of[0][0] not in talk.recent[:1]


def _of_the_latest(text: str, asked: str | None, about: str | None, known: tuple[Mention, ...], standing: WellbeingMap, talk: Talk) -> Reading | None:
    """"No h", "further out", "i stopped going": words that name nobody put right the one that was spoken of last."""
    if not talk.spoken_of or len(text.split()) > LONGEST_RIGHTING or not says("putting right", text):
        return None
    latest = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None]
    for kinds in (BEINGS, THINGS):
        found = [item.label for item in latest if item.kind in kinds]
        if len(found) == 1 and found[0] != about:
            reading = services.reader().read(text, asked=asked, about=found[0], known=known)
            own = [each for each in reading.corrections if found[0] in (each.label, *each.labels)]
            if own and own[0].kind is CorrectionKind.MERGE or own and not any(mention.known and mention.label != found[0] and fold_label(mention.label) in fold_label(text) for mention in reading.mentions):
                return reading
    return None


def _also_called(text: str, reading: Reading, standing: WellbeingMap) -> Reading | None:
    """"Jas and Jaspreet are the same person", with only Jas on the map: another word for Jas, and nobody new."""
    said = ONE_PERSON.match(text.strip())
    if said is None or reading.corrections:
        return None
    pair = [(word, [item for item in standing.items if item.kind in BEINGS and fold_label(word) in {fold_label(each) for each in (item.label, bare_name(item.label), *item.aliases)}])
            for word in (said["one"].strip(), said["other"].strip())]
    known = [found[0] for _, found in pair if len(found) == 1]
    unknown = [word for word, found in pair if not found]
    if len(known) != 1 or len(unknown) != 1:
        return None
    item = known[0]
    return Reading(mentions=(Mention(item.label, item.kind, item.relation, item.relation_words, item.formal, known=True, aliases=(unknown[0],)),))


def _name_put_right(text: str, reading: Reading, standing: WellbeingMap, talk: Talk) -> Reading | None:
    """"It's Dorothea actually", just after Dorothy: the name is put right, and nobody new is there."""
    said = NAME_AGAIN.match(text.strip())
    new = [mention for mention in reading.mentions if not mention.known]
    if said is None or reading.corrections or len(new) != 1 or fold_label(new[0].label) != fold_label(said["name"]) or not talk.spoken_of:
        return None
    named = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None and item.kind in BEINGS]
    alike = [item for item in named if SequenceMatcher(None, fold_label(bare_name(item.label)), fold_label(said["name"])).ratio() >= ALIKE]
    return Reading(corrections=(Correction(CorrectionKind.RENAME, label=alike[0].label, to=said["name"]),)) if len(alike) == 1 else None
