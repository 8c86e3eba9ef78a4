"""What an amount is of: the words before it, brought to one name for each notion of a budget."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from desktop.catalog import classification
from desktop.dataclass import dataclass

TOTAL = "总额"
FUNDS: tuple[tuple[str, str], ...] = (
    (r"一般公共预算|一般公共财政|公共财政预算", "一般公共预算"),
    (r"政府性基金|(?<!保险)(?<!社保)基金预算(?:财政)?(?:拨款)?(?:收入|支出|拨款)", "政府性基金"),
)
FUNDS += ((r"国有资本经营|国有资本预算", "国有资本经营"), (r"(?<!非)(?<!同级)财政拨款", "财政拨款"))

_CAR = r"(?:公务用车|公车)"
_ITEMS = (
    (r"“?三公”?经费", "三公", "三公经费"),
    (_CAR + r"购置(?:费用?|支出|经费)?(?:及|和|与|、)(?:公务用车)?(?:运行|运维)", "三公", "公务用车购置及运行费"),
    (_CAR + r"(?:运行|运维)", "三公", "公务用车运行费"),
    (_CAR + r"购置|购置公务用车|车辆购置", "三公", "公务用车购置费"),
    (r"公务接待", "三公", "公务接待费"),
    (r"因公出国|出国（境）", "三公", "因公出国（境）费"),
    (r"会议费", "会议", "会议费"),
    (r"培训费", "培训", "培训费"),
    (r"购买服务", "购买服务", "政府购买服务"),
    (r"(?:采购)?货物(?:类)?(?:采购)?", "采购", "货物"),
    (r"(?:采购)?工程(?:类)?(?:采购)?(?!款)", "采购", "工程"),
    (r"采购服务|服务类|服务(?:采购|预算)|^服务$", "采购", "服务"),
    (r"政府采购", "采购", "政府采购"),
    (r"(?<!政府)采购(?:预算)?(?:总额|总金额)", "采购", "政府采购"),
    (r"运行经费|运转经费", "运行", "运行经费"),
    (r"人员类(?:项目)?(?:支出)?", "类别", "人员类"),
    (r"(?<!其他)运转类(?:项目)?(?:支出)?", "类别", "运转类"),
    (r"其他运转类(?:项目)?(?:支出)?", "运转", "其他运转类"),
    (r"特定目标类(?:项目)?(?:支出)?", "类别", "特定目标类"),
    (r"基本支出", "结构", "基本支出"),
    (r"项目(?:支出|经费)", "结构", "项目支出"),
    (r"经营支出", "结构", "经营支出"),
    (r"上缴上级支出", "结构", "上缴上级支出"),
    (r"附属单位补助支出", "结构", "对附属单位补助支出"),
    (r"人员(?:经费|支出)", "基本", "人员经费"),
    (r"(?:日常)?公用(?:经费|支出)", "基本", "公用经费"),
    (r"(?:事业单位)?经营收入", "资金", "经营收入"),
    (r"事业收入", "资金", "事业收入"),
    (r"上级补助收入", "资金", "上级补助收入"),
    (r"附属单位上缴", "资金", "附属单位上缴收入"),
    (r"其他收入", "资金", "其他收入"),
    (r"财政专户", "资金", "财政专户"),
    (r"单位资金", "资金", "单位资金"),
    (r"其他资金", "资金", "其他资金"),
    (r"结转", "资金", "结转"),
    (r"结余", "资金", "结余"),
)
"""Words, the list they belong to, their one name; of two that are found, the later and longer one counts."""

FILLERS = re.compile(
    r"20\d\d年度?|其中|全年|本年度?|当年|今年|年初|年度|年|预算|数额?|安排|总|共?合?计|共|为|是|的|额|资金|财政|拨款|支出"
    r"|收入|收支|经费|费用?|本|我|部门|单位|科目|类|款|项|[“”]|用|按|及|和|公共|一般|公务|维护|情况|规模|当|达到?|分别"
    r"|机关|行政|事业|机构|政府|采购|分类|功能|（|）|境|各|日常|[、。；：，]|所属|计划|使用|结算|涉及|管理|中|口径"
)
"""Words that leave the notion as it is. What is not among them narrows it in a way that is not understood."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is of. group: the list it is a member of; name: its one name; fund and side where stated.

    clear: nothing in the words narrows the notion further, so that two such amounts are of the same thing.
    owner: whose amount it is, where it is another than the maker of the document. within: the part of the spending
    it is a part of, where the same name may stand under another (商品和服务支出 under 基本支出 and 项目支出).
    """

    group: str
    name: str
    fund: str = ""
    side: str = ""
    clear: bool = False
    words: str = ""
    owner: str = ""
    within: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two statements share that are of the same thing."""
        fund = "" if self.group == "运行" else self.fund
        side = self.side if self.group in {"总额", "资金"} else ""
        return (self.owner, fund, side, f"{self.within}/{self.name}" if self.within else self.name)

    @property
    def shown(self) -> str:
        """Its name for a message."""
        name = f"{self.side}{self.name}" if self.name == TOTAL else self.name
        return name if not self.fund or self.fund in name else f"{self.fund}{name}"

    def under(self, parent: "Subject | None") -> "Subject":
        """Return it as a part of a parent: whatever is not stated is as there."""
        if parent is None:
            return self
        side = self.side or parent.side
        within = self.within or parent.within
        of_all = {"总额", "资金"} if self.name == TOTAL else {"总额", "资金", "三公", "采购", self.group}
        if not self.within and parent.group not in of_all:
            plain = self.group == "基本" and parent.name == "基本支出"
            within = within if plain else f"{within}{parent.name}"
        return replace(self, fund=self.fund or parent.fund, side=side, owner=self.owner or parent.owner, within=within)


