"""Which changes are the reasons of which."""

from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import with_reasons
from tests.audit.texts import document, findings

TEXT = (
    "2026年收入预算90万元，比上年减少8万元，主要原因：一是人员经费减少10万元；二是公用经费增加2万元。",
    "2026年支出预算90万元，比上年减少8万元。",
)


def test_a_change_has_the_reasons_right_behind_it_and_none_of_another_passage():
    found = [(owner.amount.text, [each.amount.text for each in several]) for owner, several in _pairs()]
    assert found == [("8", ["10", "2"])]


def _pairs():
    return list(with_reasons(read(document(*TEXT)).changes))


def test_a_year_that_is_compared_with_the_one_before_it_beside_this_year_is_meant_so():
    text = "2023年较2022年增加20.00万元，增长3.70%；{}增加40.00万元，增长8.00%。"
    for own in ("2022年较2021年", "2022年预算比2021年", "2022年与2021年相比"):
        assert findings("某局2023年部门预算", text.format(own), codes="A14") == []
    for own in ("2023年较2021年", "较2021年"):
        assert findings("某局2023年部门预算", text.format(own), codes="A14") != []
    assert findings("某局2023年部门预算", "支出60.00万元，2023年预算较2021年增加20.00万元。", codes="A14") != []
