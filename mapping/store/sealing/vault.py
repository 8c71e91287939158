"""A person's key, had for sealing and opening what is theirs. One vault for each engine."""

import os
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from weakref import WeakKeyDictionary

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import Dialect

from mapping.errors import KeyMissing, SealBroken, StoreUnreachable
from mapping.store.sealing.keystore import KeyStore
from mapping.store.sealing.master import BYTES, MasterKeys, add_version, drop_versions, read_master_keys

NONCE = 12  # bytes, random for each value: AES-GCM's own size
MOST_REMEMBERED = 20_000  # keys in memory
LOOK_EVERY = 20.0  # seconds after which it is asked whether somebody was erased by another process
BATCH = 500  # keys wrapped anew in one transaction
_PROOF = b"selfmap"
_vaults: WeakKeyDictionary[Dialect, "Vault"] = WeakKeyDictionary()


class Vault:
    """Opened at its first use. Calls may raise KeyMissing, SealBroken and StoreUnreachable."""

    def __init__(self, folder: Path, environ: Mapping[str, str] = os.environ) -> None:
        self._folder, self._environ = folder, environ
        self._lock = threading.Lock()
        self._store: KeyStore | None = None
        self._master: MasterKeys | None = None
        self._known: dict[str, tuple[bytes, AESGCM]] = {}  # making a cipher takes longer than using it
        self._erased, self._look_at = 0, 0.0

    def check(self) -> None:
        """Finds the master key and proves that it is the right one. Raises KeyMissing with what to do where it is not."""
        self._opened()

    def key_file(self) -> Path | None:
        """The file of the master key; None where it comes from SELFMAP_MASTER_KEY."""
        return self._opened()[1].path

    def add_person(self, person: str) -> None:
        """Makes a key for somebody new; who has one keeps it."""
        store, master = self._opened()
        key = secrets.token_bytes(BYTES)
        if store.add(person, master.newest, self._wrap(person, key, master, master.newest)):
            self._remember(person, key)

    def destroy(self, person: str) -> None:
        """Destroys a person's key for good; done again, nothing happens."""
        store, _ = self._opened()
        store.destroy(person)
        self._known.pop(person, None)

    def forget_erased(self) -> None:
        """Lets go of the keys of those whom another process has erased: asked at every use and every transaction, looked at now and then.

        Where the store of keys is away nobody can be erased either, so the keys stay until it can be asked.
        """
        if self._store is None or (now := monotonic()) < self._look_at:
            return
        self._look_at = now + LOOK_EVERY
        try:
            if (erased := self._store.erased()) != self._erased:
                gone = set(list(self._known)) - self._store.people()
                self._erased = erased
                for person in gone:
                    self._known.pop(person, None)
        except StoreUnreachable:
            self._look_at = now + 1.0

    def seal(self, person: str, bound_to: bytes, value: bytes) -> bytes:
        """The value under this person's key, good for this place only."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._key(person)[1].encrypt(nonce, value, bound_to)

    def open(self, person: str, bound_to: bytes, sealed: bytes) -> bytes:
        """What was sealed for this place. Raises SealBroken where it was altered or comes from elsewhere."""
        try:
            return self._key(person)[1].decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
        except (InvalidTag, ValueError):
            raise SealBroken("A kept value was altered or moved to another place, so it is not used.") from None

    def derived(self, person: str, purpose: str) -> bytes:
        """A key of this person's for one other purpose, 32 bytes: it dies with theirs, and does not tell theirs."""
        return HKDF(SHA256(), BYTES, None, f"selfmap {purpose}".encode()).derive(self._key(person)[0])

    def people(self) -> frozenset[str]:
        """Everybody who has a key."""
        return self._opened()[0].people()

    def versions(self) -> tuple[int, dict[int, int]]:
        """The newest version of the master key, and how many keys are wrapped with each version."""
        store, master = self._opened()
        return master.newest, store.by_version()

    def add_master_key(self) -> int:
        """Makes a new master key in the file of keys. Returns its version. Raises KeyMissing where there is no such file."""
        store, master = self._opened()
        self._master = add_version(master)
        store.add_proof(self._master.newest, _prove(self._master, self._master.newest))
        return self._master.newest

    def rewrap(self) -> int:
        """Wraps with the newest master key whatever is not yet. Returns how many; can be broken off and done again."""
        store, master = self._opened()
        done = 0
        while rows := store.wrapped_before(master.newest, most=BATCH):
            store.rewrap([
                (person, version, master.newest, self._wrap(person, self._unwrap(person, version, wrapped), master, master.newest))
                for person, version, wrapped in rows
            ])
            done += len(rows)
        return done

    def retire(self) -> bool:
        """Lets older master keys go, once nothing is wrapped with them. False while something is."""
        store, master = self._opened()
        if not store.retire(master.newest):
            return False
        if min(master.by_version) < master.newest:
            self._master = drop_versions(master, below=master.newest)
        return True

    def _key(self, person: str) -> tuple[bytes, AESGCM]:
        self.forget_erased()
        if (known := self._known.get(person)) is not None:
            return known
        store, _ = self._opened()
        before = self._erased
        if (found := store.wrapped(person)) is None:
            raise KeyMissing(f"The key of {person} is not in the store of keys: they were erased, or the store is not the one that belongs here.")
        opened = self._remember(person, self._unwrap(person, *found))
        if before != self._erased:  # another thread looked meanwhile, and could not see this one
            self._known.pop(person, None)
        return opened

    def _remember(self, person: str, key: bytes) -> tuple[bytes, AESGCM]:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[person] = made = key, AESGCM(key)
        return made

    def _wrap(self, person: str, key: bytes, master: MasterKeys, version: int) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(master.by_version[version]).encrypt(nonce, key, f"{person}\n{version}".encode())

    def _unwrap(self, person: str, version: int, wrapped: bytes) -> bytes:
        master = self._with(version)
        try:
            return AESGCM(master.by_version[version]).decrypt(wrapped[:NONCE], wrapped[NONCE:], f"{person}\n{version}".encode())
        except InvalidTag:
            raise SealBroken(f"The key of {person} was altered in the store of keys, so it is not used.") from None

    def _with(self, version: int) -> MasterKeys:
        """The master keys, read again where this version was made after we started."""
        _, master = self._opened()
        if version not in master.by_version:
            master = self._read()
            _need(master, {version})
            self._master = master
        return master

    def _opened(self) -> tuple[KeyStore, MasterKeys]:
        with self._lock:
            if self._store is None or self._master is None:
                store = self._store or KeyStore(self._url())
                proofs = store.proofs()
                master = self._read(may_make=not proofs)
                _need(master, set(store.by_version()))
                for version in master.by_version:
                    if version in proofs:
                        _check_proof(master, version, proofs[version])
                    else:
                        store.add_proof(version, _prove(master, version))
                        _check_proof(master, version, store.proofs()[version])
                self._erased, self._look_at = store.erased(), monotonic() + LOOK_EVERY
                self._store, self._master = store, master
            return self._store, self._master

    def _read(self, *, may_make: bool = False) -> MasterKeys:
        return read_master_keys(self._environ, self._folder, may_make=may_make)

    def _url(self) -> str:
        return self._environ.get("SELFMAP_KEYS_URL") or f"sqlite:///{self._folder / 'keys.db'}"


