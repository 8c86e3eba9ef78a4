"""Numbers among goals times what one costs, against the money of the project."""

from desktop.audit.aims.unit_prices import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

HEAD = "白水县教育局2031年部门预算"
LONG = "项目名称|项目金额（万元）|一级指标|二级指标|三级指标|指标值"
PROJECTS = table("项目支出表", "项目名称|功能科目|合计", "困难学生资助|2050299|6.00", "合计||6.00")


def goals(*rows, head=LONG):
    return table("项目支出绩效目标表", head, *rows)


def of(count, price, money="6.00", name="困难学生资助"):
    first = f"{name}|{money}|产出指标|数量指标|{count}"
    return (goals(first, f"{name}|{money}|产出指标|成本指标|{price}"),)


@small_cases(
    ("tables", "wrong"),
    [
        (of("资助学生人数|50名", "资助标准|每人2000元"), 1),
        (of("资助学生人数|50人", "人均资助标准|2000元"), 1),
        (of("资助学生人数|50人", "资助标准|=2000元/生/年"), 1),
        (of("运维自动监测站|6个", "每站年运维费|21.50万元", "86.00", "监测站运维"), 1),
        (of("管护水库座数|32座", "平均每座管护经费|4万元", "92.00", "水库管护"), 1),  # two digits turned
        (of("购置计算机数量|300台", "单台成本|0.60万元", "18.00", "设备购置"), 1),  # a zero too many
        (of("养护县道里程|53公里", "县道补助标准|8000元/公里", "28.00", "农村公路养护"), 1),
        (of("补助村数|≥20个", "每村补助标准|3.00万元", "54.00", "村级组织运转"), 1),
        (
            (
                PROJECTS,
                goals(
                    "困难学生资助|数量指标|资助学生人数|50名",
                    "|成本指标|每生资助标准|2000元",
                    head="项目名称|二级指标|三级指标|指标值",
                ),
            ),
            1,
        ),
        (of("资助学生人数|30名", "资助标准|每人2000元"), 0),
        (of("资助学生人数|10名", "资助标准|2000元/人", "6.00"), 0),  # three years, or other things
        (of("资助学生人数|60名", "资助标准|2000元/人", "6.00"), 0),  # half of it is other money
        (of("资助学生人数|50名", "每人每月补助标准|400元"), 0),
        (of("资助学生人数|50名", "资助标准|≤2000元/人"), 0),
        (of("资助学生人数|≥20名", "资助标准|每人2000元"), 0),
        (of("资助学生人数|20名", "资助标准|每人2000元"), 0),  # of a round price any amount is a multiple
        (of("开展活动次数|50场", "资助标准|每人2000元"), 0),
        (of("培训教师人数|50名", "资助标准|每人2000元"), 0),
        (of("资助学生人数|50名", "资助标准|2000元"), 0),  # it is not said of what
        ((*of("资助学生人数|50名", "资助标准|每人2000元"), PROJECTS, goals("困难学生资助|10.00|||次数|2次")), 0),
        (
            (
                goals(
                    "困难学生资助|6.00|产出指标|数量指标|资助学生人数|50名",
                    "|||成本指标|资助标准|每人2000元",
                    "|||成本指标|宣传费|1万元",
                ),
            ),
            0,
        ),
    ],
)
def test_the_number_times_the_price_is_the_money(tables, wrong):
    assert len(look(document(HEAD, *tables)).findings) == wrong


def test_a_table_of_one_project_states_its_money_in_a_row():
    rows = ("项目名称|困难学生资助", "资金总额（万元）|6.00", "指标|指标值", "资助学生人数|50名", "人均资助标准|2000元")
    assert len(look(document(HEAD, table("项目支出绩效目标表", *rows))).findings) == 1
