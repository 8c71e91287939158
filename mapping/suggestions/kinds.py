"""What can be suggested, and why. The words for each live in domain/goals.yml."""

from dataclasses import dataclass, field
from enum import StrEnum


class SuggestionKind(StrEnum):
    """What is suggested. Its words are `utter_goals_suggest_<kind>`; in brackets, the values they are filled with."""

    SEE_MORE_OF = "see_more_of"  # person
    TOGETHER = "together"  # person, activity
    TOGETHER_AT = "together_at"  # person, place
    BACK_TO = "back_to"  # thing
    BACK_TO_WITH = "back_to_with"  # person, thing
    BUILD_ON_HELPING = "build_on_helping"  # thing: a place, activity, group or pet
    WISH_STEP = "wish_step"  # wish
    LEAN_LESS = "lean_less"  # thing


class Reason(StrEnum):
    """Why it is suggested, from what the person said. Its words are `utter_goals_why_<reason>`."""

    SEEN_SELDOM = "seen_seldom"  # person
    WANTED_MORE = "wanted_more"  # thing
    BOTH_HELP = "both_help"  # person, thing
    THING_HELPS = "thing_helps"  # thing
    PERSON_HELPS = "person_helps"  # person
    NOT_TOGETHER_YET = "not_together_yet"  # person, thing
    USED_TO = "used_to"  # thing
    USED_TO_TOGETHER = "used_to_together"  # person, thing
    WISHED = "wished"  # wish
    WANTED_LESS = "wanted_less"  # thing


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: what to do, with whom or where, and why.

    ``items`` are ids (of a wish, its own id first); ``names`` fill its words: person, thing, place, activity, wish.

    ``thing`` is always there where one item is meant; ``place`` or ``activity`` says the same where it is one.
    """

    kind: SuggestionKind
    items: tuple[str, ...]
    names: dict[str, str] = field(hash=False)
    reason: Reason
