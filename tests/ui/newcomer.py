"""A newcomer at the start page: three beginnings with a real mouse and keyboard; clicks and keys are counted and printed.

`python -m tests.ui.newcomer` starts an X server of its own (Xvfb), with a window manager where one is installed, and does the three one after the other, each in a
process of its own. Dialogs of files belong to the system: they are answered, every other click counts.
"""

import faulthandler
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import pipeline
from desktop.exporters import xlsx
from desktop.layouts.form import loader, years
from desktop.ledger.book import Book
from desktop.packs import packing
from desktop.ui import application
from desktop.ui.imports.import_dialog import ImportDialog
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.units.received_dialog import ReceivedDialog
from desktop.ui.year.last_year_dialog import LastYearDialog
from tests import samples
from tests.conftest import facts_of
from tests.ui.xhands import Hands, Step, Type, Wait, button, entry, item, tick
from tests.ui.xserver import MANAGERS, window_manager, xserver

YEAR = 2027
UNIT, DEPARTMENT = "青禾县统计局", "青禾县教育局"
HEAD = (
    "序号",
    "姓名",
    "人员类别",
    "人员状态",
    "职务职级",
    "岗位工资",
    "薪级工资",
    "国家统一津贴补贴",
    "基础性绩效工资",
    "备注",
)


@dataclass(frozen=True)
class Task:
    """What the newcomer wants: the most clicks, the files that are chosen, the steps, and what must then be so."""

    title: str
    most: int
    files: Callable[[Path], list[Path]]
    steps: Callable[[], Iterator[Step]]
    reached: Callable[[MainWindow], bool]


