"""Goals that count what is bought, against the rows of the table of purchases."""

from desktop.audit.aims.bought_goals import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

BUYING = table(
    "政府采购预算表",
    "采购项目|数量|金额",
    "合计||68.50",
    "台式计算机|8台|4.00",
    "彩超|2台|30.00",
    "腹腔镜|1套|20.00",
    "办公桌椅|10套|2.50",
    "保洁服务|1项|12.00",
)
ASSETS = table(
    "新增资产配置表",
    "资产名称|计量单位|数量|预算金额",
    "A02010104台式计算机|台|8|4.00",
    "A02021003打印机|台|3|0.60",
    "执法车辆|辆|2|30.00",
    "合计|||34.60",
)
MONEY = "项目资金||年度资金总额|50.00万元"


def goals(*rows, head="一级指标|二级指标|三级指标|指标值"):
    return table("项目绩效目标表", head, *rows)


@small_cases(
    ("bought", "aims", "wrong"),
    [
        (BUYING, goals("产出指标|数量指标|购置台式计算机数量|10台"), 1),
        (BUYING, goals("产出指标|数量指标|购置台式计算机数量|8台"), 0),
        (BUYING, goals(MONEY, "产出指标|数量指标|购置设备台（套）数|4台（套）"), 1),
        (BUYING, goals(MONEY, "产出指标|数量指标|购置设备台（套）数|3台（套）"), 0),
        (BUYING, goals(MONEY, "产出指标|数量指标|采购医疗设备数量|5台"), 1),
        (ASSETS, goals("产出指标|数量指标|更新执法车辆|3辆"), 1),
        (ASSETS, goals("产出指标|数量指标|购置打印机|3台"), 0),
        (ASSETS, goals("项目资金||资金总额（万元）|4.60", "产出指标|数量指标|购置办公设备|12台（套）"), 1),
        (ASSETS, goals("办公设备购置|4.60|购置办公设备|9台", head="项目名称|预算金额（万元）|数量指标|指标值"), 1),
        (
            BUYING,
            goals("项目资金||年度资金总额|99.00万元", "产出指标|数量指标|购置设备台（套）数|4台（套）"),
            0,
        ),  # of other money
        (BUYING, goals(MONEY, "产出指标|数量指标|维修设备数量|4台"), 0),
        (BUYING, goals(MONEY, "产出指标|数量指标|购置设备台（套）数|≥2台（套）"), 0),  # a bound
        (BUYING, goals("产出指标|数量指标|购置救护车|1辆"), 0),
        (BUYING, goals("项目资金||年度资金总额|12.00万元", "产出指标|数量指标|采购服务|2项"), 0),  # no things
        (BUYING, goals(MONEY, "产出指标|数量指标|购置设备种类|4种"), 0),
    ],
)
def test_a_goal_counts_what_the_rows_of_its_money_or_name_count(bought, aims, wrong):
    assert len(look(document("白水县人民医院2031年部门预算", bought, aims)).findings) == wrong
