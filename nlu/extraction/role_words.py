"""What a few words make somebody to the participant: "my actual uncle", "an OT"."""

from mapping.model import Mention, is_formal
from nlu.extraction import lexicons

ROLE_END = frozenset("she he but and it they so i who actually just now really though please not only anymore too".split())
CLERGY = frozenset("father canon rev reverend pastor vicar imam rabbi deacon bishop minister sister".split())


def role_relation(words: str) -> tuple[str, bool | None] | None:
    """The relation these words name, and whether formal where the word itself says so; None where they are no role."""
    cut = [p for p in lexicons.pieces(words) if p not in ("actual", "real", "proper", "own", "just", "actually", "really")]
    while cut and cut[-1] in ROLE_END:
        cut = cut[:-1]
    while cut and cut[0] in ("a", "an", "my", "me", "the", "ma", "our"):
        cut = cut[1:]
    for end, meanings in lexicons.book().at(cut, 0) if cut else []:
        role = next((m for m in meanings if m.sort == "role" and not m.several), None)
        if role:
            other = {"other formal": True, "other informal": False}
            return ("other", other[role.value]) if role.value in other else (role.value, None)
    return None


def told_formal(item: Mention) -> bool | None:
    """Whether an item of the map is formal; of the relation "other" its own words tell it."""
    if item.formal is not None or item.relation != "other":
        return item.formal if item.formal is not None else is_formal(item.relation)
    cut = list(lexicons.pieces(item.relation_words or item.label))
    if len(cut) > 1 and cut[0] in CLERGY:
        return True
    for _, meanings in lexicons.book().at(cut, 0) if cut else []:
        role = next((m for m in meanings if m.sort == "role"), None)
        if role:
            return role.value.removeprefix("plural ") == "other formal"
    return False
