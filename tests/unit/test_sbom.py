"""The list of parts names every locked package of both environments, each with its hashes."""

import json
import re
from pathlib import Path

from bot.cli import main

REPOSITORY = Path(__file__).parents[2]


def test_every_locked_package_is_in_it_with_its_hashes(tmp_path: Path) -> None:
    assert main(["sbom", "-o", str(tmp_path)]) == 0
    for name in ("app", "dialogue"):
        locked = set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (REPOSITORY / "requirements" / f"{name}.lock").read_text(), re.MULTILINE))
        made = json.loads((tmp_path / f"{name}.cdx.json").read_text())
        assert made["bomFormat"] == "CycloneDX"
        parts = {(part["name"].lower().replace("_", "-"), part["version"]): part for part in made["components"]}
        assert {(package.lower().replace("_", "-"), version) for package, version in locked} == set(parts) and len(locked) > 90
        assert all(reference.get("hashes") for part in parts.values() for reference in part.get("externalReferences", []) if reference["type"] == "distribution")
        assert all(any(reference.get("hashes") for reference in part["externalReferences"]) for part in parts.values())


def test_every_locked_package_has_a_hash() -> None:
    """So nothing is installed that was not looked at when the lock was made."""
    for lock in (REPOSITORY / "requirements").glob("*.lock"):
        blocks = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text())
        assert [block.split("==")[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
