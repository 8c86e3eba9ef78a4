"""By how many people a staff is more or fewer, told in several places (A159)."""

from desktop.audit.numbers.net_staff import look
from desktop.findings import Severity
from tests.audit.documents import document
from tests.audit.texts import findings
from tests.small_cases import small_cases


def found(*texts):
    return [each.message for each in look(document("白水县2031年部门预算", *texts)).findings]


STAFF = "某局编制数108，实有人数171人，其中：在职99人，增加2人；退休71人，增加3人。"


@small_cases(
    "texts",
    [
        (STAFF, "比上年增加116.18万元，主要原因是在职人员净增加4人。"),
        (STAFF, "基本支出增加，主要是增加在职人员1人及正常晋级。"),
        (STAFF, "主要原因是退休人员增加5人，取暖费增加。"),
        ("与2030年末相比，在职人员减少1人。", "人员经费减少，原因是在职教职工净减3人。"),
        ("人员经费增加，原因是新增人员2名。", "公用经费增加，主要原因是新增人员5名。"),
        (STAFF, "行政运行（项）增加8.00万元，主要原因是在职人员增加3人。"),
    ],
)
def test_two_numbers_of_one_change(texts):
    assert len(found(*texts)) == 1


@small_cases(
    "texts",
    [
        (STAFF, "比上年增加116.18万元，主要原因是在职人员净增加2人。"),
        (STAFF, "主要原因是行政人员增加1人。"),
        (STAFF, "主要原因是在职人员减少1人。"),
        (STAFF, "行政运行（项）增加8.00万元，主要原因是在职人员增加1人。"),
        (STAFF, "主要原因是上年在职人员增加4人。"),
        (STAFF, "主要原因是下属中心在职人员增加4人。"),
        (STAFF, "主要原因是退休人员增加3人。"),
        ("全县新增就业人员500人。", "新增人员2名。"),
    ],
)
def test_the_same_or_some_of_the_people(texts):
    assert found(*texts) == []


@small_cases(
    ("lines", "wrong"),
    [
        ("教职工增加6人。|社保缴费增加原因是教师增加4人，工勤人员增加2人。", 0),
        ("教职工减少6人。|工资福利支出减少主要是教师减少5人。", 0),
        ("在职人员增加6人。|社保缴费增加原因是在职人员增加4人。", 1),
        ("教师增加6人。|社保缴费增加原因是教师增加4人。", 1),
    ],
)
def test_teachers_are_some_of_the_staff(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A159")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A159"] * wrong
