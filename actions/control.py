"""A way out and a way back at every moment: help, undo, pause, carry on, start over, and why a question is asked."""

from rasa_sdk.events import ActiveLoop, FollowupAction

from actions import services, words
from actions.asides import answer_aside, say_sorry
from actions.asking import LATE_GOAL, UNDO, asked_now
from actions.between import hear_of_goals, leads_to
from actions.goal_late import ask_late_goal
from actions.goal_said import goal_said
from actions.leaving import asks_no_more, goes_on, leaves, say_paused
from actions.patterns import chatter, pattern, plain, says
from actions.map import show
from actions.misread import hear_as_answer, is_answer
from actions.obstacles import hear_obstacle
from actions.talking import few_words, harsh_to_us, hear_between, hear_outside, hear_talk, missed_words, names_known, say_here, say_there_is_time, worn_out
from actions.recording import undo
from actions.turn import Events, SpokenAction, Turn, form_of, last_asking
from actions.welcome import bare_y, take_yes
from mapping.agenda import topic_of
from mapping.model import GoalState

FEW = 4  # words of a message that may be an answer nobody caught
NEVER_NEWS = {"thanks": 3, "ask_privacy": 8, "bot_challenge": 8}  # words up to which these hold nothing for the map
MAY_BE_OBSTACLES = {"feel_low", "help", "insult", "want_person"}
ERASING = {"delete_my_data", "start_over"}
MAY_BE_CORRECTIONS = {"help", "insult", "delete_my_data", "start_over"}
SURE = 0.6  # below this a short text may be an answer that only looks like an aside: "telly"
LONGEST_STOP = 6  # words; a longer message may hold news besides the wish to stop


class GoOn(SpokenAction):
    """Goes back to where we were: the open question, the next topic, or an open ear."""

    def name(self) -> str:
        return "action_go_on"

    def act(self, turn: Turn) -> Events:
        """The form asks by itself; with a goal chosen, the person leads."""
        if turn.tracker.get_slot("erased_by") == turn.message_id:
            return []  # everything goes once the goodbye is sent; nothing more is asked
        if (turn.held or turn.after_danger and goal_said(turn.text)) and services.participants().consent(turn.participant_id) is True:
            say_there_is_time(turn)
            return [FollowupAction("action_listen")]  # else the form would ask at once
        if asks_no_more(turn):
            say_paused(turn)
            return [FollowupAction("action_listen")]
        if turn.active_form:  # a goal just said has questions of its own, and they come first
            return [FollowupAction(leads_to(turn) or turn.active_form)]
        if services.participants().consent(turn.participant_id) is not True:
            return [FollowupAction("consent_form")]
        if turn.after_danger and not asked_now(turn) and ask_late_goal(turn):
            return []
        agenda = turn.agenda()
        question = turn.open_question()
        if asked_now(turn):  # the form of a goal just chosen waits for what follows the check
            return [FollowupAction("checkin_form")] if form_of(question) == "checkin_form" else []
        if question and question.key == "open":
            return _open(turn) if turn.intent == "greet" else []
        if form := leads_to(turn):
            return [FollowupAction(form)]
        if question and question.key == "goal.choose" and turn.intent == "suggest_goals":
            return [FollowupAction("goals_form")]  # another goal, wanted in the middle of a plan
        led = any(goal.state is GoalState.ACTIVE for goal in agenda.map.goals) and agenda.only is None and any(key == "goal.choose" for key, _ in agenda.asked_times)  # one chosen before the map was done stops no questions
        topic = agenda.next_topic()
        return [FollowupAction(f"{topic}_form")] if topic and not led else _open(turn)


class GoBack(GoOn):
    """Goes back to where we were when no more is to be said: the same, and then it listens."""

    def name(self) -> str:
        return "action_go_back"

    def act(self, turn: Turn) -> Events:
        """Listen, where nothing is asked."""
        return super().act(turn) or [FollowupAction("action_listen")]


def _open(turn: Turn) -> Events:
    if not (question := turn.open_question()) or question.key != "open":
        services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
    turn.say("utter_control_open", custom={"asked": "open", "about": None})
    return []


