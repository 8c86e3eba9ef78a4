"""Commands that exchange units by file: pack, take-in, verify, issue-control."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.common import chosen, named_units, newest_of, reading, reading_file, show_json, writing
from desktop.commands.parsing import Command, add_copy, add_json, add_stage, add_unit, of_budget
from desktop.findings import UserError
from desktop.ledger.records import Budget

if TYPE_CHECKING:
    from desktop.compute.difference import Difference
    from desktop.ledger.attachments import SignedPage
    from desktop.ledger.book import Book
    from desktop.ledger.journal import Operation
    from desktop.packs.controls import ControlPlan
    from desktop.packs.papers import Paper
    from desktop.packs.printed_codes import Printed, Search, Shown
    from desktop.packs.public_data import PublicData
    from desktop.packs.reading import Pack
    from desktop.packs.taking import Plan
    from desktop.packs.verifying import Verified


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


def verify(parsed: argparse.Namespace) -> int:
    """Say what a file is, prove it, and hold it against a book; what is no pack is held against the book as printed."""
    from desktop.packs import printed_codes, public_data, verifying, zipped_files

    path = Path(parsed.file)
    printed = None if path.exists() else printed_codes.read(parsed.file)
    if printed is not None:
        return _verify_code(parsed, printed)
    if parsed.book and verifying.other_than_pack(path) not in ("", verifying.EMPTY, verifying.BOOK):
        return _verify_paper(parsed)
    with tempfile.TemporaryDirectory() as folder:
        if files := zipped_files.take_apart(path, Path(folder)):
            return _verify_zipped(parsed, files)
    if parsed.unit:
        raise UserError("--unit 只用来核验选择汇总的公开文件或版本号，要与 --book 一起写；单位数据包自己写明是哪个单位")
    if (data := public_data.read(path)) is not None:
        return _verify_paper(parsed) if parsed.book else _show_data(data, as_json=parsed.json)
    if parsed.book:
        with reading_file(Path(parsed.book), copy=parsed.copy) as book:
            found = verifying.verify(Path(parsed.file), book)
    else:
        found = verifying.verify(Path(parsed.file))
    if parsed.json:
        show_json(_data(found))
    else:
        _print(found)
    return 1 if found.differences else 0


def _verify_code(parsed: argparse.Namespace, printed: "Printed") -> int:
    """Say which state of a book, of now or of before, a printed page shows, and what is another since."""
    from desktop.packs import printed_codes

    if not parsed.book:
        raise UserError("核验版本号或二维码要写明账本：verify 版本号 --book 账本")
    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        found = printed_codes.search(printed, book, parsed.form, named_units(book, parsed))
    if parsed.json:
        show_json([_state_data(each) for each in found.shown])
    else:
        _print_states(printed, found)
    return 0 if any(each.present for each in found.shown) else 1


def _print_states(printed: "Printed", found: "Search") -> None:
    page = printed.page
    if page is not None:
        print(f"二维码：{page.year}年 {page.stage}，第 {page.page} 页，共 {page.pages} 页")
    for each in found.shown:
        whose = f"{each.label} {each.budget.year}年 {each.budget.stage}"
        if each.before is None:
            print(f"版本 {printed.version} 就是账本现在的：{whose}")
            continue
        since = f"{_time(each.last)}“{each.last.name}”以后，" if each.last else ""
        ended = f"{_time(each.before)}“{each.before.name}”以前"
        print(f"版本 {printed.version} 是账本较早的：{whose}（{since}{ended}）")
        for difference in each.differences:
            print(f"  {difference.describe('当时', '现在')}")
        print("账本中已经没有这个阶段" if each.gone else f"与账本现在有 {len(each.differences)} 处不同")
    if not found.shown:
        far = "全部" if found.complete else "最近"
        looked = f"，{far} {found.looked} 个较早的状态中也没有" if found.looked else ""
        print(
            f"账本现在没有版本 {printed.version}{looked}：可能是另一个版式（可加 --form），"
            "是选择汇总（用 --unit 写明是哪几个单位），是已撤销的修改、清除的历史里的，或者不是这个账本"
        )


def _time(step: "Operation") -> str:
    return step.at.replace("T", " ")


def _state_data(found: "Shown") -> dict[str, Any]:
    steps = {"since": found.last, "until": found.before}
    return {
        "unit": found.label,
        "year": found.budget.year,
        "stage": str(found.budget.stage),
        "present": found.present,
        **{name: {"step": step.name, "at": step.at} if step else None for name, step in steps.items()},
        "differences": [{"place": d.place, "then": d.in_file, "now": d.by_book} for d in found.differences],
    }


def _verify_paper(parsed: argparse.Namespace) -> int:
    """Say whether a printed or published file is what a book says, and what differs."""
    from desktop.packs import papers

    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        signed = papers.signed_page(Path(parsed.file), book)
        if signed is not None:
            return _say_signed(parsed, signed)
        found = papers.compare(Path(parsed.file), book, parsed.form, named_units(book, parsed))
    budget, count = found.budget, len(found.differences)
    if parsed.json:
        show_json(_paper_data(found))
        return 1 if count else 0
    print(f"与账本中最接近的是：{found.unit} {budget.year}年 {budget.stage}，账本现在的版本 {found.code}")
    _print_differences(found)
    return 1 if count else 0


def _print_differences(found: "Paper") -> None:
    for each in found.differences:
        print(f"  {each.describe()}")
    print(f"文件与账本有 {len(found.differences)} 处不同" if found.differences else "文件与账本一致")


def _paper_data(found: "Paper") -> dict[str, Any]:
    budget = found.budget
    differing = [{"place": d.place, "file": d.in_file, "book": d.by_book} for d in found.differences]
    about = {"unit": found.unit, "year": budget.year, "stage": str(budget.stage), "version": found.code}
    return {**about, "differences": differing}


def _verify_zipped(parsed: argparse.Namespace, files: list[Path]) -> int:
    """Hold each file of a zip of exported files against a book."""
    from desktop.packs import papers

    if not parsed.book:
        raise UserError(f"这是 {len(files)} 个公开文件的压缩包；请加 --book 与账本对照")
    found = {}
    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        for file in files:
            compared = papers.compare(file, book, parsed.form, named_units(book, parsed))
            found[file.name] = _paper_data(compared)
            if not parsed.json:
                print(f"{file.name}：")
                _print_differences(compared)
    if parsed.json:
        show_json(found)
    return 1 if any(each["differences"] for each in found.values()) else 0


def _say_signed(parsed: argparse.Namespace, found: "SignedPage") -> int:
    """Say which signed page a file is, to the last byte."""
    budget, changed = found.budget, found.changed
    if parsed.json:
        about = {"year": budget.year, "stage": str(budget.stage), "added": found.at, "changed_since": changed}
        show_json({"signed": found.file.digest, **about})
        return 1 if changed else 0
    print(f"与账本保存的签字页完全相同：{budget.year}年 {budget.stage}，{found.described}")
    return 1 if changed else 0


def _show_data(found: "PublicData", *, as_json: bool) -> int:
    """Say what a data package is; it was proven when it was read."""
    about = {name: value for name, value in found.manifest.items() if name != "members"}
    if as_json:
        show_json(about)
        return 0
    print(f"数据包（{about['kind']}）：{found.heading()}；全部成员与校验码相符")
    print(f"  版式 {about['layout']}，版本 {about['version']}" + (f"；{about['draft']}" if about["draft"] else ""))
    return 0


def _print(found: "Verified") -> None:
    from desktop.compute import summed_lines

    manifest = found.pack.manifest
    print(f"单位数据包（{found.pack.kind}）：{found.pack.heading()}；全部成员与校验码相符")
    for name, amount in manifest.get("totals", {}).items():
        print(f"  {name} {amount} 元")
    if "version" in manifest:
        checks = "，".join(f"{status} {count}" for status, count in manifest["checks"].items())
        print(f"  版式 {manifest['layout']}，版本 {manifest['version']}；审核：{checks}")
    for text in summed_lines.described(found.pack.few):
        print(f"  注意：{text}")
    for digest in found.pack.signed:
        print(f"  签字页（扫描件在单位的账本里）：SHA-256 {digest}")
    if found.pack.documents:
        print(f"  附有 {len(found.pack.documents)} 个文件：{'、'.join(found.pack.documents)}")
    if found.budget is not None:
        for each in found.differences:
            print(f"  {each.describe()}")
        count = len(found.differences)
        print(f"与账本{found.budget.year}年“{found.budget.stage}”相比有 {count} 处不同" if count else "与账本一致")


def _data(found: "Verified") -> dict[str, Any]:
    from desktop import reports

    differing = None if found.budget is None else [reports.difference(each) for each in found.differences]
    about = {name: value for name, value in found.pack.manifest.items() if name != "members"}
    return {**about, "fingerprint": found.pack.fingerprint, "documents": found.pack.documents, "differences": differing}


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


def _verify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--book", default="", metavar="账本", help="与这个账本对照，列出不同的数")
    parser.add_argument("--form", default="", help="公开文件的版式；不写则用账本选用的版式")
    add_unit(parser, "选择汇总的文件或版本号是哪几个单位，每个写一次；文件不写则找出最接近的几个")
    parser.description = (
        "文件可以是单位数据包，也可以是导出的 Excel、PDF、Word、OFD 文件、网页、数据包或它们的压缩包（要写明账本）；"
        "也可以直接写页脚上的版本号或扫出的二维码文字（加引号），如 verify 14F7-C3C3 --book 账本：说明是账本现在的"
        "还是较早的状态（哪一步操作、什么时间），有哪些数不同"
    )
    add_json(parser)
    add_copy(parser)


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
    Command("verify", "核验：说明一个文件是谁的、是否被改动，与账本有无不同", verify, ("file",), _verify_options),
    Command("issue-control", "下达：把各单位的控制数写成文件，由单位装入", issue_control, ("book",), _issue_options),
)
