"""Who on a person's own map can be offered when they are in danger: people they said help them, and never one who may hurt them."""

from collections.abc import Collection, Iterable

from mapping.model import Closeness, Impact, Item, Kind, Status
from mapping.naming import spoken
from nlu.safety import DangerKind
from nlu.safety.text import plain

ANYBODY = frozenset({DangerKind.SUICIDAL, DangerKind.SELF_HARM, DangerKind.HARM_TO_OTHERS, DangerKind.OTHER_AT_RISK})
PROFESSIONAL = frozenset({DangerKind.ABUSE})  # "he hit me" may be about anyone close; of the others nobody is offered at all
_NEAREST = (Closeness.INNER, Closeness.MIDDLE, Closeness.OUTER, None)


def helpers(items: Iterable[Item], kind: str, said: Iterable[str], past: Collection[str]) -> tuple[str, ...]:
    """How to call those who may be offered ("your sister", "Sarah"), the closest first.

    `said`: the message and those just before; whoever is named there may be the danger. `past`: kinds of danger this person
    ever spoke of; after abuse only professionals are offered.
    """
    if kind not in ANYBODY | PROFESSIONAL:
        return ()
    professional = kind in PROFESSIONAL or bool(PROFESSIONAL & set(past))
    words = f" {' '.join(plain(text) for text in said)} "
    found = [
        item for item in items
        if item.kind is Kind.PERSON and item.impact is Impact.HELPS and item.status is Status.CURRENT
        and (item.formal is True or not professional) and not _named(item, words)
    ]
    return tuple(spoken(item) for item in sorted(found, key=lambda item: _NEAREST.index(item.closeness)))


def _named(item: Item, words: str) -> bool:
    names = (item.label, item.relation, item.relation_words, *item.aliases)
    return any(f" {word} " in words or f" {word}s " in words for name in names if name for word in plain(name).split() if len(word) > 1)
