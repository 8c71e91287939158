"""Talk about goals and check-ins in wordings nobody wrote the reading for: the share that comes right is held, and no single one.

Two sets in many voices, each made up before it was run, with what should come of every wording (`goal_wordings_*.yml`); the intent
that the model gave each is kept beside them. Right at first sight, before anything was mended for it: the first set 67 of 150 (wishes
16 of 40, replies at check-ins 39 of 50, goals steered 4 of 30, planning 8 of 30); the second, made up after that was mended, 46 of 60 (10 of
18, 14 of 15, 10 of 12, 12 of 15). Some of what the second missed was mended since. What is held below is what is read now, so a
stranger's words will do less well: about as the second set did.
"""

import shutil
from pathlib import Path

import pytest

from tests.integration.goal_wordings import misses, wordings
from tests.integration.talker import Talker, own_database

HELD = {"first": 0.93, "second": 0.9}  # shares right


@pytest.mark.parametrize("name", sorted(HELD))
def test_wordings_come_right(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with own_database(empty, monkeypatch):
        pass
    cases = [wording for lines in wordings(name).values() for wording in lines]
    wrong = []
    for number, wording in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(empty / "selfmap.db", folder / "selfmap.db")
        with own_database(folder, monkeypatch):
            if missed := misses(Talker(monkeypatch, ruled=True), wording):
                wrong.append((*wording, *missed))
    assert 1 - len(wrong) / len(cases) >= HELD[name], "\n".join(map(str, wrong))
