"""What the lines over a bureau's table and the name of its sheet say of all its rows."""

import re

from desktop.dataclass import dataclass
from desktop.intake import bureau_amounts
from desktop.intake.bureau_table import Sheet
from desktop.intake.bureau_words import Subject, Vocabulary


@dataclass(frozen=True, slots=True)
class Titled:
    """What the lines over a table and the sheet's name say: unit, block, fund; a unit they name that is not known.

    other_unit: one named only before the year of the title (审计局2027年…); rows with units of their own outweigh it.
    """

    subject: Subject
    unknown_unit: str = ""
    other_unit: str = ""


def titled(sheet: Sheet, words: Vocabulary) -> Titled:
    """Return what a sheet says of all its rows."""
    unit, unknown = "", ""
    for line in sheet.title:
        found = _NAMED_UNIT.search(line)
        name = re.sub(r"\s.*|[（(]?(?:金额)?单位[:：].*", "", found[1].strip()) if found else ""
        if name and not bureau_amounts.unit_in_line(found[0] if found else ""):
            unit = unit or words.unit(name)
            unknown = unknown or ("" if words.unit(name) else name)
    unit = unit or words.unit(sheet.table.sheet) or next(filter(None, map(words.unit_in, sheet.title)), "")
    texts = [*sheet.title, sheet.table.sheet]
    known = [words.meaning(re.sub(r"(?:情况|分配|明细|汇总)?表$", "", re.sub(r"\s", "", text))) for text in texts]
    known += [words.meaning(each) for text in texts for each in re.findall(_WORD_IN_TITLE, re.sub(r"\s", "", text))]
    block = next((m.subject.block for m in known if m.subject.block), "")
    fund = next((m.subject.fund for m in known if m.subject.fund), "")
    other = next((found[1] for line in sheet.title if (found := _BEFORE_YEAR.match(re.sub(r"\s", "", line)))), "")
    return Titled(Subject(unit=unit, block=block, fund=fund), "" if unit else unknown, "" if unit else other)


_NAMED_UNIT = re.compile(r"(?:编制|填报|预算|申报|部门|接收|基层|主管)?(?:单位|部门)(?:名称)?[:：]\s*(.+)")
_BEFORE_YEAR = re.compile(
    r"((?!.{0,20}(?:财政|关于|各|所属|下达|批复))[\u4e00-\u9fff]{2,20}(?:局|委员会|办公室|中心|医院|学校|小学|中学|幼儿园|研究所|管理所|事务所))"
    r"(?:19|20)\d{2}年"
)
"""A unit named right before the year of a title; not the bureau that gives the numbers, nor several at once."""
_WORD_IN_TITLE = r"人员经费|公用经费|项目支出|基本支出|一般公共预算|政府性基金|国有资本经营"


def budget_years(text: str) -> list[str]:
    """Return the budget years a title names: 2027年预算, 2027年度部门预算控制数; not the days in it."""
    bare = re.sub(r"\s", "", text)
    return re.findall(r"(?<!\d)((?:19|20)\d{2})年(?:度)?(?!\d{1,2}月)[^，。;；]{0,16}?(?:预算|控制数|批复)", bare)
