"""What the topics of the journey share: ask the next open question, hear the answer, put it on the map."""

import re
from abc import abstractmethod
from dataclasses import replace

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import services, summary, words
from actions.answers import ends_another_list, says_nothing_new, settles
from actions.asking import ask_quietly, ask_waiting, asked_now
from actions.at_rest import hear_at_rest
from actions.between import leads_to
from actions.goal_late import ask_late_goal
from actions.goal_said import only_when
from actions.leaving import asks_no_more, say_paused
from actions.patterns import chatter, clear_yes_or_no, pattern, plain, puts_right, says
from actions.recording import record
from actions.talking import ask_back, hear_between, hear_talk, missed_words, say_there_is_time, worn_out
from actions.turn import Events, SpokenAction, Turn
from actions.unread import ask_unread
from mapping.agenda import LAST_KEY, Question, Topic, topic_of
from mapping.model import Answer, Item, Kind, Mention, Reading, Status
from mapping.naming import spoken
from nlu.extraction import is_hobby

ENOUGH_NAMES = 6
LONGEST_NO = 8  # words
LATER = re.compile(r"\b(?:tomorrow|tonight|tmrw?|2moro|later|another|next)\b", re.I)  # "tomorrow", to a question about now, leaves it
PEOPLE_FOR = {  # what is read back before a question, so that nobody is asked for twice
    "people.home": lambda item: False,
    "people.family": lambda item: item.formal is False and item.relation in KIN,
    "people.friends": lambda item: item.relation in {"friend"},
    "people.support": lambda item: item.formal is True,
    "people.community": lambda item: item.relation in {"neighbour"},
    "people.else": lambda item: item.kind in {Kind.PERSON, Kind.GROUP, Kind.PET},
    "places.go": lambda item: item.kind is Kind.PLACE,
    "places.else": lambda item: item.kind is Kind.PLACE,
    "activities.do": lambda item: item.kind is Kind.ACTIVITY,
    "activities.else": lambda item: item.kind is Kind.ACTIVITY,
    "activities.stopped": lambda item: item.kind is Kind.ACTIVITY,
}
OF_THE_PAST = {"activities.stopped"}  # these read back what is past, all others what is now
KIN = {
    "mother", "father", "sister", "brother", "sibling", "child", "son", "daughter", "grandmother", "grandfather", "aunt",
    "uncle", "cousin", "niece", "nephew", "in-law",
}
FIRST = {"people.home", "places.go", "activities.do"}
STILL_OPEN = {"people.home", "people.family", "people.friends"}
NOTHING = {Answer.NOBODY: "nobody", Answer.NO: "nobody", Answer.DONT_KNOW: "don't know", Answer.SKIP: "skipped"}


class AskTopic(SpokenAction):
    """Asks the topic's next open question; with none left, the form ends here."""

    topic: Topic

    @abstractmethod
    def name(self) -> str:
        """action_ask_<topic>_answer"""

    def act(self, turn: Turn) -> Events:
        """Ask it, reading back what is known already. Not straight after danger: then the person leads."""
        if turn.held or asked_now(turn) or asks_no_more(turn):
            return []
        if ask_unread(turn) or ask_late_goal(turn):
            return []
        question = turn.agenda().next_in(self.topic)
        if question is None:
            return [SlotSet("requested_slot", None)]
        if self._quiet(turn) and (self.topic is Topic.REFLECT and ask_waiting(turn) or ask_quietly(turn)):
            return []
        if turn.tracker.get_slot("question_held"):
            self.ask_for_more(turn, question)
            return [SlotSet("question_held", False)]
        self.ask(turn, question)
        return []

    def _quiet(self, turn: Turn) -> bool:
        """Between two topics, where nobody is in the middle of a list."""
        asked = turn.agenda().asked_times
        return self.topic is not Topic.PEOPLE and not any(topic_of(key) is self.topic for key, _ in asked)

    def ask(self, turn: Turn, question: Question) -> None:
        """Ask by the question's own words, or the words for when some are known: those are read back, unless just said."""
        response = self.words_for(turn, question)
        if words.has(f"{response}_again") and turn.talk().asked_times.get((question.key, question.about), 0) > 1:
            return turn.ask(question, f"{response}_again", about=self._about(turn, question))
        known = self._known(turn, question) if words.has(f"{response}_more") else []
        if known and any(turn.message_id not in item.sources for item in known):
            names = words.listing([summary.called(item) for item in known], most=ENOUGH_NAMES)
            turn.ask(question, f"{response}_more", before=words.phrase("utter_phrase_have", names=names))
        else:
            turn.ask(question, f"{response}_more" if known else response, about=self._about(turn, question))

    def words_for(self, turn: Turn, question: Question) -> str:
        """The response for this question."""
        return "utter_" + question.key.replace(".", "_")

    def _about(self, turn: Turn, question: Question) -> str:
        """What the question is about, as it is spoken of."""
        items = services.maps().map_of(turn.participant_id).items
        return next((spoken(item) for item in items if item.label == question.about), question.about or "")

    def ask_for_more(self, turn: Turn, question: Question) -> None:
        """After a bare yes: who, where or what."""
        asked = "utter_" + question.key.replace(".", "_")
        turn.ask(question, next(name for name in (f"{asked}_who", f"utter_{self.topic}_who", asked) if words.has(name)))

    def _known(self, turn: Turn, question: Question) -> list[Item]:
        fits = PEOPLE_FOR.get(question.key, lambda item: False)
        items = services.maps().map_of(turn.participant_id).items
        status = Status.PAST if question.key in OF_THE_PAST else Status.CURRENT
        return [item for item in items if item.status is status and fits(item)]


