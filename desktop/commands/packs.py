"""Commands that exchange units by file: pack, take-in, issue-control."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.common import chosen, named_units, newest_of, reading, writing
from desktop.commands.parsing import Command, add_copy, add_stage, add_unit, of_budget
from desktop.findings import UserError
from desktop.ledger.records import Budget

if TYPE_CHECKING:
    from desktop.compute.difference import Difference
    from desktop.ledger.book import Book
    from desktop.packs.controls import ControlPlan
    from desktop.packs.reading import Pack
    from desktop.packs.taking import Plan


def pack(parsed: argparse.Namespace) -> int:
    """Write the pack of one unit's budget; where a sum tells one person's pay, only if that is agreed to."""
    from desktop.compute import summed_lines
    from desktop.packs import packing

    target = Path(parsed.out)
    with reading(parsed) as book:
        budget = chosen(book, parsed)
        packed = packing.later(book, budget, parsed.form, documents=parsed.documents)()
        unit = next(each.name for each in book.units() if each.id == budget.unit_id)
        for text in summed_lines.described(packed.few):
            print(f"  {text}")
        if packed.few and not parsed.with_few_people:
            print(
                "以上科目不足 3 人，数据包只含与预算表相同的科目合计，但能看出个人数额；没有传出，"
                "确认要传出请加 --with-few-people"
            )
            return 1
        packing.write(target, packed.file)
    about = "上列科目已同意传出" if packed.few else "不含人员姓名和个人工资"
    print(f"已传出 {target}：{unit} {budget.year}年 {budget.stage}（{about}）")
    return 0


def take_in(parsed: argparse.Namespace) -> int:
    """Take packs in, after showing what would become another; all of them or none."""
    from desktop.packs import archive, controls, reading, since, taking

    packs = [reading.read(Path(file)) for file in parsed.files]
    numbers = [each for each in packs if each.kind == archive.CONTROLS]
    if numbers and len(packs) > 1:
        raise UserError(f"“{numbers[0].file}”是控制数；控制数一次装入一个文件，不与其他文件一起装入")
    with writing(parsed) as book:
        if numbers:
            return _controls(book, controls.plan(book, numbers[0]), agreed=parsed.yes)
        planned = taking.plans(book, packs, parsed.under)
        for each in planned:
            _show(each.pack, _state(each), each.differences)
        if any(each.asks for each in planned) and not parsed.yes:
            print("有单位将被新的数据包替换，没有装入；确认要替换请加 --yes")
            return 1
        taken = taking.take(book, planned)
    since.remember((each.fingerprint, Path(file)) for each, file in zip(packs, parsed.files, strict=True))
    print(f"已装入 {len(taken)} 个单位" if taken else "没有需要装入的")
    return 0


def _state(plan: "Plan") -> str:
    if plan.same:
        return "已经装入过，内容相同"
    if plan.replaced is not None:
        return f"替换已装入的“{plan.replaced.stage}”" if plan.differences else "已装入的内容相同，只更新装入记录"
    if plan.unit is not None:
        return "装入"
    return f"新增单位，在“{plan.parent.name}”之下" if plan.parent else "新增单位"


def _controls(book: "Book", plan: "ControlPlan", *, agreed: bool) -> int:
    from desktop.packs import controls

    _show(plan.pack, "控制数" if plan.differences else "控制数，与账本相同", plan.differences)
    if plan.asks and not agreed:
        print("账本中已有的控制数将被替换，没有装入；确认要替换请加 --yes")
        return 1
    controls.take(book, plan)
    print(f"“{plan.unit.name}”的控制数共 {len(plan.pack.controls)} 项")
    return 0


def _show(found: "Pack", state: str, differences: "Sequence[Difference]") -> None:
    print(f"{found.file}：{found.heading()}，{state}")
    for each in differences:
        print(f"  {each.describe()}")


def issue_control(parsed: argparse.Namespace) -> int:
    """Write the control numbers of each unit as a file of its own."""
    from desktop.packs import controls, packing

    folder = Path(parsed.out)
    with reading(parsed) as book:
        units = named_units(book, parsed) or book.units()
        year = parsed.year or max((budget.year for budget in book.records(Budget)), default=0)
        going = [each for each in units if parsed.unit or book.records(Budget, unit_id=each.id, year=year)]
        budgets = [newest_of(book, year, parsed.stage, each) for each in going if not each.ended_by(year)]
        issued = list(controls.issued(book, budgets, parsed.reference))
    targets = packing.write_all(folder, controls.names(issued))
    for target, each in zip(targets, issued, strict=True):
        print(f"{target}\t{each.unit.name}\t{each.count} 项")
    return 0


def _pack_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, metavar="文件", help="写到哪个文件（.mzs）")
    parser.add_argument("--form", default="", help="公开版式，用 forms 命令查看；不写则用账本选用的版式")
    parser.add_argument("--documents", action="store_true", help="同时附上导出的 Excel、PDF、Word 文件")
    parser.add_argument("--with-few-people", action="store_true", help="同意传出不足 3 人、能看出个人数额的科目合计")
    add_copy(parser)
    of_budget(parser)


def _take_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="文件", help="单位数据包（.mzs），可以有几个")
    parser.add_argument("--under", default="", metavar="单位", help="新单位放在哪个上级单位之下；不写则为第一个单位")
    parser.add_argument("--yes", action="store_true", help="同意替换已装入的内容")
    parser.description = "先列出将改变的内容；全部装入，或者一个也不装入；可以一步撤销"


def _issue_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, metavar="文件夹", help="写到哪个文件夹，每个单位一个文件")
    parser.add_argument("--reference", default="", metavar="文号", help="下达控制数的文号")
    add_unit(parser, "单位名称或编码，可重复；不写则为全部单位")
    parser.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
    add_stage(parser)
    add_copy(parser)


COMMANDS = (
    Command("pack", "传出：把一个单位的预算写成单位数据包（不含人员姓名和个人明细）", pack, ("book",), _pack_options),
    Command("take-in", "装入：收下单位数据包或控制数", take_in, ("book",), _take_options),
    Command("issue-control", "下达：把各单位的控制数写成文件，由单位装入", issue_control, ("book",), _issue_options),
)
