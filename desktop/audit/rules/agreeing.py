"""What several sentences say of one thing: the same amount, the same change; income as much as spending.

Rules, sources and what is not seen: resources/rules/audit/agreeing.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit import bearing
from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import (
    more_than,
    of_other_money,
    of_own_money,
    of_several,
    of_this_year,
    same_digits,
    with_carried,
)
from desktop.audit.sentences.nouns import of_one_unit, pays, straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL, Subject
from desktop.findings import Severity
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
Key = tuple[str, str, str, str]
WHOLES = {
    **{"人员经费": "基本支出", "公用经费": "基本支出", "基本支出": TOTAL, "项目支出": TOTAL},
    **{"公务用车运行费": "公务用车购置及运行费", "公务用车购置费": "公务用车购置及运行费"},
    **{"公务接待费": "三公经费", "公务用车购置及运行费": "三公经费"},
}
"""What is a part of what, wherever in the document the two stand."""

OF_ALL = {"总额", "资金", "结构", "基本"}
"""Kinds whose explained changes are of all of the unit."""


def facts(text: Statements) -> dict[Key, list[Statement]]:
    """Return the amounts by what they are of; funds that are all there is bear the name of the total."""
    found: dict[Key, list[Statement]] = defaultdict(list)
    for value in text.values:
        if value.key and (not text.year or value.year in {0, text.year}):
            for side in ("收入", "支出") if value.key[2] == "收支" else (value.key[2],):
                found[(*value.key[:2], side, value.key[3])].append(value)
    return _merged(found)


def _merged(found: dict[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    merged: dict[Key, list[Statement]] = defaultdict(list)
    for key, values in found.items():
        merged[_scope(found, key)] += values
    return {key: list({id(value): value for value in values}.values()) for key, values in merged.items()}


def _scope(found: dict[Key, list[Statement]], key: Key) -> Key:
    """Return a key with the widest fund that holds no other money: all spending is of the public budget, say."""
    owner, fund, side, name = key
    three = found.get((owner, fund, "", "三公经费")) if _is_three(found[key]) else None
    total = three or found.get((owner, fund, "支出", TOTAL))
    for wider in ("", "财政拨款"):
        totals_of = found.get((owner, wider, "", "三公经费") if three else (owner, wider, "支出", TOTAL))
        if fund not in {"", wider} and total and totals_of and total[0].amount.fen == totals_of[0].amount.fen:
            return owner, wider, side, name
    return key


def _is_three(values: list[Statement]) -> bool:
    return any(value.subject and value.subject.group == "三公" for value in values)


def values(document: Document) -> Answer:
    """A31: one thing has one amount wherever it stands."""
    text, findings, unsure, seen = read(document), [], [], 0
    for several in facts(text).values():
        stated = [each for each in several if not pays(each)]
        for first, other in ((stated[0], each) for each in stated[1:]):
            seen += 1
            if first.amount.fen == other.amount.fen:
                continue
            both = all(with_carried(text, each) for each in (first, other))
            of_all = first.subject is not None and first.subject.group in OF_ALL and not both
            carried = text.carried and (of_all or of_this_year(first) != of_this_year(other))
            if carried or of_one_unit(first) != of_one_unit(other):
                unsure.append(f"“{quote(first).text}”与“{quote(other).text}”：有结转资金或分单位写，两处口径可能不同")
                continue
            if of_several(text, first, other):
                unsure.append(f"“{quote(first).text}”与“{quote(other).text}”相差的数别处也写了，疑为分单位或分资金写")
                continue
            findings.append(_two(document, first, other))
            if findings[-1].severity is E:
                break
    unsure += [f"“{quote(v).text}”读不出是哪一项" for v in text.values if v.subject is None]
    return answer(findings, seen, unsure, "没有两处写同一项目")


def _two(document: Document, first: Statement, other: Statement) -> AuditFinding:
    big, small = sorted((first.amount.fen, other.amount.fen), reverse=True)
    unit = "，相差一万倍，单位疑有误" if small and big == small * 10_000 else ""
    message = f"{first.shown}一处为 {first.written}，另一处为 {other.written}{unit}"
    same = first.amount.half == other.amount.half
    apart = bearing.severity(document, (first, other), first.amount, other.amount)
    severity = apart if not first.amount.meets(other.amount) else W if same else INFO
    return finding("A31", severity, message, map(quote, (first, other)), figures((first, other)), "两处一致")


def changes(document: Document) -> Answer:
    """A32: one thing has one change wherever it stands."""
    text, findings, seen = read(document), [], 0
    known = _changes(text)
    for stated in known.values():
        name, first, own = stated[0]
        for _, other, of in stated[1:]:
            seen += 1
            if first.signed is None or other.signed is None or first.signed.meets(other.signed):
                continue
            apart = text.carried and own and of and not own.amount.meets(of.amount)  # with and without 结转
            if apart or {change.amount.unit for change in (first, other) if change.amount} == {"元", "万元"}:
                continue
            message = f"{name}的增减一处为 {wan(first.signed.fen)}，另一处为 {wan(other.signed.fen)}"
            degree = bearing.severity(document, [each for each in (own, of) if each], first.signed, other.signed)
            findings.append(finding("A32", degree, message, map(quote, (first, other)), (), "两处一致"))
            break
    return answer(findings, seen, (), "没有两处写同一项目的增减")


def _changes(text: Statements) -> dict[Key, list[tuple[str, Change, Statement | None]]]:
    """Return the changes by what they are of, with its name and the amount they stand behind."""
    plain = facts(text)
    found: dict[Key, list[tuple[str, Change, Statement | None]]] = defaultdict(list)
    owned: set[int] = set()
    for key, stated in plain.items():
        for value in stated:
            for change in value.changes:
                if change.signed is not None and not change.executed and straight(value, change):
                    found[key].append((value.shown, change, value))
                    owned.add(id(change))
    attached = {id(change) for value in text.values for change in (*value.changes, *value.unsure)}
    for change in text.changes:
        subject = change.subject
        if id(change) in attached or subject is None or not subject.clear or change.signed is None or change.executed:
            continue
        about = change.about.subject if change.about else None
        total = subject.name == TOTAL and change.reason
        if (subject.group in {"结构", "基本"} or total) and (not change.reason or (about and about.group in OF_ALL)):
            of_fund = about.fund if about and about.group in OF_ALL else ""  # 一般公共预算…，其中项目支出增加 8 万元
            alone = not of_fund or {key[1] for key in plain} <= {"", of_fund, subject.fund}
            place = _key_in(plain, replace(subject, fund=subject.fund or of_fund))
            if place and (alone or place[1] == of_fund):
                found[place].append((subject.shown, change, None))
    return found


def _key_in(plain: dict[Key, list[Statement]], subject: Subject) -> Key | None:
    """Return under which key a subject stands; None where several funds have one of that name."""
    same = [key for key in plain if key[0] == subject.owner and key[3] == subject.name]
    exact = [
        k for k in same if k[1] == subject.fund or any(v.subject and v.subject.fund == subject.fund for v in plain[k])
    ]
    return exact[0] if exact else None if same else subject.key


def balance(document: Document) -> Answer:
    """A33: income is as much as spending, and so are their changes."""
    text, findings, unsure, seen = read(document), [], [], 0
    found = facts(text)
    for (owner, fund, side, name), incomes in found.items():
        spending = found.get((owner, fund, "支出", TOTAL))
        if side != "收入" or name != TOTAL or not spending:
            continue
        seen += 1
        income, spent = incomes[0], spending[0]
        if not income.amount.meets(spent.amount):
            message = f"{income.shown} {income.written}，{spent.shown} {spent.written}，收支不等"
            if text.carried or _carries(text):
                unsure.append(f"{message}；有结转结余，口径可能不同")
            else:
                pair = (income, spent)
                degree = bearing.severity(document, pair, income.amount, spent.amount)
                findings.append(finding("A33", degree, message, map(quote, pair), figures(pair), "收入等于支出"))
            continue
        findings += _balanced_changes(incomes, spending)
    return answer(findings, seen, unsure, "没有同时写出收入和支出总数")


def _carries(text: Statements) -> bool:
    return any(
        re.search(r"结转|结余|弥补收支差额", passage.text) and re.search(r"\d万?元", passage.text)
        for passage in text.passages
    )


def _balanced_changes(incomes: list[Statement], spending: list[Statement]) -> Iterator[AuditFinding]:
    first, second = (
        [c for value in stated if value.amount.meets(own) for c in value.changes if c.signed and not c.executed]
        for stated, own in ((incomes, incomes[0].amount), (spending, spending[0].amount))
    )
    a, b = (each[0].signed if each else None for each in (first, second))
    if a and b and not a.meets(b):
        severity = E if (a.fen > 0) != (b.fen > 0) and abs(a.fen) == abs(b.fen) else W
        message = f"收支总数相等，收入增减 {wan(a.fen)}，支出增减 {wan(b.fen)}"
        yield finding("A33", severity, message, map(quote, (first[0], second[0])), (), "收支增减一致")


def wholes(document: Document) -> Answer:
    """A34: a part stated in one sentence is no more than its total stated in another."""
    findings, unsure, seen = [], [], 0
    text = read(document)
    found = facts(text)
    for (owner, fund, _, name), stated in found.items():
        totals_of = found.get((owner, fund, "支出" if WHOLES.get(name) == TOTAL else "", WHOLES.get(name, "")))
        own = stated
        if WHOLES.get(name, "").startswith(("三公", "公务用车")):  # public money, whether a sentence says so or not
            own, totals_of = _of_three(found, owner, name)
        different = {(value.figure.text, value.figure.unit, id(value.parent)): value for value in own}.values()
        limits = {(value.figure.text, value.figure.unit): value for value in reversed(totals_of or [])}.values()
        pairs = [(part, each) for part in list(different)[:50] for each in list(limits)[:50] if part.parent is not each]
        seen += bool(pairs)
        more = [(a, b) for a, b in pairs if more_than(a, b) and not of_other_money(a, b, text.values)]
        if more and (not text.carried or _is_three(stated)):
            part, each = pair = more[0]
            message = f"{part.shown} {part.written}大于{each.shown} {each.written}"
            degree = bearing.severity(document, pair, part.amount, each.amount)
            findings.append(finding("A34", degree, message, map(quote, pair), figures(pair), "部分不大于整体"))
        elif more:
            unsure.append(f"“{quote(more[0][0]).text}”：有结转资金，口径可能不同")
    findings += _running_costs(found, text)
    return answer(findings, seen, unsure, "没有分开写出整体和部分")


def _of_three(found: dict[Key, list[Statement]], owner: str, name: str) -> tuple[list[Statement], list[Statement]]:
    """Return what its own section states alone of a part of 三公经费, and the highest of what it is a part of."""
    mine, of_all = (
        [v for key, several in found.items() if (key[0], key[3]) == (owner, wanted) for v in several]
        for wanted in (name, WHOLES[name])
    )
    highest = max(of_all, key=lambda each: each.amount.fen, default=None)
    public = [v for v in mine if v.parent is None and not of_own_money(v)]
    own = [v for v in public if any("三公" in words for words in v.passage.path)]
    return own, [highest] if highest else []


def _running_costs(found: dict[Key, list[Statement]], text: Statements) -> Iterator[AuditFinding]:
    """Yield where 运行经费 is said to hold the 公用经费 and is less."""
    public = [value for key, stated in found.items() if key[3] == "公用经费" for value in stated]
    for value in text.values:
        known = value.subject is not None and value.subject.name == "运行经费" and not value.subject.owner
        if not known or not value.plan or (text.year and value.year not in {0, text.year}):
            continue
        a, b = value.passage.sentence_at(value.start)
        holds = re.search(r"(?:包含|包括|(?<!不)(?<!包)含)[^。]{0,10}公用经费", value.passage.text[a:b])
        less = [p for p in public if p.amount.fen - p.amount.half > value.amount.fen + value.amount.half]
        slip = same_digits(value, public)
        if slip and len(public) < 4:
            message = f"公用经费 {slip.written}与运行经费 {value.written}数字相同而次序不同，疑为抄错"
            yield finding("A34", W, message, map(quote, (value, slip)), figures((value, slip)), "核对两处")
        elif holds and less and value.key:
            pair = (value, less[0])
            message = f"运行经费 {value.written}包含公用经费，而公用经费为 {less[0].written}"
            yield finding("A34", E, message, map(quote, pair), figures(pair), "公用经费不大于运行经费")


def performance(document: Document) -> Answer:
    """A35: the money said to be under performance goals (绩效目标) is that of the projects, or of the total budget."""
    text, findings, unsure, seen = read(document), [], [], 0
    found = facts(text)
    for value in text.values:
        a, _ = value.passage.sentence_at(value.start)
        before = value.passage.text[a : value.start]
        if value.parent is not None and value.parent.start >= a and value.parent.passage is value.passage:
            continue  # the projects that the amount before it is divided into
        if value.last_of_several:
            continue  # money of another source beside the one before it: only together they are all
        if "绩效" not in before or not re.search("涉及|项目(?:总?金额|资金)", value.passage.text[a : value.figure.end]):
            continue
        fund = value.subject.fund if value.subject else ""
        projects = _of(found, fund, "", "项目支出")
        totals = _of(found, fund, "支出", TOTAL)
        of_projects = "项目" in before and any(key[3] == "项目支出" for key in found)  # of some money, or of all
        exact = [each for each in (projects if of_projects else totals) if each.subject]
        same = [each for each in exact if each.subject and each.subject.fund == fund]
        bounds = [*(same or exact), *(totals if "整体支出" in before else [])]  # 整体支出和项目支出均实行绩效管理
        if not bounds:
            unsure.append(f"“{quote(value).text}”没有可比的数")
            continue
        seen += 1
        if any(value.amount.meets(each.amount) for each in [*bounds, *([] if "项目" in before else projects)]):
            continue
        if text.carried and not all(value.amount.fen > each.amount.fen for each in [*totals, *bounds]):
            unsure.append(f"“{quote(value).text}”：有结转资金，口径可能不同")
            continue
        if slip := same_digits(value, projects):
            message = f"纳入绩效目标管理的 {value.written}与{slip.shown} {slip.written}数字相同而次序不同，疑为抄错"
            findings.append(finding("A35", W, message, map(quote, (value, slip)), figures((value, slip)), slip.written))
            continue
        more = all(value.amount.fen > each.amount.fen for each in bounds)
        fits = same and ("项目" not in before or of_projects)  # else some projects without a total of theirs
        if more or (fits and re.search("均|全部|全覆盖|全面|所有|整体支出[^；]*$", before)):
            pair, right = (value, bounds[0]), bounds[0].written
            message = f"纳入绩效目标管理的 {value.written}与{bounds[0].shown} {right}不符"
            degree = bearing.severity(document, pair, value.amount, bounds[0].amount) if more else W
            findings.append(finding("A35", degree, message, map(quote, pair), figures(pair), right))
    return answer(findings, seen, unsure, "没有写纳入绩效目标管理的金额")


def nothing(document: Document) -> Answer:
    """A36: what is said not to be there (无政府性基金预算…) has no amount elsewhere."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        for match in negations.of_money(passage, text):
            seen += 1
            there = next(
                (v for v in text.values if v.key and not v.key[0] and v.amount.fen and _is_of(v, match[1])), None
            )
            if there and (not text.year or there.year in {0, text.year}):
                message = f"一处写没有{match[1]}，另一处写 {there.written}"
                quotes = [passage.quote(*match.span()), quote(there)]
                degree = E if bearing.names_itself(there) else W
                findings.append(finding("A36", degree, message, quotes, figures([there]), "两处一致"))
    return answer(findings, seen, (), "没有写“无……”的句子")


def _is_of(value: Statement, name: str) -> bool:
    subject = value.subject
    if subject is None or re.search("结转|结余", value.passage.text[value.start : value.figure.start]):
        return False  # what was carried over is no money of this year
    return subject.name == name or (subject.fund == name and subject.name == TOTAL)


def _of(found: dict[Key, list[Statement]], fund: str, side: str, name: str) -> list[Statement]:
    keys = [key for key in found if not key[0] and key[2:] == (side, name)]
    exact = [key for key in keys if key[1] == fund or any(v.subject and v.subject.fund == fund for v in found[key])]
    return [
        value for key in exact or keys for value in found[key] if not value.subject or value.subject.fund in {fund, ""}
    ]


RULES: tuple[Rule, ...] = (
    Rule("A31", "同一项目各处金额一致", values),
    Rule("A32", "同一项目各处增减一致", changes),
    Rule("A33", "收入与支出相等", balance),
    Rule("A34", "部分不大于别处写的整体", wholes),
    Rule("A35", "绩效目标涉及的金额与预算相符", performance),
    Rule("A36", "写明没有的项目别处没有金额", nothing),
)
