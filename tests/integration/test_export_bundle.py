"""One bad record never spoils the rest, and what was left out is named in plain words."""

import io
import json
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.errors import MapUnreadable
from mapping.export import bundle as bundle_module
from mapping.export import dump_map, load_map
from mapping.export.bundle import bundle_files
from mapping.export.graphs import write_graphml
from mapping.export.salvage import map_of_rows
from mapping.export.sound import sound_part
from mapping.model import Goal, Item, Kind, Tie, WellbeingMap, Wish
from tests.unit.nasty_maps import NOW, nasty_maps
from tests.unit.test_mapping_export import WHOLE

ALWAYS = {
    "READ-ME.txt", "page-for-my-gp.pdf", "map.png", "map.svg", "map.txt", "everything.json", "map.json", "map.schema.json", "map.graphml",
    "map.gexf", "network-canvas/codebook.csv", "fhir.json",
}
HALF = "Sam \ud83d"


def files_of(whole: WellbeingMap, everything: dict[str, Any] | None = None, **given: Any) -> dict[str, bytes]:
    return bundle_files(whole, everything or {}, participant_id="p_x", now=NOW, **given)


def test_every_file_is_there_and_each_is_named_in_the_read_me() -> None:
    files = files_of(WHOLE)
    assert ALWAYS <= set(files) and "left-out.txt" not in files
    told = files["READ-ME.txt"].decode()
    assert all(name.split("/")[0] in told for name in files if name != "READ-ME.txt")
    assert files["map.png"].startswith(b"\x89PNG") and files["page-for-my-gp.pdf"].startswith(b"%PDF")


def test_half_a_sign_is_refused_for_that_record_alone_and_named() -> None:
    whole = WellbeingMap(
        (Item("1", Kind.PERSON, HALF), Item("2", Kind.PERSON, "Kai"), Item("3", Kind.PLACE, "the pool", aliases=(HALF,)),
         Item("4", Kind.PET, "Rex")),
        (Tie("1", "2"), Tie("2", "4")), (Wish("w", "swim", ("1", "2")), Wish("v", HALF)), at=NOW,
    )
    files = files_of(whole, {"message": [{"text": HALF}]})
    kept = load_map(files["map.json"].decode())
    assert [item.label for item in kept.items] == ["Kai", "Rex"] and kept.ties == (Tie("2", "4"),)
    assert [(wish.text, wish.items) for wish in kept.wishes] == [("swim", ("2",))]
    told = files["left-out.txt"].decode()
    for words in ("A person (Sam �): It holds half of a sign", "A place (the pool)", "A link (Sam � + Kai): One end", "A wish (Sam �)"):
        assert words in told, told
    assert json.loads(files["everything.json"])["message"][0]["text"] == HALF
    assert ALWAYS <= set(files) and "left-out.txt" in files["READ-ME.txt"].decode()


@pytest.mark.parametrize(
    "bad",
    [
        Item("x", "robot", "Bo"), Item("x", Kind.PERSON, ""), Item("x", Kind.PERSON, 5), Item("2", Kind.PERSON, "Kai again"),
        Item("x", Kind.PERSON, "Bo", closeness="near"), Item("x\0", Kind.PERSON, "Bo"), Item("x", Kind.PERSON, "Bo", impact_words=["a"]),
        Item("x", Kind.PERSON, "Bo", aliases=(5,)), Item("x", Kind.PERSON, "Bo", sources="m1"),
    ],
)
def test_a_record_of_an_odd_shape_is_left_out_of_every_file(bad: Item) -> None:
    kept, left = sound_part(WellbeingMap((Item("2", Kind.PERSON, "Kai"), bad), at=NOW))
    assert [item.label for item in kept.items] == ["Kai"] and len(left) == 1
    assert [item.label for item in load_map(dump_map(kept)).items] == ["Kai"]
    assert list(nx.read_graphml(io.BytesIO(write_graphml(kept))).nodes) == ["2"]


def test_a_goal_that_says_nothing_is_left_out() -> None:
    kept, left = sound_part(WellbeingMap(goals=(Goal("g", ""), Goal("h", "swim"))))
    assert [goal.id for goal in kept.goals] == ["h"] and [(each.what, each.why) for each in left] == [("goal", "empty")]


def test_a_file_that_can_not_be_made_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise RuntimeError("the words of a person")

    monkeypatch.setattr(bundle_module, "write_page", broken)
    files = files_of(WHOLE)
    assert "page-for-my-gp.pdf" not in files and set(files) >= ALWAYS - {"page-for-my-gp.pdf"}
    assert "A file (page-for-my-gp.pdf): It could not be made." in files["left-out.txt"].decode()


def test_signs_that_some_files_can_not_hold_are_told_of_once() -> None:
    files = files_of(WellbeingMap((Item("1", Kind.PERSON, "bell\x07"),), at=NOW))
    assert load_map(files["map.json"].decode()).items[0].label == "bell\x07"
    assert nx.read_graphml(io.BytesIO(files["map.graphml"])).nodes["1"]["label"] == "bell�"
    assert "(bell�): It holds a sign" in files["left-out.txt"].decode()


@given(nasty_maps(), st.integers(0, 8))
@settings(deadline=None, max_examples=4)
def test_with_any_labels_and_one_broken_record_every_file_is_made(whole: WellbeingMap, place: int) -> None:
    items = (*whole.items[:place], Item("bad", Kind.PERSON, HALF), *whole.items[place:])
    spoiled = WellbeingMap(items, whole.ties, whole.wishes, whole.barriers, whole.goals, whole.at, whole.session, whole.name)
    kept, left = sound_part(spoiled)
    assert kept == whole and len(left) == 1
    assert ALWAYS | {"left-out.txt"} <= set(files_of(spoiled))


def row(kind: str, body: Any, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "body": body, "message_id": "m1", "at": NOW.isoformat(), "session": 1, "seq": 1} | more


def test_rows_that_can_not_be_read_are_passed_over_and_named() -> None:
    rows = [
        row("item_added", {"id": "a", "said": {"kind": "person", "label": "Kai"}}),
        row("item_added", {"id": "b", "said": {"kind": "robot", "label": "Bo"}}),
        row("item_added", {"id": "c", "said": {"kind": "person", "label": "Cy", "shoe": 9}}),
        row("item_changed", {"id": "a"}), row("sang", {}), row("item_added", None), row("tie_added", {"a": "a"}),
        row("goal_chosen", {"id": "g", "text": "swim"}, at="soon"), row("undone", {}), row("wish_added", {"id": "w", "text": "tea"}),
    ]
    found, left = map_of_rows(rows)
    assert [item.label for item in found.items] == ["Kai"] and [wish.text for wish in found.wishes] == ["tea"]
    assert len(left) == 8 and {each.name for each in left} >= {"Bo", "Cy", "swim"}


def test_a_map_file_with_half_a_sign_or_of_a_later_form_is_refused() -> None:
    data = json.loads(dump_map(WHOLE))
    with pytest.raises(MapUnreadable, match="half of a sign"):
        load_map(json.dumps({**data, "nodes": [{"id": "1", "kind": "person", "label": HALF}]}))
    with pytest.raises(MapUnreadable, match="newer Selfmap"):
        load_map(json.dumps({**data, "version": "2.0"}))
