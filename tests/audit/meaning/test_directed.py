"""Reasons beside what changed: own money may take the place of other money."""

from desktop.audit.meaning.directed import goes
from desktop.audit.sentences.reading import read
from tests.audit.texts import document
from tests.small_cases import small_cases


@small_cases(
    ("text", "expected"),
    [
        ("财政专户管理资金收入21万元，比上年增加1万元，主要原因是住宿学生减少，住宿费收入减少。", False),
        ("一般公共预算拨款收入21万元，比上年增加1万元，主要原因是住宿费收入减少。", None),  # it may take its place
        ("项目支出21万元，比上年增加1万元，主要原因是上级补助减少。", None),
        ("收入总计21万元，比上年增加1万元，主要原因是上级补助减少。", False),
        ("接待费21万元，比上年减少1万元，主要原因是上级检查增多。", True),
        ("接待费21万元，比上年增加1万元，主要原因是落实中央八项规定精神。", False),
        ("上年结转21万元，比上年增加1万元，主要原因是项目已执行完毕。", False),
        ("上年结转21万元，比上年增加1万元，主要原因是项目尚未实施。", True),
        ("项目支出21万元，比上年增加1万元，主要原因是2025年无此项预算。", True),
        ("项目支出21万元，比上年增加1万元，主要原因是2026年无此项预算。", False),
    ],
)
def test_a_reason_goes_with_what_changed(text, expected):
    of = read(document("某局2026年部门预算", text))
    reason = text.partition("主要原因是")[2].rstrip("。")
    assert goes(of, of.changes[0], reason) is expected
