"""Hello, what this is and is not, and whether what is said may be kept."""

from rasa_sdk.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet

from actions import services
from actions.patterns import clear_yes_or_no, pattern, plain, says
from actions.turn import Events, SpokenAction, Turn, form_of
from mapping.agenda import Question
from mapping.model import Answer

CONSENT = "consent"  # the key of our own question; the others are in design §6
CONSENT_VERSION = "2026-11-26"
LONGEST_CLEAR_ANSWER = 8  # words; a longer one is talk, and talk is no consent


class StartSession(SpokenAction):
    """Begins, or goes on after a silence exactly where the talk was: our own rows know, Rasa's memory stays short."""

    def name(self) -> str:
        return "action_session_start"

    def act(self, turn: Turn) -> Events:
        """Open the form whose question is still open."""
        form = _open_form(turn)
        resumed = [ActiveLoop(form), *_slots_of(form, turn)] if form else []
        consented = services.participants().consent(turn.participant_id) is True
        return [SessionStarted(), SlotSet("consented", consented), *resumed, ActionExecuted("action_listen")]


def _open_form(turn: Turn) -> str | None:
    if services.participants().consent(turn.participant_id) is not True:
        return "consent_form"
    question = turn.open_question()
    if question and question.key == "open":
        return None
    form = form_of(question)
    if form == "checkin_form":
        return form
    if form in {"goals_form", None} and not turn.agenda().next_topic():
        return None
    return form


def _slots_of(form: str, turn: Turn) -> Events:
    """Which of the form's slots is asked for. Before the welcome none is: the first message, whatever it says, gets it."""
    key = getattr(turn.open_question(), "key", None)
    if form == "consent_form":
        asked = key == CONSENT
        return [SlotSet("welcomed", asked), SlotSet("requested_slot", "consent_answer" if asked else None)]
    return [SlotSet("requested_slot", "goals_choice" if form == "goals_form" else form.replace("_form", "_answer"))]


class AskConsent(SpokenAction):
    """Says what this is, what it is not and what is kept, then asks."""

    def name(self) -> str:
        return "action_ask_consent_answer"

    def act(self, turn: Turn) -> Events:
        """The whole of it once, then only the question."""
        if turn.tracker.get_slot("welcomed") and not turn.tracker.get_slot("erased_by"):
            if turn.since_danger != 1:
                turn.ask(Question(CONSENT), "utter_welcome_consent_again")
            return []
        for response in ("utter_welcome_hello", "utter_welcome_limits", "utter_welcome_keep"):
            turn.say(response)
        turn.ask(Question(CONSENT), "utter_welcome_consent")
        return [SlotSet("welcomed", True), SlotSet("erased_by", None)]


class HearConsent(SpokenAction):
    """Takes a clear yes or a clear no, and nothing else, for an answer."""

    def name(self) -> str:
        return "validate_consent_form"

    def act(self, turn: Turn) -> Events:
        """Record a yes; on a no, have everything erased once the goodbye is sent."""
        if turn.tracker.get_slot("consent_answer") is None:
            return []
        if turn.since_danger == 1 and not turn.pressed:  # "yes" may be an answer to what was asked there
            turn.say("utter_safety_way_back")
            return [SlotSet("consent_answer", None)]
        given = clear_answer(turn, CONSENT)
        if given is None:
            return [SlotSet("consent_answer", None)]
        if not given:
            turn.say("utter_welcome_declined", custom={"forget": True})
            return [SlotSet("consent_answer", None), SlotSet("requested_slot", None), SlotSet("erased_by", turn.message_id)]
        return take_yes(turn)


def take_yes(turn: Turn) -> Events:
    """What they say may be kept from now on."""
    services.participants().record_consent(turn.participant_id, True, version=CONSENT_VERSION, now=turn.now)
    turn.say("utter_welcome_begin")
    return [SlotSet("consent_answer", None), SlotSet("consented", True), SlotSet("requested_slot", None)]


def bare_y(turn: Turn) -> bool:
    """Whether a "y" answers the question for consent: anywhere else it asks why."""
    asked = turn.active_form == "consent_form" and turn.tracker.get_slot("welcomed") and turn.since_danger != 1
    return bool(asked) and pattern("bare y").fullmatch(plain(turn.text).strip()) is not None


def clear_answer(turn: Turn, asked: str) -> bool | None:
    """True for a clear yes, False for a clear no, None for anything else.

    A button is clear, if it is this question's own and not an old one; typed words must be short, and say it themselves.
    """
    if turn.value in {f"{asked}:yes", f"{asked}:no"}:
        return turn.value == f"{asked}:yes"
    if asked == CONSENT and pattern("whole yes").fullmatch(plain(turn.text).strip()):
        return True  # "oh yes thats fine i dont mind at all": every word of it is a yes
    if not turn.text or len(turn.text.split()) > LONGEST_CLEAR_ANSWER:
        return None
    said = services.reader().read(turn.text, asked="consent").answer
    if asked != CONSENT:  # what erases goes by the words alone, never by what the model takes them for
        return clear_yes_or_no(turn.text)
    if turn.intent == "affirm" and (said is Answer.YES or said is None and says("agreement", turn.text)):
        return True
    if turn.intent == "deny" and said is not Answer.YES and _says_no(turn.text, said):  # a no erases: words must say it
        return False
    return None


def _says_no(text: str, said: Answer | None) -> bool:
    return said in {Answer.NO, Answer.NOBODY} or clear_yes_or_no(text) is False or says("refusal", text)
