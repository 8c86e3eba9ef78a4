"""An audit as a paper for the unit that made the document (审阅意见): what was found, would be right, is open.

Nothing in it comes from the clock: the same document gives the same paper, and the date is written in by hand.
"""

import re
from collections.abc import Iterable, Iterator

from desktop.audit.auditing import Audit
from desktop.audit.outcome import AuditFinding, Obligation, Outcome, Quote
from desktop.audit.results.report import BOOK, in_yuan, place_of, quoted
from desktop.exporters.letter import Letter
from desktop.findings import Severity
from desktop.layouts.form import loader
from desktop.layouts.paper.typeface import invisible, missing
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.numerals import chinese_number

TITLE = "预算公开文件审阅意见"
LONGEST = 240
"""Characters of a quote that the paper prints."""
BLANK = "□"
SINCE = 2000
"""The year that dates the files of a document whose year nobody can tell."""


def opinion_of(audit: Audit, compared: str = "") -> Letter:
    """Return the paper of an audit. compared: the words that say with which book the document was compared."""
    lines = [*_head(audit, compared), *_found(audit), *_open(audit.not_checked), *_settled(audit.obligations), *_end()]
    lacking = _unprintable([audit.document.file, *(text for _, text in lines)])
    if lacking:
        codes = "、".join(f"U+{ord(each):04X}" for each in sorted(lacking))
        lines.append((0, f"注：文件中有不能打印的字（{codes}），以{BLANK}表示。"))
    texts = [(level, _printable(text, lacking)) for level, text in lines]
    year = re.search(r"20\d\d", " ".join([audit.document.file, *(p.text for p in list(audit.document.paragraphs)[:9])]))
    return Letter(
        TITLE,
        tuple(Paragraph((Run(text),), level) for level, text in texts),
        _printable(f"审阅意见　{audit.document.file}", lacking),
        int(year[0]) if year else SINCE,
    )


def file_stem(audit: Audit) -> str:
    """Return the name a file of the paper is offered under, without its ending."""
    return f"{audit.document.file.rpartition('.')[0] or audit.document.file}_审阅意见"


def _head(audit: Audit, compared: str) -> Iterator[tuple[int, str]]:
    yield 0, f"审阅文件：{audit.document.file}"
    layout = loader.titles().get(audit.layout, audit.layout)
    yield 0, f"公开版式：{layout or '没有识别，按表的结构核对'}"
    yield 0, f"核对范围：{compared or '只核对文件本身：表内、表与表、表与文字、文字与文字；没有与账本核对'}"
    yield from ((0, f"注意：{note}") for note in audit.document.notes)
    yield 1, "一、结论"
    errors, warnings, hints = (audit.count(severity) for severity in Severity)
    counts = {outcome: sum(each.outcome is outcome for each in audit.obligations) for outcome in Outcome}
    yield 0, f"发现错误 {errors} 处，警告 {warnings} 处，提示 {hints} 处。"
    yield (
        0,
        (
            f"应核对 {len(audit.obligations)} 项："
            + "，".join(f"{outcome} {count} 项" for outcome, count in counts.items())
            + ("。未检查的不等于通过，原因见第三部分。" if counts[Outcome.NOT_CHECKED] else "。")
        ),
    )


def _found(audit: Audit) -> Iterator[tuple[int, str]]:
    yield 1, "二、发现的问题"
    if not audit.findings:
        yield 0, "在核对过的范围内没有发现问题。"
    number, part = 0, 0
    for severity in Severity:
        findings = [each for each in audit.findings if each.severity is severity]
        part += bool(findings)
        if findings:
            yield 2, f"（{chinese_number(part)}）{severity}（{len(findings)} 处）"
        for each in findings:
            number += 1
            yield from _finding(number, each)


def _finding(number: int, finding: AuditFinding) -> Iterator[tuple[int, str]]:
    yield 3, f"{number}．{finding.message}（{finding.code}）"
    for quote in finding.quotes:
        if quote.text.strip():
            place = place_of(quote)
            words = quoted(Quote(_cut(quote.text)))
            yield 0, (words if words.startswith(BOOK) else f"原文：{words}") + (f"（{place}）" if place else "")
    if finding.figures:
        yield 0, "金额：" + "；".join(f"{each.text}，即 {in_yuan(each)} 元" for each in finding.figures)
    if finding.expected:
        yield 0, "应为：" + finding.expected.removeprefix("应为").strip()


def _open(not_checked: list[Obligation]) -> Iterator[tuple[int, str]]:
    yield 1, "三、没有检查的"
    if not not_checked:
        yield 0, "没有。"
    yield from ((0, f"{each.code} {each.title}：{each.reason or '没有可核对的数'}") for each in not_checked)


def _settled(obligations: Iterable[Obligation]) -> Iterator[tuple[int, str]]:
    yield 1, "四、其他各项"
    everything = list(obligations)
    for outcome in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
        named = [f"{each.code} {each.title}" for each in everything if each.outcome is outcome]
        if named:
            yield 0, f"{outcome}（{len(named)} 项）：{'；'.join(named)}。"


def _end() -> Iterator[tuple[int, str]]:
    yield 0, "以上意见由软件按公开的规则核对得出，请编制单位核实后改正；不改的，请说明理由。"
    yield 0, "审阅人：　　　　　　　　　　　日期：　　　　年　　月　　日"


def _cut(text: str) -> str:
    together = re.sub(r"\s*\n\s*", "", text.strip())
    return together if len(together) <= LONGEST else together[:LONGEST] + "……"


def _unprintable(texts: Iterable[str]) -> set[str]:
    everything = "".join(dict.fromkeys("".join(texts)))
    return {*missing(everything), *invisible(everything)}


def _printable(text: str, lacking: set[str]) -> str:
    return "".join(BLANK if each in lacking else each for each in text).replace("\t", " ").replace("\n", " ")