@cache
def _economic() -> tuple[tuple[str, str, str], ...]:
    """Return names of economic classification: the name, the list, the one name; longest first."""
    found: dict[str, tuple[str, str, str]] = {}
    for key, group in (("economic", "经济"), ("government", "政府经济")):
        for code in classification.load(key).codes.values():
            name = code.name.removesuffix("支出")
            if len(name) > 2 and (name not in found or found[name][1] == "经济款"):
                found[name] = (name, group + code.level, name)
    return tuple(sorted(found.values(), key=lambda entry: -len(entry[0])))


@cache
def _of_both() -> frozenset[str]:
    """Return the names that stand in both economic classifications: without a code it is open which is meant."""
    found = [
        {c.name.removesuffix("支出") for c in classification.load(key).codes.values()}
        for key in ("economic", "government")
    ]
    return frozenset(found[0] & found[1])


@cache
def _functions() -> tuple[list[str], dict[str, int]]:
    """Return the stems of the function 类, the longest first, and how many 项 and 款 bear a name."""
    classes = set[str]()
    names: dict[str, int] = {}
    for code in classification.load("function").codes.values():
        if code.level == "类" and not any(re.search(pattern, code.name) for pattern, _ in FUNDS):
            classes.add(code.name.removesuffix("支出"))
        else:
            names[code.name] = names.get(code.name, 0) + 1
    return sorted({*classes, *_former()}, key=lambda stem: (-len(stem), stem)), names


FIRST_PUBLISHED = 2017
"""The year from which budgets are published as they are today: names that ended before it are not looked for."""


@cache
def _former() -> dict[str, str]:
    """Return today's stem of each function 类 by its earlier ones."""
    codes = classification.load("function").codes
    former = {name: code for name, code in classification.former_names(FIRST_PUBLISHED).items() if code in codes}
    return {name.removesuffix("支出"): codes[code].name.removesuffix("支出") for name, code in former.items()}


@lru_cache(maxsize=4096)
def subject(words: str, owner: str = "") -> Subject | None:
    """Return what words name; None where they name nothing of a budget."""
    words = words.replace("收、支", "收支")
    found = _coded(words) or _function(words) or _item(words) or _economy(words) or _fund_or_total(words)
    if found is None:
        return None
    fund = next((name for pattern, name in FUNDS if re.search(pattern, words)), "")
    both = re.search(r"收支|收入?、支", words)
    spent = re.sub("收入(?=安排)", "", words) if "安排的支出" in words else words  # of what came in
    side = "收支" if both else "收入" if "收入" in spent else "支出" if "支出" in spent else ""
    if not fund and "拨款" in words and found.group in {"结构", "基本"}:
        fund = "财政拨款"
    if found.group in {"结构", "基本"} and SOME_UNITS.search(words):
        found = replace(found, clear=False)
    fund = fund or ("全部资金" if found.group.startswith("功能") and "全部资金" in words else "")
    source = SOURCE.search(words) if not fund and found.group not in {"资金", TOTAL} else None
    fund = source[1] if source else fund
    return replace(found, fund=fund, side=side, words=words, owner=owner)


SOME_UNITS = re.compile("(?<!行政)(?<!机关)事业单位|行政单位|参公|二级单位|下属|(?:机关|局|委)?本级(?!财政|预算)")
"""The units of a department of which something is, not of all of them: 事业单位公用经费."""
SOURCE = re.compile(
    "(?<!不含)(?<!含)(?<!包括)(?:上年)?(事业收入|经营收入|其他收入|财政专户|单位资金|自有资金|其他资金|结转|结余)(?!下年)"
)
"""The money that pays for something, beside public money: 事业收入安排的政府采购."""


def plain_words(words: str) -> bool:
    """Tell whether words name nothing by themselves: 2026年预算安排."""
    return not re.sub(r"[0-9.：]+", "", FILLERS.sub("", words))


def known_out(words: str) -> str:
    """Return words without every name of a budget that is known."""
    words = re.sub(r"（?\d{3,7}）?", "", words)
    for pattern in (*(pattern for pattern, _, _ in _ITEMS), *(pattern for pattern, _ in FUNDS)):
        words = _compiled(pattern).sub("", words)
    for stem in _functions()[0]:
        words = words.replace(stem, "")
    for stem, _, _ in _economic():
        words = words.replace(stem, "") if stem in words else words
    return words


