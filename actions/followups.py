"""What follows an answer to "how did it go": keep the step or take a new one, make it easier, let go, change, or rate."""

from collections.abc import Callable

from actions import planning, services
from actions.asking import asked_now
from actions.goal_changes import rate, reword, set_state
from actions.outcomes import news
from actions.patterns import is_hard_going, pattern, plain, says
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import Follow, GoalStory
from mapping.goals.following import CHANGE, EASIER, INSTEAD, NEXT, PLAN, RATING, STEP
from mapping.model import GoalState
from nlu.checkins.planned import is_deed
from nlu.checkins.reply import Went, read_rating, read_reply

Followed = Callable[[Turn, Question], Follow | None]
LONGEST_CHOICE = 8  # words: a longer answer is a new step, whatever words of a choice it holds


def _next(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """Keep the step, take a new one, or the goal is reached."""
    choice = _choice(turn, ("finish", "keep", "new"))
    if choice is None and turn.text and says("life news", turn.text) and news(turn):
        return None if asked_now(turn) else Follow(question.key, question.about)  # "Amy is moving to Spain" is no step
    turn.answered(question, "answered")
    if choice is None and is_hard_going(turn.text) and not is_deed(turn.text):
        turn.say("utter_checkin_heard_hard")
        return Follow(EASIER, story.goal.id)
    if choice == "finish":
        set_state(turn, story, GoalState.DONE)
    elif choice == "new":
        return Follow(STEP, story.goal.id)
    elif choice == "keep" or not turn.text or turn.intent in {"affirm", "deny", "skip", "dont_know", "nothing_more", "thanks"}:
        turn.say("utter_checkin_kept")
    else:
        step = turn.text.strip()[:planning.LONGEST]
        services.maps().change_goal(*turn.where, story.goal.id, first_step=step, part=f"{turn.part}:step", now=turn.now)
        turn.say("utter_checkin_step_next", step=step)
    turn.say_text(planning.next_words(turn))
    return None


def _easier(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """What would make the rest easier is the next step; what makes it hard is a barrier, and gets a plan."""
    if turn.text and pattern("keeps it").fullmatch(plain(turn.text).strip()):
        turn.answered(question, "answered")
        turn.say("utter_checkin_kept")
        return turn.say_text(planning.next_words(turn))
    if turn.value == "nobody" or not turn.text or turn.intent in {"skip", "dont_know", "nothing_more"} or not is_deed(turn.text) and read_reply(turn.text).went is Went.NOT_YET and not read_reply(turn.text).barrier:
        turn.answered(question, "skipped")
        turn.say("utter_control_ok")
        turn.say_text(planning.next_words(turn))
        return None
    turn.answered(question, "answered")
    barrier = read_reply(turn.text).barrier
    if barrier and turn.read(None).barriers:
        kept = services.goals().add_barrier(*turn.where, story.goal.id, barrier, part=f"{turn.part}:b", now=turn.now)
        return Follow(PLAN, kept.id)
    step = turn.text.strip()[:planning.LONGEST]
    services.maps().change_goal(*turn.where, story.goal.id, first_step=step, part=f"{turn.part}:step", now=turn.now)
    turn.say("utter_checkin_step_next", step=step)
    turn.say_text(planning.next_words(turn))
    return None


def _change(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """Let it go, rest it, change it, or keep it after all."""
    choice = _choice(turn, ("drop", "pause", "change", "keep"))
    if choice is None and turn.intent in {"affirm", "deny"} or not (choice or turn.text):
        turn.answered(question, "skipped")
        turn.say("utter_checkin_kept")
        return None
    turn.answered(question, "answered")
    if choice == "change":
        return Follow(INSTEAD, story.goal.id)
    if choice is None:
        return _instead(turn, question, story)
    if choice == "keep":
        turn.say("utter_checkin_kept")
    else:
        set_state(turn, story, GoalState.DROPPED if choice == "drop" else GoalState.PAUSED)
    return None


def _instead(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    """The goal in new words; what it was before is kept in its history."""
    text = turn.text.strip()[:planning.LONGEST]
    if not any(letter.isalpha() for letter in text) or turn.intent in {"skip", "dont_know", "nothing_more", "deny"}:
        turn.answered(question, "skipped")
        turn.say("utter_checkin_kept")
        return None
    turn.answered(question, "answered")
    reword(turn, story, text)
    return Follow(STEP, story.goal.id)


def _rating(turn: Turn, question: Question, story: GoalStory) -> Follow | None:
    value = int(turn.value) if (turn.value or "").isdigit() else read_rating(turn.text, asked=True) if turn.text else None
    turn.answered(question, "answered" if value is not None else "skipped")
    if value is None:
        turn.say("utter_control_skipped")
    else:
        rate(turn, story, value)
    return Follow(NEXT, story.goal.id) if story.heard else planning.next_question(turn, story.goal.id)


def _choice(turn: Turn, choices: tuple[str, ...]) -> str | None:
    """Which of these a button or a few words pick."""
    if turn.pressed:
        picked = (turn.value or "").rpartition(":")[2]
        return picked if picked in choices else None
    if len(turn.text.split()) > LONGEST_CHOICE:
        return None
    return next((choice for choice in choices if says(f"goal {choice}", turn.text)), None)


def _about_a_story(hear: Callable[[Turn, Question, GoalStory], Follow | None]) -> Followed:
    def heard(turn: Turn, question: Question) -> Follow | None:
        story = planning.story_about(turn, question)
        if story is None:  # the goal is gone, by an undo or by starting over
            turn.answered(question, "skipped")
            return None
        return hear(turn, question, story)

    return heard


FOLLOWED: dict[str, Followed] = {
    NEXT: _about_a_story(_next), EASIER: _about_a_story(_easier), CHANGE: _about_a_story(_change),
    INSTEAD: _about_a_story(_instead), RATING: _about_a_story(_rating),
}
