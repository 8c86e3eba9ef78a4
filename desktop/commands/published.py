"""Commands about documents published or edited elsewhere: last year's figures in, a text checked."""

import argparse
import sys
from pathlib import Path

from desktop.commands.common import reading, writing
from desktop.findings import Severity, UserError
from desktop.money import YUAN


def import_last_year(parsed: argparse.Namespace) -> int:
    """Enter the published figures of the year before the newest budget; with --preview only show them."""
    from desktop import pipeline
    from desktop.layouts import loader
    from desktop.published import entry

    forms = [loader.load(key) for key in ([parsed.form] if parsed.form else loader.available())]
    with writing(parsed) as book:
        newest = pipeline.newest_budget(book)
        unit = next(u for u in book.units() if u.id == newest.unit_id)
        proposal = entry.read(Path(parsed.file), forms, unit, newest.year - 1)
        read = f"{len(proposal.tables)} 张表，{len(proposal.compared)} 个数"
        print(f"按“{proposal.form.title}”读取“{proposal.file}”：{read}")
        for finding in proposal.findings:
            print(f"{finding.severity} {finding.describe()}", file=sys.stderr)
        agreed = sum(one.agrees for one in proposal.compared)
        print(f"导入后与文件一致 {agreed} 个，不一致 {len(proposal.compared) - agreed} 个")
        if parsed.preview:
            for one in proposal.compared:
                mark = "" if one.agrees else "  ← 不一致"
                place = f"{one.cell.place.sheet} {one.cell.label} {one.cell.place.column}".strip()
                print(f"{place}\t{YUAN.show(one.cell.amount)}\t{YUAN.show(one.rebuilt)}{mark}")
            return 0
        entry.enter(book, proposal)
    print(f"已导入{newest.year - 1}年公开数：支出 {len(proposal.facts.lines)} 行")
    return 0


def template(parsed: argparse.Namespace) -> int:
    """Learn which cell of a bureau's workbook holds which figure, and write the mapping file."""
    from desktop.layouts import loader
    from desktop.template import mapping
    from desktop.template.learn import learn

    if parsed.action != "learn":
        raise UserError(f"不认识“template {parsed.action}”；请写 template learn 文件.xlsx")
    path = Path(parsed.file)
    learned = learn(path, [loader.load(key) for key in loader.available()])
    for sheet in learned.mapping.sheets:
        for cell in sheet.cells:
            print(f"{sheet.sheet} {cell.cell}\t{cell.row}\t{cell.column}\t{cell.value}")
        for one in sheet.lists:
            print(f"{sheet.sheet} 第 {one.first}–{one.last} 行\t按科目列出")
    for finding in learned.findings:
        print(f"{finding.severity} {finding.describe()}", file=sys.stderr)
    if not learned.mapping.count:
        raise UserError(f"“{path.name}”中没有认出可以填写的格；请检查表名和行列标题")
    target = Path(parsed.out) if parsed.out else path.with_suffix(".对应表.json")
    mapping.save(learned.mapping, target)
    print(f"已生成对应表 {target}：{learned.mapping.count} 处；请核对后用 export --template 填写")
    return 0


def check_text(parsed: argparse.Namespace) -> int:
    """Hold a narrative that was edited elsewhere against the book; 1 when it contradicts it."""
    from desktop import pipeline
    from desktop.intake import rows
    from desktop.layouts import loader

    lines = rows.read_paragraphs(Path(parsed.file))
    with reading(parsed) as book:
        budget = pipeline.newest_budget(book)
        facts, last, form = book.facts(budget), pipeline.last_year(book, budget), pipeline.form_of(book)
    found = pipeline.check_text(facts, last, loader.load(parsed.form or form), lines)
    for finding in found:
        print(f"{finding.severity} {finding.code} {finding.message}")
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    print(f"检查了 {len(lines)} 段文字：错误 {errors} 处，其他 {len(found) - errors} 处")
    return 1 if errors else 0
