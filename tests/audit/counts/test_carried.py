"""Money carried over inside an amount."""

import pytest

from desktop.audit.counts.carried import RULES
from tests.audit.documents import BALANCE, document, table

RESTS, TABLED = (rule.look for rule in RULES)
TEXT = "2032年支出12.00万元（含上年结转{}万元），剔除结转因素后为11.00万元。"


@pytest.mark.parametrize(("carried", "wrong"), [("1.00", 0), ("1.40", 1)])
def test_what_is_left_and_what_the_tables_show(carried, wrong):
    paper = document(TEXT.format(carried), table("收支总表", *BALANCE))
    assert len(RESTS(paper).findings) == wrong
    assert len(TABLED(paper).findings) == wrong
    assert TABLED(document(TEXT.format(carried))).findings == ()
