"""The closed list of relations to the participant, and which of them are formal (design §5, dev/GUIDE.md)."""

INFORMAL_RELATIONS = frozenset({
    "mother", "father", "sister", "brother", "sibling", "partner", "wife", "husband", "child", "son", "daughter",
    "friend", "neighbour", "grandmother", "grandfather", "aunt", "uncle", "cousin", "niece", "nephew", "roommate", "in-law",
})
FORMAL_RELATIONS = frozenset({
    "teacher", "doctor", "gp", "therapist", "psychiatrist", "nurse", "social worker", "support worker",
})
RELATIONS = INFORMAL_RELATIONS | FORMAL_RELATIONS | {"colleague", "boss", "pet", "other"}


def is_formal(relation: str | None) -> bool | None:
    """Whether this relation is formal (paid or professional); None where the relation does not say."""
    if relation in FORMAL_RELATIONS:
        return True
    if relation in INFORMAL_RELATIONS:
        return False
    return None
