"""What they would like more or less of, ideas that grow from the map, and the goal they choose."""

import re

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import asking, planning, services, words
from actions.endings import died
from actions.goal_late import ask_late_goal
from actions.goal_said import choose, goal_said, hear_goal_said, only_when, say_three
from actions.ideas import choices, idea_words, ideas_for, picked_by, why_words
from actions.patterns import plain, says
from actions.rhythm import goals_named
from actions.steering import DROP, ask_to_drop, ask_which_goal, goals_told, hear_steering
from actions.talking import hear_between, hear_talk, missed_words, say_there_is_time
from actions.topics import AskTopic, HearTopic, record
from actions.turn import Events, SpokenAction, Turn, form_of
from mapping.agenda import Question, Topic
from mapping.model import Answer, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label
from nlu.checkins.goal_written import goal_hoped
from nlu.checkins.goals_listed import goals_listed

CHOOSE = Question("goal.choose")
REFUSAL = re.compile(r"\b(?:none of|(?:don'?t|do not) (?:like|want|fancy) any|neither of)\b", re.I)
LONGEST_WISH = 300
LEAD = re.compile(r"^(?:(?:well|so|oh|um|erm|btw|also|and|but|actually|sorry) )*")
OFTEN = r"(?:just|also|really|sadly|now|still|always|both|only|never)"
TELLS = (r"(?:is|are|was|were|has|had|died|passed|moved|left|rang|called|said|says|told|came|comes|went|goes|lives|works|helps|helped|got|gets|"
         r"does|did|doesnt|didnt|knows|saw|met|fell|hates|loves|makes|made|cant|isnt|wasnt|wont)")
I_TELL = re.compile(r"(?:i|we) (?:just |also |really |only )?(?:saw|met|went|had|was|fell|rang|told|left|lost|spoke|fell out|dont see|havent seen)\b")


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
        if is_news(turn.text, reading, turn.map()):
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
                *turn.where, text, less=less, item_ids=planning.named_in(text, known), part=f"{turn.part}:{number}", now=turn.now)
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
        if turn.held or asking.asked_now(turn):
            return []
        if turn.intent != "suggest_goals" and form_of(turn.open_question()) == "checkin_form":
            return _over()  # a goal was just chosen past this form: its first step is what comes next
        if turn.after_danger and turn.text and goal_said(turn.text):  # offered once they go on: "my goal is ..." asks for no ideas, and for no questions yet
            return _over()
        if turn.after_danger and ask_late_goal(turn):
            return _over()
        if turn.intent == "suggest_goals" and hear_goal_said(turn):
            return _over()
        topics = turn.talk().topics
        if topics is not None and Topic.GOALS not in topics and turn.intent != "suggest_goals":
            return _over()  # a session that is about something else
        if turn.intent == "suggest_goals" and hear_steering(turn):  # "change my goal to swimming" asks for no ideas
            services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
            return _over()
        if turn.intent == "suggest_goals" and say_three(turn):
            services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
            return _over()
        if turn.tracker.get_slot("question_held"):
            turn.ask(CHOOSE, "utter_goals_write_own")
            return [SlotSet("question_held", False)]
        ideas = ideas_for(services.maps().map_of(turn.participant_id))
        if not ideas:
            turn.ask(CHOOSE, "utter_goals_choose_own")
            return []
        lines = [words.phrase("utter_goals_idea", number=n, idea=idea_words(i), why=why_words(i)) for n, i in enumerate(ideas, 1)]
        told = "\n\n".join(lines)
        if told == turn.tracker.get_slot("ideas_told") and turn.open_question() == CHOOSE and turn.intent != "suggest_goals":
            turn.say_text(words.phrase("utter_goals_choose_again"), buttons=choices(ideas), custom={"asked": CHOOSE.key, "about": None})
            return []  # after an aside: the ideas still stand in the chat, under the same numbers
        turn.say("utter_goals_ideas", ideas=told)
        if turn.open_question() != CHOOSE:
            services.maps().ask(*turn.where, CHOOSE.key, None, part=f"{turn.part}:ask", now=turn.now)
        turn.say_text(words.phrase("utter_goals_choose"), buttons=choices(ideas), custom={"asked": CHOOSE.key, "about": None})
        return [SlotSet("ideas_told", told)]


