"""The inner loops of the layout run as machine code: Numba makes it once and keeps it for the next start.

Kept code goes by a hash of all that it may be made of (the modules with compiled functions, and ``columns``), as Numba itself
looks at no other file than a function's own. It stands beside this module, or where NUMBA_CACHE_DIR says; where neither can be
written to, code is made anew in each process.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from numba import config, njit

_HERE = Path(__file__).parent


def compiled(function: Callable) -> Callable:
    """The function as machine code, made when it is first called."""
    return njit(function, cache=_keeps, nogil=True)


def _kept_in() -> Path:
    sources = sorted((*_HERE.glob("*.py"), *(_HERE.parent / "render").glob("*.py")))
    texts = {path.name: path.read_bytes() for path in sources}
    made_of = [text for name, text in texts.items() if name == "columns.py" or b"@compiled" in text]
    version = sha256(b"".join(made_of)).hexdigest()[:16]
    return Path(os.environ.get("NUMBA_CACHE_DIR") or _HERE / "__pycache__") / f"compiled-{version}"


def _can_keep(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


_keeps = _can_keep(_kept_in())
if _keeps:
    config.CACHE_DIR = str(_kept_in())
