"""There is one way to a person's data: the source is walked, so that a page which goes round it fails here."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = ROOT / "bot" / "console"
FILES = sorted(CONSOLE.rglob("*.py"))
READERS = sorted(path for path in (CONSOLE / "readers").glob("*.py") if path.stem != "__init__")
# they guard the way, or hold what is not about a person; each is short, and each row it touches is named in its docstring
GUARDS = {"access.py", "emergencies.py", "joining.py", "log.py", "notices/queue.py"}
HARMLESS = {"mapping.store.access", "mapping.store.audit", "mapping.store.sharing", "mapping.store.engine", "mapping.store.migrate"}
STAFF_TABLES = {"worker", "worker_invite", "worker_recovery", "worker_session", "sign_in_try", "staff_notice"}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(part, ast.Import):
            found |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom):
            found |= {f"{part.module}.{alias.name}" for alias in part.names}
    return found


def _reaches_people(name: str) -> bool:
    """Whether what is imported can read a person's rows."""
    if name.startswith("mapping.store.console_tables."):
        return name.rpartition(".")[2] not in STAFF_TABLES
    if name.startswith("mapping.services."):
        return not name.rpartition(".")[2][0].isupper() or name in SERVICES
    return name.startswith("mapping.store") and not any(name.startswith(one) for one in HARMLESS)


SERVICES = {f"mapping.services.{name}" for name in ("Checkins", "Goals", "Maps", "Participants", "Sessions", "Sharing")}


def test_there_is_something_to_walk() -> None:
    assert len(FILES) > 30 and len(READERS) > 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CONSOLE)))
def test_nothing_but_readers_touches_what_is_held_about_people(path: Path) -> None:
    name = path.relative_to(CONSOLE).as_posix()
    if name.startswith("readers/") or name in GUARDS:
        return
    assert not {one for one in _imports(path) if _reaches_people(one)}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_whatever_reads_is_marked_with_what_it_reads(path: Path) -> None:
    module = importlib.import_module(f"bot.console.readers.{path.stem}")
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        if "engine" in inspect.signature(function).parameters:
            assert hasattr(function, "field") or hasattr(function, "what") or hasattr(function, "manages"), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CONSOLE)))
def test_only_the_access_path_calls_a_reader(path: Path) -> None:
    """A reader is handed over by its name, never called: then it would be called without being looked at or written down."""
    if path.relative_to(CONSOLE).parts[0] == "readers" or path.name == "access.py":
        return
    marked = {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for part in ast.walk(tree):
        if isinstance(part, ast.ImportFrom) and (part.module or "").startswith("bot.console.readers"):
            for alias in part.names:
                found = getattr(importlib.import_module(part.module), alias.name, None)
                marked[alias.asname or alias.name] = found
    for part in ast.walk(tree):
        if not isinstance(part, ast.Call):
            continue
        if isinstance(part.func, ast.Name) and part.func.id in marked:
            called = marked[part.func.id]
        elif isinstance(part.func, ast.Attribute) and isinstance(part.func.value, ast.Name) and inspect.ismodule(marked.get(part.func.value.id)):
            called = getattr(marked[part.func.value.id], part.func.attr)
        else:
            continue
        assert not any(hasattr(called, mark) for mark in ("field", "what", "manages")), ast.unparse(part.func)
