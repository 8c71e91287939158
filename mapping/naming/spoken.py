"""How an item is said in the middle of a sentence to the person: "your mum", "Kai", "the library", "badminton"."""

from mapping.model import Item, Kind
from mapping.naming.labels import is_role

_WITHOUT_ARTICLE = frozenset(
    "work school college uni university church town hospital home prison court class bed "
    "tesco asda lidl aldi morrisons sainsburys iceland spoons wetherspoons greggs mcdonalds costa boots primark poundland ikea"
    .split()
)
_SEVERAL = frozenset("people children kids men women folk parents grandchildren grandkids".split())
_ONE = frozenset("boss missus class chess mrs ms".split())
_OWN = frozenset("your my the a an our this that".split())


def is_several(item: Item) -> bool:
    """Whether a sentence about this speaks of several: "your pets", "the lads", "mum and dad", but "James" and "the choir"."""
    label = item.label
    last = label.lower().split()[-1] if label.split() else ""
    if item.kind not in (Kind.PERSON, Kind.GROUP, Kind.PET) or last in _ONE:
        return False
    common = label == label.lower() or is_role(label, relation_words=item.relation_words)
    return " and " in f" {label.lower()} " or last in _SEVERAL or common and last.endswith("s") and not last.endswith(("ss", "us"))


def spoken(item: Item) -> str:
    """The item as the bot says it to the person, in the middle of a sentence."""
    label, first = item.label, item.label.split(" ")[0].lower()
    if first in ("my", "our"):
        return "your" + label[len(first):]
    if first in _OWN or item.kind is Kind.ACTIVITY:
        return label
    if item.kind is Kind.PLACE:
        common = label == label.lower() and "'" not in label and "’" not in label and label not in _WITHOUT_ARTICLE
        return f"the {label}" if common else label
    if item.kind is Kind.GROUP:
        return f"your {label}" if is_role(label) else f"the {label}" if label == label.lower() else label
    return f"your {label}" if is_role(label, relation_words=item.relation_words) else label
