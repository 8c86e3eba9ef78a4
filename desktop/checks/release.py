"""Group H: workflow, secrecy, signatures, C85–C92; withheld projects, C97, C98; layout, C99; units, C100; C144.

Rules, sources and what is not seen: resources/rules/checks/release.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop.catalog import policy
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, reported
from desktop.compute import controls, cuts, drafting, publish_by
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.tables import withheld
from desktop.layouts.tables.withheld import TELLING
from desktop.ledger import control_trail
from desktop.ledger.records import RECORD_TYPES, DirectLine, LayoutChoice, Project, StageElsewhere
from desktop.ledger.records.base import at
from desktop.ledger.records.words import WEBSITE, WEBSITE_LABEL
from desktop.ledger.vocabulary import PersonStatus, PublishedAs, Stage
from desktop.money import YUAN, Fen
from desktop.personal import codes_in, found, numbers_in, values_in

E, W = Severity.ERROR, Severity.WARNING
SUBMITTED = (Stage.SECOND_UP, Stage.APPROVED, Stage.DISCLOSED, Stage.ADJUSTED)
ROLES = (
    ("单位负责人", "head"),
    ("财务负责人", "finance_head"),
    ("填表人", "preparer"),
    ("填报日期", "prepared_on"),
    ("联系电话", "phone"),
)


def elsewhere(disclosure: Disclosure, stage: Stage) -> str:
    """Return in Chinese that a stage was not made in this software and by which document; empty without a document."""
    references = (each.reference.strip() for each in disclosure.facts.elsewhere if each.stage == stage)
    return next((f"“{stage}”未在本软件编制（{text}），不能与它核对" for text in references if text), "")


@check("C85", "各板块不超过控制数", E)
def within_controls(disclosure: Disclosure) -> Iterator[Wrong]:
    """二上 by block and fund ≤ 一下控制数; while the numbers come in (一下) too much is a warning: 二上 is cut."""
    stage = disclosure.facts.budget.stage
    if stage == Stage.ADJUSTED:
        raise NotApplicable("调整预算按调整文件增减，不再与控制数比较")
    if not disclosure.facts.controls:
        if stage in SUBMITTED:
            raise NotChecked(elsewhere(disclosure, Stage.FIRST_DOWN) or "没有录入一下控制数，不能核对是否超过")
        raise NotApplicable("没有录入控制数（一下控制数下达后录入）")
    unknown = []
    for control in control_trail.current(disclosure.facts.controls):
        if control.project_id is not None:  # C49 looks at these
            continue
        used = controls.used(control, disclosure.cube)
        if used is None:
            unknown.append(f"“{control.block}”")
        elif used > control.amount:
            a, b, d = YUAN.show(used), YUAN.show(control.amount), YUAN.show(used - control.amount)
            fund = f"（{control.fund}）" if control.fund else ""
            giving = cuts.in_words(cuts.could_give(disclosure.facts, disclosure.cube, control))
            far = controls.far_over(used, control.amount)
            message = f"“{control.block}”{fund}{a} 元，超过控制数 {b} 元，还要压减 {d} 元{far}；{giving}"
            yield Wrong(message, at(control, "amount"), a, b, W if stage == Stage.FIRST_DOWN else None)
        elif doubt := controls.scale_doubt(control.amount, used, "本稿"):
            a, b = YUAN.show(used), YUAN.show(control.amount)
            yield Wrong(f"“{control.block}”的控制数 {doubt}", at(control, "amount"), a, b, W)
    if unknown:
        raise NotChecked(f"不认识控制数板块{'、'.join(unknown)}，没有核对")


def _published(disclosure: Disclosure) -> None:
    if disclosure.facts.budget.stage != Stage.DISCLOSED:
        raise NotApplicable("本稿不是公开稿")


@check("C86", "公开数与批复数一致", E)
def as_approved(disclosure: Disclosure) -> Iterator[Wrong]:
    """公开 figures = 批复 figures, item by item (function × economic × nature × project × fund)."""
    _published(disclosure)
    if disclosure.approved is None and (made_elsewhere := elsewhere(disclosure, Stage.APPROVED)):
        raise NotChecked(made_elsewhere)
    if disclosure.approved is None:
        yield Wrong("没有批复稿，公开稿应由批复稿转入，请先建立“批复”阶段", at(StageElsewhere))
        return
    approved = sums_of(drafting.of_budget(disclosure.approved))
    lines = [line for line in disclosure.cube.lines if line.year == disclosure.cube.year]
    shown = sums_of(lines)
    for key in sorted(approved.keys() | shown.keys()):
        left, right = shown.get(key, 0), approved.get(key, 0)
        if left != right:
            name, a, b = " ".join(part for part in key if part), YUAN.show(left), YUAN.show(right)
            yield Wrong(f"公开数 {a} 与批复数 {b} 不一致：{name}", lines_of(lines, key) or at(DirectLine), a, b)


def group_of(line: BudgetLine) -> tuple[str, ...]:
    """Return by what lines are summed in `sums_of`."""
    return line.side, line.function, line.economic, line.nature, line.project, line.fund, line.carry


def lines_of(lines: Sequence[BudgetLine], key: tuple[str, ...]) -> Place | None:
    """Return the lines of a group of `sums_of`; None where it has none."""
    keys = tuple(line.key for line in lines if group_of(line) == key)
    return Place(lines=keys) if keys else None


def sums_of(lines: list[BudgetLine]) -> dict[tuple[str, ...], Fen]:
    """Return the sums of lines by side, function, economic, nature, project, fund and carry, in 分."""
    sums: dict[tuple[str, ...], Fen] = {}
    for line in lines:
        key = group_of(line)
        sums[key] = sums.get(key, 0) + line.amount
    return sums


@check("C87", "在规定期限内公开", W)
def published_in_time(disclosure: Disclosure) -> Iterator[Wrong]:
    """Publish date − approval date ≤ the days of the law (a dated national parameter)."""
    approved = publish_by.approval_day(disclosure.facts, disclosure.approved)
    if approved is None:
        raise NotApplicable("没有填写批复日期")
    limit = publish_by.days_after(approved)
    published = policy.read_day(disclosure.facts.release.published_on)
    days = ((published or date.today()) - approved).days
    if published is not None and days < 0:
        message = f"公开日期 {published} 早于批复日期 {approved}，请核对这两个日期"
        yield Wrong(message, at(disclosure.facts.release, "published_on"))
    if limit is None:
        raise NotChecked(f"没有 {approved} 时有效的公开期限参数")
    if days > limit:
        message = f"距批复已 {days} 天，超过 {limit} 日公开期限"
        yield Wrong(message, at(disclosure.facts.release, "published_on"))


def day_problem(text: str) -> bool:
    """Tell whether a text is neither empty nor a day."""
    return bool(text) and policy.read_day(text) is None


@check("C88", "导出内容不含个人信息", E)
def no_personal_data(disclosure: Disclosure) -> Iterator[Wrong]:
    """No ID number, card number or value that the records mark as personal; a personal mobile number is a warning."""
    places, codes = list(_exported(disclosure)), codes_in(disclosure.facts)
    for where, text in places:
        for message, severity in numbers_in(text, codes):
            yield Wrong(message, where, severity=severity)
    named = [(str(number), text) for number, (_, text) in enumerate(places)]
    for number, value in found(values_in(disclosure.facts), named):
        yield Wrong(f"导出内容含{value.label}的内容“{value.text}”，请删除", places[int(number)][0])


def _exported(disclosure: Disclosure) -> Iterator[tuple[Place, str]]:
    for paragraph in disclosure.narrative.paragraphs:
        yield Place(figure=paragraph.key, entry="说明"), paragraph.text
    for table in disclosure.tables:
        words = [cell.text for row in table.grid for cell in row if cell.kind == "text"]
        yield Place(table=table.label), "\n".join([*words, *(lead.cell.text for lead in table.lead)])
    noted = {kind.TABLE: kind for kind in RECORD_TYPES}
    for note in disclosure.facts.remarks:
        if note.leaves:
            yield replace(at(noted[note.record_table]), record_id=note.record_id), note.text


@check("C89", "完成保密审查和审签", E)
def release_record(disclosure: Disclosure) -> Iterator[Wrong]:
    """Release record: result, reviewer and date of the secrecy review, and the sign-off, are there."""
    _published(disclosure)
    release = disclosure.facts.release
    owed = [
        (name, field)
        for name, field in (
            ("保密审查结果", "secrecy_result"),
            ("保密审查人", "secrecy_by"),
            ("保密审查日期", "secrecy_on"),
            ("审签人", "signed_by"),
            ("审签日期", "signed_on"),
        )
        if not getattr(release, field)
    ]
    if owed:
        listed = "、".join(name for name, _ in owed)
        message = f"未完成保密审查和审签，缺少{listed}，不能生成公开包"
        yield Wrong(message, at(release, owed[0][1]))


@check("C90", "签章人齐全", W)
def signers(disclosure: Disclosure) -> Iterator[Wrong]:
    """单位负责人, 财务负责人, 填表人, date and phone are filled in from 二上 on."""
    if disclosure.facts.budget.stage not in SUBMITTED:
        raise NotApplicable("尚未到报送阶段")
    for role, name in ROLES:
        if not getattr(disclosure.facts.release, name):
            yield Wrong(f"缺少签章人：{role}，请在公开审批记录中补充", at(disclosure.facts.release, name))


@check("C91", "已接受的警告都有说明", E)
def accepted_with_reason(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every accepted warning has a reason; overrides of errors are printed with theirs."""
    if not disclosure.facts.acceptances:
        raise NotApplicable("没有接受过警告")
    for entry in disclosure.facts.acceptances:
        if not entry.reason.strip():
            message = f"有未说明的警告：{entry.code} {entry.subject}，请填写理由"
            yield Wrong(message, Place(entry="检查"))


