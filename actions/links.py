"""Links: ask for them and hear them."""

from dataclasses import replace

from actions import services, words
from actions.patterns import pattern, plain, says
from actions.topics import AskTopic, HearTopic
from actions.turn import Turn
from mapping.agenda import SEVERAL, Question, Topic
from mapping.model import Answer, Item, Kind, Link, Mention, Reading
from mapping.naming import spoken

BEINGS = (Kind.PERSON, Kind.GROUP, Kind.PET)
WHERE = "links.where"
ALL = "all"  # the button's value


class AskLinks(AskTopic):
    """Asks the next question about links."""

    topic = Topic.LINKS

    def name(self) -> str:
        return "action_ask_links_answer"

    def words_for(self, turn: Turn, question: Question) -> str:
        """Going somewhere with somebody is put otherwise than doing something with them."""
        response = super().words_for(turn, question)
        if question == SEVERAL:
            return f"{response}_any" if _all_places(turn.agenda().together()) else f"{response}_any_of"
        items = services.maps().map_of(turn.participant_id).items
        kind = next((item.kind for item in items if item.label == question.about), Kind.ACTIVITY)
        if question.key == WHERE:
            return f"{response}_with" if kind in BEINGS else response
        return f"{response}_{kind}"

    def _about(self, turn: Turn, question: Question) -> str:
        if question != SEVERAL:
            return super()._about(turn, question)
        return words.listing([spoken(item) for item in turn.agenda().together()])


class HearLinks(HearTopic):
    """Hears what is said about links."""

    topic = Topic.LINKS

    def name(self) -> str:
        return "validate_links_form"

    def hear_words(self, turn: Turn, question: Question, reading: Reading) -> bool:
        """"All of them" is each of the things that were asked about; a name alone, said to several of them, is asked where."""
        if pattern("nobody comes").fullmatch(plain(turn.text).strip()):
            turn.answered(question, "nobody")
            return False
        beings = [mention for mention in reading.mentions if mention.kind in BEINGS and mention.current]
        if reading.answer is Answer.YES and not (beings or reading.links):
            return True
        if question == SEVERAL and beings and not (reading.links or reading.corrections or reading.wishes):
            if says("every one", turn.text):
                return super().hear_words(turn, question, _with_all(reading, beings, turn.agenda().together()))
            if any(not mention.known for mention in beings):
                self.put_on_map(turn, question, reading)
            turn.answered(question, "answered")
            named = next((item.label for item in turn.map().items if item.label.lower() == beings[0].label.lower()), beings[0].label)
            services.maps().ask(*turn.where, WHERE, named, part=f"{turn.part}:where", now=turn.now)
            return False
        about = next((item for item in turn.map().items if item.label == question.about and item.kind in BEINGS), None)
        if question.key == WHERE and about is not None and (turn.value == ALL or says("every one", turn.text)):
            who = Mention(about.label, about.kind, about.relation, known=True)
            return super().hear_words(turn, question, _with_all(Reading(mentions=(who,)), [who], turn.agenda().together()))
        return super().hear_words(turn, question, reading)


def _with_all(reading: Reading, beings: list[Mention], things: tuple[Item, ...]) -> Reading:
    """The reading with each of these beings tied to each of the things asked about."""
    named = tuple(Mention(item.label, item.kind, known=True) for item in things)
    return replace(reading, mentions=(*reading.mentions, *named),
                   links=tuple(Link(item.label, being.label) for being in beings for item in things))


def _all_places(things: tuple[Item, ...]) -> bool:
    return all(item.kind is Kind.PLACE for item in things)
