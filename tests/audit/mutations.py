"""Single changes of a text, as they are made by mistake: amounts, percentages, years, directions, units, leftovers."""

import re

TURNED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
AMOUNT = re.compile(r"(\d[\d.]*)(\s*)(万元)(?!以上)")
ITEM = r"\s*([^，、：；。\d\s]{4,30}\s*\d[\d.]*\s*万元)[，、；。]"

UNTIED = (
    (
        "year",
        r"搬迁|截止|期末|没有此科目|新开户|年度部门工作任务|无负责管理|专项资金|牢固|预算绩效目标|按要求编制|2023年无国",
    ),
    ("direction", r"或减少|增加0万元|一般公共预算财政拨款运行经费"),
    (
        "amount",
        r"一般公共预算财政拨款运行经费|或减少|增（减）|0万元，主要原因是严控|培训费预算|购买预算|运行经费预算安排",
    ),
    (
        "amount",
        r"当年国有资本经营预算|国有资本经营预算支出0|“三公”经费预算支出0.07万元，较上年|公务接待费0.07万元，较上年",
    ),
    ("percent", r"增（减）|统一减少|增加0万元"),
    ("missing", r"财政拨款收入\d|收入总计|项目支出预算。?商品|2022年财政拨款支出"),
)
"""Figures that no other statement of their document ties, by their surroundings: nothing can contradict them."""


def mutations(text):
    """Yield (kind, place, changed text); the places of free text and reasons included."""
    yield from _figures(text)
    yield from _words(text)
    for match in re.finditer(rf"[，、](?={ITEM})", text):
        item = match[1]
        if re.search(r"增加|减少|涉及|共有|\n", item):
            continue
        yield "duplicate", match, text[: match.start(1)] + item + "，" + text[match.start(1) :]
        if re.search(r"[1-9]", item) and not re.search(r"收入|支出\s*1", item):
            yield "missing", match, text[: match.start(1)] + re.sub(r"^[，、；]", "", text[match.end(1) :])


def _figures(text):
    for match in AMOUNT.finditer(text):
        yield "amount", match, text[: match.start()] + _other(match[1]) + text[match.end(1) :]
        yield "unit", match, text[: match.start(3)] + "元" + text[match.end(3) :]
    for match in re.finditer(r"(?:增长|下降|占[^，。\d]{0,8}|减少)\s*([\d.]+)%", text):
        digits = len(match[1].partition(".")[2])
        yield (
            "percent",
            match,
            f"{text[: match.start(1)]}{float(match[1]) + 3 * 10**-digits:.{digits}f}{text[match.end(1) :]}",
        )


def _words(text):
    for match in re.finditer(r"(增加|减少|增长|下降)(?=\s*\d[\d.]*\s*(?:万元|%))", text):
        yield "direction", match, text[: match.start()] + TURNED[match[1]] + text[match.end() :]
        if "万元" in text[match.end() : match.end() + 12]:
            yield "residue", match, text[: match.start()] + "增加（减少）" + text[match.end() :]
    for match in re.finditer(r"(20\d\d)(?=\s*年)", text):
        yield "year", match, text[: match.start()] + str(int(match[1]) - 1) + text[match.end() :]
    for match in re.finditer(r"(\d+)\s*(?=个(?:内设|下属|职能|股室))", text):
        yield "residue", match, text[: match.start()] + "×" + text[match.end() :]
        yield "count", match, f"{text[: match.start()]}{int(match[1]) + 1}{text[match.end() :]}"


def _other(number):
    digits, value = len(number.partition(".")[2]), float(number)
    return f"{value * 1.4 + 1:.{digits}f}" if value else "3.21"


def is_tied(kind, match, text):
    """Tell whether another statement of the document can contradict a changed place."""
    around = re.sub(r"\s", "", text[max(match.start() - 44, 0) : match.end() + 22])
    return not any(kind == untied and re.search(pattern, around) for untied, pattern in UNTIED)
