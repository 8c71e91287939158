"""Replies to "how did it go" that were made up after the reader was there, in three rounds, and mended round by round.

Read right at first sight, before mending: 63 of 82, 37 of 41, 31 of 37. None of them is learned from. What is below is read right now.
"""

import pytest

from nlu.checkins.reply import Went, read_reply
from nlu.checkins.learned.lessons import REPLY, read_examples
from nlu.evaluation.scope import gist

SAID = {
    "done": [
        "yeh did it sat n sun", "yup been tues and thurs", "twice, monday and wednesday", "i did yeah, bit nervous but ok", "all good went with dev",
        "yeah it was mint", "really enjoyed it tbh", "ace thanks, she was well pleased to see me", "went the once and it was fine",
        "dead good actually", "got my swim in", "yes i rung him in the end", "it happened!!", "brill, 3 walks this week",
        "i went. didnt want to but i did", "its going great im there most days", "better than i expected", "yess proud of myself",
        "couldnt sleep but still went", "popped round hers friday", "yep rang nan on thursday", "walked to the shop and back both days",
        "it was alright yeah", "done and dusted", "went with my sister, had a brew after", "been twice already", "loved every second",
        "i managed to get there", "yes finally!", "saw him saturday", "yeah did two laps of the park", "yep sat with nan for a bit on sunday",
        "went weds, was ok", "got on with it and it was fine", "it was class", "i phoned them this morning", "well i went lol",
        "been to the library twice", "managed it thanks to dev",
    ],
    "partly": [
        "well i got my trainers on and got to the end of the road", "went in but left after 10 mins", "managed one walk, was meant to be three",
        "i rang but it went to voicemail", "bits and bobs", "sort of, phoned but no answer", "50/50", "tried but had to come home",
        "yeah but only the once", "got there but it was too busy so came back", "did a bit yeah", "went but only stayed five mins",
        "got dressed and got to the door", "only managed the one", "texted her but no reply", "halfway there", "i did some of it",
        "went but came away early", "sent the text but didnt hear back", "did the walk but not the other bit", "once out of three",
    ],
    "not_yet": [
        "nah", "nope not this wk", "didnt happen", "not a chance", "nah didnt bother", "just didnt have it in me", "been too down to do owt",
        "i kept putting it off", "hasnt happened yet", "no luck", "didnt get chance", "forgot sorry",
        "not been out all week", "cudnt face it", "didnt fancy it in the end", "i bottled it again", "nope sorry", "havent done nothing",
        "no i havent had the energy", "wasnt feeling it", "never got round to it", "not this time", "stayed in bed", "i just couldnt",
        "not had chance yet", "no mate", "been in bed all week", "couldnt be arsed tbh", "i wimped out", "no i keep forgetting",
        "not really been up to it",
    ],
    "barrier": [
        "bus was cancelled again", "bus never turned up", "no because the pool is shut for repairs", "dev couldnt make it so no",
        "couldnt, had no money for the bus", "my legs been bad", "it was chucking it down all week", "they've put the price up and i cant pay it",
        "my mate moved away to hull", "the class is full till june", "nah had the kids all wk", "no bus on sundays now", "my car failed its mot",
        "been poorly all week", "they shut the library down", "dad's in hospital so ive been there", "sarah cancelled on me last min",
        "meds knocked me for six so no", "rain stopped us", "my lift let me down", "cos the cafe was shut", "no the bus drivers are on strike",
        "she was ill so couldnt meet", "my anxiety was too bad on the day", "gym put its prices up", "broke my ankle", "had to look after my nephew",
        "group isnt running any more", "bus didnt run", "my bad back again", "they changed the day", "no money left", "cafe closed early",
        "my mate moved to Leeds so theres no one to go with", "i had covid",
    ],
    "changed_mind": [
        "changed my mind on that one", "not feeling that goal any more", "can we do something different", "dont think its for me",
        "id rather do baking", "gone off the idea tbh", "lets bin that one", "i want to pick another", "dont want that as my goal now",
        "i dont want to do this one anymore", "can we swap it for reading", "not for me that", "had a think and id rather see my mates",
        "i want to do something else now", "nah im over that one", "can i pick something easier",
    ],
    "other": [
        "who's this", "my sister had her baby", "hello", "what did i say id do", "idk", "can you remind me what it was", "dev is my best mate",
        "why are you asking", "what was my goal again", "my brother came to stay", "yo", "thanks", "whats my goal", "my dad rang me",
    ],
}
CASES = [(text, says) for says, texts in SAID.items() for text in texts]
WHY = [
    ("nah the bus was late", "the bus was late"), ("no because the pool is shut for repairs", "the pool is shut for repairs"), ("couldnt, had no money for the bus", "had no money for the bus"),
    ("nah had the kids all wk", "had the kids all wk"), ("cos the cafe was shut", "the cafe was shut"), ("no the bus drivers are on strike", "the bus drivers are on strike")]


@pytest.mark.parametrize(("text", "says"), CASES)
def test_how_people_say_it(text: str, says: str) -> None:
    found = read_reply(text)
    assert ("barrier" if found.barrier and found.went is Went.NOT_YET else str(found.went)) == says


@pytest.mark.parametrize(("text", "why"), WHY)
def test_what_stood_in_the_way_is_in_their_words(text: str, why: str) -> None:
    assert read_reply(text).barrier == why


def test_none_of_these_is_learned_from() -> None:
    learned = {gist(one.text) for one in read_examples() if one.kind == REPLY}
    assert [text for text, _ in CASES if gist(text) in learned] == []
