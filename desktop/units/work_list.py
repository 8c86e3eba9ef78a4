"""What the calendar of the year asks now (工作清单): the stage, what is owed at it, until when, who waits for whom.

All of it is derived from the book, its checks and the dated parameters. A date that nobody knows is said to be unknown.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from desktop.catalog import editions, policy
from desktop.compute import publish_by
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Finding, Severity, Status
from desktop.layouts.form import years
from desktop.ledger import stages
from desktop.ledger.book import Book
from desktop.ledger.records import TakenIn
from desktop.ledger.vocabulary import Stage, order_of
from desktop.units.unit_lines import has_content
from desktop.units.views import View


class State(StrEnum):
    """How far a thing is: done, to be done by this unit, waited for from others, to be done at a later stage."""

    OWED = "待办"
    WAITING = "等待"
    LATER = "以后"
    DONE = "已办"


PLACES = {
    "last_year": "“导入”菜单的“导入上年公开数”",
    "roster": "“导入”菜单的“导入花名册”",
    "people": "“人员”页",
    "projects": "“项目”页",
    "lines": "“支出与上年”页",
    "checks": "“检查”页",
    "narrative": "“说明”页",
    "控制数": "“项目”页的“控制数”",
    "批复变动": "“项目”页的“批复变动”",
    "预算调整": "“项目”页的“预算调整”",
    "未在本软件编制的阶段": "“项目”页的“未在本软件编制的阶段”",
    "stage": "“年度与阶段”菜单",
    "release": "“单位”页的“公开审批记录”",
    "layout": "“年度与阶段”菜单的“版式设置”",
    "units": "左侧的单位",
}
"""Where in the window something is done, by the key that leads there."""

OWN, BUREAU = "本单位", "财政部门或主管部门"
NOTICE = "由当地财政部门的通知规定，账本中没有"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the list, in Chinese. place: a key of PLACES; who: whom it waits for.

    until: the last day, None where there is none or it is unknown; unknown: why it is not known, empty where it is.
    """

    what: str
    state: State
    place: str
    who: str = OWN
    until: date | None = None
    unknown: str = ""

    @property
    def term(self) -> str:
        """Until when, in Chinese; empty where nothing sets a term."""
        return f"{self.until.isoformat()} 以前" if self.until else self.unknown and f"期限未知：{self.unknown}"


_STEPS = {
    Stage.DRAFT: ("编制草稿，完成后转入“一上”", State.OWED, OWN, "草稿已冻结，转入“一上”"),
    Stage.FIRST_UP: (
        "完成一上，冻结后报送",
        State.WAITING,
        BUREAU,
        "一上已冻结，等待控制数；收到后转入“一下控制数”并导入控制数",
    ),
    Stage.FIRST_DOWN: ("录入控制数，按控制数压减后转入“二上”", State.OWED, OWN, "一下已冻结，转入“二上”"),
    Stage.SECOND_UP: (
        "完成二上，冻结后报送",
        State.WAITING,
        BUREAU,
        "二上已冻结，等待批复；收到后转入“批复”并导入批复数",
    ),
    Stage.APPROVED: ("核对批复数，填写批复文号和日期，转入“公开”", State.OWED, OWN, "批复稿已冻结，转入“公开”"),
    Stage.DISCLOSED: ("完成公开稿，生成公开文件后冻结", State.DONE, OWN, "公开稿已冻结"),
    Stage.ADJUSTED: ("逐笔录入预算调整，完成后冻结", State.DONE, OWN, "调整预算已冻结"),
}
"""What each stage asks while it is worked at; how it stands once it is frozen, whom it waits for then, and what for."""

DATED_BY_NOTICE = (Stage.DRAFT, Stage.FIRST_UP, Stage.FIRST_DOWN, Stage.SECOND_UP)
OF_CONTROLS = ("C85", "C49")
OF_RELEASE = ("C89", "C90")
OF_APPROVED = "C119"
APART = (*OF_CONTROLS, *OF_RELEASE, OF_APPROVED, "C87", "C100", "C130")
"""Checks that have entries of their own; all others are counted."""


def of_book(book: Book, disclosure: Disclosure, view: View | None, today: date) -> list[Entry]:
    """Return the list of one unit, or of several shown as one (汇总): what is to be done first. The checks are run."""
    facts = disclosure.facts
    known = [Stage(each.stage) for each in stages.of_year(book, facts.budget)]
    found = [*of(disclosure, known, today), *(_units(book, view) if view is not None else ())]
    has_others = view is not None or any(unit.parent_id == facts.unit.id for unit in book.units())
    if not (has_others or facts.budget.frozen_at or has_content(facts)):
        found[:0] = _beginning(disclosure)
    order = list(State)
    return sorted(found, key=lambda entry: (order.index(entry.state), entry.until or date.max))