class CarryOn(SpokenAction):
    """Takes up the questions again after a pause, or asks more after a goal."""

    def name(self) -> str:
        return "action_carry_on"

    def act(self, turn: Turn) -> Events:
        """The open form, else the first topic with something left. "How many more?" only looks like it: it is answered first."""
        if turn.text and not turn.on_check and services.participants().consent(turn.participant_id) is True and hear_of_goals(turn):
            return [FollowupAction("action_go_back")]
        if not goes_on(turn):
            return hear_as_answer(turn)
        answer_aside(turn)
        if turn.active_form:
            return [FollowupAction(turn.active_form)]
        if services.participants().consent(turn.participant_id) is not True:
            return [FollowupAction("consent_form")]
        if turn.after_danger and not turn.held and ask_late_goal(turn):
            return []
        if form_of(turn.open_question()) == "checkin_form":
            return [FollowupAction("checkin_form")]
        return [FollowupAction(f"{topic}_form")] if (topic := turn.agenda().next_topic()) else _open(turn)


class Pause(SpokenAction):
    """Stops asking. Everything stays; the open question waits."""

    def name(self) -> str:
        return "action_pause"

    def act(self, turn: Turn) -> Events:
        """Say so, and how to come back."""
        if chatter(turn.text) or answer_aside(turn) or hear_of_goals(turn):  # "stop asking about the gym" stops that, and not the talk
            return [FollowupAction("action_go_back")]
        if worn_out(turn) and not turn.after_danger:  # "just tired sorry" says no goodbye: the question waits
            turn.say("utter_control_worn_out" if turn.active_form else "utter_control_worn_out_idle")
            return [FollowupAction("action_go_back")]
        if not leaves(turn):  # "tues" ends nothing, "i was tired" is no goodbye
            return hear_as_answer(turn)
        if turn.text and not pattern("bare stop").fullmatch(plain(turn.text).strip()) and not turn.after_danger and turn.read(turn.question()).corrections and hear_talk(turn, turn.question()):
            return [FollowupAction("action_go_back")]
        if len(turn.text.split()) > LONGEST_STOP and not turn.after_danger:
            hear_talk(turn, turn.question())
        if services.participants().consent(turn.participant_id) is not True:
            turn.say("utter_control_paused_early")
        elif pattern("finish").fullmatch(plain(turn.text).strip()) and turn.map().items:
            turn.say("utter_control_finished")
            show(turn)
        elif turn.intent == "goodbye":
            turn.say("utter_control_goodbye")
        else:
            say_paused(turn)
        return [FollowupAction("action_listen")]  # else the form would ask again at once


class Wait(SpokenAction):
    """Says nothing more and asks nothing: the person leads."""

    def name(self) -> str:
        return "action_wait"

    def act(self, turn: Turn) -> Events:
        """Listen."""
        return [FollowupAction("action_listen")]


class NoteAside(SpokenAction):
    """A thank-you or a hello may carry news ("thanks, my nan helps too"): nothing said is lost."""

    def name(self) -> str:
        return "action_note_aside"

    def act(self, turn: Turn) -> Events:
        """Only with consent. A correction that the model takes for something else is a correction, and nothing else follows."""
        if bare_y(turn):
            return [*take_yes(turn), ActiveLoop(None), FollowupAction("action_go_on")]
        if is_answer(turn):
            return hear_as_answer(turn)
        if pattern("asks on").fullmatch(plain(turn.text).strip()):
            return [FollowupAction("action_go_back")]  # "who else?"
        if answer_aside(turn) or hear_outside(turn):  # "this is boring" is no insult, and "its too cold" nobody's mood
            return [FollowupAction("action_go_back")]
        if not turn.on_check and services.participants().consent(turn.participant_id) is True and hear_of_goals(turn):
            return [FollowupAction("action_go_back")]  # "how am i doing" is no hello, and "start again" after check-ins stopped wipes nothing
        if turn.intent == "feel_low" and worn_out(turn) and not turn.after_danger:
            turn.say("utter_control_worn_out" if turn.active_form else "utter_control_worn_out_idle")
            return [FollowupAction("action_go_back")]
        if turn.intent in MAY_BE_OBSTACLES and hear_obstacle(turn):  # a small fear or the weather is no low mood
            return [FollowupAction("action_go_back")]
        if turn.held and turn.intent == "feel_low" and turn.since_danger > 1:
            return [FollowupAction("action_go_back")]  # who is low says so more than once, and need not read the same words again
        if turn.intent == "feel_low" and not turn.held and turn.said_otherwise("utter_control_low"):
            return [FollowupAction("action_wait")]  # the rule's own words would be the same again
        if len(turn.text.split()) <= FEW and names_known(turn) and hear_talk(turn, turn.question()):
            question = turn.question()  # "deen" is no thank-you
            if question and not turn.on_check and form_of(question) == turn.active_form:
                turn.answered(question, "answered")
            return [FollowupAction("action_go_back")]
        if turn.intent in NEVER_NEWS and len(turn.text.split()) <= NEVER_NEWS[turn.intent]:
            hear_between(turn)
            return []
        corrects = turn.text and turn.intent in MAY_BE_CORRECTIONS and turn.read(turn.question()).corrections
        heard = hear_talk(turn, turn.question())
        if turn.intent in ERASING and turn.text and not says("erase all", turn.text):
            if not heard:
                turn.say(missed_words(turn.text))
            return [FollowupAction("action_go_back")]
        if turn.intent == "insult" and not heard and not turn.held:
            say_sorry(turn)
            return [FollowupAction("action_go_back")]
        answered = heard and (turn.confidence < SURE and len(turn.text.split()) <= FEW or turn.intent == "insult" and not harsh_to_us(turn))
        return [FollowupAction("action_go_back")] if heard and (corrects or answered) else []


