"""What made no sense, or did harm, among the ideas for three hundred made-up lives: each as a small map, with what may stay."""

import pytest

from mapping.model import Barrier, Frequency, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish
from mapping.suggestions import SuggestionKind as Idea
from mapping.suggestions.choosing import candidates
from mapping.suggestions.fitting import Fitting
from mapping.suggestions.tuning import WAYS, Tuning


def ideas(*items: Item, ties: tuple[tuple[str, str], ...] = (), wish: str = "", barrier: str = "") -> set[tuple[str, ...]]:
    """Every idea for this life, as its kind and the labels it names."""
    life = WellbeingMap(
        items, tuple(Tie(*sorted(pair)) for pair in ties), (Wish("w", wish),) if wish else (), (Barrier("b", barrier, "w"),) if barrier else ())
    pools = candidates(life, Fitting(life, (), ()), Tuning(ways=WAYS))
    return {(idea.kind, *(item.label for each in idea.items if (item := life.item(each)))) for pool in pools for idea in pool}


def item(kind: Kind, label: str, **said: object) -> Item:
    return Item(label, kind, label, sources=("m",), **said)  # type: ignore[arg-type]


def person(label: str, **said: object) -> Item:
    return item(Kind.PERSON, label, **{"impact": Impact.HELPS, "frequency": Frequency.MONTHLY} | said)


def place(label: str, **said: object) -> Item:
    return item(Kind.PLACE, label, **{"impact": Impact.HELPS} | said)


def doing(label: str, **said: object) -> Item:
    return item(Kind.ACTIVITY, label, **{"impact": Impact.HELPS} | said)


MO, CHOIR = person("Mo"), doing("choir")


def named(found: set[tuple[str, ...]], label: str) -> set[str]:
    return {each[0] for each in found if label in each[1:]}


@pytest.mark.parametrize("label", ["self harming", "self-harming", "cutting myself", "overdosing", "bingeing", "purging", "starving myself", "hurting myself"])
@pytest.mark.parametrize("status", [Status.CURRENT, Status.PAST])
def test_nobody_is_told_to_hurt_themselves_again(label: str, status: Status) -> None:
    assert not named(ideas(MO, doing(label, status=status)), label)


@pytest.mark.parametrize("said", [{"relation": "boss"}, {"relation": "landlord"}, {"relation_words": "my landlord"}, {"relation_words": "manager at work"}])
def test_a_boss_or_a_landlord_is_nobody_to_ask_along(said: dict) -> None:
    assert not named(ideas(person("Sal", **said), CHOIR, wish="walk more"), "Sal")
    assert not named(ideas(person("my boss"), CHOIR), "my boss")


@pytest.mark.parametrize("label", ["home", "the flat", "my bedroom", "my old room"])
def test_home_is_no_place_to_go_back_to_or_spend_more_time_in(label: str) -> None:
    assert not named(ideas(MO, place(label)), label)
    assert not named(ideas(MO, place(label, status=Status.PAST), ties=(("Mo", label),)), label)


@pytest.mark.parametrize("label", ["sleeping", "sleep", "having a bath", "looking after mum", "night shifts", "resting"])
def test_nobody_is_asked_along_to_bed_or_to_a_duty(label: str) -> None:
    restful = {Idea.BUILD_ON_HELPING} if "after" not in label and "shift" not in label else set()
    assert named(ideas(MO, doing(label)), label) == restful
    assert not named(ideas(MO, doing(label, status=Status.PAST), ties=(("Mo", label),)), label)


@pytest.mark.parametrize("words", [
    "he shouts", "shouting all the time", "she scares me", "we fell out", "we've fallen out", "we're not speaking", "she's blocked me",
    "i have no contact with her", "he cut me off"])
def test_somebody_who_shouts_or_scares_or_fell_out_with_them_is_left_alone(words: str) -> None:
    assert not named(ideas(person("Sal", impact_words=words), CHOIR), "Sal")
    assert named(ideas(person("Sal", impact_words="we laugh a lot"), CHOIR), "Sal")


@pytest.mark.parametrize("words", ["she moved away", "lives in spain now, moved abroad", "he lives far away"])
def test_who_moved_away_is_written_to_and_not_asked_along(words: str) -> None:
    far = person("Sal", impact=None, impact_words=words, frequency=Frequency.LESS_OFTEN)
    assert named(ideas(far, CHOIR, wish="walk more"), "Sal") == {Idea.RECONNECT}


