"""The picture itself: well-formed, the right size, the same twice, and readable without colour."""

import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given

from mapping.model import Closeness, Impact, Item, Kind, Status, Tie, WellbeingMap
from mapping.render import draw_pdf, draw_png, draw_svg
from mapping.render.lines import STYLES
from mapping.render.themes import THEMES
from tests.unit.test_layout import CALM, maps

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SMALL = WellbeingMap(
    (
        Item("a", Kind.PERSON, "Odette", relation="aunt", closeness=Closeness.INNER, impact=Impact.HELPS),
        Item("b", Kind.PLACE, "the pool", impact=Impact.HINDERS, status=Status.PAST),
        Item("c", Kind.ACTIVITY, "swimming", status=Status.WISHED),
        Item("d", Kind.PERSON, "Dr Quill", relation="gp", formal=True, impact=Impact.MIXED),
    ),
    (Tie("b", "c", strength=3),),
    at=NOW,
)


def texts(svg: str) -> list[str]:
    return ["".join(part.itertext()) for part in ET.fromstring(svg).iter(f"{SVG}text")]


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@CALM
@given(maps(most=25))
def test_any_map_is_well_formed_and_the_same_twice(map: WellbeingMap) -> None:
    svg = draw_svg(map, now=NOW)
    assert ET.fromstring(svg).tag == f"{SVG}svg"
    assert "nan" not in svg.lower().split("<desc>")[0] and draw_svg(map, now=NOW) == svg


@pytest.mark.parametrize("map", [WellbeingMap(), SMALL], ids=["empty", "small"])
def test_the_png_has_the_right_size(map: WellbeingMap) -> None:
    assert size_of(draw_png(map)) == (1280, 1280)


def test_tags_quotes_and_other_scripts_are_drawn_as_written() -> None:
    hard = ['<b>Tia</b> & "Al"', "امی", "妹妹", "ਚਾਚਾ", "🐈 Pip"]
    map = WellbeingMap(tuple(Item(str(n), Kind.PERSON, label) for n, label in enumerate(hard)))
    svg = draw_svg(map, title="<script>alert('x')</script>")
    drawn = " ".join(texts(svg))
    assert all(label in drawn for label in hard)
    assert "<script" not in svg and size_of(draw_png(map)) == (1280, 1280)


def test_other_scripts_are_drawn_with_our_fonts() -> None:
    """A letter that no font has comes out as the same empty box as any other: these must differ."""
    one = {
        letters: draw_png(WellbeingMap((Item("a", Kind.PERSON, letters),)))
        for letters in ("اب", "妈爸", "ਕਖ", "कख", "🐕🌳", "\ue000x", "бж")
    }
    assert len(set(one.values())) == len(one)


def test_the_names_the_date_and_the_title_are_on_it() -> None:
    drawn = texts(draw_svg(SMALL))
    assert {
        "You",
        "My map",
        "4 May 2026",
        "Odette",
        "aunt",
        "in the past",
        "a wish",
        "GP",
        "closest",
        "not placed yet",
    } <= set(drawn)
    named = texts(draw_svg(replace(SMALL, name="Farah")))
    assert "Farah" in named and "Farah's map" in named and "You" not in named
    assert "Spring" in texts(draw_svg(SMALL, title="Spring"))


def test_the_key_shows_only_what_is_used() -> None:
    drawn = texts(draw_svg(SMALL))
    assert {"person", "place", "activity", "helps", "makes it harder", "a bit of both", "go together"} <= set(drawn)
    assert not {"pet", "group", "neither"} & set(drawn)


def test_no_letters_are_smaller_than_22() -> None:
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', draw_svg(SMALL))]
    assert min(sizes) >= 22


def test_an_empty_map_says_kindly_that_nothing_is_there() -> None:
    assert "Nothing here yet" in texts(draw_svg(WellbeingMap()))


def test_effects_differ_in_line_and_sign_and_not_in_colour_alone() -> None:
    assert len(set(STYLES.values())) == len(STYLES)
    signs = {
        impact: re.sub("#[0-9a-f]{6}", "", draw_svg(WellbeingMap((Item("a", Kind.PERSON, "Jo", impact=impact),))))
        for impact in Impact
    }
    bare = {impact: re.sub(r"<text.*?</text>|<desc>.*?</desc>", "", svg) for impact, svg in signs.items()}
    assert len(set(bare.values())) == len(Impact)


def test_kinds_and_formal_and_status_differ_in_shape() -> None:
    drawn = set()
    for kind, formal, status in product(Kind, (True, False), Status):
        svg = draw_svg(WellbeingMap((Item("a", kind, "Jo", formal=formal, status=status),)), theme="print")
        drawn.add(re.sub(r"<text.*?</text>|<desc>.*?</desc>", "", svg))
    assert len(drawn) == len(Kind) * 2 * len(Status)


def contrast(one: str, two: str) -> float:
    """WCAG 2.2 contrast ratio."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_colours_reach_wcag_aa(name: str) -> None:
    theme = THEMES[name]
    for ground in (theme.page, *theme.grounds):
        assert min(contrast(theme.ink, ground), contrast(theme.muted, ground)) >= 4.5
        assert all(
            contrast(colour, ground) >= 3 for colour in (*theme.kinds.values(), *theme.impacts.values(), theme.tie)
        )


def test_the_pdf_is_one_page_with_the_words_in_it() -> None:
    pdf = draw_pdf(SMALL)
    assert pdf.startswith(b"%PDF-1.7") and pdf.rstrip().endswith(b"%%EOF") and pdf.count(b"/Type /Page ") == 1
    assert "Odette".encode("utf-16-be").hex().upper().encode() in pdf
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start : start + 4] == b"xref" and draw_pdf(SMALL) == pdf
