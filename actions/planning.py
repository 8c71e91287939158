"""Planning a goal: the first step, when and where, what may get in the way, what to do then, and whether to be asked."""

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from actions import asking, rhythm, services, words
from actions.hearing import pointed_at
from actions.patterns import blames_self, pattern, plain, says
from actions.turn import Turn
from actions.when_words import moment_words
from mapping.agenda import Question
from mapping.checkins import next_due
from mapping.goals import Follow, GoalStory, Plan, follow
from mapping.goals.following import BARRIER, DAYS, PLAN, RATING, STEP, WHEN
from mapping.model import Item, Kind, WellbeingMap
from mapping.naming import fold_label, namesakes, spoken
from mapping.naming.roles import KIN
from nlu.checkins.planned import read_planned, without_hedge
from nlu.checkins.putting_right import read_put_right, without_lead
from nlu.checkins.reply import barrier_words

MOST_READ_BACK = 16  # words
LONGEST = 300  # characters kept of one answer
CLAUSE = re.compile(r"(?:it|i|i'm|im|he|she|we|they|there|that|nobody|no one|someone|people)\b|.*\b(?:is|are|isn't|isnt|aren't|can't|cant|won't|wont|gets?|comes?|goes|doesn't|doesnt|don't|hurts|rains|feels?)\b", re.I)


def start(turn: Turn, goal_id: str) -> None:
    """A goal was just chosen: its first step is what is asked next."""
    services.maps().ask(*turn.where, STEP, goal_id, part=f"{turn.part}:next", now=turn.now)


def story_of(turn: Turn, goal_id: str | None) -> GoalStory | None:
    """The goal's story, or None where there is no such goal any more."""
    return next((each for each in services.goals().stories(turn.participant_id) if each.goal.id == goal_id), None)


def story_about(turn: Turn, question: Question) -> GoalStory | None:
    """The story that a question is about: by the goal's id, or by a barrier's."""
    stories = services.goals().stories(turn.participant_id)
    return next((
        each for each in stories
        if each.goal.id == question.about or any(barrier.id == question.about for barrier in each.barriers)), None)


def hear_planning(turn: Turn, question: Question, *, passed: bool = False) -> Follow | None:
    """Takes the answer to a planning question; the next question, or None where the planning is over. ``passed``: it is left."""
    if question.key == DAYS:
        rhythm.hear_days(turn, question)
        return None
    story = story_about(turn, question)
    if story is None:
        turn.answered(question, "skipped")
        return None
    if passed or _left(turn):
        return _passed(turn, question, story)
    HEARD[question.key](turn, question, story, answer_text(turn))
    return _next_after(turn, question, story)