def test_a_place_of_a_habit_is_no_place_to_spend_more_time_at() -> None:
    lion, drinking = place("the Red Lion"), doing("drinking", impact=Impact.HINDERS)
    assert not named(ideas(MO, lion, drinking, ties=(("the Red Lion", "drinking"),)), "the Red Lion")
    assert named(ideas(MO, lion), "the Red Lion")


@pytest.mark.parametrize("barrier", ["voices", "my anxiety", "I get scared at night", "Carl says no", "he doesn't want me to", "my depression", "flashbacks"])
def test_no_small_way_round_an_illness_or_a_persons_no(barrier: str) -> None:
    kinds = {each[0] for each in ideas(MO, wish="make some friends", barrier=barrier)}
    assert Idea.BARRIER_STEP not in kinds
    assert Idea.BARRIER_STEP in {each[0] for each in ideas(MO, wish="make some friends", barrier="no money")}


def test_back_with_an_ex_is_not_for_us_to_further() -> None:
    assert not ideas(wish="get back with my ex")
    assert ideas(wish="get back to choir")


@pytest.mark.parametrize(("label", "told"), [("drinking", False), ("wine", False), ("my benzos", False), ("gaming", True), ("smoking", True)])
def test_nobody_is_told_to_stop_at_once_what_a_body_may_be_used_to(label: str, told: bool) -> None:
    life = WellbeingMap((doing(label, impact=None),), wishes=(Wish("w", f"less {label}", (label,), True),))
    pools = candidates(life, Fitting(life, (), ()), Tuning(ways=WAYS))
    assert any(idea.kind is Idea.LEAN_LESS for pool in pools for idea in pool) is told


@pytest.mark.parametrize("wish", ["more sleep", "stop smoking"])
def test_a_wish_for_sleep_is_no_wish_for_a_walk(wish: str) -> None:
    assert Idea.MOVE_WITH not in {each[0] for each in ideas(MO, place("the park"), wish=wish)}


def test_a_wish_to_swim_is_no_wish_for_a_walk() -> None:
    library = place("the library", impact=None)
    assert not {Idea.MOVE_WITH, Idea.MOVE_TO} & {each[0] for each in ideas(MO, library, wish="go swimming")}
    assert {Idea.MOVE_WITH, Idea.MOVE_TO} <= {each[0] for each in ideas(MO, library, wish="get fit")}
    assert (Idea.MOVE_AGAIN, "swimming") in ideas(doing("swimming", status=Status.PAST), wish="go swimming")


@pytest.mark.parametrize("label", [
    "binge eating", "bingeing", "masturbating", "sex", "watching porn", "eating", "staying in", "lying in bed", "overthinking", "crying", "arguing"])
@pytest.mark.parametrize("status", [Status.CURRENT, Status.PAST])
def test_what_is_private_a_feeling_or_does_harm_is_not_furthered_though_it_helps(label: str, status: Status) -> None:
    assert not named(ideas(MO, doing(label, status=status), ties=(("Mo", label),) if status is Status.PAST else ()), label)
    assert named(ideas(MO, doing("eating out")), "eating out") and named(ideas(MO, doing("binge watching Corrie")), "binge watching Corrie")


def test_where_bingeing_is_on_the_map_nothing_is_said_of_weight_or_moving() -> None:
    found = {each[0] for each in ideas(MO, doing("binge eating", impact=Impact.MIXED), place("the park"), wish="lose weight")}
    assert not {Idea.WISH_STEP, Idea.MOVE_WITH, Idea.MOVE_TO} & found


def test_nobody_is_told_to_take_a_break_from_a_feeling() -> None:
    life = WellbeingMap((doing("worrying", impact=None), doing("gaming", impact=None)), wishes=(
        Wish("w", "less worrying", ("worrying",), True), Wish("v", "less gaming", ("gaming",), True)))
    pools = candidates(life, Fitting(life, (), ()), Tuning(ways=WAYS))
    assert {idea.items for pool in pools for idea in pool if idea.kind is Idea.LEAN_LESS} == {("gaming",)}


@pytest.mark.parametrize("wish", ["punch my boss", "get back at him", "beat Carl up", "hit someone", "have my mum back", "get my dog back"])
def test_no_step_towards_harm_to_others_or_to_somebody_back_who_is_gone(wish: str) -> None:
    assert not ideas(wish=wish)


