"""Nothing anybody said can be read where it lies: 50 planted words, one real service with all four processes at DEBUG, and a backup."""

import base64
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from mapping.errors import KeyMissing
from mapping.store.engine import make_engine, reading
from mapping.store.tables import message, metadata
from tests.system.rasa_memory import remembered
from tests.system.service import Person, Service
from tests.telegram.standin import TelegramStandIn

pytestmark = pytest.mark.system
WITHIN = 60.0
FORMS = (  # what the person types; {} are planted words
    "i live with my sister {} and my brother {}", "my mates {} and {}", "my cousin {} is lovely and my aunt {} hurts me",
    "my support worker {} and my neighbour {}", "{} and {} know each other", "no, {} is called {}", "i go to {} and the {} cafe",
    "im scared of {} road and {} lane", "i do {} and play {}", "its {} to be honest, dont tell {}", "i want to die, {} knows and {} too",
    "what about {}, or {}?", "{} {}",
)


@pytest.fixture
def standin() -> Iterator[TelegramStandIn]:
    """Of its own: two bots must not fetch from one."""
    with TelegramStandIn() as running:
        yield running


@pytest.fixture
def own(tmp_path: Path, standin: TelegramStandIn) -> Iterator[Service]:
    """A service of its own, saying as much as it can, with its temporary files where they can be searched."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    running = Service(
        tmp_path / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url, SELFMAP_LOG_LEVEL="DEBUG", LOG_LEVEL="DEBUG",
        LOG_LEVEL_LIBRARIES="DEBUG", TMPDIR=str(scratch))
    running.start()
    yield running
    running.stop()


def test_planted_words_are_found_nowhere_and_an_erased_person_in_no_backup(own: Service, standin: TelegramStandIn, tmp_path: Path) -> None:
    words = planted(50)
    left = iter(words)
    before_yes, early = Person(own, 8101), [next(left) for _ in range(4)]
    before_yes.say(f"hello im {early[0]} {early[1]}", f"my mum {early[2]} says {early[3]}")
    person = Person(own, 8102, standin)
    person.say("hiya")
    person.press("Yes, that's OK")
    for form in FORMS:
        person.say(form.format(*(next(left) for _ in range(form.count("{}")))))
    person.say("show me my map")
    for kind in ("photo", "edited", "forwarded"):
        _other(standin, person, kind, next(left), next(left))
        person.wait()
    terminal = Person(own, 8103)
    terminal.say("hi", "yes")
    terminal.say(*(f"i live with {word} and {next(left)}" for word in left))
    said = _everything_said(person) + _everything_said(terminal)
    assert sum(word in said for word in words) >= 40, "they are there for who has the keys, or this test shows nothing"
    assert any(word in str(remembered(person)) for word in words), "Rasa remembers them too"

    assert found_in(own.home, words) == {} and found_in(tmp_path / "scratch", words) == {}

    backup = tmp_path / "backup"
    _back_up(own.home, backup)
    participant_id = person.participant_id
    person.say("delete my data")
    person.press("Yes, erase it")
    person.send_press("Yes, erase everything")
    _until(lambda: not _people(own, participant_id))
    assert found_in(own.home, words) == {}
    _until(lambda: found_in(own.home, [participant_id], but=("service.log",)) == {})  # not even who it was; logs hold ids and no words
    with pytest.raises(KeyMissing):
        _read_all(backup, keys=own.home, participant_id=participant_id)
    assert "i live with" in _read_all(backup, keys=own.home, participant_id=terminal.participant_id), "others' backups still speak"


def planted(how_many: int) -> list[str]:
    """Words that nothing else contains, and that read like names."""
    dice = random.Random(7)
    return [
        "".join(dice.choice("bdfgklmprstvz") + dice.choice("aeiou") for _ in range(4)) + "q" + dice.choice("bdfgklmprstvz") for _ in range(how_many)
    ]


def found_in(folder: Path, words: list[str], *, but: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Which words stand in which files, in plain, as UTF-16 or as Base64."""
    found: dict[str, list[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(but):
            body = path.read_bytes().lower()
            hits = [word for word in words if any(form in body for form in _forms(word))]
            if hits:
                found[str(path.relative_to(folder))] = hits
    return found


def _forms(word: str) -> list[bytes]:
    plain = word.encode()
    coded = [base64.b64encode(b"x" * pad + plain)[4 if pad else 0:-4].lower() for pad in range(3)]
    return [plain.lower(), word.lower().encode("utf-16-le"), *coded]


def _other(standin: TelegramStandIn, person: Person, kind: str, one: str, two: str) -> None:
    said = f"this is {one} with {two}"
    if kind == "photo":
        standin.send(person.chat_id, photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], caption=said)
    elif kind == "edited":
        standin.edit(person.chat_id, said)
    else:
        standin.forward(person.chat_id, said)


def _everything_said(person: Person) -> str:
    with reading(person.engine) as connection:
        mine = select(message.c.text).where(message.c.participant_id == person.participant_id)
        return "\n".join(connection.scalars(mine))


def _back_up(home: Path, to: Path) -> None:
    """What a backup is: the databases, without the store of keys, which is kept apart (docs/security.md)."""
    to.mkdir()
    for name in ("selfmap.db", "rasa.db", "durable.db"):
        with sqlite3.connect(home / name) as source, sqlite3.connect(to / name) as copy:
            source.backup(copy)


def _read_all(backup: Path, *, keys: Path, participant_id: str) -> str:
    """The restored backup, read with the same master key and the store of keys as it is now."""
    for name in ("master.key", "keys.db"):
        shutil.copy(keys / name, backup / name)
    with reading(make_engine(f"sqlite:///{backup / 'selfmap.db'}")) as connection:
        return "\n".join(connection.scalars(select(message.c.text).where(message.c.participant_id == participant_id)))


def _people(service: Service, participant_id: str) -> bool:
    table = metadata.tables["participant"]
    with reading(service.engine()) as connection:
        return connection.scalar(select(table.c.id).where(table.c.id == participant_id)) is not None


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN
    for _ in count():
        if true():
            return
        assert time.monotonic() < end
        time.sleep(0.05)
