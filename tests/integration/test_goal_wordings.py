"""Talk about goals and check-ins in wordings nobody wrote the reading for: the share that comes right is held, and no single one.

Sets in many voices, each made up before it was run, with what should come of every wording (`goal_wordings_*.yml`); the intent that the
model gave each is kept beside them. Right at first sight, before anything was mended for it:

    set      all         wishes    replies   steering  planning
    first     67 of 150  16 of 40  39 of 50   4 of 30   8 of 30
    second    46 of 60   10 of 18  14 of 15  10 of 12  12 of 15
    third     51 of 101  22 of 58  17 of 20   4 of 11   8 of 12
    fourth    41 of 57   27 of 34   7 of 10   4 of 7    3 of 6
    fifth     26 of 42   13 of 24   6 of 8    3 of 5    4 of 5
    sixth     86 of 120  25 of 40  37 of 40  12 of 24  12 of 16
    seventh   38 of 60   12 of 24  12 of 16   5 of 10   9 of 10
    eighth    78 of 150  19 of 50  43 of 60  16 of 40
    ninth     29 of 60    8 of 20  16 of 24   5 of 16
    tenth     51 of 108  16 of 36  26 of 36   9 of 36   by patterns alone
    eleventh  72 of 90   21 of 30  28 of 30  23 of 30   with the learned reader; 53 of 90 (19, 23, 11) before it

Third and fourth are one pool of wordings parted by lot, before the code was looked at; the fourth was run after wishes were read by kinds
of phrases (`nlu/checkins/phrases.py`), in a harsher place than those before: when we ask was not what was just said. The fifth was made up
afterwards, with harder wordings. What each missed was mended after it was run, so what is held below is what is read now, and a
stranger's words will do less well: about as the fourth and fifth did. The sixth is by somebody who had not seen the code, before it was
looked at; one of its wordings allowed two answers in a form that the check could not read, and counts as right. The seventh, made hard and in other voices, was run once after the sixth was mended; little of what it missed is mended yet.
The eighth is of ten voices, many far from standard English, written before the code was opened; two of its expectations were put right afterwards
(a day turned down, where none is left, is asked for; they count as missed above). The ninth is of the same voices, by the same writer, after the eighth was mended by
kinds: first sight did not rise (.52, then .48), though 144 of the eighth's 150 came right by then. Both were run without the taught reader. Nothing was mended for the ninth.
The tenth (twelve voices) was made up by a hand that saw no code, and run before the learned reader of goals and check-ins (`nlu/checkins/learned`, decision 0033) was there; those who wrote its examples were shown some
wordings of the eighth to the tenth, so what these give with it is no first sight. The eleventh (ten other voices, ordinary difficulty) was made up by another such hand and run once with it, and once with the code of the session before.
"""

import shutil
from pathlib import Path

import pytest

from tests.integration.goal_wordings import misses, wordings
from tests.integration.talker import Talker, own_database

HELD = {"first": 0.93, "second": 0.9, "third": 0.95, "fourth": 0.88, "fifth": 0.85, "sixth": 0.95, "seventh": 0.65, "eighth": 0.9, "ninth": 0.75, "tenth": 0.75, "eleventh": 0.85}  # shares right


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
