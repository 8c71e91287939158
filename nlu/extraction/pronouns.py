"""Who "she", "they" and "we" are, in this message or by what the question was about."""

from mapping.model import Kind, Mention
from nlu.extraction.chat import Message
from nlu.extraction.role_words import told_formal
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots

SHE = frozenset({"she", "her", "hers", "herself"})
HE = frozenset({"he", "him", "his", "himself"})
THEY = frozenset({"they", "them", "their", "themselves", "both"})
IT = frozenset({"it", "there", "that", "this"})
WOMEN = frozenset({"mother", "sister", "wife", "daughter", "grandmother", "aunt", "niece"})
MEN = frozenset({"father", "brother", "husband", "son", "grandfather", "uncle", "nephew"})


def sex_of(sighting: Sighting) -> str | None:
    """'f', 'm' or None, from the relation alone where the participant's words tell it."""
    words = " ".join([sighting.relation_words or "", *sighting.aliases, sighting.label]).lower()
    role = words.split("'s ")[-1]
    if sighting.relation in WOMEN or any(
        w in role for w in ("girlfriend", "wife", "mum", "mother", "sister", "daughter", "aunt", "lady", "gf", "girl")
    ):
        return "f"
    if sighting.relation in MEN or any(
        w in role
        for w in ("boyfriend", "husband", "dad", "father", "brother", "son", "uncle", "grandad", "bf", "bloke")
    ):
        return "m"
    return None


def from_known(mention: Mention, at: int = -1) -> Sighting:
    """A sighting for something on the map that this message refers to without naming it; it stands at word ``at``."""
    return Sighting(
        at,
        at + 1,
        mention.kind,
        "about",
        mention.label,
        mention.relation,
        mention.relation_words,
        told_formal(mention),
        current=mention.current,
        known=mention,
    )


def resolve(spots: Spots, sightings: list[Sighting], about: Mention | None) -> Sighting | None:
    """Give each pronoun's place to what it stands for; returns a sighting of ``about`` if a pronoun means it."""
    message = spots.message
    outside: Sighting | None = None
    for at, low in enumerate(message.low):
        if any(s.start <= at < s.end for s in sightings):
            continue
        target = _meant(message, at, low, sightings)
        if target is None and about is not None and _fits_about(low, about) and not _of_place(message, at, low):
            outside = outside or from_known(about, at)
            outside.also_at.append(at)
        for one in target or []:
            one.also_at.append(at)
    return outside


def _meant(message: Message, at: int, low: str, sightings: list[Sighting]) -> list[Sighting] | None:
    if low in SHE | HE:
        sex, other = ("f", "m") if low in SHE else ("m", "f")
        people = [
            s
            for s in sightings
            if s.kind in (Kind.PERSON, Kind.PET) and not s.several and s.end <= at and sex_of(s) != other
        ]
        people = [s for s in people if not _does_it(message, s, at)] or people
        certain = [s for s in people if sex_of(s) == sex]
        recent = [s for s in people if not any(s.start < t.start for t in certain)]
        subjects = [
            s
            for s in people
            if message.doc[s.head(message)].dep_ in ("nsubj", "nsubjpass") and certain[-1:] in ([], [s])
        ]
        chosen = (
            subjects[-1:]
            if low in ("she", "he") and subjects and not recent[-1:] == certain[-1:]
            else (recent or people)[-1:]
        )
        return chosen or None
    if low in THEY:
        groups = [s for s in sightings if s.is_being and s.end <= at]
        if groups and (groups[-1].several or groups[-1].kind is Kind.GROUP):
            return [groups[-1]]
        return groups[-2:] if len(groups) > 1 else groups or None
    if low == "we":
        people = [s for s in sightings if s.is_being and s.end <= at]
        return _last_company(message, people, at)
    if low in IT and low != "that":
        things = [
            s
            for s in sightings
            if s.kind in ((Kind.PLACE,) if low == "there" else (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)) and s.end <= at
        ]
        if low == "there" and message.low[at + 1 : at + 2] in (["'s"], ["is"], ["are"]):
            return None
        return things[-1:] or None
    return None


def _does_it(message: Message, sighting: Sighting, at: int) -> bool:
    """Whether somebody is the subject of the verb of which the pronoun is the object ("my mother watches her" is another her)."""
    subject, word = message.doc[sighting.head(message)], message.doc[at]
    return word.dep_ == "dobj" and subject.dep_ == "nsubj" and subject.head.i == word.head.i


def _last_company(message: Message, people: list[Sighting], at: int) -> list[Sighting] | None:
    """The people "we" takes in: those named together last, where the last was close by."""
    if not people or "." in message.low[people[-1].end : at] and at - people[-1].end > 12:
        return None
    company = [people[-1]]
    for person in reversed(people[:-1]):
        if set(message.low[person.end : company[0].start]) <= {",", "and", "my", "the", "our"}:
            company.insert(0, person)
        else:
            break
    return company


def _fits_about(low: str, about: Mention) -> bool:
    if about.kind in (Kind.PERSON, Kind.PET, Kind.GROUP):
        stand_in = Sighting(
            0, 0, about.kind, "about", about.label, about.relation, about.relation_words, aliases=list(about.aliases)
        )
        sex = sex_of(stand_in)
        return (
            low in SHE
            and sex != "m"
            or low in HE
            and sex != "f"
            or low in THEY
            or (low == "it" and about.kind is not Kind.PERSON)
        )
    return low in IT


def _of_place(message: Message, at: int, low: str) -> bool:
    """ "there's" and "that" as a joining word mean nothing on the map."""
    return low in ("there", "that", "this") and message.low[at + 1 : at + 2] in (
        ["'s"],
        ["is"],
        ["are"],
        ["one"],
        ["i"],
    )
