"""Every way in which Telegram brings typed words reaches the screen before anything else: new, changed, forwarded, as a caption or a poll."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from telegram import Update

from bot.telegram.reading import Matter, read_update
from bot.turns import inbox
from bot.turns.danger import Danger
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import alert
from nlu.safety import Screen
from nlu.safety.patterns import Patterns

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORDS = "i want to kill myself"
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
FILE = {"file_id": "f", "file_unique_id": "u"}
SOUND, FILM = FILE | {"duration": 1}, FILE | {"duration": 1, "width": 1, "height": 1}
POLL = {"id": "1", "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        "question": "who cares", "options": [{"text": WORDS, "voter_count": 0, "persistent_id": "a"}, {"text": "no", "voter_count": 0, "persistent_id": "b"}]}
ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "x"}
WAYS = [
    ("message", {"text": WORDS}), ("message", {"text": f"/start {WORDS}"}), ("message", {"text": f"/nonsense {WORDS}"}),
    ("message", {"text": WORDS, "forward_origin": ORIGIN}), ("message", {"photo": PHOTO, "caption": WORDS, "forward_origin": ORIGIN}),
    ("message", {"photo": PHOTO, "caption": WORDS}), ("message", {"voice": SOUND, "caption": WORDS}),
    ("message", {"video": FILM, "caption": WORDS}), ("message", {"document": FILE, "caption": WORDS}),
    ("message", {"audio": SOUND, "caption": WORDS}), ("message", {"animation": FILM, "document": FILE, "caption": WORDS}),
    ("message", {"poll": POLL}), ("edited_message", {"text": WORDS}), ("edited_message", {"photo": PHOTO, "caption": WORDS}),
    ("message", {"text": f"we had tea. {'and cake. ' * 400}{WORDS}"}),  # more than Telegram's own limit
]


@pytest.fixture
def engine(tmp_path) -> Engine:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    return engine


@pytest.mark.parametrize(("kind", "content"), WAYS)
def test_typed_words_are_screened_however_they_come(engine: Engine, kind: str, content: dict[str, Any]) -> None:
    common = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False, "first_name": "x"}}
    arrival = read_update(Update.de_json({"update_id": 1, kind: common | content}, None))
    assert arrival.matter is Matter.MESSAGE
    received = inbox.find(engine, inbox.receive(
        engine, channel="telegram", address=arrival.address, text=arrival.text, kind=arrival.kind, channel_key="k", now=NOW))
    assert received and Danger(engine, Screen(Patterns.load(), None), last_resort="").answer(received, now=NOW)
    with reading(engine) as connection:
        assert connection.scalars(select(alert.c.kind)).all() == ["suicidal"]
