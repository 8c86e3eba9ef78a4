"""Group C: staffing and vehicles, C31–C38, C145. Heads always come from the roster.

Rules, sources and what is not seen: resources/rules/checks/staffing.md.
"""

from collections.abc import Iterator

from desktop.catalog import assets
from desktop.catalog.measures import make_filter
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, computed_with, reported
from desktop.compute import quota_bases
from desktop.compute.operating import IN_POST, at_base_date, heads
from desktop.compute.people import payee_findings, staff
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.records import Asset, Establishment, Person
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import PersonKind, PersonStatus
from desktop.money import YUAN

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _people(disclosure: Disclosure) -> tuple[Person, ...]:
    if not disclosure.facts.people:
        raise NotApplicable("没有录入人员")
    return disclosure.facts.people


@check("C31", "在职人数不超过编制", W)
def within_establishment(disclosure: Disclosure) -> Iterator[Wrong]:
    """In-post heads ≤ 编制, by kind; kinds without posts of their own count against all posts together."""
    _people(disclosure)
    if not disclosure.facts.establishments:
        raise NotChecked("没有录入编制数")
    people = at_base_date(disclosure.facts)
    entered = {entry.kind: entry for entry in disclosure.facts.establishments}
    posts = {kind: entry.posts for kind, entry in entered.items()}
    pooled = any(person.kind not in posts for person in people if person.status in IN_POST)
    for kind, allowed in sorted(posts.items()):
        count = heads(tuple(p for p in people if p.kind == kind), IN_POST)
        if count > allowed and not pooled:
            yield Wrong(f"{kind}在职 {count} 人，超过编制 {allowed} 名，请说明原因", at(entered[kind], "posts"))
    everyone, all_posts = heads(people, IN_POST), sum(posts.values())
    if pooled and everyone > all_posts:
        yield Wrong(f"在职 {everyone} 人，超过编制 {all_posts} 名，请说明原因", at(Establishment))


