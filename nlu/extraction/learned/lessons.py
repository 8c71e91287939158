"""An annotated text as a lesson: which spans are items of which kind, what is said of each, and which are tied."""

from dataclasses import dataclass

from nlu.extraction.learned.pieces import Pieces, cut

NONE = "none"
KINDS = (NONE, "being", "pet", "place", "activity")
IMPACTS = (NONE, "positive", "negative", "mixed")
RELATIONS = (
    NONE, "mother", "father", "sister", "brother", "sibling", "partner", "wife", "husband", "child", "son", "daughter", "friend", "neighbour",
    "colleague", "boss", "grandmother", "grandfather", "aunt", "uncle", "cousin", "niece", "nephew", "roommate", "in-law", "teacher", "doctor",
    "gp", "therapist", "psychiatrist", "nurse", "social worker", "support worker", "other",
)
LONGEST_SPAN = 6  # words; longer names are the patterns' to find
MOST_ITEMS = 16  # of one text, for ties


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a lesson: first and last word, and the numbers of its classes. ``asked`` marks what the question was about."""

    span: tuple[int, int]
    kind: int
    impact: int
    current: int
    relation: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text in pieces with its items and the pairs of items (by number) that are tied."""

    pieces: Pieces
    items: tuple[Item, ...]
    ties: tuple[tuple[int, int], ...]


def lesson(row: dict) -> Lesson:
    """What one annotated row (`nlu.evaluation.notation`) teaches. An item without a place in the text is left out."""
    pieces = cut(row["text"], row.get("asked"), row.get("about"))
    items: list[Item] = []
    number: dict[str, int] = {}
    for node in row["nodes"]:
        about = bool(pieces.subject) and row.get("about") in (node["label"], *node.get("alts", []))
        span = pieces.span(*node["at"]) if node.get("at") else None
        asked = span is None and about
        span = pieces.subject if asked else span
        if span is not None and len(items) < MOST_ITEMS:
            number[node["label"].lower()] = len(items)
            items.append(_item(node, span, asked))
    ends = [(number.get(a.lower()), number.get(b.lower())) for a, b in row["links"]]
    return Lesson(pieces, tuple(items), tuple((a, b) for a, b in ends if a is not None and b is not None and a != b))


def _item(node: dict, span: tuple[int, int], asked: bool) -> Item:
    kind = "being" if node["type"] in ("person", "group") else node["type"]
    relation = node["relation"] if kind == "being" and node["relation"] in RELATIONS else NONE
    return Item(span, KINDS.index(kind), IMPACTS.index(node["impact"] or NONE), int(node["current"]), RELATIONS.index(relation), asked)
