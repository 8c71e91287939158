"""Everything held about a person as one ZIP file, made when it is asked for and kept nowhere."""

import importlib.metadata
import io
import zipfile
from datetime import datetime
from typing import IO

from sqlalchemy import Engine

from mapping.services import Participants


def files_of(engine: Engine, participant_id: str, now: datetime, *, pictures: bool = True) -> dict[str, bytes]:
    """The files by name. ``pictures`` False leaves out the drawn pictures, not their words. Raises ParticipantUnknown, StoreUnreachable."""
    from mapping.export.bundle import bundle_files  # here: it brings 110 MB that a process needs only once somebody asks

    held = Participants(engine).holdings(participant_id)
    everything = held.everything
    if not pictures:
        everything = {**everything, "picture": [{**row, "png": None} for row in everything["picture"]]}
    return bundle_files(
        held.map, everything, participant_id=participant_id, now=now, left_out=held.left_out,
        version=importlib.metadata.version("selfmap"))


def write_zip(file: IO[bytes], files: dict[str, bytes], now: datetime) -> None:
    """Write the files into one archive, each for its owner alone."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, body, zipfile.ZIP_DEFLATED)


def zip_within(engine: Engine, participant_id: str, now: datetime, *, most: int) -> bytes:
    """The archive in memory; without the drawn pictures where it would be larger than ``most`` bytes."""
    for pictures in (True, False):
        archive = io.BytesIO()
        write_zip(archive, files_of(engine, participant_id, now, pictures=pictures), now)
        if archive.tell() <= most:
            break
    return archive.getvalue()