@pytest.mark.parametrize("wish", ["hit my target weight", "a punch bag", "get my confidence back", "get back to choir"])
def test_words_that_only_sound_like_harm_are_a_wish_like_any_other(wish: str) -> None:
    assert Idea.WISH_STEP in {each[0] for each in ideas(wish=wish)}


@pytest.mark.parametrize("label", ["Facebook", "online", "my phone", "upstairs", "the sofa", "my car", "the food bank", "the chemist", "the bus station"])
def test_nobody_is_sent_where_nobody_goes_or_only_who_must(label: str) -> None:
    assert not named(ideas(MO, place(label), wish="walk more"), label)
    assert not named(ideas(MO, place(label, status=Status.PAST)), label)


@pytest.mark.parametrize("label", ["paying bills", "housework", "cleaning", "scrolling", "texting"])
def test_nobody_is_asked_along_to_chores_or_to_a_phone(label: str) -> None:
    assert named(ideas(MO, doing(label)), label) == {Idea.BUILD_ON_HELPING}
    assert not named(ideas(MO, doing(label, status=Status.PAST)), label)


def test_a_baby_is_seen_more_often_and_no_more() -> None:
    assert named(ideas(person("baby Noah", relation="son"), CHOIR, wish="walk more", barrier="no money"), "baby Noah") == {Idea.SEE_MORE_OF}


@pytest.mark.parametrize("relation", ["son", "daughter", "child"])
def test_a_child_of_theirs_is_nobody_to_talk_over_what_is_hard_with(relation: str) -> None:
    kinds = named(ideas(person("Lily", relation=relation), CHOIR, barrier="no money"), "Lily")
    assert Idea.BARRIER_TALK not in kinds and Idea.TOGETHER in kinds


@pytest.mark.parametrize("label", ["Sergeant Hill", "the police", "the receptionist", "the judge", "PC Webb from the police"])
def test_who_is_there_for_their_job_is_nobody_to_ask_along(label: str) -> None:
    assert not named(ideas(person(label), CHOIR, wish="walk more", barrier="no money"), label)


@pytest.mark.parametrize("words", ["makes me feel small", "she makes me feel so guilty", "puts me down", "always putting me down"])
def test_who_puts_them_down_is_left_alone_though_they_help(words: str) -> None:
    assert not named(ideas(person("Sal", impact_words=words), CHOIR), "Sal")


@pytest.mark.parametrize("words", ["lives in Poland", "she's living in new zealand", "went back to Jamaica", "gone to Spain"])
def test_who_lives_in_another_country_is_not_asked_along(words: str) -> None:
    far = person("Sal", impact=None, impact_words=words, frequency=Frequency.LESS_OFTEN)
    assert named(ideas(far, CHOIR, wish="walk more"), "Sal") == {Idea.RECONNECT}


@pytest.mark.parametrize("label", [
    "the roof", "the railway bridge", "a bridge over the motorway", "the multi-storey car park", "the cliffs", "the train tracks", "nan's grave", "nowhere", "my cell"])
def test_nobody_is_sent_where_they_may_come_to_harm_or_to_nowhere(label: str) -> None:
    assert not named(ideas(MO, place(label), wish="walk more"), label)
    assert not named(ideas(MO, place(label, status=Status.PAST), ties=(("Mo", label),)), label)


@pytest.mark.parametrize("label", ["the allotment by the old railway yard", "Bridge Street café", "the railway museum", "the Roof Gardens"])
def test_a_place_that_is_only_near_one_is_a_place_like_any_other(label: str) -> None:
    assert Idea.BUILD_ON_HELPING in named(ideas(MO, place(label)), label)


@pytest.mark.parametrize("label", [
    "pulling my hair out", "picking my skin", "checking the locks", "washing my hands", "throwing up", "counting calories", "hoarding", "begging",
    "hearing voices", "driving fast", "walking on the tracks", "doing nowt", "swearing"])
def test_what_hurts_them_is_not_tried_again(label: str) -> None:
    for status in (Status.CURRENT, Status.PAST):
        assert not named(ideas(MO, doing(label, status=status)), label)


@pytest.mark.parametrize("wish", ["stop hearing voices", "no more flashbacks", "win the lottery"])
def test_no_small_step_is_given_towards_an_illness_gone_or_a_win(wish: str) -> None:
    assert not ideas(wish=wish)


@pytest.mark.parametrize("label", ["God", "the Lord", "Santa", "my higher power"])
def test_who_can_not_be_asked_along_is_not(label: str) -> None:
    assert not named(ideas(person(label), CHOIR, wish="walk more", barrier="no money"), label)
