"""The goals of a table are the numbers of the text."""

from desktop.audit.counts.goals import each_gets, goals, priced
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "某校2031年单位预算"


def found(text, *rows):
    head = "一级指标|三级指标|指标值"
    return [each.message for each in goals(document(TITLE, text, table("绩效目标表", head, *rows))).findings]


@small_cases(
    ("text", "row", "wrong"),
    [
        ("全年计划举办青年班12期。", "产出指标|青年班期数|12期", 0),
        ("全年计划举办青年干部班12期。", "产出指标|青年干部班期数|11期", 1),
        ("2030年举办青年干部班12期。", "产出指标|青年干部班期数|11期", 0),  # last year
        ("由上年的9期增加到今年青年干部班12期。", "产出指标|青年干部班期数|≥11期", 0),  # reached
        ("现有在校学生1386人。", "产出指标|受益学生数|1368人", 1),
        ("现有在校学生1386人。", "产出指标|受益学生数|1386人", 0),
        ("核定政法专项编制186名；警务辅助人员168人。", "产出指标|保障辅警人数|186人", 1),
        ("核定政法专项编制186名；警务辅助人员168人。", "产出指标|保障辅警人数|168人", 0),
        ("现有在校学生1386人。", "产出指标|受益学生数|1200人", 0),  # some of them
        ("新建村级公路15公里，养护村级公路51公里。", "产出指标|养护村级公路|51公里", 0),
        ("养护村级公路51公里。", "产出指标|养护村级公路|15公里", 1),
        ("村级公路51公里。", "产出指标|村级公路完好率|15%", 0),
    ],
)
def test_goals_and_numbers_of_the_text(text, row, wrong):
    assert len(found(text, row)) == wrong


@small_cases(
    ("row", "wrong"),
    [
        ("成本指标|县道补助标准|6000元/公里", 0),
        ("成本指标|县道补助标准|600元/公里", 1),
        ("成本指标|乡道补助标准|600元/公里", 0),
        ("成本指标|县道补助标准|600元/亩", 0),
    ],
)
def test_a_price_of_the_table_is_that_of_the_text(row, wrong):
    text = "日常养护按县道每公里6,000元测算。"
    of = document(TITLE, text, table("绩效目标表", "一级指标|三级指标|指标值", row))
    assert len(priced(of).findings) == wrong


@small_cases(
    ("text", "row", "wrong"),
    [
        ("建设村级服务站点80个。", "数量指标|建设村级服务站点60个|", 1),
        ("建设村级服务站点60个。", "数量指标|建设村级服务站点60个|", 0),
        ("拟开展6次培训。", "产出指标|开展干部培训|5次", 1),
        ("拟开展6次培训。", "产出指标|开展干部培训|6次", 0),
        ("2030年开展6次培训。", "产出指标|开展干部培训|5次", 0),
        ("有害生物成灾率控制在3.1‰以下。", "质量指标|有害生物成灾率|≤3.5‰", 1),
        ("有害生物成灾率控制在3.1‰以下。", "质量指标|有害生物成灾率|≤3.1‰", 0),
        ("发放租赁补贴户数300户。", "产出指标|发放租赁补贴户数|≥330户", 1),
        ("发放租赁补贴户数330户。", "产出指标|发放租赁补贴户数|≥330户", 0),
        ("计划完成人工造林5000亩。", "产出指标|人工造林面积|≥500亩", 1),
        ("已完成人工造林5000亩。", "产出指标|人工造林面积|≥500亩", 0),
        ("有害生物成灾率为3.1‰。", "质量指标|有害生物成灾率|≤3.5‰", 0),  # reached
    ],
)
def test_goals_in_one_cell_turned_numbers_and_bounds(text, row, wrong):
    assert len(found(text, row)) == wrong


def test_a_goal_in_a_line_of_the_text():
    line = "产出数量指标举办培训班期数2期"
    assert len(goals(document(TITLE, "全年举办培训班3期。", line)).findings) == 1
    assert goals(document(TITLE, "全年举办培训班2期。", line)).findings == ()


