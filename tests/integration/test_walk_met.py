"""What a random walk met: words that are said to us, or about us, are no news of the map, and no answer to what was asked."""

import pytest

from actions import services, words
from mapping.model import Impact, Status
from tests.integration.talker import NOON, Talker

AFTER_DANGER = ("utter_safety_way_back", "utter_safety_still_here", "utter_safety_listening")


def asked(one: Talker, form: str, key: str, about: str | None = None) -> None:
    services.maps().ask(one.id, "m_0", key, about, part="asked", now=NOON)
    one.form, one.slots["requested_slot"] = form, one.forms[form]


FOR_US = [
    ("say that again", "say_again"), ("repeat that", "say_again"), ("pardon", "say_again"), ("can u say that one more time", "say_again"), ("come again?", "say_again"),
    ("pathetic bot", "insult"), ("youre getting on my nrves", "insult"), ("u do my head in", "insult"), ("this app is rubbish", "insult"), ("shut up", "insult"), ("you make me feel worse", "insult"),
    ("which antidepressant is best", "ask_medical"), ("my meds make me dizzy is that normal", "ask_medical"), ("can zopiclone make you sleepwalk", "ask_medical"), ("is it bad to drink on tablets", "ask_medical"),
    ("who sees this", "ask_privacy"), ("are you a real person", "bot_challenge"), ("why u asking that", "why_asked"), ("thanks for that, really good", "thanks"), ("hiya, hope ur good", "greet"),
]


@pytest.mark.parametrize(("text", "intent"), FOR_US)
def test_what_is_said_to_us_says_nothing_of_what_was_asked_about(one: Talker, text: str, intent: str) -> None:
    one.say("i go to the farm with my mum Ann")
    for form, key, about in (("impact_form", "place.impact", "farm"), ("impact_form", "person.impact", "Ann"), ("reflect_form", "reflect.more", None), ("places_form", "places.go", None)):
        asked(one, form, key, about)
        one.say(text, intent)
    now = services.maps().map_of(one.id)
    assert {label: item.impact for label, item in one.items().items()} == {"farm": None, "ann": None}
    assert not now.wishes and not now.barriers


@pytest.mark.parametrize(("text", "intent", "impact"), [
    ("does my head in", "insult", Impact.HINDERS), ("shes useless", "insult", Impact.HINDERS), ("she's a pain, i hate her", "insult", Impact.HINDERS),
    ("she makes you feel stupid", "insult", Impact.HINDERS), ("brilliant", "thanks", Impact.HELPS), ("helps when she comes", "help", Impact.HELPS)])
def test_what_is_said_of_somebody_still_is(one: Talker, text: str, intent: str, impact: Impact) -> None:
    one.say("i live with my mum Ann")
    asked(one, "impact_form", "person.impact", "Ann")
    said = one.say(text, intent)
    assert one.items()["ann"].impact is impact
    assert words.phrase("utter_control_insult") not in said, "nobody was harsh to us"


@pytest.mark.parametrize("text", ["i'd like you to erase my data", "i want you to delete everything about me", "wish you would just delete all my stuff"])
def test_to_be_erased_is_no_wish_for_the_map(one: Talker, text: str) -> None:
    one.say(text, "delete_my_data")
    assert not services.maps().map_of(one.id).wishes and not one.items()


def test_news_in_a_thank_you_is_kept(one: Talker) -> None:
    one.say("thanks, my nan helps too", "thanks")
    assert one.items()["nan"].impact is Impact.HELPS


@pytest.mark.parametrize(("answer", "quoted"), [("both", False), ("the first one", False), ("helps", False), ("no", False), ("👍", False), ("yeah she helps", True), ("does my head in", True), ("calms me down", True)])
def test_only_words_of_their_own_are_said_back(one: Talker, answer: str, quoted: bool) -> None:
    one.say("my mate Jo")
    asked(one, "impact_form", "person.impact", "Jo")
    one.say(answer)
    assert one.items()["jo"].impact_words == (answer if quoted else None)


