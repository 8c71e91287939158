"""Somebody to be put on the map whose name comes behind: "put my sister on too, shes called beth" is "my sister beth"."""

import re

PUT_ON = re.compile(
    r"^(?P<lead>.*?\b)(?:put|add|pop|stick|include|get) (?P<who>(?:my|our|me|his|her|their) [\w'-]+(?: [\w'-]+)??)(?: (?:on|in|down|there|it|the map|my map|too|also|as well|please|pls))*[\s,.;-]+(?:and )?"
    r"(?:(?:she|he|they|it)(?: is|'s|s|'re| are)?(?: called| named)|(?:her|his|their|its) names?(?:'?s| is)?|called|named|name is) (?P<name>[A-Za-z'-]{2,})(?P<rest>[\s,.!]*(?:please|pls|thanks|too)?[\s.!]*)$", re.I | re.S)


def with_name(text: str) -> str:
    """The words with the name beside whoever it is of."""
    said = PUT_ON.match(text.strip())
    return f"{said['who']} {said['name']}" if said else text
