"""A dozen made-up lives, as maps: what pictures are looked at with, drawn by tests and measured by benchmarks.

Nobody real. ``LIVES`` maps a short name to a maker of the map; ``crowd`` makes a plain life of any size.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mapping.model import Closeness, Frequency, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish

WHEN = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
_RINGS = {"i": Closeness.INNER, "m": Closeness.MIDDLE, "o": Closeness.OUTER}
_IMPACTS = {"+": Impact.HELPS, "-": Impact.HINDERS, "~": Impact.MIXED, "=": Impact.NEITHER}
_OFTEN = {"d": Frequency.DAILY, "w": Frequency.WEEKLY, "n": Frequency.MONTHLY, "l": Frequency.LESS_OFTEN}
_STATES = {"?": Status.WISHED, "x": Status.PAST}
_KINDS = {"P": Kind.PERSON, "G": Kind.GROUP, "A": Kind.PET, "L": Kind.PLACE, "D": Kind.ACTIVITY}


def thing(label: str, signs: str, relation: str | None = None, words: str | None = None) -> Item:
    """One item: its signs say kind (P G A L D), then ring (i m o), impact (+ - ~ =), how often (d w n l), wished (?) or
    past (x), formal (f); in any order after the first."""
    said = set(signs[1:])
    one = lambda table: next((value for sign, value in table.items() if sign in said), None)  # noqa: E731
    return Item(
        f"{_KINDS[signs[0]].value}:{label}",
        _KINDS[signs[0]],
        label,
        relation=relation,
        relation_words=words,
        formal=True if "f" in said else None,
        closeness=one(_RINGS),
        frequency=one(_OFTEN),
        impact=one(_IMPACTS),
        status=one(_STATES) or Status.CURRENT,
        sources=("m1",),
    )


def life(*items: Item, ties: str = "", name: str | None = None, session: int = 1, wishes: tuple[str, ...] = ()) -> WellbeingMap:
    """A map of these; ties are written "Ann-choir, Bob=dog" by labels, "=" for one that was said often."""
    ids = {item.label: item.id for item in items}
    pairs = []
    for pair in filter(None, (part.strip() for part in ties.split(","))):
        a, b = pair.replace("=", "-").split("-")
        pairs.append(Tie(*sorted((ids[a], ids[b])), strength=4 if "=" in pair else 1, sources=("m1",)))
    return WellbeingMap(
        items,
        tuple(pairs),
        wishes=tuple(Wish(f"w{n}", text, sources=("m1",)) for n, text in enumerate(wishes)),
        at=WHEN,
        session=session,
        name=name,
    )


def _nobody() -> WellbeingMap:
    return life()


def _one_person() -> WellbeingMap:
    return life(thing("Mum", "Pi~d", "mother"))


def _services_only() -> WellbeingMap:
    return life(
        thing("Janet", "Pm+wf", "support worker", "CPN"),
        thing("Dr Osei", "Po=lf", "psychiatrist"),
        thing("the pharmacist", "Po+wf"),
        thing("Marlowe House", "Lm~df"),
        thing("the depot clinic", "Lo-nf"),
        thing("telly", "Di=d"),
        ties="Janet-the depot clinic, Dr Osei-the depot clinic, Janet-Marlowe House",
    )


def _family() -> WellbeingMap:
    return life(
        thing("Mum", "Pi+d", "mother"), thing("Dad", "Pi~d", "father"), thing("Amina", "Pi+d", "sister"),
        thing("Yusuf", "Pm-w", "brother"), thing("Auntie Rukhsana", "Pm+w", "aunt"), thing("Nani", "Pix", "grandmother"),
        thing("Biscuit", "Ai+d", "pet", "cat"), thing("home", "Li~d"), thing("the mosque", "Lm+w"),
        thing("cooking", "Di+d"), thing("Friday prayers", "Dm+w"), thing("driving lessons", "D?"),
        ties="Mum=Dad, Mum-Amina, Dad-Yusuf, Mum-Auntie Rukhsana, Mum=cooking, Dad-Friday prayers, the mosque=Friday prayers, "
        "Yusuf-Dad, Amina-driving lessons, home-Mum, Biscuit-home",
        name="Farah", session=2,
    )  # fmt: skip


def _unplaced() -> WellbeingMap:
    return life(
        thing("Dave", "P", "friend"), thing("Tracy", "P+", "sister"), thing("Kofi", "P", "neighbour"),
        thing("my key worker", "Pf", "support worker"), thing("the library", "L"), thing("the big Tesco", "L-"),
        thing("walking", "D+w"), thing("fishing", "Dx"), thing("a dog", "A?"),
        ties="Dave-fishing, Dave-walking",
    )  # fmt: skip


def _busy() -> WellbeingMap:
    return life(
        thing("Sam", "Pi+d", "partner"), thing("Priya", "Pi+w", "friend"), thing("Marcus", "Pm+w", "friend"),
        thing("Ellen", "Pm~n", "friend"), thing("Mum", "Pm~w", "mother"), thing("Uncle Joe", "Po-l", "uncle"),
        thing("Ravi", "Po=w", "colleague"), thing("Linda from HR", "Po-n"), thing("Dr Bailey", "Po+lf", "gp"),
        thing("Kirsty", "Pm+wf", "support worker"), thing("Tuesday choir", "Gm+w"), thing("five a side lot", "Go+w"),
        thing("Pepper", "Ai+d", "pet", "dog"), thing("the allotment", "Li+w"), thing("work", "Lm~d"),
        thing("St Mark's hall", "Lm+w"), thing("the leisure centre", "Lo+w"), thing("Greenhill surgery", "Lo=lf"),
        thing("the Red Lion", "Lo-x"), thing("singing", "Di+w"), thing("gardening", "Di+w"), thing("football", "Dm+w"),
        thing("walking Pepper", "Di+d"), thing("drinking", "Do-x"), thing("pottery class", "D?"),
        thing("night shifts", "Dm-w"), thing("volunteering", "Dm+n"), thing("the sea", "L?"),
        ties="Sam-Pepper, Sam-Priya, Priya=Tuesday choir, Tuesday choir=singing, Tuesday choir-St Mark's hall, "
        "singing-St Mark's hall, Marcus-five a side lot, five a side lot=football, football-the leisure centre, "
        "gardening=the allotment, Ellen-the allotment, work-Ravi, work-Linda from HR, work-night shifts, Dr Bailey-Greenhill surgery, "
        "Kirsty-pottery class, Pepper=walking Pepper, the Red Lion-drinking, Uncle Joe-the Red Lion, Mum-Uncle Joe, "
        "Kirsty-volunteering",
        name="Alex", session=3,
    )  # fmt: skip


def _long_names() -> WellbeingMap:
    return life(
        thing("Christopher from the Thursday walking group", "Pm+w"),
        thing("the lady at number 42 who feeds the birds", "Po+n", "neighbour"),
        thing("Mrs Featherstonehaugh-Cholmondeley", "Pof=", "teacher"),
        thing("my son's social worker whose name I forget", "Po-nf", "social worker"),
        thing("the community garden behind the old railway yard", "Lm+w"),
        thing("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Lox"),
        thing("listening to music with the lights off", "Di+d"),
        thing('"proper" cooking <not microwave> & baking', "Dm+w"),
        thing("sorting out all of the letters from the council", "Do-n"),
        ties="Christopher from the Thursday walking group-the community garden behind the old railway yard",
    )


def _many_scripts() -> WellbeingMap:
    return life(
        thing("ਬੀਜੀ", "Pi+d", "mother", "ਮਾਂ"), thing("أختي سلمى", "Pi+w", "sister"), thing("陳小姐", "Pm+w", "friend"),
        thing("김민수", "Pm~w", "friend"), thing("தம்பி", "Po+n", "brother"), thing("Олена", "Pm+w", "neighbour"),
        thing("የእኔ ጓደኛ", "Po=l", "friend"), thing("אמא", "Po-l"), thing("ഷീല", "Po+w"), thing("సీత", "Pm"),
        thing("නිමල්", "Pm+"), thing("ကိုကို", "Po"), thing("សុខា", "Po+"), thing("გიორგი", "Po"), thing("Άννα", "Pi+"),
        thing("ਗੁਰਦੁਆਰਾ", "Lm+w"), thing("公園", "Lm+w"), thing("교회", "Lo+w"), thing("المسجد", "Lm+w"),
        thing("🏞️ the park", "Lm+d"), thing("🎣 fishing", "Dm+w"), thing("योग", "Di+w"), thing("ร้องเพลง", "Dm+"),
        thing("👨‍👩‍👧 time", "Di+"), thing("নাচ", "D?"),
        ties="ਬੀਜੀ-ਗੁਰਦੁਆਰਾ, 김민수-교회, 陳小姐-公園, أختي سلمى-المسجد",
    )  # fmt: skip


def _all_close() -> WellbeingMap:
    people = "Ada Ben Cath Dov Eve Finn Gwen Hal Ivy Jed Kim Lou".split()
    return life(*(thing(name, "Pi+w", "friend") for name in people), ties=", ".join(f"{a}-{b}" for a, b in zip(people, people[1:])))


def _one_holds_all() -> WellbeingMap:
    things = [thing("Bernadette", "Pi+d", "wife")] + [
        thing(label, signs)
        for label, signs in (
            ("her sister Jo", "Po=n"), ("church", "Lm+w"), ("the bingo", "Do~w"), ("cooking", "Di+d"), ("hospital trips", "Do-n"),
            ("the car", "Lm+w"), ("our street", "Lm=d"), ("the grandkids", "Gi+w"), ("walks", "Dm+d"), ("bills", "Do-n"),
        )
    ]  # fmt: skip
    return life(*things, ties=", ".join(f"Bernadette-{each.label}" for each in things[1:]))


def _hard_times() -> WellbeingMap:
    return life(
        thing("Carl", "Pi-d", "partner"), thing("Nan", "Pix", "grandmother"), thing("the lads", "Gm-w"), thing("my ex", "Po-lx"),
        thing("the crisis team", "Gm~lf"), thing("Jo on the ward", "Po+f", "nurse"), thing("the flat", "Li-d"),
        thing("the ward", "Lo~x"), thing("the job centre", "Lo-n"), thing("weed", "Di~d"), thing("sleeping", "Di-d"),
        thing("gym", "D?"), thing("my own place", "L?"), thing("seeing my kids", "D?"),
        ties="Carl-the flat, the lads-weed, Carl-weed, the crisis team-the ward, Jo on the ward-the ward", session=4,
        wishes=("seeing my kids more",),
    )  # fmt: skip


def crowd(count: int, *, ties: float = 0.8, session: int = 1) -> WellbeingMap:
    """A plain life with so many things on it, ``ties`` of them for each thing; the same for the same numbers."""
    names = (
        "Ann Bilal Chidi Dora Emeka Fran George Hana Ines Jamal Karen Leo Maya Noor Omar Pat Quinn Rosa Stefan Tina Uma Vik "
        "Wendy Xan Yara Zed"
    ).split()
    places = "park library café gym church clinic market pool museum allotment school station".split()
    doings = "walking knitting singing cooking reading football chess yoga painting baking cycling gaming".split()
    made, kinds = [], "PPLDPALDPG"
    for n in range(count):
        kind = kinds[n % 10]
        turn = n // 10
        if kind in "PAG":
            label = names[(n * 7 + turn) % 26] + (f" {'ABCDEFGHIJKLMNOP'[turn % 16]}." if turn else "")
        else:
            label = (places if kind == "L" else doings)[(n * 5 + turn) % 12] + (f" {turn + 1}" if turn else "")
        signs = kind + "imo "[n * 11 % 4] + "+-~= +"[n * 7 % 6] + "dwnl"[n % 4] + ("f" if n % 9 == 4 else "") + ("?" if n % 17 == 9 else "x" if n % 13 == 8 else "")
        each = thing(label, signs, "friend" if kind == "P" and n % 3 else None)
        made.append(each if all(each.id != other.id for other in made) else thing(f"{label} {n}", signs))
    pairs = {tuple(sorted((made[n % count].id, made[(n * 7 + 3) % count].id))) for n in range(int(count * ties))}
    return WellbeingMap(
        tuple(made), tuple(Tie(a, b, strength=1 + n % 4) for n, (a, b) in enumerate(sorted(pairs)) if a != b), at=WHEN, session=session
    )


LIVES: dict[str, Callable[[], WellbeingMap]] = {
    "nobody": _nobody,
    "one_person": _one_person,
    "services_only": _services_only,
    "family": _family,
    "unplaced": _unplaced,
    "busy": _busy,
    "long_names": _long_names,
    "many_scripts": _many_scripts,
    "all_close": _all_close,
    "one_holds_all": _one_holds_all,
    "hard_times": _hard_times,
    "crowd45": lambda: crowd(45),
    "crowd60": lambda: crowd(60),
    "crowd100": lambda: crowd(100),
    "crowd150": lambda: crowd(150),
}


def two_sessions() -> tuple[WellbeingMap, WellbeingMap]:
    """A life at one session and some months on: some of it kept, some new, gone or changed."""
    before = life(
        thing("Mum", "Pi~d", "mother"), thing("Jo", "Po+w", "friend"), thing("Carl", "Pi-d", "partner"), thing("Kirsty", "Pm+wf", "support worker"),
        thing("the flat", "Li-d"), thing("the ward", "Lo~"), thing("the Red Lion", "Lm-w"), thing("drinking", "Di-d"), thing("choir", "D?"),
        ties="Carl-the flat, the Red Lion-drinking, Carl-drinking, Mum-Jo", session=1,
    )  # fmt: skip
    after = life(
        thing("Mum", "Pi+d", "mother"), thing("Jo", "Pi+w", "friend"), thing("Kirsty", "Pm+wf", "support worker"),
        thing("Bev from choir", "Pm+w", "friend"), thing("the flat", "Li+d"), thing("the ward", "Lox"), thing("St Mark's hall", "Lm+w"),
        thing("drinking", "Di-d"), thing("choir", "Dm+w"),
        ties="Mum-Jo, choir-St Mark's hall, Bev from choir-choir", session=4,
    )  # fmt: skip
    return before, replace(after, at=WHEN + timedelta(days=112))
