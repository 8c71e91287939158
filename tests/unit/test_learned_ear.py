"""The learned ear: what it is taught, that it computes what it was taught to, and that it never says what was not said."""

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mapping.model import Kind, Mention
from nlu.extraction import Reader
from nlu.extraction.learned import kept, teach
from nlu.extraction.learned.ear import Ear
from nlu.extraction.learned.judges import Judges
from nlu.extraction.learned.lessons import IMPACTS, KINDS, RELATIONS, lesson
from nlu.extraction.learned.pieces import cut
from nlu.extraction.learned.varied import names_in, varied

ROWS = [
    {"id": "1", "text": "I play the cello with my sister", "links": [["cello", "sister"]],
     "nodes": [{"label": "cello", "type": "activity", "relation": None, "formal": None, "current": True, "impact": "positive", "at": (11, 16)},
               {"label": "sister", "type": "person", "relation": "sister", "formal": False, "current": True, "impact": None, "at": (25, 31)}]},
    {"id": "2", "text": "she shouts at me", "links": [], "asked": "person.impact", "about": "boss",
     "nodes": [{"label": "boss", "type": "person", "relation": "boss", "formal": None, "current": True, "impact": "negative", "at": None}]},
]


def test_a_message_is_cut_with_its_question_before_it() -> None:
    pieces = cut("my mum’s cat", "person.impact", "Jo Smith")
    words = ["my mum’s cat"[start:end] for start, end in pieces.words]
    assert words == ["my", "mum", "’s", "cat"]
    assert pieces.subject == (pieces.before - 2, pieces.before - 1)
    assert pieces.span(3, 6) == (pieces.before + 1, pieces.before + 1)
    assert pieces.span(3, 12) == (pieces.before + 1, pieces.before + 3)
    assert pieces.span(2, 3) is None
    assert cut("").words == [] and cut("😀 ok").before == 0


def test_a_lesson_says_where_things_stand() -> None:
    first, second = map(lesson, ROWS)
    assert [(KINDS[i.kind], IMPACTS[i.impact], RELATIONS[i.relation]) for i in first.items] == [
        ("activity", "positive", "none"), ("being", "none", "sister")]
    assert first.ties == ((0, 1),)
    assert second.items[0].asked and second.items[0].span == second.pieces.subject