@small_cases(
    ("text", "rows", "wrong"),
    [
        ("按每生每年800元补助。", ["成本指标|补助标准|=1000元/生/年"], 1),
        ("按每生每年800元补助。", ["成本指标|补助标准|=800元/生/年"], 0),
        ("按每人每月800元补助。", ["成本指标|补助标准|=1000元/生/年"], 0),
        ("甲类每生每年800元，乙类每生每年900元。", ["成本指标|补助标准|900元/生/年", "成本指标|标准|80元/生/年"], 1),
        ("甲类每生每年800元，乙类每生每年900元。", ["成本指标|补助标准|700元/生/年"], 0),
    ],
)
def test_what_each_one_gets(text, rows, wrong):
    goals_of = table("绩效目标表", "一级指标|三级指标|指标值", *rows)
    assert len(each_gets(document(TITLE, text, goals_of)).findings) == wrong


@small_cases(
    ("text", "line", "wrong"),
    [
        ("助学金资助标准为每生每年1000元。", "成本指标经济成本指标资助标准2000元/生·年", 1),
        ("管护人员每人每年2.40万元。", "成本指标管护人员补助标准2.04万元/人·年", 1),
        ("每户每月254元。", "成本指标记账补贴标准245元/户·月", 1),
        ("每人每月500元发放补贴。", "成本指标发放补贴标准≥300元/人/月", 1),
        ("助学金资助标准为每生每年2000元。", "成本指标经济成本指标资助标准2000元/生·年", 0),
        ("管护人员每人每年24000元。", "成本指标管护人员补助标准2.40万元/人·年", 0),
        ("每户每年254元。", "成本指标记账补贴标准245元/户·月", 0),
        ("上年每生每年1000元。", "成本指标经济成本指标资助标准2000元/生·年", 0),
    ],
)
def test_what_each_one_gets_in_a_line_of_the_text(text, line, wrong):
    assert len(each_gets(document(TITLE, text, line)).findings) == wrong


@small_cases(
    ("text", "row", "wrong"),
    [
        ("推广保护性耕作面积120万亩。", "数量指标|保护性耕作推广面积|100万亩", 1),
        ("推广保护性耕作面积100万亩。", "数量指标|保护性耕作推广面积|100万亩", 0),
        ("招募造血干细胞捐献志愿者60名。", "数量指标|招募捐献志愿者|80名", 1),
        ("招募造血干细胞捐献志愿者60名，培训应急志愿者80名。", "数量指标|培训志愿者|80名", 0),
        ("全年检查企业不少于240家次。", "数量指标|检查企业家次|≥200家次", 1),
        ("截至2030年末在校学生1,126人。", "数量指标|享受补助人数|1,216人", 1),  # digits that changed places
        ("截至2030年末在校学生1,126人。", "数量指标|享受补助人数|1,030人", 0),
    ],
)
def test_nouns_of_one_thing_in_other_words(text, row, wrong):
    assert len(found(text, row)) == wrong


def test_several_goals_in_one_cell():
    text = "改造提升基层社4个，建设镇级助农服务中心8个。"
    (message,) = found(text, "综合改革|85.00|改造提升基层社4个，建设镇级助农服务中心6个")
    assert "建设镇级助农服务中心" in message and "8个" in message


def test_a_goal_that_the_text_has_right_once_and_wrong_once():
    text = "建成高标准农田3.20万亩。绩效指标：建成高标准农田{}万亩。"
    assert len(found(text.format("2.30"), "数量指标|建成高标准农田|3.20万亩")) == 1
    assert found(text.format("1.10"), "数量指标|建成高标准农田|3.20万亩") == []
    assert found(text.format("3.20"), "数量指标|建成高标准农田|3.20万亩") == []


def test_two_standards_with_words_between():
    text = "公益性岗位每人每月岗位补贴2070元。见习补贴：见习人员80人，每人每月1600元。"
    rows = table("绩效目标表", "项目|三级指标|指标值", "公益性岗位|岗位补贴标准|2070元/人·月")
    assert each_gets(document(TITLE, text, rows)).findings == ()
    wrong = text.replace("2070", "2700").replace("。见习补贴：见习人员80人，每人每月1600元", "")
    assert len(each_gets(document(TITLE, wrong, rows)).findings) == 1
