"""Log lines as JSON: ids and codes stay, and words don't get in, whichever way they try."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.errors import ItemUnknown, StoreUnreachable
from watching.lines import JsonLines, LogWrong, as_json, told

ROOT = Path(__file__).resolve().parents[2]
PLANTED = "my sister Moira hurts me"
MESSAGE, PERSON = "m_abcdefghijklmnopqrstuv", "p_ABCDEFGHIJKLMNOP-_1234"


def line(name: str, pattern: str, *values: object, error: BaseException | None = None) -> dict:
    record = logging.LogRecord(name, logging.ERROR, "place.py", 7, pattern, values, (type(error), error, error.__traceback__) if error else None)
    return json.loads(JsonLines("bot").format(record))


def raised() -> BaseException:
    try:
        int(PLANTED)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_line_of_ours_has_what_one_looks_for() -> None:
    found = line("bot.turns.turn", "turn %s of %s failed: %s", MESSAGE, PERSON, "KeyError at x.py:3")
    assert found["said"] == f"turn {MESSAGE} of {PERSON} failed: KeyError at x.py:3"
    assert found["ids"] == {"message": MESSAGE, "participant": PERSON}
    assert (found["level"], found["process"], found["logger"], found["at"]) == ("error", "bot", "bot.turns.turn", "place.py:7")
    assert found["time"].endswith("+00:00")


@pytest.mark.parametrize("found", [
    line("bot.turns.turn", "it failed: %s", raised()), line("mapping.store", "it failed", error=raised()), line("bot.web", raised()),
    line("flask.app", f"Exception on {PLANTED}"), line("sqlalchemy.engine", "[parameters: %r]", PLANTED), line("waitress", "broken", error=raised()),
    line("rasa.core.processor", json.dumps({"event": "processor.message.parse", "text": PLANTED})),
    line("rasa.core.processor", json.dumps({"event": PLANTED})), line("rasa.core.processor", json.dumps([PLANTED])), line("rasa.x", "{" + PLANTED),
    line("bot.odd", "%d of %s", "x"), line("bot.turns", "waits: %s", ItemUnknown(PLANTED)),
], ids=lambda found: found["logger"])
def test_no_word_gets_in(found: dict) -> None:
    assert not any(word in json.dumps(found) for word in ("sister", "Moira", "hurts"))


def test_an_error_is_told_by_its_kind_and_way() -> None:
    found = line("bot.turns.turn", "it failed: %s", raised(), error=raised())
    assert found["said"] == "it failed: ValueError" and found["error"] == "ValueError"
    assert found["way"].startswith("test_watching_lines.py:")
    away = "The database can't be used just now (OperationalError)."
    assert line("bot.turns", "%s Trying again.", StoreUnreachable(away))["said"] == f"{away} Trying again."


def test_a_librarys_line_keeps_its_pattern() -> None:
    assert line("waitress.queue", "Task queue depth is %d", 5)["said"] == "Task queue depth is %d"
    assert line("rasa.core.processor", json.dumps({"event": "processor.message.parse", "text": PLANTED}))["said"] == "processor.message.parse"


def test_what_must_not_be_read_is_hidden() -> None:
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "asked at %s", ("token",), None)
    assert json.loads(JsonLines("bot", lambda said: said.replace("token", "[token]")).format(record))["said"] == "asked at [token]"


def test_errors_that_nobody_caught_and_warnings_are_lines_too() -> None:
    program = (
        "import logging, threading, warnings\nfrom watching.lines import log_as_json\n"
        "own = logging.getLogger('chatty'); own.addHandler(logging.StreamHandler()); own.propagate = False\n"
        f"log_as_json('web', 'DEBUG')\nown.warning({PLANTED!r})\nwarnings.warn({PLANTED!r})\n"
        f"def fails(): raise ValueError({PLANTED!r})\n"
        "thread = threading.Thread(target=fails); thread.start(); thread.join()\nfails()\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    found = [json.loads(each) for each in done.stderr.splitlines()]
    assert done.returncode == 1 and len(found) == 4 and PLANTED not in done.stderr + done.stdout
    assert [each.get("error") for each in found] == [None, None, "ValueError", "ValueError"]


def test_the_setting_is_text_or_json() -> None:
    assert not as_json({}) and not as_json({"SELFMAP_LOG": "text"}) and as_json({"SELFMAP_LOG": " JSON "})
    with pytest.raises(LogWrong, match="text or json"):
        as_json({"SELFMAP_LOG": "xml"})


def test_what_we_say_ourselves_has_both_forms() -> None:
    assert told("bot", "ready", json_wanted=False) == "bot: ready"
    assert json.loads(told("bot", "ready", json_wanted=True))["said"] == "ready"
