"""Several things taken off at once, in words: these are listed and asked about before anything goes."""

import re

from mapping.model import Correction, CorrectionKind, Item, Kind, Reading, Status, WellbeingMap
from mapping.naming import bare_name, fold_label, marks, namesakes

LEAD = r"(?:(?:no|ok|okay|please|pls|actually|(?:can|could|will) you|just|now|i want(?: you)? to|lets|i said(?: to)?|i (?:told|asked) (?:you|u) to) )*"
TAKING = re.compile(rf"^{LEAD}(?:take|delete|remove|clear|wipe|get (?:rid of)|forget|erase|scrap|drop)(?: off)? (?P<what>.+?)(?: off| away| out)?(?: (?:of|from|on) (?:it|there|(?:the|my) (?:map|list)))?(?: please| pls| now)?$")
SAID_AFTER = r"(?: (?:please|pls|plz|now|then|thanks|ta|mate|for me|again))*$"
MAP = r"(?: (?:of |from )?(?:it|there|here|(?:the|my|this|your|that) (?:map|list|page|picture)))"
DELETING = re.compile(
    rf"^{LEAD}(?:delete|remove|erase|(?:get (?:rid of))) .+|^{LEAD}(?:take|cross|rub|wipe) .+ off{SAID_AFTER}"
    rf"|^{LEAD}(?:take|get|leave|keep|cross|rub|wipe) (?!me\b)[\w' -]+ (?:off|out){MAP}{SAID_AFTER}"
    rf"|^{LEAD}(?:i )?(?:dont|don't|do not|dnt) (?:want|need|put|keep|have) (?!to\b)[\w' -]+ on{MAP}{SAID_AFTER}")
LONGEST = 10  # words
LONGEST_NAME = 3  # words
TELLING = re.compile(r"\b(?:put|add|change|keep|call|make|move|not|is|was|has|have|i|you|said|mark|set|draw|show)\b")
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
    folded = " ".join(re.sub(r"[^\w\s',&-]", " ", text.lower()).split()).strip(" ,&")
    asked = TAKING.match(folded)
    if not asked:
        return ()
    if found := [item.label for item in _all_of(asked["what"], standing)] or _each_of(asked["what"], standing):
        return tuple(Correction(CorrectionKind.REMOVE, label=_as_typed(label, text)) for label in found) if len(found) > 1 else ()
    return ()


def _as_typed(label: str, text: str) -> str:
    """A name that is not on the map as the person wrote it."""
    typed = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.I) if label == label.lower() else None
    return typed.group() if typed else label


def unknown_taken_off(text: str, reading: Reading) -> tuple[Correction, ...]:
    """"Delete my ex" with no ex on the map puts nobody on it: it is told that there was nothing to change."""
    folded = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    new = [mention for mention in reading.mentions if not mention.known]
    named = [mention for mention in reading.mentions if mention.known and f" {fold_label(mention.label)} " in f" {fold_label(folded)} "]  # not "it"
    if not DELETING.match(folded) or len(new) != 1 or named or len(folded.split()) > LONGEST:
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


def _each_of(what: str, standing: WellbeingMap) -> list[str]:
    """"The gym and tom": what each part is called. One that may mean several keeps its bare name, one not on the map its words;
    but one at least must be on the map, and what is told besides ("... and put priya on") is no part."""
    parts = [part for part in re.split(r",? and |, ?| & | plus ", what) if part]
    found = [_named(part, standing) for part in parts]
    strangers = [part for part, items in zip(parts, found, strict=True) if not items]
    if len(parts) < 2 or not any(found) or any(len(part.split()) > LONGEST_NAME or TELLING.search(part) for part in strangers):
        return []
    return [items[0].label if len(items) == 1 else bare_name(items[0].label) if items else part.removeprefix("my ").removeprefix("the ")
            for part, items in zip(parts, found, strict=True)]


def _named(part: str, standing: WellbeingMap) -> list[Item]:
    """Those this part may mean: by a name or other words for them, or by a shared name with what tells one apart."""
    plain = [item for item in standing.items if fold_label(part) in {fold_label(word) for word in (item.label, *item.aliases)}]
    if plain:
        return plain
    for name, group in namesakes(standing.items).items():
        if f" {name} " in f" {fold_label(part)} ":
            pointed = [item for item in group if any(f" {fold_label(mark)} " in f" {fold_label(part)} " for mark in marks(item, standing))]
            return pointed if len(pointed) == 1 else list(group)
    return [item for item in standing.items if part.startswith("my ") and item.relation == part[3:]]
