"""Commands about policy packs: which there are, which one a budget uses, making and checking one."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.commands.common import chosen, refuse_taken, show_json, writing
from desktop.commands.parsing import Command, add_actions, add_json, of_budget, of_scenario
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
    refuse_taken(target)
    paths.write_beside(target, paths.filled_with(text.encode()))
    print(f"已写出 {target}；填好后用 policy make 生成参数包")
    return 0


def make(parsed: argparse.Namespace) -> int:
    """Make a policy pack from an answers file."""
    from desktop import paths
    from desktop.catalog import answers, own_packs

    generated = answers.make(Path(parsed.answers))
    target = Path(parsed.out)
    if target.suffix != ".toml":
        if target.name != parsed.out:
            raise UserError(f"“{parsed.out}”不对；请写参数包名称，或以 .toml 结尾的文件名")
        target = own_packs.target_of(parsed.out)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists() and not parsed.overwrite:
        raise UserError(f"参数包“{target}”已经存在，没有覆盖；要重新生成请加 --overwrite，或换一个名称")
    paths.write_beside(target, paths.filled_with(generated.text.encode()))
    for label in generated.unknown:
        print(f"注意：“{label}”没有填写数值，用到它的项目不会计算，检查时列为缺少参数", file=sys.stderr)
    print(f"已生成参数包 {target}：已填写 {generated.answered} 项，不知道 {len(generated.unknown)} 项")
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


def _use_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    of_scenario(parser)


def _question_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", default="", metavar="文件", help="写到文件；不写则输出到屏幕")
    parser.add_argument("--year", type=int, default=0, help="预算年度；不写则为下一年")


def _make_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", required=True, metavar="参数包", help="参数包名称（存入本人参数包文件夹）或 .toml 文件"
    )
    parser.add_argument("--overwrite", action="store_true", help="覆盖已有的参数包")


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, default=0, help="预算年度；不写则为下一年")
    add_json(parser)


_ASK = "写出要填写的问题（TOML），填好后用 policy make 生成参数包"
_CHECK = "检查参数包：名称、文号、日期、示例数值、过期的上下限；有错误时退出码为 1"
_ACTIONS = (
    Command("use", "选择预算使用的参数包", use, ("book", "pack"), _use_options),
    Command("questions", _ASK, questions, (), _question_options),
    Command("make", "由填好的答案文件生成参数包", make, ("answers",), _make_options),
    Command("check", _CHECK, check, ("pack",), _check_options),
)
COMMANDS = (
    Command("policies", "列出政策参数包", listed),
    Command("policy", "选择、填写、生成和检查政策参数包", None, (), lambda parser: add_actions(parser, *_ACTIONS)),
)
