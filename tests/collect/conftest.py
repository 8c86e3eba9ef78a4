"""A dataset of two batches: 24 units, of which two sent a newer pack, in two stages."""

import os

import pytest

from tests.collect import packs


@pytest.fixture(scope="package")
def collected(tmp_path_factory):
    from desktop.collect import collecting

    folder = tmp_path_factory.mktemp("collected")
    packs.folder_of(folder / "in", 24, 24)
    for number in range(12):
        about, tables = packs.content(number, 24, seed=7)
        packs.write(folder / "in" / f"二上{number}.mzs", about | {"stage": "二上"}, tables)
    collecting.collect(folder / "in", folder / "out", workers=1)
    for number in (3, 5):
        about, tables = packs.content(number, 24, seed=1)
        path = packs.write(folder / "more" / f"{number}.mzs", about, tables)
        os.utime(path, ns=(1, 1))
    collecting.collect(folder / "more", folder / "out", workers=1)
    return folder / "out"


@pytest.fixture(scope="package")
def counted():
    """What of it counts in 一上: each unit's newest content."""
    return [packs.content(number, 24, seed=1 if number in (3, 5) else 0) for number in range(24)]
