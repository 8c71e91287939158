"""What may never be suggested to this person. The one place that decides it: every suggestion passes here last.

Never with somebody who died, left or hurts them; never where these are part of it; never what they said is hard, that they hate, or
want less of; never what they said something stands in the way of, unless it goes round that; never what may be a habit left behind,
a bad place, or anybody's treatment; never a journey to another town or country, nor company of somebody who lives there; never what is
private, a mere feeling, or harm to somebody else. When in doubt, nothing is suggested.
"""

from collections.abc import Iterable

from mapping.model import Barrier, Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import fold_label
from mapping.resources import interests_in
from mapping.suggestions import unfit
from mapping.suggestions.fitting import MOVING
from mapping.suggestions.kinds import Suggestion, SuggestionKind

_HARD = (Impact.HINDERS, Impact.MIXED)
_LIKE_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.PET)
_ASKING = (SuggestionKind.BARRIER_ASK, SuggestionKind.BARRIER_TALK)
_MOVING = (SuggestionKind.MOVE_WITH, SuggestionKind.MOVE_TO, SuggestionKind.MOVE_AGAIN)
_ROUND = (*_ASKING, SuggestionKind.BARRIER_NEARBY, SuggestionKind.BARRIER_STEP)
_IN_COMPANY = (SuggestionKind.BACK_TO_WITH, SuggestionKind.TOGETHER, SuggestionKind.TOGETHER_AT, SuggestionKind.ALSO_WITH)
_OUTINGS = (
    SuggestionKind.TOGETHER, SuggestionKind.TOGETHER_AT, SuggestionKind.ALSO_WITH, SuggestionKind.BACK_TO, SuggestionKind.BACK_TO_WITH)
_FROM_AFAR = (SuggestionKind.RECONNECT, SuggestionKind.BARRIER_TALK)  # what can be done with somebody who lives far away
_HOMELY = frozenset("home house flat bed bedroom room hostel cell upstairs downstairs kitchen lounge sofa couch settee bathroom toilet car van".split())
_IN_THEIR_CARE = frozenset({"child", "son", "daughter"})
_MAY_BE_CHILDREN = _IN_THEIR_CARE | {"niece", "nephew"}
_FOR_THE_YOUNG = (SuggestionKind.SEE_MORE_OF,)  # what can be done with a baby