class AnswerOutOfScope(SpokenAction):
    """What Selfmap does not serve gets a short honest answer; what was about a life all the same is kept."""

    def name(self) -> str:
        return "action_answer_out_of_scope"

    def act(self, turn: Turn) -> Events:
        """The map first, then the honest answer."""
        question = turn.question()
        if answer_aside(turn):
            return []
        if not hear_talk(turn, question):
            turn.say(missed_words(turn.text) if few_words(turn.text) else "utter_control_out_of_scope")
        elif question and not turn.on_check and form_of(question) == turn.active_form:
            turn.answered(question, "answered")  # it was an answer after all
        return []


class AnswerIdle(SpokenAction):
    """A yes, a no or the like with no question open."""

    def name(self) -> str:
        return "action_answer_idle"

    def act(self, turn: Turn) -> Events:
        """Hear it as talk; else say that somebody is here."""
        if services.participants().consent(turn.participant_id) is not True:
            return [FollowupAction("consent_form")]
        if worn_out(turn):
            turn.say("utter_control_worn_out_idle")
        elif not (heard := hear_talk(turn, turn.question())) and not say_here(turn):
            return [FollowupAction("action_carry_on")]
        elif heard and not asked_now(turn) and (leads_to(turn) or turn.shown() and turn.shown().key == LATE_GOAL):  # type: ignore[union-attr]
            return [FollowupAction("action_go_on")]
        return [FollowupAction("action_listen")]  # else Rasa would fall back to this action again


class Undo(SpokenAction):
    """Takes back the latest change, and the one before it when asked again."""

    def name(self) -> str:
        return "action_undo"

    def act(self, turn: Turn) -> Events:
        """As often as asked, by command or in plain words: never because the model takes other words for it. Said again to the
        question whether something of a while ago is to go, it is a yes."""
        if turn.text and not turn.on_check and hear_of_goals(turn):
            return []  # "put it back an hour", "scrap the first goal"
        if turn.text and not says("undo", turn.text):
            if not hear_talk(turn, turn.question()):
                turn.say("utter_control_undo_how")
            return []
        check = turn.talk().check
        again = check is not None and check.key == UNDO and turn.on_check
        if check is not None and again:
            turn.answered(check, "answered")
        undo(turn, sure=again)
        return []


class ExplainQuestion(SpokenAction):
    """Why a question is asked."""

    def name(self) -> str:
        return "action_explain_question"

    def act(self, turn: Turn) -> Events:
        """By the topic of the question asked last."""
        if turn.talk().check:
            turn.say("utter_why_check")
            return []
        if turn.text and turn.confidence < SURE and not says("asks why", turn.text):
            turn.say(missed_words(turn.text))
            return []
        question = turn.question()
        topic = topic_of(question.key) if question else None
        if turn.active_form == "consent_form" or not topic:
            topic = "consent"
        response = f"utter_why_{topic}"
        turn.say(response if words.has(response) else "utter_why_people")
        return []


class SayAgain(SpokenAction):
    """The question once more, and nothing besides: whoever asks what it was wants no reasons."""

    def name(self) -> str:
        return "action_say_again"

    def act(self, turn: Turn) -> Events:
        """A check in between is said as it was; every other question is asked again by its form."""
        check = turn.talk().check
        said = last_asking(turn, check.key) if check else None
        if said is not None:
            turn.say_text(said["text"], buttons=said["buttons"], custom=said["custom"])
            return [FollowupAction("action_listen")]
        if not turn.active_form and form_of(turn.open_question()) is None and not turn.held:
            say_here(turn)
        return []