def _next_after(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """The next question; after what got in the way at a check-in nothing but what to do about it, as the rest of the plan is of another day."""
    following = next_question(turn, story.goal.id)
    return None if story.heard and question.key in (BARRIER, PLAN) and following and following.key != PLAN else following


def _passed(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """Without a first step there is nothing to plan; everything else can be left out by itself."""
    outcome = "skipped" if turn.intent == "skip" else "nobody"
    turn.answered(question, outcome)
    if question.key == STEP:
        for key in (WHEN, BARRIER, RATING):
            turn.answered(Question(key, story.goal.id), "skipped")
    return _next_after(turn, question, story)


def next_question(turn: Turn, goal_id: str) -> Follow | None:
    """What is asked next while a goal is planned; None where nothing is left."""
    story, outcomes = story_of(turn, goal_id), turn.talk().outcomes
    following = story and follow(story, outcomes, asked_how_often=services.checkins().decided(turn.participant_id))
    if story is None or following is not None and following.key != DAYS:
        return following
    other = next((each for each in said_with(turn, story) if each.goal.first_step is None and (STEP, each.goal.id) not in outcomes), None)
    return Follow(STEP, other.goal.id) if other else following


def said_with(turn: Turn, story: GoalStory) -> list[GoalStory]:
    """The other goals under way that the same message named."""
    return [each for each in services.goals().stories(turn.participant_id)
            if each.active and each.goal.id != story.goal.id and set(each.goal.sources[:1]) & set(story.goal.sources[:1])]


def _step(turn: Turn, question: Question, story: GoalStory, text: str) -> None:
    write_step(turn, story, without_hedge(text))
    turn.answered(question, "answered")


def write_step(turn: Turn, story: GoalStory, text: str, *, part: str = "") -> None:
    """Keeps the first step; who and what it names is tied to the goal. ``part``: where a message says more than this."""
    ids = tuple(dict.fromkeys((*story.goal.items, *named_in(text, turn.map()))))
    services.maps().change_goal(
        *turn.where, story.goal.id, first_step=text, item_ids=ids if ids != story.goal.items else None, part=turn.part + part, now=turn.now)
    turn.say("utter_goals_step_saved", step=text)
    ask_which_is_tied(turn, story.goal.id, text)


def joined_steps(before: str | None, text: str) -> str:
    """A second deed told after the first: both are kept."""
    return words.phrase("utter_phrase_steps", first=before.strip(" .,"), second=inside(text)) if before else text


def _when(turn: Turn, question: Question, story: GoalStory, text: str) -> None:
    write_when(turn, story, text)
    turn.answered(question, "answered")


def write_when(turn: Turn, story: GoalStory, text: str) -> None:
    """One answer to when, where and with whom, kept as it was said; who and what it names is tied to the goal."""
    standing = turn.map()
    named = [item for item in standing.items if item.id in named_in(text, standing)]
    people, places = people_of(named), places_of(named)
    ids = tuple(dict.fromkeys((*story.goal.items, *(item.id for item in named))))
    services.maps().change_goal(
        *turn.where, story.goal.id, when=text, with_whom=people or None, where=places or None,
        item_ids=ids if ids != story.goal.items else None, part=turn.part, now=turn.now)
    turn.say("utter_goals_when_saved", when=text)
    ask_which_is_tied(turn, story.goal.id, text)


def people_of(items: Iterable[Item]) -> str:
    """Those of them that somebody can be with, in words; empty where none is."""
    return words.listing([spoken(item) for item in items if item.kind in (Kind.PERSON, Kind.GROUP, Kind.PET)])


def places_of(items: Iterable[Item]) -> str:
    """Those of them that are places, in words; empty where none is."""
    return words.listing([spoken(item) for item in items if item.kind is Kind.PLACE])


def _barrier(turn: Turn, question: Question, story: GoalStory, text: str) -> None:
    turn.answered(question, "answered")
    if blames_self(text) and not says("ashamed", text):  # that stands in nobody's way: nothing is noted, and nothing asked
        turn.say("utter_checkin_heard_ashamed" if story.heard else "utter_control_hard_on_self")
        turn.say_text(next_words(turn) if story.heard else "")
        return
    if story.heard and pattern("small plan").match(plain(text)):  # "set an alarm", to what got in the way
        services.maps().change_goal(*turn.where, story.goal.id, first_step=without_hedge(text), part=f"{turn.part}:step", now=turn.now)
        turn.say("utter_checkin_step_next", step=without_hedge(text))
        turn.say_text(next_words(turn))
        return
    write_barrier(turn, story, text)
    if says("ashamed", text):
        turn.say("utter_checkin_heard_ashamed")
    elif story.heard:  # something did get in the way
        say_barrier(turn, barrier_words(text))


def say_barrier(turn: Turn, barrier: str) -> None:
    """What got in the way, back in their words where they are few."""
    turn.say("utter_checkin_heard_barrier_long" if is_long(barrier) else "utter_checkin_heard_barrier", barrier=inside(barrier))


def write_barrier(turn: Turn, story: GoalStory, text: str) -> None:
    """Keeps what may get in the way."""
    services.goals().add_barrier(*turn.where, story.goal.id, barrier_words(text), part=f"{turn.part}:b", now=turn.now)


def _plan(turn: Turn, question: Question, story: GoalStory, text: str) -> None:
    barrier = next(each for each in story.barriers if each.id == question.about)
    text = read_planned(text).then or without_hedge(text)  # "if it's cold then i'll have a hot shower": the first half was said before
    plan = services.goals().plan(
        *turn.where, story.goal.id, if_words=barrier.text, then_words=text, barrier=barrier.id, part=f"{turn.part}:p", now=turn.now)
    turn.answered(question, "answered")
    if story.heard:  # something did get in the way: what matters is what comes now
        turn.say("utter_checkin_plan_saved", then=inside(plan.then_words))
        turn.say_text(next_words(turn))
    else:
        turn.say_text(plan_words(plan))


HEARD = {STEP: _step, WHEN: _when, BARRIER: _barrier, PLAN: _plan}


def plan_words(plan: Plan) -> str:
    """The plan in the person's own words: "If it rains, then ..." where they read so."""
    if is_long(plan.if_words):
        return words.phrase("utter_goals_plan_long_saved", then=inside(plan.then_words))
    fits = CLAUSE.match(plan.if_words) is not None
    return words.phrase("utter_goals_plan_if" if fits else "utter_goals_plan_for", first=inside(plan.if_words), then=inside(plan.then_words))


def is_long(barrier: str) -> bool:
    """Whether what is in the way was told at such length that nobody wants to read it back."""
    return len(barrier.split()) > MOST_READ_BACK


def inside(text: str) -> str:
    """Words as they stand inside a sentence: without the full stop, and small at the start but for names and I."""
    text = " ".join(text.split()).strip(" .!,")
    first = text.split(" ")[0] if text else ""
    small = pattern("small inside").fullmatch(first.lower()) is not None
    return text[:1].lower() + text[1:] if small else text



def next_words(turn: Turn) -> str:
    """When the next check-in comes, or nothing."""
    chosen = services.checkins().rhythm(turn.participant_id)
    due = next_due(chosen, turn.now)
    return words.phrase("utter_checkin_until", when=moment_words(due.astimezone(ZoneInfo(chosen.zone)))) if due else ""


def named_in(text: str, wellbeing_map: WellbeingMap) -> tuple[str, ...]:
    """Ids of the items that a text names, by label or another word for them. Of several with one name, the one the words point at."""
    folded, shared = _folded(text), namesakes(wellbeing_map.items)
    pointed = {item.id for _, found in _shared_names(text, wellbeing_map) if len(found) == 1 for item in found}
    return tuple(item.id for item in wellbeing_map.items if item.id in pointed or any(
        f" {fold_label(word)} " in folded for word in (item.label, *item.aliases) if fold_label(word) not in shared))


def ask_which_is_tied(turn: Turn, goal_id: str, text: str) -> bool:
    """Whom a name in a goal means, where several have it and the words don't say. True where it was asked."""
    standing = turn.map()
    goal = next((each for each in standing.goals if each.id == goal_id), None)
    groups = namesakes(standing.items)
    for name, found in _shared_names(text, standing):
        if len(found) != 1 and goal is not None and not {item.id for item in groups[name]} & set(goal.items):
            asking.ask_which_in_goal(turn, goal_id, groups[name])
            return True
    return False


def _shared_names(text: str, standing: WellbeingMap) -> list[tuple[str, tuple[Item, ...]]]:
    """Each name in the text that several have, and those of them that the words beside it point at."""
    folded = _folded(text)
    return [(name, pointed_at(text, name, group, standing)) for name, group in namesakes(standing.items).items() if f" {name} " in folded]


def _folded(text: str) -> str:
    return f" {fold_label(re.sub(r"[^\w'’]+", ' ', text))} "


def answer_text(turn: Turn) -> str:
    """The answer as it is kept: without an "actually" in front, or "make the first step", and not endless."""
    named = next((found.new for found in read_put_right(turn.text) if found.part and found.part != "text"), None)
    return (named or without_lead(turn.text)).strip()[:LONGEST]


def labels(turn: Turn) -> tuple[list[str], list[str]]:
    """Every word for the people and for the places on the map."""
    def of(*kinds: Kind) -> list[str]:
        return [word for item in turn.map().items if item.kind in kinds for word in (item.label, *item.aliases)]

    return [*of(Kind.PERSON, Kind.GROUP, Kind.PET), *(f"my {word}" for word in sorted(KIN))], of(Kind.PLACE)


def _left(turn: Turn) -> bool:
    """Whether the question is left: by a button, or with no words at all."""
    return turn.pressed and (turn.value == "nobody" or turn.intent in {"skip", "dont_know", "stop"}) or not any(c.isalpha() for c in turn.text)
