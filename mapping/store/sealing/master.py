"""The master keys: one for each version, the highest is used for what is new. They never enter a database."""

import base64
import binascii
import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mapping.errors import KeyMissing

BYTES = 32  # AES-256
FILE = "master.key"
_ENTRY = re.compile(r"(?:(\d{1,6}):)?([A-Za-z0-9_\-+/]{43}=?)")


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Keys by version. ``path``: the file they came from; None where they came from SELFMAP_MASTER_KEY."""

    by_version: Mapping[int, bytes]
    path: Path | None = None

    @property
    def newest(self) -> int:
        """The version that new keys are wrapped with."""
        return max(self.by_version)

    def __repr__(self) -> str:
        return f"MasterKeys(versions={sorted(self.by_version)})"


def read_master_keys(environ: Mapping[str, str], folder: Path, *, may_make: bool) -> MasterKeys:
    """The keys of SELFMAP_MASTER_KEY, SELFMAP_MASTER_KEY_FILE, or ``master.key`` in ``folder``, made there where ``may_make``.

    Raises KeyMissing.
    """
    if given := environ.get("SELFMAP_MASTER_KEY"):
        return MasterKeys(_parse(given, "SELFMAP_MASTER_KEY"))
    if named := environ.get("SELFMAP_MASTER_KEY_FILE"):
        return _from_file(Path(named), f"SELFMAP_MASTER_KEY_FILE names {named}, and that can't be read")
    path = folder / FILE
    if not path.exists():
        if not may_make:
            raise KeyMissing(
                f"The master key is missing: {path} is gone, and what is kept was locked with it. Put the file back from where you "
                "keep a copy of it, or set SELFMAP_MASTER_KEY. Without it nothing can be read.")
        _write_new(path, f"1:{new_key()}\n")
    return _from_file(path, f"The master key {path} can't be read")


def new_key() -> str:
    """A new random key, as it is written."""
    return base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).decode().rstrip("=")


def add_version(keys: MasterKeys) -> MasterKeys:
    """Adds a new key after the others in their file, whole or not at all. Raises KeyMissing where they have no file."""
    if keys.path is None:
        raise KeyMissing(
            f"The master key comes from SELFMAP_MASTER_KEY. Add a new one after the old, such as \"… {keys.newest + 1}:{new_key()}\", "
            "start Selfmap again with it, then run `selfmap keys rotate`.")
    lines = keys.path.read_text(encoding="ascii").rstrip("\n")
    lines = lines if ":" in lines else f"1:{lines}"
    replace_file(keys.path, f"{lines}\n{keys.newest + 1}:{new_key()}\n")
    return _from_file(keys.path, f"The master key {keys.path} can't be read")


def drop_versions(keys: MasterKeys, *, below: int) -> MasterKeys:
    """Takes keys older than this version out of their file. Raises KeyMissing where they have no file."""
    if keys.path is None:
        raise KeyMissing("The master key comes from SELFMAP_MASTER_KEY: take the old versions out of it by hand.")
    kept = {version: key for version, key in keys.by_version.items() if version >= below}
    lines = (f"{version}:{base64.urlsafe_b64encode(key).decode().rstrip('=')}\n" for version, key in sorted(kept.items()))
    replace_file(keys.path, "".join(lines))
    return MasterKeys(kept, keys.path)


def replace_file(path: Path, text: str) -> None:
    """Writes a file that its owner alone may read, whole or not at all."""
    draft = _draft(path, text)
    draft.replace(path)
    _to_disk(path.parent)


def _write_new(path: Path, text: str) -> None:
    """The same, unless another process was quicker: the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    _to_disk(path.parent)


def _draft(path: Path, text: str) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _to_disk(folder: Path) -> None:
    """The name in its folder is on the disk too: a key that is lost with a power cut is lost for good."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _from_file(path: Path, fault: str) -> MasterKeys:
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMissing(f"{fault} ({getattr(error, 'strerror', None) or 'it is not a key file'}). Put it right, or set SELFMAP_MASTER_KEY.") from None
    return MasterKeys(_parse(text, str(path)), path)


def _parse(text: str, where: str) -> dict[int, bytes]:
    """Entries VERSION:KEY, apart by spaces, commas or lines; a single KEY alone is version 1."""
    found: dict[int, bytes] = {}
    for entry in re.split(r"[\s,]+", text.strip()):
        match = _ENTRY.fullmatch(entry)
        version = int(match[1] or 1) if match else 0
        if match is None or version < 1 or version in found:
            raise _unreadable(where)  # never the entry itself: it may be a key
        try:
            key = base64.b64decode(match[2].replace("-", "+").replace("_", "/").rstrip("=") + "=", validate=True)
        except binascii.Error:
            raise _unreadable(where) from None
        found[version] = key
    return found


def _unreadable(where: str) -> KeyMissing:
    return KeyMissing(
        f"{where} does not hold a master key. It must be VERSION:KEY, such as 1:KEY, where KEY is 32 random bytes in Base64 "
        "(43 characters). `selfmap keys new` makes one.")
