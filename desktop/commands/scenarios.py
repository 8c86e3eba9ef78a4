"""Commands about scenarios (测算方案): scenario new, list, diff, with, without, take and drop."""

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands.common import chosen, chosen_unit, newest_of, reading, say_which_unit, show_json, writing
from desktop.commands.parsing import Command, add_actions, add_copy, add_json, of_budget
from desktop.findings import UserError
from desktop.ledger import scenarios
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Project

if TYPE_CHECKING:
    from desktop.compute.difference import Difference
    from desktop.layouts.tables.compared import Compared


def new(parsed: argparse.Namespace) -> int:
    """Copy a stage as a scenario."""
    with writing(parsed) as book:
        scenario = scenarios.begin(book, chosen(book, parsed), parsed.name)
    print(f"已新建{scenarios.described(scenario)}；用 --scenario {scenario.scenario} 修改、查看和导出它")
    return 0


def listed(parsed: argparse.Namespace) -> int:
    """Print the scenarios of a unit, or of all units where none is named."""
    with reading(parsed) as book:
        names = {unit.id: unit.name for unit in book.units()}
        unit = chosen_unit(book, parsed)
        found = book.scenarios(unit_id=unit.id) if unit else book.scenarios()
        rows: list[dict[str, Any]] = [
            {
                "unit": names[each.unit_id],
                "year": each.year,
                "stage": each.stage,
                "name": each.scenario,
                "left_out": [p.name for p in book.records(Project, budget_id=each.id) if p.left_out],
            }
            for each in found
            if parsed.year in (0, each.year) and parsed.stage in ("", each.stage)
        ]
    if parsed.json:
        show_json(rows)
        return 0
    for row in rows:
        left_out = f"，不列项目：{'、'.join(row['left_out'])}" if row["left_out"] else ""
        print(f"{row['unit']} {row['year']}年 {row['stage']}\t{row['name']}{left_out}")
    if not rows:
        print("没有测算方案")
    return 0


def diff(parsed: argparse.Namespace) -> int:
    """Print what differs from the stage to a scenario: totals, and each difference by meaning."""
    from dataclasses import asdict

    from desktop import reports

    with reading(parsed) as book:
        say_which_unit(book, parsed)
        scenario = _scenario(book, parsed)
        totals, found = _compared(book, scenario)
        notes = _notes(book, scenario)
    if parsed.json:
        show_json(
            {
                "totals": [asdict(each) for each in totals],
                "differences": [reports.difference(each) for each in found],
                "notes": notes,
            }
        )
        return 0
    _show(scenario, totals, found, notes)
    return 0


def take(parsed: argparse.Namespace) -> int:
    """Show what differs, then let the stage have the content of a scenario."""
    with writing(parsed) as book:
        scenario = _scenario(book, parsed)
        scenarios.require_open(scenarios.stage_of(book, scenario), scenario)
        _show(scenario, *_compared(book, scenario), _notes(book, scenario))
        stage = scenarios.take(book, scenario)
    print(f"已采用方案“{scenario.scenario}”：{stage.year}年“{stage.stage}”现在是它的内容；可以在窗口中撤销这一步")
    return 0


def drop(parsed: argparse.Namespace) -> int:
    """Throw a scenario away."""
    with writing(parsed) as book:
        scenario = _scenario(book, parsed)
        scenarios.drop(book, scenario)
    print(f"已放弃方案“{scenario.scenario}”，正式数据没有变化；可以在窗口中撤销这一步")
    return 0


def without(parsed: argparse.Namespace) -> int:
    """Compute a scenario without some projects."""
    return _switch(parsed, off=True)


def with_projects(parsed: argparse.Namespace) -> int:
    """Compute a scenario with some projects again."""
    return _switch(parsed, off=False)


def _switch(parsed: argparse.Namespace, *, off: bool) -> int:
    with writing(parsed) as book:
        scenario = _scenario(book, parsed)
        projects = book.records(Project, budget_id=scenario.id)
        known = {name: project.id for project in projects for name in (project.code, project.name) if name}
        unknown = [name for name in parsed.project if name not in known]
        if unknown:
            names = "、".join(project.name for project in projects)
            raise UserError(f"方案“{scenario.scenario}”中没有项目“{unknown[0]}”；现有：{names or '无'}")
        named = {known[name] for name in parsed.project}
        gone = {project.id for project in projects if project.left_out}
        scenarios.leave_out(book, scenario, gone | named if off else gone - named)
        left = [p.name for p in book.records(Project, budget_id=scenario.id) if p.left_out]
    print(f"方案“{scenario.scenario}”不列的项目：{'、'.join(left) or '无'}")
    return 0


def _scenario(book: Book, parsed: argparse.Namespace) -> Budget:
    newest = newest_of(book, unit=chosen_unit(book, parsed))
    return scenarios.find(book, newest.unit_id, parsed.name, parsed.year, parsed.stage)


def _compared(book: Book, scenario: Budget) -> "tuple[list[Compared], list[Difference]]":
    from desktop import pipeline
    from desktop.compute.difference import differences
    from desktop.layouts.tables.compared import totals

    before, after = (pipeline.of_book(book, "", each) for each in (scenarios.stage_of(book, scenario), scenario))
    facts = scenarios.as_taken(book, scenario, after.facts)
    return totals((before.form, before.cube), (after.form, after.cube)), differences(before.facts, facts)


def _notes(book: Book, scenario: Budget) -> list[str]:
    note = scenarios.note_before_taking(book, scenario)
    return [note] if note else []


def _show(scenario: Budget, totals: "list[Compared]", found: "list[Difference]", notes: list[str]) -> None:
    print(f"{scenario.year}年“{scenario.stage}” → 方案“{scenario.scenario}”：")
    for total in totals:
        print(f"  {total.describe()}")
    for each in found:
        if each.group != "合计":
            print(f"{each.describe()}")
    print(f"共 {sum(each.group != '合计' for each in found)} 处不同" if found else "两者相同")
    for note in notes:
        print(f"注意：{note}")


def _json_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)
    of_budget(parser)


def _project_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    parser.add_argument("project", nargs="+", metavar="项目", help="项目名称或编码")


def _actions(parser: argparse.ArgumentParser) -> None:
    named = ("book", "name")
    add_actions(
        parser,
        Command("new", "由一个阶段新建测算方案", new, named, of_budget),
        Command("list", "列出测算方案", listed, ("book",), _json_options),
        Command("diff", "比较测算方案和正式数据", diff, named, _json_options),
        Command("without", "方案中不列几个项目", without, named, _project_options),
        Command("with", "方案中重新列入项目", with_projects, named, _project_options),
        Command("take", "采用方案：正式数据换成它的内容", take, named, of_budget),
        Command("drop", "放弃方案", drop, named, of_budget),
    )


COMMANDS = (Command("scenario", "测算方案：新建、比较、采用、放弃", None, (), _actions),)
