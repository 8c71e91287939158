"""`selfmap screen` answers each line, in order, and says plainly what is wrong with a bad one."""

import json

import pytest

from bot.cli.screen import MessageUnreadable, screened
from nlu.safety import Screen


def test_one_answer_a_line(screen: Screen) -> None:
    rows = [{"id": "a", "text": "i want to kill myself"}, {"id": 7, "text": "the library"}]
    lines = [json.dumps(rows[0]), "\n", json.dumps(rows[1])]
    assert list(screened(lines, screen)) == [
        {"id": "a", "label": "crisis", "kind": "suicidal"},
        {"id": 7, "label": "none", "kind": None},
    ]


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1}', '"text"', "3"])
def test_a_bad_line_is_named(screen: Screen, line: str) -> None:
    with pytest.raises(MessageUnreadable, match="Line 1"):
        list(screened([line], screen))
