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
    ("O7700 900123", "…", ["phone"]),
    ("her mobile is 077OO 9oo123 or so", "her mobile is … or so", ["phone"]),
    ("tel07700900123x", "tel…x", ["phone"]),
    ("02079460018ext3", "…ext3", ["phone"]),
    ("(+44) 7700 900123", "…", ["phone"]),
    ("+44 (0)7700 900123", "…", ["phone"]),
    ("44 7700 900123", "…", ["phone"]),
    ("her number is 7700900123", "her number is …", ["phone"]),
    ("01632 / 960001 and 07700/900123", "… and …", ["phone"]),
    ("07700_900_123 or 07700 – 900 — 123", "… or …", ["phone"]),
    ("０７７００ ９００１２３", "…", ["phone"]),
    ("jo 07700 900123 2 kids", "jo … 2 kids", ["phone"]),
    ("07700 900123 07700 900456", "… …", ["phone"]),
    ("01234 567890", "…", ["phone"]),
    ("its oh seven seven double oh nine hundred one two three ok", "its … ok", ["phone"]),
    ("jo at example dot com", "…", ["email"]),
    ("jo{at}gmail.com, jo_at_gmail.com, jo@gmail", "…, …, …", ["email"]),
    ("jo＠gmail.com", "…", ["email"]),
    ("josmith at hotmail co uk", "…", ["email"]),
    ("14 The Avenue", "…", ["address"]),
    ("i live at 9 park row with my dad", "i live at … with my dad", ["address"]),
    ("she lives at 7 main street", "she lives at …", ["address"]),
    ("nan moved to 45 queens drive", "nan moved to …", ["address"]),
    ("apartment 7 beech house", "…", ["address"]),
    ("LS6-3HN", "…", ["postcode"]),
    ("my NHS number's 943 476 5918", "my …", ["nhs_number"]),
    ("nhs num 9 4 3 4 7 6 5 9 1 8", "…", ["nhs_number"]),
    ("943.476.5919", "…", ["nhs_number"]),
    ("CHI number 010190 1234", "…", ["nhs_number"]),
    ("jo, 12 Elm Road, LS6 3HN, 07700 900123, jo@example.com", "jo, …, …, …, …", ["email", "phone", "address", "postcode"]),
]
KEPT = [
    "i live with my mum and 2 brothers", "i see 3 friends down the road", "its a 10 min walk to the park", "i have 3 mates close by",
    "4 of us go to the court", "at 10 i get the 14 bus to the lane", "i rang samaritans on 116 123", "i rang 0800 1111 and 0808 2000 247",
    "call 111 and press 2", "i was born 01.02.1990", "on 12/03/2024 10:30", "the 45 club", "i weigh 12 stone 4", "im 34 and my nan is 80",
    "we meet at 7 every day on elm road", "she is my no 1 friend", "i got 1234567890 points", "number 12 is where dave lives", "meet at 5 at the gym",
    "i did 5k in 30 mins", "2 long roads", "i go to St Mary's", "10 st mary's people", "m25 is busy", "o2 arena", "b and q", "my 3 kids drive me mad",
    "on 01.02.1990 12:30", "01/02/2024 10:30", "0 1 2 3 4 5 6 7 8 9", "one two three four five six seven eight nine ten", "i played 07 12 23 34 45 49",
    "he is at example dot com", "i stay at 10 minutes walk", "we live at 2 ends of the same road", "moved to 2 rooms near the park", "flat 2 is in my house",
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
    for unit in ("1 ", "0-", "a ", "12 elm ", "x@", "(at)", "flat 1 ", "oh ", "double ", "o", "live at 1 a ", "a at b dot ", "nhs "):
        without_details(unit * 4000)
