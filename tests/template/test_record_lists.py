"""Which list a table is, and which field a header asks for."""

from desktop.template.record_lists import known_lists, list_of
from desktop.template.records import CODE_FIELDS, GROUPS
from tests.small_cases import small_cases


@small_cases(
    ("name", "path", "field"),
    [
        ("人员", ["姓名（必填）"], "姓名"),
        ("人员", ["工资", "岗位工资（元）"], "工资项.岗位工资"),
        ("支出明细", ["支出功能分类科目", "项"], "功能科目.项"),
        ("支出明细", ["支出功能分类科目", "科目名称"], "功能科目名称"),
        ("支出明细", ["部门预算支出经济分类编码"], "经济科目"),
        ("支出明细", ["政府预算支出经济分类"], "政府经济科目"),
        ("项目", ["*项目名称："], "项目名称"),
        ("项目", ["本年预算金额（万元）"], "金额"),
        ("项目", ["预算数", "合计"], "金额"),
        ("项目", ["上年预算数"], ""),
        ("项目", ["户数"], ""),
        ("政府采购", ["3.采购数量"], "数量"),
        ("项目", [], ""),
    ],
)
def test_a_header_asks_for_a_field(name, path, field):
    assert known_lists()[name].field(path) == field


@small_cases(
    ("title", "headers", "name"),
    [
        ("项目支出预算表", ["序号", "项目名称", "金额"], "项目"),
        ("政府采购预算表", ["项目名称", "采购品目", "数量", "金额"], "政府采购"),
        ("项目支出绩效目标表", ["项目名称", "一级指标", "二级指标", "三级指标", "指标名称", "指标值"], "绩效指标"),
        ("表", ["功能科目", "经济科目", "金额"], "支出明细"),
        ("表", ["姓名", "职务"], "人员"),
        ("表", ["会议名称", "参会人数", "会议天数"], "会议"),
        ("收支总表", ["项目", "预算数"], None),
        ("一般公共预算支出表", ["科目编码", "科目名称", "合计"], None),
    ],
)
def test_a_table_is_known_by_its_title_and_columns(title, headers, name):
    found = list_of(title, [[header] for header in headers])
    assert (found.name if found else None) == name


def test_fields_of_codes_and_groups_are_headers_of_some_list():
    fields = {field for entry in known_lists().values() for field in entry.headers.values()}
    assert {*CODE_FIELDS, *GROUPS} <= fields
