"""Counts of two years and the change between them."""

from tests.audit.texts import findings
from tests.small_cases import small_cases


@small_cases(
    ("text", "found"),
    [
        ("年末有效企业达到224家，比上年末的200家增长12%。", 0),
        ("年末有效企业达到224家，比上年末的212家增长12%。", 1),
        ("全年接待15.6万人次，比上年14.2万人次增长9.9%。", 0),
        ("全年接待15.6万人次，比上年12.4万人次增长9.9%。", 1),
        ("年末库存180件，比上年的200件下降10%。", 0),
        ("年末库存180件，比上年的200件增长10%。", 1),
        ("景区由6家增加到9家，新增3家。", 0),
        ("景区由6家增加到9家，新增2家。", 1),
        ("聘用人员由20人减少到16人（减少4人）。", 0),
        ("聘用人员由20人减少到16人（增加4人）。", 1),
        ("年末达到168家，比2029年增长12%。", 0),
    ],
)
def test_a_count_of_two_years(text, found):
    assert len(findings(text, codes="A55")) == found
