"""Obligations of the text and of print: reasons given, no gaps, quoted figures exist, every character printable."""

from collections.abc import Iterator

from desktop.catalog import assets
from desktop.checks.context import Context, Outcome
from desktop.checks.text import prose
from desktop.findings import Finding, Place, Severity, Status
from desktop.layouts.paper.glyphs import missing_characters

TITLES = {
    "C78": ("有增减的数据都写明原因", Severity.WARNING),
    "C80": ("没有待填写的文字", Severity.WARNING),
    "N02": ("文字中引用的数据项都存在", Severity.ERROR),
    "N03": ("版式要求的资料都已录入", Severity.WARNING),
    "N04": ("改写过的段落都还有对应的句子", Severity.WARNING),
}

WHERE = {"people": ("人员", "人员—人员"), "establishments": ("编制", "单位—编制")}
"""What is counted, and on which page of the window it is entered."""


def run(context: Context) -> list[Outcome]:
    """Return the outcomes of what the narrative reported while it was written, and of the glyph check."""
    outcomes = [
        Outcome(
            code, title, severity, Status.PASSED, findings=[f for f in context.narrative.findings if f.code == code]
        )
        for code, (title, severity) in TITLES.items()
    ]
    next(o for o in outcomes if o.code == "N03").findings += _not_entered(context)
    next(o for o in outcomes if o.code == "C80").findings += prose.remnants(context)
    missing = missing_characters(context.narrative, list(context.tables.values()))
    outcomes.append(Outcome("G01", "PDF 字体能打印所有字符", Severity.ERROR, Status.PASSED, findings=missing))
    for outcome in outcomes:
        if outcome.findings:
            outcome.status = Status.FAILED
    return outcomes


def _not_entered(context: Context) -> Iterator[Finding]:
    """Name what the layout prints a count of although nothing of the kind was ever entered: it stands there as 0."""
    facts = context.facts
    present = {"people": bool(facts.people), "establishments": bool(facts.establishments)}
    for figure in context.narrative.figures.values():
        spec = context.form.figures.get(figure.id)
        if spec is None:
            continue
        if spec.asset and not any(assets.fits(asset.kind, spec.asset) for asset in facts.assets):
            message = f"没有录入“{spec.label}”，本版式按 0 打印，请在“单位—车辆与设备”中补充"
            yield Finding("N03", Severity.WARNING, message, Place(figure=figure.id))
        elif not present.get(spec.count, True):
            name, page = WHERE[spec.count]
            message = f"没有录入{name}，“{spec.label}”按 0 打印，请在“{page}”中补充"
            yield Finding("N03", Severity.WARNING, message, Place(figure=figure.id))
