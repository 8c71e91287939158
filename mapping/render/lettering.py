"""Sets a line of text in our own fonts: which font has each letter, which way it runs, and the outlines of its signs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb

from mapping.layout.emoji import units
from mapping.layout.measure import FONTS

FILES = {  # family: file, in the order in which they are asked for a letter
    "Atkinson Hyperlegible": "AtkinsonHyperlegible-Regular.ttf",
    "Noto Sans": "NotoSans-Regular.ttf",
    "Noto Sans Arabic": "NotoSansArabic-Regular.ttf",
    "Noto Sans Gurmukhi": "NotoSansGurmukhi-Regular.ttf",
    "Noto Sans Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Noto Sans Bengali": "NotoSansBengali-Regular.ttf",
    "Noto Sans Gujarati": "NotoSansGujarati-Regular.ttf",
    "Noto Sans Tamil": "NotoSansTamil-Regular.ttf",
    "Noto Sans Malayalam": "NotoSansMalayalam-Regular.ttf",
    "Noto Sans Telugu": "NotoSansTelugu-Regular.ttf",
    "Noto Sans Kannada": "NotoSansKannada-Regular.ttf",
    "Noto Sans Sinhala": "NotoSansSinhala-Regular.ttf",
    "Noto Sans Hebrew": "NotoSansHebrew-Regular.ttf",
    "Noto Sans Ethiopic": "NotoSansEthiopic-Regular.ttf",
    "Noto Sans Thai": "NotoSansThai-Regular.ttf",
    "Noto Sans Khmer": "NotoSansKhmer-Regular.ttf",
    "Noto Sans Myanmar": "NotoSansMyanmar-Regular.ttf",
    "Noto Sans Syloti Nagri": "NotoSansSylotiNagri-Regular.ttf",
    "Noto Sans Lao": "NotoSansLao-Regular.ttf",
    "Noto Sans Oriya": "NotoSansOriya-Regular.ttf",
    "Noto Sans Thaana": "NotoSansThaana-Regular.ttf",
    "Noto Sans NKo": "NotoSansNKo-Regular.ttf",
    "Noto Sans Syriac": "NotoSansSyriac-Regular.ttf",
    "Noto Sans Tifinagh": "NotoSansTifinagh-Regular.ttf",
    "Noto Sans Georgian": "NotoSansGeorgian-Regular.ttf",
    "Noto Sans Armenian": "NotoSansArmenian-Regular.ttf",
    "Noto Sans KR": "NotoSansKR-Regular.ttf",
    "Noto Sans SC": "NotoSansSC-Regular.ttf",
    "Noto Sans TC": "NotoSansTC-Regular.ttf",
    "Noto Sans JP": "NotoSansJP-Regular.ttf",
    "Noto Emoji": "NotoEmoji-Regular.ttf",
}
EMOJI = FILES["Noto Emoji"]
FAMILIES = tuple(FILES)
THICKER = 0.025  # of the type size
BOLD = "AtkinsonHyperlegible-Bold.ttf"

Outline = tuple[tuple, ...]  # steps of a path, in shares of the type size, downwards from the baseline


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a set line: its outline (font file and number) and where it stands, in shares of the type size."""

    file: str
    number: int
    x: float
    y: float
    bolder: bool  # the font has no bold letters of its own: the outline is made thicker


@lru_cache(maxsize=4096)
def set_line(text: str, *, bold: bool) -> tuple[float, tuple[Sign, ...]]:
    """The width of a line and its signs from left to right, both for a type size of 1.

    The line as a whole runs from left to right, as SVG has it; what is Arabic or Hebrew in it runs the other way.
    """
    signs: list[Sign] = []
    x = 0.0
    for file, level, run in _in_order(list(_runs(text, bold))):
        x, set_ = _set_run(file, level, run, x, bolder=bold and file != BOLD)
        signs += set_
    return x, tuple(signs)


@lru_cache(maxsize=8192)
def outline(file: str, number: int, *, thicker: float = 0) -> Outline:
    """The outline of one sign of a font, as steps M L Q C Z, for a type size of 1; y grows downwards.

    ``thicker`` is by how much it is wider and higher, half of it on each side, in shares of the type size.
    """
    steps: list[tuple] = []
    font = _font(file, thicker)
    font.draw_glyph(number, _pen(), steps)
    size, down = font.face.upem, thicker / 2  # HarfBuzz leaves the lower edge where it was
    return tuple((step[0], *(v / size if n % 2 == 0 else down - v / size for n, v in enumerate(step[1:]))) for step in steps)


