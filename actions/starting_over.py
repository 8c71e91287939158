"""Empties the map, after two clear yeses."""

from rasa_sdk.events import ActiveLoop, SlotSet

from actions import services
from actions.talking import hear_talk
from actions.turn import Events, SpokenAction, Turn
from actions.welcome import clear_answer


class HearStartOver(SpokenAction):
    """Empties the map only after two clear yeses."""

    def name(self) -> str:
        return "validate_start_over_form"

    def act(self, turn: Turn) -> Events:
        """Anything but a clear yes keeps everything."""
        step = turn.tracker.get_slot("requested_slot")
        if step not in {"start_over_sure", "start_over_certain"} or not turn.brought(step):
            return []
        answer = clear_answer(turn, step)
        if answer is not True:
            turn.say("utter_control_start_over_kept")
            if answer is None:
                hear_talk(turn, turn.question())
            return _closed("start_over_sure", "start_over_certain")
        if step == "start_over_sure":
            return [SlotSet(step, "yes")]
        services.maps().start_over(*turn.where, part=turn.part, now=turn.now)
        turn.say("utter_control_started_over")
        return _closed("start_over_sure", "start_over_certain")


def _closed(*slots: str) -> Events:
    return [*(SlotSet(slot, None) for slot in slots), SlotSet("requested_slot", None), ActiveLoop(None)]
