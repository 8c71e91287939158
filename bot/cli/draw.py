"""`selfmap draw`: draws a map from a file, without any database."""

import argparse
import sys
from pathlib import Path

from mapping.errors import MapUnreadable, SelfmapError
from mapping.model import WellbeingMap

ENDINGS = (".png", ".svg", ".pdf")
VIEWS = ("whole", "people", "helps", "hard", "wishes")


class NotOnMap(SelfmapError):
    """What was asked to be drawn around is not on the map; the message says so."""


class PictureUnwritable(SelfmapError):
    """The picture can't be written where it was asked for; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is told."""
    parser.add_argument("map", metavar="MAP.json", help="the map (networkx node-link JSON), or - for standard input")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="the picture to write; its name ends in .png, .svg or .pdf"
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "print"), default="light", help="the colours (print: black and white)"
    )
    parser.add_argument("--title", help='the words at the top; without it, "My map"')
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--view", choices=VIEWS, default="whole", help="a part of the map alone")
    part.add_argument("--around", metavar="NAME", help="one person, place or activity with what it goes together with")
    part.add_argument("--since", metavar="EARLIER.json", help="an earlier map, to show what is new, gone and changed")


def run(given: argparse.Namespace) -> int:
    """Draw the picture. Raises MapUnreadable, NotOnMap and PictureUnwritable, each with one sentence that says what to do."""
    out = Path(given.output)
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise PictureUnwritable(f"{out} must end in .png, .svg or .pdf, so that I know what to draw.")
    _write(out, _draw(_read(given.map), ending, given))
    return 0


def _read(name: str) -> WellbeingMap:
    from mapping.export import load_map

    try:
        body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return load_map(body.decode("utf-8-sig"))
    except OSError as error:
        raise MapUnreadable(
            f"The map {name} can't be read ({error.strerror}); check its name and that you may open it."
        ) from error
    except UnicodeDecodeError as error:
        raise MapUnreadable(f"The map {name} is not text in UTF-8; give a JSON file.") from error


def _draw(wellbeing_map: WellbeingMap, ending: str, given: argparse.Namespace) -> bytes:
    from mapping.comparison import compare
    from mapping.describe import describe_changes, describe_view
    from mapping.render import draw_comparison, draw_view, file_of
    from mapping.views import View

    if given.since:
        compared = compare(_read(given.since), wellbeing_map)
        picture = draw_comparison(compared, theme=given.theme, title=given.title)
        return file_of(picture, ending, describe_changes(compared))
    view = View.AROUND if given.around else View(given.view)
    around = _found(wellbeing_map, given.around) if given.around else None
    picture = draw_view(wellbeing_map, view, around=around, theme=given.theme, title=given.title)
    return file_of(picture, ending, describe_view(wellbeing_map, view, around))


def _found(wellbeing_map: WellbeingMap, name: str) -> str:
    """The id of the item that goes by this name; where several do, the first."""
    from mapping.naming import fold_label

    wanted = fold_label(name)
    for item in wellbeing_map.items:
        if name == item.id or wanted in {fold_label(said) for said in (item.label, *item.aliases)}:
            return item.id
    raise NotOnMap(f"Nothing on the map is called {name}. Give a name as it stands on the map.")


def _write(out: Path, picture: bytes) -> None:
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise PictureUnwritable(
            f"{out} can't be written ({error.strerror}); choose a folder of yours that is there."
        ) from error
