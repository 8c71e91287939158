"""The door for whoever watches: shut unless set, three addresses behind it, and nobody's words in any."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event, text

from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from watching.door import AddressWrong, address_for, open_door
from watching.figures import code
from watching.ready import Ready, writable


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    yield port


def get(port: int, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False, timeout=10)


def test_unless_set_no_port_is_opened() -> None:
    assert open_door("bot", None) is None and open_door("bot", "") is None


def test_each_process_of_a_machine_has_a_port_of_its_own() -> None:
    assert [address_for(name, "127.0.0.1:9400") for name in ("bot", "web", "actions")] == [("127.0.0.1", 9400 + more) for more in range(3)]
    assert address_for("bot", "[::1]:9400") == ("::1", 9400)


@pytest.mark.parametrize("wrong", ["9400", "here", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", ":9400"])
def test_an_address_that_is_none_is_said(wrong: str) -> None:
    with pytest.raises(AddressWrong, match="HOST:PORT"):
        address_for("bot", wrong)


def test_a_port_in_use_is_said(port: int) -> None:
    first = open_door("bot", f"127.0.0.1:{port}")
    with pytest.raises(AddressWrong, match="set another SELFMAP_METRICS_ADDRESS"):
        open_door("bot", f"127.0.0.1:{port}")
    first.shutdown()


def test_the_three_addresses(port: int) -> None:
    state = {"alive": True, "missing": {}}
    door = open_door("bot", f"127.0.0.1:{port}", alive=lambda: state["alive"], missing=lambda: state["missing"])
    assert (get(port, "/healthz").text, get(port, "/readyz").json()) == ("ok\n", {"ready": True, "missing": {}})
    state.update(alive=False, missing={"rasa": "does not answer (ConnectError)"})
    assert get(port, "/healthz").status_code == 503
    assert get(port, "/readyz").status_code == 503 and get(port, "/readyz").json()["missing"] == {"rasa": "does not answer (ConnectError)"}
    figures = get(port, "/metrics")
    assert figures.headers["Content-Type"].startswith("text/plain; version=") and "process_resident_memory_bytes" in figures.text
    assert get(port, "/").status_code == 404
    assert httpx.post(f"http://127.0.0.1:{port}/readyz", trust_env=False).status_code == 501
    door.shutdown()


def test_what_was_well_just_now_is_not_looked_at_again_and_what_was_not_is() -> None:
    looked: list[str] = []
    says: list[str | None] = ["away", None, "away"]

    def check() -> str | None:
        looked.append("x")
        return says[len(looked) - 1]

    ready = Ready({"database": check}, fresh=3600)
    assert [ready.missing() for _ in range(4)] == [{"database": "away"}, {}, {}, {}]
    assert len(looked) == 2


def test_a_check_that_breaks_says_that_its_part_is_not_ready() -> None:
    def breaks() -> str | None:
        raise ValueError("my sister Moira")

    assert Ready({"reader": breaks}).missing() == {"reader": "can't be looked at (ValueError)"}


def test_a_database_is_ready_where_it_takes_what_is_written(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    assert "can't be written" in writable(engine), "no tables yet"
    upgrade(engine)
    assert writable(engine) is None
    read_only = make_engine(f"sqlite:///file:{tmp_path / 'selfmap.db'}?mode=ro&uri=true")
    assert "can't be written" in writable(read_only)


def test_a_locked_database_is_not_ready_and_is_again_afterwards(tmp_path: Path) -> None:
    engine, other = (make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}") for _ in range(2))
    upgrade(engine)
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10"))
    with other.begin() as holding:
        holding.execute(text("SELECT 1"))
        assert "can't be written" in writable(engine)
    assert writable(engine) is None


def test_labels_are_short_codes() -> None:
    assert [code(given) for given in ("status:503", "ConnectError", "my sister Moira", "x" * 61, "")] == ["status:503", "ConnectError", "other", "other", "other"]