class Guard:
    """What this map rules out. ``never``: words that the service adds to the ones nobody is ever given. ``away``: ids of towns and countries."""

    def __init__(self, map: WellbeingMap, never: Iterable[str] = (), away: Iterable[str] = ()) -> None:
        self._map = map
        self._never = unfit.NEVER | frozenset(word for word in never if " " not in word)
        self._phrases = tuple(fold_label(words) for words in never if " " in words)
        self._less = {item_id for wish in map.wishes if wish.less for item_id in wish.items}
        self._shunned = {item.id for item in map.items if self._is_shunned(item)}
        company = [item for item in map.items if item.kind in _LIKE_PEOPLE]
        self._away = set(away)
        self._far_off = self._tied_to(self._away)
        self._near_hard = self._tied_to(
            item.id for item in company if item.impact is Impact.HINDERS or self._is_hated(item))
        habits = [item.id for item in map.items if item.kind is Kind.ACTIVITY and self._is_never(item)]
        self._near_habit = self._tied_to(habits)
        self._near_gone = self._tied_to(item.id for item in company if is_gone(item))
        said = [each.text for each in (*map.barriers, *map.wishes)] + [text or "" for item in map.items for text in (item.label, item.impact_words)]
        self._eating_is_hard = any(unfit.EATING.search(fold_label(text)) for text in said)
        self._body_is_hard = any(is_of_body(barrier) for barrier in map.barriers)

    def allows(self, suggestion: Suggestion, less: Iterable[str] = ()) -> bool:
        """Whether this may be put to the person. ``less``: ids of what they said elsewhere they want less of."""
        items = [item for item_id in suggestion.items if (item := self._map.item(item_id))]
        if self._is_away(suggestion, items):
            return False
        if suggestion.kind is SuggestionKind.LEAN_LESS:
            return all(_can_be_left(item) and not self._is_feared(item) for item in items)
        if suggestion.kind is SuggestionKind.BARRIER_STEP and self._has_no_way_round(suggestion.about):
            return False
        if suggestion.kind in _MOVING and (self._eating_is_hard or self._body_is_hard):
            return False
        if suggestion.kind not in _ROUND and self._is_blocked(suggestion, items):
            return False
        wanted_less = self._less | set(less)
        return all(item.id not in wanted_less and self._fits(item, suggestion) for item in items) and self._answers(suggestion)

    def _is_away(self, suggestion: Suggestion, items: list[Item]) -> bool:
        """Whether it is a journey, or wants somebody along who is far off: to ring them is another thing."""
        together = suggestion.kind in _IN_COMPANY or any(item.kind not in _LIKE_PEOPLE for item in items)
        return any(item.id in self._away or together and item.kind in _LIKE_PEOPLE and item.id in self._far_off for item in items)

    def _is_blocked(self, suggestion: Suggestion, items: list[Item]) -> bool:
        """Whether it asks for what a barrier stands in the way of. Somebody to come along goes round having nobody to go with."""
        if self._body_is_hard and any(item.kind not in _LIKE_PEOPLE and interests_in(item.label) & MOVING for item in items):
            return True
        for barrier in self._map.barriers:
            if barrier.blocks in suggestion.items and self._map.item(barrier.blocks or "") is None:
                return True  # a wish or goal of theirs
            in_company = suggestion.kind in _IN_COMPANY and unfit.ALONE.search(fold_label(barrier.text)) is not None
            told_of = self._told_of(barrier)
            if any((item.id in told_of or names(item, barrier.text)) and not (in_company and item.kind not in _LIKE_PEOPLE) for item in items):
                return True
        return False

    def _told_of(self, barrier: Barrier) -> frozenset[str]:
        """Ids of the items it blocks: itself, or those of the wish or goal that it blocks."""
        wider = [each.items for each in (*self._map.wishes, *self._map.goals) if each.id == barrier.blocks]
        return frozenset([barrier.blocks or "", *(item_id for ids in wider for item_id in ids)])

    def _fits(self, item: Item, suggestion: Suggestion) -> bool:
        if item.id in self._shunned:
            return False
        if item.kind in _LIKE_PEOPLE:
            paid = (bool(item.formal) or is_over_them(item)) and item.kind is Kind.PERSON
            if unfit.NOBODY_TO_ASK.search(fold_label(item.label)):
                return False
            if suggestion.kind is SuggestionKind.BARRIER_TALK and item.relation in _MAY_BE_CHILDREN:
                return False
            if suggestion.kind not in _FOR_THE_YOUNG and unfit.YOUNG.search(fold_label(item.label)):
                return False
            if suggestion.kind not in _FROM_AFAR and unfit.FAR.search(fold_label(item.impact_words or "")):
                return False
            return not is_gone(item) and (item.status is Status.CURRENT or suggestion.kind.startswith("wish_")) and (
                not paid or suggestion.kind is SuggestionKind.BARRIER_ASK)
        if is_home(item) and not suggestion.kind.startswith("wish_"):
            return False
        label = fold_label(item.label)
        if item.kind is Kind.PLACE and (unfit.NO_PLACE.search(label) or unfit.PERILOUS.search(label)):
            return False
        if suggestion.kind in _OUTINGS and unfit.NO_OUTING.search(label) or unfit.DUTY.search(label):
            return False
        if item.kind is Kind.PLACE and item.id in self._near_habit:
            return False
        return item.id not in self._near_hard and not (item.status is Status.PAST and item.id in self._near_gone)

    def _answers(self, suggestion: Suggestion) -> bool:
        """The person's own sentence that it answers names nobody gone or hard, and nothing that is never taken up."""
        said = fold_label(suggestion.about)
        if _words(said) & self._never_in(suggestion, said) or self._has_phrase(said) or unfit.HATED.search(said):
            return False
        others = (unfit.AN_EX, unfit.BACK, unfit.HARMING_OTHERS) + ((unfit.ILLNESS,) if suggestion.kind.startswith("wish_") else ())
        if unfit.HARMING.search(said) or suggestion.kind not in _ASKING and any(each.search(said) for each in others):
            return False
        if self._eating_is_hard and unfit.WEIGHT.search(said):
            return False
        return not any(
            names(item, suggestion.about) and (item.id in self._shunned or item.kind in _LIKE_PEOPLE and is_gone(item))
            for item in self._map.items
        )

    def _never_in(self, suggestion: Suggestion, said: str) -> frozenset[str]:
        """The words that rule a sentence out: to ask somebody about tablets, or to drink less, may well be an idea."""
        if suggestion.kind in _ASKING:
            return unfit.DANGER
        return unfit.CARE | unfit.DANGER if unfit.STOPPING.search(said) else self._never

    def _has_no_way_round(self, barrier: str) -> bool:
        said = fold_label(barrier)
        return bool(unfit.NO_WAY_ROUND.search(said)) or any(names(item, barrier) for item in self._map.items if item.kind is Kind.PERSON)

    def _is_shunned(self, item: Item) -> bool:
        return item.impact in _HARD or self._is_never(item) or self._is_hated(item)

    def _is_never(self, item: Item) -> bool:
        """Whether it is by its name what is never taken up."""
        called = [fold_label(name) for name in (item.label, *item.aliases)]
        never = self._never - unfit.SURNAMES if item.kind is Kind.PERSON else self._never
        if item.kind is Kind.ACTIVITY and any(unfit.PRIVATE.search(name) or unfit.FEELING.search(name) for name in called):
            return True
        return any(_words(name) & never or self._has_phrase(name) or unfit.HARMING.search(name) for name in called)

    def _has_phrase(self, folded: str) -> bool:
        return any(f" {phrase} " in f" {folded} " for phrase in self._phrases)

    def _is_hated(self, item: Item) -> bool:
        told = fold_label(f"{item.impact_words or ''} ; {item.relation_words or ''} ; {item.label}")
        if item.kind in _LIKE_PEOPLE and unfit.HURTFUL.search(told):
            return True
        if unfit.HATED.search(told) or item.impact is not Impact.HELPS and unfit.FEARED.search(told):
            return True
        about = [each.text for each in self._map.barriers if each.blocks == item.id or names(item, each.text)]
        about += [wish.text for wish in self._map.wishes if names(item, wish.text)]
        return any(unfit.HATED.search(fold_label(text)) or unfit.FEARED.search(fold_label(text)) for text in about)

    def _is_feared(self, item: Item) -> bool:
        """Somebody who frightens or hurts them: how to be away from such a person is no small idea, and not ours to give."""
        return item.kind in _LIKE_PEOPLE and self._is_hated(item)

    def _tied_to(self, ids: Iterable[str]) -> set[str]:
        ends = set(ids)
        return {end for tie in self._map.ties for end, other in ((tie.a, tie.b), (tie.b, tie.a)) if other in ends}


