"""Writes pixels as a PNG file."""

import struct
import zlib

import numpy as np
from isal import isal_zlib

from mapping.layout.compiled import compiled

LEVEL = 1  # of 0 to 3: as small as zlib's best on these pictures, in a thirtieth of the time


def write_png(pixels: np.ndarray) -> bytes:
    """(height, width, 3) numbers 0 to 255 as a PNG file with 8 bits for each colour."""
    height, width, _ = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", packed(_rows(pixels)))
        + _chunk(b"IEND", b"")
    )


@compiled
def _rows(pixels: np.ndarray) -> np.ndarray:
    """The rows as PNG has them: first a 0 (each row as it is), then the colours of its pixels."""
    height, width = pixels.shape[0], pixels.shape[1]
    rows = np.empty((height, 3 * width + 1), np.uint8)
    for y in range(height):
        rows[y, 0] = 0
        for x in range(width):
            rows[y, 1 + 3 * x], rows[y, 2 + 3 * x], rows[y, 3 + 3 * x] = pixels[y, x, 0], pixels[y, x, 1], pixels[y, x, 2]
    return rows


def packed(rows: np.ndarray) -> bytes:
    """Numbers as a zlib stream."""
    return isal_zlib.compress(rows, LEVEL)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
