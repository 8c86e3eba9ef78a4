"""Obligations of the text and of print: reasons given, no gaps, quoted figures exist, every character printable."""

from desktop.checks import prose
from desktop.checks.context import Context, Outcome
from desktop.findings import Severity, Status
from desktop.layouts.glyphs import missing_characters

TITLES = {
    "C78": ("有增减的数据都写明原因", Severity.WARNING),
    "C80": ("没有待填写的文字", Severity.WARNING),
    "N02": ("文字中引用的数据项都存在", Severity.ERROR),
}


def run(context: Context) -> list[Outcome]:
    """Return the outcomes of what the narrative reported while it was written, and of the glyph check."""
    outcomes = [
        Outcome(
            code, title, severity, Status.PASSED, findings=[f for f in context.narrative.findings if f.code == code]
        )
        for code, (title, severity) in TITLES.items()
    ]
    next(o for o in outcomes if o.code == "C80").findings += prose.remnants(context)
    missing = missing_characters(context.narrative, list(context.tables.values()))
    outcomes.append(Outcome("G01", "PDF 字体能打印所有字符", Severity.ERROR, Status.PASSED, findings=missing))
    for outcome in outcomes:
        if outcome.findings:
            outcome.status = Status.FAILED
    return outcomes
