"""What Rasa does anew at every call, and need not: done once, with the same outcome.

Measured by samples over a whole Selfmap at 16 people at once (decision 0018): 61 of 100 of Rasa's processor time went into checking, at each
action's answer, that the *schema* of such an answer is a schema; 4 more into a walk over all kinds of events for each event read. Later, 10 of what
was left into a copy of all of the classifier's weights for each message.
Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

from functools import lru_cache
from typing import Any, Dict, Optional, Text, Type

import numpy as np
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.core.events import Event


def quicken() -> None:
    """To be called once, before the first turn. Twice is once."""
    RemoteAction._validate_action_result = _check_answer
    Event.resolve_by_type = staticmethod(_kind_of_event)
    LogisticRegressionClassifier.load = classmethod(_load_in_order)


@lru_cache(maxsize=1)
def _answer_checker() -> Any:
    """Checks an action's answer by Rasa's own schema; the schema itself is checked here, once."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def _check_answer(_: RemoteAction, result: Dict[Text, Any]) -> bool:
    """True. Raises jsonschema's ValidationError as Rasa's own does, without its hint."""
    error = best_match(_answer_checker().iter_errors(result))
    if error is not None:
        raise error
    return True


_walk = Event.resolve_by_type


@lru_cache(maxsize=256)
def _kind_of_event(type_name: Text, default: Optional[Type[Event]] = None) -> Optional[Type[Event]]:
    """The class of events of this name. Raises ValueError where there is none, which is not remembered."""
    return _walk(type_name, default)


_load = LogisticRegressionClassifier.load.__func__


def _load_in_order(kind: Type[LogisticRegressionClassifier], *given: Any, **named: Any) -> LogisticRegressionClassifier:
    """A trained classifier whose weights lie in the order in which a message's sparse features are multiplied with them: scipy copies them at every call else."""
    classifier = _load(kind, *given, **named)
    if hasattr(classifier.clf, "coef_"):
        classifier.clf.coef_ = np.asfortranarray(classifier.clf.coef_)
    return classifier