def names(item: Item, text: str) -> bool:
    """Whether a sentence names this item, by its name or another word for it."""
    said = f" {fold_label(text)} "
    return any(f" {own} " in said for name in (item.label, *item.aliases) if (own := fold_label(name)))


def is_of_body(barrier: Barrier) -> bool:
    """Whether what is in the way is their own body: knees, breath, tiredness."""
    return unfit.BODY.search(fold_label(barrier.text)) is not None


def is_home(item: Item) -> bool:
    """Whether this is where they live or lived, or a room of it."""
    return item.kind is Kind.PLACE and bool(_HOMELY & set(fold_label(item.label).split()))


def is_over_them(item: Item) -> bool:
    """Whether this person has a say over them: a boss, a landlord."""
    return unfit.OVER_THEM.search(fold_label(f"{item.relation or ''} ; {item.relation_words or ''} ; {item.label}")) is not None


def is_gone(item: Item) -> bool:
    """Past (died, moved, over), or spoken of as somebody who is."""
    if item.status is Status.PAST:
        return True
    called = fold_label(f"{item.relation_words or ''} ; {item.label}")
    return bool(unfit.FORMER.search(called) or unfit.DIED.search(fold_label(item.impact_words or "")))


def _can_be_left(item: Item) -> bool:
    """What a person may take a break from: nobody's care or duty, nobody they care for, and nothing they need."""
    own = _words(fold_label(item.label))
    return (
        item.status is Status.CURRENT and not item.formal and item.relation not in _IN_THEIR_CARE
        and not own & (unfit.CARE | unfit.DANGER | unfit.NEEDED | unfit.WITHDRAWAL)
        and not unfit.FEELING.search(fold_label(item.label))
    )


def _words(folded: str) -> set[str]:
    return {*folded.split(), *folded.replace("-", " ").split()}
