"""What answers to "what does X do for how you feel?" tell of X, by the model that set-up taught."""

import logging
from pathlib import Path

import numpy as np
import pytest

from mapping.model import Impact, Kind, Mention
from nlu.extraction import Reader
from nlu.extraction.learned.judges import Judges
from nlu.feelings.lessons import CLASSES, framed, read_answers
from nlu.feelings.told import Feelings

RIGHT = 0.66  # held, so that it gets no worse; the figure itself is in docs/understanding.md. Two people agree on three in four


@pytest.fixture(scope="module")
def feelings() -> Feelings:
    return Feelings.made()


@pytest.mark.parametrize(("about", "text", "tells"), [
    ("mum", "she rings every night and i sleep better for it", "positive"), ("the gym", "i come home lighter", "positive"),
    ("Dave", "makes everything ten times worse", "negative"), ("Tom", "he laughs at me in front of everyone", "negative"),
    ("Jo", "love her to bits but she wears me out", "mixed"), ("Jo", "she means well but she drives me up the wall", "mixed"),
    ("Priya", "she works at boots", "none"), ("the library", "its on the high street", "none"),
])
def test_an_answer_tells(feelings: Feelings, about: str, text: str, tells: str) -> None:
    assert CLASSES[int(np.argmax(feelings.chances(about, text)))] == tells


def test_answers_never_taught_are_read_mostly_as_they_were_annotated(feelings: Feelings) -> None:
    answers = [one for one in read_answers() if one.held_out]
    assert len(answers) > 250
    assert sum(CLASSES[int(np.argmax(feelings.chances(one.about, one.text)))] == one.tells for one in answers) / len(answers) >= RIGHT


def test_chances_are_of_one_and_the_same_each_time(feelings: Feelings) -> None:
    one = feelings.chances("mum", "she is alright")
    assert one.shape == (4,) and one.sum() == pytest.approx(1) and (one == feelings.chances("mum", "she is alright")).all()


@pytest.mark.parametrize(("about", "text"), [("", ""), ("x" * 500, "y " * 4000), ("\0", "مرحبا"), ("mum", "\n\n")])
def test_whatever_is_answered_there_is_an_end_to_it(feelings: Feelings, about: str, text: str) -> None:
    assert len(framed(about, text)) <= 96
    assert np.isfinite(feelings.chances(about, text)).all()


def test_the_reader_goes_by_it(reader: Reader) -> None:
    known = (Mention("Jo", Kind.PERSON, known=True),)
    read = reader.read("love her to bits but she wears me out", asked="person.impact", about="Jo", known=known)
    assert [mention.impact for mention in read.mentions if mention.label == "Jo"] == [Impact.MIXED]


def test_without_it_the_ear_reads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("nlu.feelings.told.lessons_path", lambda: tmp_path / "lessons-none.npz")
    with caplog.at_level(logging.WARNING):
        judges = Judges.made()
    assert judges is not None and judges.feelings is None and "make setup" in caplog.text
