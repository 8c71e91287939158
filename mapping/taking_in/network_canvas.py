"""A Network Canvas export as a starting map: node types become kinds, variables attributes, edges ties.

Read by what the columns say (``networkCanvasUUID``, ``networkCanvasSourceUUID`` ...), the file's name giving the type; see
``mapping/export/network_canvas.py`` for the layout and its source. Where a value is not known, it is left out and told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mapping.errors import MapUnreadable
from mapping.export.network_canvas import EGO_COLUMNS
from mapping.model import Item, Kind, Tie, WellbeingMap
from mapping.taking_in.contact_details import without_details
from mapping.taking_in.meanings import LEAVE_OUT, NO_WORDS, Meanings, alike
from mapping.taking_in.rows import LEFT_ALONE, Reader
from mapping.taking_in.starting import NotTaken, StartingMap
from mapping.taking_in.tables import Table

EGO, NODE, SOURCE, TARGET = (
    "networkCanvasEgoUUID", "networkCanvasUUID", "networkCanvasSourceUUID", "networkCanvasTargetUUID",
)
CASE, SESSION = "networkCanvasCaseID", "networkCanvasSessionID"
EGO_ALONE = frozenset(EGO_COLUMNS)
MOST_ITEMS = 300
MOST_NAMESAKES = 50
MOST_NAMED = 20  # file names in one line
_TYPE = re.compile(r"(?:^|_)(?:attributeList|edgeList)_(?P<type>.+)\.csv$", re.IGNORECASE)


def read_starting_map(
    tables: Sequence[Table], others: Sequence[str], fingerprint: str, meanings: Meanings, *, case: str | None = None
) -> StartingMap:
    """The map in these tables. ``case`` is a case id, session or ego UUID, needed where there are several interviews.

    Raises MapUnreadable where the tables are no Network Canvas export, or it is not clear which interview is meant.
    """
    nodes = [table for table in tables if NODE in table.columns and SOURCE not in table.columns]
    edges = [table for table in tables if {SOURCE, TARGET} <= set(table.columns)]
    egos = [table for table in tables if EGO in table.columns and NODE not in table.columns]
    if not nodes:
        raise MapUnreadable(
            "There is no list of people or places in these files (a CSV file with a column networkCanvasUUID). "
            "In Network Canvas, export with “CSV” turned on."
        )
    ego = _which(egos, nodes, case)
    used = [*nodes, *edges, *egos]
    unused = [*(table.name for table in tables if table not in used), *others]
    left = [NotTaken("other_files", ", ".join(unused[:MOST_NAMED]) + (" …" if unused[MOST_NAMED:] else ""))] if unused else []
    left += [NotTaken("odd_line", table.name, str(line)) for table in used for line in table.odd_lines]
    items, missing = _items(nodes, ego, meanings, left)
    ties = _ties(edges, ego, meanings, {item.id for item in items}, missing, left)
    left += _about_ego(egos, ego)
    return StartingMap(WellbeingMap(items, ties), tuple(dict.fromkeys(left)), fingerprint)


def _which(egos: Sequence[Table], nodes: Sequence[Table], case: str | None) -> str | None:
    """The ego whose rows are meant; None where no table names one."""
    called = {row[EGO]: tuple(row[name] for name in (CASE, SESSION) if row.get(name)) for table in egos for row in table.rows}
    found = dict.fromkeys((*called, *(row[EGO] for table in nodes if EGO in table.columns for row in table.rows)))
    meant = [ego for ego in found if case is None or case in (ego, *called.get(ego, ()))]
    if len(meant) == 1 or not found and case is None:
        return meant[0] if meant else None
    names = ", ".join((called.get(ego) or (ego,))[0] for ego in list(found)[:12])
    if not meant:
        raise MapUnreadable(f"No interview in these files has the case {case!r}. There are: {names}.")
    raise MapUnreadable(
        f"These files hold {len(meant)} interviews. Say which is meant with --case (a case, session or ego id). There are: {names}.")


def _of(table: Table, ego: str | None) -> Iterable[dict[str, str]]:
    return (row for row in table.rows if ego is None or EGO not in row or row[EGO] == ego)


def _type_of(table: Table) -> str:
    found = _TYPE.search(table.name)
    return found["type"] if found else table.name.rsplit(".", 1)[0]


def _items(
    nodes: Sequence[Table], ego: str | None, meanings: Meanings, left: list[NotTaken]
) -> tuple[tuple[Item, ...], set[str]]:
    """The items, and the ids of rows that were not taken."""
    items: dict[str, Item] = {}
    missing: set[str] = set()
    names: Counter[str] = Counter()
    for table in nodes:
        rows, kind = list(_of(table, ego)), meanings.types.get(alike(_type_of(table)))
        if kind is None or kind == LEAVE_OUT:
            missing |= {row[NODE] for row in rows}
            if rows:
                left.append(NotTaken("type" if kind is None else "type_left", _type_of(table), count=len(rows)))
            continue
        reader = Reader(table, meanings, Kind(kind))
        for row in rows:
            item = reader.item(row, row[NODE])
            why = None if item is None else _too_much(item, items, names)
            if item is None or why:
                missing.add(row[NODE])
                left += [NotTaken(why, item.label, table.name)] if item and why else []
                continue
            names[f"{item.kind} {alike(item.label)}"] += 1
            items[item.id] = item
        left += reader.not_taken(rows)
    return tuple(items.values()), missing - set(items)


def _too_much(item: Item, items: dict[str, Item], names: Counter[str]) -> str | None:
    if item.id in items:
        return "twice"
    if len(items) >= MOST_ITEMS:
        return "too_many"
    return "too_many_namesakes" if names[f"{item.kind} {alike(item.label)}"] >= MOST_NAMESAKES else None


def _ties(
    edges: Sequence[Table], ego: str | None, meanings: Meanings, ids: set[str], missing: set[str], left: list[NotTaken]
) -> tuple[Tie, ...]:
    """One tie a pair, its words from all the types of edge between the two."""
    words: dict[tuple[str, str], list[str]] = {}
    for table in edges:
        called = _called(_type_of(table), meanings)
        lost: Counter[str] = Counter()
        for row in _of(table, ego):
            a, b = sorted((row[SOURCE], row[TARGET]))
            if a == b or not {a, b} <= ids:
                lost["tie_self" if a == b else "tie_of_left" if {a, b} <= ids | missing else "tie_end"] += 1
                continue
            own = without_details(" ".join(row.get("words", "").split()))
            lost["details"] += bool(own.left_out)
            said = [own.text[:100]] if own.text else called
            words.setdefault((a, b), []).extend(said)
        details = lost.pop("details", 0)
        left += [NotTaken(why, _type_of(table), count=count) for why, count in lost.items()]
        left += [NotTaken("details", where=table.name, count=details)] if details else []
    return tuple(Tie(a, b, ", ".join(dict.fromkeys(said)) or None) for (a, b), said in words.items())


def _called(edge_type: str, meanings: Meanings) -> list[str]:
    meant = meanings.ties.get(alike(edge_type))
    if meant == NO_WORDS:
        return []
    return [meant or re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", edge_type)).strip().lower()]


def _about_ego(egos: Sequence[Table], ego: str | None) -> Iterable[NotTaken]:
    for table in egos:
        said = [c for c in table.columns if c not in EGO_ALONE | LEFT_ALONE and any(row[c].strip() for row in _of(table, ego))]
        if said:
            yield NotTaken("ego", ", ".join(said))
