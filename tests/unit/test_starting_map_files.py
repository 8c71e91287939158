"""A Network Canvas export is read as a starting map, and what was not taken is said."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.errors import MapUnreadable
from mapping.export.network_canvas import write_network_canvas
from mapping.export.signs import writable
from mapping.export.sound import sound_part
from mapping.layout.measure import tidy
from mapping.model import Closeness, Frequency, Impact, Item, Kind, Status, Tie, WellbeingMap
from mapping.taking_in import NotTaken, StartingMap, read_meanings, read_starting_map, read_tables, shipped_meanings
from mapping.words import read_words
from tests.unit.nasty_maps import LABELS, NOW, nasty_maps

# as Network Canvas Interviewer 7 writes it: CRLF, an apostrophe before a formula, one column an option of a categorical
STUDY = {
    "P014_9b2e_ego.csv": "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,networkCanvasProtocolName,sessionStart,"
    "sessionFinish,sessionExported,APP_VERSION,COMMIT_HASH,age\r\ne1,P014,9b2e,Support Study,2026-01-05T10:00:00.000Z,,"
    "2026-01-06T10:00:00.000Z,7.0.0,abc,37\r\n",
    "P014_9b2e_attributeList_Person.csv": "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,relationship_friend,relationship_mother,"
    "relationship_key_worker,contact_freq,closeness,layout_x,layout_y\r\n"
    "1,e1,a,Sam,true,false,false,Weekly,Very close,0.3,0.4\r\n"
    "2,e1,b,\"Jo, \"\"Joey\"\" Ray\",false,false,true,Monthly,4,0.1,0.2\r\n"
    "3,e1,c,'=Kai,false,false,false,,,,\r\n"
    "4,e1,d,,true,false,false,,,,\r\n",
    "P014_9b2e_attributeList_Venue.csv": "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\r\n5,e1,p,the library\r\n",
    "P014_9b2e_attributeList_Gadget.csv": "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\r\n6,e1,q,phone\r\n7,e1,r,radio\r\n",
    "P014_9b2e_edgeList_Knows.csv": "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID\r\n"
    "1,1,2,e1,x1,a,b\r\n2,1,6,e1,x2,a,q\r\n3,1,9,e1,x3,a,zz\r\n4,1,1,e1,x4,a,a\r\n",
    "P014_9b2e_edgeList_GoesTo.csv": "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID\r\n"
    "1,1,5,e1,x5,a,p\r\n2,2,1,e1,x6,b,a\r\n",
}


def folder(path: Path, files: dict[str, str | bytes]) -> Path:
    path.mkdir(exist_ok=True)
    for name, body in files.items():
        (path / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(f"networkCanvasExport/{name}", body)
    return path


def taken(path: Path, mapping: Path | None = None, case: str | None = None) -> StartingMap:
    return read_starting_map(*read_tables(path), read_meanings(mapping) if mapping else shipped_meanings(), case=case)


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_study_s_files_become_a_map(tmp_path: Path, kind: str) -> None:
    path = folder(tmp_path / "out", STUDY) if kind == "folder" else zipped(tmp_path / "out.zip", STUDY)
    found = taken(path)
    assert {item.id: item.label for item in found.map.items} == {"a": "Sam", "b": 'Jo, "Joey" Ray', "c": "=Kai", "p": "the library"}
    sam, jo, kai, library = (next(item for item in found.map.items if item.id == each) for each in "abcp")
    assert sam == Item("a", Kind.PERSON, "Sam", "friend", None, False, Closeness.INNER, Frequency.WEEKLY)
    assert (jo.relation, jo.relation_words, jo.formal, jo.frequency, jo.closeness) == (
        "support worker", "key worker", True, Frequency.MONTHLY, None)
    assert (kai.relation, library.kind) == (None, Kind.PLACE)
    assert set(found.map.ties) == {Tie("a", "b", "goes to"), Tie("a", "p", "goes to")}


def test_what_was_not_taken_is_said(tmp_path: Path) -> None:
    left = set(taken(folder(tmp_path / "out", {**STUDY, "notes.txt": "hello", "a.graphml": "<x/>"})).not_taken)
    person = "P014_9b2e_attributeList_Person.csv"
    assert left == {
        NotTaken("other_files", "a.graphml, notes.txt"), NotTaken("type", "Gadget", count=2),
        NotTaken("nameless", where=person), NotTaken("value", "closeness “4”", person), NotTaken("columns", "layout_x, layout_y", person),
        NotTaken("tie_of_left", "Knows"), NotTaken("tie_end", "Knows"), NotTaken("tie_self", "Knows"), NotTaken("ego", "age"),
    }


def test_a_mapping_file_says_what_their_words_mean(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(
        "types:\n  activity: [Gadget]\n  leave out: [Venue]\nvalues:\n  closeness:\n    middle: [4]\nties:\n  mates: [Knows]\n"
        "variables:\n  leave out: [contact_freq]\n")
    found = taken(folder(tmp_path / "out", STUDY), mapping)
    assert {item.label: item.kind for item in found.map.items if item.kind is not Kind.PERSON} == {
        "phone": Kind.ACTIVITY, "radio": Kind.ACTIVITY}
    jo = next(item for item in found.map.items if item.id == "b")
    assert jo.closeness is Closeness.MIDDLE and jo.frequency is None
    assert Tie("a", "b", "goes to, mates") in found.map.ties and Tie("a", "q", "mates") in found.map.ties
    assert NotTaken("type_left", "Venue") in found.not_taken


TWO = {
    "all_ego.csv": "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID\r\ne1,ann,s1\r\ne2,bob,s2\r\n",
    "all_attributeList_Person.csv": "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\r\n1,e1,a,Sam\r\n1,e2,b,Zed\r\n",
}


@pytest.mark.parametrize("case", ["bob", "s2", "e2"])
def test_of_several_interviews_one_is_chosen(tmp_path: Path, case: str) -> None:
    path = folder(tmp_path / "out", TWO)
    assert [item.label for item in taken(path, case=case).map.items] == ["Zed"]
    with pytest.raises(MapUnreadable, match="2 interviews.*--case.*ann, bob"):
        taken(path)
    with pytest.raises(MapUnreadable, match="No interview.*'cat'.*ann, bob"):
        taken(path, case="cat")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.txt": "x"}, "no CSV file"),
        ({"a.csv": "x,y\r\n1,2\r\n"}, "no list of people"),
        ({"a.csv": ""}, "no list of people"),
        ({"a.csv": b"name\xff\xfe"}, "not text in UTF-8"),
        ({"x_attributeList_Person.csv": "networkCanvasUUID,name\r\na,Sam \ud83d\r\n".encode("utf-8", "surrogatepass")}, "not text in UTF-8"),
        ({"a.csv": b"x" * 20_000_001}, "larger than 20 MB"),
        ({"a.csv": '"' + "x" * 200_000 + '"'}, "not a table"),
    ],
)
def test_what_can_not_be_read_is_told_in_one_sentence(tmp_path: Path, files: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(MapUnreadable, match=words) as caught:
        taken(folder(tmp_path / "out", files))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", b'"' + b"x" * 200_000 + b'"'])
def test_a_table_that_can_not_be_read_spoils_none_of_the_rest(tmp_path: Path, broken: bytes) -> None:
    found = taken(folder(tmp_path / "out", {"x_attributeList_Person.csv": "networkCanvasUUID,name\r\na,Sam\r\n", "y.csv": broken}))
    assert [item.label for item in found.map.items] == ["Sam"]
    assert ("other_files", "y.csv") in [(left.why, left.what) for left in found.not_taken]


def test_a_broken_or_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MapUnreadable, match="can't be read"):
        taken(tmp_path / "nowhere.zip")
    broken = zipped(tmp_path / "out.zip", STUDY).read_bytes()
    (tmp_path / "half.zip").write_bytes(broken[:300] + b"\0" * 60 + broken[360:])
    with pytest.raises(MapUnreadable, match="broken ZIP"):
        taken(tmp_path / "half.zip")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("types: [", "not written as it should be"), ("- a", "lines like"), ("kinds: {}", "a part 'kinds'"), ("types: {robot: [x]}", "'robot' is not known"),
        ("values: {age: {old: [9]}}", "values of 'age'"), ("types: {person: [x], pet: [X]}", "stands under both"), ("types: 5", "write lines like"),
        ("values: 5", "there must be names"), ("!!python/object:os.system x", "not written as it should be"),
    ],
)
def test_a_mapping_file_that_is_wrong_is_told_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "m.yml").write_text(text)
    with pytest.raises(MapUnreadable, match=words):
        read_meanings(tmp_path / "m.yml")
    with pytest.raises(MapUnreadable, match="can't be read"):
        read_meanings(tmp_path / "none.yml")


def test_odd_lines_and_a_semicolon_and_a_byte_order_mark(tmp_path: Path) -> None:
    body = "\ufeffnodeID;networkCanvasEgoUUID;networkCanvasUUID;name\r\n1;e1;a;Sam\r\n2;e1;b\r\n\r\n3;e1;c;Zoë;extra\r\n4;e1;d;Ann\r\n"
    found = taken(folder(tmp_path / "out", {"x_attributeList_Person.csv": body}))
    assert [item.label for item in found.map.items] == ["Sam", "Ann"]
    assert [each.where for each in found.not_taken if each.why == "odd_line"] == ["3", "4"]


def test_a_table_whose_name_column_is_not_known_is_told_and_can_be_mapped(tmp_path: Path) -> None:
    body = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,given,age\r\n1,e1,a,Sam,30\r\n"
    path = folder(tmp_path / "out", {"x_attributeList_Person.csv": body})
    assert taken(path).not_taken == (NotTaken("no_name_column", "given, age", "x_attributeList_Person.csv"),)
    (tmp_path / "m.yml").write_text("variables: {name: [given]}")
    assert [item.label for item in taken(path, tmp_path / "m.yml").map.items] == ["Sam"]


def test_locked_names_are_not_taken_for_names(tmp_path: Path) -> None:
    body = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\r\n1,e1,a,ENCRYPTED\r\n2,e1,b,ENCRYPTED\r\n"
    found = taken(folder(tmp_path / "out", {"x_attributeList_Person.csv": body}))
    assert not found.map.items and found.not_taken == (NotTaken("encrypted", where="x_attributeList_Person.csv", count=2),)


def test_there_is_an_end_to_what_is_taken(tmp_path: Path) -> None:
    rows = [["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "name"], *([n, "e1", f"n{n}", f"Sam {n // 60}"] for n in range(400))]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    found = taken(folder(tmp_path / "out", {"x_attributeList_Person.csv": out.getvalue()}))
    why = [each.why for each in found.not_taken]
    assert len(found.map.items) == 300 and "too_many" in why and "too_many_namesakes" in why


def test_the_same_files_have_the_same_fingerprint(tmp_path: Path) -> None:
    one, two = folder(tmp_path / "a", STUDY), zipped(tmp_path / "b.zip", STUDY)
    assert taken(one).fingerprint == taken(two).fingerprint != taken(folder(tmp_path / "c", TWO), case="ann").fingerprint


@given(whole=nasty_maps())
@settings(deadline=None, max_examples=60)
def test_our_own_tables_come_back(whole: WellbeingMap, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {name: body for name, body in write_network_canvas(whole, case="p_x", now=NOW).items()}
    if not whole.items:
        return
    found = taken(folder(tmp_path_factory.mktemp("out"), files))
    named = {item.id: item for item in whole.items if (label := tidy(writable(item.label))) and len(label) <= 200}
    assert sorted(map(_told, found.map.items)) == sorted(_told(item) for item in named.values())
    assert len(found.map.ties) == len([tie for tie in whole.ties if {tie.a, tie.b} <= set(named)])


def _told(item: Item) -> tuple[str, ...]:
    words = [tidy(writable(text or "")) for text in (item.label, item.impact_words, item.locality)]
    return (*words, *map(str, (item.kind, item.closeness, item.frequency, item.impact, item.status, item.formal)))


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_there_is_an_end_to_how_many_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr("mapping.taking_in.tables.MOST_FILES", 3)
    with pytest.raises(MapUnreadable, match="more than 3 files"):
        taken(folder(tmp_path / "out", STUDY) if kind == "folder" else zipped(tmp_path / "out.zip", STUDY))


def test_there_is_an_end_to_what_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapping.taking_in.tables.MOST_IN_ALL", 500)
    with pytest.raises(MapUnreadable, match="of tables"):
        taken(zipped(tmp_path / "out.zip", STUDY))


CELLS = st.one_of(LABELS, st.sampled_from(["", "true", "false", "e1", "a", "b", "inner", "[", '["x"]', "ENCRYPTED", "9" * 5000]))
COLUMNS = st.lists(st.one_of(st.sampled_from([
    "networkCanvasUUID", "networkCanvasEgoUUID", "networkCanvasSourceUUID", "networkCanvasTargetUUID", "networkCanvasCaseID", "name",
    "closeness", "closeness_inner", "impact_helps", "impact_hinders", "relation", "relation_friend", "aliases", "words", "formal", "_", "",
]), LABELS), max_size=7)
NAMES = st.sampled_from(["c_s_attributeList_Person.csv", "c_s_attributeList_Place.csv", "c_s_edgeList_Knows.csv", "c_s_ego.csv", "x.csv"])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, bytes]:
    """Files that look like an export and are anything but sound."""
    files = {}
    for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        columns = draw(COLUMNS)
        writer.writerow(columns)
        for _ in range(draw(st.integers(0, 4))):
            writer.writerow([draw(CELLS) for _ in range(len(columns) + draw(st.sampled_from([0, 0, 0, 1, -1])))])
        files[name] = out.getvalue().encode()
    return files


@given(files=st.one_of(tables(), st.dictionaries(NAMES, st.binary(max_size=200), min_size=1)))
@settings(deadline=None, max_examples=150)
def test_any_files_give_a_map_that_can_be_written_or_one_clear_sentence(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        found = taken(folder(tmp_path_factory.mktemp("out"), dict(files)), case="e1" if len(files) > 2 else None)
    except MapUnreadable as error:
        assert "\n" not in str(error)
    else:
        assert sound_part(found.map) == (found.map, ())
        assert all(each.why in read_words("taking_in")["not_taken"] for each in found.not_taken)


@given(text=st.text(st.sampled_from("types:{}[]- person\nvalues closeness,&*!'\"#1"), max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_mapping_file_is_read_or_told_of_in_one_sentence(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("mapping") / "m.yml"
    path.write_text(text)
    try:
        read_meanings(path)
    except MapUnreadable as error:
        assert len(str(error)) < 700


def _sentences(part: object) -> list[str]:
    if isinstance(part, dict):
        return [found for each in part.values() for found in _sentences(each)]
    return [str(part)]


@pytest.mark.parametrize("sentence", sorted({s for s in _sentences(read_words("taking_in")) if len(s.split()) > 6}))
def test_every_sentence_is_plain(sentence: str) -> None:
    assert textstat.textstat.flesch_kincaid_grade(re.sub(r"\{\w+\}", "it", sentence)) <= 5


def test_each_word_of_ours_means_itself_in_the_shipped_file() -> None:
    meanings = shipped_meanings()
    for name, closed in (("closeness", Closeness), ("frequency", Frequency), ("impact", Impact), ("status", Status)):
        assert {each.value for each in closed} == {meanings.values[name][each.value.replace(" ", "")] for each in closed}
    assert all(meanings.types[kind.value] == kind.value for kind in Kind)


@pytest.mark.parametrize(("said", "ring"), [("Inner circle", "inner"), ("middle circle", "middle"), ("Outer Circle", "outer"), ("inner ring", "inner")])
def test_the_circles_of_the_convoy_are_known(said: str, ring: str) -> None:
    assert shipped_meanings().values["closeness"].get(said.casefold().replace(" ", "")) == ring


def test_contact_details_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    """The same guard as in the talk, on names, words, other names and what is said of ties; a row of nothing else is not taken."""
    head = "networkCanvasUUID,name,relation_words,impact_words,locality,aliases\r\n"
    files = {
        "x_attributeList_Person.csv": head
        + 'a,Jo 07700 900123,"my mate, jo@example.com",she rings from 020 7946 0018,SW1A 1AA,Joey 07700900123\r\n'
        + "b,Sam,,,,\r\nc,07700 900123,,,,\r\n",
        "x_attributeList_Place.csv": head + "p,nan's 12 Elm Road,,,LS6 3HN,\r\n",
        "x_edgeList_Knows.csv": "edgeID,networkCanvasSourceUUID,networkCanvasTargetUUID,words\r\n1,a,b,met at 12 Elm Road\r\n",
    }
    found = taken(folder(tmp_path / "out", files))
    assert [item.label for item in found.map.items] == ["Jo …", "Sam", "nan's …"]
    assert not re.search(r"\d{3}|@|Elm|SW1A|LS6", repr(found.map)) and found.map.ties == (Tie("a", "b", "met at …"),)
    told = {each.where: each.count for each in found.not_taken if each.why == "details"}
    assert told == {"x_attributeList_Person.csv": 2, "x_attributeList_Place.csv": 1, "x_edgeList_Knows.csv": 1}
