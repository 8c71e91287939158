"""One bot over two Rasa: each person has one of them, the other takes over where it is away, and nobody's turns ever overlap."""

import contextlib
import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.turns.rasa import Rasa
from tests.telegram.rasa import SmallRasa, echo
from tests.telegram.service import Service
from tests.telegram.standin import TelegramStandIn

PEOPLE = range(6001, 6013)


class Watch:
    """Sees every turn of both Rasa from its begin to its end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[str, str] = {}
        self.overlaps: list[str] = []
        self.by: dict[str, list[str]] = defaultdict(list)  # person: which Rasa had each turn

    def through(self, name: str, said: dict[str, Any]) -> list[dict[str, Any]]:
        who = said["sender"]
        with self._lock:
            if who in self._under_way:
                self.overlaps.append(who)
            self._under_way[who] = name
            self.by[who].append(name)
        time.sleep(0.03)
        with self._lock:
            del self._under_way[who]
        return echo(said)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[tuple[Service, list[SmallRasa], Watch]]:
    watch = Watch()
    rasas = [SmallRasa("key-for-tests"), SmallRasa("key-for-tests")]
    for name, rasa in zip("ab", rasas, strict=True):
        rasa.reply = lambda said, name=name: watch.through(name, said)
    with TelegramStandIn() as telegram:
        service = Service(tmp_path, telegram, rasas[0], SELFMAP_RASA_URL=f"{rasas[0].url}, {rasas[1].url}")
        try:
            yield service.start(), rasas, watch
        finally:
            service.kill()
            for rasa in rasas:
                with contextlib.suppress(OSError):
                    rasa.close()


def test_nobodys_turns_overlap_and_both_do_their_part(scene: tuple[Service, list[SmallRasa], Watch]) -> None:
    service, rasas, watch = scene
    lines = itertools.count()

    def everybody_writes(times: int) -> dict[int, list[str]]:
        said: dict[int, list[str]] = defaultdict(list)
        for _ in range(times):
            for chat in PEOPLE:
                said[chat].append(f"line {next(lines)}")
                service.telegram.say(chat, said[chat][-1])
        return said

    def answered(said: dict[int, list[str]]) -> None:
        service.telegram.wait_for(lambda: all(f"heard {mine[-1]}" in joined(service, chat) for chat, mine in said.items()), timeout=600)
        for chat, mine in said.items():
            heard = [each for each in joined(service, chat).split("\n") if each.removeprefix("heard ") in mine]
            assert heard == [f"heard {each}" for each in mine], "all of it, in order"

    answered(everybody_writes(3))
    assert not watch.overlaps and {len(set(names)) for names in watch.by.values()} == {1}, "each person has one of them"
    assert {name for names in watch.by.values() for name in names} == {"a", "b"}
    watch.by.clear()
    rasas[0].status = 503
    answered(everybody_writes(2))
    assert not watch.overlaps and {name for names in watch.by.values() for name in names} == {"b"}, "the other does all of it"
    rasas[0].status = 200
    rasas[1].status = 503
    rasas[1].close()  # nobody listens there any more
    watch.by.clear()
    answered(everybody_writes(1))
    assert not watch.overlaps and {name for names in watch.by.values() for name in names} == {"a"}


def joined(service: Service, chat: int) -> str:
    return "\n".join(service.telegram.texts(chat)).replace("\n\n", "\n")


def test_a_person_is_always_asked_for_at_the_same_one() -> None:
    """And with one more of them only those move who go to the new one."""
    two, three = Rasa(["http://a", "http://b"], "k", choose=""), Rasa(["http://a", "http://b", "http://c"], "k", choose="")
    people = [f"p_{number}" for number in range(3000)]
    first = {who: two.order(who)[0] for who in people}
    assert first == {who: two.order(who)[0] for who in people}
    assert 0.45 < sum(url == "http://a" for url in first.values()) / len(people) < 0.55
    moved = {who for who in people if three.order(who)[0] != first[who]}
    assert {three.order(who)[0] for who in moved} == {"http://c"} and 0.28 < len(moved) / len(people) < 0.39
