"""Zips that are the same bytes for the same content: their members bear the first day of the budget year."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def dated(package: BytesIO, year: int) -> bytes:
    """Return a package (a document that is a zip) whose members bear the first day of a year instead of now."""
    target = BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as dated:
        for entry in source.infolist():
            dated.writestr(_entry(entry.filename, year), source.read(entry))
    return target.getvalue()


def zipped(members: Mapping[str, bytes], year: int, mode: int = 0o644, *, stored: bool = False) -> bytes:
    """Return a zip of members in their order. mode: permission bits they have where it is taken apart.

    stored: not compressed, so that every byte of the file is one that a digest or the directory answers for, and the
    same content gives the same bytes whatever compresses on a computer.
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in members.items():
            entry = _entry(name, year)
            entry.create_system, entry.external_attr = 3, mode << 16
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def _entry(name: str, year: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(1980, year), 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