def _set_run(file: str, level: int, run: str, x: float, *, bolder: bool) -> tuple[float, list[Sign]]:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    font = _font(file)
    hb.shape(font, buffer)
    size, signs, drawn = font.face.upem, [], set()
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if file == EMOJI and info.cluster in drawn:
            continue  # emoji that the font can't join: the first of them stands for all, as wide as was measured
        drawn.add(info.cluster)
        signs.append(Sign(file, info.codepoint, x + at.x_offset / size, -at.y_offset / size, bolder))
        x += at.x_advance / size
    return x, signs


def _runs(text: str, bold: bool) -> Iterator[tuple[str, int, str]]:
    """The text in runs of one font and one direction: (font file, level, letters); odd levels run right to left."""
    levels, start, file = _levels(text), 0, ""
    for place, after in units(text):
        letter = text[place]
        if after - place > 1 and ord(letter) in _letters(EMOJI):
            here = EMOJI
        else:
            here = file if file and _goes_on(letter, file) else _file_for(letter, bold)
        if place and (here != file or levels[place] != levels[place - 1]):
            yield file, levels[place - 1], text[start:place]
            start = place
        file = here
    if text:
        yield file, levels[-1], text[start:]


def _in_order(runs: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """The runs as they stand from left to right: rule L2 of Unicode's bidirectional algorithm (UAX 9)."""
    for level in range(max((run[1] for run in runs), default=0), 0, -1):
        start = None
        for place in range(len(runs) + 1):
            if place < len(runs) and runs[place][1] >= level:
                start = place if start is None else start
            elif start is not None:
                runs[start:place] = runs[start:place][::-1]
                start = None
    return runs


def _levels(text: str) -> list[int]:
    """The level of each letter in a line that runs left to right (UAX 9, without embeddings: ``tidy`` takes them out)."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not any(kind in ("R", "AL") for kind in kinds):
        return [0] * len(text)
    levels: list[int | None] = []
    strong = "L"
    for kind in kinds:
        if kind in ("L", "R", "AL"):
            strong = kind
            levels.append(0 if kind == "L" else 1)
        elif kind in ("EN", "AN"):
            levels.append(0 if strong == "L" else 2)
        elif kind in ("NSM", "BN") and levels:
            levels.append(levels[-1])
        else:
            levels.append(None)
    for place, level in enumerate(levels):  # what has no direction takes that of both its sides, else the line's
        if level is None:
            after = next((each for each in levels[place:] if each is not None), 0)
            levels[place] = 1 if place and levels[place - 1] and after else 0
    return levels  # type: ignore[return-value]


def _goes_on(letter: str, file: str) -> bool:
    """Whether a letter stays with the font of the one before it: marks and joiners do, and spaces (an emoji's are too wide)."""
    joins = unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf")
    return ord(letter) in _letters(file) if joins or letter == " " and file != EMOJI else False


def _file_for(letter: str, bold: bool) -> str:
    files = ([BOLD] if bold else []) + list(FILES.values())
    return next((file for file in files if ord(letter) in _letters(file)), files[0])


@cache
def _font(file: str, thicker: float = 0) -> hb.Font:
    font = hb.Font(_face(file))
    if thicker:
        font.synthetic_bold = (thicker, thicker, True)  # as wide as before
    return font


@cache
def _face(file: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(FONTS / file)))


@cache
def _letters(file: str) -> frozenset[int]:
    return frozenset(_font(file).face.unicodes)


@cache
def _pen() -> hb.DrawFuncs:
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, steps: steps.append(("M", x, y)))
    pen.set_line_to_func(lambda x, y, steps: steps.append(("L", x, y)))
    pen.set_quadratic_to_func(lambda a, b, x, y, steps: steps.append(("Q", a, b, x, y)))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, steps: steps.append(("C", a, b, c, d, x, y)))
    pen.set_close_path_func(lambda steps: steps.append(("Z",)))
    return pen
