"""The map as CSV files in Network Canvas's export layout: ego, attribute list per node type, edge list; and a codebook.

Layout and column names are those of Network Canvas Interviewer 7 and Fresco (package ``network-exporters`` of
github.com/complexdatacollective/network-canvas-monorepo: ``egoList.ts``, ``attributeList.ts``, ``edgeList.ts``,
``csvShared.ts``). A categorical variable has one true/false column an option, empty where nothing was said.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from mapping.export.cells import write_rows
from mapping.export.node_link import map_data
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.words import read_words

IDS = uuid.UUID("7d2d3b52-0f2b-5d0e-9a39-1f0f6c1f6f1a")  # our own namespace for UUIDs that follow from an id
PROTOCOL, LOCALE = "Selfmap", "en-GB"
TIE = "Tie"
TYPES = {Kind.PERSON: "Person", Kind.GROUP: "Group", Kind.PET: "Pet", Kind.PLACE: "Place", Kind.ACTIVITY: "Activity"}
EGO_COLUMNS = (
    "networkCanvasEgoUUID", "networkCanvasCaseID", "networkCanvasSessionID", "networkCanvasProtocolName", "sessionStart",
    "sessionFinish", "sessionExported", "APP_VERSION", "COMMIT_HASH", "networkCanvasInterviewLocale",
)
NODE_COLUMNS = ("nodeID", "networkCanvasEgoUUID", "networkCanvasUUID")
EDGE_COLUMNS = (
    "edgeID", "from", "to", "networkCanvasEgoUUID", "networkCanvasUUID", "networkCanvasSourceUUID", "networkCanvasTargetUUID",
)
EGO_VARIABLES = ("name", "session", "wishes", "barriers", "goals")
NODE_VARIABLES = (
    "name", "relation", "relation_words", "formal", "closeness", "frequency",
    *(f"impact_{impact}" for impact in Impact), "impact_words", *(f"status_{status}" for status in Status),
    "locality", "aliases", "item_id", "sources",
)
EDGE_VARIABLES = ("words", "strength", "sources")


def write_network_canvas(
    wellbeing_map: WellbeingMap, *, case: str, version: str = "", now: datetime
) -> dict[str, bytes]:
    """The files by name, the codebook among them. ``case`` is the participant's id; ``now`` is aware UTC."""
    session = _uuid(case, "session", str(wellbeing_map.session or 1))
    ego, prefix = _uuid(case), f"{_in_file_name(case)}_{session}"
    numbers = {item.id: number for number, item in enumerate(wellbeing_map.items, 1)}
    files = {f"{prefix}_ego.csv": _ego(wellbeing_map, (ego, case, session), version, now)}
    for kind, name in TYPES.items():
        if found := wellbeing_map.of_kind(kind):
            rows = [(numbers[item.id], ego, _uuid(case, item.id), *_said(item)) for item in found]
            files[f"{prefix}_attributeList_{name}.csv"] = write_rows((*NODE_COLUMNS, *NODE_VARIABLES), rows)
    if not numbers:  # a list without rows has no type in its name, as there
        files[f"{prefix}_attributeList.csv"] = write_rows((*NODE_COLUMNS, *NODE_VARIABLES), ())
    ties = [
        (number, numbers[tie.a], numbers[tie.b], ego, _uuid(case, tie.a, tie.b), _uuid(case, tie.a), _uuid(case, tie.b),
         tie.words, tie.strength, list(tie.sources))
        for number, tie in enumerate(wellbeing_map.ties, 1)
    ]
    files[f"{prefix}_edgeList{f'_{TIE}' if ties else ''}.csv"] = write_rows((*EDGE_COLUMNS, *EDGE_VARIABLES), ties)
    files["codebook.csv"] = write_codebook()
    return files


def write_codebook() -> bytes:
    """What each column of each file means, its type in Network Canvas's terms, and its values."""
    words = read_words("codebook")
    return write_rows(("file", "column", "type", "values", "meaning"), _codebook_rows(words))


def _codebook_rows(words: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    whole = {"ego": EGO_COLUMNS + EGO_VARIABLES, "attributeList": NODE_COLUMNS + NODE_VARIABLES,
             "edgeList": EDGE_COLUMNS + EDGE_VARIABLES}
    for file, columns in whole.items():
        for column in columns:
            entry = words[file].get(column) or words["all"][column]
            yield file, column, entry["type"], entry.get("values", ""), entry["meaning"]


def _ego(wellbeing_map: WellbeingMap, ids: tuple[str, str, str], version: str, now: datetime) -> bytes:
    finished = wellbeing_map.at.isoformat() if wellbeing_map.at else None
    said = map_data(wellbeing_map)["graph"]
    row = (*ids, PROTOCOL, None, finished, now.isoformat(), version, None, LOCALE,
           *(said[name] or None for name in EGO_VARIABLES))
    return write_rows((*EGO_COLUMNS, *EGO_VARIABLES), [row])


def _said(item: Item) -> tuple[object, ...]:
    return (
        item.label, item.relation, item.relation_words, item.formal, item.closeness, item.frequency,
        *(None if item.impact is None else item.impact is impact for impact in Impact), item.impact_words,
        *(item.status is status for status in Status),
        item.locality, list(item.aliases) or None, item.id, list(item.sources),
    )


def _uuid(*parts: str) -> str:
    return str(uuid.uuid5(IDS, "\n".join(parts)))


def _in_file_name(case: str) -> str:
    return "".join(letter for letter in case if letter.isalnum() or letter in "-_") or "case"
