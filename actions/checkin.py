"""Check-ins: how it went with a goal, what follows from the answer, and every question that plans a goal."""

import re

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import planning, rhythm, services
from actions.asides import say_sorry
from actions.asking import asked_now
from actions.followups import FOLLOWED
from actions.goal_misheard import hear_misheard
from actions.outcomes import answers_how, hear_how, hear_how_right, puts_off, tells_of_death
from actions.patterns import pattern, plain, says
from actions.planned_talk import PLANNING, gives_up, hear_planned, is_plain_answer, wants_to_stop
from actions.put_right import put_right, words_back
from actions.recording import record
from actions.sessions import hear_measure, say_measure
from actions.steering import ask_to_drop, hear_steering, steer_goal
from actions.talking import hear_between, hear_talk, missed_words, say_there_is_time
from actions.turn import Events, SpokenAction, Turn
from mapping.agenda import Question, Topic
from mapping.goals import Follow, GoalStory, Outcome
from mapping.goals.following import BARRIER, CHANGE, CHOOSE, DAYS, EASIER, FOLLOW_KEYS, HOW, INSTEAD, MEASURE, NEXT, PLAN, RATING, STEP, WHEN
from mapping.model import CorrectionKind, GoalState, Reading
from nlu.checkins.goal_written import wants_another
from nlu.checkins.wishes import CheckinWish, WishKind

SET = CorrectionKind.SET
MAP_ONLY = (CorrectionKind.MERGE, CorrectionKind.REMOVE, CorrectionKind.UNLINK)  # of these no step of a plan is put right
WORDS = {STEP: "utter_goals_step", WHEN: "utter_goals_when", DAYS: "utter_checkin_days", NEXT: "utter_checkin_next",
         EASIER: "utter_checkin_easier", CHANGE: "utter_checkin_change", RATING: "utter_checkin_rating", INSTEAD: "utter_checkin_instead"}
LEAVING = {"stop", "goodbye"}
HELD_UP = (Outcome.NOT_YET, Outcome.BARRIER)
SURE, LONGEST_HELLO = 0.75, 3  # "ring her" looks a little like a hello; "hello" looks much more like one
MOST_TIMES = 2  # asked, and once more where the answer was something else


class AskCheckin(SpokenAction):
    """Asks what is open about a goal: how it went, or the next small thing of its plan."""

    def name(self) -> str:
        return "action_ask_checkin_answer"

    def act(self, turn: Turn) -> Events:
        """The open question; with none left, the form ends here. Nothing straight after danger."""
        if turn.held or asked_now(turn):
            return []
        question = turn.open_question()
        if question is not None and question.key.startswith(MEASURE) and say_measure(turn, question):
            return []
        text = _words_for(turn, question) if question else None
        if question is None or text is None:
            if question is not None and (question.key in FOLLOW_KEYS or question.key.startswith(MEASURE)):
                turn.answered(question, "skipped")  # its goal is gone
            return _over()
        response, values = text
        turn.ask(question, response, **values)
        return []


