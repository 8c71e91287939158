"""What is kept and who sees it, asked in words: any words, and nothing that only looks like it."""

import pytest

from bot.turns.data_questions import asks_what_is_kept

ASKED = (
    "what do you keep", "What do you keep about me?", "what do you know about me", "who sees this", "who can see my map?", "wot do u keep on me", "whos reading this tho",
    "do you save what i say", "are you recording this", "is this private", "Excuse me, may I ask who has access to my information?", "does my worker see this", "can my mum read this",
    "where does my data go", "what happens to what i tell you", "do u share my data with anyone", "is my info safe", "hu can c this", "what you do with my data", "who see my messages please",
    "wait who sees this", "is it confidential", "will the dwp see this", "what info have you got on me", "is anyone else going to see this", "Could you tell me what information you hold about me, please?",
    "bro who else sees this fr".removesuffix(" fr"), "how is my data kept", "with whom is this information shared", "privacy policy?", "do you tell my doctor", "what’s kept about me",
    "how private is this chat", "what do you keep and who sees it", "do you keep notes on me", "what are you storing about me", "will you tell anyone what i said", "does this go on my record",
)
OTHER = (
    "what have you got so far", "what have you saved so far", "who have i said", "what do you know about my mum", "who sees my nan", "my worker sees this as a good thing", "i keep a diary", "what do you keep in your bag",
    "is someone reading this", "is a human reading this", "are you a real person", "is it safe there", "where is my map", "where are my goals", "where do i type", "can you keep a secret", "dont tell my mum",
    "who can i see", "i see my mate dev on sundays", "do you know my nan", "what do you do", "who are you", "my mum reads this book", "no one sees me", "nobody sees this side of me", "it is private",
    "who sees the gp with me", "my boss keeps records", "delete my data", "send me my data", "can my mum come too", "does my worker help", "i told my doctor everything", "private", "save this", "can you save this",
    "who sees this is my sister jo", "what do you keep asking me for", "is this it", "how are you",
)


@pytest.mark.parametrize("text", ASKED)
def test_however_it_is_asked(text: str) -> None:
    assert all(asks_what_is_kept(written) for written in (text, text.upper(), f"{text} ??", f"  {text}…", f"ok {text}"))


@pytest.mark.parametrize("text", OTHER)
def test_what_only_looks_like_it(text: str) -> None:
    assert not asks_what_is_kept(text)


def test_a_long_message_is_news_and_takes_no_time() -> None:
    assert not asks_what_is_kept("who can see this " + "and my nan helps me " * 40)
    assert not asks_what_is_kept("what do you keep about me and " * 5 + "x")
