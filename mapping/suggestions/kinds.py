"""What can be suggested, and why. The words for each live in domain/goals.yml and domain/ideas.yml."""

from dataclasses import dataclass, field
from enum import StrEnum


class SuggestionKind(StrEnum):
    """What is suggested. Its words are `utter_goals_suggest_<kind>`; in brackets, the values they are filled with."""

    SEE_MORE_OF = "see_more_of"  # person
    RECONNECT = "reconnect"  # person
    TOGETHER = "together"  # person, activity
    TOGETHER_AT = "together_at"  # person, place
    ALSO_WITH = "also_with"  # person, thing, other: the one who is there alone
    BACK_TO = "back_to"  # thing
    BACK_TO_WITH = "back_to_with"  # person, thing
    BUILD_ON_HELPING = "build_on_helping"  # thing: a place, activity, group or pet
    WISH_STEP = "wish_step"  # wish
    WISH_AT = "wish_at"  # wish, place
    WISH_NEARBY = "wish_nearby"  # wish, resource
    LEAN_LESS = "lean_less"  # thing
    BALANCE = "balance"  # person
    MOVE_WITH = "move_with"  # person
    MOVE_TO = "move_to"  # place
    MOVE_AGAIN = "move_again"  # activity
    BARRIER_ASK = "barrier_ask"  # person: a worker, barrier
    BARRIER_TALK = "barrier_talk"  # person, barrier
    BARRIER_NEARBY = "barrier_nearby"  # barrier, resource
    BARRIER_STEP = "barrier_step"  # barrier: in the way of a wish


class Reason(StrEnum):
    """Why it is suggested, from what the person said. Its words are `utter_goals_why_<reason>`."""

    SEEN_SELDOM = "seen_seldom"  # person
    NOT_MET_OFTEN = "not_met_often"  # person
    WANTED_MORE = "wanted_more"  # thing
    BOTH_HELP = "both_help"  # person, thing
    THING_HELPS = "thing_helps"  # thing
    PERSON_HELPS = "person_helps"  # person
    NOT_TOGETHER_YET = "not_together_yet"  # person, thing
    ONE_PERSON_ALONE = "one_person_alone"  # thing, other
    USED_TO = "used_to"  # thing
    USED_TO_TOGETHER = "used_to_together"  # person, thing
    WISHED = "wished"  # wish
    WISHED_AND_THERE = "wished_and_there"  # wish, place
    WISHED_AND_NEAR = "wished_and_near"  # details
    WANTED_LESS = "wanted_less"  # thing
    MOSTLY_FORMAL = "mostly_formal"  # person
    WANTS_HEALTH = "wants_health"  # wish
    IN_THE_WAY = "in_the_way"  # barrier
    IN_THE_WAY_OF = "in_the_way_of"  # barrier, what
    IN_THE_WAY_AND_NEAR = "in_the_way_and_near"  # details


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: what to do, with whom or where, and why.

    ``items`` are ids (of a wish or barrier, its own id first); ``names`` fill its words: person, thing, place, activity, wish,
    barrier, other, what, resource, details. ``about`` is the sentence it answers, where it answers one.

    ``thing`` is always there where one item is meant; ``place`` or ``activity`` says the same where it is one.
    """

    kind: SuggestionKind
    items: tuple[str, ...]
    names: dict[str, str] = field(hash=False)
    reason: Reason
    about: str = ""
