"""What a sentence would state though nobody entered it: the sentence shows a gap instead, and the gap is reported."""

from collections.abc import Callable, Collection, Iterator, Mapping

from desktop.findings import Finding, Place, Severity
from desktop.layouts.words.paragraphs import KEY, mark
from desktop.ledger.records import BudgetFacts


def names(facts: BudgetFacts) -> dict[str, bool]:
    """Return what sentences ask about missing input, by name."""
    return {
        "has_indicators": any(indicator.project_id is None for indicator in facts.indicators),
        "without_goals": without_goals(facts),
    }


def reporting(findings: list[Finding]) -> Callable[[str, str], str]:
    """Return what prints a gap and adds to the findings, once, what is wanted and on which page it is entered."""

    def wanted(what: str, page: str) -> str:
        message = f"没有录全{what}，说明中相应的句子还没有写出，请在“{page}”中补充"
        finding = Finding("C80", Severity.WARNING, message)
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


def unused(texts: Mapping[str, str], used: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each reworded sentence whose origin the form no longer prints: its words stay in the book."""
    for key, text in texts.items():
        if key.startswith(KEY) and key not in used:
            message = (
                f"改写过的段落“{text[:20]}…”所对应的句子已随数据或版式变化，现在用的是自动生成的句子；"
                "请在“说明”中核对，需要时重新改写"
            )
            yield Finding("N04", Severity.WARNING, message, Place(figure=key))
