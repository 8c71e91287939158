"""Cells of a CSV file that no spreadsheet takes for a formula, as Network Canvas writes them, and back without loss.

Network Canvas puts an apostrophe before a cell that begins with = + - @, a tab or a carriage return. Here the same is done
for a cell that begins with apostrophes and then one of these, so that taking one apostrophe off always gives back what was
written. (Guard: https://owasp.org/www-community/attacks/CSV_Injection.)
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

from mapping.export.signs import writable

_GUARDED = re.compile("'*[=+\\-@\t\r]")


def guard(text: str) -> str:
    """The text as a cell that is never read as a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(cell: str) -> str:
    """What was written into a guarded cell. A Network Canvas cell comes back as well."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def cell(value: object) -> str:
    """A value as a cell: nothing for what was not said, true or false, a list as JSON; guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return guard(writable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))


def write_rows(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file in UTF-8, with the line ends that Network Canvas uses (CRLF)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")
