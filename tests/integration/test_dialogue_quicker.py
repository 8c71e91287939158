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