def _beginning(disclosure: Disclosure) -> Iterator[Entry]:
    """The ways to begin a budget in which nothing was entered, that of least effort first; each may be left out."""
    if disclosure.last is None:
        yield Entry("还没有录入本年预算：先读入上年公开的文件，上年数与本年并列，可以作底稿", State.OWED, "last_year")
    else:
        yield Entry("还没有录入本年预算：上年数已有，可以用“年度与阶段”中的“以上年为底稿”", State.OWED, "stage")
    yield Entry("导入工资表或花名册，人员经费由此算出；没有文件的在“人员”页录入", State.OWED, "roster")
    if not disclosure.facts.budget.policy:
        yield Entry("选用政策参数；本地的标准点“本地标准…”回答一页问题", State.OWED, "people")
    yield Entry("录入项目；其他支出也可以直接录入“支出与上年”", State.OWED, "projects")


def of(disclosure: Disclosure, known: Sequence[Stage], today: date) -> Iterator[Entry]:
    """Yield what the calendar asks of a budget; known: the stages its unit has of this year in the book."""
    stage = Stage(disclosure.facts.budget.stage)
    yield from _stage(disclosure, stage, known)
    yield from _approved(disclosure)
    yield from _published(disclosure, stage, today)
    yield from _elsewhere(disclosure, stage, known)
    yield from _controls(disclosure, stage)
    yield from _layout(disclosure)
    yield from _subjects(disclosure)
    yield from _texts(disclosure, stage)
    yield from _release(disclosure, stage)
    yield from _checks(disclosure)
    for finding in _of_codes(disclosure, "C100"):
        yield Entry(finding.message, State.OWED, "units")


def _stage(disclosure: Disclosure, stage: Stage, known: Sequence[Stage]) -> Iterator[Entry]:
    facts = disclosure.facts
    later = [each for each in known if order_of(each) > order_of(stage)]
    doing, state, who, done = _STEPS[stage]
    if facts.taken_in:
        yield Entry(f"“{stage}”是装入的，由单位自己修改后重新传出", State.DONE, "units")
    elif later:
        yield Entry(f"“{stage}”已结束，后面是“{later[0]}”", State.DONE, "stage")
    elif facts.budget.frozen_at:
        yield Entry(done, state, "stage", who, unknown=NOTICE if state is State.WAITING else "")
    else:
        yield Entry(doing, State.OWED, "stage", unknown=NOTICE if stage in DATED_BY_NOTICE else "")
        if stage is Stage.ADJUSTED and not facts.adjustments:
            yield Entry("还没有录入预算调整（每笔写明文号）", State.OWED, "预算调整")


def _approved(disclosure: Disclosure) -> Iterator[Entry]:
    """Figures approved otherwise than drafted that the lines do not follow yet."""
    for outcome in disclosure.outcomes:
        if outcome.code == OF_APPROVED:
            notes = [outcome.note] if outcome.status is Status.NOT_CHECKED else []
            for text in (*(_short(each) for each in _of_codes(disclosure, OF_APPROVED)), *notes):
                yield Entry(text, State.OWED, "批复变动")
            if outcome.status is Status.PASSED:
                yield Entry("支出与取得的批复数一致", State.DONE, "批复变动")


def _published(disclosure: Disclosure, stage: Stage, today: date) -> Iterator[Entry]:
    """Until when it must be published: days after the approval, where both are known."""
    if stage not in (Stage.APPROVED, Stage.DISCLOSED):
        return
    approved = publish_by.approval_day(disclosure.facts, disclosure.approved)
    if approved is None:
        yield Entry("填写批复日期，公开期限从这一天算起", State.OWED, "release", unknown="没有填写批复日期")
        return
    last, published = publish_by.last_day(approved), policy.read_day(disclosure.facts.release.published_on)
    unknown = "" if last else f"没有 {approved} 时有效的公开期限参数"
    if published is not None and published <= today:
        late = f"，晚于期限 {(published - last).days} 天" if last and published > last else ""
        yield Entry(f"已于 {published} 公开{late}", State.DONE, "release", until=last, unknown=unknown)
        return
    passed = f"，已过期限 {(today - last).days} 天" if last and today > last else ""
    yield Entry(f"{approved} 批复，公开并填写公开日期{passed}", State.OWED, "release", until=last, unknown=unknown)


def _elsewhere(disclosure: Disclosure, stage: Stage, known: Sequence[Stage]) -> Iterator[Entry]:
    """Stages before this one that were not made here, with their documents or without."""
    documents = {each.stage: each.reference.strip() for each in disclosure.facts.elsewhere}
    for each in list(Stage)[1 : order_of(stage)]:
        place = "未在本软件编制的阶段"
        if document := documents.get(str(each)):
            yield Entry(f"“{each}”未在本软件编制（{document}）", State.DONE, place)
        elif each not in known and each not in stages.NOT_OWED.get(stage, ()):
            yield Entry(f"“{each}”没有在本软件编制，也没有写明文号", State.OWED, place)


