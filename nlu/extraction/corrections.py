"""Corrections: "actually its Deb not Dev", "take the gym off", "they're the same person", "undo that"."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapping.model import Correction, CorrectionKind, Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.correction_patterns import (
    GONE,
    IS_ROLE,
    ITS_NOT,
    MEANT,
    NOT_ITS,
    NOT_NAMES,
    NOT_ROLE,
    PRONOUNS,
    REMOVE,
    ROLE_END,
    SAME,
    SHOULD_BE,
    SPELT,
    SPELT_PLAIN,
    TAKE,
    UNDO,
)
from nlu.extraction.spotting import Spots


@dataclass(slots=True)
class Corrected:
    """The corrections in a message, and the labels that are only said to correct."""

    corrections: list[Correction] = field(default_factory=list)
    only_said: set[str] = field(default_factory=set)

    def add(self, kind: CorrectionKind, *said: str, **fields) -> None:
        """One correction, and the words that were said only for it."""
        self.corrections.append(Correction(kind, **fields))
        self.only_said |= {word.lower() for word in said if word}


def find_corrections(message: Message, spots: Spots, known: Sequence[Mention], subject: Mention | None) -> Corrected:
    """All corrections in a message. Only what is on the map can be corrected, but for undo."""
    text = re.sub(r" ([,.!?])", r"\1", " ".join(message.low))
    found = Corrected()
    if UNDO.match(text):
        found.add(CorrectionKind.UNDO)
        return found
    if not known:
        return found
    for step in (_same, _renamed, _related, _taken, _ended):
        step(text, message, known, subject, found)
        if found.corrections and step in (_same, _renamed):
            break
    return found


def as_typed(message: Message, words: str) -> str:
    """Words of the reading as they were typed."""
    cut = words.split()
    for at in range(len(message) - len(cut) + 1):
        if message.low[at : at + len(cut)] == cut:
            return message.said(at, at + len(cut))
    return words


def resolve(words: str, known: Sequence[Mention], subject: Mention | None = None) -> Mention | None:
    """The item on the map that these words mean: a label, an alias, a role only one fits, or a pronoun for "
    "the subject."""
    from nlu.extraction.context import find_known

    words = words.strip()
    if words in PRONOUNS:
        return subject
    found = find_known(words, known)
    if found:
        return found
    bare = re.sub(r"^(?:the|my|our|me) ", "", words)
    relation = role_relation(bare)
    if bare.startswith("ex"):
        exes = [
            m for m in known if not m.current and m.kind is Kind.PERSON and m.relation in ("partner", "husband", "wife")
        ]
        return exes[0] if len(exes) == 1 else None
    fitting = [m for m in known if relation and m.relation == relation]
    return fitting[0] if len(fitting) == 1 else None


def role_relation(words: str) -> str | None:
    """The relation these words name, if they are a role."""
    cut = list(lexicons.pieces(words))
    while cut and cut[-1] in ROLE_END:
        cut = cut[:-1]
    for end, meanings in lexicons.book().at(cut, 0) if cut else []:
        role = next((m for m in meanings if m.sort == "role" and not m.several), None)
        if role:
            return {"other formal": "other", "other informal": "other"}.get(role.value, role.value)
    return None


def _same(text: str, message: Message, known: Sequence[Mention], subject: Mention | None, found: Corrected) -> None:
    match = SAME.search(text)
    if match:
        a, b = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
        first, second = (resolve(_last_words(w, known), known) for w in (a, b))
        if first and second and first is not second:
            to = (
                max((first.label, second.label), key=len)
                if first.label.lower().startswith(second.label.lower()[:3])
                else first.label
            )
            found.add(CorrectionKind.MERGE, a, b, labels=(first.label, second.label), to=to)


def _last_words(words: str, known: Sequence[Mention]) -> str:
    """The longest ending of these words that is on the map."""
    cut = words.split()
    return next((" ".join(cut[at:]) for at in range(len(cut)) if resolve(" ".join(cut[at:]), known)), words)


def _renamed(text: str, message: Message, known: Sequence[Mention], subject: Mention | None, found: Corrected) -> None:
    for pattern in (ITS_NOT, NOT_ITS):
        for match in pattern.finditer(text):
            label, to = match["label"], match["to"]
            target = resolve(label, known, None)
            if target and to.split()[0] not in NOT_NAMES and to not in PRONOUNS and label not in PRONOUNS:
                _rename(message, target, label, to, known, found)
                return
    match = SPELT.search(text)
    if match and match["to"] not in NOT_NAMES:
        target = _alike(match["to"], known, subject)
        if target and target.label.lower() != match["to"]:
            _rename(message, target, "", match["to"], known, found)
            return
    match = SPELT_PLAIN.search(text)
    if match and match["to"] not in NOT_NAMES:
        target = _alike(match["to"], known, subject, 0.5)
        if target and target.label.lower() != match["to"]:
            _rename(message, target, "", match["to"], known, found)
            return
    match = SHOULD_BE.search(text)
    if match and match["to"] not in NOT_NAMES:
        target = resolve(match["label"], known) if match["label"] else _alike(match["to"], known, subject)
        if target and target.label.lower() != match["to"]:
            _rename(message, target, match["label"] or "", match["to"], known, found)
            return
    match = MEANT.search(text)
    if match and match["to"] not in NOT_NAMES and not resolve(match["to"], known):
        target = _alike(match["to"], known, None)
        if target:
            _rename(message, target, "", match["to"], known, found)


