import os
import shutil
from pathlib import Path

import pytest

from tests.integration.goal_wordings import misses, wordings
from tests.integration.talker import Talker, own_database

def cases(name):
    return [(about, each) for about, lines in wordings(name).items() for each in lines if about in os.environ.get('GW', about)]

@pytest.mark.parametrize("name", [os.environ.get("GN", "first")])
def test_share(name, tmp_path, monkeypatch):
    right = {}
    wrong = []
    template = tmp_path / "template"; template.mkdir()
    with own_database(template, monkeypatch):
        pass
    for number, (about, wording) in enumerate(cases(name)):
        folder = tmp_path / str(number); folder.mkdir()
        shutil.copy(template / "selfmap.db", folder / "selfmap.db")
        with own_database(folder, monkeypatch):
            try:
                missed = misses(Talker(monkeypatch, ruled=True), wording)
            except Exception as e:
                import traceback
                missed = [traceback.format_exc()[-700:]]
        right.setdefault(about, []).append(not missed)
        if missed: wrong.append((about, wording, missed))
    for each in wrong: print(*each[:2], *each[2], sep="\n    "); print()
    print({k: f"{sum(v)} of {len(v)}" for k, v in right.items()})
