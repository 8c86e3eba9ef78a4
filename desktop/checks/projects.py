"""Group E: projects and their goals, C47–C53 and C60–C62, and the county's own checks C93–C94.

Rules, sources and what is not seen: resources/rules/checks/projects.md.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from desktop.catalog.measures import make_filter
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check
from desktop.compute import adjusting, controls
from desktop.compute.rolled_projects import lines_untouched, of_last_year
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger import control_trail
from desktop.ledger.records import Control, Indicator, Project, ProjectYear
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN, Fen

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
FISCAL = ["一般公共预算", "政府性基金", "国有资本经营"]
PERFORMANCE_TOTAL = 100
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
OPERATORS = ("≥", "≤", "=", ">", "<", "＝", "＞", "＜")


def _projects(disclosure: Disclosure) -> tuple[Project, ...]:
    if not disclosure.facts.projects:
        raise NotApplicable("没有项目")
    return disclosure.facts.projects


def money(disclosure: Disclosure, project: Project, **more: list[str]) -> Fen:
    """Return what is spent on a project, narrowed by further dimensions, in 分."""
    where = make_filter({"side": ["支出"], "project": [project.name], **more}, "projects")
    return disclosure.cube.sum(where)


def _adjusted(disclosure: Disclosure, project: Project) -> Fen:
    """Return what the entries of the adjusted budget add to a project, in 分."""
    lines = (line for line in disclosure.cube.lines if line.origin.table == adjusting.TABLE)
    mine = (
        line for line in lines if (line.side, line.year, line.project) == ("支出", disclosure.cube.year, project.name)
    )
    return sum(line.amount for line in mine)


def label(project: Project) -> str:
    """Return code and name of a project."""
    return f"{project.code} {project.name}".strip()


def _planned(disclosure: Disclosure, project: Project, year: int) -> Place:
    """Return the place of what is planned for a project in a year; of all plans where there is none."""
    plans = disclosure.facts.project_years
    return at(next((y for y in plans if (y.project_id, y.year) == (project.id, year)), ProjectYear), "amount")


def _is_draft(disclosure: Disclosure) -> bool:
    """Tell whether nothing was handed in yet: what came from last year may still wait to be worked on."""
    return disclosure.facts.budget.stage == Stage.DRAFT


@check("C47", "项目明细等于年度金额和分年计划", E)
def lines_equal_plan(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ lines = 分年计划[year]; Σ years ≤ 项目总额. What an adjustment changed is no part of the plan."""
    projects = _projects(disclosure)
    if not disclosure.facts.project_years:
        raise NotApplicable("没有录入分年计划")
    seen = False
    for project in projects:
        years = {y.year: y.amount for y in disclosure.facts.project_years if y.project_id == project.id}
        planned, lines = years.get(disclosure.cube.year), money(disclosure, project) - _adjusted(disclosure, project)
        if planned is not None and planned != lines:
            a, b = YUAN.show(lines), YUAN.show(planned)
            if _is_draft(disclosure) and lines_untouched(project, disclosure.facts, disclosure.last):
                message = f"项目 {label(project)} 的测算明细沿用上年（{a} 元），今年的计划是 {b} 元，请按计划修改明细"
                first = next(line for line in disclosure.facts.project_lines if line.project_id == project.id)
                yield Wrong(message, at(first, "price"), severity=Severity.WARNING)
            else:
                where = _planned(disclosure, project, disclosure.cube.year)
                yield Wrong(f"项目 {label(project)} 明细合计 {a} 与年度金额 {b} 不一致", where, a, b)
        if project.total is not None and sum(years.values()) > project.total:
            a, b = YUAN.show(sum(years.values())), YUAN.show(project.total)
            yield Wrong(f"项目 {label(project)} 分年合计 {a} 超过项目总额 {b}", at(project, "total"), a, b)
        seen = seen or planned is not None or (bool(years) and project.total is not None)
    if not seen:
        raise NotChecked(f"分年计划没有 {disclosure.cube.year} 年，也没有项目总额，没有可比的数")


