"""Commands that read a book: tables, narrative, check, lines, pairs, explain."""

import argparse

from desktop.commands.common import chosen, disclosure_of, reading, show_json, view_of, warn_of_form
from desktop.commands.parsing import (
    Command,
    add_copy,
    add_json,
    of_budget,
    of_units,
    reading_disclosure,
    reading_lines,
)
from desktop.findings import Severity, Status, UserError
from desktop.money import YUAN


def tables(parsed: argparse.Namespace) -> int:
    """Print every table."""
    from desktop import reports

    with reading(parsed) as book:
        disclosure = disclosure_of(book, parsed, parsed.form)
    warn_of_form(disclosure.form_problem)
    if parsed.json:
        show_json([reports.table(t, disclosure.cube) for t in disclosure.tables])
        return 0
    for table in disclosure.tables:
        print(f"\n{table.label}（单位：{table.style.unit}）")
        print(" | ".join("/".join(path) for path in table.header_paths()))
        for number in range(table.height):
            print(" | ".join(cell.text for cell in table.row(number)))
        for note in table.notes:
            print(note)
    return 0


def narrative(parsed: argparse.Namespace) -> int:
    """Print the narrative."""
    from desktop import reports

    with reading(parsed) as book:
        disclosure = disclosure_of(book, parsed, parsed.form)
    warn_of_form(disclosure.form_problem)
    if parsed.json:
        show_json(reports.narrative(disclosure))
    else:
        print(disclosure.narrative.text, end="")
    return 0


def check(parsed: argparse.Namespace) -> int:
    """Print findings and outcomes; 1 when there is an error."""
    from desktop import reports
    from desktop.catalog import editions

    with reading(parsed) as book:
        disclosure = disclosure_of(book, parsed, parsed.form)
    edition = editions.edition(disclosure.cube.year).text
    if parsed.json:
        outcomes = [reports.outcome(o) for o in disclosure.outcomes]
        findings = [reports.finding(f) for f in disclosure.findings]
        show_json({"edition": edition, "outcomes": outcomes, "findings": findings})
    else:
        for finding in disclosure.findings:
            print(f"{finding.severity} {finding.code} {finding.describe()}")
        counts = {s: sum(o.status is s for o in disclosure.outcomes) for s in Status}
        print("检查结果：" + "，".join(f"{status} {count} 项" for status, count in counts.items()))
        for outcome in disclosure.outcomes:
            if outcome.status in (Status.NOT_CHECKED, Status.NOT_APPLICABLE):
                print(f"  {outcome.status} {outcome.code} {outcome.title}：{outcome.note}")
        print(edition)
        print("某项检查的规则、依据和看不到的地方：mingzhang checks 编号")
    return 1 if any(f.severity is Severity.ERROR for f in disclosure.findings) else 0


def lines(parsed: argparse.Namespace) -> int:
    """Print all budget lines of this and last year."""
    from desktop import pipeline, reports
    from desktop.units import together

    with reading(parsed) as book:
        view = view_of(book, parsed)
        shown = pipeline.lines_of(book, chosen(book, parsed)) if view is None else together.of_view(book, view).cube
    data = reports.lines(shown)
    if parsed.json:
        show_json(data)
        return 0
    for line in data:
        codes = f"{line['function_code']} {line['economic_code']} {line['nature']} {line['project']}"
        unit = f"\t{line['unit']}" if view is not None else ""
        print(f"{line['id']}\t{line['side']}\t{line['year']}\t{codes}\t{line['fund']}\t{YUAN.show(line['fen'])}{unit}")
    return 0


def pairs(parsed: argparse.Namespace) -> int:
    """Print the money between the units of a 汇总, of this and of last year, with the lines of both sides."""
    from desktop.units import pair_list, together

    with reading(parsed) as book:
        view = view_of(book, parsed)
        if view is None:
            raise UserError("往来是几个单位之间的；请写 --all（连同下级）或几个 --unit")
        shown = together.of_view(book, view).together
        years = (view.budget.year, view.budget.year - 1)
    rows = [row for year in years for row in pair_list.rows(shown, year)] if shown is not None else []
    apart = [row for row in rows if not pair_list.settled(row)]
    listed = rows if parsed.every else apart
    if parsed.json:
        show_json([pair_list.data(row) for row in listed])
    else:
        for row in listed:
            print("\n".join(pair_list.described(row)))
        print(f"往来 {len(rows)} 处，{len(apart)} 处不成对" if apart else f"往来 {len(rows)} 处，全部成对")
    return 1 if apart else 0


def explain(parsed: argparse.Namespace) -> int:
    """Print why a line has its amount; of several units also whose line it is."""
    from desktop import reports
    from desktop.compute import drafting, explain, lines
    from desktop.compute.explain import Node
    from desktop.units import unit_lines

    with reading(parsed) as book:
        view = view_of(book, parsed)
        if view is None:
            facts = book.facts(chosen(book, parsed))
            drafted = drafting.draft(facts)
            parts = [(facts, drafted.values, lines.of_records(facts) + drafted.lines)]
        else:
            parts = [(part.facts, part.drafted.values, part.lines) for part in unit_lines.of_view(book, view)[0]]
    keys = (parsed.line, parsed.line.partition("~")[0]) if view is not None else (parsed.line,)
    found = [(part, line) for key in keys for part in parts for line in part[2] if line.key == key]
    if not found:
        raise UserError(f"没有编号为“{parsed.line}”的行；用 lines 命令查看本年各行的编号")
    (facts, values, all_lines), line = found[0]
    tree = explain.explain(facts, values, line, all_lines)
    if view is not None:
        tree = Node("单位", facts.unit.name, [tree])
    if parsed.json:
        show_json(reports.explanation(tree))
    else:
        print("\n".join(tree.lines()))
    return 0


def _explain_options(parser: argparse.ArgumentParser) -> None:
    reading_lines(parser)
    parser.description = "LINE 是 lines 命令列出的行号，例如 R5.pension"


def _pairs_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)
    of_units(parser)
    of_budget(parser)
    parser.add_argument("--every", action="store_true", help="也列出两边一致、已经抵销的")
    parser.description = "列出本年和上年的往来和两边的行；有不成对的，退出码为 1"


COMMANDS = (
    Command("tables", "显示各表", tables, ("book",), reading_disclosure),
    Command("narrative", "显示预算情况说明", narrative, ("book",), reading_disclosure),
    Command("check", "检查；有错误时退出码为 1", check, ("book",), reading_disclosure),
    Command("lines", "列出全部预算行", lines, ("book",), reading_lines),
    Command("pairs", "列出汇总范围内不成对的往来", pairs, ("book",), _pairs_options),
    Command("explain", "说明一行的金额是怎么来的", explain, ("book", "line"), _explain_options),
)