@check("C32", "各类人员之和等于总人数", E)
def categories_add_up(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ categories = total heads: everybody stands in exactly one known category."""
    kinds, statuses = frozenset(PersonKind), frozenset(PersonStatus)
    for person in _people(disclosure):
        if person.kind not in kinds or person.status not in statuses:
            message = f"人员 {person.code} 的类别“{person.kind}/{person.status}”无法归类，各类人员相加将不等于总人数"
            yield Wrong(message, at(person, "status" if person.kind in kinds else "kind"))


@check("C33", "文字与花名册人数一致", E)
def heads_in_text(disclosure: Disclosure) -> Iterator[Wrong]:
    """Heads in the narrative are those of the roster at the base date; a text without heads has none to compare."""
    printed = disclosure.narrative.figures.get("staff_total")
    if printed is None:
        raise NotApplicable("本版式的说明和表格不列人数")
    if not disclosure.facts.people:
        raise NotChecked("没有录入人员，说明中的人数待填写")
    count = heads(at_base_date(disclosure.facts), IN_POST)
    if printed.shown != str(count):
        message = f"说明中的实有人数 {printed.shown} 与花名册 {count} 不一致"
        yield Wrong(message, Place(figure="staff_total"), printed.shown, str(count))


SPLITS = (
    ("staff_total", ("staff_civil_service_ref", "staff_technical", "staff_management", "staff_worker")),
    ("staff_total", ("staff_administrative", "staff_public_institution")),
    ("establishment_total", ("establishment_administrative", "establishment_public_institution")),
)
"""Figures of heads and posts, and the kinds they are divided into where a text prints them all."""


@check("C145", "说明中各类人数之和等于总数", E)
def kinds_in_text_add_up(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ kinds = total in every sentence that divides staff or posts; what is still to be entered is a gap there."""
    figures, seen = disclosure.narrative.figures, False
    for total, kinds in SPLITS:
        printed = [figures[name] for name in (total, *kinds) if name in figures]
        if len(printed) <= len(kinds) or any(figure.missing for figure in printed):
            continue
        seen = True
        stated, added = printed[0].shown, str(sum(int(figure.shown) for figure in printed[1:]))
        if stated != added:
            listed = "、".join(f"{figure.label} {figure.shown}" for figure in printed[1:])
            message = f"说明中{printed[0].label} {stated}，各类之和 {added}（{listed}），请核对人员类别和岗位"
            yield Wrong(message, Place(figure=total), stated, added)
    if not seen:
        raise NotApplicable("说明中没有各类人数")


@check("C34", "在职月数合理", W)
def months_fit(disclosure: Disclosure) -> Iterator[Wrong]:
    """The first month does not come after the last; a change within the year changes something, and not too late."""
    for person in _people(disclosure):
        if person.last_month < person.first_month:
            span = f"{person.first_month} 月至 {person.last_month} 月"
            message = f"人员 {person.code} 的在职月数（{span}）与进出日期不符，请核对"
            yield Wrong(message, at(person, "first_month"))
    for person, month, what in payee_findings.too_late(disclosure.facts):
        message = (
            f"人员 {person.code} 的截止月是 {person.last_month} 月，{month} 月的{what}没有计入预算；"
            "退休等以后仍由本单位发放的，截止月填到最后发放的月份；确已离开的，删去这一条"
        )
        yield Wrong(message, at(person, "last_month"))
    for row, change in payee_findings.changing_nothing(disclosure.facts):
        reason = f"，{change.what}" if change.what else ""
        yield Wrong(
            f"年内变动第 {row} 行（{change.month} 月{reason}）没有写变成什么，测算仍按变动前的情况；"
            f"请在“状态”“职级”等栏填写新的情况，或在“年内工资变动”录入 {change.month} 月起的工资",
            at(change, "status"),
        )


@check("C35", "公用定额人数等于花名册人数", E, whole_roster=True)
def quota_heads(disclosure: Disclosure) -> Iterator[Wrong]:
    """Heads used by every per-head quota = roster count at the base date; a split shows the heads it implies.

    A quota of what the unit counts itself (学生数, 床位数 …) and has not entered is not checked: nothing was computed.
    Such quotas, and splits of any, are there without a roster too.
    """
    if not (disclosure.facts.quota_splits or disclosure.facts.basis_counts):
        _people(disclosure)
    values = computed_with(disclosure)
    yield from reported(disclosure.drafted.findings, "C35")
    for entry, asked in quota_bases.asked_by_none(values.policy, disclosure.facts):
        message = (
            f"定额计算基数“{entry.basis}”的“{entry.name}”（{entry.amount}）没有定额使用，没有计算；"
            f"参数包中用到的名称有：{'、'.join(asked)}；请改成其中的名称，或在参数包中补充定额"
        )
        yield Wrong(message, at(entry, "name"), severity=W)
    unknown = [rule for rule in values.policy.quotas if quota_bases.is_unknown(rule, disclosure.facts)]
    if unknown:
        names = "、".join(f"“{rule.label}”（{rule.basis}）" for rule in unknown)
        raise NotChecked(f"没有填全定额计算基数，{names}没有计算或没有算全；如不适用，请填 0")


@check("C36", "编外和退休人员不计入编制和定额", W, whole_roster=True)
def outsiders_not_counted(disclosure: Disclosure) -> Iterator[Wrong]:
    """编外, 遗属 and retired people get no line that only people in post have."""
    outside = {p.id: p for p in _people(disclosure) if staff.status_of(p) in ("编外", "遗属", "离休", "退休")}
    if not outside:
        raise NotApplicable("没有编外、遗属和离退休人员")
    computed_with(disclosure)
    for line in disclosure.drafted.lines:
        person = outside.get(line.origin.record_id) if line.origin.table == "person" else None
        if person is not None and line.economic in ("30108", "30109", "30113"):
            message = f"{staff.status_of(person)}人员 {person.code} 被计入“{line.origin.rule}”，请核对人员状态"
            yield Wrong(message, at(person, "status"))


@check("C37", "人员不重复", E)
def no_duplicates(disclosure: Disclosure) -> Iterator[Wrong]:
    """No duplicate person; in any month a person has one status."""
    seen: dict[str, list[Person]] = {}
    for person in _people(disclosure):
        for other in seen.get(person.code, []) if person.code else []:
            if max(person.first_month, other.first_month) <= min(person.last_month, other.last_month):
                message = f"人员 {person.code} 重复：同一月份既是{other.status}又是{person.status}"
                yield Wrong(message, at(person, "code"))
        seen.setdefault(person.code, []).append(person)
    if "" in seen:
        raise NotChecked(f"有 {len(seen[''])} 行人员没有编号，不能核对是否重复")


@check("C38", "公务用车与运行费对应", W)
def vehicles_and_running_cost(disclosure: Disclosure) -> Iterator[Wrong]:
    """30231 > 0, whoever pays it, ⇔ vehicles > 0; equipment is no vehicle, and an entry that may be one is named."""
    where = make_filter({"side": ["支出"], "economic": ["30231"]}, "staffing")
    cost = disclosure.cube.sum(where)
    count = assets.vehicles(disclosure.facts.assets)
    unclear = [asset for asset in disclosure.facts.assets if asset.stock and assets.unclear(asset.kind)]
    if not cost and not count and not unclear:
        raise NotApplicable("没有车辆，也没有车辆运行费")
    for asset in unclear:
        message = f"“{asset.kind}”没有计入车辆数；如是车辆，请把名称改为以“车”结尾，例如“其他用车”"
        yield Wrong(message, at(asset, "kind"), severity=INFO)
    posts = disclosure.facts.unit.vehicle_posts
    if posts is not None and count > posts:
        message = f"车辆 {count} 辆，超过车辆编制 {posts} 辆，请说明原因"
        yield Wrong(message, at(disclosure.facts.unit, "vehicle_posts"))
    if bool(cost) != bool(count):
        ids = disclosure.cube.keys(disclosure.select(where))
        both = f"（{count} 辆 / {YUAN.show(cost)} 元）"
        message = f"有车，没有公务用车运行维护费{both}，请核对"
        if cost:
            entered = "没有车" if disclosure.facts.assets else "没有录入车辆"
            message = f"{entered}，却有公务用车运行维护费{both}，请核对车辆或支出"
        yield Wrong(message, Place(lines=ids) if ids else at(Asset))
