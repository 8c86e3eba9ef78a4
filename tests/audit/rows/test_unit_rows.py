"""Parts of a unit's amount against its row."""

from desktop.audit.rows.unit_rows import RULES
from tests.audit.documents import document, table
from tests.small_cases import small_cases

HEAD = "甲局2025年部门预算"
ROWS = table(
    "收入预算总表（分单位）",
    "单位|合计|一般公共预算|事业收入|上年结转",
    "合计|90.00|70.00|12.00|8.00",
    "甲县苗木种子站|40.00|30.00|6.00|4.00",
    "甲县测土检验所|50.00|40.00|6.00|4.00",
)


@small_cases(
    ("text", "wrong"),
    [
        ("苗木种子站40.00万元，其中上年结转4.00万元；测土检验所50.00万元，其中事业收入6.00万元。", 0),
        ("苗木种子站40.00万元，其中上年结转4.40万元；测土检验所50.00万元，其中事业收入9.00万元。", 2),
        ("苗木种子站30.50万元，其中上年结转4.40万元。", 0),  # another amount than that of the row
        ("苗木种子站40.00万元，其中设备购置9.00万元。", 0),  # no such column
    ],
)
def test_a_part_of_a_units_amount_is_in_the_column_of_its_name(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(HEAD, f"分单位看：{text}", ROWS)).findings) == wrong
