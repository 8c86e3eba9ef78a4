"""The dataset on disk: batches of Parquet files, each there as a whole or not at all.

    DATASET/mingzhang.json                                   what this folder is
    DATASET/batches/000001.json                              what came in with batch 1; written last
    DATASET/lines/year=2027/stage=STAGE/batch=1/00000.parquet   and so for each table

A batch counts when its file in `batches/` is there; what a broken run left behind is removed by the next one.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.collect.columns import TABLES
from desktop.findings import UserError
from desktop.ledger.vocabulary import Stage

ABOUT, BATCHES, LOCK = "mingzhang.json", "batches", "mingzhang.lock"
FORMAT = 1
PACKS_OF_A_BATCH = 10_000_000
"""A pack's number is that of its batch times this, plus its place in the batch."""


class Dataset:
    """A folder of collected packs. Raises UserError where a folder is none, or one of a newer program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._about()
        self.batches = [self._batch(path) for path in sorted((folder / BATCHES).glob("[0-9]*.json"))]

    @classmethod
    def make(cls, folder: Path) -> "Dataset":
        """Return the dataset of a folder; an empty or new folder becomes one."""
        if not (folder / ABOUT).exists():
            if folder.exists() and any(folder.iterdir()):
                raise UserError(f"“{folder}”不是空文件夹，也不是汇总数据；请换一个文件夹")
            (folder / BATCHES).mkdir(parents=True)
            _write_json(folder / ABOUT, {"what": "mingzhang-dataset", "format": FORMAT})
        return cls(folder)

    def _about(self) -> None:
        try:
            about = json.loads((self.folder / ABOUT).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise UserError(f"“{self.folder}”不是汇总数据；请先用 collect 命令收集单位数据包") from error
        except ValueError as error:
            raise UserError(f"“{self.folder / ABOUT}”已损坏，读不出这份汇总数据") from error
        if about.get("format") != FORMAT:
            raise UserError(f"“{self.folder}”是其他版本的汇总数据，请用新版程序打开")

    def _batch(self, path: Path) -> dict[str, Any]:
        try:
            batch: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UserError(f"批次记录“{path}”已损坏，读不出这份汇总数据") from error
        return batch

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the dataset for writing. Raises UserError when another program writes to it."""
        try:
            with paths.held(self.folder / LOCK, os.O_CREAT | os.O_RDWR):
                yield
        except BlockingIOError as error:
            raise UserError(f"另一个程序正在向“{self.folder}”收集，请等它完成后再试") from error

    def next_batch(self) -> int:
        """Return the number of the batch to come."""
        return max((batch["batch"] for batch in self.batches), default=0) + 1

    def known(self) -> dict[str, int]:
        """Return the batch of each fingerprint that is in the dataset."""
        return {
            each["fingerprint"]: batch["batch"] for batch in self.batches for each in batch["packs"] if each["number"]
        }

    def replaced_by_others(self, here: set[str]) -> dict[str, str]:
        """Return which of some fingerprints are of packs that a later one, not among them, took the place of.

        The value is the file of that one.
        """
        packs = [each for batch in self.batches for each in batch["packs"] if each["number"]]
        counted = {_whose(each): each for each in sorted(packs, key=lambda each: int(each["number"]))}
        return {
            each["fingerprint"]: counted[_whose(each)]["file"]
            for each in packs
            if each["fingerprint"] in here and counted[_whose(each)]["fingerprint"] not in here
        }

    def names(self) -> dict[str, str]:
        """Return the name under which each unit, by its key, was last taken in."""
        return {each["unit_key"]: each["unit"] for batch in self.batches for each in batch["packs"] if each["number"]}

    def periods(self) -> list[tuple[int, str]]:
        """Return the years and stages there are, in the order in which they came."""
        found = [(e["year"], e["stage"]) for batch in self.batches for e in batch["packs"] if e["number"]]
        return list(dict.fromkeys(found))

    def files(self, table: str) -> list[str]:
        """Return a pattern for the files of a table of each batch that counts."""
        places = {
            (batch["batch"], each["year"], each["stage"])
            for batch in self.batches
            for each in batch["packs"]
            if each["number"]
        }
        return [str(folder_of(self.folder, table, *place) / "*.parquet") for place in sorted(places)]

    def commit(self, batch: dict[str, Any]) -> None:
        """Let a batch count, all of whose files are written."""
        _write_json(self.folder / BATCHES / f"{batch['batch']:06}.json", batch)
        self.batches.append(batch)

    def remove_leftovers(self) -> None:
        """Remove the files of batches that do not count: of a run that was broken off."""
        counted = {f"batch={batch['batch']}" for batch in self.batches}
        for table in TABLES:
            for folder in (self.folder / table).glob("year=*/stage=*/batch=*"):
                if folder.name not in counted:
                    shutil.rmtree(folder)


def _whose(pack: dict[str, Any]) -> tuple[str, int, str]:
    """Return of what two packs are versions: the unit, the year, the stage."""
    return pack["unit_key"], pack["year"], pack["stage"]


def folder_of(dataset: Path, table: str, batch: int, year: int, stage: str) -> Path:
    """Return where the files of a table lie."""
    return dataset / table / f"year={year}" / f"stage={folder_name(stage)}" / f"batch={batch}"


def folder_name(stage: str) -> str:
    """Return a stage as folders name it: in ASCII, because engines do not agree on how others are written there."""
    return Stage(stage).name.lower()


def _write_json(path: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)

    def fill(target: Path) -> None:
        target.write_text(text, encoding="utf-8")

    paths.write_beside(path, fill)
