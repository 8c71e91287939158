"""What is said of one thing, for somebody else to read: "sister; helps; they say “she gets me”"."""

from collections.abc import Iterator, Mapping
from typing import Any

from mapping.describe.facts import fact, usual_word
from mapping.describe.names import listed
from mapping.history.bodies import item_body, item_of
from mapping.layout.measure import tidy
from mapping.model import Item, Kind, Status, is_formal
from mapping.naming import fold_label
from mapping.words import read_words


def facts_about(item: Item, *, with_kind: bool = True) -> list[str]:
    """All that is said of an item but its name, each as a short phrase, in the order of speech."""
    said = item_body(item)
    if item.status is Status.CURRENT:
        said.pop("status")  # what is in somebody's life now needs no saying
    return list(facts_said(said, with_kind=with_kind))


def facts_said(said: Mapping[str, Any], *, with_kind: bool = True) -> Iterator[str]:
    """The same for some of an item's fields, as a change holds them (``mapping.history.bodies``)."""
    words = read_words()
    own = words["console"]["facts"]
    if with_kind and said.get("kind") and said["kind"] != Kind.PERSON:
        yield own[said["kind"]]
    yield from _relation(said)
    formal = said.get("formal")
    if formal is not None and formal is not is_formal(said.get("relation")):
        yield own["formal" if formal else "informal"]
    if said.get("status"):
        yield own["status"][said["status"]]
    if said.get("closeness"):
        yield own["rings"][said["closeness"]]
    if said.get("frequency"):
        yield words["frequency"][said["frequency"]]
    if said.get("locality"):
        yield own["locality"].format(place=fact(tidy(said["locality"])))
    if said.get("impact"):
        yield own["impact"][said["impact"]]
    if text := tidy(said.get("impact_words") or "").lstrip(" ,;:.-"):
        yield own["own_words"].format(words=text)
    if others := _aliases(said):
        yield own["aliases"].format(names=listed(others))


def _relation(said: Mapping[str, Any]) -> Iterator[str]:
    if not (said.get("relation") or said.get("relation_words")):
        return
    own = tidy(said.get("relation_words") or "")
    usual = usual_word(item_of("", {"kind": Kind.PERSON, "label": "", "relation": said.get("relation")}, ()))
    if usual and own and fold_label(own) != fold_label(usual):
        yield read_words()["console"]["facts"]["relation_own"].format(relation=usual, words=own)
    elif (usual or own) and fold_label(usual or own) != fold_label(said.get("label") or ""):
        yield usual or fact(own)


def _aliases(said: Mapping[str, Any]) -> list[str]:
    """Other names that do not only say the label or the relation again."""
    known = {fold_label(word) for word in (said.get("label"), said.get("relation"), said.get("relation_words")) if word}
    return [alias for alias in said.get("aliases") or () if fold_label(alias) not in known]
