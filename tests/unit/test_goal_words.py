"""Every idea that can come from a map has words, and they name what it is about."""

import pytest

from actions import words
from actions.goals import idea_words, why_words
from mapping.suggestions import Reason, Suggestion, SuggestionKind

NAMES = {
    "person": "Dev", "thing": "badminton", "wish": "learn to swim", "barrier": "the bus fare", "other": "Nan", "what": "swimming",
    "resource": "Quiet swim", "details": "It is in Leith.",
}


ONLY = {  # what some kinds are always about; the others may be about anything
    SuggestionKind.TOGETHER: ("activity",), SuggestionKind.TOGETHER_AT: ("place",),
    SuggestionKind.BACK_TO: ("place", "activity"), SuggestionKind.BACK_TO_WITH: ("place", "activity"),
    SuggestionKind.WISH_AT: ("place",), SuggestionKind.MOVE_TO: ("place",), SuggestionKind.MOVE_AGAIN: ("activity",),
    SuggestionKind.ALSO_WITH: ("activity",),
}
CASES = [(kind, where) for kind in SuggestionKind for where in ONLY.get(kind, ("place", "activity", None))]


@pytest.mark.parametrize(("kind", "where"), CASES)
def test_every_kind_of_idea_has_words(kind: SuggestionKind, where: str | None) -> None:
    names = NAMES | ({where: "badminton"} if where else {})
    said = idea_words(Suggestion(kind, ("a",), names, Reason.USED_TO))
    assert "{" not in said and any(name in said for name in names.values())


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason: Reason) -> None:
    said = why_words(Suggestion(SuggestionKind.TOGETHER, ("a",), NAMES | {"place": "the pool"}, reason))
    assert "{" not in said and said.endswith(".")


def test_lists_read_as_people_speak() -> None:
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.listing([]) == ""
