"""The command verify: what a file, or the code of a page, is, and whether it is what a book says."""

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.common import named_units, reading_file, show_json
from desktop.commands.parsing import Command, add_copy, add_json, add_unit
from desktop.findings import UserError

if TYPE_CHECKING:
    from desktop.ledger.attachments import SignedPage
    from desktop.ledger.journal import Operation
    from desktop.outside.signatures import Signatures
    from desktop.packs.papers import Paper
    from desktop.packs.printed_codes import Printed, Search, Shown
    from desktop.packs.public_data import PublicData
    from desktop.packs.verifying import Verified


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
            layout = f"，版式是“{each.layout}”，不是账本选用的版式" if each.layout else ""
            print(f"版本 {printed.version} 就是账本现在的：{whose}{layout}")
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
            f"账本现在没有版本 {printed.version}{looked}：可能是另一个版式的较早状态（可加 --form），"
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
        **({"layout": found.layout} if found.layout else {}),
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
    signatures = _signatures(Path(parsed.file))
    budget, wrong = found.budget, _is_wrong(found, signatures)
    if parsed.json:
        show_json(_paper_data(found, signatures))
        return 1 if wrong else 0
    print(f"与账本中最接近的是：{found.unit} {budget.year}年 {budget.stage}，账本现在的版本 {found.code}")
    _print_differences(found, signatures)
    return 1 if wrong else 0


def _signatures(path: Path) -> "Signatures | None":
    """Return what is known of the digital signatures of a PDF, None for another file."""
    from desktop.outside import source_files

    with path.open("rb") as file:
        return source_files.read_signatures(path) if b"%PDF-" in file.read(1024) else None


def _is_wrong(found: "Paper", signatures: "Signatures | None") -> bool:
    return bool(found.differences) or (signatures is not None and signatures.broken)


def _print_differences(found: "Paper", signatures: "Signatures | None") -> None:
    if found.layout:
        print(f"文件用的版式是“{found.layout}”，不是账本选用的版式；按文件的版式核验")
    for each in found.differences:
        print(f"  {each.describe()}")
    print(f"文件与账本有 {len(found.differences)} 处不同" if found.differences else _alike(found))
    for note in found.notes:
        print(f"注意：{note}")
    for line in signatures.describe() if signatures else ():
        print(line)


def _alike(found: "Paper") -> str:
    return "读到的文字和数与账本一致；有没有核对到的，见下" if found.notes else "文件与账本一致"


def _paper_data(found: "Paper", signatures: "Signatures | None") -> dict[str, Any]:
    budget = found.budget
    differing = [{"place": d.place, "file": d.in_file, "book": d.by_book} for d in found.differences]
    about = {"unit": found.unit, "year": budget.year, "stage": str(budget.stage), "version": found.code}
    about |= {"layout": found.layout} if found.layout else {}
    signed = {} if signatures is None else {"signatures": signatures.describe(), "signature_broken": signatures.broken}
    unseen = {"not_checked": list(found.notes)} if found.notes else {}
    return {**about, "differences": differing, **unseen, **signed}


def _verify_zipped(parsed: argparse.Namespace, files: list[Path]) -> int:
    """Hold each file of a zip of exported files against a book."""
    from desktop.packs import papers

    if not parsed.book:
        raise UserError(f"这是 {len(files)} 个公开文件的压缩包；请加 --book 与账本对照")
    found, wrong = {}, False
    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        for file in files:
            compared = papers.compare(file, book, parsed.form, named_units(book, parsed))
            signatures = _signatures(file)
            found[file.name] = _paper_data(compared, signatures)
            wrong |= _is_wrong(compared, signatures)
            if not parsed.json:
                print(f"{file.name}：")
                _print_differences(compared, signatures)
    if parsed.json:
        show_json(found)
    return 1 if wrong else 0


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


def _verify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--book", default="", metavar="账本", help="与这个账本对照，列出不同的数")
    parser.add_argument("--form", default="", help="公开文件的版式；不写则用账本选用的版式")
    add_unit(parser, "选择汇总的文件或版本号是哪几个单位，每个写一次；文件不写则找出最接近的几个")
    parser.description = (
        "文件可以是单位数据包，也可以是导出的 Excel、PDF、Word、OFD 文件、网页、数据包或它们的压缩包（要写明账本）；"
        "也可以直接写页脚上的版本号或扫出的二维码文字（加引号），如 verify 14F7-C3C3 --book 账本：说明是账本现在的"
        "还是较早的状态（哪一步操作、什么时间），有哪些数不同。PDF 有数字签名的，同时说明是谁签的、签后有无改动"
    )
    add_json(parser)
    add_copy(parser)


COMMANDS = (
    Command("verify", "核验：说明一个文件是谁的、是否被改动，与账本有无不同", verify, ("file",), _verify_options),
)
