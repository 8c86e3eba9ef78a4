"""A document makes public the budget of its own year."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"


@small_cases(
    "text",
    [
        "根据有关规定，现将白水县林业局2030年部门预算公开如下：",
        "按照县财政局要求，现将我局2030年度部门预算及“三公”经费预算情况予以公开。",
        "现就本单位2029年单位预算信息向社会公开如下：",
        "现将2030年预算编制情况说明如下：",
        "经批准，特将白水县林业局2030年部门预算信息公布如下。",
        "白水县林业局2030年部门预算公开如下：",
    ],
)
def test_the_budget_of_a_former_year_is_made_public(text):
    assert [each.code for each in findings(TITLE, text, codes="A51")] == ["A51"]


@small_cases(
    "text",
    [
        "根据有关规定，现将白水县林业局2031年部门预算公开如下：",
        "现将2030年部门预算执行情况和2031年部门预算公开如下：",
        "现将本单位2030年预算执行情况说明如下：",
        "现将2030年度部门预算绩效自评情况公开如下：",
        "按照《关于做好2030年部门预算公开工作的通知》要求，现将部门预算公开如下：",
        "2030年部门预算已向社会公开。",
        "我局2030年2月将2030年部门预算进行公开，2031年继续公开。",
        "现将2032年部门预算公开如下：",
    ],
)
def test_the_budget_of_the_year_or_another_thing(text):
    assert not findings(TITLE, text, codes="A51")
