"""Group G: words and numbering of the text, C79, C82 and C84, and what a template left behind (C80).

Rules, sources and what is not seen: resources/rules/checks/text/prose.md.
"""

import re
from collections.abc import Iterator

from desktop.checks.register import Wrong, check
from desktop.checks.text.statements import sentences
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity

W, INFO = Severity.WARNING, Severity.INFO
REMNANTS = re.compile(r"增（减）|增长（下降）|增加（减少）|[Xx]{2,}|×{2,}|某某|[{｛][^}｝]*[}｝]|待填")
CERTAIN = re.compile(
    r"增（减）|增长（下降）|增加（减少）|(?:[Xx]{2,}|×{2,}|某某)(?=万?元|亿元|[%％年月日人名个项辆台套次家户批]|平方米|单位|部门)"
)
"""Those of them that cannot be meant: a blank for an amount, a count, a date or a name, alternatives left standing."""
YEAR = re.compile(r"(?<![0-9〔\[])(20[0-9]{2})年(?!\s*[0-9]{1,2}月)")
QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕")
NUMBERS = (
    re.compile(r"^第([一二三四五六七八九十]+)部分"),
    re.compile(r"^([一二三四五六七八九十]+)、"),
    re.compile(r"^[（(]([一二三四五六七八九十]+)[）)]"),
    re.compile(r"^([0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"^[（(]([0-9]{1,2})[）)]"),
)
CHINESE = "一二三四五六七八九十"


@check("C79", "年份没有旧稿遗留", W)
def stale_years(disclosure: Disclosure) -> Iterator[Wrong]:
    """Years in a person's words are the budget year, the one before or later ones; titles and dates aside."""
    year = disclosure.facts.budget.year
    for sentence in sentences(disclosure):
        text = QUOTED.sub(lambda match: " " * len(match[0]), sentence.text)
        for match in YEAR.finditer(text):
            if int(match[1]) < year - 1 and not sentence.is_bound(*match.span()):
                message = f"出现年份 {match[1]}，疑为旧稿遗留：“{sentence.text.strip()}”"
                yield Wrong(message, sentence.place(disclosure))


@check("C82", "序号连续不重复", INFO)
def numbering(disclosure: Disclosure) -> Iterator[Wrong]:
    """Numbers of headings and lists run on, none doubled or left out."""
    last = [0] * len(NUMBERS)
    for paragraph in disclosure.narrative.paragraphs:
        for level, pattern in enumerate(NUMBERS):
            match = pattern.match(paragraph.text)
            if match is None:
                continue
            number = _number(match[1])
            if number not in (1, last[level] + 1):
                where = Place(figure=paragraph.key, entry="说明")
                yield Wrong(f"标题序号重复或跳号：“{paragraph.text[:20]}”", where)
            last[level] = number
            last[level + 1 :] = [0] * (len(last) - level - 1)
            break


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    value = (CHINESE.index(tens) + 1 if tens else 1) * 10 if "十" in text else 0
    return value + (CHINESE.index(ones) + 1 if ones else 0)


@check("C84", "单位名称和称谓一致", W)
def wording(disclosure: Disclosure) -> Iterator[Wrong]:
    """本部门 in a document of a 单位 (or the other way round) in a person's own words."""
    other = "本部门" if disclosure.facts.unit.scope == "单位" else "本单位"
    for sentence in sentences(disclosure):
        for match in re.finditer(other, sentence.text):
            if not sentence.is_bound(*match.span()):
                message = f"称谓“{other}”与本文件的“本{disclosure.facts.unit.scope}”不一致：“{sentence.text.strip()}”"
                yield Wrong(message, sentence.place(disclosure))


def remnants(disclosure: Disclosure) -> Iterator[Wrong]:
    """C80: words of a template that nobody decided on, in a person's own text."""
    for sentence in sentences(disclosure):
        for match in REMNANTS.finditer(sentence.text):
            if not sentence.is_bound(*match.span()):
                message = f"模板文字“{match[0]}”未处理：“{sentence.text.strip()}”"
                certain = CERTAIN.match(sentence.text, match.start()) is not None
                yield Wrong(message, sentence.place(disclosure), severity=Severity.ERROR if certain else W)
