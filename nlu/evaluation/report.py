"""The figures of an evaluation as lines to read, with what is confused and the texts that go worst."""

from collections.abc import Iterator

from nlu.evaluation.scoring import Measure, Scores
from nlu.evaluation.whole import WholeScores

TYPES = ("person", "group", "pet", "place", "activity", "-")


def lines(name: str, scores: Scores, *, worst: int = 0) -> Iterator[str]:
    """One set of texts: its figures, types and relations confused, and the worst texts."""
    yield f"\n{name}: {scores.texts} texts, {scores.faultless} read without a fault"
    yield f"  item        {_said(scores.item)}"
    yield f"  typed item  {_said(scores.typed)}"
    yield from (f"  {field:11} accuracy {scores.accuracy(field):.3f}  (of {scores.attributes[field].stated} on matched items)"
                for field in scores.attributes)
    yield f"  impact      {_said(scores.impact)}"
    yield f"  link        {_said(scores.link)}"
    yield f"  no network  {scores.empty.hit} of {scores.empty.stated} left empty"
    if worst:
        yield from _confusion(scores)
        yield from _worst(scores, worst)


def whole_lines(name: str, scores: WholeScores) -> Iterator[str]:
    """Whole talks: the maps that stand at the end."""
    yield f"\n{name}: {scores.talks} whole talks, the map at the end"
    yield f"  typed item  {_said(scores.typed)}"
    yield f"  link        {_said(scores.link)}"
    yield from (f"  {field:11} {_said(measure)}" for field, measure in scores.told.items())
    yield f"  wish        {_said(scores.wish)}  (wording compared loosely)"
    yield f"  barrier     {_said(scores.barrier)}  (wording compared loosely)"


def _said(m: Measure) -> str:
    return f"P {m.precision:.3f} R {m.recall:.3f} F1 {m.f1:.3f}  ({m.stated} stated, {m.found} found)"


def _confusion(scores: Scores) -> Iterator[str]:
    yield "  types, stated down, found across ('-' is none):"
    yield "            " + "".join(f"{found:>10}" for found in TYPES)
    for stated in TYPES:
        yield f"  {stated:10}" + "".join(f"{scores.types[stated, found]:10}" for found in TYPES)
    if scores.relations:
        yield "  relations: " + "; ".join(f"{a} read as {b} x{n}" for (a, b), n in scores.relations.most_common(12))


def _worst(scores: Scores, worst: int) -> Iterator[str]:
    yield f"  the {min(worst, len(scores.wrong))} worst texts:"
    for faults, stated, found in scores.wrong[:worst]:
        asked = f" [{stated['asked']}]" if stated.get("asked") else ""
        yield f"  - {stated['id']}{asked} {faults} faults: {stated['text']!r}"
        yield f"      want  {_items(stated)}"
        yield f"      found {_items(found)}"


def _items(row: dict) -> str:
    items = ", ".join(f"{n['label']} ({n['type']}{', ' + n['relation'] if n.get('relation') else ''}{_sign(n)})" for n in row["nodes"])
    return f"{items or 'nothing'} | ties: {', '.join(' - '.join(link) for link in row.get('links', [])) or 'none'}"


def _sign(node: dict) -> str:
    return {"positive": ", +", "negative": ", -", "mixed": ", +-"}.get(node.get("impact") or "", "")
