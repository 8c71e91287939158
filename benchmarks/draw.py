"""How fast a map is drawn, beside networkx and matplotlib on the same graphs: `.venv/bin/python -m benchmarks.draw`.

Three ways in one run, one after the other on each graph, so that a busy machine slows all of them alike:

- ours: layout without overlaps, and the whole picture as SVG and as PNG, 1,280 by 1,280 pixels up to 60 things;
- theirs, plain: ``networkx.spring_layout`` and ``draw_networkx`` with labels, as PNG of the same size;
- theirs, same content: also the participant with a line to each thing, a shape for each kind, a style for each effect, widths,
  a legend and a title: what our picture has on it, but for its rings, signs and words under the names.

Every run draws a map whose names were not drawn before, so that no run lives on what another measured or set.
Each figure is the least of several runs, in processor time of this process (milliseconds): what others on the machine do
counts least there. Aims (issue 4): PNG of 30 things at most a quarter of theirs, SVG at most a tenth, 150 things under 1 s.
"""

import io
import time
from collections.abc import Callable
from dataclasses import replace

import matplotlib
import networkx as nx

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

from mapping.export import graph_of  # noqa: E402
from mapping.layout.place import place_items  # noqa: E402
from mapping.model import WellbeingMap  # noqa: E402
from mapping.render import draw_png, draw_svg  # noqa: E402
from tests.lives import crowd  # noqa: E402

RUNS = 9
SIZES = (12, 30, 60, 150)
SHAPES = {"person": "o", "group": "8", "pet": "^", "place": "s", "activity": "h"}
STYLES = {"helps": "-", "hinders": "--", "mixed": "-.", "neither": ":", None: "-"}


def plain(wellbeing_map: WellbeingMap) -> bytes:
    """The shortest way: layout, dots, lines and labels."""
    graph = graph_of(wellbeing_map)
    figure = pyplot.figure(figsize=(12.8, 12.8), dpi=100)
    labels = dict(graph.nodes(data="label"))
    nx.draw_networkx(graph, nx.spring_layout(graph, seed=1), ax=figure.gca(), labels=labels)
    return _png(figure)


def same_content(wellbeing_map: WellbeingMap) -> bytes:
    """As much of our picture as a person would draw with these two libraries."""
    graph = graph_of(wellbeing_map)
    spokes = {name: impact for name, impact in graph.nodes(data="impact")}
    ties = list(graph.edges)
    graph.add_node("you", label="You")
    graph.add_edges_from(("you", name) for name in spokes)
    figure = pyplot.figure(figsize=(12.8, 12.8), dpi=100)
    axes = figure.gca()
    places = nx.spring_layout(graph, seed=1, fixed=["you"], pos={"you": (0, 0)})
    for kind, shape in SHAPES.items():
        if names := [name for name, each in graph.nodes(data="kind") if each == kind]:
            nx.draw_networkx_nodes(graph, places, nodelist=names, node_shape=shape, ax=axes, label=kind)
    for impact, style in STYLES.items():
        if edges := [("you", name) for name, each in spokes.items() if each == impact]:
            nx.draw_networkx_edges(graph, places, edgelist=edges, style=style, ax=axes)
    widths = [graph.edges[tie]["strength"] for tie in ties]
    nx.draw_networkx_edges(graph, places, edgelist=ties, width=widths, ax=axes)
    nx.draw_networkx_labels(graph, places, dict(graph.nodes(data="label")), ax=axes)
    axes.legend()
    axes.set_title("My map")
    return _png(figure)


def _png(figure: "pyplot.Figure") -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    pyplot.close(figure)
    return file.getvalue()


WAYS: dict[str, Callable[[WellbeingMap], object]] = {
    "ours, layout": place_items,
    "ours, SVG": draw_svg,
    "ours, PNG": draw_png,
    "theirs, plain": plain,
    "theirs, same content": same_content,
}


def named_anew(wellbeing_map: WellbeingMap, turn: int) -> WellbeingMap:
    """The same map with two other letters at the end of each name."""
    ending = chr(97 + turn // 26) + chr(97 + turn % 26)
    return replace(wellbeing_map, items=tuple(replace(item, label=item.label + ending) for item in wellbeing_map.items))


def measure(wellbeing_map: WellbeingMap) -> dict[str, float]:
    """The least processor time of each way, in milliseconds; the first round only warms up."""
    least = dict.fromkeys(WAYS, float("inf"))
    for run in range(RUNS + 1):
        for turn, (name, way) in enumerate(WAYS.items()):
            fresh = named_anew(wellbeing_map, run * len(WAYS) + turn)
            start = time.process_time()
            way(fresh)
            if run:
                least[name] = min(least[name], (time.process_time() - start) * 1000)
    return least


def main() -> None:
    """Measure and print a line for each size."""
    print("things  " + "  ".join(f"{name:>20}" for name in WAYS) + "    SVG/plain  SVG/same  PNG/plain  PNG/same")
    for count in SIZES:
        found = measure(crowd(count))
        ratios = [
            found[ours] / found[theirs]
            for ours in ("ours, SVG", "ours, PNG")
            for theirs in ("theirs, plain", "theirs, same content")
        ]
        print(
            f"{count:6}  "
            + "  ".join(f"{found[name]:20.1f}" for name in WAYS)
            + "  "
            + "  ".join(f"{ratio:9.2f}" for ratio in ratios)
        )


if __name__ == "__main__":
    main()
