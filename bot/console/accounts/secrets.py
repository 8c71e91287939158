"""Passwords, tokens and sealed secrets of staff accounts: argon2id, AES-GCM and keyed digests, each from a library."""

import base64
import hashlib
import hmac
import os
import secrets

import zxcvbn
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SHORTEST, LONGEST = 12, 128  # characters of a password
STRONG_ENOUGH = 3  # of zxcvbn's 0 to 4: about 10^8 guesses and more
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP: argon2id, t=2, 19 MiB, p=1
_NOBODY = _hasher.hash(secrets.token_hex(16))  # checked where there is no account, so that it takes as long


def hash_password(password: str) -> str:
    """The password as it is kept (argon2id)."""
    return _hasher.hash(password)


def password_fits(password: str, kept: str | None) -> bool:
    """Whether this is the password. Takes as long where no account or no password is there."""
    try:
        return _hasher.verify(kept or _NOBODY, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def wrong_with(password: str, *names: str) -> str | None:
    """What is wrong with a new password, as a sentence, or None. ``names`` are words that must not carry it."""
    if len(password) < SHORTEST:
        return f"Your password must have at least {SHORTEST} characters. Three or four words that don't belong together work well."
    if len(password) > LONGEST:
        return f"Your password must have at most {LONGEST} characters."
    if zxcvbn.zxcvbn(password[:72], user_inputs=[*names, "selfmap"])["score"] < STRONG_ENOUGH:
        return "This password is too easy to guess. Three or four words that don't belong together work well."
    return None


def new_token() -> str:
    """A token nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """How a token is kept: who reads the database can't use it. The token itself has full entropy, so SHA-256 will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(key: bytes, *parts: str) -> str:
    """A digest that needs the key: for what could be guessed (a code, an address), and to prove that we made it."""
    return hmac.new(key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def seal(key: bytes, words: str, bound_to: str) -> str:
    """Encrypts (AES-256-GCM). It opens only for the same ``bound_to``, so that it can't be moved to another row."""
    nonce = os.urandom(12)
    return base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, words.encode(), bound_to.encode())).decode()


def unseal(key: bytes, sealed: str, bound_to: str) -> str | None:
    """What was sealed; None where it was changed, moved or sealed with another key."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
        return AESGCM(key).decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        return None