class HearTopic(SpokenAction):
    """Hears an answer to the topic's question: puts what it says on the map and tells what was understood."""

    topic: Topic

    @abstractmethod
    def name(self) -> str:
        """validate_<topic>_form"""

    @property
    def slot(self) -> str:
        """The one slot this form asks for; it never keeps a value."""
        return f"{self.topic}_answer"

    def act(self, turn: Turn) -> Events:
        """Nothing was said to this form: leave it. Otherwise hear it, and let the form ask on."""
        return self.take(turn) if turn.tracker.get_slot(self.slot) is not None else []

    def take(self, turn: Turn) -> Events:
        """Hear what was said, as the answer or as what came in between."""
        between = hear_between(turn)
        passed_by = turn.on_check and not turn.after_danger
        question = None if passed_by else self.question(turn)
        if between and asks_no_more(turn):
            say_paused(turn)  # the form stays, and asks nothing
            return [SlotSet(self.slot, None)]
        if between and leads_to(turn):  # a goal was chosen, or its news told: its questions come first
            return [SlotSet(self.slot, None), SlotSet("requested_slot", None), ActiveLoop(None)]
        if between:
            held = False
        elif question:
            held = self.hear(turn, question)
        elif passed_by and turn.text:  # said after a check in between: news, and no answer to a question nobody saw
            held = False
            if not hear_talk(turn, None):
                turn.say(missed_words(turn.text))
        else:
            held = False
            hear_talk(turn, None)
            if turn.held:
                say_there_is_time(turn)  # nothing is left to ask here, and no form that follows asks now
        return [SlotSet(self.slot, None), SlotSet("question_held", held)]

    def question(self, turn: Turn) -> Question | None:
        """The question this answers: the one the person saw, or the one asked last, if it is this topic's."""
        for question in (turn.question(), turn.open_question()):
            if question and topic_of(question.key) is self.topic:
                return question
        return turn.agenda().next_in(self.topic)

    def hear(self, turn: Turn, question: Question) -> bool:
        """Take one answer. True where it was a bare yes, so that the next question is "who?". "No i mean saturday" is no skip and no no."""
        if puts_right(turn.text) is not None:
            turn = replace(turn, intent="add_to_map")
        if turn.intent in {"skip", "dont_know"} and not turn.pressed and (
                is_hobby(turn.text.strip(" .!").lower()) or only_when(turn.text) and not LATER.search(turn.text)):
            turn = replace(turn, intent="add_to_map")  # "bingo" is something they do and "weekly" how often, whatever they sound like
        if turn.stale:
            turn.say("utter_channel_button_unknown")
            return False
        if turn.after_danger and not turn.pressed:
            if turn.held:
                hear_talk(turn, question)
                say_there_is_time(turn)
            return False
        if turn.intent in {"skip", "dont_know"} and worn_out(turn):
            turn.say("utter_control_worn_out")
        elif turn.intent in {"skip", "dont_know"}:
            leave_question(turn, question)
        elif turn.value == "nobody":
            turn.answered(question, "nobody")
        else:
            return self.hear_words(turn, question, turn.read(question))
        return False

    def hear_words(self, turn: Turn, question: Question, reading: Reading) -> bool:
        """Take what was typed."""
        if not reading.corrections and hear_at_rest(turn, question):
            return False
        nothing_new = says_nothing_new(reading)
        if nothing_new and worn_out(turn):
            turn.say("utter_control_worn_out")
            return False
        if reading.answer in NOTHING and nothing_new:
            turn.answered(question, NOTHING[reading.answer])
            return False
        if nothing_new and (reading.answer is Answer.NO_MORE or (turn.intent == "nothing_more" and reading.answer is None)):
            self.no_more(turn, question)
            return False
        if nothing_new and reading.mentions and question.about and reading.answer is None:  # "dont do owt now": of nobody anything
            self.said_nothing_of_it(turn, question)
            return False
        if self.put_on_map(turn, question, reading):
            if settles(turn.text, question, reading):
                turn.answered(question, "answered")
            elif not reading.corrections and not asked_now(turn):  # "would you like to keep your nan on your map" stands alone
                asked_once_more(turn, question)
            if reading.answer is Answer.NO_MORE:
                self.no_more(turn, question)
        elif reading.answer in NOTHING:
            turn.answered(question, NOTHING[reading.answer])
        elif reading.answer is Answer.YES or turn.intent == "affirm":
            return True
        elif chatter(turn.text):
            turn.say("utter_control_ok")
        elif says("unsure what", turn.text):
            turn.say(f"utter_meant_{self.topic}")
        elif clear_yes_or_no(turn.text) is False and len(turn.text.split()) <= LONGEST_NO:
            turn.answered(question, "nobody")  # "nah im good", "no thank you dear"
        elif not ask_back(turn):
            not_understood(turn, question)
        return False

    def no_more(self, turn: Turn, question: Question) -> None:
        """"That's it", "nobody else": the end of the list that the person has in mind, which may be the one before this."""
        if pattern("none").fullmatch(plain(turn.text).strip()):
            turn.answered(question, "nobody")  # no friends is no end of all people
            return
        if ends_another_list(turn.text, question):
            turn.say("utter_control_ok")
            asked_once_more(turn, question)
            return
        turn.answered(question, "nobody")
        self.finish(turn, question)

    def said_nothing_of_it(self, turn: Turn, question: Question) -> None:
        """The words hold nothing about the one thing that was asked about: a no leaves it, other words are asked for once."""
        if says("any no", turn.text) or clear_yes_or_no(turn.text) is False:
            turn.answered(question, "nobody")
        elif chatter(turn.text):
            turn.say("utter_control_ok")
        elif not ask_back(turn):
            not_understood(turn, question, words=f"utter_meant_{self.topic}")

    def finish(self, turn: Turn, question: Question) -> None:
        """The person has named all they want to name here. "No one else", of the family, still leaves friends to ask for, and
        nobody has named all of something of which nothing was named yet."""
        if question.key in STILL_OPEN and re.search(r"\bels", turn.text, re.IGNORECASE):
            return
        outcomes = turn.talk().outcomes
        if question.key in FIRST and not any(outcome == "answered" and topic_of(key) is self.topic for (key, _), outcome in outcomes.items()):
            return
        last = LAST_KEY.get(self.topic)
        if last:
            turn.answered(Question(last), "nobody")

    def put_on_map(self, turn: Turn, question: Question, reading: Reading) -> bool:
        """Record it and tell it; False where there was nothing to record."""
        return record(turn, reading, question)


