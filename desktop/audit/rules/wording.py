"""Words that were not finished: what a template left behind, blanks, signs and slips of the pen.

Rules, sources and what is not seen: resources/rules/audit/wording.md.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from desktop import paths
from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_UP, _DOWN = "增加|增长|上升|增", "减少|下降|降低|减"
UNSIGNED = (
    "".join(f"(?<!{who}：)" for who in ("负责人", "填表人", "制表人", "经办人", "审核人", "签字", "签章", "盖章"))
    + "(?<!_)"
)
"""Not the line on paper that a person signs by hand."""
_HINTS = "|".join(
    f"[（【［]{words}[）】］]"
    for words in (
        r"(?:如|若)(?:无|有|没有)，?[^（）。]{0,8}(?:注明|说明|列出|列示|填写|写明|删)[^（）。]{0,10}",
        r"没有的[^（）。]{0,8}(?:注明|说明|填写|写明|删)[^（）。]{0,8}",
        r"(?:此处|此项|此段|本段|本项)[^（）。]{0,8}(?:删[去除]|填写|说明|补充)[^（）。]{0,8}",
        r"[^（）【】。]{0,12}(?:根据|按照?|结合)[^（）。]{0,10}(?:实际|情况)[^（）。]{0,4}(?:填写|填列|填报|修改|补充|说明|增删|删减)[^（）。]{0,6}",
        r"[^（）【】。]{0,8}(?:单位|部门)[^（）。]{0,12}自行(?:补充|填写|判断|修改|增减|调整|说明|删减)[^（）。]{0,6}",
        r"请[^（）。示求]{0,4}(?:补充|修改|列出|列示|核实|确认|删除|选择)[^（）。]{0,10}",
        r"(?:模板|样式|范本|仅供参考)",
        r"(?:填报|填写)?(?:单位|部门)名称",
    )
)
"""What a template says to the one who fills it in."""
_NOT_BLANK = "(?<![十百千亿几数多余以按万位币整])(?<!单位[：为是])(?<![均都一]为)(?<!金额)"
_BLANK = (
    rf"(?<=[\u4e00-\u9fff：）]){_NOT_BLANK}(?<!（单位）)(?<!（）)万元(?=[，。；、（]|增[加长]|减少|以[上下内])"
    r"|(?:共有|现有|实有|核定编制|在职人员|退休人员|车辆|用车|增加|减少|共计接待|预计接待)(?:数|共|为)*(?:人次|批次|[人名辆台个])(?=[，。；、（])"
)
"""Units of what has no number before them: 支出总计   万元，实有在职人员   人."""
_NO_YEAR = (
    r"(?<=[局院会校府处部馆站队心所委联办分与比较止、：于])年(?=财政拨款|一般公共预算|政府性基金|(?:部门|单位)?预算(?!内)|12月31日|年初预算|(?:决算|执行)数)"
    r"|(?<=截至)年(?=12月)|^年(?=(?:部门|单位)预算|一般公共预算|政府性基金|国有资本|收支)"
)
"""A year that was left blank: 某局   年部门预算, 截至   年12月31日."""
RESIDUE = (
    (
        rf"(?:(?:{_UP})（(?:{_DOWN})）|(?:{_DOWN})（(?:{_UP})）)(?=0(?:\.0+)?(?:万元|元|%))",
        INFO,
        "增加、减少没有选定",
        "与上年持平",
    ),
    (
        rf"(?:{_UP})（(?:{_DOWN})）(?=[\dX×xX*_]|万元|[，。；%]|的?(?:主要)?原因)"
        rf"|(?:{_DOWN})（(?:{_UP})）(?=[\dX×*_]|万元|[，。；%]|的?(?:主要)?原因)"
        rf"|（(?:(?:{_UP})[/、或](?:{_DOWN})|(?:{_DOWN})[/、或](?:{_UP}))）(?=[\dX×，。；]|万元|%|的?(?:主要)?原因)",
        E,
        "增加、减少没有选定",
        "只保留一个方向",
    ),
    (rf"(?:(?:{_UP})/(?:{_DOWN})|(?:{_DOWN})/(?:{_UP}))(?=[\dX×]|万元|%)", E, "增加、减少没有选定", "只保留一个方向"),
    (rf"(?:(?:{_UP}|{_DOWN}|持平))?或者?(?:{_UP}|{_DOWN})(?=\d)", E, "“或”后面的方向没有选定", "只保留一个方向"),
    (
        r"20[X×xＸ]{2}|20\d[X×xＸ]年|[○〇◯]{2,}|[？?]{2,}(?=[万千亿元人名个辆台套%年月日项])|[（［【][）］】](?=[万千亿元人名个辆台套%年月日项])|【】"
        r"|某某(?=单位|部门|局|县|市|镇|乡|学校|医院)|(?<![A-Za-z0-9])[X×xＸ]{1,4}(?=[个项人辆名年月日家批次元万台套%局处科部单镇乡县市区])|(?<![A-Za-z0-9X×Ｘ])[X×Ｘ]{2,}(?![A-Za-z0-9])|[*＊□]{2,}(?=[\u4e00-\u9fff])",
        E,
        "占位的符号没有换成实际内容",
        "填写实际内容",
    ),
    (rf"{UNSIGNED}_{{2,}}|﹍+|…+万元|（）万元|（空）", E, "空白没有填写", "填写实际内容"),
    (
        rf"{_HINTS}|（待[^。，；）]{{1,30}}）|（请?(?:说明|填写|列明|注明|写明)[^（）。]{{0,24}}）|待填写|待补充|此处(?:填写|说明)|（?(?:单位|部门)自行填写）?|请(?:填写|说明|根据实际)[^。]{{0,20}}|填写说明|填报说明|（?注：本?模板[^。]{{0,20}}|（?(?:单位|部门)名称）",
        E,
        "模板的提示没有删去",
        "填写实际内容或删去提示",
    ),
    (r"(?:原因(?:是|为|：)|主要用于|主要包括|主要是)(?:…+|\.{3,})", E, "后面没有写内容", "补写内容或删去"),
    (
        r"原因(?:是|为)(?=[。；，]|$)|，主要原因：?(?=[。；])|主要用于(?=[。；，])|主要包括(?=[。；])|主要是(?=[。；，])",
        E,
        "后面没有写内容",
        "补写内容或删去",
    ),
    (
        r"（附图表?）(?=$|[。）])|附图表?略|（图表?略?）|【(?:插|图|表|填|此处|单位|部门)[^】]{0,20}】|插入图表?",
        W,
        "占位的图表标记没有换成图表",
        "插入图表或删去标记",
    ),
    (r"(?:增加|减少|增长|下降|预算数?|支出|收入|经费)(?:为)?(?:万元|元|%)(?=[，。；])", E, "数字没有填写", "填写数字"),
    (_BLANK, E, "数字没有填写", "填写数字"),
    (_NO_YEAR, E, "年份没有填写", "填写年份"),
)
"""What a template leaves behind: the words, how grave, what is wrong, what would be right."""

SIGNS = (
    (r"[。，；：、]{2,}", "标点重复"),
    (r"、等", "“、等”中的顿号多余"),
    (r"；(?:主要|其)?原因", "原因前用了分号，与前面的数字断开"),
    (r"(20\d\d)年(?:本?(?:部门|单位|中心|局)|我(?:部门|单位|局|中心))?\1年|(?<=\d)年年度", "年份重复"),
    (r"同比上年|比上年同比|较上年同比", "“同比”与“上年”重复"),
    (r"预算算|支支出|收收入|经经费|万万元|元元|的的|了了", "字重复"),
)


def residue(document: Document) -> Answer:
    """A41: nothing of a template is left, nothing is blank."""
    found = list(_matches(document))
    return answer(found, 1)


def _matches(document: Document) -> Iterator[AuditFinding]:
    for passage in read(document).passages:
        taken: list[range] = []
        for pattern, severity, message, right in RESIDUE:
            for match in re.finditer(pattern, passage.text):
                if any(match.start() in span for span in taken) or (
                    passage.heading and severity is E and re.match("，?(?:主要)?原因", match[0])
                ):
                    continue
                if _list_follows(passage, match):
                    continue
                taken.append(range(match.start(), match.end()))
                yield _around(document, "A41", severity, f"“{match[0]}”：{message}", passage, match, right)


def _list_follows(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a word that wants more is the end of a heading, or the list it wants stands in the next lines."""
    return (
        match[0].startswith(("主要用于", "用于", "主要包括", "包括"))
        and match.end() == len(passage.text)
        and passage.heading
    )