@check("C92", "不暴露个人或涉密信息", W)
def nothing_confidential(disclosure: Disclosure) -> Iterator[Wrong]:
    """Amounts that are one person's need a decision before they are published."""
    _published(disclosure)
    release = disclosure.facts.release
    if not release.secrecy_result:
        raise NotChecked("没有保密审查结果")
    if not disclosure.facts.people:
        raise NotChecked("没有录入人员，不知道哪些科目只涉及 1 人")
    for status in (PersonStatus.VETERAN, PersonStatus.DEPENDANT):
        people = [person for person in disclosure.facts.people if person.status == status]
        if sum(person.headcount for person in people) == 1:
            message = f"{status}只有 1 人，相应科目金额可能暴露个人信息，请确认是否合并列示"
            yield Wrong(message, at(next(person for person in people if person.headcount), "status"))


@check("C97", "不宜公开的项目已决定公开方式", E)
def decided_how_published(disclosure: Disclosure) -> Iterator[Wrong]:
    """At every stage: whoever gets a file sees the project, so no file is final before this is decided."""
    if not any(project.confidential for project in disclosure.facts.projects):
        raise NotApplicable("没有标为不宜公开的项目")
    ways = "、".join(PublishedAs)
    for project in withheld.undecided(disclosure.facts):
        message = f"项目“{project.name}”标为不宜公开，还没有决定怎样公开：请在“项目”页的“公开方式”列选择（{ways}）"
        yield Wrong(f"{message}；决定之前导出的都是草稿，不印它的名称", at(project, "published_as"))


