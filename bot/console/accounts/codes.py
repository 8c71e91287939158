"""The second factor: codes from an authenticator app (TOTP, RFC 6238), and recovery codes for when the phone is gone."""

import io
import re
import secrets
from datetime import datetime

import pyotp
import segno

STEP = 30  # seconds
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def new_secret() -> str:
    """A secret for an authenticator app: 160 random bits in Base32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step this code belongs to: the one of now or the one before or after; None where it fits none."""
    code = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", code):
        return None
    totp, here = pyotp.TOTP(secret, interval=STEP), int(now.timestamp()) // STEP
    fits = [step for step in (here - 1, here, here + 1) if pyotp.utils.strings_equal(totp.generate_otp(step), code)]
    return fits[-1] if fits else None


def picture_of(secret: str, email: str) -> str:
    """A square picture for the app to read, as SVG to put in a page: no script, no style."""
    address = pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=email, issuer_name="Selfmap")
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, dark="#000", light="#fff",
        title="Picture to scan with your authenticator app", svgclass="qr", lineclass=None, omitsize=False)
    return out.getvalue().decode()


def spaced(secret: str) -> str:
    """The secret in groups of four, to type."""
    return " ".join(secret[start:start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes, each good for one sign-in: 12 letters, about 59 bits."""
    def code() -> str:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"

    return tuple(code() for _ in range(RECOVERY_CODES))


def plain(code: str) -> str:
    """A recovery code as it is compared: small letters, no spaces or dashes."""
    return re.sub(r"[\s-]", "", code).lower()
