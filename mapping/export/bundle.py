"""Everything a person takes away, file by file: one file or one record that can't be made spoils none of the rest."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from mapping.describe import describe_map
from mapping.export.fhir import write_bundle
from mapping.export.graphs import write_gexf, write_graphml
from mapping.export.network_canvas import write_network_canvas
from mapping.export.node_link import SCHEMA, dump_map
from mapping.export.page import spoken_date, write_page
from mapping.export.signs import HALF_SIGN, STAND_IN, writable
from mapping.export.sound import LeftOut, sound_part, unwritable_signs
from mapping.layout.place import place_items
from mapping.model import WellbeingMap
from mapping.render import draw_png, draw_svg
from mapping.words import read_words

log = logging.getLogger(__name__)
PROGRAMS = "everything.json"  # the first file that is for programs rather than for the eye


def bundle_files(
    wellbeing_map: WellbeingMap, everything: Mapping[str, Any], *, participant_id: str, now: datetime,
    left_out: tuple[LeftOut, ...] = (), version: str = "", pictures: bool = True,
) -> dict[str, bytes]:
    """The files by name, READ-ME.txt first. ``everything`` is what ``Participants.everything`` gives, as JSON.

    ``left_out`` is what could not be read from the store. What else can't be written is added to it and told in
    left-out.txt, in plain words; everything.json always holds all, but for the pictures drawn so far where ``pictures`` is False
    and they are not among ``everything``. ``now`` is aware UTC.
    """
    whole, broken = sound_part(wellbeing_map)
    left = [*left_out, *broken, *unwritable_signs(whole)]
    layout = cache(lambda: place_items(whole))  # once for three pictures of one map
    makers: dict[str, Callable[[], bytes | str | Mapping[str, bytes]]] = {
        "page-for-my-gp.pdf": lambda: write_page(whole, now=now, layout=layout()),
        "map.png": lambda: draw_png(whole, now=now, layout=layout()),
        "map.svg": lambda: draw_svg(whole, now=now, layout=layout()),
        "map.txt": lambda: describe_map(whole) + "\n",
        "everything.json": lambda: dump_everything(everything),
        "map.json": lambda: dump_map(whole),
        "map.schema.json": SCHEMA.read_bytes,
        "map.graphml": lambda: write_graphml(whole),
        "map.gexf": lambda: write_gexf(whole),
        "network-canvas": lambda: write_network_canvas(whole, case=participant_id, version=version, now=now),
        "fhir.json": lambda: json.dumps(
            write_bundle(whole, participant_id=participant_id, now=now), ensure_ascii=False, indent=2) + "\n",
    }
    files: dict[str, bytes] = {}
    for name, make in makers.items():
        try:
            files |= _named(name, make())
        except Exception as error:  # the outermost loop: whatever befalls one file, the person gets the others
            log.error("%s could not be made (%s)", name, type(error).__name__)
            left.append(LeftOut("file", "file", name))
    told = {"left-out.txt": _left_out_text(left).encode()} if left else {}
    return {"READ-ME.txt": _read_me([*makers], now, bool(left), pictures).encode(), **files, **told}


def without_pictures(files: Mapping[str, bytes], everything: Mapping[str, Any]) -> dict[str, bytes]:
    """The same files without the pictures drawn so far: what says so and what held them is written again, and nothing else."""
    rest = {**everything, "picture": [{**row, "png": None} for row in everything["picture"]]}
    said = f"{read_words('export')['readme']['no_pictures']}\n".encode()
    return {**files, "READ-ME.txt": files["READ-ME.txt"] + said, "everything.json": dump_everything(rest)}


def dump_everything(everything: Mapping[str, Any]) -> bytes:
    """All that is held, as JSON in UTF-8. Half a sign is written as an escape, so that nothing is lost."""
    text = json.dumps(everything, ensure_ascii=False, indent=2, default=str)
    return text.encode("utf-8", "backslashreplace")  # \ud83d within a JSON string is that same half again


def _named(name: str, made: bytes | str | Mapping[str, bytes]) -> dict[str, bytes]:
    if isinstance(made, Mapping):
        return {f"{name}/{inner}": body for inner, body in made.items()}
    return {name: made.encode("utf-8") if isinstance(made, str) else made}


def _read_me(names: list[str], now: datetime, left: bool, pictures: bool) -> str:
    said = read_words("export")["readme"]
    lines = [said["title"], "", said["date"].format(date=spoken_date(now)), said["private"], ""]
    split = names.index(PROGRAMS)
    for heading, part in ((said["look"], names[:split]), (said["programs"], names[split:])):
        lines += [heading, *(f"- {name}: {said['files'][name]}" for name in part), ""]
    lines += [said["apostrophe"], read_words("export")["no_record"]]
    return "\n".join(lines + ([said["left_out"]] if left else []) + ([] if pictures else [said["no_pictures"]])) + "\n"


def _left_out_text(left: list[LeftOut]) -> str:
    said = read_words("export")["left_out"]
    rows = dict.fromkeys(
        said["row"].format(
            what=said["what"][each.what], why=said["why"][each.why],
            name=f" ({HALF_SIGN.sub(STAND_IN, writable(' '.join(each.name.split())))[:80]})" if each.name.strip() else "")
        for each in left
    )
    return "\n".join([said["title"], "", *(f"- {row}" for row in rows), "", said["kept"]]) + "\n"
