"""A message with everything in it that is on the map marked, so that corrections can be read by their shape: "take §0 off"."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapping.model import Correction, CorrectionKind, Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.role_words import role_relation
from nlu.extraction.spotting import Spots

BEINGS = (Kind.PERSON, Kind.PET)
ITEM = r"§\d+"
THE = r"(?:(?:the|my|our|me|ma|mi|that|this|old|new|word|label|name|bit about|one about|one called|bit with) )*"
SHE, HE = ("she", "her", "hers", "herself"), ("he", "him", "his", "himself")
WOMEN = frozenset({"mother", "sister", "wife", "daughter", "grandmother", "aunt", "niece"})
MEN = frozenset({"father", "brother", "husband", "son", "grandfather", "uncle", "nephew"})
PARTNERED = frozenset("girlfriend boyfriend wife husband partner missus gf bf hubby fiancee fiance".split())
TOLD_OF = frozenset("is 's was are as not n't be he she than".split())


__all__ = ["Corrected", "Marked", "mark", "most_like", "role_relation"]


@dataclass(slots=True)
class Corrected:
    """The corrections in a message, and the words that are only said to correct."""

    corrections: list[Correction] = field(default_factory=list)
    only_said: set[str] = field(default_factory=set)
    said_in: list[str] = field(default_factory=list)

    def add(self, kind: CorrectionKind, *said: str, **fields) -> None:
        """One correction, and the words that were said only for it."""
        correction = Correction(kind, **fields)
        if correction not in self.corrections:
            self.corrections.append(correction)
        self.only_said |= {word.lower() for word in said if word}


@dataclass(slots=True)
class Marked:
    """The words of a message in one line, each item of the map in them as "§" and its place in ``items``."""

    text: str
    items: list[Mention]
    known: Sequence[Mention]
    subject: Mention | None
    asked: str
    said: list[str]  # the words that each mark stands for

    def item(self, mark: str) -> Mention:
        """The item of a mark, which may stand behind "the" or "my"."""
        return self.items[int(re.search(r"§(\d+)", mark)[1])]

    def all(self, marks: str) -> list[Mention]:
        """All the items marked in these words."""
        return [self.items[int(number)] for number in re.findall(r"§(\d+)", marks)]

    def meant(self, word: str, at: int) -> Mention | None:
        """What "him", "that" or a marked item at this place of the text means: what was named last, or was asked about."""
        if "§" in word:
            return self.item(word)
        low = word.split()[-1] if word.split() else ""
        named = [m for m in self.all(self.text[:at])]
        if low in SHE + HE:
            fitting = [m for m in named if m.kind in BEINGS and fits_sex(m, low)]
            return fitting[-1] if fitting else self.subject
        if low in ("them", "they", "both", "those", "these"):
            return named[-1] if named else self.subject
        things = [m for m in named if m.kind not in BEINGS] or named
        return things[-1] if things else self.subject

    def plain(self, words: str) -> str:
        """These words with the marks put back as the labels they stand for."""
        return re.sub(r"§(\d+)", lambda found: self.items[int(found[1])].label.lower(), words)

    def as_said(self, words: str) -> str:
        """These words with the marks put back as the words they stand for: of a friend Dave, "my friend" is still a friend."""
        return re.sub(r"§(\d+)", lambda found: self.said[int(found[1])], words)


def fits_sex(item: Mention, pronoun: str) -> bool:
    """Whether "he" or "she" may mean this item, by what they are to the participant."""
    return item.relation not in (MEN if pronoun in SHE else WOMEN)


def mark(spots: Spots, known: Sequence[Mention], subject: Mention | None, asked: str | None) -> Marked:
    """The message with the items of the map marked: by label, by another name of theirs, by a role that only one has."""
    names = _names(known)
    names |= {part: item for part, item in _parts(spots, known).items() if part not in names}
    low = [word for word in spots.message.low if word not in ('"', "“", "”", "'", "‘", "*")]
    items: list[Mention] = []
    words: list[str] = []
    said: list[str] = []
    at = 0
    while at < len(low):
        end, found = _longest(low, at, names, known)
        if found is None:
            words.append(low[at])
            at += 1
        else:
            words.append(f"§{len(items)}")
            items.append(found)
            said.append(" ".join(low[at:end]))
            at = end
    text = re.sub(r" ([,.!?;])", r"\1", " ".join(words))
    return Marked(text, items, known, subject, asked or "", said)


def _names(known: Sequence[Mention]) -> dict[tuple[str, ...], Mention]:
    names: dict[tuple[str, ...], Mention] = {}
    for item in known:
        for name in item.aliases:
            if not _means_several(name, item, known):
                names.setdefault(bare(name), item)
    names |= {bare(item.label): item for item in known}
    names.pop((), None)
    return names


def _means_several(name: str, item: Mention, known: Sequence[Mention]) -> bool:
    """Whether a role that is another word for somebody ("friend") may be somebody else's as well."""
    return role_relation(name) is not None and any(other is not item and other.relation == item.relation for other in known)


