"""What counts as a yes, a no, or a choice: nothing is taken away on words that only look like one."""

import pytest

from actions.patterns import chatter, clear_yes_or_no, pattern, plain, says


@pytest.mark.parametrize("text", ["yes", "Yeah do it", "ok", "yep go on then", "yes delete everything", "aye please do"])
def test_a_yes(text: str) -> None:
    assert clear_yes_or_no(text) is True


@pytest.mark.parametrize(
    "text", ["ok wait", "ok what happens to my map", "yeah actually cancel that", "go on holiday with her", "yes but later", "maybe", "what if i do"]
)
def test_no_yes_at_all(text: str) -> None:
    assert clear_yes_or_no(text) is not True


@pytest.mark.parametrize("text", ["no", "Nah", "no thanks"])
def test_a_no(text: str) -> None:
    assert clear_yes_or_no(text) is False


@pytest.mark.parametrize("text", ["she used to take me swimming", "delete my data", "i take tablets for it"])
def test_grief_and_other_talk_take_nobody_off(text: str) -> None:
    assert not says("take off", text)


def test_a_plain_no_is_a_no_and_no_more() -> None:
    assert pattern("plain no").fullmatch(plain("No thanks"))
    assert not pattern("plain no").fullmatch(plain("no, I miss her so much"))


@pytest.mark.parametrize("text", ["they aren't the same person", "not the same", "two people"])
def test_not_the_same(text: str) -> None:
    assert says("two people", text)


@pytest.mark.parametrize("text", ["we go to the same church", "same with my dad and me"])
def test_same_about_something_else_merges_nobody(text: str) -> None:
    assert not says("same", text)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("second", "the second one please", True), ("second", "i saw him last week", False), ("somebody new", "a new one", True),
     ("somebody new", "my new neighbour Jo moved in", False), ("both", "both of them", True), ("both", "not at all", False)],
)
def test_which_of_two(name: str, text: str, said: bool) -> None:
    assert says(name, text) is said


def test_chatter_is_all_chatter() -> None:
    assert chatter("lol")
    assert not chatter("lol my mum is here")


@pytest.mark.parametrize("text", ["yeah my nan helps", "yes and my nan helps", "yes she is my sister", "ok my mum died", "yes he is nice"])
def test_news_beside_a_yes_is_news(text: str) -> None:
    assert clear_yes_or_no(text) is None


@pytest.mark.parametrize("text", ["yes please, take them off", "yes they are the same person", "yeah go on", "Yes, that's what i want", "yes delete all my data"])
def test_a_yes_may_be_said_in_more_words(text: str) -> None:
    assert clear_yes_or_no(text) is True


@pytest.mark.parametrize(("name", "text", "said"), [
    ("unsure what", "Define matters.", True), ("unsure what", "i dont get it", True), ("unsure what", "what do you mean", True),
    ("unsure what", "I do not understand the question. Do you mean friends I see?", True),
    ("unsure what", "i dont understand my dad", False), ("unsure what", "i dont get on with him", False)])
def test_a_question_that_was_not_clear(name: str, text: str, said: bool) -> None:
    assert says(name, text) is said


@pytest.mark.parametrize(("text", "said"), [("who else?", True), ("what else do you want to know", True), ("who else lives with me is my mum", False)])
def test_who_else_asks_on(text: str, said: bool) -> None:
    assert (pattern("asks on").fullmatch(plain(text)) is not None) is said
