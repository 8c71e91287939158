"""Chooses suggestions: different kinds about different items first, always the same for the same map."""

from collections.abc import Sequence

from mapping.model import WellbeingMap
from mapping.resources import Resource
from mapping.suggestions.fitting import Fitting
from mapping.suggestions.guard import Guard
from mapping.suggestions.kinds import Suggestion
from mapping.suggestions.tuning import Tuning, shipped
from mapping.suggestions.ways import WAYS


def suggest(
    wellbeing_map: WellbeingMap, *, count: int | None = None, more: Sequence[str] = (), less: Sequence[str] = (),
    tuning: Tuning | None = None, session: int | None = None, nearby: Sequence[Resource] = (), away: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """At most ``count`` suggestions (the tuning's, where not given) from this map, the first first; fewer where it holds less.

    ``more`` and ``less``: ids, labels or sentences naming what they would like more or less of. ``session``: which session this is,
    where the service works in sessions. ``nearby``: entries of the service's directory for the person's area. ``away``: ids of the places that are a
    whole town or country, where nobody is sent; whoever is there is asked along to nothing.
    """
    tuning = tuning or shipped()
    most = tuning.count if count is None else count
    pools = candidates(wellbeing_map, Fitting(wellbeing_map, more, less, nearby), tuning, session, away)
    chosen: list[Suggestion] = []
    for allowed in (_new_kind_new_items, _new_items, _new_pair):
        for pool in pools:
            found = next((each for each in pool if allowed(each, chosen)), None)
            if found is not None and len(chosen) < most:
                chosen.append(found)
    return tuple(chosen)


def candidates(
    wellbeing_map: WellbeingMap, fitting: Fitting, tuning: Tuning, session: int | None = None, away: Sequence[str] = (),
) -> list[list[Suggestion]]:
    """All that this map allows, way by way in the order of the tuning."""
    guard = Guard(wellbeing_map, tuning.never, away)
    return [[each for each in WAYS[way](fitting) if guard.allows(each, fitting.less)] for way in tuning.order(session)]


def _new_items(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    used = {item for each in chosen for item in each.items}
    return suggestion not in chosen and not used & set(suggestion.items)


def _new_kind_new_items(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    return _new_items(suggestion, chosen) and all(_like(each.kind) != _like(suggestion.kind) for each in chosen)


def _like(kind: str) -> str:
    """Kinds that differ only in with whom, where or how count as one."""
    return next((name for name in ("wish_", "move_", "barrier_", "back_to", "together") if kind.startswith(name)), _SAME.get(kind, kind))


_SAME = {"reconnect": "see_more_of"}


def _new_pair(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    return all(not set(suggestion.items) <= set(each.items) for each in chosen)
