"""A halo is the same sign, thicker by as much on every side."""

import pytest

from mapping.render.lettering import BOLD, FILES, outline, set_line


def box(steps: tuple) -> tuple[float, float, float, float]:
    across = [value for step in steps for value in step[1::2]]
    down = [value for step in steps for value in step[2::2]]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("file", [BOLD, FILES["Atkinson Hyperlegible"], FILES["Noto Sans Arabic"]])
def test_a_thicker_outline_reaches_as_far_on_all_sides(file: str) -> None:
    letter = "ا" if "Arabic" in file else "H"
    (sign,) = set_line(letter, bold=file == BOLD)[1]
    assert sign.file == file
    left, top, right, bottom = box(outline(sign.file, sign.number))
    thick = box(outline(sign.file, sign.number, thicker=0.2))
    assert thick == pytest.approx((left - 0.1, top - 0.1, right + 0.1, bottom + 0.1), abs=0.03)
