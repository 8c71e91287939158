"""The log of who looked: it only grows; whatever is done to its rows all the same is found; and it holds nobody's words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.cli import main
from bot.console.log import Log
from mapping.store.access import looking, storing
from mapping.store.audit import Broken, Entry, head
from mapping.store.console_tables import audit
from tests.console.conftest import desk_on_postgres
from tests.console.desk import BOTH, STARTED
from tests.system.browser.serving import settings_in, store_in

ROWS = 12
on_both = pytest.mark.parametrize("engine", BOTH, indirect=True)


@pytest.fixture
def engine(home: Path, request: pytest.FixtureRequest) -> Engine:
    if getattr(request, "param", "sqlite") == "sqlite":
        return store_in(settings_in(home))
    return desk_on_postgres(request.getfixturevalue("server_url"), home).engine


@pytest.fixture
def log(tmp_path: Path, engine: Engine) -> Log:
    """A log with some rows."""
    made = Log(b"k" * 32, tmp_path / "audit.anchor")
    for number in range(ROWS):
        made.note(engine, Entry("w_ann", "looked", f"p_{number}", "map", details={"number": number}), now=STARTED)
    return made


def _do(engine: Engine, *statements: object) -> None:
    """As whoever owns the database: what stands in the way is taken away first."""
    with storing(engine) as connection:
        if connection.dialect.name == "sqlite":
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{act}"))
        else:
            connection.execute(text("DROP TRIGGER IF EXISTS audit_only_grows ON audit"))
        for statement in statements:
            connection.execute(statement)


@on_both
@pytest.mark.parametrize("change", [update(audit).values(actor="w_bob"), delete(audit), delete(audit).where(audit.c.seq == ROWS)], ids=["update", "delete", "cut"])
def test_the_database_itself_refuses_to_change_or_drop_a_row(engine: Engine, log: Log, change: object) -> None:
    with pytest.raises(DBAPIError, match="only grows"), storing(engine) as connection:
        connection.execute(change)
    assert log.verify(engine) is None
    with looking(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(audit)) == ROWS


@on_both
def test_many_who_look_at_once_make_one_chain(engine: Engine, log: Log) -> None:
    with ThreadPoolExecutor(8) as together:
        for done in [together.submit(log.note, engine, Entry(f"w_{number}", "looked", "p_x", "map"), now=STARTED) for number in range(40)]:
            done.result()
    assert log.verify(engine) is None
    with looking(engine) as connection:
        assert head(connection).seq == ROWS + 40


@on_both
def test_a_log_that_nobody_touched_is_whole(engine: Engine, log: Log) -> None:
    assert log.verify(engine) is None


@pytest.mark.parametrize("column", ["actor", "act", "subject", "field", "outcome", "at", "details", "mark"])
@pytest.mark.parametrize("seq", [1, 5, ROWS])
def test_a_changed_row_is_found(engine: Engine, log: Log, column: str, seq: int) -> None:
    other = {"at": STARTED.replace(year=2020), "details": {"number": 99}, "mark": "f" * 64}.get(column, "x")
    _do(engine, update(audit).where(audit.c.seq == seq).values({column: other}))
    assert log.verify(engine) == Broken(seq, "changed")


@on_both
@pytest.mark.parametrize("seq", [1, 5])
def test_a_dropped_row_is_found(engine: Engine, log: Log, seq: int) -> None:
    _do(engine, delete(audit).where(audit.c.seq == seq))
    assert log.verify(engine) == Broken(seq, "missing")


def test_a_dropped_row_whose_place_was_closed_is_found(engine: Engine, log: Log) -> None:
    _do(engine, delete(audit).where(audit.c.seq == 5), *[
        update(audit).where(audit.c.seq == seq).values(seq=seq - 1) for seq in range(6, ROWS + 1)])
    assert log.verify(engine) == Broken(5, "changed")


def test_swapped_rows_are_found(engine: Engine, log: Log) -> None:
    _do(engine, *[update(audit).where(audit.c.seq == a).values(seq=b) for a, b in ((4, 99), (7, 4), (99, 7))])
    assert log.verify(engine) == Broken(4, "changed")


@on_both
@pytest.mark.parametrize("left", [0, 3, ROWS - 1])
def test_a_log_that_was_cut_off_is_found(engine: Engine, log: Log, left: int) -> None:
    _do(engine, delete(audit).where(audit.c.seq > left))
    assert log.verify(engine) == Broken(left + 1, "cut off")


def test_a_log_written_anew_by_who_has_not_the_key_is_found(engine: Engine, log: Log, tmp_path: Path) -> None:
    _do(engine, delete(audit))
    forger = Log(b"f" * 32, tmp_path / "forged.anchor")
    for number in range(ROWS):
        forger.note(engine, Entry("w_bob", "looked", f"p_{number}", "map"), now=STARTED)
    assert log.verify(engine) == Broken(1, "changed")


def test_a_lost_anchor_is_found_and_one_kept_elsewhere_finds_what_it_would(engine: Engine, log: Log, tmp_path: Path) -> None:
    with looking(engine) as connection:
        elsewhere = head(connection)
    (tmp_path / "audit.anchor").unlink()
    assert log.verify(engine) == Broken(0, "no anchor")
    _do(engine, delete(audit).where(audit.c.seq > 8))
    log.note(engine, Entry("w_bob", "looked"), now=STARTED)  # the anchor is made anew
    assert log.verify(engine) is None
    assert log.verify(engine, elsewhere) == Broken(10, "cut off")


def test_words_are_refused(engine: Engine, log: Log) -> None:
    with pytest.raises(ValueError, match="not words"):
        log.note(engine, Entry("w_ann", "looked", details={"why": "he said so"}), now=STARTED)
    assert log.verify(engine) is None


@on_both
def test_erasing_a_person_leaves_the_log_whole(engine: Engine, log: Log) -> None:
    from mapping.services import Participants

    people = Participants(engine)
    somebody = people.find_or_add("web", "x", now=STARTED)
    log.note(engine, Entry("w_ann", "looked", somebody, "map"), now=STARTED)
    people.erase(somebody, why="asked", now=STARTED)
    assert log.verify(engine) is None
    with looking(engine) as connection:
        assert connection.scalar(select(audit.c.act).where(audit.c.subject == somebody)) == "looked"


def _tamper(home: Path) -> None:
    engine = store_in(settings_in(home))
    _do(engine, update(audit).where(audit.c.seq == 1).values(actor="w_nobody"))


@pytest.mark.parametrize(("spoil", "code", "says"), [(None, 0, "whole: 1 row"), (_tamper, 1, "Row 1 is not as it was written")])
def test_the_command_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None] | None, code: int, says: str,
) -> None:
    monkeypatch.setenv("SELFMAP_HOME", str(home))
    monkeypatch.delenv("SELFMAP_DATABASE_URL", raising=False)
    assert main(["worker", "add", "sam@example.org", "--name", "Sam Poe", "--role", "lead"]) == 0
    assert "/console/join/" in capsys.readouterr().out
    if spoil:
        spoil(home)
    assert main(["audit", "verify"]) == code
    printed = capsys.readouterr()
    assert says in printed.out + printed.err


def test_what_leaves_or_ends_by_a_command_is_in_the_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli import erase
    from mapping.services import Participants

    async def forgotten(*_: str) -> None:  # Rasa has a test of its own (tests/system/test_commands.py)
        pass

    monkeypatch.setenv("SELFMAP_HOME", str(home))
    monkeypatch.delenv("SELFMAP_DATABASE_URL", raising=False)
    monkeypatch.setattr(erase, "_forget_in_rasa", forgotten)
    engine = store_in(settings_in(home))
    somebody = Participants(engine).find_or_add("web", "x", now=STARTED)
    assert main(["export", somebody, "-o", str(home / "x.zip")]) == 0
    assert main(["export", "p_nobody", "-o", str(home / "y.zip")]) != 0
    assert main(["erase", somebody]) == 0
    with looking(engine) as connection:
        rows = [tuple(row) for row in connection.execute(select(audit.c.actor, audit.c.act, audit.c.subject).order_by(audit.c.seq))]
    assert rows == [("command", "exported", somebody), ("command", "erased", "")]
    assert main(["audit", "verify"]) == 0
