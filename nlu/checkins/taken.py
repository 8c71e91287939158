"""What words want of check-ins once it is known what sort of wish they are: a model said so (learned/), and no pattern knew them."""

from nlu.checkins.spelling import written_out
from nlu.checkins.stretches import stretch_words
from nlu.checkins.wanting import read_wanted
from nlu.checkins.wish import CheckinWish, WishKind

PLAINLY = {"stop_checkins": WishKind.STOP, "ask_checkins": WishKind.TELL}


def wish_taken(what: str, text: str) -> CheckinWish | None:
    """The wish of a message taken for this sort; None where its words say too little to do anything with.

    What it holds beside days, times and how often is passed over, so only a model that is sure may bring it here.
    """
    if what in PLAINLY:
        return CheckinWish(PLAINLY[what])
    stretch = stretch_words(written_out(text))
    if what == "start_checkins":
        return CheckinWish(WishKind.RESUME, when=stretch if stretch and stretch.startswith(("from", "until", "after")) else "")
    if what == "skip_checkins":
        return CheckinWish(WishKind.SKIP, when=stretch or "")
    if what == "mute_goal":
        return CheckinWish(WishKind.MUTE, about=text, weak=True)
    if what == "set_checkins":
        return read_wanted(text, idle=True, loose=True)
    return None
