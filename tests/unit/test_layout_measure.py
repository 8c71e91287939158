"""Measuring and fitting words without a font library."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.layout.measure import shorten, text_width, tidy, wrap


def test_wide_letters_are_wider_and_bold_is_wider() -> None:
    assert text_width("WWW", 24) > text_width("iii", 24)
    assert text_width("garden", 24, bold=True) > text_width("garden", 24)
    assert text_width("", 24) == 0


def test_marks_take_no_room_of_their_own() -> None:
    assert text_width("e\u0301", 20) == text_width("e", 20)


JOINED = ("👨‍👩‍👧", "👩🏾‍⚕️", "👍🏽", "🇬🇧", "🏳️‍🌈", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️", "1️⃣", "🐕‍🦺")


def test_a_joined_emoji_is_as_wide_as_one() -> None:
    assert {text_width(emoji, 20) for emoji in JOINED} == {text_width("🐕", 20)}
    assert text_width("🇬🇧🇺🇦", 20) == 2 * text_width("🐕", 20)


def test_a_joined_emoji_is_never_cut() -> None:
    for emoji in JOINED:
        for room in range(30, 200, 7):
            rows = wrap(emoji * 6, 22, room, 9) + (shorten(emoji * 6, 22, room),)
            assert all(not row.rstrip("-…").replace(emoji, "") for row in rows), (emoji, room, rows)


def test_tidy_drops_what_cannot_be_drawn() -> None:
    assert tidy("  Jo\x00 \u202e\tand\n\nAl\ud800 ") == "Jo and Al"
    assert tidy("\x07\x08") == ""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.integers(40, 300), st.integers(1, 3))
def test_wrapped_lines_fit(text: str, room: int, lines: int) -> None:
    rows = wrap(tidy(text), 22, room, lines)
    assert len(rows) <= lines
    assert all(text_width(row, 22) <= room for row in rows)


def test_shortened_text_says_so() -> None:
    assert shorten("Thursday lunch club", 22, 100).endswith("…")
    assert shorten("Jo", 22, 100) == "Jo"
    assert wrap("the old mill", 22, 90, 2) == ("the old", "mill")


def test_no_hyphen_stands_in_a_script_that_has_none() -> None:
    for name in ("我的好朋友小明住在对面的那栋楼里", "いつも話を聞いてくれる友だち", "ร้านกาแฟเล็กๆหน้าหมู่บ้าน", "🌱" * 9):
        rows = wrap(name, 22, 132, 12, bold=True)
        assert len(rows) > 1 and "".join(rows) == name
    assert wrap("abcdefghijklmnop", 22, 100, 12)[0].endswith("-")


def test_a_long_word_is_parted_between_syllables_and_at_its_own_hyphen() -> None:
    assert wrap("Mrs Featherstonehaugh-Cholmondeley", 30, 235, 4, bold=True) == ("Mrs", "Feather-", "stonehaugh-", "Cholmondeley")
    assert wrap("Mohammed-Abdulrahman", 24, 180, 4, bold=True) == ("Mohammed-", "Abdulrahman")
    assert wrap("physiotherapist", 22, 132, 4, bold=True) == ("physio-", "therapist")
    assert wrap("Wolverhampton", 22, 132, 4, bold=True) == ("Wolver-", "hampton")
    assert min(map(len, wrap("Rechtsschutzversicherungsgesellschaften", 22, 132, 9, bold=True))) >= 7


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=60), st.integers(60, 300))
def test_no_letter_is_lost_where_a_word_is_parted(text: str, room: int) -> None:
    def letters(said: str) -> str:
        return said.replace(" ", "").replace("-", "")

    assert letters("".join(wrap(tidy(text), 22, room, 99, bold=True))) == letters(tidy(text))
