"""A map goes into a file and comes back the same; a file that can't be read is told of in one sentence."""

import json
from datetime import timedelta

import networkx as nx
import pypdfium2
import pytest

from mapping.errors import MapUnreadable
from mapping.export import dump_map, load_map
from mapping.export.page import write_page
from mapping.model import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish,
)
from tests.unit.map_makers import NOON

WHOLE = WellbeingMap(
    (
        Item(
            "i1",
            Kind.PERSON,
            "Kai “K” <b>",
            "brother",
            "little brother",
            False,
            Closeness.INNER,
            Frequency.DAILY,
            Impact.HELPS,
            "makes me laugh",
            Status.CURRENT,
            "Hull",
            ("K",),
            ("m1", "m2"),
        ),
        Item("i2", Kind.PLACE, "جیم", status=Status.PAST, sources=("m1",)),
        Item("i3", Kind.PET, "Rex", status=Status.WISHED, sources=("m3",)),
    ),
    (Tie("i1", "i2", "trains there", 2, ("m1",)),),
    (Wish("w1", "swim", ("i2",), True, ("m4",)),),
    (Barrier("b1", "money", "w1", ("m4",)),),
    (Goal("g1", "swim on Mondays", ("i2",), "buy trunks", GoalState.PAUSED, NOON + timedelta(days=1), ("m5",)),),
    at=NOON,
    session=2,
    name="Mo",
)


@pytest.mark.parametrize("whole", [WHOLE, WellbeingMap()])
def test_there_and_back(whole: WellbeingMap) -> None:
    assert load_map(dump_map(whole)) == whole


def test_networkx_reads_the_file() -> None:
    graph = nx.node_link_graph(json.loads(dump_map(WHOLE)), edges="edges")
    assert graph.nodes["i1"]["closeness"] == "inner"
    assert graph.edges["i1", "i2"]["words"] == "trains there"


def test_what_is_missing_is_not_said() -> None:
    text = json.dumps(
        {
            "nodes": [
                {"id": "me", "kind": "participant"},
                {"id": 1, "kind": "person", "relation": None, "impact": None, "label": "Jo"},
                {"id": 2, "type": "place", "current": False, "impact": "positive"},
                {"id": 3, "kind": "person", "relation": "gp"},
            ],
            "links": [{"source": 2, "target": 1}, {"source": "me", "target": 1}, {"source": 1, "target": 1}],
        }
    )
    found = load_map(text)
    assert [(item.label, item.status, item.impact, item.formal) for item in found.items] == [
        ("Jo", Status.CURRENT, None, None), ("2", Status.PAST, Impact.HELPS, None), ("3", Status.CURRENT, None, True),
    ]
    assert found.ties == (Tie("1", "2"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"nodes": 5}',
        '{"nodes": [5]}',
        '{"nodes": [{"kind": "person"}]}',
        '{"nodes": [{"id": 1}]}',
        '{"nodes": [{"id": 1, "kind": "robot"}]}',
        '{"nodes": [{"id": 1, "kind": ["person"]}]}',
        '{"nodes": [{"id": 1, "kind": "person", "impact": "lovely"}]}',
        '{"nodes": [{"id": 1, "kind": "person"}, {"id": "1", "kind": "pet"}]}',
        '{"nodes": [], "edges": [{"source": 1, "target": 2}]}',
        '{"nodes": [], "edges": {"a": 1}}',
        '{"nodes": [], "graph": {"at": "soon"}}',
        '{"nodes": [], "graph": {"at": "2026-01-01"}}',
        '{"nodes": [], "graph": {"wishes": [{}]}}',
        "[" * 100_000,
        '{"nodes": [], "graph": {"wishes": 5}}',
        '{"nodes": [], "graph": {"goals": [{"text": "x", "state": "lost"}]}}',
    ],
)
def test_a_file_that_can_not_be_read_is_told_of_in_one_sentence(text: str) -> None:
    with pytest.raises(MapUnreadable) as caught:
        load_map(text)
    assert "map file" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(("hard", "wishes"), [(0, 0), (14, 1), (1, 14)])
def test_the_page_has_room_to_write_where_one_column_of_it_is_full(hard: int, wishes: int) -> None:
    """It stayed blank there, with no room to write on it, where one of two lists was long."""
    items = tuple(Item(f"i{n}", Kind.PERSON, f"Ann {n}", impact=(Impact.HINDERS, Impact.MIXED)[n % 2]) for n in range(2 * hard))
    pdf = write_page(WellbeingMap(items, wishes=tuple(Wish(f"w{n}", f"see Bo {n}") for n in range(2 * wishes))), now=NOON)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1 and "What I want to ask or say today" in document[0].get_textpage().get_text_range()