class HearCheckin(SpokenAction):
    """Hears the answer, whatever it is about, and decides what follows."""

    def name(self) -> str:
        return "validate_checkin_form"

    def act(self, turn: Turn) -> Events:
        """One answer; the slot never keeps it."""
        if turn.tracker.get_slot("checkin_answer") is None:
            return []
        question = turn.question()
        if turn.after_danger and not turn.pressed:
            if turn.held:
                hear_talk(turn, None)
                say_there_is_time(turn)
            return [SlotSet("checkin_answer", None)]
        if turn.stale:
            turn.say("utter_channel_button_unknown")
            return [SlotSet("checkin_answer", None)]
        if turn.on_check and hear_between(turn):
            return [SlotSet("checkin_answer", None)]
        if question is not None and question.key.startswith(MEASURE):
            hear_measure(turn, question)
            left = turn.open_question()
            return [SlotSet("checkin_answer", None)] if left and left.key.startswith(MEASURE) else _over()
        if question is None or not (question.key in PLANNING or question.key in FOLLOWED or question.key == HOW):
            hear_talk(turn, None)
            return _over()
        return self._heard(turn, question)

    def _heard(self, turn: Turn, question: Question) -> Events:
        story = planning.story_about(turn, question) or self._planned_last(turn, question)
        if question.key != HOW and story is not None and (righted := hear_how_right(turn, question, story)) is not None:
            return self._go_on(turn, righted.following) if righted.answered else [SlotSet("checkin_answer", None)]
        if question.key != HOW and turn.text and wants_another(turn.text):
            turn.answered(question, "skipped")  # what is planned so far stays
            services.maps().ask(*turn.where, CHOOSE, None, part=f"{turn.part}:choose", now=turn.now)
            return _over()
        if question.key not in (DAYS, WHEN, HOW) and (wish := rhythm.days_turned_down(turn)) is not None and (rhythm.is_on(turn) or question.key == RATING):
            if rhythm.is_on(turn):
                rhythm.apply(turn, wish)
            else:
                turn.say("utter_goals_help_rating")
            return [SlotSet("checkin_answer", None)]  # and the question is asked again
        if question.key != HOW and tells_of_death(turn):
            turn.answered(question, "skipped")  # no step, day or plan is asked for after that
            return _over() if asked_now(turn) else self._end(turn, told=True)
        if question.key != HOW and (hear_misheard(turn) or words_back(turn)) or _rights_the_map(turn, (SET,)) or story is not None and put_right(turn, question, story) or _rights_the_map(turn, MAP_ONLY):
            return [SlotSet("checkin_answer", None)]
        if _greeted(turn, question):
            return [SlotSet("checkin_answer", None)]
        if (wish := rhythm.wanted(turn)) is not None and wish.kind is WishKind.CALENDAR:
            rhythm.apply(turn, wish)
            return [SlotSet("checkin_answer", None)]
        if question.key != DAYS and not (question.key == HOW and puts_off(turn.text)) and (wish := rhythm.wanted(turn)) is not None:
            rhythm.apply(turn, wish)
            turn.answered(question, "skipped")
            return self._end(turn)
        if self._leaves(turn, question):
            return self._leave(turn, question)
        if story is not None and question.key in (*PLANNING, RATING) and gives_up(turn):  # "bin it off", to what the first step could be
            ask_to_drop(turn, story.goal)
            return [SlotSet("checkin_answer", None)]
        if question.key not in (STEP, WHEN, PLAN, INSTEAD) and not is_plain_answer(turn, question) and steer_goal(turn):
            if (now_open := turn.open_question()) is not None and now_open.key == CHANGE:
                return [SlotSet("checkin_answer", None)]  # it was an answer, and it goes on from there
            turn.answered(question, "skipped")
            return self._end(turn)
        if question.key == HOW:
            taken = hear_how(turn, question)
            if taken.answered and taken.news and asked_now(turn):
                return _over()
            return self._go_on(turn, taken.following) if taken.answered else self._again(turn, question, news=taken.news)
        following = hear_planned(turn, question)
        if following is None and not turn.dispatcher.messages and story is not None and story.heard:
            turn.say("utter_control_skipped")  # what came of a check-in is left: when the next one comes is said all the same
            turn.say_text(planning.next_words(turn))
        return self._go_on(turn, following)

    def _leaves(self, turn: Turn, question: Question) -> bool:
        """At a check-in by what the model hears, where it is no answer; while a goal is planned by the words alone."""
        if turn.pressed or question.key == HOW:
            return turn.intent in LEAVING and not _answers_all_the_same(turn, question)
        return wants_to_stop(turn) and not (question.key == BARRIER and says("not bothered", turn.text))

    def _planned_last(self, turn: Turn, question: Question) -> GoalStory | None:
        """The goal that was just planned, where it is asked when to ask: a question about no goal."""
        active = [story for story in services.goals().stories(turn.participant_id) if story.active]
        return active[-1] if question.key == DAYS and active else None

    def _go_on(self, turn: Turn, following: Follow | None) -> Events:
        if following is None:
            return self._end(turn)
        services.maps().ask(*turn.where, following.key, following.about, part=f"{turn.part}:next", now=turn.now)
        return [SlotSet("checkin_answer", None)]

    def _again(self, turn: Turn, question: Question, *, news: bool) -> Events:
        """Something else was said: it is heard, and the question comes once more, not twice."""
        if turn.intent == "feel_low":
            turn.answered(question, "skipped")
            turn.say("utter_control_low")
            return self._end(turn, told=True)
        if not news:
            missed = missed_words(turn.text)
            turn.say("utter_checkin_help_how" if missed == "utter_map_nothing_found" else missed)
        if turn.talk().asked_times.get((question.key, question.about), 0) >= MOST_TIMES:
            turn.answered(question, "skipped")
            return self._end(turn)
        services.maps().ask(*turn.where, question.key, question.about, part=f"{turn.part}:again", now=turn.now)
        return [SlotSet("checkin_answer", None)]

    def _leave(self, turn: Turn, question: Question) -> Events:
        """"Stop" to a check-in ends check-ins; anywhere else it ends this talk, and what was planned is kept."""
        turn.answered(question, "skipped")
        if question.key == HOW and turn.intent == "stop":
            rhythm.apply(turn, CheckinWish(WishKind.STOP))
        else:
            turn.say("utter_control_goodbye" if turn.intent == "goodbye" else "utter_control_paused")
        return self._end(turn, told=True)

    def _end(self, turn: Turn, *, told: bool = False) -> Events:
        """Nothing more is asked; the person leads."""
        if not told and not turn.dispatcher.messages:
            turn.say("utter_control_ok")
        if not told and self._mid_map(turn):
            turn.say("utter_goals_way_back")
        services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
        return _over()

    def _mid_map(self, turn: Turn) -> bool:
        """Whether a goal was planned in the middle of the map, of which there is more to ask."""
        question = turn.question()
        story = planning.story_about(turn, question) or self._planned_last(turn, question) if question else None
        planned = question is not None and question.key in (*PLANNING, RATING) and (story is None or not story.heard)
        return planned and turn.agenda().next_topic() not in (None, Topic.GOALS)


