"""Number and title of a table, as the lines above it print them."""

import re

TITLE = re.compile(r"(?:表|目录)(?:[（(].*[）)])?$")
BARE = re.compile(r"(?:[\u4e00-\u9fff]{2,20})?(?:20\d\d年度?)?(?:部门|单位)政府采购(?:支出)?预算(?:情况|明细)?")
"""Titles without 表: 部门政府采购预算."""
NUMBERED = re.compile(
    r"((?:预算公开|预算|公开|附)?表?\s*[0-9一二三四五六七八九十]{1,3}(?:-[0-9])?\s*表?)[\s：:、]*(.*)"
)
BROKEN = re.compile(r"(表\s*[0-9一二三四五六七八九十]{1,3})\s*一\s*(般公共)")
"""A title whose blank a PDF put into its first word: 表五一 般公共预算支出表."""
UNIT_LINE = re.compile(r"(?:\w{0,4}单位|\w{0,4}部门|金额单位|公开部门)\s*[：:]")


def title_of(lines: list[str]) -> tuple[str, str]:
    """Return the number and the title of a table among the lines above it; a long title may take several lines."""
    number, parts = "", list[str]()
    for line in (BROKEN.sub(r"\1 一\2", _behind_note("".join(each.splitlines()).strip())) for each in lines):
        match = NUMBERED.match(line)
        if match and "表" in match[1]:
            untitled = UNIT_LINE.match(match[2]) is not None  # the title stood in the line above: 公开表4 单位：万元
            number, parts = match[1].strip(), parts if untitled else [match[2].strip()]
            if untitled:
                break
        elif UNIT_LINE.match(line):
            break
        elif number and not TITLE.search("".join(parts)):
            parts.append(line)
        elif not number and (TITLE.search(line) or (not parts and BARE.fullmatch(line))):
            parts = [line]
    return number, "".join(parts) if number or parts else ""


def _behind_note(line: str) -> str:
    """Return the title that a PDF put behind the note of the table before it: 注：……空表。部门支出总表."""
    title = line.rpartition("。")[2].strip()
    return title if title != line and TITLE.search(title) else line
