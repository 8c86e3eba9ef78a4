"""What is done to each unit in a batch, and what is said of it: checks, or the files."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from desktop import paths, pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.error_log import log_problem
from desktop.exporters import package
from desktop.findings import Severity, Status, UserError
from desktop.ledger.records import Budget, Unit
from desktop.ui.kit.background import Job

GOOD, WAITING, BAD = "good", "warning", "error"


@dataclass(frozen=True, slots=True)
class Result:
    """How one unit ended: in a word, in a sentence, in which colour, and the folder of its files if there are any."""

    word: str
    text: str
    color: str
    folder: Path | None = None


Work = Callable[[Budget, Disclosure, Job[Result]], Result]


def checked(_: Budget, disclosure: Disclosure, __: Job[Result]) -> Result:
    """Run the checks of a unit."""
    errors = len(disclosure.open_errors)
    warnings = sum(finding.severity is Severity.WARNING for finding in disclosure.to_do)
    unchecked = sum(outcome.status is Status.NOT_CHECKED for outcome in disclosure.outcomes)
    rest = f"，{unchecked} 项未检查" if unchecked else ""
    first = next((f.describe() for f in disclosure.open_errors or disclosure.to_do), "")
    counts = f"错误 {errors} 项，警告 {warnings} 项{rest}"
    if errors:
        return Result("有错误", f"{counts}；{first}", BAD)
    if warnings or unchecked:
        return Result("要看", f"{counts}；{first}" if first else counts, WAITING)
    return Result("通过", counts, GOOD)


def folders_of(folder: Path, units: Sequence[Unit]) -> dict[int, Path]:
    """Return a folder of its own for each unit, by id: of its name, with its code or place where two have one name.

    Names that a file system may take for one, because they differ in capitals only, are one.
    """
    names = [paths.safe_name(unit.name) for unit in units]
    alike = Counter(name.casefold() for name in names)
    taken = {name.casefold() for name in names if alike[name.casefold()] == 1}
    found = {}
    for place, (unit, name) in enumerate(zip(units, names, strict=True), 1):
        free = name
        if alike[name.casefold()] > 1:
            choices = (f"{name}_{each}" for each in chain(filter(None, (unit.code, place)), count(len(units) + 1)))
            free = next(paths.safe_name(each) for each in choices if paths.safe_name(each).casefold() not in taken)
            taken.add(free.casefold())
        found[unit.id] = folder / free
    return found


def exporting(folders: Mapping[int, Path], kinds: tuple[str, ...], *, drafts: bool) -> Work:
    """Return the work that writes the files of a unit into its folder. drafts: also with open errors."""

    def write(budget: Budget, disclosure: Disclosure, job: Job[Result]) -> Result:
        errors = len(disclosure.open_errors)
        if errors and not drafts:
            return Result("没有导出", f"有 {errors} 项检查错误未处理", BAD)
        own, notices = folders[budget.unit_id], list[str]()
        with _empty_again(own):
            publication = pipeline.publication(disclosure)
            written = package.export(publication, own, kinds, cancelled=lambda: job.cancelled, notice=notices.append)
        compared = sum(each.compared for each in written)
        text = "；".join((f"{len(written)} 个文件，回读核对 {compared} 处一致", *notices))
        if errors:
            return Result("草稿", f"{text}；有 {errors} 项检查错误未处理", WAITING, own)
        return Result("已导出", text, GOOD, own)

    return write


@contextmanager
def _empty_again(folder: Path) -> Iterator[None]:
    """Leave no new folder without files behind where nothing was written into it."""
    there = folder.exists()
    try:
        yield
    except BaseException:
        if not there and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise


def failed(error: BaseException, folder: Path) -> Result:
    """Return what is said of a unit whose work ended in an exception."""
    if isinstance(error, package.Cancelled):
        return Result("已取消", "没有完成，文件夹里原有的文件没有变化", WAITING)
    if isinstance(error, UserError):
        return Result("没有完成", str(error), BAD)
    if isinstance(error, OSError):
        return Result("没有完成", paths.explain_os_error(error, folder), BAD)
    return Result("没有完成", f"程序出现内部问题（{log_problem(error)}）", BAD)
