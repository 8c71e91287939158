"""What Rasa is taught: the data tests of the house style. Each of these is a defect counted in other projects."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.model import life_examples
from nlu.evaluation.scope import folded, gist, held_out

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "domain").glob("*.yml"))}
NLU = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "nlu").glob("*.yml"))}
STORIES = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "stories").rglob("*.yml"))}
OUR_OWN = {"answer"}  # only ever sent by our own buttons, never recognised in words


def of_domain(section: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for content in DOMAIN.values():
        part = content.get(section) or {}
        pairs = part.items() if isinstance(part, dict) else (
            (next(iter(entry)), entry) if isinstance(entry, dict) else (entry, entry) for entry in part)
        for name, value in pairs:
            assert name not in found, f"{name} is in two files of the domain"
            found[name] = value
    return found


def examples() -> list[tuple[str, str]]:
    return [
        (block["intent"], line[1:].strip())
        for content in NLU.values() for block in content["nlu"] if "intent" in block
        for line in block["examples"].splitlines() if line.strip()
    ]


def steps() -> list[dict[str, Any]]:
    return [
        step for content in STORIES.values() for block in (content.get("rules") or []) + (content.get("stories") or [])
        for step in block["steps"]
    ]


def test_no_text_stands_under_two_intents_or_twice() -> None:
    counts = Counter(folded(text) for _, text in examples())
    assert [text for text, count in counts.items() if count > 1] == []


def test_examples_are_real_phrasing() -> None:
    for _, text in examples():
        assert not text.startswith(('"', "'", "/")) and "{" not in text, text


def test_every_intent_has_enough_examples() -> None:
    counts = Counter(intent for intent, _ in examples())
    assert set(counts) == set(of_domain("intents")) - OUR_OWN
    assert {intent: count for intent, count in counts.items() if count < 10} == {}


def test_no_held_out_text_is_taught() -> None:
    """Not as it is, not in other case or punctuation, and a long one not with small words more or less either."""
    kept_back = {gist(text) for which in ("intents", "out_of_scope", "network") for last in (False, True)
                 for _, text in held_out(which, last=last)}
    taught = [text for _, text in examples()] + life_examples()
    assert [text for text in taught if gist(text) in kept_back or folded(text) in kept_back] == []


def test_the_annotated_texts_are_talk_about_a_life_and_nothing_else() -> None:
    """They are taught too (`bot.model`): none may be an example of another intent."""
    other = {folded(text) for intent, text in examples() if intent != "add_to_map"}
    life = life_examples()
    assert len(life) > 3000
    assert [text for text in life if folded(text) in other or "\n" in text or text.startswith("/")] == []


# What an example must say, by one of these words each, before it may lead to something being taken away.
UNAMBIGUOUS = {
    "delete_my_data": (
        r"delet|delte|dlete|deleet|erase|erasure|erasing|wipe|remov|destroy|clear|rid of|\bbin\b|scrap|scrub|purge|close|clos|shut down|forget|forgotten"
        r"|cancel|off|gone|withdraw|take back my consent",
        r"data|dta|info|details|account|record|messages|history|profile|stuff|file|trace|consent|system|everything|all of it"
        r"|\bme\b|chat|what you|erasure|forgotten|deleted|removed|erased|who i am|all about|know"),
    "drop_goal": (r"goal",),
    "start_over": (
        r"start|strt|begin|reset|redo|do a new|new map|map over|afresh|fresh|scratch|square one|back to the|wipe|clear|empty|scrap|\bbin\b|delete"
        r"|throw|over again",),
}


@pytest.mark.parametrize("intent", UNAMBIGUOUS)
def test_what_takes_things_away_is_said_in_so_many_words(intent: str) -> None:
    texts = [text.lower() for taught, text in examples() if taught == intent]
    assert [text for text in texts if not all(re.search(words, text) for words in UNAMBIGUOUS[intent])] == []
    other = "data|account|personal|goal" if intent == "start_over" else "goal|map and start" if intent == "delete_my_data" else "data|account"
    assert [text for text in texts if re.search(rf"\b({other})\b", text)] == []


def test_the_texts_we_develop_against_are_not_taught() -> None:
    """Where the shared folder is at hand, none of its texts may be in the training data."""
    dev = ROOT.parent / "shared" / "data" / "dev"
    theirs = {
        " ".join(str(turn.get("text", "")).lower().split())
        for path in dev.glob("*.jsonl") for row in map(__import__("json").loads, path.read_text(encoding="utf-8").splitlines())
        for turn in (row.get("turns") or [row])
    } if dev.exists() else set()
    shared = {text for text in [text for _, text in examples()] + life_examples() if " ".join(text.lower().split()) in theirs and len(text.split()) > 3}
    assert shared == set()


def test_text_is_taken_only_where_a_form_asks_for_it() -> None:
    for name, slot in of_domain("slots").items():
        for mapping in slot["mappings"]:
            if mapping["type"] == "from_text":
                assert all({"active_loop", "requested_slot"} <= set(condition) for condition in mapping["conditions"]), name
                assert mapping["conditions"], name


def test_slots_do_not_steer_and_have_one_owner() -> None:
    owners = Counter(slot for form in of_domain("forms").values() for slot in form["required_slots"])
    assert all(count == 1 for count in owners.values())
    for name, slot in of_domain("slots").items():
        assert slot["influence_conversation"] is False, name
        assert slot["type"] in {"text", "bool", "float", "categorical"}, name


def test_button_payloads_are_our_intents_and_fit() -> None:
    for name, variants in of_domain("responses").items():
        for button in (button for variant in variants for button in variant.get("buttons") or []):
            payload = button["payload"].replace("{{", "{").replace("}}", "}")
            assert len(payload.encode()) <= 64, name
            assert payload.lstrip("/").split("{")[0] in of_domain("intents"), name


def test_what_rules_and_stories_use_is_defined_and_the_other_way_round() -> None:
    used_actions = {step["action"] for step in steps() if "action" in step}
    forms, actions, responses = set(of_domain("forms")), set(of_domain("actions")), set(of_domain("responses"))
    assert used_actions <= forms | actions | responses
    assert {step["intent"] for step in steps() if "intent" in step} <= set(of_domain("intents")) | {"nlu_fallback"}
    served = {step["intent"] for step in steps() if "intent" in step}
    assert set(of_domain("intents")) <= served


def test_every_action_of_the_domain_exists_and_no_other() -> None:
    listing = "from rasa_sdk.executor import ActionExecutor as E; e = E(); e.register_package('actions'); print(*e.actions)"
    said = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # away from the actions of other tests
    ours = {name for name in said.split() if name.startswith(("action_", "validate_"))}
    assert ours == set(of_domain("actions"))


def test_stories_are_short_and_named_by_a_sentence() -> None:
    for path, content in STORIES.items():
        for block in content.get("stories") or []:
            assert len(block["steps"]) <= 12, path
            assert len(block["story"].split()) >= 4, path
