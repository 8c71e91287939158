"""What a worker can put right about one wish, or one thing that gets in the way, and the change that each choice makes."""

from bot.console.correcting import Act
from mapping.model import Barrier, WellbeingMap, Wish
from mapping.words import read_words

LONGEST = 300  # characters, as of an answer about a goal


def wish_acts(said: Wish | Barrier) -> tuple[Act, ...]:
    """All that fits it."""
    if isinstance(said, Barrier):
        return (
            Act("text", "Something else gets in the way, or it is said in other words", "In their words", free=True),
            Act("off", "This does not get in their way"))
    return (
        Act("text", "They would like something else, or said it in other words", "In their words", free=True),
        Act("more", "They would like more of it, not less") if said.less else Act("less", "They would like less of it, not more"),
        Act("off", "It is not a wish of theirs"))


def wish_said(act: str, value: str) -> dict[str, str | bool]:
    """What is changed of it. Raises ValueError with what is wrong in words."""
    value = " ".join(value.split())
    if act == "text":
        if not value or len(value) > LONGEST:
            raise ValueError(f"Write it in at most {LONGEST} letters.")
        return {"text": value}
    if act in ("less", "more"):
        return {"less": act == "less"}
    raise ValueError("Choose what should be put right.")


def told_shortly(said: Wish | Barrier, map: WellbeingMap) -> str:
    """Such as "Would like: swim" or "In the way of “swim”: the bus"."""
    words = read_words()["console"]["noted"]
    if isinstance(said, Wish):
        return words["wish_less" if said.less else "wish_added"].format(text=said.text)
    goal = next((goal.text for goal in map.goals if goal.id == said.blocks), None)
    return words["barrier_blocks"].format(what=goal, text=said.text) if goal else words["barrier_added"].format(text=said.text)