def asked_once_more(turn: Turn, question: Question) -> None:
    """The question comes again after news of another kind; after that it is left, so that nobody hears it over and over."""
    talk, asked = turn.talk(), (question.key, question.about)
    if talk.asked_times.get(asked, 0) - (talk.asked_by.get(asked) == turn.message_id) > 1:
        turn.answered(question, "answered")
        return
    services.maps().ask(*turn.where, question.key, question.about, part=f"{turn.part}:again", now=turn.now)


def leave_question(turn: Turn, question: Question) -> None:
    """Skipped and not known are kept apart from never asked."""
    skipped = turn.intent == "skip"
    turn.answered(question, "skipped" if skipped else "don't know")
    turn.say("utter_control_skipped" if skipped else "utter_control_dont_know")


def not_understood(turn: Turn, question: Question, *, words: str | None = None) -> None:
    """Say so; a question not understood twice is left alone."""
    talk, asked = turn.talk(), (question.key, question.about)
    times = talk.asked_times.get(asked, 0) - (talk.asked_by.get(asked) == turn.message_id)  # done again, it counts as it did
    if times > 1:
        turn.answered(question, "skipped")
        turn.say("utter_control_moving_on")
        return
    services.maps().ask(*turn.where, question.key, question.about, part=f"{turn.part}:missed", now=turn.now)
    turn.say(words if words and missed_words(turn.text) == "utter_map_nothing_found" else missed_words(turn.text))


def mention_of(item: Item, reading: Reading, **said: object) -> Reading:
    """A reading that says something of one item on the map, besides what it says already."""
    mention = Mention(label=item.label, kind=item.kind, relation=item.relation, known=True, current=item.status is not Status.PAST)
    return replace(reading, mentions=(*reading.mentions, replace(mention, **said)))
