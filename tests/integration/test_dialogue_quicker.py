"""What Rasa need not do anew at every call is done once, with the same outcome (bot/dialogue/quicker.py), in Rasa's own environment."""

import json
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
ANSWERS = (
    {"events": [{"event": "slot", "name": "requested_slot", "value": None}], "responses": [{"text": "Who else?"}]},
    {"events": [], "responses": []},
    {"events": "none", "responses": []},
    {"responses": [{"text": "no events"}]},
    {"events": [{"event": "slot"}], "responses": []},
    [],
)
# Rasa adds a hint to its errors: what is compared is what was wrong
ASK = """
import json, sys
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from bot.dialogue.quicker import quicken

def found(check, what):
    try:
        return str(check(what))
    except (ValidationError, ValueError) as error:
        return type(error).__name__ + ": " + str(error).splitlines()[0].split(". Failed to validate")[0]

def all_found():
    return [found(action._validate_action_result, answer) for answer in json.loads(sys.argv[1])] + [
        found(Event.resolve_by_type, name) for name in ("slot", "user", "user", "no such event")]

action = RemoteAction("action_any", None)
before = all_found()
quicken()
quicken()
print(json.dumps([before, all_found(), all_found()]))
"""


def test_answers_of_actions_are_judged_as_before() -> None:
    done = subprocess.run([REPOSITORY / ".venv-rasa/bin/python", "-W", "ignore", "-c", ASK, json.dumps(ANSWERS)], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    before, after, again = json.loads(done.stdout.splitlines()[-1])
    assert before == after == again
    assert before[:2] == ["True", "True"] and any(found.startswith("ValidationError") for found in before) and before[-1].startswith("ValueError")


LOAD = """
import json, sys
from pathlib import Path
import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from bot.dialogue.quicker import quicken

given = LogisticRegressionClassifier.get_default_config(), LocalModelStorage(Path(sys.argv[1])), Resource("judge"), ExecutionContext(GraphSchema({}), node_name="judge")
taught = LogisticRegressionClassifier(given[0], "judge", given[1], given[2])
features = scipy.sparse.random(60, 40, 0.3, format="csr", random_state=4)
taught.clf.fit(features, [at % 3 for at in range(60)])
taught.persist()
quicken()
quicken()
kept = LogisticRegressionClassifier.load(*given)
print(json.dumps([bool(kept.clf.coef_.flags.f_contiguous), bool((kept.clf.predict_proba(features) == taught.clf.predict_proba(features)).all())]))
"""


def test_the_weights_of_the_classifier_lie_in_the_order_they_are_used_in_and_judge_as_before(tmp_path: Path) -> None:
    done = subprocess.run([REPOSITORY / ".venv-rasa/bin/python", "-W", "ignore", "-c", LOAD, str(tmp_path)], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == [True, True]