@check("C48", "项目要素齐全并已入库评审", E)
def complete_projects(disclosure: Disclosure) -> Iterator[Wrong]:
    """A measured project has code, name, function, 立项依据, plan for the year, and is reviewed."""
    measured = {line.project_id for line in disclosure.facts.project_lines}
    if not measured:
        raise NotApplicable("没有录入测算明细的项目")
    planned = {y.project_id for y in disclosure.facts.project_years if y.year == disclosure.cube.year}
    for project in disclosure.facts.projects:
        if project.id not in measured:
            continue
        missing = [
            name
            for name, fine in (
                ("编码", project.code),
                ("功能科目", project.function_code),
                ("立项依据", project.basis),
                ("当年计划", project.id in planned),
                ("评审记录", project.reviewed),
            )
            if not fine
        ]
        earlier = of_last_year(project, disclosure.last)
        if missing == ["评审记录"] and _is_draft(disclosure) and earlier is not None:
            years = "今年还没有" if earlier.reviewed else "上年和今年都没有"
            message = f"项目 {label(project)} 由上年结转，{years}评审记录；转入下一阶段前请补上"
            yield Wrong(message, at(project, "reviewed"), severity=Severity.WARNING)
        elif missing:
            where = _missing_at(disclosure, project, missing[0])
            yield Wrong(f"项目 {label(project)} 缺少{'、'.join(missing)}，未入库不得编入预算", where)


FIELDS = {"编码": "code", "功能科目": "function_code", "立项依据": "basis", "评审记录": "reviewed"}


def _missing_at(disclosure: Disclosure, project: Project, name: str) -> Place:
    """Return where something that a project lacks is entered."""
    return at(project, FIELDS[name]) if name in FIELDS else _planned(disclosure, project, disclosure.cube.year)


