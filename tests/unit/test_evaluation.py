"""The figures are counted rightly, and the notation of the annotated texts says what its writer meant."""

from pathlib import Path

import pytest

from nlu.evaluation import notation
from nlu.evaluation.scoring import score
from nlu.evaluation.whole import map_at_the_end, score_whole

TEXTS = Path(notation.__file__).parent
TALK = """
## t1 | somebody
Q people.home
> me and my {son|person|son}
Q person.name | son
> {Arlo|was:son}
Q places.go
> the {baths|place|weekly} with {Arlo|+}
L baths - Arlo
Q place.impact | baths
> nah take that off
& baths
OP remove baths
Q people.else
> undo
OP undo
Q reflect.more
> pottery maybe
W pottery | pottery | activity
B cant afford it => pottery
"""


@pytest.fixture
def talk(tmp_path: Path) -> notation.Conversation:
    """A short annotated talk."""
    path = tmp_path / "conversations.txt"
    path.write_text(TALK, encoding="utf-8")
    (found,) = notation.read_conversations(path)
    return found


def row(*items: tuple, links: tuple = (), ident: str = "1") -> dict:
    """A row with items (label, type, relation, impact)."""
    nodes = [
        {"label": label, "type": kind, "relation": relation, "formal": None, "current": True, "impact": impact}
        for label, kind, relation, impact in items
    ]
    return {"id": ident, "text": "", "nodes": nodes, "links": [list(link) for link in links]}


def test_a_turn_knows_the_map_before_it(talk: notation.Conversation) -> None:
    assert [k["label"] for k in talk.turns[2]["known"]] == ["Arlo"]
    assert talk.turns[2]["nodes"][1] == {
        "at": (15, 19),
        "label": "Arlo", "type": "person", "relation": "son", "formal": False, "current": True, "impact": "positive",
        "alts": ["son"],
    }
    assert "baths" not in [k["label"] for k in talk.turns[4]["known"]]


def test_the_map_at_the_end_follows_corrections_and_undo(talk: notation.Conversation) -> None:
    final = map_at_the_end(talk)
    assert {n["label"]: n["status"] for n in final["nodes"]} == {"Arlo": "current", "baths": "current", "pottery": "wished"}
    assert final["links"] == [["Arlo", "baths"]]
    assert (final["wishes"], final["barriers"]) == (["pottery"], ["cant afford it"])
    assert next(n for n in final["nodes"] if n["label"] == "Arlo")["impact"] == "helps"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("> my {sister|persn}", "no such code"), ("> my {sister}", "brace"), ("> {sister|person}\nL sister - gym", "not marked"),
     ("> {gym|place} and {gym|place}", "twice"), ("> {sister|sister}", "what type")],
)
def test_a_slip_of_the_pen_is_named(line: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(notation.NotationError, match=complaint) as slip:
        notation.read_messages(path)
    assert "texts.txt:" in str(slip.value)


def test_figures() -> None:
    stated = [row(("my mum", "person", "mother", "positive"), ("Gym", "place", None, None), links=(("mum", "gym"),))]
    found = {"1": row(("mum", "group", "aunt", None), ("the gym", "activity", None, "negative"), ("dog", "pet", "pet", None),
                      links=(("gym", "mum"), ("mum", "dog")))}
    scores = score(stated, found)
    assert (scores.item.hit, scores.item.stated, scores.item.found) == (2, 2, 3)
    assert scores.typed.hit == 1
    assert scores.accuracy("relation") == 0
    assert (scores.impact.hit, scores.impact.stated, scores.impact.found) == (0, 1, 1)
    assert (scores.link.precision, scores.link.recall) == (0.5, 1)
    assert scores.types["place", "activity"] == 1
    assert scores.types["-", "pet"] == 1
    assert len(scores.wrong) == 1


def test_a_text_with_no_network_and_nothing_found_is_faultless() -> None:
    scores = score([row(ident="a"), row(ident="b")], {"b": row(("dog", "pet", "pet", None), ident="b")})
    assert (scores.empty.hit, scores.empty.stated, scores.faultless) == (1, 2, 1)


def test_whole_maps_are_compared_by_what_stands(talk: notation.Conversation) -> None:
    final = map_at_the_end(talk)
    same = score_whole([(final, final)])
    assert (same.typed.f1, same.link.f1, same.told["status"].f1, same.wish.f1) == (1, 1, 1, 1)
    nothing = score_whole([(final, {"nodes": [], "links": [], "wishes": ["a dog"], "barriers": []})])
    assert (nothing.typed.f1, nothing.wish.hit) == (0, 0)


def test_every_annotated_text_can_be_read() -> None:
    for part in ("learn", "held_out"):
        for path in (TEXTS / part).glob("*.txt"):
            if path.stem.startswith("conversations"):
                assert all(talk.turns for talk in notation.read_conversations(path)), path
            else:
                assert notation.read_messages(path), path


def test_nothing_held_out_is_learned_from() -> None:
    from nlu.evaluation.texts import HELD_OUT, annotated

    learned = {" ".join(r["text"].lower().split()) for r in annotated() if len(r["text"].split()) > 4}
    kept_back = {" ".join(r["text"].lower().split()) for r in annotated(HELD_OUT) if len(r["text"].split()) > 4}
    assert learned
    assert kept_back
    assert not learned & kept_back
