"""What a sentence would state though nobody entered it: the sentence shows a gap instead, and the gap is reported."""

from collections.abc import Callable, Collection, Iterator, Mapping

from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import Form
from desktop.layouts.words.paragraphs import KEY, mark
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import NONE, NONE_OF, Stage, states_none


def names(facts: BudgetFacts) -> dict[str, bool]:
    """Return what sentences ask about missing input, by name."""
    return {
        "has_indicators": any(indicator.project_id is None for indicator in facts.indicators),
        "without_goals": without_goals(facts),
        "without_indicators": without_indicators(facts),
    }


def reporting(findings: list[Finding]) -> Callable[[str, str], str]:
    """Return what prints a gap and adds to the findings, once, what is wanted and on which page it is entered."""

    def wanted(what: str, page: str) -> str:
        message = f"没有录全{what}，说明中相应的句子还没有写出，请在“{page}”中补充"
        finding = Finding("C80", Severity.WARNING, message, Place(entry=page.rpartition("—")[2]))
        if finding not in findings:
            findings.append(finding)
        return gap(what)

    return wanted


def gap(what: str) -> str:
    """Return the words that stand in the place of what is still to be entered."""
    return mark("?", f"（待填写：{what}）")


def without_goals(facts: BudgetFacts) -> bool:
    """Tell whether a project has neither a performance goal (绩效目标) nor an indicator of one."""
    measured = {indicator.project_id for indicator in facts.indicators}
    return any(not project.goal.strip() and project.id not in measured for project in facts.projects)


def without_indicators(facts: BudgetFacts) -> bool:
    """Tell whether a project has no indicator (绩效指标) of its goal."""
    measured = {indicator.project_id for indicator in facts.indicators}
    return any(project.id not in measured for project in facts.projects)


def stated_none(facts: BudgetFacts) -> Iterator[Finding]:
    """Yield where what a person states to have none of (`NONE_OF`) was entered too, or is stated in other words."""
    entered = {
        "no_procurement": len(facts.procurements),
        "no_purchased_services": sum(each.purchased_service for each in facts.procurements),
    }
    for key, name in NONE_OF.items():
        text = facts.texts.get(key, "").strip()
        if text and not states_none(text):
            message = f"“{NONE}{name}”中写的是“{text[:20]}”，没有起作用；本年没有的只填“{NONE}”，有的请清空并逐项录入"
            yield Finding("C80", Severity.WARNING, message, Place(figure=key))
        elif text and entered[key]:
            message = (
                f"写明了{NONE}{name}，而“项目—政府采购”中录有 {entered[key]} 项；说明按录入的写，请核对，清空其中一处"
            )
            yield Finding("C80", Severity.WARNING, message, Place(figure=key))


def blank_tables(form: Form, facts: BudgetFacts) -> Iterator[Finding]:
    """Yield what tables of goals would be published without; before that stage it may come last."""
    if facts.budget.stage == Stage.DISCLOSED:
        yield from _blank_heads(form, facts)
        yield from _blank_indicators(form, facts)


def _blank_indicators(form: Form, facts: BudgetFacts) -> Iterator[Finding]:
    """Yield the tables of goals of all projects (项目绩效目标表) whose columns of indicators stay blank for some."""
    measured = {indicator.project_id for indicator in facts.indicators}
    bare = sum(project.id not in measured for project in facts.projects)
    for table in form.tables if bare else ():
        rows = [row for block in table.blocks for row in block.rows]
        if any(row.source == "project_indicators" and not row.only and not row.optional for row in rows):
            message = f"{table.number}中有 {bare} 个项目没有绩效指标，这几栏印出来是空的，请在“项目—绩效指标”中补充"
            yield Finding("C80", Severity.WARNING, message, Place(entry="绩效指标"))


def _blank_heads(form: Form, facts: BudgetFacts) -> Iterator[Finding]:
    """Yield the words that stand over a table (年度总体目标) and were not written, while no row of it was either.

    Nothing would stand in it but totals of other tables.
    """
    if names(facts)["has_indicators"]:
        return
    specs = {spec.key: spec for spec in form.texts}
    for table in form.tables:
        amounts = any(column.kind == "amount" for block in table.blocks for column in block.columns)
        asked = [lead.text for lead in table.lead if lead.text in specs]
        if asked and not amounts and not any(facts.texts.get(key, "").strip() for key in asked):
            listed = "、".join(specs[key].label for key in asked)
            message = f"{table.number}没有填写{listed}和绩效指标，印出来是空的，请在“说明”和“项目—绩效指标”中补充"
            yield Finding("C80", Severity.WARNING, message, Place(figure=asked[-1]))


def unused(texts: Mapping[str, str], used: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each reworded sentence whose origin the form no longer prints: its words stay in the book."""
    for key, text in texts.items():
        if key.startswith(KEY) and key not in used:
            message = (
                f"改写过的段落“{text[:20]}…”所对应的句子已随数据或版式变化，现在用的是自动生成的句子；"
                "请在“说明”中核对，需要时重新改写"
            )
            yield Finding("N04", Severity.WARNING, message, Place(figure=key))
