"""Items that are counted and then numbered one by one (A120)."""

import pytest

from tests.audit.texts import findings

WRONG = (
    "2026年重点抓好以下5项工作：一是抓好春耕；二是修好水渠；三是办好培训；四是管好资金。",
    "全年围绕三个方面开展工作：（一）强化监督；（二）改进作风。",
    "预算增加的原因有三：一是人员增加；二是标准提高。",
    "支出减少主要有以下两方面原因：1.项目完工；2.人员退休；3.压减公用经费。",
    "聚焦四项重点任务，一是稳粮，二是保供，三是增收，四是护林，五是防汛。",
    "主要采取六大举措：①宣传；②培训；③巡查；④督办；⑤考核。",
    "本项目共分3个环节：第一，勘察设计；第二，组织施工；第三，竣工验收；第四，移交管护。",
    "项目支出共3项：1.培训经费4.00万元；2.宣传经费6.00万元。",
    "主要承担以下六项职责。（1）编制规划；（2）组织实施；（3）检查验收；（4）统计；（5）宣传。",
)
RIGHT = (
    "2026年重点抓好以下4项工作：一是抓好春耕；二是修好水渠；三是办好培训；四是管好资金。",
    "公益一类事业单位，主要职责：一是监测；二是检验。",
    "较上年减少2个项目，主要原因：一是完工；二是到期；三是压减。",
    "完成了12项重点工作。一是建成水厂；二是修通道路。",
    "其中3项工作：一是巡查；二是督办。",
    "抓好3项工作：一是巡查；二是督办；此外，做好宣传。",
    "抓好3项工作：一是巡查：（1）走访；（2）登记；（3）上报；（4）整改；二是督办；三是宣传。",
    "抓好等5项工作：一是巡查；二是督办。",
    "在5个乡镇建设工程。一是修渠；二是筑坝。",
    "第3项：一是修渠；二是筑坝。",
)


@pytest.mark.parametrize("text", WRONG)
def test_as_many_numbered_items_follow_as_are_counted(text):
    (found,) = findings(text, codes="A120")
    assert found.severity.value == "警告"


@pytest.mark.parametrize("text", RIGHT)
def test_counts_of_other_things_and_open_lists_are_left(text):
    assert not findings(text, codes="A120")


def test_items_may_stand_in_paragraphs_of_their_own():
    lines = ["一、年度工作任务", "重点完成以下4项任务：", "（一）修渠。工期两年。", "（二）筑坝。", "（三）植树。"]
    assert findings(*lines, "二、收支情况", codes="A120")
    assert not findings(*lines, "（四）护林。", "二、收支情况", codes="A120")
    assert not findings(*lines, "（五）护林。", "二、收支情况", codes="A120")  # a gap is another rule's
