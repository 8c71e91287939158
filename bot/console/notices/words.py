"""The words of notices to staff, read from words.yml beside this file."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

PATHS = {"alert": "/console/alerts", "passed_on": "/console/alerts", "emergency": "/console/emergencies", "test": "/console/account"}


def notice_words(kind: str, start: str) -> tuple[str, str]:
    """Subject and text. ``start`` is where the console is reached, such as https://console.example.org."""
    found = words()[kind]
    return found["subject"], found["text"].format(link=f"{start}{PATHS.get(kind, '')}")


@lru_cache
def words() -> dict[str, Any]:
    """All of them. Errors: OSError, yaml.YAMLError."""
    return yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
