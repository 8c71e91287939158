"""Several things taken off at once, in words: these are listed and asked about before anything goes."""

import re

from mapping.model import Correction, CorrectionKind, Item, Kind, Reading, Status, WellbeingMap
from mapping.naming import bare_name, fold_label, namesakes

LEAD = r"(?:(?:no|ok|okay|please|pls|actually|(?:can|could|will) you|just|now|i want(?: you)? to|lets) )*"
TAKING = re.compile(rf"^{LEAD}(?:take|delete|remove|clear|wipe|get (?:rid of)|forget|erase|scrap|drop)(?: off)? (?P<what>.+?)(?: off| away| out)?(?: (?:of|from|on) (?:it|there|(?:the|my) (?:map|list)))?(?: please| pls| now)?$")
DELETING = re.compile(rf"^{LEAD}(?:delete|remove|erase|(?:get (?:rid of))) .+|^{LEAD}take .+ off$")
LONGEST = 7  # words
EVERY = {
    "everyone": (Kind.PERSON, Kind.PET, Kind.GROUP), "everybody": (Kind.PERSON, Kind.PET, Kind.GROUP),
    "people": (Kind.PERSON, Kind.PET, Kind.GROUP), "places": (Kind.PLACE,), "activities": (Kind.ACTIVITY,),
    "pets": (Kind.PET,), "groups": (Kind.GROUP,), "of them": tuple(Kind), "of it": tuple(Kind), "them": tuple(Kind),
}
RELATIONS = {
    "friends": {"friend"}, "mates": {"friend"}, "neighbours": {"neighbour"}, "workers": None, "professionals": None,
    "family": {"mother", "father", "sister", "brother", "sibling", "child", "son", "daughter", "grandmother", "grandfather",
               "aunt", "uncle", "cousin", "niece", "nephew", "in-law", "partner", "wife", "husband"},
    "cousins": {"cousin"}, "brothers": {"brother"}, "sisters": {"sister"}, "exes": {"partner"},
}
ALL = re.compile(r"^(?:(?:all|every one|each)(?: of)? )?(?:(?:the|my|our) )?(?P<who>[\w ]+)$")


def several_taken_off(text: str, standing: WellbeingMap) -> tuple[Correction, ...]:
    """What is to go, where the words ask for more than one thing to go; none where they don't."""
    folded = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    asked = TAKING.match(folded)
    if not asked:
        return ()
    found = _all_of(asked["what"], standing) or _each_of(asked["what"], standing)
    return tuple(Correction(CorrectionKind.REMOVE, label=item.label) for item in found) if len(found) > 1 else ()


def unknown_taken_off(text: str, reading: Reading) -> tuple[Correction, ...]:
    """"Delete my ex" with no ex on the map puts nobody on it: it is told that there was nothing to change."""
    folded = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    new = [mention for mention in reading.mentions if not mention.known]
    if not DELETING.match(folded) or len(new) != 1 or len(reading.mentions) != 1 or len(folded.split()) > LONGEST:
        return ()
    return (Correction(CorrectionKind.REMOVE, label=new[0].label),)


def shared_taken_off(text: str, standing: WellbeingMap) -> tuple[Correction, ...]:
    """"Take my brother Dave off", where there are two: which of them is settled after."""
    folded = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    if not DELETING.match(folded) or len(folded.split()) > LONGEST:
        return ()
    named = [group for name, group in namesakes(standing.items).items() if f" {name} " in f" {fold_label(folded)} "]
    return (Correction(CorrectionKind.REMOVE, label=bare_name(named[0][0].label)),) if len(named) == 1 else ()


def _all_of(what: str, standing: WellbeingMap) -> list[Item]:
    every = ALL.match(what)
    who = every["who"] if every else ""
    if who in EVERY and (who.startswith("every") or what != who):
        return [item for item in standing.items if item.kind in EVERY[who]]
    if who not in RELATIONS or not what.startswith(("all", "my", "the", "every")):
        return []
    people = standing.of_kind(Kind.PERSON)
    wanted = RELATIONS[who]
    if who == "exes":
        return [item for item in people if item.relation == "partner" and item.status is Status.PAST]
    return [item for item in people if (item.formal if wanted is None else item.relation in wanted)]


def _each_of(what: str, standing: WellbeingMap) -> list[Item]:
    """"The gym and tom": each part must be on the map."""
    parts = [part for part in re.split(r",? and |, ?| & ", what) if part]
    found = [[item for item in standing.items if fold_label(part) in {fold_label(word) for word in (item.label, *item.aliases)}] for part in parts]
    return [each[0] for each in found] if len(parts) > 1 and all(len(each) == 1 for each in found) else []
