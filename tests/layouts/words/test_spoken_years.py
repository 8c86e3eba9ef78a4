"""Last year's words offered again: years of budget talk move on, those of laws, documents and foundations stay."""

from desktop.layouts.words.paragraphs import with_years, years_of
from desktop.layouts.words.spoken_years import without_spoken_years
from tests.small_cases import small_cases


@small_cases(
    ("words", "expected"),
    [
        ("2025年工作安排，比2024年多一项，2026年完成", "2026年工作安排，比2025年多一项，2027年完成"),
        ("2025—2027年三年规划", "2026—2027年三年规划"),
        ("根据2018年机构改革方案", "根据2018年机构改革方案"),
        ("依照《预算法》（2025年修正）编制2025年预算", "依照《预算法》（2025年修正）编制2026年预算"),
        ("按《关于编制2025年预算的通知》办理", "按《关于编制2025年预算的通知》办理"),
        ("财预〔2025〕12号、渝财[2025]3号、区府（2025）7号", "财预〔2025〕12号、渝财[2025]3号、区府（2025）7号"),
        ("单位2024年12月成立，条例2025年1月1日起施行", "单位2024年12月成立，条例2025年1月1日起施行"),
        ("用房2025平方米，编号12025年", "用房2025平方米，编号12025年"),
    ],
)
def test_only_the_years_a_text_speaks_of_move_on(words, expected):
    assert with_years(without_spoken_years(words, years_of(2025)), years_of(2026)) == expected


@small_cases(
    "words",
    [
        "根据2024年机构改革方案设立。",
        "本单位于2024年3月由县编办批准成立，",
        "依据县政府令第5号（2023年）",
        "按照《预算法》（2024年）",
        "按照《保密法》（2024年修订）开展工作",
        "2023年12月，根据县委机构改革方案组建",
        "县委2024年1号文件要求",
        "2024年印发的管理办法",
        "单位2024年挂牌",
        "2024年县政府颁布条例",
        "自2024年起执行新会计准则",
        "2024—2026年三年行动方案",
        "2024年版《政府采购目录》",
        "根据2024年预算编制方案",
        "2024年3月调整工资标准",
        "政府采购法2024年修正",
    ],
)
def test_years_of_laws_documents_and_foundations_stay(words):
    assert with_years(without_spoken_years(words, years_of(2024)), years_of(2025)) == words


@small_cases(
    ("words", "expected"),
    [
        ("2024年预算收入100万元", "2025年预算收入100万元"),
        ("比2023年增加", "比2024年增加"),
        ("截至2024年12月31日，在职12人", "截至2025年12月31日，在职12人"),
        ("截止到2023年12月底有车2辆", "截止到2024年12月底有车2辆"),
        ("截至2023年末，在职12人", "截至2024年末，在职12人"),
        ("上年（2023年）收入", "上年（2024年）收入"),
        ("县人民法院2024年工作安排", "县人民法院2025年工作安排"),
        ("2024年加强执法和法律援助", "2025年加强执法和法律援助"),
        ("依照预算法编制2024年预算", "依照预算法编制2025年预算"),
        ("县人大批准的2024年部门预算", "县人大批准的2025年部门预算"),
        ("按条例执行，较2023年减少", "按条例执行，较2024年减少"),
        ("2024年收支预算按照《预算法》编制", "2025年收支预算按照《预算法》编制"),
        ("2023年12月设立，2024年新增1人", "2023年12月设立，2025年新增1人"),
        ("2024年组织出版年鉴", "2025年组织出版年鉴"),
    ],
)
def test_years_of_budget_talk_move_on(words, expected):
    assert with_years(without_spoken_years(words, years_of(2024)), years_of(2025)) == expected