def _parts(spots: Spots, known: Sequence[Mention]) -> dict[tuple[str, ...], Mention]:
    """The first or last word of a longer name, where only one item has it and it is a word of nothing else."""
    parts: dict[tuple[str, ...], list[Mention]] = {}
    said = set(spots.message.low)
    for item in known:
        cut = bare(item.label)
        if len(cut) > 1 and "'s" not in cut:
            for part in {cut[:1], cut[-1:]}:
                if part[0] in said:
                    parts.setdefault(part, []).append(item)
    return {
        part: items[0]
        for part, items in parts.items()
        if len(items) == 1 and len(part[0]) > 2 and part[0].isalpha() and not _is_a_word(spots, part[0])
    }


def _is_a_word(spots: Spots, low: str) -> bool:
    return spots.english.everyday(low) or any(
        m.sort in ("role", "title", "place", "activity", "ex", "group") for _, ms in lexicons.book().at([low], 0) for m in ms
    )


def bare(label: str) -> tuple[str, ...]:
    """A label as the pieces it is compared by, without "the" or "my" in front."""
    cut = lexicons.pieces(label)
    return cut[1:] if len(cut) > 1 and cut[0] in ("the", "my", "our", "me", "a") else cut


def _longest(
    low: list[str], at: int, names: dict[tuple[str, ...], Mention], known: Sequence[Mention]
) -> tuple[int, Mention | None]:
    for length in range(min(6, len(low) - at), 0, -1):
        found = names.get(tuple(low[at : at + length]))
        if found:
            partnered = low[at + length - 1] == "ex" and low[at + length : at + length + 1] != [] and low[at + length] in PARTNERED
            return at + length + partnered, found
    for end, meanings in lexicons.book().at(low, at):
        if low[end : end + 1] == ["'s"] or at and low[at - 1] == "'s" or at > 1 and low[at - 2] in TOLD_OF:
            continue
        if any(m.sort == "ex" for m in meanings):
            partners = [m for m in known if m.relation in ("partner", "husband", "wife") and m.kind is Kind.PERSON]
            exes = [m for m in partners if not m.current] or partners
            end += low[end : end + 1] != [] and low[end] in PARTNERED
            return (end, exes[0]) if len(exes) == 1 else (at, None)
        role = next((m for m in meanings if m.sort == "role" and not m.several), None)
        if role and low[at - 1 : at] in (["my"], ["the"], ["our"], ["me"], ["ma"], ["mi"]):
            fitting = [m for m in known if m.relation == role.value and m.kind is Kind.PERSON]
            if len(fitting) == 1 and role.value not in ("friend", "other"):
                return end, fitting[0]
    return at, None


def most_like(word: str, known: Sequence[Mention], subject: Mention | None, least: float = 0.6) -> Mention | None:
    """The item whose label is most like this word, if it is much like it."""
    def likeness(item: Mention) -> float:
        label = item.label.lower()
        parts = [label, *label.split()]
        return max(difflib.SequenceMatcher(None, word, part).ratio() for part in parts) + (0.1 if item is subject else 0)

    best = max(known, key=likeness, default=None)
    return best if best is not None and likeness(best) >= least else None