@check("C98", "不列名的项目没有在文字中出现", E)
def named_nowhere(disclosure: Disclosure) -> Iterator[Wrong]:
    """No printed text has the name or goal of a project that is published without its name, this year's or last year's.

    Names of the unit and of projects that are listed may contain it.
    """
    before = withheld.ended(disclosure.facts, disclosure.last)
    hidden = [*(project for project in disclosure.facts.projects if withheld.is_withheld(project)), *before]
    if not hidden:
        raise NotApplicable("没有不列名的项目")
    others = [disclosure.facts.unit.name, *(p.name for p in disclosure.facts.projects if p not in hidden)]
    telling = [words for p in hidden for words in (p.name.strip(), p.goal.strip()) if len(words) >= TELLING]
    for where, text in _exported(disclosure):
        left = text
        for name in sorted(others, key=len, reverse=True):
            left = left.replace(name, "")
        for words in telling:
            if words in left:
                around = _around(left, words)
                message = f"“{words[:20]}”属于不列名的项目，仍然出现在“{around}”，请改写这段文字"
                yield Wrong(message, where if where.table else _written_at(disclosure, words))
    yield from _nearly_named(disclosure, hidden, others)
    for project in hidden:
        if len(project.name) < TELLING:
            message = f"项目名称“{project.name}”太短，没有核对说明文字中是否提到，请自行核对"
            where = at(DirectLine, "last") if project in before else at(project, "name")
            yield Wrong(message, where, severity=W)


