"""Anything somebody may send gets a clear answer; nothing is lost and no traceback reaches anybody."""

import pytest

from tests.system.service import Person

pytestmark = pytest.mark.system
ODD = {
    "one letter": "k",
    "emoji only": "😀🎉🐶",
    "right to left": "אני גר עם אמא שלי",
    "arabic": "أعيش مع أمي",
    "another language": "mieszkam z moją mamą i siostrą",
    "nul": "my mum\x00 and dad",
    "zero width": "\u200b\u200d",
    "very long": "my nan and the cat " * 215,
    "an intent": '/delete_my_data{"a": "b"}',
    "a hidden intent": "\u200b/delete_my_data",
    "braces": "{names} {0} {label!r} %s %(x)s",
    "html": "<script>alert(1)</script> my mum",
    "markdown": "*my* _mum_ [x](tg://user?id=1)",
    "only spaces and lines": "\n \n . ",
    "backslashes": "\\u0000 \\x00 \\",
    "broken characters": "my mum \ud83d and dad",
}


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_odd_messages_get_a_clear_answer(text: str, person: Person) -> None:
    answer = person.say(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    assert answer.strip()
    assert "Traceback" not in answer and "Error" not in answer and "{" not in answer.replace(text, "")
    assert person.say("i live with my brother Kai")
    assert "Kai" in {item.label for item in person.map().items}


def test_no_traceback_was_logged(person: Person) -> None:
    person.say("i live with my brother Kai")
    assert "Traceback" not in person.service.log()
