"""Hears an answer while a goal is planned or talked over: for the question that was asked, or the one it plainly answers instead.

An answer that is none ("yes", "not sure", "?") gets an example and the question once more; after that it is left.
"""

import re

from actions import planning, services
from actions.followups import FOLLOWED
from actions.goal_changes import rate
from actions.patterns import pattern, plain
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import Follow, GoalStory
from mapping.goals.following import BARRIER, CHANGE, DAYS, EASIER, INSTEAD, NEXT, PLAN, RATING, STEP, WHEN
from nlu.checkins.own_hours import is_own_hours
from nlu.checkins.planned import Planned, Said, acts, asks_help, clock_words, has_time, is_aside, is_part_of_day, leads_with_time, read_planned, sends, without_hedge
from nlu.checkins.reply import rating_instead, read_rating
from nlu.checkins.whenabouts import merged
from nlu.checkins.wishes import read_wish

PLANNING = (STEP, WHEN, BARRIER, PLAN, DAYS)
HELP = {STEP: "utter_goals_help_step", WHEN: "utter_goals_help_when", BARRIER: "utter_goals_help_barrier", PLAN: "utter_goals_help_plan", RATING: "utter_goals_help_rating",
        DAYS: "utter_goals_help_days", NEXT: "utter_goals_help_next", EASIER: "utter_goals_help_easier", CHANGE: "utter_goals_help_change", INSTEAD: "utter_goals_help_instead"}
ALWAYS = (STEP, WHEN, BARRIER, PLAN, RATING, EASIER, INSTEAD)  # a yes or a no is an answer to the others
BARE_NUMBER = re.compile(r"(?:about |a |an? )*\d{1,2}(?: ?/ ?10| out of (?:10|ten))?[ .!]*", re.I)
NUMBER_SAID = re.compile(r"\d|\b(?:minus|zero|million|hundred)\b", re.I)  # none of ours ("about minus 5 lol"): it is asked once more
NO_NUMBER = (NEXT, EASIER, INSTEAD)  # nothing that a number alone could answer
MOST_HELPED = 2  # times a question is asked in all
EXPLAIN = {"help", "why_asked", "say_again"}  # these have their own words for it
SAYS_SO = 0.8  # how sure the model must be for a short unknown answer to be a "skip"
LONGEST_SKIP = 3  # words
LEFT_BY = {"affirm", "deny", "skip", "dont_know", "nothing_more", "stop", "goodbye", "thanks"}  # answers by themselves


def hear_planned(turn: Turn, question: Question) -> Follow | None:
    """Takes one answer; the next question, or None where the planning is over."""
    said = planned(turn)
    if not turn.pressed and said is not None:
        if _no_help(turn, question, said):
            return _helped(turn, question)
        story = planning.story_about(turn, question)
        if story is not None and (heard := _elsewhere(turn, question, story, said)) is not None:
            return heard
        if story is not None and story.heard and question.key in (BARRIER, PLAN) and pattern("keeps it").fullmatch(plain(turn.text).strip()):
            turn.answered(question, "nobody")
            turn.say("utter_checkin_kept")
            return turn.say_text(planning.next_words(turn))
    if question.key in FOLLOWED:
        return FOLLOWED[question.key](turn, question)
    return planning.hear_planning(turn, question, passed=said is not None and _passes(turn, question, said))


def planned(turn: Turn) -> Planned | None:
    """What the words plainly are; None for a button."""
    if not turn.text:
        return None
    people, places = planning.labels(turn)
    return read_planned(turn.text, people=people, places=places)


def is_plain_answer(turn: Turn, question: Question) -> bool:
    """Whether the words answer a planning question, so that no guess of the model's may take them for anything else."""
    said = planned(turn)
    sorts = (Said.WHEN, Said.STEP, Said.BARRIER, Said.PLAN, Said.RATING, *((Said.NONE,) if question.key == BARRIER else ()))
    if said is not None and said.may_be(Said.NO_HELP) and question.key in HELP:
        if turn.intent not in EXPLAIN and asks_help(turn.text) or turn.intent == "help" and "help" not in turn.text.lower():
            return True
    return said is not None and (question.key in PLANNING or question.key in FOLLOWED) and said.may_be(*sorts) and not is_aside(turn.text)


def wants_to_stop(turn: Turn) -> bool:
    """Whether the words end the talk: "bye", "that's enough for today", and not a time that looks like it."""
    said = planned(turn)
    return said is not None and said.sorts[0] is Said.STOPS


def gives_up(turn: Turn) -> bool:
    """Whether the words say that the goal is no longer wanted, and no more."""
    said = planned(turn)
    return said is not None and said.sorts[0] is Said.GIVES_UP


def _no_help(turn: Turn, question: Question, said: Planned) -> bool:
    if question.key == DAYS and is_own_hours(turn.text) or question.key in (RATING, DAYS) and _unread(turn, question, said):
        return True
    if not said.may_be(Said.NO_HELP) or question.key not in HELP or question.key == BARRIER and said.may_be(Said.NONE):
        return False
    if question.key == DAYS:
        return turn.intent not in {"affirm", "deny"} and read_wish(turn.text, asked=True) is None and not _says_yes(turn)
    story = planning.story_about(turn, question)
    at_checkin = story is not None and bool(story.heard)
    return asks_help(turn.text) or question.key in ALWAYS and not at_checkin or question.key in (INSTEAD, EASIER, STEP)


