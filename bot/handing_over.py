"""Everything held about a person as one ZIP file, made when it is asked for and kept nowhere."""

import importlib.metadata
import io
import zipfile
from datetime import datetime
from typing import IO

from sqlalchemy import Engine

from mapping.services import Participants
from mapping.services.participants import Holdings


def files_of(engine: Engine, participant_id: str, now: datetime, *, pictures: bool = True) -> dict[str, bytes]:
    """The files by name. ``pictures`` False leaves out the drawn pictures, not their words. Raises ParticipantUnknown, StoreUnreachable."""
    return _files(Participants(engine).holdings(participant_id, pictures=pictures), participant_id, now, pictures=pictures)


def write_zip(file: IO[bytes], files: dict[str, bytes], now: datetime) -> None:
    """Write the files into one archive, each for its owner alone."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, body, zipfile.ZIP_DEFLATED)


def zip_within(engine: Engine, participant_id: str, now: datetime, *, most: int) -> bytes:
    """The archive in memory; without the drawn pictures where it would be larger than ``most`` bytes.

    It is made once: the pictures are weighed before anything is read, and a picture can't be packed any smaller. Only where the rest
    tips the scales is what holds them written again.
    """
    people = Participants(engine)
    pictures = people.weight_of_pictures(participant_id) <= most
    held = people.holdings(participant_id, pictures=pictures)
    files = _files(held, participant_id, now, pictures=pictures)
    archive = _packed(files, now)
    if pictures and len(archive) > most:
        from mapping.export.bundle import without_pictures

        archive = _packed(without_pictures(files, held.everything), now)
    return archive


def _files(held: Holdings, participant_id: str, now: datetime, *, pictures: bool) -> dict[str, bytes]:
    from mapping.export.bundle import bundle_files  # here: it brings 110 MB that a process needs only once somebody asks

    return bundle_files(
        held.map, held.everything, participant_id=participant_id, now=now, left_out=held.left_out, pictures=pictures,
        version=importlib.metadata.version("selfmap"))


def _packed(files: dict[str, bytes], now: datetime) -> bytes:
    archive = io.BytesIO()
    write_zip(archive, files, now)
    return archive.getvalue()