@check("C49", "项目不超过控制数", E)
def within_control(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ this year's fiscal money of the project ≤ its 控制数; while the numbers come in (一下) a warning, as C85."""
    stage = disclosure.facts.budget.stage
    if stage == Stage.ADJUSTED:
        raise NotApplicable("调整预算按调整文件增减，不再与控制数比较")
    projects = {project.id: project for project in _projects(disclosure)}
    controlled = [each for each in control_trail.of_projects(disclosure.facts) if each.project_id in projects]
    if not controlled:
        raise NotApplicable("没有下达项目控制数")
    names = control_trail.project_names(disclosure.facts)
    for control in controlled:
        amount = controls.used(control, disclosure.cube, names) or 0
        if amount > control.amount:
            a, b, d = YUAN.show(amount), YUAN.show(control.amount), YUAN.show(amount - control.amount)
            project, fund = projects[control.project_id or 0], f"（{control.fund}）" if control.fund else ""
            message = f"项目 {label(project)}{fund} 申报 {a} 元，超过控制数 {b} 元"
            text = f"{message}（超 {d} 元）{controls.far_over(amount, control.amount)}"
            yield Wrong(text, _controlled(control), a, b, W if stage == Stage.FIRST_DOWN else None)
        elif doubt := controls.scale_doubt(control.amount, amount, "申报数"):
            message = f"项目 {label(projects[control.project_id or 0])} 的控制数 {doubt}"
            yield Wrong(message, _controlled(control), severity=W)


def _controlled(control: Control) -> Place:
    """Return where a control number is entered; one that stands beside its project has no row of its own."""
    return (
        at(control, "amount") if control.id else Place(entry="项目", record_id=control.project_id or 0, field="control")
    )


def _groups(disclosure: Disclosure) -> list[tuple[str, list[Indicator]]]:
    """Return (title, indicators) of the unit as a whole and of each project that has any."""
    titles = {p.id: f"项目 {label(p)}" for p in disclosure.facts.projects}
    groups: dict[int, list[Indicator]] = {}
    for indicator in disclosure.facts.indicators:
        groups.setdefault(indicator.project_id or 0, []).append(indicator)
    if not groups:
        raise NotApplicable("没有绩效指标")
    return [(titles.get(key, "整体绩效"), found) for key, found in groups.items()]


WEIGHT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?", re.ASCII)
WHOLE = "performance.total"
"""Parameter: what weights add up to, 100 or 90 (预算执行率 has the other 10)."""


def _full_weight(disclosure: Disclosure) -> Decimal:
    values = disclosure.drafted.values
    known = values.policy.parameters.get(WHOLE) if values is not None else None
    found = known.at(date(disclosure.cube.year, 1, 1)) if known is not None else None
    return found.value if found is not None else Decimal(PERFORMANCE_TOTAL)


@check("C50", "绩效指标权重合计", E)
def weights_add_up(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ weights = 100, or 90 where 预算执行率 has the other 10 (a parameter of the place); decimals are allowed."""
    full, bare = _full_weight(disclosure), []
    for title, indicators in _groups(disclosure):
        weights = [i.weight for i in indicators if i.weight]
        if not weights:
            bare.append(title)
            continue
        broken = [w for w in weights if not WEIGHT.fullmatch(w)]
        if broken:
            bad = next(i for i in indicators if i.weight == broken[0])
            yield Wrong(f"{title} 的指标权重“{broken[0]}”不是数字，请改正", at(bad, "weight"))
            continue
        total = sum(map(Decimal, weights))
        if total != full:
            yield Wrong(f"{title} 指标权重合计 {total}，应为 {full}", at(indicators[0], "weight"))
    if bare:
        raise NotChecked(f"{'、'.join(bare)} 的指标没有填写权重")


KINDS: tuple[tuple[str, Callable[[Indicator], bool]], ...] = (
    ("数量", lambda i: "数量" in i.level2),
    ("质量", lambda i: "质量" in i.level2),
    ("时效", lambda i: "时效" in i.level2),
    ("成本", lambda i: "成本" in i.level1 + i.level2),
    ("效益", lambda i: "效益" in i.level1),
    ("满意度", lambda i: "满意度" in i.level1),
)


@check("C51", "绩效指标种类齐全", W)
def kinds_covered(disclosure: Disclosure) -> Iterator[Wrong]:
    """A project's indicators cover 数量, 质量, 时效, 成本, at least one 效益, 满意度."""
    groups = [g for g in _groups(disclosure) if g[0] != "整体绩效"]
    if not groups:
        raise NotApplicable("没有项目绩效指标")
    if not any(i.level1 for _, found in groups for i in found):
        raise NotChecked("项目绩效指标没有填写一级、二级分类")
    for title, indicators in groups:
        missing = [kind for kind, fits in KINDS if not any(fits(i) for i in indicators)]
        if missing:
            yield Wrong(f"{title} 缺少“{'、'.join(missing)}”指标", at(indicators[0], "level2"))


@check("C52", "绩效指标填写完整", E)
def complete_indicators(disclosure: Disclosure) -> Iterator[Wrong]:
    """Quantitative: operator, number, unit; 定性: a phrase; no empty name."""
    for title, indicators in _groups(disclosure):
        for indicator in indicators:
            quantitative = indicator.nature in OPERATORS
            missing = [
                (name, field)
                for name, field, fine in (
                    ("指标名称", "name", indicator.name),
                    ("指标性质", "nature", quantitative or indicator.nature == "定性"),
                    ("指标值", "target", NUMBER.fullmatch(indicator.target) if quantitative else indicator.target),
                    ("计量单位", "unit", indicator.unit or not quantitative),
                )
                if not fine
            ]
            if missing:
                message = f"{title} 指标“{indicator.name}”缺少{'、'.join(name for name, _ in missing)}"
                yield Wrong(message, at(indicator, missing[0][1]))


@check("C53", "绩效指标方向和取值合理", W)
def sensible_indicators(disclosure: Disclosure) -> Iterator[Wrong]:
    """满意度 and rates use ≥ or = and lie in 0–100 %; 成本 and time limits use ≤."""
    seen = False
    for title, indicators in _groups(disclosure):
        for indicator in indicators:
            if indicator.nature not in OPERATORS or not NUMBER.fullmatch(indicator.target):
                continue
            seen = True
            percent = indicator.unit == "%"
            wrong = percent and (
                not 0 <= int(indicator.target.split(".")[0]) <= 100 or indicator.nature in ("≤", "<", "＜")
            )
            limit = "成本" in indicator.level1 + indicator.level2 or ("时效" in indicator.level2 and not percent)
            if wrong or (limit and indicator.nature in ("≥", ">", "＞")):
                message = f"{title} 指标“{indicator.name}”的方向或取值不合理，请核对"
                yield Wrong(message, at(indicator, "nature"))
    if not seen:
        raise NotApplicable("没有定量指标")


@check("C60", "延续项目安排了后两年", INFO)
def later_years(disclosure: Disclosure) -> Iterator[Wrong]:
    """A project with a plan states the next two years."""
    if not disclosure.facts.project_years:
        raise NotApplicable("没有录入分年计划")
    for project in disclosure.facts.projects:
        years = {y.year for y in disclosure.facts.project_years if y.project_id == project.id}
        if years and not {disclosure.cube.year + 1, disclosure.cube.year + 2} <= years:
            yield Wrong(f"项目 {label(project)} 缺少后两年安排", _planned(disclosure, project, max(years)))


@check("C61", "绩效涉及金额不大于项目支出", W)
def performance_within_projects(disclosure: Disclosure) -> Iterator[Wrong]:
    """绩效目标涉及金额 ≤ 项目支出."""
    if "performance_general_budget" not in disclosure.form.figures:
        raise NotApplicable("本版式不列绩效涉及金额")
    where = dict(disclosure.form.figures["performance_general_budget"].where or ())
    if where.get("nature") != ("项目",):
        raise NotApplicable("本版式的绩效金额不限于项目支出")
    stated = disclosure.figures.get("performance_general_budget").fen or 0
    if not stated:
        raise NotApplicable("绩效目标没有涉及金额")
    if stated > disclosure.sum("project"):
        a, b = YUAN.show(stated), YUAN.show(disclosure.sum("project"))
        yield Wrong(f"绩效涉及金额 {a} 大于项目支出 {b}，请核对", at(Project), a, b)


@check("C62", "结转资金不改变原项目", W)
def carry_over_keeps_project(disclosure: Disclosure) -> Iterator[Wrong]:
    """A carry-over line keeps the project it had last year."""
    where = make_filter({"side": ["支出"], "carry": ["结转"], "nature": ["项目"]}, "projects")
    carried = disclosure.cube.by("project", disclosure.select(where))
    if not carried:
        raise NotApplicable("没有项目结转资金")
    if disclosure.last is None:
        raise NotChecked("没有上年预算，无法核对原项目")
    before = {p.name for p in disclosure.last.projects} | {p.code for p in disclosure.last.projects if p.code}
    for project in disclosure.facts.projects:
        if project.name in carried and not {project.name, project.code} & before:
            amount = YUAN.show(disclosure.cube.total(carried[project.name]))
            message = f"结转资金 {amount} 元改变了原项目：上年没有项目 {label(project)}，请核对"
            yield Wrong(message, at(project, "name"))


def _county(disclosure: Disclosure, parameter: str) -> None:
    """Raise NotApplicable unless the policy asks for this county check."""
    values = disclosure.drafted.values
    if values is None or parameter not in values.policy.parameters:
        raise NotApplicable("当地政策参数没有启用此项检查")


@check("C93", "每行标注“三保”", W)
def secured_marked(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every line has a 三保 mark (county check, on when the policy has check.secured)."""
    _county(disclosure, "check.secured")
    unmarked = [p for p in _projects(disclosure) if not p.secured]
    for project in unmarked:
        yield Wrong(f"项目 {label(project)} 未标注“三保”", at(project, "secured"))


@check("C94", "项目支出按要求压减", W)
def cut_as_demanded(disclosure: Disclosure) -> Iterator[Wrong]:
    """项目 change ≤ −p % where the notice demands it (county check, on when the policy has check.cut_percent)."""
    _county(disclosure, "check.cut_percent")
    values = disclosure.drafted.values
    demanded = values.at("check.cut_percent", 1) if values is not None else None
    where = disclosure.measure("project").where
    current, prior = disclosure.cube.sum(where), disclosure.cube.sum(where, disclosure.cube.year - 1)
    if demanded is None or not prior:
        raise NotChecked("没有上年项目支出或压减比例")
    numerator, denominator = demanded.value.as_integer_ratio()
    if (prior - current) * denominator < prior * numerator:
        cut = (prior - current) * 100 // prior
        yield Wrong(f"项目支出比上年压减约 {cut}%，低于要求的 {demanded.value * 100:.0f}%", at(Project))
