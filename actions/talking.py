"""Free talk, at any moment: on the map with it, or an honest word where nothing was found in it."""

from dataclasses import replace

from actions import services
from actions.asides import answer_aside
from actions.asking import ask_about_whom, ask_what_right
from actions.between import hear_of_goals
from actions.checks import hear_check
from actions.hard_news import KIND, is_hard_news
from actions.hearing import may_mean, named
from actions.instead import hear_instead
from actions.kept_late import hear_kept_late
from actions.obstacles import hear_obstacle
from actions.other_one import hear_other_one
from actions.patterns import chatter, pattern, plain, puts_right, says
from actions.put_back import hear_back
from actions.recording import keep_after_all, record
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals.following import BARRIER
from mapping.model import Reading
from mapping.naming import fold_label, same_label
from nlu.checkins.hindrances import is_outside

LONGEST_WORN_OUT = 8  # words
FEW_WORDS = 4  # of a message that may be an answer nobody caught
FOR_US = {"help", "thanks", "greet", "why_asked", "say_again", "bot_challenge", "ask_privacy", "ask_medical", "delete_my_data", "start_over", "show_map", "list_map"}
NO_WISH = FOR_US - {"help", "thanks", "greet"}  # what is wanted of us is no wish for a life
SURE = 0.6  # below this an answer may only look like one of these
AFTER_DANGER = ("utter_safety_way_back", "utter_safety_still_here", "utter_safety_listening")


def hear_talk(turn: Turn, question: Question | None) -> bool:
    """Free talk, at any moment: whatever it says about a life goes on the map; an answer to a check is taken as such."""
    if services.participants().consent(turn.participant_id) is not True:
        return False
    if hear_between(turn):
        return True
    if question is not None and (question.key == BARRIER or _meant_for_us(turn)):
        question = None  # "help" is in nobody's way, and "say that again" says nothing of the farm: an answer is taken by its form
    if not turn.text:
        return False
    reading = turn.read(question)
    if _meant_for_us(turn) and turn.intent != "insult" and not says("about others", turn.text):
        reading = _named(turn, reading)
    return record(turn, reading, question) or ask_back(turn)


def ask_back(turn: Turn) -> bool:
    """What was said can't be placed as it is: whom it is of, or what it puts right, is asked. False where neither helps."""
    if ask_whom(turn):
        return True
    if turn.after_danger or puts_right(turn.text) is None or services.participants().consent(turn.participant_id) is not True:
        return False
    return ask_what_right(turn)


def ask_whom(turn: Turn) -> bool:
    """"She rings most nights", where two may be meant: who it is, if the words say something of somebody."""
    if not turn.text or turn.after_danger or services.participants().consent(turn.participant_id) is not True:
        return False
    people = may_mean(turn.text, turn.map(), turn.talk(), turn.question())
    return bool(people) and bool(turn.read(Question("open", people[0].label)).mentions or services.reader().read(named(turn.text, people[0])).mentions) and ask_about_whom(turn, people)


def hear_between(turn: Turn) -> bool:
    """What comes in between the questions: the answer to a check, a word about the talk itself, that another of the same name was
    meant, or a goal's news."""
    if turn.text and not turn.on_check and pattern("after all").fullmatch(plain(turn.text).strip()) and keep_after_all(turn):
        return True
    return (hear_check(turn) or hear_kept_late(turn) or answer_aside(turn) or hear_back(turn) or hear_other_one(turn) or hear_instead(turn)
            or hear_of_goals(turn) or hear_obstacle(turn))


def _named(turn: Turn, reading: Reading) -> Reading:
    """The reading with nothing in it but what the words name: "say that again" speaks of nothing on the map, "i'd like you to erase it" is no wish."""
    said = f" {fold_label(turn.text)} "
    named = tuple(each for each in reading.mentions if f" {fold_label(each.label)} " in said)
    reading = replace(reading, mentions=named, links=reading.links if len(named) > 1 else ())
    return replace(reading, wishes=(), barriers=()) if turn.intent in NO_WISH else reading


def _meant_for_us(turn: Turn) -> bool:
    """Whether the words are said to us or about us, so that they answer nothing that was asked: "repeat that", "pathetic bot", "which pill is best"."""
    return turn.confidence >= SURE and (turn.intent in FOR_US or harsh_to_us(turn)) and not names_known(turn)


def harsh_to_us(turn: Turn) -> bool:
    """Whether harsh words are for us: those about somebody on the map may well be an answer."""
    return turn.intent == "insult" and says("aimed here", turn.text) and not says("about others", turn.text)


def hear_outside(turn: Turn) -> bool:
    """How it is out there ("its too cold"), which the model took for a low mood: heard as news. False for anything else."""
    if turn.intent != "feel_low" or turn.held or not is_outside(turn.text) or services.participants().consent(turn.participant_id) is not True:
        return False
    if not hear_talk(turn, turn.question()):
        turn.say(missed_words(turn.text))
    return True


def say_there_is_time(turn: Turn) -> None:
    """After danger: that nothing is asked until they say so. Turn about, so that nobody reads the same words twice running."""
    turn.say(AFTER_DANGER[0] if turn.since_danger == 1 else AFTER_DANGER[1 + turn.since_danger % 2])


def say_here(turn: Turn) -> bool:
    """That somebody is here, where nothing was asked and the message held nothing for the map. False where it says that they want to go on
    after danger; as long as they don't, nothing of a life is asked for."""
    if turn.after_danger and not turn.held:
        return False
    if turn.held:
        say_there_is_time(turn)
    else:
        turn.say("utter_control_ready" if turn.intent else missed_words(turn.text))
    return True


def names_known(turn: Turn) -> bool:
    """Whether all that is said is the name of somebody or something on the map."""
    return any(same_label(turn.text.strip(" .,!"), word) for item in turn.map().items for word in (item.label, *item.aliases))


def worn_out(turn: Turn) -> bool:
    """Whether all that is said is that the person is tired now: no answer, and no reason to go on asking as if nothing was said."""
    return 0 < len(turn.text.split()) <= LONGEST_WORN_OUT and says("worn out", turn.text)


def few_words(text: str) -> bool:
    """Whether it is as short as an answer ("the one near mine", "sleep lol"): that is not turned away, but said not to be caught."""
    return says("joke", text) or len(text.split()) <= FEW_WORDS and "?" not in text and not says("question opening", text)


def missed_words(text: str) -> str:
    """The words for a message that held nothing for the map."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(letter.isascii() for letter in letters) < len(letters) / 2:
        return "utter_control_not_english"
    if chatter(text):
        return "utter_control_ok"
    if is_hard_news(text):
        return KIND[0]
    if pattern("a pick").fullmatch(plain(text).strip()):
        return "utter_control_no_list"
    if says("joke", text):
        return "utter_control_joke"
    if says("about bots", text):
        return "utter_control_out_of_scope"
    return "utter_map_nothing_found" if len(letters) > 2 else "utter_control_not_caught"
