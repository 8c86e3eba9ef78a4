"""What collecting takes out of a submission pack (.mzs): the one place that knows how a pack is read."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.dataclass import dataclass
from desktop.findings import UserError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackData:
    """A pack as collecting sees it. fingerprint: SHA-256 of the file. tables: rows by table of the dataset.

    Totals in 分, None where the pack does not say.
    """

    fingerprint: str
    unit: str
    unit_code: str
    unit_kind: str
    year: int
    stage: str
    layout: str
    version: str
    income: int | None
    expenditure: int | None
    tables: Mapping[str, tuple[Row, ...]]

    @property
    def unit_key(self) -> str:
        """By what the unit is known from pack to pack: its code, its name where it has none."""
        return self.unit_code or self.unit


def fingerprint_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_pack(path: Path) -> PackData:
    """Read a pack. Raises UserError in plain words where it is none, is damaged or does not fit."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read("manifest.json"))
            found = {
                name: tuple(csv.DictReader(io.StringIO(archive.read(f"data/{name}.csv").decode("utf-8"))))
                for name in ("lines", "staff", "outcomes", "projects", "indicators")
            }
            for name, digest in about["members"].items():
                if hashlib.sha256(archive.read(name)).hexdigest() != digest:
                    raise UserError(f"报送包“{path.name}”的内容被改动过（{name}），没有收入")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(f"“{path.name}”不是完整的报送包（{type(error).__name__}），没有收入") from error
    totals = about["totals"]
    return PackData(
        fingerprint=fingerprint_of(path),
        unit=about["unit"],
        unit_code=about["unit_code"],
        unit_kind=about["unit_kind"],
        year=about["year"],
        stage=about["stage"],
        layout=about["layout"],
        version=about["version"],
        income=totals.get("income"),
        expenditure=totals.get("expenditure"),
        tables=found,
    )
