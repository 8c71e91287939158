"""Writes the picture as a one-page A4 PDF, fine enough for the wall, with its words for screen readers."""

import zlib

import numpy as np

from mapping.render.painting import paint
from mapping.render.pieces import Picture
from mapping.render.png import packed

PAGE = (595.28, 841.89)  # A4 in points
MARGIN = 28.35  # a centimetre
ZOOM = 2.0  # 2,560 dots over 19 cm: 340 to the inch


def write_pdf(picture: Picture, text: str) -> bytes:
    """The picture as a PDF with one A4 page; the same picture always gives the same bytes.

    The page holds the picture as dots, not letters, so that every script prints right wherever it is opened; ``text``, all
    of it in words, goes in as its alternative text.
    """
    pixels = paint(picture, ZOOM)
    height, width, _ = pixels.shape
    return _file(_objects(width, height, packed(np.ascontiguousarray(pixels)), text))


def _objects(width: int, height: int, dots: bytes, text: str) -> list[bytes]:
    """The PDF's objects, in order from number 1."""
    room = PAGE[0] - 2 * MARGIN
    tall = room * height / width
    place = f"{room:.2f} 0 0 {tall:.2f} {MARGIN} {(PAGE[1] - tall) / 2:.2f} cm"
    drawing = f"/Figure <</MCID 0>> BDC q {place} /Map Do Q EMC".encode()
    image = (
        f"<</Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        f"/Filter /FlateDecode"
    )
    spoken = "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"
    return [
        b"<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R /Lang (en-GB)>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents 4 0 R /StructParents 0 "
        f"/Resources <</XObject <</Map 7 0 R>>>>>>".encode(),
        _stream("<<", drawing),
        b"<</Type /StructTreeRoot /K 6 0 R /ParentTree <</Nums [0 [6 0 R]]>>>>",
        f"<</Type /StructElem /S /Figure /P 5 0 R /Pg 3 0 R /K 0 /Alt {spoken}>>".encode(),
        _stream(image, dots),
    ]


def _stream(head: str, body: bytes) -> bytes:
    return f"{head} /Length {len(body)}>>\nstream\n".encode() + body + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for count, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{count} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    mark = f"{zlib.crc32(bytes(out)):032x}"
    out += (
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(places) + 1} /Root 1 0 R /ID [<{mark}> <{mark}>]>>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode()
    return bytes(out)
