"""The words the bot process says by itself, read from domain/channel.yml."""

from pathlib import Path

from mapping.words import read_responses
from mapping.words.domain import DOMAIN

WHERE = DOMAIN / "channel.yml"
ALONE = frozenset({  # kinds of message that are answered by us alone, and the words for them
    "empty", "too_long", "edited", "forwarded", "photo", "video", "voice", "sound", "sticker", "document", "location",
    "contact", "other",
})
CAPTIONED = frozenset({"photo", "video", "voice", "sound", "document"})  # of these: words with them are read as text


class ChannelWords:
    """The sentences of domain/channel.yml by topic: ``words["slow"]`` is utter_channel_slow."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self._sentences = sentences

    @classmethod
    def load(cls, folder: Path = DOMAIN) -> "ChannelWords":
        """Read the file. Errors: OSError, yaml.YAMLError."""
        responses = read_responses("channel", folder=folder)
        return cls({name.removeprefix("utter_channel_"): response["text"] for name, response in responses.items()})

    def __getitem__(self, topic: str) -> str:
        return self._sentences[topic]

    def commands(self) -> dict[str, str]:
        """The menu of commands: name without slash, and what it does."""
        menu = {name: text for name, text in self._sentences.items() if name.startswith("command_")}
        return {name.removeprefix("command_"): text for name, text in menu.items()}
