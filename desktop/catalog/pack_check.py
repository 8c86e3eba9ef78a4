"""A policy pack before it is used or given on: what cannot be read, has no document, is old or invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop import paths
from desktop.catalog import chosen_rules, policy, policy_reader
from desktop.catalog.classification import load
from desktop.catalog.policy_rules import RUNNING, ContributionRule, Parameter, PayRule, Policy, QuotaRule, in_no_base
from desktop.catalog.strict import DataError
from desktop.findings import Finding, Place, Severity, UserError

CODE = "C42"
"""The check of parameters, whose words these findings are."""
EXAMPLE = "示例"
OLDEST = 1
"""Limits of bases that began more than so many years before the budget year are asked about."""


def check(name: str, year: int) -> list[Finding]:
    """Return what is to be mended in a pack, named by its key or its file, for a budget year. Raises UserError."""
    path = Path(name)
    file = path.name if path.suffix == ".toml" else name
    try:
        pack = _of_file(path) if path.suffix == ".toml" else policy.load(name)
    except DataError as error:
        return [_finding(file, Severity.ERROR, f"参数包不能使用：{error}；请改正这一处")]
    except UserError as error:
        if not policy.is_here(name):
            raise
        return [_finding(file, Severity.ERROR, str(error))]
    return [Finding(f.code, f.severity, f.message, Place(file=file)) for f in _findings(pack, year)]


def _of_file(path: Path) -> Policy:
    if not path.is_file():
        raise UserError(f"找不到参数包文件“{path}”；请检查文件名，或写参数包名称")
    return chosen_rules.applied(policy_reader.read_file(path, path.stem, paths.resources() / "policy"))


def _finding(file: str, severity: Severity, message: str) -> Finding:
    return Finding(CODE, severity, message, Place(file=file))


def _findings(pack: Policy, year: int) -> Iterator[Finding]:
    if not pack.computes:
        yield _finding("", Severity.ERROR, "没有人员项目和计算规则，不能用来测算")
    yield from _codes(pack, year)
    if pack.contributions and (outside := in_no_base(pack)):
        listed = "、".join(f"“{rule.label}”" for rule in outside)
        text = f"工资项{listed}不在任何缴费基数中，社保、公积金没有按它计算；应计入的请在缴费基数（base_sets）中补上"
        yield _finding("", Severity.INFO, text)
    wanted = _wanted(pack)
    limits = {name for rule in pack.contributions for name in (rule.floor, rule.ceiling) if name}
    for parameter in pack.parameters.values():
        yield from _dates(parameter, year)
        yield from _documents(parameter)
        if parameter.id in wanted:
            yield from _in_force(parameter, year)
        if parameter.id in limits:
            yield from _age(parameter, year)
        yield from _ratios(parameter)
    for floor, ceiling in sorted({(rule.floor, rule.ceiling) for rule in pack.contributions}):
        if floor and ceiling:
            yield from _limits(pack.parameters[floor], pack.parameters[ceiling], year)


def _codes(pack: Policy, year: int) -> Iterator[Finding]:
    """Yield each code of a rule that is in no classification of the year: its money could be booked nowhere."""
    rules: tuple[PayRule | ContributionRule | QuotaRule, ...] = (*pack.pay, *pack.contributions, *pack.quotas)
    economics = {(code, rule.label) for rule in rules for code in _economics(rule)}
    functions = {(code, rule.label) for rule in rules for code in rule.function.values() if code != RUNNING}
    functions |= {(code, name) for name, code in pack.functions.items() if code}
    for key, used in (("economic", economics), ("function", functions)):
        for code, label in sorted(used):
            problem = load(key).problem(code, year)
            if problem:
                yield _finding("", Severity.ERROR, f"“{label}”：{problem}")


def _economics(rule: PayRule | ContributionRule | QuotaRule) -> Iterator[str]:
    split = [code for code, _ in rule.percents] if isinstance(rule, QuotaRule) else []
    yield from filter(None, (rule.economic, *split))


def _wanted(pack: Policy) -> set[str]:
    """Return the parameters that a rule of the pack asks for."""
    found = {name for rule in pack.contributions for name in (rule.rate, rule.floor, rule.ceiling, rule.rounding)}
    found |= {name for rule in pack.pay for name in (rule.times, rule.per_head, *(step for _, step in rule.steps))}
    found |= {
        name for rule in pack.pay if rule.by_rank for name in pack.parameters if name.startswith(f"{rule.by_rank}.")
    }
    return (found | {rule.parameter for rule in pack.quotas}) - {""}


def _dates(parameter: Parameter, year: int) -> Iterator[Finding]:
    begun = [value.valid_from for value in parameter.values]
    for day in sorted({each for each in begun if begun.count(each) > 1}):
        yield _finding("", Severity.ERROR, f"参数“{parameter.label}”在 {day} 有几个数值；请只保留一个")
    for value in parameter.values:
        if value.valid_to is not None and value.valid_to < value.valid_from:
            text = f"参数“{parameter.label}”的截止日期 {value.valid_to} 早于生效日期 {value.valid_from}；请改正"
            yield _finding("", Severity.ERROR, text)
        if value.valid_from > date(year, 12, 31):
            text = f"参数“{parameter.label}”的数值自 {value.valid_from} 起生效，{year}年用不到；请核对日期"
            yield _finding("", Severity.WARNING, text)


def _documents(parameter: Parameter) -> Iterator[Finding]:
    for value in parameter.values:
        shown = f"参数“{parameter.label}”自 {value.valid_from} 起的数值 {value.value}"
        if not value.reference.strip():
            yield _finding("", Severity.WARNING, f"{shown} 没有写明文号；请补上")
        elif EXAMPLE in value.reference:
            yield _finding("", Severity.ERROR, f"{shown} 仍是示例，不是当地标准；请改成当地数值和文号")


def _in_force(parameter: Parameter, year: int) -> Iterator[Finding]:
    missing = [month for month in range(1, 13) if parameter.at(date(year, month, 1)) is None]
    if missing:
        months = f"{year}年全年" if len(missing) == 12 else f"{year}年{missing[0]}月起"
        text = f"参数“{parameter.label}”{months}没有数值，用到它的项目不会计算；知道后请填写数值和文号"
        yield _finding("", Severity.WARNING, text)


def _ratios(parameter: Parameter) -> Iterator[Finding]:
    for value in parameter.values if parameter.unit == "比例" else ():
        if value.value > 1:
            shown = f"参数“{parameter.label}”自 {value.valid_from} 起的 {value.value}"
            yield _finding("", Severity.ERROR, f"{shown} 大于 1；比例请写成小数，例如 8% 写 0.08")


def _limits(floor: Parameter, ceiling: Parameter, year: int) -> Iterator[Finding]:
    """Yield one finding where a floor is above its ceiling: everybody would be paid for by the ceiling."""
    for month in range(1, 13):
        low, high = floor.at(date(year, month, 1)), ceiling.at(date(year, month, 1))
        if low is not None and high is not None and low.value > high.value:
            text = f"{year}年{month}月“{floor.label}”{low.value} 高于“{ceiling.label}”{high.value}；请核对是否填反"
            yield _finding("", Severity.ERROR, text)
            return


def _age(parameter: Parameter, year: int) -> Iterator[Finding]:
    value = parameter.at(date(year, 12, 1))
    if value is not None and value.valid_from.year < year - OLDEST:
        text = f"参数“{parameter.label}”仍是 {value.valid_from} 起的 {value.value}，早于上年；请核对是否已有新的标准"
        yield _finding("", Severity.WARNING, text)
