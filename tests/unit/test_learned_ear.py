"""What the reader learns: always the same, mended when damaged, and never a word that was not said."""

from pathlib import Path

import numpy as np
import pytest

from mapping.model import Kind, Mention
from nlu.extraction import Reader
from nlu.extraction.learned import teach
from nlu.extraction.learned.judges import Judges
from nlu.extraction.learned.linear import Judge

ROWS = [
    {"id": "1", "text": "I play the cello with my sister on Sundays, it keeps me sane",
     "nodes": [{"label": "cello", "type": "activity", "relation": None, "formal": None, "current": True, "impact": "positive"},
               {"label": "sister", "type": "person", "relation": "sister", "formal": False, "current": True, "impact": None}],
     "links": [["cello", "sister"]]},
    {"id": "2", "text": "the weather is awful and my boss shouts at me", "links": [],
     "nodes": [{"label": "boss", "type": "person", "relation": "boss", "formal": None, "current": True, "impact": "negative"}]},
    {"id": "3", "text": "my dad was mixed, my mum and the kitten went to the lido", "links": [["mum", "lido"], ["kitten", "lido"]],
     "nodes": [{"label": "mum", "type": "person", "relation": "mother", "formal": False, "current": True, "impact": None},
               {"label": "dad", "type": "person", "relation": "father", "formal": False, "current": True, "impact": "mixed"},
               {"label": "kitten", "type": "pet", "relation": "pet", "formal": None, "current": True, "impact": None},
               {"label": "lido", "type": "place", "relation": None, "formal": None, "current": True, "impact": None}]},
]


def test_learning_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teach, "RARE", 1)
    first, second = teach.teach(ROWS), teach.teach(ROWS)
    for name in ("items", "ties", "impacts"):
        assert np.array_equal(getattr(first, name).weights, getattr(second, name).weights)
        assert getattr(first, name).rows == getattr(second, name).rows
    assert set(first.items.classes) == {"activity", "being", "none", "pet", "place"}


def test_a_judge_weighs_what_it_has_met() -> None:
    judge = Judge(("none", "tie"), {"with": 0}, np.array([[-2.0, 2.0]]), np.array([1.0, -1.0]))
    assert judge.chances(["never met"])["none"] > 0.7
    assert judge.chances(["with", "with"])["tie"] > 0.7
    assert sum(judge.chances(["with"]).values()) == pytest.approx(1)


def test_a_damaged_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ear.npz"
    monkeypatch.setattr(teach, "model_path", lambda: path)
    monkeypatch.setattr(teach, "annotated", lambda: ROWS)
    monkeypatch.setattr(teach, "RARE", 1)
    path.write_bytes(b"not a model")
    made = teach.made()
    assert np.array_equal(Judges.read(path).items.weights, made.items.weights)


def test_where_nothing_can_be_written_it_still_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(teach, "model_path", lambda: tmp_path / "file" / "ear.npz")
    monkeypatch.setattr(teach, "annotated", lambda: ROWS)
    monkeypatch.setattr(teach, "RARE", 1)
    assert teach.made().items.rows


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader taught by a few texts."""
    return Reader(Reader.load()._nlp, teach.teach(ROWS))


def test_what_is_on_the_map_is_never_judged_away(reader: Reader) -> None:
    known = (Mention("Zorbing Club", Kind.GROUP, known=True), Mention("Quill", Kind.PERSON, "friend", known=True))
    reading = reader.read("quill said the zorbing club is shut", known=known)
    assert {"Quill", "Zorbing Club"} <= {m.label for m in reading.mentions}


@pytest.mark.parametrize("text", ["flim the glorp at wendlebury with me snargle", "😀😀 ,,, ...", "a b c d e f", "THE THE THE", "not my dog\n\nnot my cat"])
def test_no_label_has_a_word_that_was_not_said(reader: Reader, text: str) -> None:
    for mention in reader.read(text).mentions:
        assert mention.label.lower() in text.lower()