def _rename(message: Message, target: Mention, label: str, to: str, known: Sequence[Mention], found: Corrected) -> None:
    typed = as_typed(message, to)
    relation = role_relation(to) if target.kind is Kind.PERSON else None
    if relation and relation != target.relation:
        if role_relation(label) and target.label.lower() not in (label, role_words(target)):
            found.add(CorrectionKind.SET, label, to, label=target.label, field="relation", to=relation)
            return
        found.add(CorrectionKind.RENAME, label, to, label=target.label, to=typed)
        found.add(CorrectionKind.SET, label, to, label=typed, field="relation", to=relation)
    elif target.label.lower() != to.lower():
        found.add(CorrectionKind.RENAME, label, to, label=target.label, to=typed)


def role_words(target: Mention) -> str:
    """How the map words this person's role, lower case."""
    return (target.relation_words or "").lower()


def _alike(word: str, known: Sequence[Mention], subject: Mention | None, least: float = 0.6) -> Mention | None:
    """The known label most like this one, if it is much like it."""
    scored = [
        (difflib.SequenceMatcher(None, word, m.label.lower()).ratio() + (0.1 if m is subject else 0), -at, m)
        for at, m in enumerate(known)
    ]
    best = max(scored, default=None, key=lambda s: s[:2])
    return best[2] if best and best[0] >= least else None


def _related(text: str, message: Message, known: Sequence[Mention], subject: Mention | None, found: Corrected) -> None:
    match = NOT_ROLE.search(text)
    if match and role_relation(match["old"]):
        who = resolve(_last_words(match["who"], known), known) if match["who"] else subject
        relation = role_relation(match["new"])
        if who is None:
            who = resolve(match["old"], known)
            if who is not None and relation:
                _rename(message, who, match["old"], match["new"].split()[0], known, found)
                return
        if who and relation and relation != who.relation:
            found.add(CorrectionKind.SET, match["old"], match["new"], label=who.label, field="relation", to=relation)
            return
    match = IS_ROLE.search(text)
    if match:
        who, relation = resolve(_last_words(match["who"], known), known, subject), role_relation(match["new"])
        if who and who.kind is Kind.PERSON and re.match(r"ex(?:$| |-)", match["new"]):
            _is_an_ex(who, match["new"], found)
            return
        if who and relation and who.relation and relation != who.relation and who.kind is Kind.PERSON:
            found.add(CorrectionKind.SET, label=who.label, field="relation", to=relation)


def _is_an_ex(who: Mention, words: str, found: Corrected) -> None:
    """ "Jo is my ex": a partner once, a friend once; over now."""
    relation = role_relation(re.sub(r"^ex[ -]?|(?: now)$", "", words)) or "partner"
    if relation != who.relation:
        found.add(CorrectionKind.SET, label=who.label, field="relation", to=relation)
    if who.current:
        found.add(CorrectionKind.SET, label=who.label, field="status", to="past")


def _taken(text: str, message: Message, known: Sequence[Mention], subject: Mention | None, found: Corrected) -> None:
    for pattern in (TAKE, REMOVE):
        for match in pattern.finditer(text):
            what = resolve(match["what"], known, subject)
            of = match.groupdict().get("of")
            if match["what"] in PRONOUNS:
                what = _last_named(text[: match.start()], known) or subject
            if what is None:
                continue
            partner = _of_what(of, text[: match.start()], what, known, subject)
            if partner:
                found.add(CorrectionKind.UNLINK, labels=(partner.label, what.label))
            else:
                found.add(CorrectionKind.REMOVE, match["what"], label=what.label)
            return


def _of_what(
    of: str | None, earlier: str, what: Mention, known: Sequence[Mention], subject: Mention | None
) -> Mention | None:
    """What someone is to be taken out of, where that is an item and not the whole map."""
    if not of or "map" in of or "list" in of or of == "there":
        return None
    if of in ("that", "it", "this"):
        things = [
            m
            for m in known
            if m is not what
            and m.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
            and re.search(rf"\b{re.escape(m.label.lower())}\b", earlier)
        ]
        return things[-1] if things else subject if subject and subject is not what else None
    return resolve(of, known, subject)


def _last_named(earlier: str, known: Sequence[Mention]) -> Mention | None:
    places = [
        (earlier.rfind(m.label.lower()), m)
        for m in known
        if m.kind is Kind.PERSON and re.search(rf"\b{re.escape(m.label.lower())}\b", earlier)
    ]
    return max(places, default=(0, None), key=lambda p: p[0])[1]


def _ended(text: str, message: Message, known: Sequence[Mention], subject: Mention | None, found: Corrected) -> None:
    if found.corrections or not GONE.search(text):
        return
    named = [m for m in known if re.search(rf"\b{re.escape(m.label.lower())}\b", text)]
    target = named[0] if len(named) == 1 else subject if not named else None
    if target and target.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP) and target.current and "used to" not in text:
        found.add(CorrectionKind.SET, label=target.label, field="status", to="past")