@check("C99", "账本选用的版式可以使用", E)
def layout_as_chosen(disclosure: Disclosure) -> Iterator[Wrong]:
    """The tables and sentences are those of the layout the book asks for, and it could write all of them."""
    if disclosure.form_problem:
        yield Wrong(disclosure.form_problem, at(LayoutChoice))
    yield from reported(disclosure.narrative.findings, "C99")


@check("C100", "单位和汇总范围齐全", E)
def units_whole(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each unit of a view has a budget of its year and stage; units form a tree and are told apart."""
    for problem in disclosure.unit_problems:
        yield Wrong(problem, Place(entry="单位"))
    for note in disclosure.unit_notes:
        yield Wrong(note, Place(entry="单位"), severity=W)


NEARLY = 6
"""Characters of a name in one piece, and two thirds of the name, by which a reader may know the project."""


def _nearly_named(disclosure: Disclosure, hidden: Sequence[Project], others: Sequence[str]) -> Iterator[Wrong]:
    """Warn of a person's text that has most of the name of a project, though not the whole of it."""
    written = {**disclosure.facts.texts, **disclosure.facts.reasons}
    listed = re.compile("|".join(map(re.escape, sorted(filter(None, others), key=len, reverse=True))))
    for key, words in written.items():
        text = listed.sub("\n", words)
        for name in (project.name.strip() for project in hidden if project.name.strip() not in text):
            length = max(NEARLY, -(-len(name) * 2 // 3))
            at = next((at for at in range(len(name) - length + 1) if name[at : at + length] in text), -1)
            if at >= 0:
                end = next((end for end in range(len(name), at, -1) if name[at:end] in text), len(name))
                message = f"“{_around(text, name[at:end])}”中的“{name[at:end]}”与不列名的项目“{name}”相近"
                yield Wrong(f"{message}，请确认读者看不出是哪个项目", Place(figure=key), severity=W)


def _written_at(disclosure: Disclosure, words: str) -> Place:
    """Return the person's text that has the words, so that the finding leads to its editor."""
    written = {**disclosure.facts.texts, **disclosure.facts.reasons}
    return Place(figure=next((key for key, text in written.items() if words in text), ""), entry="说明")


def _around(text: str, words: str) -> str:
    """Return a few characters on both sides of words in a text, for a person to find them."""
    at = text.index(words)
    return text[max(0, at - 8) : at + len(words) + 8].replace("\n", " ")


@check("C144", "公开信息填写齐全", Severity.INFO)
def told_to_the_public(disclosure: Disclosure) -> Iterator[Wrong]:
    """At 公开: who answers questions, when and where it is published, and by which document it was approved."""
    _published(disclosure)
    release, texts = disclosure.facts.release, disclosure.facts.texts
    by_text = texts.get("contact", "")  # a sentence of one's own about whom to ask
    entries = (
        ("公开联系人", "contact", release.contact or by_text),
        ("联系电话", "phone", release.phone or by_text),
        ("公开日期", "published_on", release.published_on),
        (WEBSITE_LABEL, WEBSITE, texts.get(WEBSITE, "")),
        ("批复文号", "approval_number", release.approval_number),
    )
    if owed := [(name, field) for name, field, text in entries if not text.strip()]:
        listed = "、".join(name for name, _ in owed)
        message = f"还没有填写{listed}；请在公开审批记录中补充，填了才印在说明最后"
        yield Wrong(message, at(release, owed[0][1]))
