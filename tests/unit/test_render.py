"""The picture itself: well-formed, the right size, the same twice, and readable without colour."""

import io
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, product

import numpy as np
import pytest
import resvg_py
from coloraide import Color
from hypothesis import given
from PIL import Image

from mapping.comparison import compare
from mapping.layout.measure import FONTS, text_width
from mapping.model import Closeness, Goal, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish
from mapping.render import draw_comparison, draw_pdf, draw_png, draw_svg, draw_view, file_of
from mapping.render.lettering import EMOJI, outline, set_line
from mapping.render.lines import STYLES
from mapping.render.pieces import mix
from mapping.render.svg import write_svg
from mapping.render.symbols import FAINT
from mapping.render.themes import THEMES
from mapping.views import View
from tests.lives import LIVES, life, thing, two_sessions
from tests.unit.test_layout import CALM, maps
from tests.unit.test_layout_measure import JOINED

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
        for letters in (
            *("اب", "妈爸", "ਕਖ", "कख", "🐕🌳", "\ue000x", "бж", "김민", "媽樂", "തമ", "తెలు", "ಕನ", "සිං", "ខ្មែ"),
            *("မြန်", "ქარ", "Հայ", "தமி", "ગુજ", "বাং", "አማ", "ไทย", "עבר"),
        )
    }
    assert len(set(one.values())) == len(one)


SPOKEN = {  # "sister", or the language's own name, in what people of the boroughs and beyond write
    "Punjabi": "ਪੰਜਾਬੀ ਭੈਣ", "Gujarati": "ગુજરાતી બહેન", "Urdu": "اردو میری بہن ڈاکٹر", "Hindi": "हिन्दी बहन", "Tamil": "தமிழ் அக்கா",
    "Bengali": "বাংলা বোন", "Sylheti": "ꠍꠤꠟꠐꠤ", "Somali": "Soomaali walaashay", "Polish": "Świętosława źdźbło", "Amharic": "አማርኛ እህቴ",
    "Tigrinya": "ትግርኛ ሓፍተይ", "Arabic": "العربية أختي", "Chinese": "中文 媽媽 妈妈", "Korean": "한국어 뷁", "Persian": "فارسی خواهرم پگاه",
    "Ukrainian": "Українська ґє", "Pashto": "پښتو ځوی", "Kurdish": "کوردی ڕێ", "Sindhi": "سنڌي ڀيڻ", "Nepali": "नेपाली", "Sinhala": "සිංහල",
    "Malayalam": "മലയാളം", "Telugu": "తెలుగు", "Kannada": "ಕನ್ನಡ", "Odia": "ଓଡ଼ିଆ", "Vietnamese": "Tiếng Việt", "Yoruba": "Yorùbá ẹ̀gbọ́n",
    "Twi": "Twi ɛ ɔ", "Hausa": "ɓɗƙ", "Turkish": "Türkçe ğış", "Romanian": "Română ț", "Lithuanian": "ąčęėįšųū", "Russian": "Русский ё",
    "Greek": "Ελληνικά", "Hebrew": "עברית", "Thai": "ไทย", "Lao": "ລາວ", "Khmer": "ខ្មែរ", "Burmese": "မြန်မာ", "Georgian": "ქართული",
    "Armenian": "Հայերեն", "Japanese": "日本語 ひらがな", "Dhivehi": "ދިވެހި", "N'Ko": "ߒߞߏ", "Assyrian": "ܣܘܪܝܝܐ", "Tamazight": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
}  # fmt: skip


@pytest.mark.parametrize("language", SPOKEN)
def test_no_letter_of_these_languages_is_an_empty_box(language: str) -> None:
    for bold in (False, True):
        width, signs = set_line(SPOKEN[language], bold=bold)
        assert signs and all(sign.number for sign in signs)
        assert width <= text_width(SPOKEN[language], 1, bold=bold) * 1.005  # drawn no wider than was measured


@pytest.mark.parametrize("emoji", [*JOINED, "👨‍👩‍👧‍👦", "🧑‍🤝‍🧑", "🇺🇦", "🇸🇴", "👩🏿‍🤝‍👩🏻", "👨‍🐕"])
def test_a_joined_emoji_is_drawn_as_one(emoji: str) -> None:
    """The last is one that nobody can join: its first part stands for it, so that it is no wider than was measured."""
    for text in (emoji, f"Mo {emoji}"):
        width, signs = set_line(text, bold=True)
        drawn = [sign.number for sign in signs if sign.file == EMOJI and outline(sign.file, sign.number)]
        assert len(drawn) == 1 and drawn[0]
        assert width <= text_width(text, 1, bold=True)


