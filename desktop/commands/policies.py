"""Commands about policy packs: which there are, which one a budget uses, making and checking one."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.commands.common import chosen, show_json, writing
from desktop.findings import Severity, UserError


def listed(_: argparse.Namespace) -> int:
    """List the policy packs a budget can be computed with."""
    from desktop.catalog import policy

    for key, title in policy.titles().items():
        print(f"{key}\t{title}")
    return 0


def use(parsed: argparse.Namespace) -> int:
    """Set the policy pack a budget is computed with."""
    from desktop.catalog import policy

    pack = policy.choosable(parsed.pack)
    with writing(parsed) as book:
        budget = chosen(book, parsed)
        with book.operation(f"选择政策参数包 {parsed.pack}"):
            book.update(replace(budget, policy=parsed.pack))
    print(f"{budget.year}年预算按“{pack.title}”计算")
    return 0


def questions(parsed: argparse.Namespace) -> int:
    """Print the questions as an answers file to fill in, or write it."""
    from desktop import paths
    from desktop.catalog import questions as asked

    text = asked.answers_file(parsed.year or date.today().year + 1)
    if not parsed.out:
        print(text, end="")
        return 0
    target = Path(parsed.out)
    if target.exists():
        raise UserError(f"“{target}”已经存在，没有覆盖；请换一个名字")
    paths.write_beside(target, lambda temporary: _write(temporary, text))
    print(f"已写出 {target}；填好后用 policy make 生成参数包")
    return 0


def make(parsed: argparse.Namespace) -> int:
    """Make a policy pack from an answers file."""
    from desktop import paths
    from desktop.catalog import answers, own_packs

    made = answers.make(Path(parsed.answers))
    target = Path(parsed.out)
    if target.suffix != ".toml":
        if target.name != parsed.out:
            raise UserError(f"“{parsed.out}”不对；请写参数包名称，或以 .toml 结尾的文件名")
        target = own_packs.target_of(parsed.out)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists() and not parsed.overwrite:
        raise UserError(f"参数包“{target}”已经存在，没有覆盖；要重新生成请加 --overwrite，或换一个名称")
    paths.write_beside(target, lambda temporary: _write(temporary, made.text))
    for label in made.unknown:
        print(f"注意：“{label}”没有填写数值，用到它的项目不会计算，检查时列为缺少参数", file=sys.stderr)
    print(f"已生成参数包 {target}：已填写 {made.answered} 项，不知道 {len(made.unknown)} 项")
    return 0


def check(parsed: argparse.Namespace) -> int:
    """Check a policy pack by its name or file; 1 when there is an error."""
    from desktop import reports
    from desktop.catalog import pack_check

    year = parsed.year or date.today().year + 1
    found = pack_check.check(parsed.pack, year)
    if parsed.json:
        show_json([reports.finding(each) for each in found])
    else:
        for finding in found:
            print(f"{finding.severity} {finding.describe()}")
        errors = sum(each.severity is Severity.ERROR for each in found)
        print(f"参数包“{parsed.pack}”按{year}年预算检查：错误 {errors} 处，其他 {len(found) - errors} 处")
    return 1 if any(each.severity is Severity.ERROR for each in found) else 0


def _write(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8", newline="\n")
