"""`selfmap draw`: draws a map from a file, without any database."""

import argparse
import sys
from pathlib import Path

from mapping.errors import MapUnreadable, SelfmapError
from mapping.model import WellbeingMap

ENDINGS = (".png", ".svg", ".pdf")


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


def run(given: argparse.Namespace) -> int:
    """Draw the picture. Raises MapUnreadable and PictureUnwritable, each with one sentence that says what to do."""
    out = Path(given.output)
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise PictureUnwritable(f"{out} must end in .png, .svg or .pdf, so that I know what to draw.")
    wellbeing_map = _read(given.map)
    _write(out, _draw(wellbeing_map, ending, given.theme, given.title))
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


def _draw(wellbeing_map: WellbeingMap, ending: str, theme: str, title: str | None) -> bytes:
    from mapping.render import draw_pdf, draw_png, draw_svg

    if ending == ".svg":
        return draw_svg(wellbeing_map, theme=theme, title=title).encode("utf-8")
    return (draw_png if ending == ".png" else draw_pdf)(wellbeing_map, theme=theme, title=title)


def _write(out: Path, picture: bytes) -> None:
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise PictureUnwritable(
            f"{out} can't be written ({error.strerror}); choose a folder of yours that is there."
        ) from error
