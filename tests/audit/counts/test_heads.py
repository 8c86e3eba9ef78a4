"""People of several offices and their number together."""

import pytest

from desktop.audit.counts.heads import RULES
from tests.audit.texts import document


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("局机关行政编制13名，实有12人；下属事业单位编制68名，实有63人；实有在职人员合计75人，退休人员31人。", 0),
        ("局机关行政编制13名，实有12人；下属事业单位编制68名，实有63人；实有在职人员合计57人，退休人员31人。", 1),
        ("县妇联机关编制7名，实有7人；活动中心编制4名，实有3人。部门实有在职人员共10人。", 0),
        ("县妇联机关编制7名，实有7人；活动中心编制4名，实有4人。部门实有在职人员共10人。", 1),
        ("本级行政编制22名、实有21人；服务中心事业编制10名、实有9人。部门合计编制32名、实有30人；退休6人。", 0),
        ("本级行政编制22名、实有21人；服务中心事业编制10名、实有9人。部门合计编制32名、实有32人；退休6人。", 1),
        ("行政编制5名，事业编制3名，编制共9名。", 0),
        ("机关编制7名（实有6人），共有在职人员20人。", 0),
        ("核定编制96名，实有在职人员88人，其中：专业技术人员81人，管理人员4人，工勤人员3人。", 0),
    ],
)
def test_offices_add_up_to_all(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document("某局2024年部门预算", text)).findings) == wrong
