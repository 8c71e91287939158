"""Products of matrices for teaching: 16 bits in and 32 out, where the processor has instructions for that (several times faster), else 32 bits throughout."""

from pathlib import Path

import jax
import jax.numpy as jnp

try:
    QUICK = bool({"amx_bf16", "avx512_bf16"} & set(Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore").split()))
except OSError:
    QUICK = False
HALF = jnp.bfloat16 if QUICK else jnp.float32


def turned(matrix: jax.Array) -> jax.Array:
    """A matrix transposed, and really so: XLA would make it part of the product, which is then four times as slow (JAX 0.12 on x86; docs/decisions/0031)."""
    there = matrix[0, 0] == matrix[0, 0]  # but for NaN, which XLA must allow for
    return jax.lax.cond(there, lambda same: same.T, lambda same: jnp.zeros(same.shape[::-1], same.dtype), matrix)


def _product(x: jax.Array, matrix: jax.Array) -> jax.Array:
    return jnp.matmul(x, matrix, preferred_element_type=jnp.float32)


@jax.custom_vjp
def times(x: jax.Array, matrix: jax.Array) -> jax.Array:
    """x [..., N] times a matrix [N, M]; both learn."""
    return _product(x.astype(HALF), matrix.astype(HALF))


def _there(x: jax.Array, matrix: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return times(x, matrix), (x.astype(HALF), matrix.astype(HALF))


def _back(kept: tuple[jax.Array, jax.Array], slope: jax.Array) -> tuple[jax.Array, jax.Array]:
    (x, matrix), slope = kept, slope.astype(HALF)
    flat, down = x.reshape(-1, x.shape[-1]), slope.reshape(-1, slope.shape[-1])
    return _product(slope, turned(matrix)), _product(turned(flat), down)


times.defvjp(_there, _back)


@jax.custom_vjp
def fixed(x: jax.Array, matrix: jax.Array) -> jax.Array:
    """As `times`, by a matrix that does not learn."""
    return times(x, matrix)


fixed.defvjp(
    lambda x, matrix: (times(x, matrix), matrix.astype(HALF)),
    lambda matrix, slope: (_product(slope.astype(HALF), turned(matrix)), jnp.zeros(matrix.shape, jnp.float32)),
)