def test_an_emoji_stands_no_further_from_the_next_word_than_a_word_does() -> None:
    (_, emoji), (_, word) = set_line("🎣 fishing", bold=True), set_line("fishing", bold=True)
    space = set_line("a b", bold=True)[0] - set_line("ab", bold=True)[0]
    assert emoji[-len(word)].x == pytest.approx(set_line("🎣", bold=True)[0] + space)


def test_a_name_has_a_halo_only_where_a_line_runs_under_it() -> None:
    alone = draw_svg(WellbeingMap((Item("a", Kind.PERSON, "Bo", closeness=Closeness.OUTER),)))
    assert not re.search(r'paint-order="stroke">Bo<', alone) and ">Bo<" in alone
    crowded = draw_svg(LIVES["crowd60"]())
    assert 'paint-order="stroke">' in crowded


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
    for ground in (theme.page, *theme.grounds, theme.line):  # words need no halo where the border of a ring runs under them
        assert min(contrast(theme.ink, ground), contrast(theme.muted, ground)) >= 4.5
    for ground in (theme.page, *theme.grounds):
        assert all(
            contrast(colour, ground) >= 3 for colour in (*theme.kinds.values(), *theme.impacts.values(), theme.tie)
        )


def test_the_pdf_is_one_page_with_the_words_in_it() -> None:
    pdf = draw_pdf(SMALL)
    assert pdf.startswith(b"%PDF-1.7") and pdf.rstrip().endswith(b"%%EOF") and pdf.count(b"/Type /Page ") == 1
    assert "Odette".encode("utf-16-be").hex().upper().encode() in pdf
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start : start + 4] == b"xref" and draw_pdf(SMALL) == pdf


def picture_of(svg: str) -> "np.ndarray":
    """The SVG as another renderer draws it with our fonts."""
    files = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("name", ["busy", "long_names", "many_scripts", "hard_times"])
def test_svg_and_png_show_the_same(name: str) -> None:
    """Two ways to draw one picture: resvg's of the SVG and our own differ by no more than smoothed edges do."""
    map = LIVES[name]()
    ours = np.asarray(Image.open(io.BytesIO(draw_png(map)))).astype(int)
    theirs = picture_of(draw_svg(map))
    far = np.abs(ours - theirs).max(axis=2)
    assert ours.shape == theirs.shape and far.mean() < 2.5
    assert (far > 60).mean() < 0.015, (far > 60).mean()


def test_two_pictures_of_different_maps_differ_more_than_that() -> None:
    far = np.abs(picture_of(draw_svg(LIVES["busy"]())) - picture_of(draw_svg(LIVES["hard_times"]()))).max(axis=2)
    assert (far > 60).mean() > 0.05


def test_what_runs_right_to_left_is_set_so() -> None:
    """Signs stand from left to right: in Hebrew the first letter stands last, and Latin beside it keeps its order."""
    alef, bet = (set_line(letter, bold=False)[1][0].number for letter in "אב")
    assert [sign.number for sign in set_line("אב", bold=False)[1]] == [bet, alef]
    a, b = (set_line(letter, bold=False)[1][0].number for letter in "ab")
    assert [sign.number for sign in set_line("ab אב", bold=False)[1] if sign.number in (a, b, alef, bet)][:2] == [a, b]
    width, signs = set_line("אב 12", bold=False)
    one, two = (set_line(letter, bold=False)[1][0].number for letter in "12")
    assert [sign.number for sign in signs].index(one) < [sign.number for sign in signs].index(two)
    assert all(0 <= sign.x <= width for sign in signs)


def test_a_tie_to_something_past_is_faint_and_one_said_often_is_wide() -> None:
    looks = [
        re.findall(r'<path d="M[^"]*Q[^"]*" fill="none" stroke="(#\w+)" stroke-width="([\d.]+)"', draw_svg(life(thing("a", "P"), thing("b", signs), ties=tie)))[0]
        for signs, tie in (("L", "a-b"), ("Lx", "a-b"), ("L", "a=b"))
    ]
    assert looks[0][0] != looks[1][0] and float(looks[2][1]) > float(looks[0][1])


def test_what_is_there_more_often_has_a_wider_line() -> None:
    spoke = r'<path d="M[^"]*L[^"]*" fill="none" stroke="#00775a" stroke-width="([\d.]+)"'
    widths = [float(re.findall(spoke, draw_svg(life(thing("a", f"P+{often}"))))[0]) for often in "dwnl"]
    assert widths == sorted(widths, reverse=True) and len(set(widths)) == 4


def test_the_session_stands_under_the_date() -> None:
    assert "session 3" in texts(draw_svg(LIVES["busy"]()))


