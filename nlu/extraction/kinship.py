"""What somebody's somebody is to the participant: mum's sister is an aunt, a partner's mum an in-law."""

from mapping.model import FORMAL_RELATIONS
from nlu.extraction.sightings import Sighting

PARTNERS = frozenset({"partner", "wife", "husband"})
CHILDREN = frozenset({"child", "son", "daughter"})
SIBLINGS = frozenset({"sister", "brother", "sibling"})
PARENTS = frozenset({"mother", "father"})
KIN = SIBLINGS | PARENTS | {"grandmother", "grandfather", "aunt", "uncle", "cousin", "niece", "nephew"}
THROUGH_PARENT = {"sister": "aunt", "brother": "uncle", "mother": "grandmother", "father": "grandfather"}
THROUGH_SIBLING = {"son": "nephew", "daughter": "niece"}
FORMAL_WORDS = frozenset({"other formal"})


def relation_through(owner: Sighting, owned: Sighting) -> tuple[str, bool | None]:
    """The relation, and whether formal, of ``owned`` (its own role still in ``relation``) who is ``owner``'s."""
    role = owned.relation
    if role in FORMAL_RELATIONS or (role == "other" and owned.formal):
        return role, True
    return _informal(owner.relation, role), False


def _informal(owner: str | None, role: str | None) -> str:
    if owner in PARTNERS:
        if role in CHILDREN:
            return role
        return "in-law" if role in KIN or role == "other" else "other"
    if owner in SIBLINGS | CHILDREN and role in PARTNERS:
        return "in-law"
    if owner in SIBLINGS:
        return THROUGH_SIBLING.get(role, "other")
    if owner in PARENTS:
        return THROUGH_PARENT.get(role, "other")
    if owner in ("aunt", "uncle") and role in CHILDREN:
        return "cousin"
    if owner == "in-law" and role in CHILDREN:
        return "other"
    return "other"
