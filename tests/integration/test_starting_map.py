"""A starting map goes on a person's map with where it came from, once, and comes off again; the commands as a worker types them."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine, select, update

from bot.cli import main
from mapping.errors import ConsentMissing, NothingToUndo, ParticipantUnknown
from mapping.export import load_map
from mapping.model import Closeness, Impact, Item, Kind, Mention, Reading, Status, Tie, WellbeingMap
from mapping.services import Maps, Participants
from mapping.services.starting_map import take_back, take_in
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import change, message
from tests.integration.store_databases import DATABASES, empty_database
from tests.unit.nasty_maps import nasty_maps
from tests.unit.test_starting_map_files import STUDY, TWO, folder, zipped

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BROUGHT = WellbeingMap(
    (
        Item("a", Kind.PERSON, "Sam", "friend", closeness=Closeness.INNER), Item("b", Kind.PERSON, "jo"),
        Item("c", Kind.PLACE, "the pool", impact=Impact.HELPS), Item("d", Kind.PERSON, "Sam", "cousin"),
    ),
    (Tie("a", "c"), Tie("b", "d", "works with")),
)


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mo(engine: Engine) -> str:
    """Somebody who agreed that a map of them is kept."""
    people = Participants(engine)
    mo = people.find_or_add("web", "mo", now=NOON)
    people.record_consent(mo, True, version="1", now=NOON)
    return mo


def labels(engine: Engine, mo: str) -> list[str]:
    return [item.label for item in Maps(engine).map_of(mo).items]


def test_all_of_it_is_on_the_map_with_where_it_came_from(engine: Engine, mo: str) -> None:
    done = take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON)
    found = Maps(engine).map_of(mo)
    assert [item.label for item in found.items] == ["Sam (friend)", "Jo", "the pool", "Sam (cousin)"] and not done.again
    assert len(found.ties) == 2 and {tie.words for tie in found.ties} == {None, "works with"}
    sources = {source for each in (*found.items, *found.ties) for source in each.sources}
    with reading(engine) as connection:
        rows = connection.execute(select(message).where(message.c.id.in_(sources))).all()
    assert [(row.kind, row.text, row.state, row.participant_id) for row in rows] == [("import", "", "done", mo)] and len(sources) == 1
    assert [item.label for item in done.understood.added] == ["Sam (friend)", "Jo", "the pool", "Sam (cousin)"]


def test_the_same_files_again_change_nothing(engine: Engine, mo: str) -> None:
    take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON)
    before = Maps(engine).map_of(mo)
    assert take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON).again
    assert Maps(engine).map_of(mo) == before


def test_an_undo_takes_all_of_it_off_and_it_can_be_taken_in_again(engine: Engine, mo: str) -> None:
    take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON)
    Maps(engine).undo(mo, "m_undo", part="p", now=NOON)
    assert labels(engine, mo) == []
    assert not take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON).again
    assert len(labels(engine, mo)) == 4


def test_taken_back_later_what_the_person_said_since_stays(engine: Engine, mo: str) -> None:
    take_in(engine, mo, BROUGHT, fingerprint="f", now=NOON)
    Maps(engine).record(mo, "m1", Reading((Mention("Ann", Kind.PERSON), Mention("the pool", Kind.PLACE))), part="p", now=NOON)
    gone = take_back(engine, mo, fingerprint="f", now=NOON).undone
    assert labels(engine, mo) == ["Ann"] and len(gone) == 4
    with pytest.raises(NothingToUndo):
        take_back(engine, mo, fingerprint="f", now=NOON)


def test_what_the_person_said_stays_and_the_file_fills_gaps(engine: Engine, mo: str) -> None:
    said = (Mention("Jo", Kind.PERSON, "sister", closeness=Closeness.OUTER), Mention("the pool", Kind.PLACE, current=False))
    Maps(engine).record(mo, "m1", Reading(said), part="p", now=NOON)
    brought = WellbeingMap((
        Item("b", Kind.PERSON, "jo", closeness=Closeness.INNER, impact=Impact.HELPS), Item("c", Kind.PLACE, "The Pool", impact=Impact.MIXED)))
    done = take_in(engine, mo, brought, fingerprint="f", now=NOON)
    jo, pool = Maps(engine).map_of(mo).items
    assert (jo.closeness, jo.impact, pool.status, pool.impact) == (Closeness.OUTER, Impact.HELPS, Status.PAST, Impact.MIXED)
    assert not done.understood.added and done.met == (jo, pool) and jo.sources == ("m1", *pool.sources[1:])


def test_where_two_on_the_map_may_be_meant_it_is_left_out_and_asked_about(engine: Engine, mo: str) -> None:
    maps = Maps(engine)
    maps.record(mo, "m1", Reading((Mention("Sam", Kind.PERSON, "friend"),)), part="p", now=NOON)
    maps.record(mo, "m2", Reading((Mention("Sam", Kind.PERSON, "cousin"),)), part="p", now=NOON, meant={"Sam": "new"})
    before = labels(engine, mo)
    done = take_in(engine, mo, WellbeingMap((Item("x", Kind.PERSON, "Sam"),)), fingerprint="f", now=NOON)
    assert labels(engine, mo) == before and [each.label for each in done.understood.unclear] == ["Sam"]


def test_nobody_s_map_is_touched_without_consent(engine: Engine, mo: str) -> None:
    other = Participants(engine).find_or_add("web", "other", now=NOON)
    with pytest.raises(ConsentMissing):
        take_in(engine, other, BROUGHT, fingerprint="f", now=NOON)
    with pytest.raises(ParticipantUnknown):
        take_in(engine, "p_nobody", BROUGHT, fingerprint="f", now=NOON)
    with reading(engine) as connection:
        assert connection.execute(select(message)).all() == []


@given(first=nasty_maps(), second=nasty_maps())
@settings(deadline=None, max_examples=25)
def test_any_map_goes_on_and_comes_off_and_leaves_the_rest_as_it_was(
    first: WellbeingMap, second: WellbeingMap, tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = empty_database("sqlite", tmp_path_factory.mktemp("db"))
    upgrade(engine)
    people, maps = Participants(engine), Maps(engine)
    ann = people.find_or_add("web", "ann", now=NOON)
    people.record_consent(ann, True, version="1", now=NOON)
    done = take_in(engine, ann, first, fingerprint="1", now=NOON)
    before = maps.map_of(ann)
    assert len(before.items) == len(first.items) and len(before.ties) == len(first.ties) and not done.understood.unclear
    take_in(engine, ann, second, fingerprint="2", now=NOON)
    after = maps.map_of(ann)
    assert all(each.sources for each in (*after.items, *after.ties)) and len({i.id for i in after.items}) == len(after.items)
    if (after.items, after.ties) == (before.items, before.ties):
        with pytest.raises(NothingToUndo):
            take_back(engine, ann, fingerprint="2", now=NOON)
    else:
        take_back(engine, ann, fingerprint="2", now=NOON)
    back = maps.map_of(ann)
    assert (back.items, back.ties) == (before.items, before.ties)
    engine.dispose()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Engine, str]]:
    """An installation of its own, and somebody in it who agreed."""
    for name in ("SELFMAP_DATABASE_URL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path / "var"))
    from bot.settings import read_settings

    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    people = Participants(engine)
    mo = people.find_or_add("web", "mo", now=NOON)
    people.record_consent(mo, True, version="1", now=NOON)
    yield engine, mo
    engine.dispose()


def test_by_command_in_out_and_in_again(
    home: tuple[Engine, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine, mo = home
    study = zipped(tmp_path / "study.zip", STUDY)
    assert main(["import", mo, str(study), "--dry-run"]) == 0
    assert "Nothing is changed yet" in capsys.readouterr().out and labels(engine, mo) == []
    assert main(["import", mo, str(study)]) == 0
    said = capsys.readouterr().out
    for words in ('New on the map: Sam, Jo, "Joey" Ray, =Kai, the library.', "2 ties were put on the map.", "“undo”",
                  "- 2 rows of the type Gadget: I don't know what that is here.", "- closeness “4” (once, in", ": layout_x, layout_y"):
        assert words in said, said
    out = tmp_path / "all.zip"
    assert main(["export", mo, "-o", str(out)]) == 0
    assert out.stat().st_mode & 0o077 == 0 and not (tmp_path / "all.zip.part").exists()
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None and load_map(archive.read("map.json").decode()) == Maps(engine).map_of(mo)
        assert "left-out.txt" not in archive.namelist()
    people = Participants(engine)
    ann = people.find_or_add("web", "ann", now=NOON)
    people.record_consent(ann, True, version="1", now=NOON)
    assert main(["import", ann, str(out)]) == 0
    assert labels(engine, ann) == labels(engine, mo) and len(Maps(engine).map_of(ann).ties) == 2
    capsys.readouterr()
    assert main(["import", ann, str(out)]) == 0 and "taken in before" in capsys.readouterr().out
    assert main(["import", ann, str(out), "--undo"]) == 0 and "Taken off the map again: Sam" in capsys.readouterr().out
    assert labels(engine, ann) == []


def test_with_a_mapping_file_the_rest_of_the_same_files_is_taken(
    home: tuple[Engine, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine, mo = home
    study, mapping = zipped(tmp_path / "study.zip", STUDY), tmp_path / "mine.yml"
    mapping.write_text("types: {activity: [Gadget]}\nvalues: {closeness: {middle: [4]}}\n")
    assert main(["import", mo, str(study)]) == 0
    assert main(["import", mo, str(study), "--mapping", str(mapping)]) == 0
    found = Maps(engine).map_of(mo)
    assert [item.label for item in found.items] == ["Sam", 'Jo, "Joey" Ray', "=Kai", "the library", "phone", "radio"]
    assert found.items[1].closeness is Closeness.MIDDLE
    capsys.readouterr()
    assert main(["import", mo, str(study), "--mapping", str(mapping), "--undo"]) == 0
    assert capsys.readouterr().out == "Taken off the map again: phone, radio.\nAs it was before these files: Jo, \"Joey\" Ray.\n"
    assert len(labels(engine, mo)) == 4


def test_files_that_brought_nothing_new_have_nothing_to_take_back(home: tuple[Engine, str], tmp_path: Path) -> None:
    engine, mo = home
    assert main(["import", mo, str(zipped(tmp_path / "study.zip", STUDY))]) == 0
    assert main(["export", mo, "-o", str(tmp_path / "all.zip")]) == 0
    assert main(["import", mo, str(tmp_path / "all.zip")]) == 0
    assert main(["import", mo, str(tmp_path / "all.zip"), "--undo"]) == 1
    assert len(labels(engine, mo)) == 4


def test_a_row_that_can_not_be_read_does_not_stop_the_export(home: tuple[Engine, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine, mo = home
    Maps(engine).record(mo, "m1", Reading((Mention("Kai", Kind.PERSON), Mention("Bo", Kind.PERSON))), part="p", now=NOON)
    with writing(engine) as connection:
        rows = connection.execute(select(change.c.seq, change.c.body).where(change.c.kind == "item_added").order_by(change.c.seq)).all()
        connection.execute(update(change).where(change.c.seq == rows[1].seq).values(body={**rows[1].body, "said": {"kind": "robot", "label": "Bo"}}))
    assert main(["export", mo, "-o", str(tmp_path / "all.zip")]) == 0
    assert "left-out.txt" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert "Something that was said (Bo): It was kept in a way that can't be read." in archive.read("left-out.txt").decode()
        assert [item.label for item in load_map(archive.read("map.json").decode()).items] == ["Kai"]
        assert "robot" in json.dumps(json.loads(archive.read("everything.json")))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "p_nobody", "study"], "Nobody has the id"), (["import", "MO", "nowhere.zip"], "can't be read"),
        (["import", "MO", "two"], "2 interviews"), (["import", "MO", "study", "--mapping", "none.yml"], "can't be read"),
        (["import", "MO", "study", "--undo"], "Nothing from these files"), (["import", "OTHER", "study"], "has not agreed"),
        (["export", "p_nobody", "-o", "x.zip"], "No participant has this id"), (["export", "MO", "-o", "no/such/x.zip"], "can't be written"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(
    home: tuple[Engine, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    engine, mo = home
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "study", STUDY)
    folder(tmp_path / "two", TWO)
    names = {"MO": mo, "OTHER": Participants(engine).find_or_add("web", "other", now=NOON)}
    assert main([names.get(each, each) for each in arguments]) == 1
    said = capsys.readouterr().err
    assert words in said and len(said.strip().splitlines()) == 1 and "Traceback" not in said
    assert labels(engine, mo) == []


def test_the_shipped_mapping_file_is_shown_and_reads_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from mapping.taking_in import read_meanings, shipped_meanings

    with pytest.raises(SystemExit) as done:
        main(["import", "--show-mapping"])
    (tmp_path / "mine.yml").write_text(capsys.readouterr().out)
    assert done.value.code == 0 and read_meanings(tmp_path / "mine.yml") == shipped_meanings()
