"""What a message says its people, places and activities do for the participant: helps, hinders, or both."""

import re
from functools import cache

from mapping.model import Impact
from nlu.extraction import lexicons, moods, strains, whose_feeling
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.leaving_out import wishing_words
from nlu.extraction.sightings import Sighting
from nlu.extraction.whose_feeling import about_whom, telling_word

NEGATIONS = frozenset({"n't", "not", "never", "no", "hardly", "without", "nothing"})
WORRY = re.compile(
    r"worr(?:y|ied|ying)|\b(?:is|are|was|been|being|'s) (?:\w+ )?(?:ill|sick|poorly|struggling|suffering|"
    r"stressed|depressed|unwell|diagnosed|in hospital)|miss (?:him|her|them)|need(?:s)? help|cancer|dementia|"
    r"passed|died"
)


GRIEF = re.compile(r"\b(?:died|dead|passed|lost|loss|grie\w+|funeral|miss)\b")
CRUELTY = re.compile(r"\b(?:hit|beat|abus\w+|shout\w*|bull\w+|cruel|hurt me|violent|drank|controll\w+)\b")


@cache
def phrases(heading: str) -> re.Pattern[str]:
    """One pattern for all phrases under a heading of feelings.txt, longest first."""
    listed = [" ".join(lexicons.pieces(p)) for p in lexicons.sections("feelings.txt")[heading]]
    listed += [form for phrase in listed for form in _forms(phrase)]
    listed = [p.replace("dont", "do n't").replace("doesn 't", "does n't").replace("don 't", "do n't") for p in listed]
    body = "|".join(re.escape(p) for p in sorted(set(listed), key=len, reverse=True))
    return re.compile(rf"(?<![\w'])(?:{body})(?!\w)")


PASTS = {
    "drives": "drove",
    "makes": "made",
    "winds": "wound",
    "does": "did",
    "gets": "got",
    "gives": "gave",
    "lets": "let",
    "brings": "brought",
    "puts": "put",
    "keeps": "kept",
    "takes": "took",
    "leaves": "left",
    "has": "had",
    "sticks": "stuck",
    "wears": "wore",
    "feels": "felt",
}


def _forms(phrase: str) -> list[str]:
    """The other forms of a phrase that starts with a verb: "drives me mad", "driving me mad", "drove me mad"."""
    first, _, rest = phrase.partition(" ")
    if not rest or first not in PASTS and not (first.endswith("s") and rest.startswith("me")):
        return []
    base = "do" if first == "does" else "have" if first == "has" else first.removesuffix("s")
    stem = base.removesuffix("e")
    doing = {"get": "getting", "let": "letting", "put": "putting", "do": "doing"}.get(base, stem + "ing")
    return [f"{form} {rest}" for form in (base, doing, PASTS.get(first, base + ("d" if base.endswith("e") else "ed")))]


def feel(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> None:
    """Set ``impact`` and ``impact_words`` on the sightings that the message says something of this kind about."""
    said: dict[int, dict[Impact, str]] = {}
    wished = wishing_words(message, clauses, None)
    felt_for = [s for s in sightings if s.sort != "locality"]  # never a town: "the library in hounslow, its quiet"
    named = {at for s in sightings for at in range(max(0, s.start), s.end) if s.sort != "about"}
    hits = [h for h in moods.find_hits(message, named) if h.start not in wished]
    groups: dict[int, list[int]] = {}
    for at, number in enumerate(clauses.of):
        groups.setdefault(number, []).append(at)
    for number, words in groups.items():
        here = [h for h in hits if clauses.of[h.start] == number]
        for hit in here:
            for sighting in whose_feeling.about_hit(message, clauses, hit, words, felt_for):
                said.setdefault(id(sighting), {})[hit.impact] = message.said(words[0], words[-1] + 1)
        if here or wished & set(words):
            continue
        felt = felt_in(" ".join("_" if at in named else telling_word(message, at, named) for at in words))
        for sighting in about_whom(message, clauses, words, felt_for) if felt else []:
            said.setdefault(id(sighting), {})[felt[0]] = message.said(words[0], words[-1] + 1)
    for sighting in strains.weighed_down(message, clauses, sightings, named, wished):
        said.setdefault(id(sighting), {})[Impact.HINDERS] = message.source.strip()
    grieving = bool(GRIEF.search(" ".join(message.low))) and not CRUELTY.search(" ".join(message.low))
    mourned = {id(s) for s in sightings if grieving and s.is_being and not s.current}
    _write({key: impacts for key, impacts in said.items() if key not in mourned or Impact.HELPS in impacts}, sightings)


def _write(said: dict[int, dict[Impact, str]], sightings: list[Sighting]) -> None:
    for sighting in sightings:
        impacts = said.get(id(sighting))
        if impacts and sighting.sort != "locality":
            sighting.impact = next(iter(impacts)) if len(impacts) == 1 else Impact.MIXED
            sighting.impact_words = " ... ".join(dict.fromkeys(impacts.values()))


def felt_in(text: str) -> tuple[Impact, str] | None:
    """The impact a clause states, with the words that state it; None where it states none."""
    bare = phrases("not").sub(lambda found: "_" * len(found[0]), text)
    if phrases("neither").search(bare):
        return None
    if re.search(r"(?<!\w)(?:means? well|love ?- ?hate|bit of both)(?!\w)", bare):
        return Impact.MIXED, "means well"
    good = (
        phrases("helps").search(bare) or phrases("i like").search(bare)
        if _mine(text)
        else phrases("helps").search(bare)
    )
    bad = phrases("hinders").search(bare) or (phrases("i dislike").search(bare) if _mine(text) else None)
    if bad and not _denied(bare, bad.start()):
        if (
            good
            and not _denied(bare, good.start())
            and good.end() <= bad.start()
            and phrases("i dislike").search(bare) is None
        ):
            return Impact.MIXED, bad[0]
        return Impact.HINDERS, bad[0]
    if good and not WORRY.search(text):
        if _denied(bare, good.start()):
            return (
                (Impact.HINDERS, good[0])
                if re.search(
                    r"(?:n't|not|never) (?:really |even |at all )?(?:like|enjoy|enjoying|liking|love|listen|support|understand)|not (?:nice|kind|helpful|supportive|good)", text
                )
                else None
            )
        return Impact.HELPS, good[0]
    return None


def _mine(text: str) -> bool:
    return bool(re.search(r"(?<!\w)(?:i|we|me|my)(?!\w)", text)) or text.split()[:1] in (
        ["love"],
        ["like"],
        ["enjoy"],
        ["hate"],
        ["loved"],
        ["enjoyed"],
        ["loving"],
    )


def _denied(text: str, at: int) -> bool:
    before = text[:at].split()[-4:]
    if before and before[0] == "nothing" and "but" in before:
        return False
    if before and before[0] in ("no", "nah") and text.split()[0] == before[0]:
        before = before[1:]
    return bool(NEGATIONS & set(before)) and "only" not in before
