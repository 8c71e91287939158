"""`selfmap draw`: from a file to a picture, and plain words where that can't be done."""

import io
from pathlib import Path

import pytest

from bot.cli import main
from mapping.export import dump_map
from tests.lives import LIVES, two_sessions

MAP = (
    '{"nodes": [{"id": "a", "kind": "person", "label": "Odette"}, {"id": "b", "kind": "place", "label": "the pool"}], '
    '"edges": [{"source": "a", "target": "b"}]}'
)


@pytest.mark.parametrize(
    ("ending", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".pdf", b"%PDF"), (".PNG", b"\x89PNG")]
)
def test_each_ending_draws(tmp_path: Path, ending: str, start: bytes) -> None:
    (tmp_path / "map.json").write_text(MAP)
    assert main(["draw", str(tmp_path / "map.json"), "-o", str(tmp_path / f"out{ending}")]) == 0
    assert (tmp_path / f"out{ending}").read_bytes().startswith(start)


def test_a_map_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MAP.encode())))
    assert main(["draw", "-", "-o", str(tmp_path / "out.svg")]) == 0
    assert "Odette" in (tmp_path / "out.svg").read_text()


@pytest.mark.parametrize(
    ("body", "out"),
    [
        (MAP, "out.gif"),
        (MAP, "out"),
        (MAP, "no/such/folder/out.png"),
        ("not json", "out.png"),
        ("[1, 2]", "out.png"),
        ("", "out.png"),
        (None, "out.png"),
        ("\xff", "out.png"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str | None, out: str
) -> None:
    if body is not None:
        (tmp_path / "map.json").write_bytes(body.encode("latin-1"))
    assert main(["draw", str(tmp_path / "map.json"), "-o", str(tmp_path / out)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("selfmap draw: ") and len(said.strip().splitlines()) == 1 and "Traceback" not in said
    assert not (tmp_path / out).exists()


BUSY = dump_map(LIVES["busy"]())


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        (["--view", "people"], "My people"),
        (["--view", "helps", "--theme", "dark"], "What helps"),
        (["--around", "tuesday CHOIR"], "Around Tuesday choir"),
        (["--view", "whole", "--title", "Spring"], "Spring"),
    ],
)
def test_a_part_of_the_map_is_drawn(tmp_path: Path, more: list[str], heading: str) -> None:
    (tmp_path / "map.json").write_text(BUSY)
    assert main(["draw", str(tmp_path / "map.json"), "-o", str(tmp_path / "out.svg"), *more]) == 0
    assert heading in (tmp_path / "out.svg").read_text()


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_two_sessions_are_compared(tmp_path: Path, ending: str) -> None:
    for name, map in zip(("before", "after"), two_sessions(), strict=True):
        (tmp_path / f"{name}.json").write_text(dump_map(map))
    out = tmp_path / f"out{ending}"
    assert main(["draw", str(tmp_path / "after.json"), "--since", str(tmp_path / "before.json"), "-o", str(out)]) == 0
    assert ending != ".svg" or "Bev from choir" in out.read_text()


@pytest.mark.parametrize("more", [["--around", "Nobody Known"], ["--since", "no-such.json"]])
def test_what_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    (tmp_path / "map.json").write_text(BUSY)
    assert main(["draw", str(tmp_path / "map.json"), "-o", str(tmp_path / "out.svg"), *more]) == 1
    assert more[1] in capsys.readouterr().err and not (tmp_path / "out.svg").exists()
