"""A turn is kept whole or not at all: where one of its actions fails, nothing of it is stored and the caller is told.

Rasa alone logs the failure, goes on without that action's events and stores what is left; the answer then lacks its end,
which is where the question stands. Runs inside the Rasa server (Python 3.10): standard library and rasa only.
"""

from typing import Any, Optional, Text

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.utils.endpoints import ClientResponseError

MOST_ACTIONS = 40  # of one turn; Rasa's own 10 are too few where a session is about people alone: each form after it is opened, finds nothing to ask and closes


class TurnBroken(Exception):
    """An action of this turn failed. ``away``: the action server could not be reached, rather than answered with an error."""

    def __init__(self, action: Text, *, away: bool) -> None:
        super().__init__(action)
        self.away = away


class Watched:
    """An action that remembers how it failed; in all else it is the action it stands for."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.failure: Optional[Exception] = None

    def __getattr__(self, name: Text) -> Any:
        return getattr(self._action, name)

    async def run(self, *given: Any, **named: Any) -> Any:
        """Run the action, and keep its failure. A rejection is no failure: it is how an action says "not mine"."""
        try:
            return await self._action.run(*given, **named)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            self.failure = error
            raise


class WholeTurns(MessageProcessor):
    """Rasa's processor of messages, which stops at an action's failure before anything is stored, and ends every turn with listening."""

    async def _run_prediction_loop(self, output_channel: Any, tracker: Any) -> None:
        """At its limit Rasa ends a turn without listening. It counts that turn's actions again at every later message then, and answers none of them."""
        await super()._run_prediction_loop(output_channel, tracker)
        done = next((event.action_name for event in reversed(tracker.events) if isinstance(event, ActionExecuted)), None)
        if done is not None and self.should_predict_another_action(done):
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))

    async def _run_action(self, action: Action, *given: Any, **named: Any) -> bool:
        watched = Watched(action)
        goes_on = await super()._run_action(watched, *given, **named)
        if watched.failure is not None:
            raise TurnBroken(action.name(), away=_away(watched.failure)) from watched.failure
        return goes_on


def whole_turns(agent: Any) -> None:
    """Make this agent keep turns whole. Rasa makes its processor itself, so the one it made is given our class."""
    if type(agent.processor) is MessageProcessor:
        agent.processor.__class__ = WholeTurns
        agent.processor.max_number_of_predictions = MOST_ACTIONS


def _away(failure: BaseException) -> bool:
    """Whether no answer came at all. Rasa wraps what happened once or twice."""
    error: Optional[BaseException] = failure
    while error is not None:
        if isinstance(error, ClientResponseError):
            return error.status in (502, 503, 504)
        error = error.__cause__ or error.__context__
    return True
