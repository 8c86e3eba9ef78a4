"""Collecting a folder of packs: read by several processes, written as one batch, reported pack by pack.

The same pack (by its fingerprint) is not taken in twice, but where a unit went back to it after another one. Every
version of a unit stays; which one counts is asked when the dataset is read (`current`). Whatever breaks a run off
leaves whole batches only.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.collect import parts, source
from desktop.collect.dataset import PACKS_OF_A_BATCH, Dataset
from desktop.collect.parts import Part
from desktop.dataclass import dataclass
from desktop.findings import UserError

SUFFIX = ".mzs"
PACKS_OF_A_PART = 250

Progress = Callable[[int, int], None]
"""Told how many packs are done, of how many."""


@dataclass(frozen=True, slots=True)
class Collected:
    """How a batch went. batch: its number, 0 where nothing new came. packs: one entry for each file, in order."""

    batch: int
    packs: tuple[dict[str, Any], ...]

    @property
    def new(self) -> int:
        """How many packs were taken in."""
        return sum(1 for each in self.packs if each["number"])

    @property
    def refused(self) -> list[dict[str, Any]]:
        """The packs that were not taken in because something is wrong with them."""
        return [each for each in self.packs if each["problem"] and not each["number"] and not each.get("known")]


def collect(folder: Path, out: Path, progress: Progress = lambda done, total: None, workers: int = 0) -> Collected:
    """Take the packs of a folder, and of the folders in it, into a dataset as one batch.

    Raises UserError where there is none, or the dataset cannot be written.
    """
    if not folder.is_dir():
        raise UserError(f"没有文件夹“{folder}”")
    files = sorted((path for path in folder.rglob("*") if path.suffix.lower() == SUFFIX and path.is_file()), key=_age)
    if not files:
        raise UserError(f"“{folder}”中没有单位数据包（{SUFFIX}）")
    dataset = Dataset.make(out)
    with dataset.held():
        dataset = Dataset(out)
        dataset.remove_leftovers()
        return _batch(dataset, folder, files, progress, workers or os.cpu_count() or 1)


def _age(path: Path) -> tuple[int, str]:
    """Order files as they were last changed: of two packs of a unit in one batch the later counts."""
    return path.stat().st_mtime_ns, str(path)


def _batch(dataset: Dataset, folder: Path, files: list[Path], progress: Progress, workers: int) -> Collected:
    number = dataset.next_batch()
    found: list[dict[str, Any]] = []
    here: list[tuple[int, Path, str, str]] = []
    for place, path in enumerate(files, 1):
        name = str(path.relative_to(folder))
        try:
            here.append((number * PACKS_OF_A_BATCH + place, path, name, source.fingerprint_of(path)))
        except OSError as error:
            found.append({"file": name, "number": 0, "problem": f"读不出文件：{error.strerror}"})
    known = dataset.known()
    again = dataset.replaced_by_others({fingerprint for *_, fingerprint in here})
    wanted: list[tuple[int, Path, str]] = []
    for place, path, name, fingerprint in here:
        if known.get(fingerprint) and not (fingerprint in again and known[fingerprint] < number):
            problem = f"与第 {known[fingerprint]} 批中的包完全相同，不重复收入"
            found.append({"file": name, "number": 0, "known": True, "problem": problem})
            continue
        known[fingerprint] = number
        wanted.append((place, path, name))
    try:
        for more in _read(dataset.folder, number, wanted, workers):
            found += more
            progress(len(found), len(files))
    except BaseException:
        dataset.remove_leftovers()
        raise
    packs = sorted(found, key=lambda each: each["file"])
    if not any(each["number"] for each in packs):
        return Collected(0, tuple(packs))
    _note_again(packs, again)
    _note_names(packs, dataset.names())
    _note_versions(packs)
    dataset.commit({"batch": number, "collected": datetime.now().isoformat(timespec="seconds"), "packs": packs})
    return Collected(number, tuple(packs))


def _note_again(packs: list[dict[str, Any]], again: dict[str, str]) -> None:
    """Say where a pack that had been replaced counts again: a unit went back to it, or the folder is an old one."""
    for each in _by_number(packs):
        if each["fingerprint"] in again:
            each["problem"] = f"以前收入过、已由“{again[each['fingerprint']]}”代替，现在又收到这一份，以它为准，请核对"


def _note_names(packs: list[dict[str, Any]], names: dict[str, str]) -> None:
    """Say where one code stands for two names: a renamed unit, or two units of which only one would count."""
    for each in _by_number(packs):
        before = names.setdefault(each["unit_key"], each["unit"])
        if before != each["unit"]:
            each["problem"] = f"编码“{each['unit_key']}”原来是“{before}”，这里是“{each['unit']}”，汇总只计一个，请核对"
            names[each["unit_key"]] = each["unit"]


def _by_number(packs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the packs that were taken in, oldest first."""
    return sorted((each for each in packs if each["number"]), key=lambda each: int(each["number"]))


def _note_versions(packs: list[dict[str, Any]]) -> None:
    """Say where one batch brought several versions of a unit's budget."""
    newest: dict[tuple[str, int, str], dict[str, Any]] = {}
    for each in _by_number(packs):
        key = each["unit_key"], each["year"], each["stage"]
        before = newest.get(key)
        if before is not None:
            before["problem"] = (
                before["problem"] or f"同一批中还有“{each['unit']}”的“{each['file']}”，以文件时间较晚的那份为准"
            )
        newest[key] = each


def _read(
    dataset: Path, batch: int, files: list[tuple[int, Path, str]], workers: int
) -> Iterator[list[dict[str, Any]]]:
    size = max(1, min(PACKS_OF_A_PART, -(-len(files) // (workers * 4))))
    tasks = [
        Part(dataset, batch, number, tuple(files[start : start + size]))
        for number, start in enumerate(range(0, len(files), size))
    ]
    if workers == 1 or len(tasks) < 2:
        yield from map(parts.take_in, tasks)
        return
    yield from _by_processes(tasks, min(workers, len(tasks)))


def _by_processes(tasks: Iterable[Part], workers: int) -> Iterator[list[dict[str, Any]]]:
    """Yield what the parts give, as they are done. What is under way is waited for also when nobody asks on."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_ignore_interrupt)
    try:
        waiting = {pool.submit(parts.take_in, task) for task in tasks}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for each in done:
                yield each.result()
    except BrokenProcessPool as error:
        raise UserError("读取单位数据包的进程意外结束（可能是内存不够），这一批没有收入；请重试") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that knows what to tidy up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
