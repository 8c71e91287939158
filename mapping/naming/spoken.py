"""How an item is said in the middle of a sentence to the person: "your mum", "Kai", "the library", "badminton"."""

import re

from mapping.model import Item, Kind
from mapping.naming.labels import is_role

_WITHOUT_ARTICLE = frozenset(
    "work school college uni university church town hospital home prison court class bed online upstairs downstairs outside abroad "
    "skool maccies maccas mcdonalds nandos kfc subway argos wilko tesco asda lidl aldi morrisons sainsburys iceland spoons wetherspoons greggs mcdonalds costa boots primark poundland ikea"
    .split()
)
_SEVERAL = frozenset("people children kids men women folk parents grandchildren grandkids".split())
_PLACES = frozenset("shops woods hills fields gardens stables baths allotments parks docks mountains streets cafes caffs pubs museums galleries markets moors downs swings pools".split())  # "the shops help"
_ONE = frozenset("boss missus class chess mrs ms".split())
_DOING = {  # an activity told by its verb alone ("i swim"), as it stands in "How do you feel after ...?" and "Try ... again"
    word: made for word, made in (pair.split(":") for pair in (
        "swim:swimming run:running jog:jogging walk:walking hike:hiking read:reading write:writing draw:drawing paint:painting sketch:sketching "
        "cook:cooking bake:baking sew:sewing knit:knitting crochet:crocheting sing:singing dance:dancing garden:gardening fish:fishing cycle:cycling "
        "climb:climbing ride:riding surf:surfing skate:skating box:boxing row:rowing sail:sailing camp:camping ski:skiing act:acting "
        "volunteer:volunteering meditate:meditating pray:praying journal:journalling bowl:bowling shop:shopping drive:driving travel:travelling").split())
}
_OWNER = re.compile(r"(.+?)['’]s \w")
_OUR_KID = frozenset({"our kid", "wor kid"})  # in the North of England a brother or a sister
_SIBLINGS = {"sibling": "brother or sister", "brother": "brother", "sister": "sister"}
_ITS_OWN_NAME = frozenset({"AA", "NA", "CA", "GA", "OA"})  # nobody says "the AA" of these meetings
_SHORT = 4  # letters of a group known by its first letters: the WI
_OWN = frozenset("your my the a an our this that".split())


def doing(label: str) -> str:
    """An activity told by its verb alone as it is said of what is done: "run" is running. Any other label, small."""
    return _DOING.get(label.lower(), label.lower())


def is_several(item: Item) -> bool:
    """Whether a sentence about this speaks of several: "your pets", "the lads", "mum and dad", but "James" and "the choir"."""
    label = item.label
    last = label.lower().split()[-1] if label.split() else ""
    if item.kind is Kind.PLACE and label == label.lower() and last in _PLACES:
        return True
    if item.kind not in (Kind.PERSON, Kind.GROUP, Kind.PET) or last in _ONE:
        return False
    common = label == label.lower() or is_role(label, relation_words=item.relation_words)
    return " and " in f" {label.lower()} " or last in _SEVERAL or common and last.endswith("s") and not last.endswith(("ss", "us"))


def sibling_words(words: str | None, relation: str | None) -> str | None:
    """"Our kid" as it is told back, where it is a brother or a sister; None for any other words."""
    return _SIBLINGS.get(relation or "") if words and words.lower() in _OUR_KID else None


def spoken(item: Item) -> str:
    """The item as the bot says it to the person, in the middle of a sentence."""
    label, first = item.label, item.label.split(" ")[0].lower()
    if theirs := _theirs(item):
        return theirs
    if ours := sibling_words(label, item.relation):
        return f"your {ours}"
    if first in ("my", "our"):
        return "your" + label[len(first):]
    if first in _OWN or item.kind is Kind.ACTIVITY:
        return _DOING.get(label, label)
    if item.kind is Kind.PLACE:
        return f"the {label}" if _common(label) and label.lower() not in _WITHOUT_ARTICLE else label
    if item.kind is Kind.GROUP:
        common = label == label.lower() or label.isupper() and len(label) <= _SHORT and label not in _ITS_OWN_NAME
        return f"your {_small(label)}" if is_role(label) else f"the {label}" if common else label
    return f"your {_small(label)}" if is_role(label, relation_words=item.relation_words) else label


def _theirs(item: Item) -> str | None:
    """Somebody else's: "Pauline's husband", "your friend's mum", "your mother's house", and never "your husband" for hers."""
    words = item.label if _OWNER.match(item.label) else (item.relation_words or "") if is_role(item.label) else ""
    owner = _OWNER.match(words)
    return (f"your {words}" if is_role(owner[1]) else words) if owner else None


def _common(label: str) -> bool:
    """Whether a place is called by a common word ("library", "GP surgery") rather than a name."""
    words = label.split()
    return "'" not in label and "’" not in label and words[-1:] == [word.lower() for word in words[-1:]] and all(word == word.lower() or word.isupper() for word in words)


def _small(label: str) -> str:
    """"Mum" is "your mum"; a GP stays a GP."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
