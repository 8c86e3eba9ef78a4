"""A report of a problem (报告问题): versions, settings, log and structure of a book, to be read before it is sent.

It can only say what stands in lists of this program: names of our own modules and of Python's errors, words of our own
vocabularies, keys of shipped layouts, codes of checks, and counts. Whatever else stands in a book, in the settings or
in the log is counted or called 其他, so that no name, amount, text or path can get into it.
"""

import builtins
import locale
import platform
import re
import sqlite3
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from desktop import VERSION, paths, pipeline
from desktop.catalog import policy
from desktop.findings import Severity, Status, UserError
from desktop.layouts.form import folders
from desktop.ledger.book import Book
from desktop.ledger.records import RECORD_TYPES, Budget
from desktop.ledger.schema import VERSION as SCHEMA
from desktop.ledger.vocabulary import Stage, UnitKind

TITLE = "明账问题报告"
PROMISE = "没有姓名、单位名称、金额、文字和文件夹名称；请看过以后再决定是否交给维护人员。"
LIBRARIES = ("PySide6-Essentials", "reportlab", "pypdfium2", "python-calamine", "XlsxWriter", "python-docx", "lxml")
MOST_LINES, MOST_BUDGETS = 200, 20
"""Lines of the log and budgets of a book that are looked at, the newest ones."""
OTHER = "其他"

_PLACE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\.py:([0-9]{1,5})")
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")
_SETTINGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "look": ("显示", {"light": "浅色", "dark": "深色", "contrast": "高对比"}),
    "large": ("大字", {"0": "否", "1": "是"}),
    "remember": ("记住最近打开的账本", {"0": "否", "1": "是"}),
}
"""The settings that are told: their names, and the values they may have."""

USUAL_LINES = 8
"""Lines on a book beside one for each budget, about."""


def text_of(book: Book | None, settings: Mapping[str, object]) -> str:
    """Return the whole report. book: what it is about, None for none; settings: the window's, by name."""
    return text_with(list(_structure(book)) if book is not None else [], settings)


def steps(book: Book, lines: list[str]) -> Iterator[int]:
    """Gather the lines on a book one by one: each budget is checked for it. Yields about how many come."""
    budgets = sum(len(book.budgets(unit.id)) for unit in book.units())
    expected = min(budgets, MOST_BUDGETS) + USUAL_LINES
    for line in _structure(book):
        lines.append(line)
        yield max(0, expected - len(lines))


def text_with(lines: list[str], settings: Mapping[str, object]) -> str:
    """Return the whole report with the lines on a book (`steps`), without that part where there are none."""
    parts = [[TITLE, PROMISE], _versions(), _settings(settings), _log(), *([lines] if lines else [])]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def write(text: str, target: Path) -> None:
    """Write a report that was read: a zip with one text for .zip, else the text alone. Raises UserError."""
    if target.suffix.lower() not in (".zip", ".txt"):
        raise UserError(f"“{target.name}”不能用作报告的文件名；请以 .txt 或 .zip 结尾")
    if target.exists():
        raise UserError(f"“{target}”已经存在，没有覆盖；请换一个名字")
    paths.write_beside(target, _zipped(text) if target.suffix.lower() == ".zip" else paths.filled_with(text.encode()))


def _zipped(text: str) -> Callable[[Path], None]:
    def fill(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(f"{TITLE}.txt"), text)

    return fill


def _versions() -> list[str]:
    origin = "安装包" if getattr(sys, "frozen", False) else "源代码"
    parts = "，".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return [
        "一、版本和系统",
        f"明账 {VERSION}（{origin}），账本格式 {SCHEMA}",
        f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}，{parts}",
        f"{platform.system()} {platform.release()} {platform.machine()}，文字编码 {locale.getpreferredencoding(False)}",
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "未知"


def _settings(settings: Mapping[str, object]) -> list[str]:
    found = ["二、设置"]
    for name, (label, known) in _SETTINGS.items():
        value = str(settings.get(name) or "")
        found.append(f"{label}：{known.get(value, OTHER) if value else '未设置'}")
    return [*found, f"其他设置 {len(settings.keys() - _SETTINGS.keys())} 项（不写内容）"]


# the log --------------------------------------------------------------------------------------------------


