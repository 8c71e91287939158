"""What is kept, who sees it, and having it all erased."""

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.talking import hear_talk
from actions.turn import Events, SpokenAction, Turn
from actions.welcome import clear_answer


class HearDelete(SpokenAction):
    """Erases everything only after two clear yeses."""

    def name(self) -> str:
        return "validate_delete_form"

    def act(self, turn: Turn) -> Events:
        """Anything but a clear yes keeps everything."""
        step = turn.tracker.get_slot("requested_slot")
        if step not in {"delete_sure", "delete_certain"} or not turn.brought(step):
            return []
        answer = clear_answer(turn, step)
        if answer is not True:
            turn.say("utter_privacy_kept")
            if answer is None:
                hear_talk(turn, turn.question())
        elif step == "delete_sure":
            return [SlotSet(step, "yes")]  # not ended: the form asks a second time
        else:
            turn.say("utter_privacy_deleted", custom={"forget": True})
            return [*_closed(), SlotSet("erased_by", turn.message_id)]
        return _closed()


def _closed() -> Events:
    return [SlotSet("delete_sure", None), SlotSet("delete_certain", None), SlotSet("requested_slot", None), ActiveLoop(None)]
