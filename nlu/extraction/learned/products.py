"""Products of matrices for teaching: 16 bits in and 32 out, where the processor has instructions for that (several times faster), else 32 bits throughout."""

from pathlib import Path

import jax
import jax.numpy as jnp

try:
    QUICK = "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
except OSError:
    QUICK = False
HALF = jnp.bfloat16 if QUICK else jnp.float32


@jax.custom_vjp
def times(x: jax.Array, matrix: jax.Array) -> jax.Array:
    """x [..., N] times a matrix [N, M]; both learn."""
    return jnp.matmul(x.astype(HALF), matrix.astype(HALF)).astype(jnp.float32)


def _there(x: jax.Array, matrix: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return times(x, matrix), (x.astype(HALF), matrix.astype(HALF))


def _back(kept: tuple[jax.Array, jax.Array], slope: jax.Array) -> tuple[jax.Array, jax.Array]:
    (x, matrix), slope = kept, slope.astype(HALF)
    flat, down = x.reshape(-1, x.shape[-1]), slope.reshape(-1, slope.shape[-1])
    return (slope @ matrix.T).astype(jnp.float32), (flat.T @ down).astype(jnp.float32)


times.defvjp(_there, _back)


@jax.custom_vjp
def fixed(x: jax.Array, matrix: jax.Array) -> jax.Array:
    """As `times`, by a matrix that does not learn."""
    return times(x, matrix)


fixed.defvjp(
    lambda x, matrix: (times(x, matrix), matrix.astype(HALF)),
    lambda matrix, slope: ((slope.astype(HALF) @ matrix.T).astype(jnp.float32), jnp.zeros(matrix.shape, jnp.float32)),
)
