"""What they would like more or less of, ideas that grow from the map, and the goal they choose."""

import re

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import asking, services, words
from actions.ideas import choices, idea_words, ideas_for, picked_by, why_words
from actions.patterns import says
from actions.topics import AskTopic, HearTopic, hear_between, hear_talk, leave_question, missed_words, record
from actions.turn import Events, SpokenAction, Turn
from mapping.agenda import Question, Topic
from mapping.model import Answer, GoalState, Reading, WellbeingMap

CHOOSE, STEP = Question("goal.choose"), Question("goal.step")
REFUSAL = re.compile(r"\b(?:none of|(?:don'?t|do not) (?:like|want|fancy) any|neither of)\b", re.I)
LONGEST_WISH = 300
SURE = 0.75  # "ring her" looks a little like a hello; "hello" looks much more like one


class AskReflect(AskTopic):
    """Asks what they would like more of, then less of."""

    topic = Topic.REFLECT

    def name(self) -> str:
        return "action_ask_reflect_answer"


class HearReflect(HearTopic):
    """Keeps it in their own words."""

    topic = Topic.REFLECT

    def name(self) -> str:
        return "validate_reflect_form"

    def hear_words(self, turn: Turn, question: Question, reading: Reading) -> bool:
        """A wish, unless it is nothing, or plainly news about somebody."""
        nothing = reading.answer in {Answer.NOBODY, Answer.NO, Answer.NO_MORE, Answer.DONT_KNOW, Answer.SKIP}
        if reading.empty and (nothing or turn.intent in {"nothing_more", "deny"}):
            turn.answered(question, "nobody")
            return False
        if _is_news(reading):
            record(turn, reading, question)
            return False
        if not any(letter.isalpha() for letter in turn.text):
            turn.say(missed_words(turn.text))
            turn.answered(question, "skipped")
            return False
        less = question.key == "reflect.less"
        known = services.maps().map_of(turn.participant_id)
        wished = reading.wishes or (turn.text.strip()[:LONGEST_WISH],)
        new = () if less else tuple(mention for mention in reading.mentions if mention.wished)
        if new:
            services.maps().record(*turn.where, Reading(mentions=new), part=turn.part, now=turn.now)
            known = turn.map()
        for number, text in enumerate(wished):
            services.maps().add_wish(
                *turn.where, text, less=less, item_ids=_named_in(text, known), part=f"{turn.part}:{number}", now=turn.now)
        turn.say("utter_reflect_noted_less" if less else "utter_reflect_noted_more", what=words.listing(wished))
        if new:
            turn.say("utter_map_wished_new", things=words.listing([mention.label for mention in new]))
        turn.answered(question, "answered")
        return False


class AskGoal(SpokenAction):
    """Shows two or three ideas that name the person's own people, places and activities, and asks."""

    def name(self) -> str:
        return "action_ask_goals_choice"

    def act(self, turn: Turn) -> Events:
        """Ideas as text, one button each; without ideas, only the question. Nothing straight after danger."""
        if turn.after_danger or asking.asked_now(turn):
            return []
        if turn.tracker.get_slot("question_held"):
            turn.ask(CHOOSE, "utter_goals_write_own")
            return [SlotSet("question_held", False)]
        ideas = ideas_for(services.maps().map_of(turn.participant_id))
        if not ideas:
            turn.ask(CHOOSE, "utter_goals_choose_own")
            return []
        lines = [words.phrase("utter_goals_idea", number=n, idea=idea_words(i), why=why_words(i)) for n, i in enumerate(ideas, 1)]
        turn.say("utter_goals_ideas", ideas="\n\n".join(lines))
        if turn.open_question() != CHOOSE:
            services.maps().ask(*turn.where, CHOOSE.key, None, part=f"{turn.part}:ask", now=turn.now)
        turn.say_text(words.phrase("utter_goals_choose"), buttons=choices(ideas), custom={"asked": CHOOSE.key, "about": None})
        return []


class AskStep(SpokenAction):
    """Asks for a small first step."""

    def name(self) -> str:
        return "action_ask_goals_step"

    def act(self, turn: Turn) -> Events:
        """One question; it can be skipped."""
        if asking.asked_now(turn):
            return []
        turn.ask(STEP, "utter_goals_step")
        return []


