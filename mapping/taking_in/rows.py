"""One row of an attribute list as an item: which column says what, and what its value means here."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from mapping.export.cells import unguard
from mapping.layout.measure import tidy
from mapping.model import Closeness, Frequency, Impact, Item, Kind, Status, is_formal
from mapping.taking_in.contact_details import STANDS_FOR, without_details
from mapping.taking_in.meanings import CLOSED, LEAVE_OUT, Meanings, alike
from mapping.taking_in.starting import NotTaken
from mapping.taking_in.tables import Table

LEFT_ALONE = frozenset({"nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "networkCanvasType", "item_id", "sources"})
LONGEST_NAME, LONGEST_WORDS = 200, 1000
ENCRYPTED = "ENCRYPTED"  # what Network Canvas writes for a name that only the researcher's passphrase opens
_TRUE, _FALSE = ("true", "1"), ("false", "0", "")
_SETS: Mapping[str, Any] = {"closeness": Closeness, "frequency": Frequency, "impact": Impact, "status": Status}


class Reader:
    """Reads the rows of one table; what could not be taken adds up until ``not_taken`` is asked."""

    def __init__(self, table: Table, meanings: Meanings, kind: Kind) -> None:
        self._table, self._meanings, self._kind = table, meanings, kind
        self._plain, self._options = _columns(table, meanings)
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._nameless: Counter[str] = Counter()
        self._with_details: set[str] = set()  # rows that had a phone number or the like in them

    def item(self, row: Mapping[str, str], item_id: str) -> Item | None:
        """The item of one row; None where it has no name that can be used."""
        label = tidy(self._text(row, "name"))
        if label == STANDS_FOR:
            return None  # nothing but a contact detail: told as such
        if not label or label == ENCRYPTED or len(label) > LONGEST_NAME or not item_id:
            self._nameless["encrypted" if label == ENCRYPTED else "long_name" if label else "nameless"] += 1
            return None
        closed = {name: self._closed(row, name) for name in _SETS}
        relation, words = self._relation(row)
        formal = self._closed(row, "formal")
        return Item(
            item_id, self._kind, label, relation, words, is_formal(relation) if formal is None else formal == "yes",
            closeness=closed["closeness"], frequency=closed["frequency"], impact=closed["impact"],
            impact_words=self._words(row, "impact words"), status=closed["status"] or Status.CURRENT,
            locality=self._words(row, "locality"), aliases=self._aliases(row, label),
        )

    def not_taken(self, rows: Iterable[Mapping[str, str]]) -> list[NotTaken]:
        """Rows without a name, values that are not known, and columns that have no place on a map."""
        name, rows = self._table.name, list(rows)
        if rows and "name" not in self._plain:
            columns = ", ".join(column for column in self._table.columns if column not in LEFT_ALONE)
            return [NotTaken("no_name_column", columns, name, len(rows))]
        used = {*self._plain.values(), *(column for options in self._options.values() for column in options.values())}
        spare = [c for c in self._table.columns if c not in used | LEFT_ALONE and any(row[c].strip() for row in rows)]
        return [
            *(NotTaken(why, where=name, count=count) for why, count in self._nameless.items()),
            *(NotTaken("value", f"{variable} “{value}”", name, count) for (variable, value), count in self._unknown.items()),
            *([NotTaken("columns", ", ".join(spare), name)] if spare else []),
            *([NotTaken("details", where=name, count=len(self._with_details))] if self._with_details else []),
        ]

    def _text(self, row: Mapping[str, str], variable: str) -> str:
        """What a row says, without phone numbers, addresses and the like: a map needs a name and a role, no more."""
        column = self._plain.get(variable)
        if column is None:
            return ""
        found = without_details(row[column].strip())
        if found.left_out:
            self._with_details.add(row["networkCanvasUUID"])
        return found.text

    def _words(self, row: Mapping[str, str], variable: str) -> str | None:
        return tidy(self._text(row, variable))[:LONGEST_WORDS].strip() or None

    def _said(self, row: Mapping[str, str], variable: str) -> list[str]:
        """What was chosen: the one value of an ordinal variable, or each option that is true of a categorical one."""
        if text := self._text(row, variable):
            return [text]
        return [option for option, column in self._options.get(variable, {}).items() if row[column].strip().lower() in _TRUE]

    def _closed(self, row: Mapping[str, str], variable: str) -> Any:
        said = [text for text in self._said(row, variable) if text != ENCRYPTED]
        meant = {found for text in said if (found := self._meanings.values[variable].get(alike(text)))}
        if variable == "impact" and {"helps", "hinders"} <= meant:
            meant = {"mixed"}
        if len(meant) == 1:
            value = meant.pop()
            return _SETS[variable](value) if variable in _SETS else value
        for text in said:
            self._unknown[variable, tidy(text)[:60]] += 1
        return None

    def _relation(self, row: Mapping[str, str]) -> tuple[str | None, str | None]:
        """The canonical relation, and the words for it where they say more. A word that is not known stays their word."""
        said, words = self._said(row, "relation"), self._words(row, "relation words")
        if self._kind not in (Kind.PERSON, Kind.PET) or not said or ENCRYPTED in said:
            return None, words
        meant = [self._meanings.values["relation"].get(alike(text)) for text in said]
        relation = next((each for each in meant if each), "other")
        own = ", ".join(tidy(text.replace("_", " "))[:60] for text in said)
        return relation, words or (own if alike(own) != alike(relation) else None)

    def _aliases(self, row: Mapping[str, str], label: str) -> tuple[str, ...]:
        text = self._text(row, "aliases")
        try:
            found = json.loads(text) if text.startswith("[") else text.split(";")
        except (ValueError, RecursionError):
            found = []
        words = (tidy(unguard(each))[:LONGEST_NAME] for each in found if isinstance(each, str))
        return tuple(dict.fromkeys(word for word in words if word and word != label))


def _columns(table: Table, meanings: Meanings) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """For each of our variables the column that says it, and for each closed one the columns of its options.

    The first name in the order of the table wins; a column of options has only true, false and nothing in it.
    """
    plain: dict[str, str] = {}
    for column in table.columns:
        variable = meanings.variables.get(alike(column))
        if variable and variable != LEAVE_OUT and column not in LEFT_ALONE:
            plain.setdefault(variable, column)
    options: dict[str, dict[str, str]] = {}
    for column in table.columns:
        for place in (n for n, letter in enumerate(column) if letter == "_"):
            variable = meanings.variables.get(alike(column[:place]))
            if variable in CLOSED and variable not in plain and column not in plain.values() and _is_choice(table, column):
                options.setdefault(variable, {}).setdefault(column[place + 1:], column)
    return plain, options


def _is_choice(table: Table, column: str) -> bool:
    return all(row[column].strip().lower() in _TRUE + _FALSE for row in table.rows)
