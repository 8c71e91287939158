"""How it went: the answer is kept in the person's words, told back, and what follows depends on it."""

import re
from dataclasses import dataclass, replace

from actions import planning, services, words
from actions.asking import asked_now
from actions.endings import died
from actions.goal_changes import rate
from actions.goal_finding import content_words
from actions.hard_news import said_kindly
from actions.patterns import is_hard_going, plain, puts_right, says
from actions.recording import record
from actions.sad_first import is_sad
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import Follow, GoalStory, Outcome, follow_up
from mapping.goals.following import EASIER
from mapping.model import Kind, Reading
from nlu.checkins.planned import is_deed
from nlu.checkins.same_words import same_word
from nlu.checkins.reply import TAKES_BACK, Reply, Went, rating_beside, read_reply

LONGEST_RIGHT = 6  # words
TIMES = re.compile(r"\b(?:only |just )?(?:once|twice|thrice|(?:a couple|a few|one|two|three|four|five|six|seven|\d+) (?:of )?(?:times?|days?)|every day|one time)\b", re.I)
OUTRIGHT = re.compile(r"\b(?:drop|delete|remove|take (?:it |that |this )?off|bin|scrap|cancel|get rid|erase|ditch)\b")
SHUT = re.compile(r"\b(?:was|were|is|being|be) (?:shut|closed|full|locked)\b(?! down| for good| (?:last|in) (?:year|\d))")  # on the day, and not for ever
OUTCOMES = {Went.DONE: Outcome.DONE, Went.PARTLY: Outcome.PARTLY, Went.NOT_YET: Outcome.NOT_YET, Went.CHANGED_MIND: Outcome.CHANGED_MIND}
HEARD_AS = {
    Outcome.DONE: "utter_checkin_heard_done", Outcome.PARTLY: "utter_checkin_heard_partly",
    Outcome.NOT_YET: "utter_checkin_heard_not_yet", Outcome.CHANGED_MIND: "utter_checkin_heard_changed",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an answer: ``answered`` False where it was none; ``news`` where it put something on the map; what follows."""

    answered: bool
    following: Follow | None = None
    news: bool = False


def hear_how(turn: Turn, question: Question) -> Taken:
    """Takes the answer to "how did it go"."""
    story = planning.story_about(turn, question)
    if story is None:
        turn.answered(question, "skipped")
        return Taken(True)
    reply = _pressed(turn) if turn.pressed else _as_before(read_reply(turn.text), story)
    if reply is None or reply.went is Went.NOT_SAID or turn.intent in {"skip", "dont_know"} and reply.went is Went.OTHER:
        _skipped(turn, question, story)
        return Taken(True)
    if reply.rating is not None:
        _rated(turn, question, story, reply.rating)
        return Taken(True)
    if reply.went is Went.LATER:
        if says("in hospital", turn.text):
            turn.say("utter_people_hard_news")
            _keep(turn, story, Outcome.SKIPPED)
            turn.answered(question, "skipped")
        else:
            _skipped(turn, question, story)
        turn.say_text(planning.next_words(turn))
        return Taken(True)
    told = bool(turn.text) and news(turn, story)
    grave = bool(turn.text) and (_dead(turn.text) or says("funeral", turn.text))
    if (grave or reply.went is Went.NOT_YET and is_sad(turn.text)) and not asked_now(turn):  # of somebody we could not place, too: no step is asked for all the same
        if not (said_kindly(turn) or told and grave):
            turn.say("utter_people_hard_news")
        if reply.barrier and not grave:
            services.goals().add_barrier(*turn.where, story.goal.id, reply.barrier, part=f"{turn.part}:b", now=turn.now)
        _keep(turn, story, OUTCOMES.get(reply.went, Outcome.NOT_YET))
        turn.answered(question, "answered")
        turn.say_text(planning.next_words(turn))
        return Taken(True, news=True)
    if reply.went is Went.OTHER:
        return Taken(False, news=told)
    if told and asked_now(turn):  # "no my nan died": whether she stays on the map is asked, and no step of a goal
        _keep(turn, story, OUTCOMES[reply.went])
        turn.answered(question, "answered")
        return Taken(True, news=told)
    return Taken(True, _told(turn, question, story, reply), told)


def hear_how_right(turn: Turn, question: Question, story: GoalStory) -> Taken | None:
    """"No i mean once", straight after how it went was told: the answer itself is put right. None for anything else."""
    right = (puts_right(turn.text) or _taken_back(turn, story)) if turn.text else None
    before = story.heard[-1] if story.heard else None
    if right is None or before is None or before.outcome in (Outcome.SKIPPED, Outcome.RATED) or before.message_id not in turn.talk().recent or len(right.split()) > LONGEST_RIGHT:
        return None
    times, reply = TIMES.search(right), read_reply(right)
    tells = reply.sure and reply.went in OUTCOMES and reply.barrier is None
    if not (tells or times):
        return None
    swapped = TIMES.sub(times[0], before.words, count=1) if times and TIMES.search(before.words) else right if tells else f"{before.words}, {right}"
    outcome = OUTCOMES[reply.went] if tells else before.outcome
    services.goals().hear(
        *turn.where, story.goal.id, outcome, swapped[:planning.LONGEST], part=f"{turn.part}:right", now=turn.now,
        checkin=before.checkin, instead_of=before.message_id)
    turn.say("utter_checkin_heard_right", words=swapped[:planning.LONGEST])
    if outcome is before.outcome:
        return Taken(False)
    turn.answered(question, "skipped")
    after = planning.story_of(turn, story.goal.id)
    return Taken(True, follow_up(after, turn.talk().outcomes, outcome, new_barrier=None) if after else None)


def _taken_back(turn: Turn, story: GoalStory) -> str | None:
    """"Actually no i didnt", straight after how it went was told otherwise: what counts. None for any other words."""
    said = TAKES_BACK.fullmatch(plain(turn.text).strip())
    if said is None or not story.heard:
        return None
    what = said["what"] or said["what2"]
    reply = read_reply(what)
    return what if reply.sure and reply.rating is None and reply.went in OUTCOMES and (says("joked", turn.text) or OUTCOMES[reply.went] is not story.heard[-1].outcome) else None


def done_unasked(turn: Turn, story: GoalStory, what: str, *, step: bool = False) -> None:
    """A goal or its step told as done at any moment: kept as if it had been asked for. After a step the next is asked for; a goal is heard, and no more."""
    news(turn, story)
    _keep(turn, story, Outcome.DONE)
    if not step:
        return turn.say("utter_goals_did_hard" if is_hard_going(turn.text) else "utter_goals_did_it", goal=story.goal.text)
    turn.say("utter_goals_did", what=planning.inside(what))
    after = planning.story_of(turn, story.goal.id)
    following = follow_up(after, turn.talk().outcomes, Outcome.DONE) if after else None
    if following is not None:
        services.maps().ask(*turn.where, following.key, following.about, part=f"{turn.part}:next", now=turn.now)


def lets_be(text: str) -> bool:
    """Whether they only no longer want it ("i dont want to go swimming any more"), and don't tell us to take it off."""
    return read_reply(text).went is Went.CHANGED_MIND and not OUTRIGHT.search(plain(text))


def changed_mind(turn: Turn, question: Question, story: GoalStory) -> None:
    """A check-in answered with not wanting the goal any more: kept, and what to do with it is asked next."""
    following = _told(turn, question, story, Reply(Went.CHANGED_MIND))
    if following is not None:
        services.maps().ask(*turn.where, following.key, following.about, part=f"{turn.part}:next", now=turn.now)


def tells_of_death(turn: Turn) -> bool:
    """Hears that somebody died, told where a step, a day or a plan was asked for: it goes on the map with care, and into no plan. False for any other words."""
    if not turn.text or not _dead(turn.text):
        return False
    if not news(turn):
        turn.say("utter_people_hard_news")
    return True


def _dead(text: str) -> bool:
    return says("has died", text) and died(text) and not is_deed(text)


def puts_off(text: str) -> bool:
    """Whether they would rather be asked another time, and no more is said: "text me later" moves no hour for good."""
    return bool(text) and read_reply(text).went is Went.LATER


def answers_how(turn: Turn) -> bool:
    """Whether a message that was taken for something else plainly says how it went."""
    if not turn.text:
        return False
    reply = read_reply(turn.text)
    return reply.rating is not None or reply.sure and reply.went is not Went.OTHER


def _told(turn: Turn, question: Question, story: GoalStory, reply: Reply) -> Follow | None:
    outcome = Outcome.BARRIER if reply.barrier and reply.went is Went.NOT_YET else OUTCOMES[reply.went]
    _keep(turn, story, outcome)
    if (value := rating_beside(turn.text)) is not None:
        rate(turn, story, value)
    turn.answered(question, "answered")
    barrier = None
    ashamed = turn.text and says("ashamed", turn.text)
    if ashamed:
        turn.say("utter_checkin_heard_ashamed")
    if reply.barrier and not (ashamed and outcome is Outcome.BARRIER):
        kept = services.goals().add_barrier(*turn.where, story.goal.id, reply.barrier, part=f"{turn.part}:b", now=turn.now)
        planning.say_barrier(turn, reply.barrier)
        barrier = kept.id
    elif outcome is Outcome.DONE and is_hard_going(turn.text):
        turn.say("utter_checkin_heard_hard")
        return Follow(EASIER, story.goal.id)
    elif not ashamed:
        turn.say(HEARD_AS[outcome])
    after = planning.story_of(turn, story.goal.id)
    return follow_up(after, turn.talk().outcomes, outcome, new_barrier=barrier) if after else None


def _rated(turn: Turn, question: Question, story: GoalStory, value: int) -> None:
    rate(turn, story, value)
    _keep(turn, story, Outcome.RATED)
    turn.answered(question, "answered")
    turn.say_text(planning.next_words(turn))


def _as_before(reply: Reply, story: GoalStory) -> Reply:
    """"Same as last week": what was told then, where anything was; else it is asked again."""
    if reply.went is not Went.SAME:
        return reply
    before = next((went for heard in reversed(story.heard) for went, outcome in OUTCOMES.items() if heard.outcome is outcome), Went.OTHER)
    return Reply(before)


def _skipped(turn: Turn, question: Question, story: GoalStory) -> None:
    _keep(turn, story, Outcome.SKIPPED)
    turn.answered(question, "skipped")
    turn.say("utter_control_skipped")


def _keep(turn: Turn, story: GoalStory, outcome: Outcome) -> None:
    prompt = services.checkins().last_prompt(turn.participant_id)
    services.goals().hear(
        *turn.where, story.goal.id, outcome, turn.text.strip()[:planning.LONGEST] or _title(turn), part=f"{turn.part}:how", now=turn.now,
        checkin=prompt.id if prompt and prompt.goal_id == story.goal.id else None)


def news(turn: Turn, story: GoalStory | None = None) -> bool:
    """What the answer says of a life goes on the map as well ("Dev's moved to Leeds"). True where it said something. "Swam", of a goal to go
    swimming, is nothing new to do."""
    reading = turn.read(None)
    own = content_words(story.goal.text) if story else []
    again = {mention.label for mention in reading.mentions if not mention.known and mention.kind is Kind.ACTIVITY and all(any(same_word(word, each) for each in own) for word in mention.label.split())}
    reading = replace(reading, mentions=tuple(each for each in reading.mentions if each.label not in again), links=tuple(link for link in reading.links if not again & {link.a, link.b}))
    shut = SHUT.search(plain(turn.text)) is not None
    news = Reading(mentions=tuple(
        mention for mention in reading.mentions if not mention.known or not mention.current and not (shut and mention.kind is Kind.PLACE) or mention.impact or mention.closeness),
        links=reading.links, corrections=() if shut else reading.corrections, meant=reading.meant)
    return record(turn, news, None)


def _pressed(turn: Turn) -> Reply | None:
    sort = (turn.value or "").removeprefix("how:")
    return Reply(Went(sort)) if sort in set(Went) else None


def _title(turn: Turn) -> str:
    """The words of the button that was pressed."""
    response = f"utter_checkin_button_{(turn.value or '').removeprefix('how:')}"
    return words.phrase(response) if words.has(response) else ""