def window() -> MainWindow:
    """Return the window on the book."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    assert len(found) == 1, found
    return found[0]


def figures_in(number: int) -> bool:
    """Tell whether the tables page shows tables, and each of the first ones has a figure."""
    found = window()
    tables = found.session.disclosure.tables[:number]
    return found.page == "tables" and len(tables) == number and all(not table.empty for table in tables)


def dialog(kind: type) -> Iterator[Step]:
    """Wait for a dialog, or for the window; hands it back."""

    def find():
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)

    yield Wait(kind.__name__, find)
    return find()


# (a) ------------------------------------------------------------------------------------------------------------


def last_year(folder: Path) -> list[Path]:
    """Write what a unit published the year before."""
    facts, _ = facts_of("qinghe_2025", folder)
    facts = replace(facts, budget=replace(facts.budget, year=YEAR - 1))
    form = loader.load(years.for_new_book(YEAR - 1))
    path = folder / f"{facts.unit.name}{YEAR - 1}年部门预算公开.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(facts, None, form)), path)
    return [path]


def draft_of_last_year() -> Iterator[Step]:
    """Last year's workbook → this year's draft → three tables."""
    yield button("从上年公开文件开始")
    yield button("建立")
    review = yield from dialog(LastYearDialog)
    for row in range(review.doubts.rowCount()):
        yield tick("要接受的不一致", row)
    yield button("导入")
    yield from dialog(TextDialog)
    yield button("关闭")
    yield item("表格", "工作步骤")
    yield Wait("三张表", lambda: figures_in(3))


# (b) ------------------------------------------------------------------------------------------------------------


def roster(folder: Path) -> list[Path]:
    """Write a list of twenty people with the words of every payroll."""
    book = Workbook()
    book.active.append([f"{UNIT}在职人员工资表"])
    book.active.append(HEAD)
    for number in range(1, 21):
        pay = (3000 + 40 * number, 2000 + 35 * number, 600, 2400 + 10 * number)
        book.active.append([number, f"职工{number}", "事业", "在职", "九级", *pay, ""])
    book.save(folder / "工资表.xlsx")
    return [folder / "工资表.xlsx"]


def first_table_of_a_roster() -> Iterator[Step]:
    """A list of people → the first table."""
    yield button("从工资表或花名册开始")
    yield Type(UNIT)
    yield button("建立")
    yield from dialog(ImportDialog)
    yield button("导入")
    yield item("表格", "工作步骤")
    yield Wait("第一张表", lambda: figures_in(1))


# (c) ------------------------------------------------------------------------------------------------------------


def packs(folder: Path) -> list[Path]:
    """Write the packs of the six units of the sample department."""
    samples.write("department_2027", folder / "部门.mzb")
    found = []
    with Book.open(folder / "部门.mzb") as book:
        for unit in book.units():
            if unit.parent_id:
                found.append(folder / f"{unit.name}.mzs")
                found[-1].write_bytes(packing.pack(book, book.budgets(unit.id)[0]))
    return found


def department_of_six() -> Iterator[Step]:
    """Files of six units → the table of the department."""
    yield button("直接录入")
    yield Type(DEPARTMENT)
    yield button("建立")
    yield from dialog(MainWindow)
    yield button("年度与阶段")
    yield entry("单位")
    yield entry("收到的单位（装入）…")
    yield from dialog(ReceivedDialog)
    yield button("选择文件…")
    yield button("装入勾选的")
    yield button("关闭")
    yield item(DEPARTMENT)
    yield item("表格", "工作步骤")
    yield Wait("部门的表", lambda: figures_in(1))


TASKS = {
    "a": Task(
        "上年工作簿 → 2027 年底稿 → 三张表", 8, last_year, draft_of_last_year, lambda w: w.session.budget.year == YEAR
    ),
    "b": Task(
        "20 人的工资表 → 第一张表", 20, roster, first_table_of_a_roster, lambda w: len(w.session.facts.people) == 20
    ),
    "c": Task("六个单位的数据包 → 部门的表", 10, packs, department_of_six, lambda w: w.session.view is not None),
}


def run(key: str) -> int:
    """Do one task in this process, on the display of the environment; return 0 where it was done in few enough clicks."""
    task = TASKS[key]
    faulthandler.dump_traceback_later(600, exit=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MINGZHANG_HOME"] = os.environ["HOME"] = folder
        files = [str(path) for path in task.files(Path(folder))]
        QFileDialog.getOpenFileName = staticmethod(lambda *_: (files[0], ""))
        QFileDialog.getOpenFileNames = staticmethod(lambda *_: (files, ""))
        app = QApplication(sys.argv[:1])
        app.setQuitOnLastWindowClosed(False)
        hands = Hands(task.steps())
        application._report = lambda _, error, place: hands.stop(error.with_traceback(place))
        if application._open(None) is None and not hands.ended:
            app.exec()
        sys.excepthook = sys.__excepthook__
        reached = hands.failure is None and task.reached(window())
        if picture := os.environ.get("MINGZHANG_PICTURES"):
            app.primaryScreen().grabWindow(0).save(f"{picture}/{key}.png")
    print(f"({key}) {task.title}：点击 {hands.clicks} 次（至多 {task.most}），输入 {hands.keys} 字")
    print("    " + " → ".join(hands.done))
    if hands.failure is not None:
        traceback.print_exception(hands.failure)
    sys.stdout.flush()
    os._exit(0 if reached and hands.clicks <= task.most else 1)


def main(arguments: list[str]) -> int:
    """Do the tasks named, else all, under an X server of their own, with a window manager where one is installed."""
    with xserver() as display, window_manager(display) as manager:
        print(f"窗口管理器：{manager}" if manager else f"没有窗口管理器（{'、'.join(MANAGERS)}）", flush=True)
        surroundings = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "tests.ui.newcomer", "--task"]
        return max(
            subprocess.run([*command, key], env=surroundings, check=False).returncode for key in arguments or TASKS
        )


if __name__ == "__main__":
    sys.exit(run(sys.argv[2]) if sys.argv[1:2] == ["--task"] else main(sys.argv[1:]))
