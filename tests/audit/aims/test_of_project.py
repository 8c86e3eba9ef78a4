"""A project is for as many people or things as the text counts of those it is named for (A133)."""

from desktop.audit.aims.of_project import look
from desktop.audit.counts.goals import goals
from desktop.audit.details import quantities
from tests.audit.documents import document, table
from tests.small_cases import small_cases


def of_rows(row, *lines):
    rows = table("项目支出绩效目标汇总表", "项目名称|金额|主要绩效目标", "办案业务费|20.00|办理案件300件", row)
    return document("白水县某局2031年部门预算", *lines, rows)


def found(row, *lines):
    return [each.message for each in look(of_rows(row, *lines)).findings]


def by_others(row, *lines):
    of = of_rows(row, *lines)
    return [each.message for rule in (goals, quantities.look) for each in rule(of).findings]


@small_cases(
    ("text", "row"),
    [
        ("实有民警189人；警务辅助人员132名。", "警务辅助人员经费|51.00|保障辅警123人工资及社保，发放及时率100%"),
        ("全县生态护林员386人。", "生态护林员补助|38.00|为368名护林员发放管护劳务费，发放准确率100%"),
        ("聘用制书记员21名，法官14人。", "聘用制书记员经费|12.00|保障书记员12人工资待遇"),
        ("遗属31人。", "遗属生活补助|3.00|保障遗属13人基本生活"),
        ("农村公益性岗位人员254名。", "农村公益性岗位补贴|30.00|落实公益性岗位人员245名待遇"),
        ("村级动物防疫员115人。", "村级动物防疫员补助经费|30.00|为151人发放劳务补助"),
        ("特岗教师68名。", "特岗教师工资|30.00|保障86人工资按时发放"),
        ("乡村保洁员204人，环境整治。", "乡村保洁员工资|30.00|聘用保洁员240人，村庄干净整洁"),
        ("残疾人专职委员143名。", "残疾人专职委员补贴|30.00|发放134名专职委员补贴"),
        ("共有执法执勤车辆35辆。", "执法执勤车辆运行费|30.00|保障执法执勤车辆53辆正常运行"),
        ("警务辅助人员132名。", "辅警工资|51.00|保障辅警123名工资及社保"),
        ("全镇低保对象241户。", "低保金|30.00|发放低保对象214户低保金"),
        ("全县乡村医生95名。", "基层卫生补助|30.00|发放乡医59名补助"),
        ("实有在校学生1246人。", "营养改善计划|30.00|保障1264名学生营养餐"),
    ],
)
def test_another_number_of_those_the_project_is_named_for(text, row):
    assert len(found(row, text)) + bool(by_others(row, text)) == 1  # what another rule has found is not said again


def test_nearly_the_same_number_is_wrong_where_the_text_says_another_twice():
    row = "警务辅助人员经费|51.00|保障辅警125人工资及社保"
    twice = "2031年安排警务辅助人员132名工资。", "项目：按警务辅助人员132名、人均3.88万元测算。"
    assert len(found(row, *twice)) == 1
    assert found(row, twice[0]) == []


@small_cases(
    ("text", "row"),
    [
        ("警务辅助人员132名。", "警务辅助人员经费|51.00|保障辅警132人工资及社保"),
        ("警务辅助人员132名。", "警务辅助人员经费|51.00|培训民警123人"),
        ("警务辅助人员132名。", "警务辅助人员经费|51.00|新招辅警123人"),
        ("警务辅助人员132名，其中女性123人。", "警务辅助人员经费|51.00|保障辅警123人工资"),
        ("警务辅助人员编制132名。", "警务辅助人员经费|51.00|保障辅警123人工资"),
        ("东所警务辅助人员132名，西所警务辅助人员120名。", "警务辅助人员经费|51.00|保障辅警123人工资"),
        ("民警132名。", "警务辅助人员经费|51.00|保障辅警123人工资"),
        ("警务辅助人员132名。", "警务辅助人员经费|51.00|保障辅警140人工资"),
        ("生态护林员386人。", "公益林管护|38.00|管护员368人巡山护林"),
        ("生态护林员386人。", "生态护林员补助|38.00|购置巡护装备368套"),
        ("特岗教师68名。", "教师培训|30.00|培训教师86人"),
        ("实有在校学生1246人，住校学生420人。", "营养改善计划|30.00|保障1264名学生营养餐"),
        ("全县乡村医生95名。", "基层卫生补助|30.00|发放医务人员59名补助"),
        ("全镇低保对象241户。", "临时救助|30.00|救助困难家庭214户"),
    ],
)
def test_the_same_number_some_of_them_or_others(text, row):
    assert found(row, text) == []