def _controls(disclosure: Disclosure, stage: Stage) -> Iterator[Entry]:
    facts = disclosure.facts
    if stage is Stage.ADJUSTED:
        return
    if not facts.controls and not any(project.control is not None for project in facts.projects):
        if stage in (Stage.FIRST_DOWN, Stage.SECOND_UP):
            yield Entry("没有录入一下控制数，不能核对是否超过", State.OWED, "控制数")
        return
    over = _of_codes(disclosure, *OF_CONTROLS)
    notes = [o.note for o in disclosure.outcomes if o.code in OF_CONTROLS and o.status is Status.NOT_CHECKED]
    for text in (*(_short(finding) for finding in over), *notes):
        yield Entry(text, State.OWED, "控制数")
    if not over and not notes:
        yield Entry("没有超过控制数，或已写明理由", State.DONE, "控制数")


def _subjects(disclosure: Disclosure) -> Iterator[Entry]:
    """The subjects of the year, where a newer edition than that of this computer is known to exist."""
    if missing := editions.edition(disclosure.facts.budget.year).missing:
        yield Entry(missing, State.OWED, "checks")


def _layout(disclosure: Disclosure) -> Iterator[Entry]:
    form, year = disclosure.form, disclosure.facts.budget.year
    if disclosure.form_problem:
        yield Entry(disclosure.form_problem, State.OWED, "layout")
    if open_ := _of_codes(disclosure, "C130"):
        yield Entry(_short(open_[0]), State.OWED, "layout")
    elif not form.fits(year):
        found = next((each.message for each in disclosure.findings if each.code == "C130"), "")
        yield Entry(found or f"版式“{form.title}”适用{years.span(form)}", State.DONE, "layout")
    else:
        yield Entry(f"版式“{form.title}”适用{years.span(form)}", State.DONE, "layout")


def _texts(disclosure: Disclosure, stage: Stage) -> Iterator[Entry]:
    """Texts, reasons and gaps of the text: owed once it is approved and to be published, later before that."""
    texts = disclosure.facts.texts
    required = [spec.label for spec in disclosure.form.texts if spec.required and not texts.get(spec.key)]
    reasons = [f"{disclosure.figures.get(key).label}的增减原因" for key in disclosure.narrative.owed]
    gaps = [gap for paragraph in disclosure.narrative.paragraphs for gap in paragraph.gaps]
    waiting = list(dict.fromkeys([*required, *reasons, *gaps]))
    if not waiting:
        yield Entry("说明的文字和原因已写", State.DONE, "narrative")
        return
    state = State.OWED if stage in (Stage.APPROVED, Stage.DISCLOSED) else State.LATER
    yield Entry(f"说明中待写 {len(waiting)} 处：{'、'.join(waiting)}", state, "narrative")


def _release(disclosure: Disclosure, stage: Stage) -> Iterator[Entry]:
    open_ = _of_codes(disclosure, *OF_RELEASE)
    for finding in _of_codes(disclosure, "C87"):
        yield Entry(_short(finding), State.OWED, "release")
    for outcome in disclosure.outcomes:
        texts = [_short(finding) for finding in open_ if finding.code == outcome.code]
        if texts:
            text = texts[0] if len(texts) == 1 else f"{outcome.title}：还缺 {len(texts)} 项"
            yield Entry(text, State.OWED, "release")
    if stage is Stage.DISCLOSED and not open_:
        yield Entry("保密审查、审签和签章人已填写", State.DONE, "release")


def _checks(disclosure: Disclosure) -> Iterator[Entry]:
    rest = [finding for finding in disclosure.to_do if finding.code not in APART]
    counts = [
        (name, sum(each.severity is severity for each in rest))
        for name, severity in (("错误", Severity.ERROR), ("警告", Severity.WARNING))
    ]
    if rest:
        text = "，".join(f"{name} {count} 项" for name, count in counts if count)
        yield Entry(f"检查还有{text}没有处理", State.OWED, "checks")
    else:
        yield Entry("其他检查没有要处理的问题", State.DONE, "checks")


def _units(book: Book, view: View) -> Iterator[Entry]:
    """Whether each unit has ended the stage that all are at; one that has not is waited for."""
    for part in view.parts:
        if part.unit.id == view.unit.id:
            continue
        budget = part.budget
        taken = bool(book.records(TakenIn, budget_id=budget.id))
        ready = budget.stage == view.budget.stage and bool(budget.frozen_at)
        how = "已装入" if taken else "已冻结" if budget.frozen_at else "编制中"
        text = f"“{part.unit.name}”在“{budget.stage}”，{how}"
        yield Entry(text, State.DONE if ready else State.WAITING, "units", part.unit.name)


def _of_codes(disclosure: Disclosure, *codes: str) -> list[Finding]:
    return [finding for finding in disclosure.to_do if finding.code in codes]


def _short(finding: Finding) -> str:
    """Return what a finding says, without how it could be mended."""
    return finding.message.partition("；")[0]
