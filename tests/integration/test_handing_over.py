"""Everything of a person is read, drawn and packed once, whether their pictures fit or not; where they do not, that is said."""

import io
import json
import os
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert

import mapping.export.bundle
import mapping.render.picture
from bot.handing_over import zip_within
from mapping.export.page import write_page
from mapping.model import Item, Kind, Mention, Reading, Tie, WellbeingMap
from mapping.render import draw_png, draw_svg
from mapping.services import Maps, Participants
from mapping.store.engine import make_engine, writing
from mapping.store.migrate import upgrade
from mapping.store.sealing.columns import SealedBytes
from mapping.store.tables import message, picture
from mapping.words import read_words

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PICTURES, BYTES = 4, 200_000
ALL = 100_000_000


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    return engine


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the dear parts of the way were gone."""
    counted: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        before = getattr(owner, name)

        def counting(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return before(*given, **named)

        monkeypatch.setattr(owner, name, counting)

    for name in ("draw_png", "draw_svg", "write_page", "dump_everything", "place_items"):
        count(mapping.export.bundle, name)
    count(mapping.render.picture, "place_items")
    count(Participants, "holdings")
    count(SealedBytes, "from_bytes")
    return counted


@pytest.fixture
def who(engine: Engine) -> str:
    person = Participants(engine).find_or_add("telegram", "1", now=NOW)
    Participants(engine).record_consent(person, True, version="1", now=NOW)
    with writing(engine) as connection:
        connection.execute(insert(message).values(id="m_1", participant_id=person, direction="in", kind="text", state="done", text="i live with jo", at=NOW))
        connection.execute(insert(picture), [{"id": f"x_{each}", "participant_id": person, "at": NOW, "png": os.urandom(BYTES), "words": "My map, in words"} for each in range(PICTURES)])
    Maps(engine).record(person, "m_1", Reading(mentions=(Mention("Jo", Kind.PERSON),)), part="said", now=NOW)
    return person


def opened(body: bytes) -> tuple[dict[str, Any], str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None and {"map.png", "page-for-my-gp.pdf", "map.json"} <= set(archive.namelist())
        return json.loads(archive.read("everything.json")), archive.read("READ-ME.txt").decode()


def test_what_fits_comes_with_its_pictures(engine: Engine, who: str, done: Counter[str]) -> None:
    held, told = opened(zip_within(engine, who, NOW, most=ALL))
    assert all(row["png"] for row in held["picture"]) and len(held["picture"]) == PICTURES
    assert read_words("export")["readme"]["no_pictures"] not in told
    assert done == {"holdings": 1, "draw_png": 1, "draw_svg": 1, "write_page": 1, "place_items": 1, "dump_everything": 1, "from_bytes": PICTURES}


def test_what_is_too_heavy_is_made_once_and_no_picture_is_read(engine: Engine, who: str, done: Counter[str]) -> None:
    assert Participants(engine).weight_of_pictures(who) >= PICTURES * BYTES
    body = zip_within(engine, who, NOW, most=PICTURES * BYTES - 1)
    held, told = opened(body)
    assert len(body) < PICTURES * BYTES and [(row["png"], row["words"]) for row in held["picture"]] == [(None, "My map, in words")] * PICTURES
    assert held["message"][0]["text"] == "i live with jo"
    assert read_words("export")["readme"]["no_pictures"] in told
    assert done == {"holdings": 1, "draw_png": 1, "draw_svg": 1, "write_page": 1, "place_items": 1, "dump_everything": 1}


def test_where_the_rest_tips_the_scales_only_what_holds_them_is_written_again(engine: Engine, who: str, done: Counter[str]) -> None:
    most = Participants(engine).weight_of_pictures(who)
    body = zip_within(engine, who, NOW, most=most)
    held, told = opened(body)
    assert len(body) <= most and {row["png"] for row in held["picture"]} == {None}
    assert read_words("export")["readme"]["no_pictures"] in told
    assert done == {"holdings": 1, "draw_png": 1, "draw_svg": 1, "write_page": 1, "place_items": 1, "dump_everything": 2, "from_bytes": PICTURES}


def test_a_picture_on_a_layout_that_is_known_is_the_same_picture() -> None:
    whole = WellbeingMap((Item("1", Kind.PERSON, "Jo"), Item("2", Kind.PLACE, "library")), (Tie("1", "2"),), at=NOW)
    files = mapping.export.bundle.bundle_files(whole, {}, participant_id="p_1", now=NOW)
    assert files["map.png"] == draw_png(whole, now=NOW) and files["map.svg"].decode() == draw_svg(whole, now=NOW)
    assert files["page-for-my-gp.pdf"] == write_page(whole, now=NOW)
