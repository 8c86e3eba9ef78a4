"""A finding leads to exactly its place: line, cell of a table, text; a page it names is there."""

import re
from dataclasses import replace

from desktop import paths
from desktop.ledger.records import Control, DirectLine, Project
from desktop.ui.pages import PAGES, page_of

NAMED = re.compile(r"“([^“”{}]{1,14})”页(?![面数码眉脚])")


def planted(session):
    """Mistakes of several kinds."""
    line = DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=500)
    for wrong in ({"nature": "人员", "economic_code": "31002"}, {"function_code": "2999901"}, {"amount": -7}):
        session.pair_edits.add_line(replace(line, **wrong), "")
    session.record_edits.add_record(Control(block="会议费", amount=100), "新增控制数")
    session.record_edits.add_record(Project(name="没有内容的项目"), "新增项目")


def landed(window, finding):
    """Return what is wrong with where a finding led; empty where it is the place it names."""
    place, session = finding.place, window.session
    window.turn_to("checks")
    window.navigator.show_finding(finding)
    if place.lines:
        if place.lines[0] not in {line.key for line in session.disclosure.cube.lines}:
            return "no such line"
        (line,) = [
            line
            for line in session.disclosure.cube.lines
            if line.key == place.lines[0] and line.year == session.budget.year
        ]
        if line.origin.table == "direct_line":
            row = window.lines.grid.rows[window.lines.currentIndex().row()]
            return "" if window.page == "lines" and row.this.id == line.origin.record_id else "another line"
        return "" if [shown.key for shown in window.sources.shown] == [line.key] else "another line"
    if place.figure:
        item = window.narrative._items[window.narrative.choice.currentIndex()]
        return "" if window.page == "narrative" and item.key == place.figure else f"another text: {item.key}"
    if place.table:
        shown = window.tables.choice.currentText().removesuffix("（空表）")
        if window.page != "tables" or shown != place.table:
            return f"another table: {shown}"
        marked = [page._marked for page in window.tables.area.widgets() if page._marked is not None]
        return "" if len(marked) == 1 or not (place.row or place.column) else "no cell of it"
    return "" if window.page == (page_of(finding) if finding.code != "C97" else "projects") else window.page


def test_every_finding_leads_to_exactly_its_place(shared):
    shared.session.blockSignals(True)  # it is computed and shown once, when all mistakes are in
    planted(shared.session)
    shared.session.blockSignals(False)
    shared.session.changed.emit()
    found = shared.session.disclosure.findings
    findings = {(f.code, bool(f.place.lines), bool(f.place.table)): f for f in found}.values()  # one of each kind
    wrong = {f"{f.code} {f.message[:40]} {f.place}": bad for f in findings if (bad := landed(shared, f))}
    assert wrong == {}
    assert len({f.code for f in findings}) >= 12


def test_pages_that_messages_name_are_there():
    titles, unknown, count = {page.title for page in PAGES}, {}, 0
    for path in (paths.HERE / "desktop").rglob("*.py"):
        for name in NAMED.findall(path.read_text(encoding="utf-8")):
            count += 1
            if name not in titles:
                unknown[path.name] = name
    assert unknown == {}
    assert count > 15
