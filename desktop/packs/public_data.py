"""A data package of published tables (公开数据) read in the limited child: proven by its digests, cell by cell."""

import csv
import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from desktop.dataclass import dataclass
from desktop.exporters.delivery import data, tabular
from desktop.findings import UserError
from desktop.outside import source_files

SUFFIX = ".zip"
_BROKEN = "的内容与清单不符，导出以后被改动过或已损坏；请重新导出"
_TEXTS = ("unit", "code", "stage", "layout", "version", "draft")


@dataclass(frozen=True, slots=True)
class PublicData:
    """A package as read. cells: each text that is not empty, and where it stands."""

    manifest: dict[str, Any]
    cells: tuple[tuple[str, str], ...]

    def heading(self) -> str:
        """Return whose figures they are, of which year and stage."""
        about = self.manifest
        code = f"（{about['code']}）" if about["code"] else ""
        return f"{about['unit']}{code} {about['year']}年 {about['stage']}"


def read(path: Path) -> PublicData | None:
    """Return a package, None where the file is something else. Raises UserError for one that was changed since."""
    if path.suffix.lower() != SUFFIX:
        return None
    answer = source_files.read_pack(path)
    members, digests = answer["members"], answer["digests"]
    manifest = _json(path, members[tabular.MANIFEST])
    if manifest.get("format") != data.FORMAT:
        return None
    listed = {name: digest for name, digest in digests.items() if name != tabular.MANIFEST}
    fits = all(isinstance(manifest.get(name), str) for name in _TEXTS) and isinstance(manifest.get("year"), int)
    if not fits or manifest.get("members") != listed or tabular.PACKAGE not in members:
        raise UserError(f"“{path.name}”{_BROKEN}")
    return PublicData(manifest, tuple(_cells(path, members)))


def _json(path: Path, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"“{path.name}”{_BROKEN}") from error
    return found if isinstance(found, dict) else {}


def _cells(path: Path, members: Mapping[str, str]) -> list[tuple[str, str]]:
    titles = {}
    for each in _json(path, members[tabular.PACKAGE]).get("resources", []):
        titles[f"data/{each.get('path')}"] = str(each.get("title"))
    found = []
    for name in sorted(each for each in members if each.endswith(".csv")):
        for row, cells in enumerate(csv.reader(StringIO(members[name], newline=""))):
            place = f"《{titles.get(name, name)}》第 {row} 行" if row else f"《{titles.get(name, name)}》表头"
            found += [(text, f"{place}第 {n} 列") for n, text in enumerate(cells, 1) if text]
    return found
