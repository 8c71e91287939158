"""Every sentence the bot can say: short, plain, one question, defined, used, and only in the domain."""

import ast
import re
from pathlib import Path

import pytest
import textstat

from actions import words

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = {name: str(response["text"]) for name, response in words.responses().items()}
SPOKEN = {name: text for name, text in RESPONSES.items() if not name.startswith(("utter_phrase_", "utter_channel_command_", "utter_safety_"))}  # safety: tests/unit/test_safety_words.py
FILLED = {name: re.sub(r"\{\w+\}", "it", text) for name, text in SPOKEN.items()}
SOURCES = [path for top in ("actions", "bot", "nlu", "mapping") for path in (ROOT / top).rglob("*.py")]
MADE_UP = re.compile(r'f"(utter_[a-z_]*)\{')


def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


@pytest.mark.parametrize("name", sorted(FILLED))
def test_one_question_at_most_and_short(name: str) -> None:
    assert FILLED[name].count("?") <= 1
    assert len(FILLED[name]) <= 320


@pytest.mark.parametrize("name", sorted(name for name, text in FILLED.items() if len(text.split()) > 6))
def test_reading_age(name: str) -> None:
    assert textstat.textstat.flesch_kincaid_grade(FILLED[name]) <= 5.0, FILLED[name]


@pytest.mark.parametrize("name", sorted(FILLED))
def test_british_plain_and_no_emoji(name: str) -> None:
    text = FILLED[name]
    assert not re.search(r"\b(color|favorite|center|organize|gotten|mom)\b", text, re.I)
    assert not re.search(r"\b(great job|well done|awesome|amazing|proud of you|congratulations)\b", text, re.I)
    assert not re.search(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]", text)
    assert "’" not in text and "‘" not in text


def test_every_response_is_used() -> None:
    code = source()
    rules = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "stories").rglob("*.yml"))
    made = {prefix for prefix in MADE_UP.findall(code)} | {"utter_people_", "utter_places_", "utter_activities_", "utter_links_",
                                                          "utter_person_", "utter_place_", "utter_activity_", "utter_reflect_"}
    forms = {f"utter_ask_{slot}" for slot in ("start_over_sure", "start_over_certain", "delete_sure", "delete_certain")}
    unused = {
        name for name in RESPONSES
        if not name.startswith("utter_safety_") and name not in code and name not in rules and name not in forms and not any(name.startswith(prefix) for prefix in made)
    }
    assert unused == set()


def test_every_response_named_in_code_is_defined() -> None:
    named = set(re.findall(r'"(utter_[a-z0-9_]+)"', source()))
    assert {name for name in named if not name.endswith("_")} - set(RESPONSES) == set()


def test_actions_hold_no_prose() -> None:
    """A sentence in an action's code would be a word the domain does not have."""
    for path in (ROOT / "actions").glob("*.py"):
        if path.name == "__main__.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(part.body[0].value) for part in ast.walk(tree)
            if isinstance(part, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and part.body and isinstance(part.body[0], ast.Expr)
        }
        for part in ast.walk(tree):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in documented:
                logged = part.value.startswith("drawing failed")
                assert logged or len(re.findall(r"[A-Za-z']+ +[A-Za-z']+ +[A-Za-z']+", part.value)) == 0, (path.name, part.value)
