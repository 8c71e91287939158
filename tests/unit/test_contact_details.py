"""Contact details are spotted however people type them, and ordinary talk is left as it was."""

import pytest

from mapping.taking_in.contact_details import without_details

LEFT_OUT = [
    ("my sister jo 07700 900123 helps", "my sister jo … helps", ["phone"]),
    ("ring her on 07700900123.", "ring her on ….", ["phone"]),
    ("her number is +44 7700 900 123", "her number is …", ["phone"]),
    ("its (020) 7946 0018 for mums", "its … for mums", ["phone"]),
    ("0044 20 7946 0018", "…", ["phone"]),
    ("07700-900-123 is dev", "… is dev", ["phone"]),
    ("email me at jo.smith+x@mail.example.co.uk ok", "email me at … ok", ["email"]),
    ("jo at gmail dot com", "…", ["email"]),
    ("jo (at) example (dot) com", "…", ["email"]),
    ("mum lives at 12 Elm Road", "mum lives at …", ["address"]),
    ("mum lives at flat 3, 12b elm tree avenue, its ok", "mum lives at …, its ok", ["address"]),
    ("4 Oak Close", "…", ["address"]),
    ("nan is in SW1A 1AA", "nan is in …", ["postcode"]),
    ("nan is at ls6 3hn now", "nan is at … now", ["postcode"]),
    ("my nhs number is 943 476 5919", "my …", ["nhs_number"]),
    ("9434765919", "…", ["nhs_number"]),
    ("nhs no 123 456 7890", "…", ["nhs_number"]),
    ("jo, 12 Elm Road, LS6 3HN, 07700 900123, jo@example.com", "jo, …, …, …, …", ["email", "phone", "address", "postcode"]),
]
KEPT = [
    "i live with my mum and 2 brothers", "i see 3 friends down the road", "its a 10 min walk to the park", "i have 3 mates close by",
    "4 of us go to the court", "at 10 i get the 14 bus to the lane", "i rang samaritans on 116 123", "i rang 0800 1111 and 0808 2000 247",
    "call 111 and press 2", "i was born 01.02.1990", "on 12/03/2024 10:30", "the 45 club", "i weigh 12 stone 4", "im 34 and my nan is 80",
    "we meet at 7 every day on elm road", "she is my no 1 friend", "i got 1234567890 points", "number 12 is where dave lives", "meet at 5 at the gym",
    "i did 5k in 30 mins", "2 long roads", "i go to St Mary's", "10 st mary's people", "m25 is busy", "o2 arena", "b and q", "my 3 kids drive me mad",
    "i take 20 mg at 8", "2024 was a hard year street wise", "i have been there 3 times in a row",
]


@pytest.mark.parametrize(("text", "left", "kinds"), LEFT_OUT)
def test_details_are_left_out(text: str, left: str, kinds: list[str]) -> None:
    found = without_details(text)
    assert (found.text, [str(kind) for kind in found.left_out]) == (left, kinds)


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_talk_is_left_as_it_was(text: str) -> None:
    assert without_details(text).text == text
    assert without_details(text).left_out == ()


def test_a_very_long_text_is_read_in_one_go() -> None:
    for unit in ("1 ", "0-", "a ", "12 elm ", "x@", "(at)", "flat 1 "):
        without_details(unit * 4000)