@pytest.mark.parametrize("text", [
    "can you take my nan off the map", "remove my nan", "get my nan off my map pls", "i dont want my nan on there", "take my nan off", "leave my nan out of it please",
    "dont put my nan on the list", "pls delete my nan", "do not keep my nan on here", "keep my nan off the map"])
@pytest.mark.parametrize("known", ["i go to the pub", "no one"])
def test_who_is_not_on_the_map_is_not_put_on_by_being_taken_off(one: Talker, text: str, known: str) -> None:
    one.say(known)
    before = set(one.items())
    assert "nan on your map, so there was nothing" in one.say(text)
    assert set(one.items()) == before


@pytest.mark.parametrize(("text", "there"), [
    ("i take my kids out at weekends", "kids"), ("my nan takes my dog out on the moor", "dog"), ("i get my nan off the bus on fridays", "nan"), ("my nan was on the map shop stall", "nan")])
def test_what_only_sounds_like_taking_off_is_news(one: Talker, text: str, there: str) -> None:
    one.say(text)
    assert there in one.items()


PARTNERS = [
    ("my girlfriend Amy", "my ex rings me alot"), ("i live with my boyfriend", "my ex boyfriend showed up at my job"), ("my wife Jo", "my ex girlfriend texts me"), ("my bf Liam is sound", "my ex bf still has my dog"),
    ("i live with my girlfriend", "me ex is always on the phone"), ("my husband Ron", "my ex husband has the kids at weekends"), ("my partner Sam", "the ex lives down the road"),
    ("my partner", "seen my ex in tesco"), ("my fella Tone", "my ex fella Daz is a pest")]


@pytest.mark.parametrize(("now", "before"), PARTNERS)
def test_who_is_with_somebody_now_is_not_their_ex(one: Talker, now: str, before: str) -> None:
    one.say(now)
    (there,) = one.items()
    one.say(before)
    assert one.items()[there].status is Status.CURRENT


def test_a_partner_of_now_is_not_the_ex_on_the_map(one: Talker) -> None:
    one.say("my ex lives near me")
    one.say("im taking my boyfriend lunch tomorrow")
    assert one.items()["ex"].status is Status.PAST and one.items()["boyfriend"].status is Status.CURRENT


@pytest.mark.parametrize("text", ["me and Amy split up so shes my ex now", "Amy is my ex now", "we broke up, Amys my ex"])
def test_who_has_become_an_ex_is_one(one: Talker, text: str) -> None:
    one.say("my girlfriend Amy")
    one.say(text)
    assert one.items()["amy"].status is Status.PAST


WORKS = [("my mate Dave works at Tesco", "dave"), ("Jo works at the shop", "jo"), ("my husband Tom works away", "tom"), ("Amy works nights at the Royal Infirmary", "amy"), ("my nan Rose waters my plants", "rose"),
         ("Shaz works down the chippy", "shaz"), ("my wife Jo works nights", "jo"), ("Mum works at the Royal Oak", "mum"), ("my brother Imran works w me", "imran"), ("Dave works with me", "dave")]


@pytest.mark.parametrize(("text", "who"), WORKS)
def test_who_works_somewhere_is_somebody(one: Talker, text: str, who: str) -> None:
    one.say(text)
    assert who in one.items() and not any("works" in label or "waters" in label for label in one.items())


@pytest.mark.parametrize(("text", "where"), [("i go to the Ravenscraig works", "ravenscraig works"), ("my dad was at the Dalzell works", "dalzell works"), ("he took me to Chatsworth Waters", "chatsworth waters")])
def test_a_works_is_a_place(one: Talker, text: str, where: str) -> None:
    one.say(text)
    assert where in one.items()


