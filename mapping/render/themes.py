"""The colours of the picture. Text reaches WCAG AA on every ground; nothing is told apart by colour alone.

Person, place and activity, and helps, harder and both, stay at least 15 apart (CIEDE2000) for the colour-blind: chosen by
simulation, held by a test.
"""

from dataclasses import dataclass

from mapping.model import Impact, Kind


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One set of colours, as #rrggbb."""

    page: str
    grounds: tuple[str, str, str]  # the three rings, inner first
    line: str  # ring borders
    ink: str  # names
    muted: str  # small lines, captions
    plain: str  # lines to what nothing was said about
    tie: str
    you: str
    mark: str  # rings and crosses where two maps are compared
    paper: str  # what stands on a filled symbol, and inside signs
    kinds: dict[Kind, str]
    impacts: dict[Impact, str]


LIGHT = Theme(
    page="#fbf8f2",
    grounds=("#ffffff", "#f8f2e6", "#f1e8d8"),
    line="#cdbfa8",
    ink="#1f2a33",
    muted="#454e58",
    plain="#b0aaa0",
    tie="#6a5fa8",
    you="#1f2a33",
    mark="#1f2a33",
    paper="#ffffff",
    kinds={
        Kind.PERSON: "#2a6cb0",
        Kind.GROUP: "#2a6cb0",
        Kind.PET: "#2a7d8c",
        Kind.PLACE: "#8f6a10",
        Kind.ACTIVITY: "#701048",
    },
    impacts={Impact.HELPS: "#00775a", Impact.HINDERS: "#a83200", Impact.MIXED: "#2e333b", Impact.NEITHER: "#68707a"},
)
DARK = Theme(
    page="#161c22",
    grounds=("#2a343e", "#222b34", "#1c242c"),
    line="#4b5864",
    ink="#f4f1ea",
    muted="#cfd6dc",
    plain="#6d7883",
    tie="#a79fe0",
    you="#f4f1ea",
    mark="#f4f1ea",
    paper="#161c22",
    kinds={
        Kind.PERSON: "#9ccbff",
        Kind.GROUP: "#9ccbff",
        Kind.PET: "#7fd0e0",
        Kind.PLACE: "#f7db98",
        Kind.ACTIVITY: "#d0749f",
    },
    impacts={Impact.HELPS: "#5fe8b8", Impact.HINDERS: "#f07040", Impact.MIXED: "#a3abb4", Impact.NEITHER: "#7f8892"},
)
PRINT = Theme(
    page="#ffffff",
    grounds=("#ffffff", "#ffffff", "#ffffff"),
    line="#a8a8a8",
    ink="#000000",
    muted="#3d3d3d",
    plain="#a6a6a6",
    tie="#6e6e6e",
    you="#000000",
    mark="#000000",
    paper="#ffffff",
    kinds=dict.fromkeys(Kind, "#2b2b2b"),
    impacts=dict.fromkeys(Impact, "#000000"),
)
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}
