"""Who somebody is by where they are: "Elsie over the road" is a neighbour, "Priyanka from accounts" a colleague."""

from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

NEXT_DOOR = tuple(
    tuple(line.split())
    for line in (
        "over the road|across the road|across the street|across the way|across the hall|across the landing|upstairs|"
        "downstairs|next door|opposite|two doors down|two doors up|a few doors down|from next door|from upstairs|"
        "from downstairs|from number|at number|from across the road|from over the road|from the flat|in the flat above|"
        "in the flat below|down the stair|up the stair|on the landing|from flat|at flat|from the next flat|next door but one|"
        "from three doors down|from two doors down|three doors down|along the landing|from down the road|over the wall|"
        "over the fence|from my block|in my block|from my building|in my building|from my street|on my street|from the close"
    ).split("|")
)
AT_WORK = tuple(
    tuple(line.split())
    for line in (
        "from work|at work|from accounts|from hr|from payroll|from finance|from sales|from marketing|from the office|"
        "from my office|in my office|at the office|from it|from packing|from nights|from the warehouse|from my shift|on my shift|"
        "from my team|in my team|on my team|i work with|who i work with|that i work with|from the depot|from the factory|"
        "at my work|from my work|from dispatch|from admin|from the kitchen at work|from the shop floor|from stores|"
        "from the mill|from the plant|on my crew|on our crew|on the crew|at my job|from my job|at the plant|at the mill|at the shop|at the firm|from the firm|on my line|on our shift|on my ward|on my unit|on the unit|"
        "from production|from maintenance|from my old work|from my old job|from my last job|from our department|from security"
    ).split("|")
)
FLAT = tuple(tuple(line.split()) for line in "i live with|who i live with|i share with|i share a flat with".split("|"))


def tell_by_place(message: Message, named: list[Sighting]) -> None:
    """Give each name that has no role yet the role that the words right behind it tell."""
    for name in named:
        if name.relation in (None, "other") and name.formal is not True and name.is_being:
            for relation, ways in (("neighbour", NEXT_DOOR), ("colleague", AT_WORK), ("roommate", FLAT)):
                if any(tuple(message.low[_from(message, name) : _from(message, name) + len(way)]) == way for way in ways):
                    name.relation, name.formal = relation, None if relation == "colleague" else False


def tell_of_them(message: Message, named: list[Sighting], roles: list[Sighting]) -> None:
    """ "One of them, Kyle": what the group just named is, Kyle is too."""
    for name in named:
        if name.relation is None and message.low[max(0, name.start - 4) : name.start] == ["one", "of", "them", ","]:
            group = next((r for r in reversed(roles) if r.several and r.start < name.start and r.relation), None)
            if group is not None:
                name.relation, name.formal = group.relation, group.formal


def _from(message: Message, name: Sighting) -> int:
    """The first word of what is told: past a comma or a bracket."""
    return name.end + 1 if message.low[name.end : name.end + 1] in ([","], ["("]) else name.end