@pytest.mark.parametrize(("text", "intent"), [("not really", "deny"), ("no", "deny"), ("yeah", "affirm"), ("idk", "dont_know"), ("what", "say_again"), ("ok", "affirm"), ("nobody", "nothing_more")])
def test_an_answer_to_what_is_asked_after_danger_is_not_met_with_a_call_for_more(one: Talker, text: str, intent: str) -> None:
    one.say("i live with my mum Ann")
    for number in (1, 2, 3):
        one.form, one.after_danger = None, number
        said = one.say(text, intent)
        assert words.phrase("utter_control_ready") not in said
        goes_on = number > 1 and intent == "affirm"
        assert goes_on == ("?" in said) and (goes_on or any(words.phrase(name) in said for name in AFTER_DANGER))


@pytest.mark.parametrize("text", ["yeah", "yes", "ok", "yes please"])
def test_a_yes_to_going_on_after_danger_is_answered_where_all_was_asked_before(one: Talker, text: str) -> None:
    one.say("i live with my mum Ann")
    services.maps().ask(one.id, "m_0", "open", None, part="open", now=NOON)
    one.form, one.after_danger = None, 3
    assert one.say(text, "affirm")


@pytest.mark.parametrize("text", ["delete my data", "delete my file", "can i delete my accout", "wipe my account pls", "get rid of my records", "delete all my messages", "remove my profile", "erase our conversation", "delete evrything", "bin my info"])
def test_whoever_asks_to_be_erased_in_other_words_is_asked_whether_they_are_sure(one: Talker, text: str) -> None:
    one.message = {"text": text, "intent": {"name": "delete_my_data", "confidence": 0.97}, "entities": [], "metadata": {"message_id": "m_1"}}
    one.said = []
    assert one._act("action_note_aside") == [] and not one.said, "the rule goes on to the question"


@pytest.mark.parametrize("text", ["delete my nan", "scrap the gym idea", "forget the last bit"])
def test_what_the_model_only_takes_for_it_is_asked_of_nobody(one: Talker, text: str) -> None:
    one.message = {"text": text, "intent": {"name": "delete_my_data", "confidence": 0.97}, "entities": [], "metadata": {"message_id": "m_1"}}
    one.said = []
    assert [event["name"] for event in one._act("action_note_aside")] == ["action_go_back"]


OF_US = ["i want to reword my goal", "i want to do a new map", "id like to see my map", "i want a new goal", "i wish you would stop", "i want you to shut up", "id like less messages from you", "i want to change my check ins", "wish i could delete my account", "i'd like this app to work"]


@pytest.mark.parametrize("text", OF_US)
def test_what_is_wanted_of_us_is_no_wish_for_a_life(one: Talker, text: str) -> None:
    one.say(text)
    assert not services.maps().map_of(one.id).wishes and not one.items()


@pytest.mark.parametrize("text", ["i want a new car", "i want to see my nan more", "id love more time with my kids", "i want to have a goal in life", "wish i could get out more"])
def test_a_wish_for_a_life_still_is_one(one: Talker, text: str) -> None:
    one.say(text)
    assert services.maps().map_of(one.id).wishes


@pytest.mark.parametrize(("text", "impact"), [
    ("my sister is lovely to me", Impact.HELPS), ("no my nan is great", Impact.HELPS), ("my brother Lee is the best", Impact.HELPS), ("no my mum is lovely", Impact.HELPS),
    ("not my husband hes brilliant", Impact.HELPS), ("my cat lol shes amazing", Impact.HELPS), ("me mum nah shes sound as a pound", Impact.HELPS), ("my daughter i love her to bits", Impact.HELPS),
    ("my dad when hes had a drink", Impact.HINDERS), ("my boss, he thinks hes so funny", Impact.HINDERS), ("my boss is a right laugh at me", Impact.HINDERS), ("my mum loves to wind me up", Impact.HINDERS),
    ("my mate Dave is great when hes sober", Impact.HINDERS), ("my brother Lee", Impact.HINDERS), ("my ex", Impact.HINDERS), ("love my sister but she winds me up", Impact.MIXED)])
