"""What an approved figure is given for: its words are read back as they were written; other words are not guessed."""

from desktop.compute import approved
from desktop.compute.approved import Part
from tests.small_cases import small_cases


@small_cases(
    "part",
    [
        Part(),
        Part(side="收入", fund="一般公共预算"),
        Part(function="2010301", economic="30201", fund="一般公共预算", carry="当年"),
        Part(function="2010302", economic="30201", project="大厅 运行（二期）", fund="财政拨款"),
        Part(function="20103", block="公用经费"),
        Part(economic="302"),
        Part(block="项目支出", fund="政府性基金"),
    ],
)
def test_words_are_read_back(part):
    assert approved.read(part.words()) == part


@small_cases("text", ["", "办公费", "2010301 行政运行 办公费", "项目“甲", "支出合计", "公用经费 现金"])
def test_other_words_are_not_guessed(text):
    assert approved.read(text) is None
