"""A finding leads to exactly its place: line, record, cell of a table, text; every check names one; pages are there."""

import ast
import re
from dataclasses import replace

from PySide6.QtCore import Qt

from desktop import paths
from desktop.ledger.records import (
    Adjustment,
    Asset,
    Control,
    DirectLine,
    Establishment,
    Execution,
    Income,
    Indicator,
    ParameterValue,
    Procurement,
    Project,
    ProjectYear,
)
from desktop.ui.pages import PAGES, page_of
from tests.landing import nowhere

NAMED = re.compile(r"“([^“”{}]{1,14})”页(?![面数码眉脚])")
FOUND_IN = ("checks", "compute", "layouts/words", "pipeline.py")
"""Where findings about a budget are made."""


def planted(session):
    """Mistakes of many kinds, stored at once: each page that has grids gets some."""
    line = DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=500)
    for wrong in ({"nature": "人员", "economic_code": "31002"}, {"function_code": "2999901"}, {"amount": -7}):
        session.pair_edits.add_line(replace(line, **wrong), "")
    facts, edits = session.facts, session.record_edits
    project, person = facts.projects[0], facts.people[0]
    for record in (
        Control(block="会议费", amount=100),
        Project(name="没有内容的项目", confidential=1),
        Indicator(project_id=project.id, name="没有性质", level1="成本指标", weight="1"),
        Procurement(kind="工程", item="台式计算机二", price=3, quantity=2, amount=5, economic_code="30201"),
        ParameterValue(parameter="rate.housing", valid_from="2025-01-01", value="0.13"),
        ProjectYear(project_id=facts.projects[1].id, year=2031, amount=10**12),
        Execution(function_code="2010350", amount=10**12),
        Adjustment(kind="追加", amount=0),
        Asset(kind="应急指挥平台车载设备", stock=1),
        Income(source="上级补助收入", amount=300),
    ):
        edits.add_record(record, "新增")
    for record, changed in (
        (person, {"first_month": 9, "last_month": 3}),
        (facts.people[1], {"code": person.code, "first_month": 3, "last_month": 12}),
        (session.unit, {"vehicle_posts": 0}),
        *((entry, {"posts": 1}) for entry in session.records(Establishment)),
        (facts.quota_splits[0], {"amount": facts.quota_splits[0].amount + 1}),
    ):
        edits.save_record(replace(record, **changed), "改错")


def landed(window, finding):
    """Return what is wrong with where a finding led; empty where it is the place it names."""
    place, session = finding.place, window.session
    window.turn_to("checks")
    window.navigator.show_finding(finding)
    if window.page != page_of(finding):
        return f"page {window.page}, not {page_of(finding)}"
    if place.record_id:
        view = window.lines if place.entry == DirectLine.ABOUT.label else window.grid_view()
        index = view.currentIndex()
        row, column = view.grid.rows[index.row()], view.grid.columns[index.column()].key
        wanted = {"amount": "this"}.get(place.field, place.field) if hasattr(row, "this") else place.field
        if place.record_id not in view.grid.ids(row):
            return "another row"
        return (
            "" if not wanted or (column == wanted and not view.isColumnHidden(index.column())) else f"column {column}"
        )
    if place.lines and not place.entry:
        named = place.lines[0], session.budget.year
        (line,) = [line for line in session.disclosure.cube.lines if (line.key, line.year) == named]
        if line.origin.table == "direct_line":
            row = window.lines.grid.rows[window.lines.currentIndex().row()]
            return "" if row.this.id == line.origin.record_id else "another line"
        return "" if [shown.key for shown in window.sources.shown] == [line.key] else "another line"
    if place.figure:
        item = window.narrative._items[window.narrative.choice.currentIndex()]
        stated = session.disclosure.narrative.paragraphs
        paragraph = next((each for each in stated if each.key == item.key), None)
        fine = item.key == place.figure or (paragraph and any(run.figure == place.figure for run in paragraph.runs))
        return "" if fine else f"another text: {item.key}"
    if place.table:
        shown = window.tables.choice.currentText().removesuffix("（空表）")
        marked = [page._marked for page in window.tables.area.widgets() if page._marked is not None]
        if shown != place.table:
            return f"another table: {shown}"
        return "" if len(marked) == 1 or not (place.row or place.column) else "no cell of it"
    return ""


def test_every_finding_leads_to_exactly_its_place(shared):
    session = shared.session
    session.blockSignals(True)  # it is computed and shown once, when all mistakes are in
    with session.together("改错"):
        planted(session)
    session.blockSignals(False)
    session.changed.emit()
    kinds = {(f.code, f.place.entry, bool(f.place.lines), bool(f.place.table)): f for f in session.disclosure.findings}
    wrong = {f"{f.code} {f.message[:40]} {f.place}": bad for f in kinds.values() if (bad := landed(shared, f))}
    assert wrong == {}
    assert len({f.code for f in kinds.values()}) >= 30
    assert {page_of(f) for f in kinds.values()} >= {"unit", "people", "public", "projects", "income", "lines", "tables"}


def test_enter_and_a_double_click_go_to_the_place(shared, qtbot):
    session = shared.session
    session.record_edits.add_record(Project(name="没有内容的项目", confidential=1), "新增项目")
    shared.turn_to("checks")
    shared.checks.reload()
    panel = shared.checks.findings
    row = next(n for n, f in enumerate(shared.checks._shown) if f.code == "C97")
    panel.setCurrentCell(row, 0)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    view = shared.grid_view()
    assert view.grid.columns[view.currentIndex().column()].key == "published_as"
    assert view.grid.rows[view.currentIndex().row()].name == "没有内容的项目"


def test_every_check_says_where_what_it_found_is_put_right():
    """In the source: no finding is made without a place; what is in it is tried by every test of a check."""
    bare, count = [], 0
    room = paths.HERE / "desktop"
    files = [
        file for name in FOUND_IN for file in ([room / name] if name.endswith(".py") else (room / name).rglob("*.py"))
    ]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    for file, text in texts.items():
        for call in ast.walk(ast.parse(text)) if "Finding(" in text or "Wrong(" in text else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Wrong", "Finding"):
                count += 1
                placed = len(call.args) > {"Wrong": 1, "Finding": 3}[call.func.id]
                if not placed and not any(keyword.arg == "place" for keyword in call.keywords):
                    bare.append(f"{file.name}:{call.lineno}")
    assert bare == []
    assert count > 130


def test_a_place_that_is_no_place_is_noticed(shared):
    found = next(iter(shared.session.disclosure.findings)).place
    assert nowhere(replace(found, lines=(), table="", figure="", entry="")) == "it names no place"
    assert "no column" in nowhere(replace(found, entry="人员", field="nonsense"))
    assert "no page" in nowhere(replace(found, entry="没有这一页"))


def test_pages_that_messages_name_are_there():
    titles, unknown, count = {page.title for page in PAGES}, {}, 0
    for path in (paths.HERE / "desktop").rglob("*.py"):
        for name in NAMED.findall(path.read_text(encoding="utf-8")):
            count += 1
            if name not in titles:
                unknown[path.name] = name
    assert unknown == {}
    assert count > 15