def _log() -> list[str]:
    lines: list[str] = []
    for name in ("mingzhang.log.1", "mingzhang.log"):
        path = paths.home() / name
        if path.is_file() and not path.is_symlink():
            lines += path.read_bytes().decode("utf-8", "replace").splitlines()
    return ["三、程序记下的内部问题（最近的在后）", *(map(scrubbed, lines[-MOST_LINES:]) if lines else ["没有"])]


def scrubbed(line: str) -> str:
    """Return a line of the log with nothing but kinds of errors and places in code that are known."""
    kind, separator, rest = line.partition(" at ")
    shown = kind if kind in _errors() else OTHER
    if not separator:
        return shown
    places = [_PLACE.fullmatch(place) for place in rest.split(" > ")]
    known = [f"{each[1]}.py:{each[2]}" if each and each[1] in _modules() else OTHER for each in places]
    return f"{shown} at {' > '.join(known)}"


@cache
def _modules() -> frozenset[str]:
    """Return the names of our own modules, and of those of Python itself."""
    own = {path.stem for path in (paths.HERE / "desktop").rglob("*.py")} | {
        name.rpartition(".")[2] for name in sys.modules if name.startswith("desktop.")
    }
    return frozenset(own | set(sys.stdlib_module_names) | {"__init__", "__main__", "entry"})


@cache
def _errors() -> frozenset[str]:
    """Return the names of errors of Python, of the database and of our own."""
    found = {name for name, kind in vars(builtins).items() if isinstance(kind, type)}
    found |= {name for name in vars(sqlite3) if name.endswith("Error")}
    waiting: list[type[BaseException]] = [Exception]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.partition(".")[0] in ("desktop", "sqlite3", "json", "zipfile", "tomllib"):
                found.add(kind.__name__)
    return frozenset(found)


# the book -------------------------------------------------------------------------------------------------


def _structure(book: Book) -> Iterator[str]:
    """Yield what a book is made of: counts by kind, stages, layout, checks by code."""
    yield "四、账本的结构（只有种类和个数）"
    units = book.units()
    kinds = Counter(_known(str(unit.kind), list(UnitKind)) for unit in units)
    yield f"单位 {len(units)} 个：" + "，".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    yield f"版式：{_layout(book.form)}；修改历史 {len(book.history())} 步；" + (
        "只读打开" if book.read_only else "可以修改"
    )
    for kind in RECORD_TYPES:
        if count := len(book.records(kind)):
            yield f"{kind.ABOUT.label} {count} 条"
    budgets = [budget for unit in units for budget in book.budgets(unit.id)]
    yield f"预算 {len(budgets)} 份" + (f"，只检查最后 {MOST_BUDGETS} 份" if len(budgets) > MOST_BUDGETS else "")
    order = {unit.id: number for number, unit in enumerate(units, 1)}
    for budget in budgets[-MOST_BUDGETS:]:
        frozen = "已冻结" if budget.frozen_at else "未冻结"
        where = f"第 {order[budget.unit_id]} 个单位 {budget.year} 年 {_known(str(budget.stage), list(Stage))}"
        yield f"{where}，{frozen}，参数包 {_pack(budget.policy)}：{_outcome(book, budget)}"


def _outcome(book: Book, budget: Budget) -> str:
    """Return how often each check found something, or which of our own mistakes kept it from doing so."""
    try:
        outcomes = pipeline.of_book(book, "", budget).outcomes
    except Exception as error:  # the very thing that is reported
        return f"没有算完（{scrubbed(type(error).__name__)}）"
    found = Counter(
        f"{finding.code if _CODE.fullmatch(finding.code) else OTHER} {severity}"
        for outcome in outcomes
        for finding in outcome.findings
        if (severity := _known(str(finding.severity), list(Severity)))
    )
    open_ones = sum(outcome.status is Status.NOT_CHECKED for outcome in outcomes)
    shown = "，".join(f"{name} {count} 个" for name, count in sorted(found.items())) or "没有问题"
    return f"{shown}；未检查 {open_ones} 项"


def _known(value: str, words: list[str]) -> str:
    return value if value in map(str, words) else OTHER


def _layout(key: str) -> str:
    return key if key in folders.keys_in(paths.forms()) else "未选" if not key else "不是自带的"


def _pack(key: str) -> str:
    return key if key in policy.available(paths.resources() / "policy") else "无" if not key else "不是自带的"
