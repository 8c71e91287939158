"""One person under two names: pairs on a map that may be the same, to be asked about and never guessed."""

from itertools import combinations

from mapping.model import Item, Kind, WellbeingMap
from mapping.naming.labels import fold_label, is_bare_role, is_role, short_name
from mapping.naming.namesakes import bare_name, namesakes
from mapping.naming.roles import QUALIFIERS

SHORTEST = 3  # letters: "Jo" begins too many names
ONE_OF_A_KIND = frozenset({"mother", "father", "wife", "husband"})
SHORT_FORMS = tuple(frozenset(names.split()) for names in (
    "liz lizzie beth betty elizabeth", "bill billy will william", "bob bobby rob robert", "dave david davey",
    "mike mick michael", "jim jimmy james", "jack john", "kate katie kath cath catherine katherine kathleen",
    "peg peggy meg maggie margaret", "tony anthony antony", "dick rick richard", "ted teddy ned edward",
    "harry henry", "mo mohammed muhammad mohamed", "sally sarah", "steve stephen steven", "jen jenny jennifer",
    "chris christopher", "andy andrew", "sue susan", "polly molly mary", "becky rebecca", "debbie deborah",
    "vicky victoria", "ollie oliver", "charlie charles charlotte", "gabe gabriel", "sasha alexander alexandra",
    "tash natasha", "bella isabella", "jess jessica", "pat patrick patricia", "nick nicholas", "jo joanne joanna josephine",
    "al alan", "ron ronald", "ken kenneth", "viv vivienne", "trish patricia",
))


def alike(wellbeing_map: WellbeingMap) -> list[tuple[Item, Item]]:
    """Pairs of people who may be one, the one that came on the map first in front."""
    shared = {item.id for group in namesakes(wellbeing_map.items).values() for item in group}
    people = [item for item in wellbeing_map.of_kind(Kind.PERSON) if item.id not in shared]
    return [(a, b) for a, b in combinations(people, 2) if _one_name_short(a, b) or _role_and_name(a, b)]


def _one_name_short(a: Item, b: Item) -> bool:
    if is_role(a.label) or is_role(b.label) or not _relations_allow(a, b):
        return False
    one, other = sorted((short_name(bare_name(a.label)), short_name(bare_name(b.label))), key=len)
    if " " in one or one == other:
        return False
    first = other.split()[0]
    return (len(one) >= SHORTEST and first.startswith(one)) or any({one, first} <= forms for forms in SHORT_FORMS)


def _relations_allow(a: Item, b: Item) -> bool:
    """The same relation, or one not said: a friend Jas and a sister Jaspreet are two."""
    known = {item.relation for item in (a, b)} - {None, "other"}
    return len(known) < 2 and not (a.relation == b.relation == "other")


def _role_and_name(a: Item, b: Item) -> bool:
    """"Mum", and Linda who is said to be a mother too."""
    if a.relation != b.relation or a.relation not in ONE_OF_A_KIND or a.status is not b.status:
        return False
    if is_bare_role(a.label) == is_bare_role(b.label):
        return False
    words = [fold_label(f"{item.label} {item.relation_words or ''}").split() for item in (a, b)]
    return not any(word.startswith(mark) for said in words for word in said for mark in QUALIFIERS if mark not in ("ex", "god", "great"))
