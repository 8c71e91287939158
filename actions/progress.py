"""How goals have gone so far, on request: a picture of the ratings, and the same in words. Nothing is ranked or praised."""

import logging

from actions import planning, services, words
from actions.when_words import rhythm_words
from actions.turn import Turn
from mapping.goals import GoalStory, Outcome
from mapping.goals.chart import draw_chart, shown_in
from mapping.model import GoalState

logger = logging.getLogger(__name__)
TOLD = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_YET)
MOST_RATINGS = 6


def show_chart(turn: Turn, stories: tuple[GoalStory, ...]) -> None:
    """Every goal that was not let go: its ratings over time and how the check-ins went."""
    shown = [story for story in stories if story.goal.state is not GoalState.DROPPED]
    if not shown:
        turn.say("utter_goals_none")
        return
    told = "\n\n".join(progress_words(story) for story in shown)
    turn.say_text(told, custom=_picture(turn, stories, told))


def _picture(turn: Turn, stories: tuple[GoalStory, ...], told: str) -> dict[str, str] | None:
    """The chart, kept to be sent with its words. None where there is nothing to draw, or drawing fails: the words go alone."""
    if not shown_in(stories):
        return None
    try:
        png = draw_chart(stories, description=told, zone=services.checkins().rhythm(turn.participant_id).zone)
    except Exception as error:  # whatever breaks in drawing, the person is answered; the log has no words of theirs
        logger.error("drawing failed for message %s (%s)", turn.message_id, type(error).__name__)
        return None
    return {"picture": services.maps().keep_picture(turn.participant_id, png, told, picture_id=f"chart_{turn.message_id}"[:40], now=turn.now)}


def progress_words(story: GoalStory) -> str:
    """One goal so far, in words: its ratings, and how often it was done, partly done or not yet."""
    lines = [words.phrase("utter_progress_goal", goal=story.goal.text)]
    if story.ratings:
        values = [str(rating.value) for rating in story.ratings[-MOST_RATINGS:]]
        lines.append(words.phrase("utter_progress_ratings" if len(values) > 1 else "utter_progress_rating", values=words.listing(values)))
    outcomes = [Outcome.NOT_YET if each.outcome is Outcome.BARRIER else each.outcome for each in story.heard]
    counts = [(outcome, outcomes.count(outcome)) for outcome in TOLD if outcome in outcomes]
    if counts:
        told = [words.phrase(f"utter_progress_{outcome.name.lower()}", count=count) for outcome, count in counts]
        lines.append(words.phrase("utter_progress_told", told=words.listing(told)))
    if len(lines) == 1:
        lines.append(words.phrase("utter_progress_nothing"))
    return "\n".join(lines)


def goal_words(story: GoalStory) -> str:
    """One goal as it stands: its words, first step, when, and the plan."""
    lines = [words.phrase("utter_goals_list", goals=story.goal.text)]
    if story.goal.first_step:
        lines.append(words.phrase("utter_goals_step_saved", step=story.goal.first_step))
    if story.when:
        lines.append(words.phrase("utter_goals_when_saved", when=story.when))
    if story.plan:
        lines.append(planning.plan_words(story.plan))
    return "\n".join(lines)


def rhythm_line(turn: Turn) -> str:
    """When they are asked, if they are."""
    rhythm = services.checkins().rhythm(turn.participant_id)
    return words.phrase("utter_checkin_chosen", when=rhythm_words(rhythm)) if rhythm.asks else ""
