"""What the words of somebody's Network Canvas protocol mean here: the shipped file, with theirs before it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mapping.errors import MapUnreadable
from mapping.model import RELATIONS, Closeness, Frequency, Impact, Kind, Status

SHIPPED = Path(__file__).parent / "network_canvas.yml"
LEAVE_OUT = "leave out"
NO_WORDS = "no words"
VARIABLES = ("name", "relation", "relation words", "formal", "closeness", "frequency", "impact", "impact words", "status",
             "locality", "aliases")
CLOSED = {
    "closeness": tuple(map(str, Closeness)), "frequency": tuple(map(str, Frequency)), "impact": tuple(map(str, Impact)),
    "status": tuple(map(str, Status)), "formal": ("yes", "no"), "relation": tuple(sorted(RELATIONS)),
}


@dataclass(frozen=True, slots=True)
class Meanings:
    """For each word of theirs, compared by ``alike``, what it means here."""

    types: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def alike(word: object) -> str:
    """A word as it is compared: no capitals, spaces, hyphens, underlines or other signs that are no letters."""
    text = unicodedata.normalize("NFKC", str(word)).casefold()
    return re.sub(r"[\W_]+", "", text) or text.strip()


def shipped_meanings() -> Meanings:
    """The meanings that Selfmap ships."""
    return _meanings(_parsed(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name), SHIPPED.name)


def read_meanings(path: Path) -> Meanings:
    """The meanings in a file of theirs, before those that are shipped. Raises MapUnreadable."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MapUnreadable(f"The mapping file {path.name} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise MapUnreadable(f"The mapping file {path.name} is not text in UTF-8.") from None
    own, shipped = _meanings(_parsed(text, path.name), path.name), shipped_meanings()
    return Meanings(
        {**shipped.types, **own.types}, {**shipped.ties, **own.ties}, {**shipped.variables, **own.variables},
        {name: {**shipped.values[name], **own.values.get(name, {})} for name in CLOSED},
    )


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise MapUnreadable(f"The mapping file {name} is not written as it should be{where}. Compare it with the shipped one.") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise MapUnreadable(f"The mapping file {name} must have lines like “types:”. Compare it with the shipped one.")
    return data


class _PlainLoader(yaml.SafeLoader):
    """YAML in which every word stays the word that is written: yes is "yes" and 1 is "1"."""


_PlainLoader.yaml_implicit_resolvers = {}


def _meanings(data: dict[str, Any], name: str) -> Meanings:
    known = ("types", "ties", "variables", "values")
    for part in data:
        if part not in known:
            raise MapUnreadable(f"The mapping file {name} has a part {part!r}. The parts are: {', '.join(known)}.")
    values = data.get("values") or {}
    if not isinstance(values, dict):
        raise MapUnreadable(f"In the mapping file {name}, under “values:” there must be names like “closeness:”.")
    for variable in values:
        if variable not in CLOSED:
            raise MapUnreadable(f"In the mapping file {name}, values of {variable!r} can't be set. Those that can: {', '.join(CLOSED)}.")
    return Meanings(
        _turned(data.get("types"), (*map(str, Kind), LEAVE_OUT), f"{name}, types"),
        _turned(data.get("ties"), None, f"{name}, ties"),
        _turned(data.get("variables"), (*VARIABLES, LEAVE_OUT), f"{name}, variables"),
        {each: _turned(values.get(each), CLOSED[each], f"{name}, values of {each}") for each in CLOSED},
    )


def _turned(lists: Any, allowed: tuple[str, ...] | None, where: str) -> dict[str, str]:
    """{ours: [theirs]} as {theirs: ours}."""
    if lists in (None, ""):
        return {}
    if not isinstance(lists, dict):
        raise MapUnreadable(f"In the mapping file {where}, write lines like “person: [Friend, Family]”.")
    found: dict[str, str] = {}
    for ours, theirs in lists.items():
        if allowed is not None and ours not in allowed:
            raise MapUnreadable(f"In the mapping file {where}, {ours!r} is not known. It must be one of: {', '.join(allowed)}.")
        for word in theirs if isinstance(theirs, list) else [theirs] if theirs else []:
            if found.setdefault(alike(word), str(ours)) != ours:
                raise MapUnreadable(f"In the mapping file {where}, {word!r} stands under both {found[alike(word)]!r} and {ours!r}.")
    return found
