"""Words and numbering of a text: years of an old draft, headings that run on, how the unit is called."""

from desktop.findings import Status
from tests.small_cases import small_cases


@small_cases(
    ("text", "found"),
    [("2020年的旧话。", True), ("2022年的预算。", False), ("2023年的预算。", False), ("2025年完成。", False),
     ("根据《2018年机构改革方案》办理。", False), ("文号〔2019〕5号。", False), ("2019年3月成立。", False)],
)  # fmt: skip
def test_years_of_an_old_draft_are_told_dates_and_titles_are_not(text, found, read):
    assert bool(read("C79", text).findings) is found


@small_cases(
    ("paragraphs", "found"),
    [(("一、甲", "二、乙", "三、丙"), 0), (("一、甲", "三、丙"), 1), (("一、甲", "一、乙"), 0), (("一、甲", "（一）子", "（二）子", "二、乙", "（一）子"), 0),
     (("十、甲", "十一、乙"), 1), (("1.甲", "2.乙", "2.丙"), 1), (("一、甲", "（二）子"), 1)],
)  # fmt: skip
def test_numbers_of_headings_run_on(paragraphs, found, read):
    assert len(read("C82", *paragraphs).findings) == found


def test_numbers_run_on_beyond_ten(read):
    paragraphs = [f"{n}、节" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")]
    assert read("C82", *paragraphs).status is Status.PASSED
    assert read("C82", *paragraphs[:10], "十二、节").status is Status.FAILED


def test_the_unit_is_called_one_way(read, wuxi):
    other = "本部门" if wuxi.facts.unit.scope == "单位" else "本单位"
    assert read("C84", f"{other}的职责。").findings
    assert not read("C84", f"本{wuxi.facts.unit.scope}的职责。").findings
