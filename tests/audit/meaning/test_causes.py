"""What the reasons of offices mean: more than last year, less, or nothing that is sure."""

import pytest

from desktop.audit.meaning.causes import way, way_of_carried
from tests.small_cases import small_cases


@small_cases(
    "reason",
    [
        "在编教师减少4人",
        "2名干部调出，人员经费相应减少",
        "退休3人，公用经费定额相应调减",
        "河道整治工程已竣工验收",
        "换届工作结束",
        "信息系统升级改造项目已于2024年完成",
        "上年一次性购置执法装备",
        "上年含一次性抚恤金，今年未安排",
        "本年无此项支出",
        "压减一般性支出",
        "落实过紧日子要求，压缩差旅和会议开支",
        "认真落实中央八项规定精神",
        "严格执行公务接待标准，减少陪餐人数",
        "加强公务用车管理",
        "报废老旧车辆1辆",
        "补助标准降低",
        "缴存基数下调",
        "生源减少，学费收入下降",
        "上年结转资金减少",
        "村级项目不再实施",
        "上年会议较多",
        "职能划出",
    ],
)
def test_reasons_of_less(reason):
    assert way(reason, "项目支出", 2025) is False


@small_cases(
    "reason",
    [
        "新招录公务员3人",
        "人员正常晋级晋档",
        "在职人员工资调标和社会保障缴费增加",
        "调整机关工作人员津贴补贴标准",
        "社会保险缴费基数提高",
        "遗属生活补助提标扩面",
        "新增智慧水利平台建设项目",
        "首次安排宗教场所维修补助",
        "上年未安排此项支出",
        "2024年未安排，2025年新增业务培训",
        "电价上涨，水电费增加",
        "受理案件数增加",
        "门诊业务量增长，药品支出相应增加",
        "上年基数较低",
        "补缴以前年度职业年金",
        "车辆老化，维修费增加",
        "结转项目较上年增加",
        "上年受人数偏少影响",
        "村干部报酬标准提高，主要用于兑现村干部补贴",
    ],
)
def test_reasons_of_more(reason):
    assert way(reason, "项目支出", 2025) is True


@small_cases(
    "reason",
    [
        "人员增加，但公用经费压减",
        "基本支出增加8万元，项目支出减少12万元",
        "人员增加与项目完工相抵",
        "缴费基数调整",
        "机构改革职能划转",
        "退休人员增加",
        "上年项目压减",
        "质保期结束",
        "按规定更新购置，原车达到报废年限",
        "免费开放场馆减少",
        "年末结转减少",
        "新能源车辆增加",
        "视频会议增加",
        "扩建项目完工后新增运行维护任务",
        "据实安排",
        "取消药品加成",
        "提高资金使用效益",
    ],
)
def test_reasons_that_may_be_meant_otherwise(reason):
    assert way(reason, "项目支出", 2025) is None


@pytest.mark.parametrize(
    ("reason", "of", "expected"),
    [
        ("退休人员增加2人", "离退休费", True),
        ("退休人员增加2人", "住房公积金", False),
        ("退休人员增加2人", "基本支出", None),
        ("新办公楼竣工验收", "物业管理费", None),
        ("公务用车报废2辆", "公务用车购置费", None),
        ("公务用车报废2辆", "公务用车运行费", False),
    ],
)
def test_what_changed_decides_what_is_meant(reason, of, expected):
    assert way(reason, of, 2025) is expected


@small_cases(
    ("reason", "expected"),
    [
        ("上年结转项目大部分已支付完毕", False),
        ("加快预算执行进度", False),
        ("盘活财政存量资金", False),
        ("以前年度项目均已完工", False),
        ("部分项目未按期完成", True),
        ("上级资金下达较晚", True),
        ("设备采购跨年实施", True),
        ("人员增加", None),
        ("部分项目已完成，部分项目尚未支付", None),
        ("厉行节约，项目已全部完成", None),
    ],
)
def test_what_was_carried_over_has_reasons_of_its_own(reason, expected):
    assert way_of_carried(reason) is expected


def test_a_very_long_reason_has_no_direction():
    assert way("人员减少，" * 60) is None
