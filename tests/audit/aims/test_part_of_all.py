"""No more people of a kind than there are people."""

from desktop.audit.aims.part_of_all import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

LODGING = table("项目支出表", "项目|金额|主要内容", "宿舍运行|10.00|保障3260名住校生住宿")


@small_cases(
    ("parts", "wrong"),
    [
        (("现有教学班68个，在校学生3126人。", LODGING), 1),
        (("本校共有学生3126人。", LODGING), 1),
        (("现有3126名在校学生。", LODGING), 1),
        (("在校生3126名。", "寄宿学生3260人，按每生每年补助。"), 1),
        (("全镇总人口2.1万人。", "发放低保对象2.3万人。"), 1),
        (("全镇总户数3200户。", "帮扶脱贫户3500户。"), 1),
        (("持证残疾人1200人。", "发放重度残疾人护理补贴1500人。"), 1),
        (("下辖12个行政村。", "支持脱贫村15个。"), 1),
        (("在校学生3326人。", LODGING), 0),
        (("高中在校学生1126人，初中在校学生2326人。", LODGING), 0),  # both are all
        (("2030年在校学生3126人。", LODGING), 0),  # of another year
        (("在园幼儿300名。", "资助困难幼儿330人次。"), 0),  # twice a year
        (("在校学生3126人。", "累计资助住校学生5200名。"), 0),
        (("常住人口2万人。", "服务周边退役军人3万人。"), 0),
        (("白水县第三中学在校学生3126人。", LODGING), 1),
        (("白水县第一中学在校学生2126人，食堂已建成。", LODGING), 0),  # of another school
        (("现有党员45名。", "慰问困难党员200名。"), 0),  # the office's own
        (("全县党员4500名。", "培训农村党员5400名。"), 1),
        (("下辖12个行政村。", "建设美丽宜居示范村15个。"), 0),  # hamlets may be such
        (("持证残疾人1200人。", "发放残疾人补贴1500人。"), 0),
        (("发放重度残疾人护理补贴1500人。",), 0),
    ],
)
def test_a_part_is_not_greater_than_all_there_are(parts, wrong):
    assert len(look(document("白水县第三中学2031年部门预算", *parts)).findings) == wrong