class SteerGoals(SpokenAction):
    """Does with a goal or with check-ins what the person wants."""

    def name(self) -> str:
        return "action_steer_goals"

    def act(self, turn: Turn) -> Events:
        """What the words say; where they say nothing of the kind, they are heard as talk."""
        if services.participants().consent(turn.participant_id) is True and not hear_steering(turn) and not hear_talk(
                turn, turn.question()) and not turn.held:
            turn.say(missed_words(turn.text))
        return []


def _rights_the_map(turn: Turn, kinds: tuple[CorrectionKind, ...]) -> bool:
    """"No jo is my cousin not my sister", in the middle of a plan: who somebody is, is put right, and the question comes again."""
    if not turn.text:
        return False
    reading = turn.read(None)
    found = tuple(each for each in reading.corrections if each.kind in kinds and (each.kind is not SET or each.field == "relation")
                  and (each.kind is not CorrectionKind.REMOVE or says("off map", turn.text)))
    return bool(found) and record(turn, Reading(corrections=found, meant=reading.meant), None)


def _answers_all_the_same(turn: Turn, question: Question) -> bool:
    """"Going really well!" only looks like a goodbye; a bare "stop" is never an answer."""
    return question.key == HOW and answers_how(turn) and (turn.intent != "stop" or len(turn.text.split()) > LONGEST_HELLO or pattern("gave up").fullmatch(plain(turn.text).strip()) is not None)


def _greeted(turn: Turn, question: Question) -> bool:
    """A hello or a thank-you and no more: said back, and the question comes again. "Tuesday afternoon" only looks like one."""
    if turn.text and pattern("bare hello").fullmatch(plain(turn.text).strip()):
        turn.say("utter_control_hello")
        return True
    said = {"greet": "utter_control_hello", "thanks": "utter_control_thanks", "carry_on": "utter_control_ok", "insult": "utter_control_insult"}.get(turn.intent)
    bare = turn.confidence > SURE and len(turn.text.split()) <= LONGEST_HELLO and not answers_how(turn)
    if said is None or not bare or is_plain_answer(turn, question) or turn.read(Question(question.key)).mentions:
        return False
    if turn.intent == "insult":
        say_sorry(turn)
    else:
        turn.say(said)
    return True


def _words_for(turn: Turn, question: Question) -> tuple[str, dict[str, str]] | None:
    """The response for a question and what fills it; None where it is none of ours, or about a goal that is gone."""
    if question.key == DAYS:
        chosen = services.checkins().rhythm(turn.participant_id)
        return "utter_checkin_which_day" if chosen.on else WORDS[DAYS], {}
    story = planning.story_about(turn, question)
    if story is None or question.key not in (*WORDS, BARRIER, PLAN, HOW) or story.goal.state is GoalState.DROPPED and question.key in (*PLANNING, RATING):
        return None
    if question.key == HOW:
        return "utter_checkin_how_again", {"about": story.goal.text}
    if question.key == BARRIER:  # at a check-in something did get in the way; when planning it may
        return ("utter_checkin_barrier" if story.heard and story.heard[-1].outcome in HELD_UP else "utter_goals_barrier"), {}
    if question.key == EASIER and story.heard and story.heard[-1].outcome is Outcome.DONE:
        return "utter_checkin_easier_next", {}
    if question.key == STEP and not story.heard and planning.said_with(turn, story):
        return "utter_goals_step_of", {"about": story.goal.text}
    if question.key == RATING and not story.heard:
        return "utter_checkin_rating_start", {}
    if question.key == PLAN:
        if story.heard:
            return "utter_checkin_plan", {}
        barrier = next(each for each in story.barriers if each.id == question.about)
        if planning.is_long(barrier.text):
            return "utter_goals_plan_long", {}
        fits = planning.CLAUSE.match(barrier.text) is not None
        return ("utter_goals_plan_clause" if fits else "utter_goals_plan"), {"about": planning.inside(barrier.text)}
    return WORDS[question.key], {"about": story.goal.first_step or story.goal.text}


def _over() -> Events:
    return [SlotSet("checkin_answer", None), SlotSet("requested_slot", None), ActiveLoop(None)]