def vault_of(at: Engine | Connection | Dialect) -> Vault:
    """The vault of this engine. Raises KeyMissing for an engine that ``make_engine`` did not make."""
    dialect = at if isinstance(at, Dialect) else at.dialect
    try:
        return _vaults[dialect]
    except KeyError:
        raise KeyMissing("This connection has no keys; open the database with mapping.store.engine.make_engine.") from None


def give_vault(engine: Engine, vault: Vault) -> None:
    """Says which vault opens what this engine reads."""
    _vaults[engine.dialect] = vault


def _prove(master: MasterKeys, version: int) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(master.by_version[version]).encrypt(nonce, _PROOF, f"master\n{version}".encode())


def _check_proof(master: MasterKeys, version: int, proof: bytes) -> None:
    try:
        AESGCM(master.by_version[version]).decrypt(proof[:NONCE], proof[NONCE:], f"master\n{version}".encode())
    except InvalidTag:
        where = str(master.path) if master.path else "SELFMAP_MASTER_KEY"
        raise KeyMissing(
            f"The master key in {where} (version {version}) is not the one that what is kept was locked with. Nothing was changed. "
            "Put the right key back: it is the one from this installation's first start, or from its last `selfmap keys rotate`.") from None


def _need(master: MasterKeys, versions: set[int]) -> None:
    if missing := versions - set(master.by_version):
        where = str(master.path) if master.path else "SELFMAP_MASTER_KEY"
        raise KeyMissing(
            f"Version {min(missing)} of the master key is missing from {where}, and people's keys are locked with it. Put it back, "
            "beside the newer ones, as VERSION:KEY.")
