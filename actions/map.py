"""The picture, and the map in words."""

import logging
from datetime import UTC

from rasa_sdk.events import FollowupAction

from actions import services
from actions.asking import ask_waiting, asked_now
from actions.between import hear_of_goals
from actions.turn import Events, SpokenAction, Turn
from actions.viewing import LIGHT, Wanted, offers, picture_of, theme_in, wanted_in, words_of
from mapping.agenda import Topic
from mapping.describe import caption, describe_map, split_for_telegram
from mapping.model import GoalState, WellbeingMap
from mapping.render import draw_png, file_of

logger = logging.getLogger(__name__)


class DrawMap(SpokenAction):
    """Draws the map as it stands and hands it over with its words."""

    def name(self) -> str:
        return "action_draw_map"

    def act(self, turn: Turn) -> Events:
        """As it stands, or the part that was asked for. "Show me how i've got on" is about goals."""
        if turn.text and not turn.on_check and services.participants().consent(turn.participant_id) is True and hear_of_goals(turn):
            return [FollowupAction("action_go_back")]
        show(turn)
        return []


def show(turn: Turn) -> None:
    """The picture with its words. An empty map gets words, not a picture; a picture that fails is said so and loses nothing."""
    wellbeing_map = services.maps().map_of(turn.participant_id)
    if not (wellbeing_map.items or wellbeing_map.wishes):
        turn.say("utter_map_empty")
        return
    wanted, theme = wanted_in(turn, wellbeing_map), theme_in(turn)
    try:
        png, said, under = drawn(turn, wellbeing_map, wanted, theme)
    except Exception as error:  # whatever breaks in drawing, the person is answered; the log has no words of theirs
        logger.error("drawing failed for message %s (%s)", turn.message_id, type(error).__name__)
        turn.say("utter_map_not_drawn")
        return
    if png is None:
        say_in_parts(turn, said)
        return
    picture_id = services.maps().keep_picture(turn.participant_id, png, said, picture_id=f"pic_{turn.message_id}"[:40], now=turn.now)
    turn.say_text(under, buttons=offers(turn, wellbeing_map, wanted, theme), custom={"picture": picture_id})


class AfterMap(SpokenAction):
    """After a map that was asked for: ideas for a goal where there is enough to go on, else where we were."""

    def name(self) -> str:
        return "action_after_map"

    def act(self, turn: Turn) -> Events:
        """A name nobody said whom it meant is asked about first. Names come before ideas: while people and places are still being
        named, or no activity was, the question that was open comes again; what else was open comes after the ideas."""
        if ask_waiting(turn) or asked_now(turn):
            return []
        agenda = turn.agenda()
        naming = agenda.next_in(Topic.PEOPLE) or agenda.next_in(Topic.PLACES) or ("activities.do", None) not in agenda.outcomes
        chosen = any(goal.state is GoalState.ACTIVE for goal in agenda.map.goals)
        if agenda.map.items and not naming and not chosen and agenda.next_in(Topic.GOALS):
            return [FollowupAction("goals_form")]
        return [FollowupAction("action_go_on")]


class ListMap(SpokenAction):
    """Says what is on the map, in full."""

    def name(self) -> str:
        return "action_list_map"

    def act(self, turn: Turn) -> Events:
        """In full, or the part that was asked for."""
        if turn.text and not turn.on_check and services.participants().consent(turn.participant_id) is True and hear_of_goals(turn):
            return [FollowupAction("action_go_back")]
        wellbeing_map = services.maps().map_of(turn.participant_id)
        if not (wellbeing_map.items or wellbeing_map.wishes):
            turn.say("utter_map_empty")
            return []
        wanted = wanted_in(turn, wellbeing_map)
        say_in_parts(turn, words_of(turn, wellbeing_map, wanted) if wanted else describe_map(wellbeing_map))
        return []


def drawn(turn: Turn, wellbeing_map: WellbeingMap, wanted: Wanted | None, theme: str = LIGHT) -> tuple[bytes | None, str, str]:
    """A picture (PNG) with its words in full and what stands under it; words alone where there is nothing to draw."""
    if wanted is None:
        return draw_png(wellbeing_map, theme=theme, now=turn.now.astimezone(UTC)), describe_map(wellbeing_map), caption(wellbeing_map)
    said, found = words_of(turn, wellbeing_map, wanted), picture_of(turn, wellbeing_map, wanted, theme)
    return (file_of(found[0], ".png"), said, found[1]) if found else (None, said, said)


def say_in_parts(turn: Turn, text: str) -> None:
    """Split where Telegram would refuse the length."""
    for part in split_for_telegram(text):
        turn.say_text(part)