@pytest.mark.parametrize("view", View)
def test_each_part_has_a_heading_and_something_to_say_where_it_is_empty(view: View) -> None:
    svg = write_svg(draw_view(LIVES["busy"](), view, around="group:Tuesday choir"))
    heading = {
        View.WHOLE: "Alex's map", View.PEOPLE: "My people", View.HELPS: "What helps", View.HARD: "What is hard",
        View.AROUND: "Around Tuesday choir", View.WISHES: "What I would like",
    }[view]  # fmt: skip
    assert heading in texts(svg)
    empty = texts(write_svg(draw_view(WellbeingMap(), view)))
    assert len(empty) >= 6 and (view is View.WHOLE or heading.split()[0] in " ".join(empty))


def test_what_they_would_like_is_on_its_picture_where_it_is_about_nothing_drawn() -> None:
    """It said "No wishes yet" to a person who had told of two."""
    wishes = (Wish("w", "see my sister more"), Wish("x", "late nights", less=True))
    drawn = texts(write_svg(draw_view(WellbeingMap((thing("Mum", "P+"),), wishes=wishes), View.WISHES)))
    assert {"In my own words", "see my sister more.", "Less of this: late nights."} <= set(drawn) and "No wishes yet" not in drawn
    many = texts(write_svg(draw_view(WellbeingMap(wishes=tuple(Wish(f"w{n}", f"wish {n}") for n in range(30))), View.WISHES)))
    assert "wish 6." in many and many[-1] == "…" and "wish 7." not in many
    goal = texts(write_svg(draw_view(WellbeingMap(goals=(Goal("g", "walk by the canal"),)), View.WISHES)))
    assert "walk by the canal." in goal


@pytest.mark.parametrize(("name", "lines"), [("Alex", ["Alex"]), ("Sam O'Brien", ["Sam", "O'Brien"]), ("Christopher", ["Chris-", "topher"]), ("Mary Jo Ann", ["Mary Jo", "Ann"])])
def test_the_name_in_the_middle_is_not_cut(name: str, lines: list[str]) -> None:
    drawn = texts(draw_svg(WellbeingMap(name=name)))
    assert drawn[drawn.index("less close") + 1 :][: len(lines)] == lines


def test_two_sessions_stand_on_one_picture() -> None:
    before, after = two_sessions()
    svg = write_svg(draw_comparison(compare(before, after)))
    drawn = texts(svg)
    assert {"Carl", "Bev from choir", "not there now", "new", "changed", "4 May 2026 to 24 August 2026", "sessions 1 and 4"} <= set(drawn)
    assert any(text.startswith("was a wish") for text in drawn) and any(text.startswith("was less close") for text in drawn)
    assert "in the past" in drawn and "was a bit of both" in drawn  # the ward is over; Mum helps now
    assert svg == write_svg(draw_comparison(compare(before, after)))
    assert file_of(draw_comparison(compare(before, after)), ".pdf", "words").startswith(b"%PDF")
    same = texts(write_svg(draw_comparison(compare(after, after))))
    assert not {"new", "not there now"} & set(same) and same.count("changed") == 1  # the heading's


SEEN_AS = ("protan", "deutan", "tritan")


def apart(one: str, two: str, deficiency: str | None) -> float:
    """How far apart two colours look (CIEDE2000) to someone who sees so: Machado et al. 2009 and Brettel et al. 1997."""
    seen = [Color(c).filter(deficiency, 1).clip() if deficiency else Color(c) for c in (one, two)]
    return seen[0].delta_e(seen[1], method="2000")


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("deficiency", [None, *SEEN_AS])
def test_colours_stay_apart_for_the_colour_blind(name: str, deficiency: str | None) -> None:
    theme = THEMES[name]
    kinds = [theme.kinds[kind] for kind in (Kind.PERSON, Kind.PLACE, Kind.ACTIVITY)]
    impacts = [theme.impacts[impact] for impact in (Impact.HELPS, Impact.HINDERS, Impact.MIXED)]
    for colours in (kinds, impacts):
        for one, two in combinations(colours, 2):
            assert apart(one, two, deficiency) > 15, (one, two, apart(one, two, deficiency))


@pytest.mark.parametrize("name", THEMES)
def test_what_is_past_can_still_be_seen_and_read(name: str) -> None:
    theme = THEMES[name]
    for colour in (*theme.kinds.values(), *theme.impacts.values()):
        faint = mix(colour, theme.paper, FAINT)
        assert contrast(faint, theme.paper) >= 1.9
    for colour in theme.kinds.values():
        assert contrast(theme.paper, colour) >= 3  # the marks on the symbols
    assert contrast(theme.page, theme.you) >= 4.5 and contrast(theme.mark, theme.page) >= 4.5
