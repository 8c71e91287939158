"""What may be said of goals and check-ins at any moment, whatever the model takes it for: heard before it is heard as talk."""

from datetime import timedelta

from actions import planning, rhythm, services
from actions.goal_changes import rate
from actions.goal_finding import content_words
from actions.goal_said import LONGEST, choose, hear_goal_said, only_when, say_three
from actions.outcomes import answers_how, hear_how
from actions.patterns import pattern, plain, says
from actions.planned_talk import hear_planned, is_plain_answer
from actions.steering import hear_steering
from actions.taken_for import SURE
from actions.turn import Turn, form_of
from mapping.agenda import Question
from mapping.goals import Follow, GoalStory
from mapping.goals.following import BARRIER, CHOOSE, HOW, NEXT
from mapping.model import Kind
from nlu.checkins.goal_written import goal_written, wants_another
from nlu.checkins.learned.lessons import OTHER
from nlu.checkins.learned.told import told
from nlu.checkins.reply import rating_instead
from nlu.checkins.same_words import same_word
from nlu.checkins.wishes import CheckinWish, WishKind

AS_IF_ASKED = {"help", "want_person", "ask_medical", "show_map", "list_map", "bot_challenge", "ask_privacy"}  # what the form takes no answer from
LATE = timedelta(days=2)  # so long after a check-in its goal is what "no mate, been low" is about
RECENT = 2  # messages
LONGEST_STOP = 3  # words: "stop" to a check-in ends check-ins


def hear_of_goals(turn: Turn) -> bool:
    """Takes a wish about a goal or about check-ins, and the plain answer to a check-in. False for anything else."""
    return _wants_goal(turn) or _hear_planned(turn) or _hear_rating_right(turn) or hear_steering(turn) or _hear_goal(turn) or _hear_how(turn) or _hear_late(turn)


def leads_to(turn: Turn) -> str | None:
    """The form whose question what was just said of goals or check-ins leads to; None where it leads to none."""
    form = form_of(turn.open_question())
    return form if form == "checkin_form" or form == "goals_form" and bool(turn.text) and wants_another(turn.text) else None


def _wants_goal(turn: Turn) -> bool:
    """"I wnat a gaol", which the model took for something else: a goal is chosen next (control.GoOn)."""
    if turn.pressed or turn.after_danger or not turn.text or turn.intent in ("suggest_goals", "show_goals") or not wants_another(turn.text):
        return False
    if not say_three(turn):
        services.maps().ask(*turn.where, CHOOSE, None, part=f"{turn.part}:choose", now=turn.now)
    return True


def _hear_goal(turn: Turn) -> bool:
    """"My goal is english class", at any moment: it is kept as a goal, and its first step is asked next. Where a goal was asked for, a
    deed or an aim is one, whatever the model takes it for ("save for a coat" is none of the things it knows)."""
    if hear_goal_said(turn):
        return True
    goal = None
    if turn.text and not turn.pressed and not turn.after_danger and (question := turn.shown()) is not None and question.key == CHOOSE and turn.open_question() == question:
        goal = None if only_when(turn.text) else goal_written(turn.text)
        if goal is not None:
            goal = goal[:LONGEST]
            turn.answered(question, "answered")
    if goal is not None:
        choose(turn, goal)
    return goal is not None


def _hear_rating_right(turn: Turn) -> bool:
    """"Lol more like a 6", said within two messages of a rating, with nothing or something else of that goal asked: it is the rating."""
    question = turn.shown()
    if turn.pressed or turn.after_danger or not turn.text or (value := rating_instead(turn.text)) is None or question is not None and question.key != "open":
        return False
    recent = [each for each in turn.talk().recent if each != turn.message_id][:RECENT]
    story = next((each for each in services.goals().stories(turn.participant_id) if each.ratings and each.ratings[-1].message_id in recent), None)
    if story is not None:
        rate(turn, story, value, instead=True)
    return story is not None


def _hear_planned(turn: Turn) -> bool:
    """A plain answer to a planning question that the model took for something else ("look up when it's open" for "show my map")."""
    question = turn.shown()
    if question is None or turn.pressed or turn.after_danger or turn.open_question() != question or not (is_plain_answer(turn, question) or _in_the_way(turn, question)):
        return False
    _go_on(turn, hear_planned(turn, question))
    return True


def _in_the_way(turn: Turn, question: Question) -> bool:
    """Whether words that the model takes for a call for help or the like ("i need someone with me") ask us nothing, and answer what gets in the way."""
    if turn.intent not in AS_IF_ASKED or not turn.text:
        return False
    return question.key == BARRIER and not says("asks us", turn.text) or question.key == NEXT and pattern("keeps it").fullmatch(plain(turn.text).strip()) is not None


def _go_on(turn: Turn, following: Follow | None) -> None:
    key, about = (following.key, following.about) if following else ("open", None)
    services.maps().ask(*turn.where, key, about, part=f"{turn.part}:next", now=turn.now)


def _hear_how(turn: Turn) -> bool:
    """An answer that came past its form: the talk goes on there."""
    question = turn.shown()
    if question is None or question.key != HOW or turn.after_danger or turn.open_question() != question:
        return False
    if turn.intent == "stop" and len(turn.text.split()) <= LONGEST_STOP and pattern("gave up").fullmatch(plain(turn.text).strip()) is None:
        turn.answered(question, "skipped")
        rhythm.apply(turn, CheckinWish(WishKind.STOP))
        return True
    if not answers_how(turn):
        return False
    _go_on(turn, hear_how(turn, question).following)
    return True


def _hear_late(turn: Turn) -> bool:
    """"Oh right swimming. no mate, been proper low": an answer to a check-in that was left some messages ago, where it names the goal."""
    question = turn.question()
    if question is not None and question.key != "open" or turn.pressed or turn.after_danger or not turn.text:
        return False
    prompt = services.checkins().last_prompt(turn.participant_id)
    if prompt is None or prompt.settled_at is None or turn.now - prompt.settled_at > LATE:
        return False
    story = planning.story_of(turn, prompt.goal_id or "")
    if story is None or not story.active or any(heard.at >= prompt.settled_at for heard in story.heard) or not _names_deed(turn, story):
        return False
    sort, sure = told().reply(turn.text)
    if sort == OTHER or sure < SURE or not answers_how(turn):
        return False
    _go_on(turn, hear_how(turn, Question(HOW, story.goal.id)).following)
    return True


def _names_deed(turn: Turn, story: GoalStory) -> bool:
    """Whether a word of the goal is said that is nobody's name: of Amy there may be news ("amy is in hospital") that is no answer."""
    standing = turn.map()
    beings = {word for item in standing.items if item.kind in (Kind.PERSON, Kind.PET, Kind.GROUP) for name in (item.label, item.relation or "", *item.aliases) for word in content_words(name)}
    own = [word for word in content_words(story.goal.text) if word not in beings]
    return any(same_word(word, said) for word in own for said in content_words(turn.text))
