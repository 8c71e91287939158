"""The words of the domain, for everything that says them: one place that knows how its YAML is read."""

from pathlib import Path
from typing import Any

import yaml

DOMAIN = Path(__file__).resolve().parents[2] / "domain"


def read_responses(*topics: str, folder: Path = DOMAIN) -> dict[str, dict[str, Any]]:
    """The first variant of every response of these topics, or of all: {"text", "buttons"?} by response name.

    A topic is read alone, so that its words can be said whatever became of another's. Raises OSError, yaml.YAMLError.
    """
    paths = [folder / f"{topic}.yml" for topic in topics] or sorted(folder.glob("*.yml"))
    found: dict[str, dict[str, Any]] = {}
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {name: variants[0] for name, variants in (content.get("responses") or {}).items()}
    return found