class HearGoal(SpokenAction):
    """Hears which idea they pick, their own goal, or not now; then the first step."""

    def name(self) -> str:
        return "validate_goals_form"

    def act(self, turn: Turn) -> Events:
        """The slot never keeps a value past the form."""
        if turn.on_check and hear_between(turn):
            return [SlotSet("goals_choice", None)]
        if turn.tracker.get_slot("goals_choice") is not None:
            return self.hear_choice(turn)
        return []

    def hear_choice(self, turn: Turn) -> Events:
        """A pick, own words, or not now."""
        if turn.stale and (turn.question() != CHOOSE or turn.asked_twice):
            turn.say("utter_channel_button_unknown")
            return [SlotSet("goals_choice", None)]
        if hear_steering(turn):
            turn.answered(CHOOSE, "skipped")
            return _over()
        if turn.after_danger and not turn.pressed:
            if turn.held:
                hear_talk(turn, CHOOSE)
                say_there_is_time(turn)
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
            turn.say("utter_goals_not_now")
            return _over()
        if goals_listed(turn.text) and hear_goal_said(turn):
            turn.answered(CHOOSE, "answered")
            return _over()
        if goal := goal_said(turn.text):
            return self._save(turn, goal, planning.named_in(goal, wellbeing_map))
        if hoped := goal_hoped(turn.text):
            return self._save(turn, hoped[:LONGEST_WISH], planning.named_in(hoped, wellbeing_map))
        if only_when(turn.text):  # "sat": when, and not yet what
            return [SlotSet("goals_choice", None), SlotSet("question_held", True)]
        if is_news(turn.text, reading, wellbeing_map) or sum(letter.isalnum() for letter in turn.text) < 2:
            if not record(turn, reading, CHOOSE):
                turn.say(missed_words(turn.text))
            return [SlotSet("goals_choice", None)]
        if reading.answer is Answer.YES and reading.empty:
            return [SlotSet("goals_choice", None), SlotSet("question_held", True)]
        text = turn.text.strip()[:LONGEST_WISH]
        return self._save(turn, text, planning.named_in(text, wellbeing_map))

    def _save(self, turn: Turn, text: str, item_ids: tuple[str, ...]) -> Events:
        """Keeps the goal, beside those under way; its first step is asked next, by the form of check-ins."""
        turn.answered(CHOOSE, "answered")
        choose(turn, text, item_ids)
        return _over()

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
        """Those under way with their plans, those on hold, and when they are asked about."""
        if hear_steering(turn) or hear_goal_said(turn):
            return []
        stories = services.goals().stories(turn.participant_id)
        turn.say_text(goals_told(turn, stories))
        return []


class DropGoal(SpokenAction):
    """Asks whether a goal is to go; it goes only after a yes."""

    def name(self) -> str:
        return "action_drop_goal"

    def act(self, turn: Turn) -> Events:
        """The one the words name, or the only one; of several, it asks which."""
        stories = [story for story in services.goals().stories(turn.participant_id) if story.active]
        if turn.text and not says("goal", turn.text):
            if not hear_talk(turn, turn.question()):
                turn.say(missed_words(turn.text))
            return []
        if hear_steering(turn):
            return []
        if not stories:
            turn.say("utter_goals_none")
            return []
        named = set(goals_named(turn, turn.text))
        found = [story for story in stories if story.goal.id in named] or stories
        if len(found) > 1:
            ask_which_goal(turn, found, DROP)
            return []
        ask_to_drop(turn, found[0].goal)
        return []


def is_news(text: str, reading: Reading, standing: WellbeingMap) -> bool:
    """Plainly something for the map rather than a wish or a goal: a correction, a death, somebody new with a tie, or a statement."""
    if reading.corrections or died(text):
        return True
    if _states(text, reading, standing):
        return True
    return not reading.wishes and any(not mention.known for mention in reading.mentions) and bool(reading.links)


def _states(text: str, reading: Reading, standing: WellbeingMap) -> bool:
    """Whether it tells of somebody ("Dave is nice", "my sister rang") and asks for nothing."""
    if not reading.mentions:
        return False
    said = LEAD.sub("", plain(text).replace("'", ""))
    names = {fold_label(bare_name(word)) for item in standing.items for word in (item.label, *item.aliases)}
    names |= {fold_label(mention.label) for mention in reading.mentions}
    subject = "|".join([r"(?:my|our|the) [\w -]{1,24}?", "he", "she", "they", *map(re.escape, sorted(names, key=len, reverse=True))])
    return re.match(rf"(?:{subject})s? (?:{OFTEN} )?{TELLS}\b", said) is not None or I_TELL.match(said) is not None


def _over() -> Events:
    return [SlotSet("goals_choice", None), SlotSet("requested_slot", None), ActiveLoop(None)]
