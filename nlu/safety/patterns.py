"""The first stage of the screen: patterns of danger, with guards that tell a figure of speech from the real thing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nlu.safety.kinds import DangerKind, Hit

_FILE = Path(__file__).parent / "patterns.yml"
_MACRO = re.compile(r"\{([A-Z]+[0-9]?)\}")
_STOP = ". "


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason why words that sound like danger are not: a joke, grief, a time long past. `escape` undoes it."""

    name: str
    where: str  # before, after, sentence, near (the sentences beside too) or message
    pattern: re.Pattern[str]
    escape: re.Pattern[str] | None

    def holds(self, scope: Mapping[str, str]) -> bool:
        """Whether this guard calls off a match, given the text around it by place."""
        text = scope[self.where]
        if not self.pattern.search(text):
            return False
        return not (self.escape and self.escape.search(scope["near"]))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way that danger is put into words. ``everyday``: everyday talk uses these words too."""

    name: str
    kind: DangerKind
    pattern: re.Pattern[str]
    guards: tuple[Guard, ...]
    everyday: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What the patterns made of a message: the first hit, whether something was found but called off by a guard, and whether all that was hit is everyday words."""

    hit: Hit | None
    called_off: bool
    everyday: bool = False


class Patterns:
    """All the patterns, in the order in which kinds are looked for."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules

    @classmethod
    def load(cls) -> "Patterns":
        """The patterns of patterns.yml. Raises re.error or KeyError where that file is wrong."""
        data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        macros = data["macros"]
        guards = {name: _guard(name, row, macros) for name, row in (data["guards"] | data["more_guards"]).items()}
        return cls(tuple(_rules(data, guards, macros)))

    def find(self, text: str, *, after: int = 0) -> Finding:
        """Look for danger in plain text (see text.py). Only a match that ends beyond `after` counts."""
        called_off, first = False, None
        for rule in self._rules:
            if first and rule.everyday:
                continue
            for match in rule.pattern.finditer(text):
                if match.end() <= after:
                    continue
                scope = _scope(text, match)
                if any(guard.holds(scope) for guard in rule.guards):
                    called_off = True
                    continue
                first = first or Hit(rule.kind, f"pattern:{rule.name}")
                if rule.everyday:
                    break
                return Finding(first, called_off)
        return Finding(first, called_off, first is not None)


def _scope(text: str, match: re.Match[str]) -> dict[str, str]:
    """The text around a match: its sentence, the part before and after in it, the neighbouring sentences, all of it."""
    start = text.rfind(_STOP, 0, match.start()) + 1
    end = text.find(" .", match.end())
    end = len(text) if end < 0 else end
    near_start = text.rfind(_STOP, 0, max(0, start - 2)) + 1
    near_end = text.find(" .", end + 2)
    return {
        "before": text[start : match.start()],
        "after": text[match.end() : end],
        "sentence": text[start:end].strip(),
        "near": text[near_start : len(text) if near_end < 0 else near_end],
        "message": text,
    }


def _rules(data: Mapping[str, Any], guards: Mapping[str, Guard], macros: Mapping[str, str]) -> Iterator[Rule]:
    if unknown := set(data["everyday"]).difference(*data["patterns"].values()):
        raise KeyError(f"no pattern is called {sorted(unknown)}")
    for kind, rows in data["patterns"].items():
        for name, row in rows.items():
            names = [*data["usual"][kind], *row.get("more", ())]
            kept = tuple(guards[guard] for guard in names if guard not in row.get("not", ()))
            yield Rule(name, DangerKind(kind), _compile(f"\\b(?:{row['find']})(?![a-z0-9])", macros), kept, name in data["everyday"])


def _guard(name: str, row: Mapping[str, str], macros: Mapping[str, str]) -> Guard:
    escape = row.get("escape")
    return Guard(name, row["where"], _compile(row["pattern"], macros), _compile(escape, macros) if escape else None)


def _compile(source: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    """Macros filled in (they may hold macros), then compiled."""
    while _MACRO.search(source):
        source = _MACRO.sub(lambda found: macros[found[1]], source)
    return re.compile(source)
