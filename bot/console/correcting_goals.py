"""What a worker can put right about one goal, and the change that each choice makes."""

from collections.abc import Mapping, Sequence

from bot.console.correcting import Act
from mapping.goals import GoalStory, Heard, Outcome, Plan, Rating
from mapping.model import GoalState
from mapping.services.goals import HIGHEST, LOWEST
from mapping.words import read_words

LONGEST = 300  # characters of an answer about a goal, as the talk keeps them (actions/planning.py)
WORDS = {  # what is typed: the choice, and the label of its field
    "text": ("The goal is something else, or said in other words", "The goal, in their words"),
    "first_step": ("The first step is something else", "The first step"),
    "when": ("It is for another time", "When"),
    "where": ("It is in another place", "Where"),
    "with_whom": ("It is with somebody else", "Who with"),
}
PLAN_WORDS = {  # of the plan that was made last, or in the message at hand
    "if_words": ("The “if” of their plan is something else", "If"),
    "then_words": ("The “then” of their plan is something else", "Then"),
    "no_plan": ("They made no such plan", ""),
}
NO_NUMBER = "none"
OUTCOMES = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_YET, Outcome.BARRIER, Outcome.CHANGED_MIND)


def goal_acts(story: GoalStory, message_id: str) -> tuple[Act, ...]:
    """All that fits this goal. ``message_id``: the message at hand, where there is one."""
    words, heard, rated, plan = read_words()["console"], heard_in(story, message_id), rated_in(story, message_id), plan_in(story, message_id)
    return (
        *([Act("outcome", "It went differently", "How it went", tuple(
            (each.value, words["outcomes"][each]) for each in OUTCOMES if each is not heard.outcome))] if heard else []),
        *([Act("rating", f"They gave another number than {rated.value}, or none", "How far along it felt", (
            (NO_NUMBER, "no number"), *((str(each), f"{each} out of {HIGHEST}") for each in range(LOWEST, HIGHEST + 1) if each != rated.value)))] if rated else []),
        *(Act(name, choice, label, free=bool(label)) for name, (choice, label) in PLAN_WORDS.items() if plan),
        *([Act("not_about", "This message is not about this goal")] if message_id and message_id != story.goal.sources[0] else []),
        *(Act(name, choice, label, free=True) for name, (choice, label) in WORDS.items()),
        Act("state", "How it stands: under way, on hold, done or let go", "How it stands", tuple(
            (each.value, words["goal_states"][each]) for each in GoalState if each is not story.goal.state)),
        Act("off", "It is not a goal of theirs"),
    )


def said_of(act: str, value: str) -> Mapping[str, str]:
    """What is changed of the goal. Raises ValueError with what is wrong in words."""
    value = " ".join(value.split())
    if act in WORDS:
        if not value or len(value) > LONGEST:
            raise ValueError(f"Write it in at most {LONGEST} letters.")
        return {act: value}
    if act == "state" and value in list(GoalState):
        return {"state": value}
    raise ValueError("Choose what should be put right.")


def outcome_of(value: str) -> Outcome:
    """How it went. Raises ValueError with what is wrong in words."""
    if value not in OUTCOMES:
        raise ValueError("Choose how it went.")
    return Outcome(value)


def rating_of(value: str) -> int | None:
    """The number they gave, or None for no number. Raises ValueError with what is wrong in words."""
    if value == NO_NUMBER:
        return None
    if value not in [str(each) for each in range(LOWEST, HIGHEST + 1)]:
        raise ValueError("Choose the number they gave.")
    return int(value)


def plan_said(act: str, value: str) -> Mapping[str, str]:
    """What is changed of a plan; nothing for a plan that there is not. Raises ValueError with what is wrong in words."""
    value = " ".join(value.split())
    if act != "no_plan" and not 0 < len(value) <= LONGEST:
        raise ValueError(f"Write it in at most {LONGEST} letters.")
    return {} if act == "no_plan" else {act: value}


def rated_in(story: GoalStory, message_id: str) -> Rating | None:
    """The number given in this message; without a message, the last one."""
    return next((each for each in reversed(story.ratings) if not message_id or each.message_id == message_id), None)


def plan_in(story: GoalStory, message_id: str) -> Plan | None:
    """The plan made in this message; without a message, the last one."""
    return next((each for each in reversed(story.plans) if not message_id or each.message_id == message_id), None)


def heard_in(story: GoalStory, message_id: str) -> Heard | None:
    """How it went, as this message told it."""
    return next((each for each in story.heard if each.message_id == message_id and each.outcome in OUTCOMES), None)


def goals_in(stories: Sequence[GoalStory], message_id: str) -> tuple[GoalStory, ...]:
    """The goals that this message said something of."""
    return tuple(story for story in stories if message_id in {
        *story.goal.sources, *(each.message_id for each in (*story.heard, *story.plans, *story.ratings)),
        *(source for barrier in story.barriers for source in barrier.sources)})


def facts_of(story: GoalStory, message_id: str) -> tuple[str, ...]:
    """What is held of this goal, shortly: how it stands, its step, and what was heard in the message at hand."""
    words, heard, plan = read_words()["console"], heard_in(story, message_id), plan_in(story, message_id)
    named = (("first_step", story.goal.first_step), ("when", story.when), ("where", story.where), ("with_whom", story.with_whom))
    return (
        words["goal_states"][story.goal.state], *((f"if {plan.if_words}, then {plan.then_words}",) if plan else ()), *(f"{words['goal_details'][name]} {said}" for name, said in named if said),
        *((f"“{heard.words}” was heard as: {words['outcomes'][heard.outcome]}",) if heard else ()))
