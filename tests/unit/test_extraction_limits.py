"""What the reader must never do: crash, invent, or change its mind; and `selfmap extract` on good and bad lines."""

import io
import json

import pytest

from bot.cli.extract import extract
from mapping.model import Closeness, CorrectionKind, Frequency, Impact, Kind, Mention
from nlu.extraction import Reader

AWKWARD = (
    "",
    " ",
    "\n\n",
    "\x00",
    "my mum\x00 and dad",
    "🙂🙂🙂",
    "👩‍👩‍👧 mum",
    "...",
    "?!?!",
    "'",
    "'s",
    "s's's",
    '"',
    "/start",
    "&&& + w/",
    "שלום אמא שלי",
    "أعيش مع أمي",
    "میں اپنی ماں کے ساتھ رہتا ہوں",
    "mieszkam z mamą i bratem",
    "a" * 4096,
    "my mum " * 600,
    "mum," * 1000,
    "and " * 1000,
    "'" * 4096,
    "\u202emy sister\u202c",
    "ﷺ",
    "x" * 10 + "\ud800",
    "my my my my",
    "with with with",
    "her her his their",
    "the the the gym's gym's",
    "St",
    "st",
    "at the",
    "called",
    "my brother called",
    "in",
    "mr",
    "Dr.",
    "ex",
    "not my",
    "take off",
    "undo",
    "no, , ,",
)


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
@pytest.mark.parametrize("asked", [None, "people.home", "person.relation", "person.name", "links.who", "goal.barrier"])
def test_nothing_crashes_and_nothing_is_invented(reader: Reader, text: str, asked: str | None) -> None:
    known = (Mention("Sam", Kind.PERSON, "friend", known=True), Mention("gym", Kind.PLACE, known=True))
    reading = reader.read(text, asked=asked, about="Sam", known=known)
    said = " ".join(text.lower().split())
    for mention in reading.mentions:
        assert mention.known or " ".join(mention.label.lower().split()) in said
    assert reading == reader.read(text, asked=asked, about="Sam", known=known)


def test_foreign_answer_is_left_alone(reader: Reader) -> None:
    known = (Mention("park", Kind.PLACE, known=True),)
    assert reader.read(
        "czy mogę napisać po polsku czy tylko angielski", asked="place.impact", about="park", known=known
    ).empty


@pytest.mark.parametrize("text", ["i am a teacher", "my name is Omar", "hello im Grace", "as a mum i worry"])
def test_the_participant_is_never_on_their_own_map(reader: Reader, text: str) -> None:
    assert not reader.read(text).mentions


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("i see my aunt every day", Frequency.DAILY),
        ("my gran rings most evenings", Frequency.DAILY),
        ("chess on tuesdays", Frequency.WEEKLY),
        ("my uncle visits once a month", Frequency.MONTHLY),
        ("the clinic every fortnight", Frequency.MONTHLY),
        ("i see my dad once in a blue moon", Frequency.LESS_OFTEN),
        ("my cousin comes twice a year", Frequency.LESS_OFTEN),
        ("my sister is 30", None),
    ],
)
def test_rhythm(reader: Reader, text: str, rhythm: Frequency | None) -> None:
    assert reader.read(text).mentions[0].frequency is rhythm


@pytest.mark.parametrize(
    ("text", "ring"),
    [
        ("inner", Closeness.INNER),
        ("the middle one", Closeness.MIDDLE),
        ("outer", Closeness.OUTER),
        ("we're not close", Closeness.OUTER),
        ("really close", Closeness.INNER),
        ("we've drifted", Closeness.OUTER),
        ("quite close i suppose", Closeness.MIDDLE),
        ("dunno", None),
    ],
)
def test_ring(reader: Reader, text: str, ring: Closeness | None) -> None:
    known = (Mention("Sam", Kind.PERSON, "friend", known=True),)
    assert [m.closeness for m in reader.read(text, asked="person.closeness", about="Sam", known=known).mentions] == [
        ring
    ]


@pytest.mark.parametrize(
    ("text", "impact"),
    [
        ("yeah", Impact.HELPS),
        ("not really", Impact.NEITHER),
        ("she means well", Impact.MIXED),
        ("sometimes, depends on her mood", Impact.MIXED),
        ("neither", Impact.NEITHER),
        ("she drives me mad", Impact.HINDERS),
        ("she keeps me going", Impact.HELPS),
        ("shes alright", None),
    ],
)
def test_does_she_help(reader: Reader, text: str, impact: Impact | None) -> None:
    known = (Mention("Sam", Kind.PERSON, "friend", known=True),)
    assert [m.impact for m in reader.read(text, asked="person.impact", about="Sam", known=known).mentions] == [impact]


def test_someone_taken_out_of_something_is_unlinked(reader: Reader) -> None:
    known = (Mention("Amir", Kind.PERSON, "friend", known=True), Mention("chess", Kind.ACTIVITY, known=True))
    reading = reader.read("amir packed in chess ages ago so take him out of it", known=known)
    (correction,) = reading.corrections
    assert correction.kind is CorrectionKind.UNLINK and set(correction.labels) == {"Amir", "chess"}


def test_two_names_for_one_person(reader: Reader) -> None:
    known = (Mention("Jas", Kind.PERSON, "friend", known=True), Mention("Jaspreet", Kind.PERSON, "friend", known=True))
    (correction,) = reader.read("Jas and Jaspreet are the same person", known=known).corrections
    assert (correction.kind, set(correction.labels), correction.to) == (
        CorrectionKind.MERGE,
        {"Jas", "Jaspreet"},
        "Jaspreet",
    )


def test_a_name_learned_later_becomes_the_label(reader: Reader) -> None:
    known = (Mention("sister", Kind.PERSON, "sister", relation_words="sister", known=True),)
    (jo,) = reader.read("her names Jo", asked="person.name", about="sister", known=known).mentions
    assert (jo.label, jo.relation, jo.known, jo.aliases) == ("Jo", "sister", True, ("sister",))


def test_extract_writes_good_lines_and_names_bad_ones(reader: Reader) -> None:
    lines = [
        '{"id": "a", "text": "my sister helps me"}',
        "not json",
        '{"text": "no id"}',
        '{"id": 2}',
        '{"id": 3, "text": "hi", "known": [{"label": "x"}]}',
        "",
        '{"id": "b", "text": "yeah", "asked": "person.impact", "about": "Sam",'
        ' "known": [{"label": "Sam", "type": "person", "relation": "friend"}]}',
    ]
    out, problems = io.StringIO(), io.StringIO()
    assert extract(lines, out, problems, reader) == 1
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["nodes"] == [
        {
            "label": "sister",
            "type": "person",
            "relation": "sister",
            "formal": False,
            "current": True,
            "impact": "positive",
        }
    ]
    assert (second["id"], second["nodes"][0]["label"], second["nodes"][0]["impact"]) == ("b", "Sam", "positive")
    assert [line.split(" was skipped")[0] for line in problems.getvalue().splitlines()] == [
        "Line 2",
        "Line 3",
        "Line 4",
        "Line 5",
    ]


@pytest.mark.parametrize("text", ["neither one road nor t'other", "one helps t'other dont", "t'other one", "neither of them nor t'other", "not one nor the other"])
@pytest.mark.parametrize("asked", ["person.closeness", "person.impact", "person.frequency"])
def test_one_or_the_other_of_two_is_read_in_whatever_words(reader: Reader, text: str, asked: str) -> None:
    known = tuple(Mention(name, Kind.PERSON, "son", known=True) for name in ("Craig", "Neil"))
    assert all(mention.known for mention in reader.read(text, asked=asked, about="Craig", known=known).mentions)
