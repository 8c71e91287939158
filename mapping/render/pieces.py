"""The small pieces an SVG picture is made of, every word in them escaped."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

FAMILIES = (
    "Atkinson Hyperlegible",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Gurmukhi",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Thai",
    "Noto Sans SC",
    "Noto Emoji",
)


def number(value: float) -> str:
    """A number with at most one decimal, the same on every machine."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def tag(name: str, inside: str = "", **given: str | float | None) -> str:
    """One element; underlines in attribute names become hyphens, None leaves an attribute out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in given.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def circle(x: float, y: float, r: float, **look: str | float | None) -> str:
    """A circle."""
    return tag("circle", cx=x, cy=y, r=r, **look)


def line(x1: float, y1: float, x2: float, y2: float, **look: str | float | None) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)


def words(
    text: str, x: float, y: float, size: float, fill: str, *, halo: str | None = None, **look: str | float | None
) -> str:
    """One line of text, its middle at x and its baseline at y unless told otherwise; a halo keeps it clear of lines."""
    look = {"text_anchor": "middle"} | look
    if halo:
        look |= {"stroke": halo, "stroke_width": 5.0, "stroke_linejoin": "round", "paint_order": "stroke"}
    return tag("text", escape(text), x=x, y=y, font_size=size, fill=fill, **look)


def document(width: int, height: int, parts: list[str], title: str, description: str) -> str:
    """The whole picture with a title and a description that screen readers speak."""
    inside = (
        tag("title", escape(title))
        + tag("desc", escape(description))
        + "\n"
        + "\n".join(part for part in parts if part)
    )
    given: Mapping[str, str] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": str(width),
        "height": str(height),
        "viewBox": f"0 0 {width} {height}",
        "role": "img",
        "font_family": ", ".join(f"'{family}'" for family in FAMILIES) + ", sans-serif",
    }
    return tag("svg", inside, **given) + "\n"