def _clear(words: str, *known: str) -> bool:
    for pattern in (*known, *(pattern for pattern, _ in FUNDS)):
        words = re.sub(pattern, "", words)
    return plain_words(words)


BEFORE_NAME = re.compile(
    r"(?:^|[、.．]|(?<!\d)(?=[235]\d{4}))[（\[［【]?([235]\d{2}(?:\d{2}){0,2})(?!\d)[）\]］】]?[-—–－_:：\s]?"
    r"([\u4e00-\u9fff（）]+)[：:]?$"
)
"""A code before its name; one of three digits begins the words or stands behind a number of the list."""
CODE = re.compile(r"(?<!\d)[235]\d{4}(?:\d{2})?(?!\d)")


def _coded(words: str) -> Subject | None:
    words = re.sub("[“”《》]", "", words)
    steps = re.search(r"（(2\d{2})）[^（）]{1,24}（(\d{2})）[^（）]{1,40}（(\d{2})）$", words)
    if steps:
        return Subject("功能项", "".join(steps.groups()), clear=True)
    match = re.search(r"[（\[［]?(?<!\d)([235]\d{2}(?:\d{2}){0,2})(?!\d)(?!年)[类款项]?[）\]］]?$", words)
    if not match and len(CODE.findall(words)) < 2:  # of several codes before one amount it is open which is meant
        match = BEFORE_NAME.search(words)
    if not match:
        return None
    code = match[1]
    name = classification.load("function" if code[0] == "2" else "economic" if code[0] == "3" else "government")
    if code not in name.codes or (match.re is BEFORE_NAME and _counts(match[2], name.codes[code].name)):
        return None
    kind = {"2": "功能", "3": "经济", "5": "政府经济"}[code[0]]
    return Subject(kind + name.codes[code].level, code, clear=True)


def _counts(behind: str, name: str) -> bool:
    """Tell whether what stands behind a number counts something (30201 人) and is no name of a code (2010104 人大)."""
    return behind[0] in "人户元年个名项辆台套" and behind[0] != name[0]


def _steps(words: str) -> list[tuple[str, str]]:
    """Return the names before each （类）, （款） and （项）, with that letter, in one go however many words."""
    found, start = [], 0
    for match in re.finditer(r"（([类款项])）", words):
        run = _NO_NAME.search(words[start : match.start()][::-1])
        begin = match.start() - run.start() if run else start
        if begin < match.start():
            found.append((words[begin : match.start()], match[1]))
            start = match.end()
    return found


_NO_NAME = re.compile(r"[^\u4e00-\u9fff、“”（）]")


def _function(words: str) -> Subject | None:
    classes, names = _functions()
    words = re.sub(r"[“”]", "", words)
    path = _steps(words)
    if path:
        level = path[-1][1]
        name = "/".join(step.removesuffix("支出") for step, _ in path)
        return Subject("功能" + level, name, clear=len(path) == "类款项".index(level) + 1)
    plain = re.sub(r"(?:支出)?(?:类)?(?:科目)?(?:支出)?(?:预算数?)?(?:安排)?(?:为)?$", "", words)
    for stem in classes:
        if plain.endswith(stem):
            return Subject("功能类", _former().get(stem, stem), clear=_clear(plain[: -len(stem)]))
    for name in (words, plain, plain + "支出"):
        if name in names:
            return Subject("功能项", name, clear=names[name] == 1)
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, without the look-up that `re` makes each time."""
    return re.compile(pattern)


def _item(words: str) -> Subject | None:
    hits = []
    for pattern, group, name in _ITEMS:
        for match in _compiled(pattern).finditer(words):
            hits.append((match.end(), match.end() - match.start(), group, name, pattern))
    if not hits:
        return None
    end = max(hits)[0]
    _, _, group, name, pattern = max(
        (hit for hit in hits if hit[0] >= end - 4), key=lambda hit: (hit[1] > 2, hit[0], hit[1])
    )
    if name == "政府采购":
        kinds = [each for each in ("货物", "工程", "服务") if each in words]
        name = kinds[0] if len(kinds) == 1 else name
    return Subject(group, name, clear=_clear(words, pattern, "（境）", "货物|工程|服务"))


def _economy(words: str) -> Subject | None:
    hits = [
        (words.rfind(stem) + len(stem), len(stem), group, name) for stem, group, name in _economic() if stem in words
    ]
    if not hits:
        return None
    _, _, group, name = max(hits)
    return Subject(group, name, clear=name not in _of_both() and _clear(words, re.escape(name)))


def _fund_or_total(words: str) -> Subject | None:
    if any(re.search(pattern, words) for pattern, _ in FUNDS):
        return Subject("资金", TOTAL, clear=_clear(words))
    if re.search(r"收入|支出|收支|总计|合计|总预算|预算总额", words):
        # 本年收入 may leave out what was carried over (上年结转), which the total beside it has.
        named = re.search("收入|支出|收支|预算", words) is not None  # 合计 alone is of whatever stands before it
        clear = named and _clear(words) and not re.search("(?:本年|当年)(?:收入|支出)", words)
        return Subject("总额", TOTAL, clear=clear)
    return None