def test_later_rounds_hear_the_same_of_other_people() -> None:
    """Every word stays but the names, the marks move with the words, and roles are no names."""
    row = {
        "id": "3", "text": "mum rings jo, then Jo's sister Bernadette and me go out with Bo", "about": "jo", "links": [["jo", "Bernadette"]],
        "nodes": [{"label": label, "type": "person", "relation": None, "formal": None, "current": True, "impact": None, "at": at, "alts": alts}
                  for label, at, alts in (("mum", (0, 3), []), ("jo", (10, 12), ["Jo"]), ("Bernadette", (31, 41), ["sister"]), ("Bo", (61, 63), []))],
    }
    names = names_in([row])
    assert names == ["Bernadette", "Bo"]  # "Mum" and "jo" are not written as names inside a text
    for seed in range(20):
        other = varied(row, ["Jo", "Bernadette", "Bo", "Wilhelmina"], random.Random(seed))
        assert [other["text"][slice(*node["at"])] for node in other["nodes"]] == [node["label"] for node in other["nodes"]]
        assert [node["alts"] for node in other["nodes"]][2] == ["sister"] and other["about"] == other["nodes"][1]["label"]
        assert other["links"] == [[other["nodes"][1]["label"], other["nodes"][2]["label"]]]
        assert other["text"].startswith("mum rings ") and "'s sister " in other["text"]
    assert row["text"].endswith("with Bo") and varied(ROWS[0], ["Jo"], random.Random(1)) is ROWS[0]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What one round over two texts leaves: nothing clever, but whole. What JAX compiles is kept for a second teaching, which only learns anew."""
    import jax

    folder, before = tmp_path_factory.mktemp("ears"), jax.config.jax_compilation_cache_dir
    jax.config.update("jax_compilation_cache_dir", str(folder / "compiled"))
    yield teach.teach(ROWS, folder / "ear", rounds=1)
    jax.config.update("jax_compilation_cache_dir", before)


def test_the_same_lessons_give_the_same_weights(taught: Path) -> None:
    again = teach.teach(ROWS, taught.parent / "again", rounds=1)
    with np.load(taught / kept.HEADS) as one, np.load(again / kept.HEADS) as other:
        assert set(one.files) == set(other.files)
        assert all(np.array_equal(one[name], other[name]) for name in one.files)
    assert not list(taught.parent.glob("new-*"))


def test_the_ear_computes_what_the_network_learned(taught: Path) -> None:
    """Both write the same sums, one for learning and one for speed; here they get the same words."""
    import jax
    from nlu.extraction.learned import network

    ear = Ear(taught / kept.GRAPH, taught / kept.HEADS)
    heard = ear.hear("we play the cello with my sister every other sunday", "links.who", "cello")
    head, many = heard.head, len(heard.words)
    spans = np.asarray(jax.nn.softmax(network._spans(head, heard.words[None])))[0]
    inside = np.array([[at >= heard.pieces.before and at + more < many for more in range(6)] for at in range(many)])
    assert np.allclose(spans[inside], heard.spans[inside], atol=1e-4)
    assert not heard.spans[~inside].any()
    one, other = (heard.pieces.before + 3, heard.pieces.before + 4), heard.pieces.subject
    start, end = (np.array([[one[side], other[side]]]) for side in (0, 1))
    first, last = (network._take(heard.words[None], at) for at in (start, end))
    items = network._items(head, first, last, network._mean(heard.words[None], start, end + 1), heard.text[None])
    for name, chances in heard.said_of(one).items():
        assert np.allclose(jax.nn.softmax(items @ head[name] + head[f"{name}_start"])[0, 0], chances, atol=1e-4)
    ties = network._ties(head, np.concatenate([first, last], -1), heard.words[None], start, end, np.array([[4, 1]]))
    assert jax.nn.softmax(ties)[0, 0, 1, 1] == pytest.approx(heard.tied(one, other, ("activity", "being")), abs=1e-4)


def test_a_message_too_long_for_one_look_is_heard_in_stretches(taught: Path) -> None:
    ear = Ear(taught / kept.GRAPH, taught / kept.HEADS)
    heard = ear.hear("then my sister came round with the dog " * 100)
    assert heard.spans.shape[:1] == (800,) and np.isfinite(heard.words).all()


@pytest.mark.parametrize("damage", ["missing", "rubbish"])
def test_without_what_was_learned_the_patterns_still_hear(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if damage == "rubbish":
        (tmp_path / kept.GRAPH).write_bytes(b"no graph")
    monkeypatch.setattr("nlu.extraction.learned.judges.model_folder", lambda: tmp_path)
    with caplog.at_level(logging.WARNING):
        assert Judges.made() is None
    assert "make setup" in caplog.text


@pytest.fixture(scope="module")
def reader(reader: Reader) -> Reader:
    """The reader as it is used. The set-up has taught it."""
    assert Judges.made() is not None, "the ear is not taught: run 'make setup'"
    return reader


def test_what_is_on_the_map_is_never_judged_away(reader: Reader) -> None:
    known = (Mention("Zorbing Club", Kind.GROUP, known=True), Mention("Quill", Kind.PERSON, "friend", known=True))
    reading = reader.read("quill said the zorbing club is shut", known=known)
    assert {"Quill", "Zorbing Club"} <= {m.label for m in reading.mentions}


@pytest.mark.parametrize("text", ["flim the glorp at wendlebury with me snargle", "😀😀 ,,, ...", "a b c d e f", "THE THE THE", "not my dog\n\nnot my cat"])
def test_no_label_has_a_word_that_was_not_said(reader: Reader, text: str) -> None:
    for mention in reader.read(text).mentions:
        assert mention.label.lower() in text.lower()


@pytest.mark.parametrize(("text", "label"), [
    ("finally went rock pooling with my nephew and he loved it", "rock pooling"),
    ("my stepson hugged me when I picked him up from the skatepark", "stepson"),
    ("spent the morning at the repair cafe mending toasters with Wojtek", "repair cafe"),
])
def test_it_hears_what_no_list_has(reader: Reader, text: str, label: str) -> None:
    assert label in {m.label for m in reader.read(text).mentions}
