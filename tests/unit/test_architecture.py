"""Who may import whom (design §4): `mapping` stands alone, data flows one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"actions", "bot", "mapping", "nlu", "watching"}
INSIDE_RASA = {"jsonschema", "rasa", "sanic", "sqlalchemy", "cryptography", "redis", "bot", "watching", "numpy", "safetensors", "tensorflow", "tensorflow_text"}
FILES = sorted(path for top in OURS for path in (ROOT / top).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module a file imports, late imports included, by full name."""
    names: set[str] = set()
    for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(part, ast.Import):
            names |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom):
            assert part.level == 0, f"{path} uses a relative import"
            names |= {f"{part.module}.{alias.name}" for alias in part.names}
    return names


def ours(path: Path) -> set[str]:
    return {name for name in imported(path) if name.split(".")[0] in OURS}


def test_there_is_something_to_walk() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    top = path.relative_to(ROOT).parts[0]
    names = ours(path)
    if top == "mapping":
        assert all(name.startswith("mapping") for name in names)
    elif top == "watching":
        assert all(name.startswith("watching") for name in names)
    elif top == "nlu":
        assert all(name.startswith(("nlu", "mapping.model")) for name in names)
    elif top == "actions":
        assert not any(name.startswith("bot") for name in names)
    else:
        assert not any(name.startswith("actions") for name in names)


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "dialogue").glob("*.py")), ids=lambda path: path.name)
def test_what_runs_inside_rasa_needs_only_rasa(path: Path) -> None:
    import sys

    for name in imported(path):
        top = name.split(".")[0]
        assert top in INSIDE_RASA or top in sys.stdlib_module_names, name
        assert top != "bot" or name.startswith("bot.dialogue"), name
        assert top != "watching" or name.startswith("watching.lines"), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
