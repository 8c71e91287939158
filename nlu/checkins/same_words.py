"""Whether two words of a goal are one: "walk" and "walking", "ring" and "phoned", "sis" and "sister"."""

import re

GROUPS = (
    "ring rang rung phone call telephone bell dial", "text message msg email", "swim swam swum", "walk stroll wander", "run ran jog", "see saw seen visit meet met",
    "go went gone", "pack", "cook bake", "mum mam mom mother ma", "dad father", "sister sis", "brother bro", "gran nan nana grandma nanna grandmother", "grandad grandpa grandfather", "friend mate pal",
    "buy bought get got", "write wrote written", "send sent", "make made", "take took taken", "speak spoke spoken talk chat", "tell told", "find found", "read", "sing sang sung", "do did done",
    "gym workout exercise", "telly tv television", "bike bicycle cycle", "draw drew drawn", "look", "book", "ask", "tidy clean", "eat ate", "sleep slept", "come came", "sit sat", "think thought", "bring brought", "leave left",
)


def stem(word: str) -> str:
    """A word without its ending: "swimming" and "swims" are "swim"."""
    word = word.lower().replace("'", "")
    bare = re.sub(r"(?:ing|ed|es|s)$", "", word)
    if len(bare) < 3 or bare == word:
        bare = word
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "sl":
        bare = bare[:-1]
    return bare[:-1] if len(bare) > 3 and bare.endswith("e") else bare


GROUP_OF = {stem(word): number for number, group in enumerate(GROUPS) for word in group.split()}


def same_word(one: str, other: str) -> bool:
    """Whether the two stand for one thing."""
    a, b = stem(one), stem(other)
    return a == b or GROUP_OF.get(a, -1) == GROUP_OF.get(b, -2) or min(len(a), len(b)) > 3 and (a.startswith(b) or b.startswith(a))