def _around(
    document: Document,
    code: str,
    severity: Severity,
    message: str,
    passage: Passage,
    match: re.Match[str],
    right: str = "",
) -> AuditFinding:
    start, end = max(match.start() - 16, 0), min(match.end() + 10, len(passage.text))
    return passage_finding(code, severity, message, passage, (start, end), right)


def signs(document: Document) -> Answer:
    """A42: signs and words stand once, a reason is not cut off."""
    found = [
        _around(document, "A42", INFO, f"“{match[0]}”：{message}", passage, match)
        for passage in read(document).passages
        for pattern, message in SIGNS
        for match in re.finditer(pattern, passage.text)
        if match[0] != "……"
    ]
    return answer(found, 1)


@cache
def slips() -> tuple[tuple[str, str], ...]:
    """Return common slips of the pen and what was meant, from `resources/slips.toml`."""
    raw = tomllib.loads((paths.resources() / "slips.toml").read_text(encoding="utf-8"))
    return tuple((entry["wrong"], entry["right"]) for entry in raw["slip"])


def spelling(document: Document) -> Answer:
    """A43: words that are often written wrongly in budgets are written as they should be."""
    found = []
    for passage in read(document).passages:
        for wrong, right in slips():
            for match in re.finditer(wrong, passage.text):
                found.append(_around(document, "A43", INFO, f"“{match[0]}”疑为“{right}”", passage, match, right))
    return answer(found, 1)


AGAIN = re.compile(r"([^，。；：、]{4,40}?\d(?:万元|元|辆|人|台|套))[，、；]\1")
"""An item with its figure twice in a row."""


def doubles(document: Document) -> Answer:
    """A44: no item stands twice in one list of words."""
    found, seen = [], 0
    for passage in read(document).passages:
        for match in re.finditer(r"[^，。；：、]{0,60}(?:、[^，。；：、]{1,60}){2,200}", passage.text):
            items = [re.sub(r"^.*(?:包括|包含|用于|其中)|等.*$", "", item) for item in re.split("、", match[0])]
            seen += 1
            double = next((a for a in items if len(a) >= 3 and items.count(a) > 1), "")
            if double:
                found.append(
                    passage_finding(
                        "A44", W, f"“{double}”在同一列举中写了两次", passage, match.span(), f"“{double}”只写一次"
                    )
                )
        for match in AGAIN.finditer(passage.text):
            seen += 1
            found.append(
                passage_finding("A44", W, f"“{match[1]}”接连写了两次", passage, match.span(), f"“{match[1]}”只写一次")
            )
    return answer(found, seen, (), "没有列举")


RULES: tuple[Rule, ...] = (
    Rule("A41", "没有模板残留和空白", residue),
    Rule("A42", "标点和字词没有重复", signs),
    Rule("A43", "没有常见错字", spelling),
    Rule("A44", "列举中没有重复的项目", doubles),
)
