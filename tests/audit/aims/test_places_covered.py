"""As many places stand in a row of goals as the goal over them says in words (A131)."""

from desktop.audit.aims.places_covered import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases


def found(goal, *rows, text=""):
    of = table("绩效目标表", f"绩效目标|{goal}||", "一级指标|二级指标|三级指标|指标值", *rows)
    return [each.message for each in look(document("白水县2031年部门预算", text, of)).findings]


@small_cases(
    ("goal", "row"),
    [
        ("对36个村农村生活污水治理设施进行运行维护，防止设施停运", "产出指标|数量指标|运行维护村庄数|30个"),
        ("完成12个社区老旧管网改造，保障居民用水", "产出指标|数量指标|改造社区个数|21个"),
        ("为24所学校更换教室照明设备", "产出指标|数量指标|更换照明的学校数量|42"),
        ("开展8个地块土壤调查评估", "产出指标|数量指标|调查评估地块数|=18个"),
        ("对15个监测点位开展水质监测", "产出指标|数量指标|开展水质监测的监测点位数|51个"),
    ],
)
def test_another_number_of_places(goal, row):
    assert len(found(goal, row)) == 1


@small_cases(
    ("goal", "row"),
    [
        ("对36个村农村生活污水治理设施进行运行维护", "产出指标|数量指标|运行维护村庄数|36个"),
        ("对36个村农村生活污水治理设施进行运行维护", "产出指标|数量指标|新建设施村庄数|6个"),
        ("对36个村农村生活污水治理设施进行运行维护", "产出指标|数量指标|运行维护村庄数|≥30个"),
        ("对36个村开展治理，对20个村开展运行维护", "产出指标|数量指标|运行维护村庄数|30个"),
        ("对36个村农村生活污水治理设施进行运行维护", "产出指标|数量指标|宣传覆盖村庄数|50个"),
        ("其中对6个示范村进行奖励，治理村庄", "产出指标|数量指标|治理村庄数|30个"),
        ("对36个村委会办公用房进行维护", "产出指标|数量指标|维护村庄数|30个"),
        ("对36个村设施进行运行维护", "产出指标|数量指标|维修设施数量|30处"),
    ],
)
def test_the_same_or_another_thing(goal, row):
    assert found(goal, row) == []


def test_several_rows_or_the_number_in_the_text_leave_it_open():
    goal, row = "对36个村农村污水设施进行运行维护", "产出指标|数量指标|运行维护村庄数|30个"
    assert found(goal, row, "产出指标|数量指标|提升村庄数|6个") == []
    assert found(goal, row, text="运行维护30个村的设施，另6个村由乡镇负责。") == []