def _unread(turn: Turn, question: Question, said: Planned) -> bool:
    """Whether a number or days were asked for and the words give neither, nor leave the question: "11", "only when im up to it"."""
    if turn.intent in LEFT_BY or said.sorts != (Said.OTHER,) and not (question.key == DAYS and said.may_be(Said.STEP, Said.BARRIER)):
        return False
    if question.key == RATING:
        return len(turn.text.split()) <= LONGEST_SKIP or NUMBER_SAID.search(turn.text) is not None
    return read_wish(turn.text, asked=True) is None and not _says_yes(turn)


def _says_yes(turn: Turn) -> bool:
    return not asks_help(turn.text) and turn.text.strip(" .!").lower() in {"yes", "yeah", "yep", "ok", "okay", "sure", "yh", "y", "aye", "go on", "alright", "fine", "of course", "definitely", "maybe"}


def _helped(turn: Turn, question: Question) -> Follow | None:
    """An example and the question once more; the second time, the question is left."""
    talk, asked = turn.talk(), (question.key, question.about)
    if talk.asked_times.get(asked, 0) - (talk.asked_by.get(asked) == turn.message_id) >= MOST_HELPED:
        turn.say("utter_control_skipped")
        if question.key == DAYS:
            turn.answered(question, "skipped")
            return None
        if question.key in PLANNING:
            return planning.hear_planning(turn, question, passed=True)
        turn.answered(question, "skipped")
        story = planning.story_about(turn, question)
        return planning.next_question(turn, story.goal.id) if story and not story.heard else None
    turn.say("utter_checkin_help_own_hours" if question.key == DAYS and is_own_hours(turn.text) else HELP[question.key])
    return Follow(question.key, question.about)


def _passes(turn: Turn, question: Question, said: Planned) -> bool:
    if said.may_be(Said.LEAVES) or said.may_be(Said.NONE, Said.NO_HELP):
        return True
    return turn.intent == "skip" and turn.confidence > SAYS_SO and said.sorts == (Said.OTHER,) and len(turn.text.split()) <= LONGEST_SKIP


def _elsewhere(turn: Turn, question: Question, story: GoalStory, said: Planned) -> Follow | None:
    """An answer that is plainly one to another planning question reaches that one, and this one is asked again. None where it answers this one."""
    again = Follow(question.key, question.about)
    if story.ratings and story.ratings[-1].message_id in turn.talk().recent and question.key != RATING and (value := rating_instead(turn.text)) is not None:
        rate(turn, story, value, instead=True)  # "lol more like a 6", after "7"
        return again
    if question.key in NO_NUMBER and BARE_NUMBER.fullmatch(turn.text.strip()) and (value := read_rating(turn.text)) is not None:
        rate(turn, story, value)  # "7" is how far along it is, and no next step
        return again
    if question.key in (EASIER, CHANGE, NEXT, INSTEAD) or story.heard:
        return None
    if said.may_be(Said.PLAN) and said.first and said.then and question.key in (STEP, WHEN, BARRIER):
        barrier = services.goals().add_barrier(*turn.where, story.goal.id, said.first, part=f"{turn.part}:b", now=turn.now)
        plan = services.goals().plan(*turn.where, story.goal.id, if_words=said.first, then_words=said.then, barrier=barrier.id, part=f"{turn.part}:p", now=turn.now)
        turn.say_text(planning.plan_words(plan))
        if question.key != BARRIER:
            return again
        turn.answered(question, "answered")
        return planning.next_question(turn, story.goal.id)
    sort = said.sorts[0]
    if sort is Said.RATING and question.key in (STEP, BARRIER, PLAN) and (value := read_rating(turn.text)) is not None:
        rate(turn, story, value)
        return again
    part_alone = question.key == STEP and is_part_of_day(turn.text)
    if (sort is Said.WHEN and Said.STEP not in said.sorts or part_alone) and question.key in (STEP, BARRIER, RATING):
        people, places = planning.labels(turn)
        text = planning.answer_text(turn)
        planning.write_when(turn, story, merged(story.when, text, people=people, places=places) if story.when else text)
        return again
    if sort is Said.STEP and question.key == WHEN and acts(turn.text) and (when := clock_words(turn.text)):
        planning.write_step(turn, story, planning.joined_steps(story.goal.first_step, without_hedge(planning.answer_text(turn))), part=":step")
        planning.write_when(turn, story, when)
        turn.answered(question, "answered")
        return planning.next_question(turn, story.goal.id)
    if sort is Said.STEP and (question.key == WHEN and (acts(turn.text) or not has_time(turn.text)) or question.key in (BARRIER, RATING) and sends(turn.text)):
        text = without_hedge(planning.answer_text(turn))
        planning.write_step(turn, story, planning.joined_steps(story.goal.first_step, text))
        return again
    if sort is Said.BARRIER and question.key in (STEP, WHEN) and leads_with_time(turn.text):
        if question.key == WHEN:
            return None
        planning.write_when(turn, story, planning.answer_text(turn))
        return again
    if sort is Said.BARRIER and question.key in (STEP, WHEN):
        planning.write_barrier(turn, story, planning.answer_text(turn))
        turn.say("utter_goals_barrier_saved", barrier=planning.inside(planning.story_of(turn, story.goal.id).barriers[-1].text))  # type: ignore[union-attr]
        return again
    return None