def test_who_is_well_spoken_of_is_not_noted_as_hard_because_that_was_asked(one: Talker, text: str, impact: Impact) -> None:
    asked(one, "impact_form", "people.hard")
    one.say(text)
    assert [item.impact for item in one.items().values()] == [impact]


@pytest.mark.parametrize(("text", "there"), [
    ("the library. i love it there", "library"), ("i also go to the gym, its great", "gym"), ("southmead, its where i was an inpatient. even the bus past it makes me feel sick", "southmead"),
    ("the caff is nice, i like it", "caff"), ("i hate the job centre, it does my head in", "job centre")])
def test_another_place_told_of_instead_of_company_is_not_the_one_asked_about(one: Talker, text: str, there: str) -> None:
    one.say("i go to the shop")
    asked(one, "links_form", "links.who", "shop")
    one.say(text)
    assert there in one.items() and one.items()["shop"].impact is None and not services.maps().map_of(one.id).ties


def test_it_is_the_one_asked_about_where_nothing_else_was_named_before(one: Talker) -> None:
    one.say("i go to the shop")
    asked(one, "links_form", "links.who", "shop")
    one.say("i hate it there, its near the station")
    assert one.items()["shop"].impact is Impact.HINDERS


@pytest.mark.parametrize("command", ["/help", "/why_asked", "/list_map", "/show_map", "/undo"])
def test_a_command_after_danger_brings_no_question_with_it(one: Talker, command: str) -> None:
    one.say("i live with my mum Ann")
    one.form, one.after_danger = None, 2
    said = one._turn(command, command[1:], None)
    assert said and "?" not in said


@pytest.mark.parametrize("value", ["delete_sure:yes", "delete_certain:no", "start_over_sure:yes"])
@pytest.mark.parametrize(("form", "key"), [("impact_form", "people.hard"), ("goals_form", "goal.choose"), ("places_form", "places.go")])
def test_an_old_button_of_what_is_asked_twice_says_that_it_is_old(one: Talker, form: str, key: str, value: str) -> None:
    one.say("i live with my mum Ann")
    asked(one, form, key)
    said = one._turn(f'/answer{{"value":"{value}"}}', "answer", value)
    assert words.phrase("utter_channel_button_unknown") in said and one.items()["ann"].impact is None


@pytest.mark.parametrize(("text", "intent"), [("nobody", "nothing_more"), ("nah", "deny"), ("hmm", "add_to_map"), ("my mate Jo", "add_to_map")])
def test_after_danger_nobody_is_met_with_silence_where_a_topic_has_nothing_left_to_ask(one: Talker, text: str, intent: str) -> None:
    for key in ("places.go", "places.comfort", "places.else"):
        services.maps().answer(one.id, "m_0", key, None, "nobody", part=key, now=NOON)
    services.maps().ask(one.id, "m_0", "open", None, part="open", now=NOON)
    one.form, one.slots["requested_slot"], one.after_danger = "places_form", "places_answer", 3
    assert any(words.phrase(name) in one.say(text, intent) for name in AFTER_DANGER)


@pytest.mark.parametrize(("form", "key"), [("activities_form", "activities.do"), ("places_form", "places.go"), ("people_form", "people.friends"), ("activities_form", "activities.stopped"), ("places_form", "places.comfort"), ("links_form", "links.who")])
@pytest.mark.parametrize("text", ["my nan died", "My sister Kirsty. Gran is in Heaven", "we lost my dad last year", "my mate Jo passed away in march", "my brother took his own life when i was ten"])
def test_a_death_told_where_something_else_was_asked_brings_one_question(one: Talker, form: str, key: str, text: str) -> None:
    one.say("i go to the market with my nan")
    asked(one, form, key, "market" if form == "links_form" else None)
    said = one.say(text)
    assert said.count("?") == 1 and "on your map?" in said