class HearGoal(SpokenAction):
    """Hears which idea they pick, their own goal, or not now; then the first step."""

    def name(self) -> str:
        return "validate_goals_form"

    def act(self, turn: Turn) -> Events:
        """One slot at a time; neither keeps a value past the form."""
        step = turn.tracker.get_slot("requested_slot") == "goals_step"
        if turn.on_check and hear_between(turn):
            return [SlotSet("goals_step" if step else "goals_choice", None)]
        if turn.tracker.get_slot("requested_slot") == "goals_step" and turn.tracker.get_slot("goals_step") is not None:
            return self.hear_step(turn)
        if turn.tracker.get_slot("goals_choice") not in (None, "chosen"):
            return self.hear_choice(turn)
        return []

    def hear_choice(self, turn: Turn) -> Events:
        """A pick, own words, or not now."""
        if turn.stale and turn.question() != CHOOSE:
            turn.say("utter_channel_button_unknown")
            return [SlotSet("goals_choice", None)]
        if turn.after_danger:
            hear_talk(turn, CHOOSE)
            turn.say("utter_safety_way_back")
            return [SlotSet("goals_choice", None)]
        if REFUSAL.search(turn.text):
            return [SlotSet("goals_choice", None), SlotSet("question_held", True)]
        if turn.text.strip().isdigit() and not picked_by(turn, ideas_for(services.maps().map_of(turn.participant_id))):
            return [SlotSet("goals_choice", None)]
        if turn.value == "own" or turn.intent == "suggest_goals" and turn.text:
            return [SlotSet("goals_choice", None), SlotSet("question_held", turn.value == "own")]
        wellbeing_map = services.maps().map_of(turn.participant_id)
        ideas = ideas_for(wellbeing_map)
        picked = picked_by(turn, ideas)
        if picked:
            return self._save(turn, idea_words(picked), picked.items)
        reading = turn.read(CHOOSE)
        if self._is_not_now(turn, reading):
            turn.answered(CHOOSE, "skipped")
            turn.answered(STEP, "skipped")
            turn.say("utter_goals_not_now")
            return _over()
        if _is_news(reading) or not any(letter.isalnum() for letter in turn.text):
            if not record(turn, reading, CHOOSE):
                turn.say(missed_words(turn.text))
            return [SlotSet("goals_choice", None)]
        if reading.answer is Answer.YES and reading.empty:
            return [SlotSet("goals_choice", None), SlotSet("question_held", True)]
        text = turn.text.strip()[:LONGEST_WISH]
        return self._save(turn, text, _named_in(text, wellbeing_map))

    def hear_step(self, turn: Turn) -> Events:
        """The first step in their words, or none."""
        if turn.stale and turn.question() != STEP:
            turn.say("utter_channel_button_unknown")
            return [SlotSet("goals_step", None)]
        if turn.intent == "greet" and turn.confidence > SURE:
            turn.say("utter_control_hello")
            return [SlotSet("goals_step", None)]
        goals = [goal for goal in services.maps().map_of(turn.participant_id).goals if goal.state is GoalState.ACTIVE]
        reading = turn.read(STEP)
        if turn.intent in {"skip", "dont_know", "stop"}:
            leave_question(turn, STEP)
        elif not goals or not any(letter.isalpha() for letter in turn.text) or (reading.empty and (
                turn.intent in {"nothing_more", "deny"}
                or reading.answer in {Answer.NO, Answer.NOBODY, Answer.NO_MORE, Answer.DONT_KNOW})):
            turn.answered(STEP, "nobody")
        else:
            step = turn.text.strip()[:LONGEST_WISH]
            services.maps().change_goal(*turn.where, goals[-1].id, first_step=step, part=turn.part, now=turn.now)
            turn.answered(STEP, "answered")
            turn.say("utter_goals_step_saved", step=step)
        turn.say("utter_goals_done")
        services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
        return _over()

    def _save(self, turn: Turn, text: str, item_ids: tuple[str, ...]) -> Events:
        for goal in services.maps().map_of(turn.participant_id).goals:
            if goal.state is GoalState.ACTIVE:  # a new pick replaces the one before, which is kept
                services.maps().change_goal(
                    *turn.where, goal.id, state=GoalState.PAUSED, part=f"{turn.part[:16]}:{goal.id[-12:]}", now=turn.now)
        services.maps().choose_goal(*turn.where, text, item_ids, part=turn.part, now=turn.now)
        turn.answered(CHOOSE, "answered")
        turn.say("utter_goals_saved", goal=text)
        return [SlotSet("goals_choice", "chosen")]

    def _is_not_now(self, turn: Turn, reading: Reading) -> bool:
        if turn.value == "not_now" or turn.intent in {"skip", "dont_know", "stop", "carry_on"}:
            return True
        nothing = reading.answer in {Answer.NO, Answer.NOBODY, Answer.NO_MORE, Answer.DONT_KNOW, Answer.SKIP}
        return reading.empty and (nothing or turn.intent in {"nothing_more", "deny"})


class ShowGoals(SpokenAction):
    """Says which goals there are."""

    def name(self) -> str:
        return "action_show_goals"

    def act(self, turn: Turn) -> Events:
        """The active ones, with their first steps."""
        goals = [goal for goal in services.maps().map_of(turn.participant_id).goals if goal.state is GoalState.ACTIVE]
        if not goals:
            turn.say("utter_goals_none")
        for goal in goals:
            turn.say("utter_goals_list", goals=goal.text)
            if goal.first_step:
                turn.say("utter_goals_step_saved", step=goal.first_step)
        return []


class DropGoal(SpokenAction):
    """Asks whether a goal is to go; it goes only after a yes."""

    def name(self) -> str:
        return "action_drop_goal"

    def act(self, turn: Turn) -> Events:
        """The newest active one."""
        goals = [goal for goal in services.maps().map_of(turn.participant_id).goals if goal.state is GoalState.ACTIVE]
        if not goals:
            turn.say("utter_goals_none")
            return []
        if turn.text and not says("goal", turn.text):
            if not hear_talk(turn, turn.question()):
                turn.say(missed_words(turn.text))
            return []
        asking.ask_yes_or_no(turn, Question(asking.DROP, goals[-1].id), "utter_check_drop", again=True, goal=goals[-1].text)
        return []


def _is_news(reading: Reading) -> bool:
    """Plainly something for the map rather than a wish: somebody or something new, and no wish in it."""
    return not reading.wishes and (bool(reading.corrections) or (
        any(not mention.known for mention in reading.mentions) and bool(reading.links)))


def _named_in(text: str, wellbeing_map: WellbeingMap) -> tuple[str, ...]:
    folded = f" {re.sub(r'[^\w]+', ' ', text.lower())} "
    return tuple(item.id for item in wellbeing_map.items if f" {item.label.lower()} " in folded)


def _over() -> Events:
    return [SlotSet("goals_choice", None), SlotSet("goals_step", None), SlotSet("requested_slot", None), ActiveLoop(None)]
