"""What Selfmap writes is read back by the programs others use: networkx, igraph, pandas, jsonschema, fhir.resources."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import igraph
import jsonschema
import networkx as nx
import pandas
import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings

from mapping.export import dump_map, load_map
from mapping.export.cells import guard, unguard
from mapping.export.fhir import write_bundle
from mapping.export.graphs import flat_graph, write_gexf, write_graphml
from mapping.export.network_canvas import (
    EDGE_COLUMNS, EDGE_VARIABLES, EGO_COLUMNS, EGO_VARIABLES, NODE_COLUMNS, NODE_VARIABLES, TYPES, write_network_canvas,
)
from mapping.export.node_link import SCHEMA
from mapping.export.signs import is_writable, writable
from mapping.model import WellbeingMap
from tests.unit.nasty_maps import LABELS, NOW, nasty_maps

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(SCHEMA.read_text()), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
Attributes = dict[str, dict[str, object]]


@given(nasty_maps())
@settings(deadline=None, max_examples=60)
def test_json_holds_to_its_schema_and_comes_back_the_same(whole: WellbeingMap) -> None:
    text = dump_map(whole)
    VALIDATOR.validate(json.loads(text))
    found = load_map(text)
    assert replace(found, ties=()) == replace(whole, ties=()) and set(found.ties) == set(whole.ties)


def test_the_schema_is_sound_and_refuses_what_is_no_map() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))
    good = json.loads(dump_map(WellbeingMap()))
    for wrong in ({"version": "2.0"}, {"nodes": [{"id": "a", "kind": "robot", "label": "x"}]}, {"edges": 5}, {"format": "x"}):
        assert not VALIDATOR.is_valid({**good, **wrong})


@given(nasty_maps())
@settings(deadline=None, max_examples=60)
def test_networkx_reads_graphml(whole: WellbeingMap) -> None:
    read = nx.read_graphml(io.BytesIO(write_graphml(whole)))
    flat = flat_graph(whole)
    assert dict(read.nodes(data=True)) == dict(flat.nodes(data=True))
    assert {frozenset(pair): said for *pair, said in read.edges(data=True)} == {
        frozenset(pair): {**said} for *pair, said in flat.edges(data=True)}
    assert read.graph["session"] == 2 and read.graph.get("goals") == flat.graph.get("goals")


@given(nasty_maps())
@settings(deadline=None, max_examples=40)
def test_networkx_reads_gexf(whole: WellbeingMap) -> None:
    read = nx.read_gexf(io.BytesIO(write_gexf(whole)))
    assert {node: said["label"] for node, said in read.nodes(data=True)} == {
        item.id: writable(item.label) for item in whole.items}
    assert {node: said["kind"] for node, said in read.nodes(data=True)} == {item.id: item.kind for item in whole.items}
    assert {frozenset(pair) for pair in read.edges()} == {frozenset((tie.a, tie.b)) for tie in whole.ties}


@given(whole=nasty_maps())
@settings(deadline=None, max_examples=40)
def test_igraph_reads_graphml(whole: WellbeingMap, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("graphs") / "map.graphml"
    path.write_bytes(write_graphml(whole))
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.vcount() == len(whole.items) and read.ecount() == len(whole.ties)
    assert {v["id"]: v["label"] for v in read.vs} == {item.id: writable(item.label) for item in whole.items}


@given(nasty_maps())
@settings(deadline=None, max_examples=60)
def test_pandas_reads_the_tables_in_network_canvas_layout(whole: WellbeingMap) -> None:
    files = write_network_canvas(whole, case="p_x", version="0.1", now=NOW)
    tables = {name.split("_", 3)[-1]: _table(body) for name, body in files.items() if name != "codebook.csv"}
    assert list(tables["ego.csv"]) == [*EGO_COLUMNS, *EGO_VARIABLES] and len(tables["ego.csv"]) == 1
    found = {}
    for kind, name in TYPES.items():
        if (table := tables.get(f"attributeList_{name}.csv")) is not None:
            assert list(table) == [*NODE_COLUMNS, *NODE_VARIABLES]
            found |= {row["item_id"]: (kind, unguard(row["name"])) for row in table.to_dict("records")}
    assert found == {item.id: (item.kind, writable(item.label)) for item in whole.items}
    edges = tables["edgeList_Tie.csv" if whole.ties else "edgeList.csv"]
    assert ("attributeList.csv" in tables) == (not whole.items)
    assert list(edges) == [*EDGE_COLUMNS, *EDGE_VARIABLES] and len(edges) == len(whole.ties)
    assert [unguard(words) for words in edges["words"]] == [writable(tie.words or "") for tie in whole.ties]


def _table(body: bytes) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False, encoding="utf-8")


@given(nasty_maps())
@settings(deadline=None, max_examples=40)
def test_no_cell_is_taken_for_a_formula(whole: WellbeingMap) -> None:
    for body in write_network_canvas(whole, case="p_x", now=NOW).values():
        for row in csv.reader(io.StringIO(body.decode(), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(LABELS)
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(("cell", "text"), [("'=SUM(A1)", "=SUM(A1)"), ("'-", "-"), ("'tis", "'tis"), ("'", "'"), ("", "")])
def test_network_canvas_s_own_guard_comes_off(cell: str, text: str) -> None:
    assert unguard(cell) == text


@given(LABELS)
def test_no_sign_is_left_that_xml_refuses(text: str) -> None:
    assert is_writable(writable(text)) and (writable(text) == text or not is_writable(text))


@given(nasty_maps())
@settings(deadline=None, max_examples=60)
def test_the_bundle_is_valid_fhir(whole: WellbeingMap) -> None:
    bundle = write_bundle(whole, participant_id="p_x", now=NOW)
    read = Bundle.model_validate(json.loads(json.dumps(bundle)))
    kinds = [each.resource.__class__.__name__ for each in read.entry]
    goals = [goal for goal in whole.goals if goal.text.strip()]
    assert kinds == ["Patient", "QuestionnaireResponse", *(["Goal"] * len(goals)), *(["CarePlan"] if goals else [])]
    urls = {each.fullUrl for each in read.entry}
    assert len(urls) == len(kinds) and set(_references(bundle)) <= urls
    assert is_writable(json.dumps(bundle, ensure_ascii=False))


def _references(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["reference"]] if "reference" in part else []
        return own + [found for each in part.values() for found in _references(each)]
    return [found for each in part for found in _references(each)] if isinstance(part, list) else []


def test_the_bundle_s_narratives_are_xml() -> None:
    from xml.etree import ElementTree

    from tests.unit.test_mapping_export import WHOLE

    bundle = write_bundle(WHOLE, participant_id="p_x", now=NOW)
    divs = [each["resource"]["text"]["div"] for each in bundle["entry"] if "text" in each["resource"]]
    assert len(divs) == 3
    for div in divs:
        assert "It is not a clinical record." in "".join(ElementTree.fromstring(div).itertext())


def test_every_column_is_in_the_codebook() -> None:
    table = _table(write_network_canvas(WellbeingMap(), case="p_x", now=NOW)["codebook.csv"])
    told = {(row["file"], row["column"]) for row in table.to_dict("records") if row["type"] and row["meaning"]}
    assert told == {
        *(("ego", c) for c in (*EGO_COLUMNS, *EGO_VARIABLES)), *(("attributeList", c) for c in (*NODE_COLUMNS, *NODE_VARIABLES)),
        *(("edgeList", c) for c in (*EDGE_COLUMNS, *EDGE_VARIABLES)),
    }


def test_the_same_map_gives_the_same_files() -> None:
    from tests.unit.test_mapping_export import WHOLE

    for write in (write_graphml, write_gexf, dump_map):
        assert write(WHOLE) == write(WHOLE)
    assert b"2026-03-02" in write_gexf(WHOLE)


def test_the_schema_ships_beside_the_code() -> None:
    assert SCHEMA.is_file() and SCHEMA.parent == Path(__file__).parents[2] / "mapping" / "export"
