"""What is told of a goal without being asked: "went swimming today!", "packed my bag like i said", "gave up", "it was hard though"."""

import re
from dataclasses import replace

from actions import asking, services
from actions.goal_changes import rate
from actions.goal_finding import content_words
from actions.outcomes import done_unasked, hear_how
from actions.patterns import is_hard_going, pattern, plain
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import GoalStory, Outcome
from mapping.goals.following import HOW
from nlu.checkins.deeds_told import told_as_done
from nlu.checkins.reply import Went, read_rating, read_reply
from nlu.checkins.same_words import same_word

LONGEST, FEW = 20, 10  # words
GIVEN_UP = "given_up"
WENT = {"went", "did", "tried", "started", "been", "had", "got", "managed", "made", "back"}
GOING = ("go ", "do ", "try ", "start ", "have ", "get ")
LESS = re.compile(r"\b(?:less|fewer|stop|stopping|quit|give up|giving up|cut|reduce|avoid|no|not|without|off)\b", re.I)  # of such a goal the deed is no success
BUT = re.compile(r"\b(?:but|though|tho|except|until|only)\b", re.I)


def told_done(turn: Turn) -> bool:
    """Keeps it as if it had been asked for. False for any other words, and where something is asked."""
    question, said = turn.question(), told_as_done(turn.text)
    if said is None or not (question is None or question.key == "open") or len(turn.text.split()) > LONGEST:
        return False
    if BUT.search(turn.text) and read_reply(turn.text).went not in (Went.DONE, Went.OTHER):
        return False  # "went swimming but it was shut"
    for story in services.goals().stories(turn.participant_id):
        for words in (story.goal.first_step, story.goal.text) if story.active else ():
            if words and not LESS.search(words) and _tells(said, words):
                done_unasked(turn, story, words, step=words == story.goal.first_step)
                return True
    return False


def told_given_up(turn: Turn) -> bool:
    """"Gave up", with nothing asked: heard as if it had been asked how it went, of the only goal under way or of the one that they name. False for any other words."""
    question, active = turn.question(), [story for story in services.goals().stories(turn.participant_id) if story.active]
    if not turn.text or not active or not (question is None or question.key == "open") or pattern("gave up").fullmatch(plain(turn.text).strip()) is None:
        return False
    if len(active) > 1:
        asking.ask_which_goal(turn, [story.goal for story in active], f"{GIVEN_UP}:{turn.text.strip()[:40]}")
    else:
        hear_told(turn, active, turn.text)
    return True


def hear_told(turn: Turn, stories: list[GoalStory], text: str) -> None:
    """What was told before it was clear of which goal: heard as the answer to how it went. Of several, what got in the way is asked of the first alone."""
    for story in stories[1:]:
        services.goals().hear(*turn.where, story.goal.id, Outcome.NOT_YET, text, part=f"{turn.part}:{story.goal.id[-4:]}", now=turn.now)
    following = hear_how(replace(turn, text=text), Question(HOW, stories[0].goal.id)).following
    if following is not None:
        services.maps().ask(*turn.where, following.key, following.about, part=f"{turn.part}:next", now=turn.now)


def told_after(turn: Turn) -> bool:
    """"It was hard though" or "7", right after something was told as done: how it was is heard, and a number is how far along it is. False for any other words."""
    question, value = turn.question(), read_rating(turn.text) if turn.text else None
    hard = len(turn.text.split()) <= FEW and is_hard_going(turn.text)
    if not (question is None or question.key == "open") or not hard and value is None:
        return False
    latest = [each for each in turn.talk().recent if each != turn.message_id][:1]
    done = next((story for story in services.goals().stories(turn.participant_id) for heard in story.heard if heard.message_id in latest and heard.outcome in (Outcome.DONE, Outcome.PARTLY)), None)
    if done is None:
        return False
    if value is not None:
        rate(turn, done, value)
    else:
        turn.say("utter_checkin_heard_hard")
    return True


def _tells(said: str, words: str) -> bool:
    """Whether all that names a goal or step is said, with its own verb first or one of going and doing."""
    own, tokens = content_words(words), content_words(said)
    if not own or not tokens or not all(any(same_word(each, token) for token in tokens) for each in own):
        return False
    went = tokens[0] in WENT and (words.lower().startswith(GOING) or len(own) == 1 or len(tokens) > 1 and same_word(own[0], tokens[1]))
    return went or same_word(own[0], tokens[0])
