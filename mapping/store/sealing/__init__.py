"""Words at rest: sealed with AES-256-GCM under a key for each person, which a versioned master key wraps (decision 0019)."""

from mapping.store.sealing.columns import SealedBytes, SealedJSON, SealedText
from mapping.store.sealing.vault import Vault, vault_of

__all__ = ["SealedBytes", "SealedJSON", "SealedText", "Vault", "vault_of"]
