"""Single values are set by name, as one step, and what has no such name is refused with the nearest ones."""

from dataclasses import replace

import pytest

from desktop.exchange.setting import set_values
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Asset,
    BasisCount,
    Budget,
    Establishment,
    FreeText,
    FundShare,
    Income,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    ProjectLine,
    QuotaSplit,
    Release,
    RunningFunction,
    Unit,
)


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建账本"):
            unit = made.insert(Unit(name="某局", kind="行政"))
            made.insert(Budget(unit_id=unit.id, year=2027, policy="example"))
        yield made


def put(book, *assignments):
    budget, *_ = book.records(Budget)
    return [change.describe() for change in set_values(book, budget, assignments)]


def only(book, kind):
    (found,) = book.records(kind)
    return found


def test_a_field_of_the_unit_by_label_or_by_name(book):
    assert put(book, "单位编码=101", "vehicle_posts=3") == ["单位编码：（空） → 101", "vehicle_posts：（空） → 3"]
    assert put(book, "unit.code=102") == ["unit.code：101 → 102"]
    assert (only(book, Unit).code, only(book, Unit).vehicle_posts) == ("102", 3)


def test_somebody_who_was_not_there_is_said_to_be_added(book):
    (added,) = put(book, "人员.张三.工资项.post_wage=3210")
    assert added.endswith("→ 3,210.00 元（新增人员“张三”）")
    assert put(book, "人员.张三.工资项.post_wage=3211") == ["人员.张三.工资项.post_wage：3,210.00 元 → 3,211.00 元"]
    assert put(book, "人员.李四.状态=在职", "人员.李四.岗位=x") == [
        "人员.李四.状态：（空） → 在职（新增人员“李四”）",
        "人员.李四.岗位：（空） → x",
    ]


def test_one_step_that_undo_takes_back(book):
    put(book, "单位编码=101", "审签人=李四")
    assert book.undo().name == "设置 单位编码 等 2 项"
    assert (only(book, Unit).code, book.records(Release)) == ("", [])


@pytest.mark.parametrize(
    ("assignment", "kind", "fields"),
    [
        ("运行科目.行政=2010301", RunningFunction, {"staff": "行政", "function_code": "2010301"}),
        ("运行科目.退休.行政=2080501", RunningFunction, {"staff": "退休.行政"}),
        ("编制.行政=12", Establishment, {"kind": "行政", "posts": 12}),
        ("资产存量.公务用车=3", Asset, {"kind": "公务用车", "stock": 3}),
        ("资产存量.公务用车.本年购置数量=1", Asset, {"purchase": 1, "stock": 0}),
        ("计算基数.学生数.初中=480", BasisCount, {"basis": "学生数", "name": "初中", "amount": "480"}),
        ("收入.一般公共预算.按支出填列=是", Income, {"source": "一般公共预算", "follows": 1}),
        ("收入.事业收入.结转=12.5", Income, {"source": "事业收入", "carry": "结转", "amount": 1250}),
        ("本账本参数.rate.medical.2027-01-01=0.08", ParameterValue, {"parameter": "rate.medical", "value": "0.08"}),
        ("定额分配.综合定额.30201=1000", QuotaSplit, {"quota": "general", "amount": 100000}),
        ("定额分配.general.30201.百分比=40", QuotaSplit, {"percent": "40"}),
        ("人员.张三.工资项.岗位工资=3,210.5", PayItem, {"item": "post_wage", "amount": 321050, "month": 1}),
        ("人员.张三.工资项.岗位工资.7=3300", PayItem, {"amount": 330000, "month": 7}),
        ("人员.张三.年内变动.7.状态=退休", PersonChange, {"month": 7, "status": "退休"}),
        ("人员.张三.资金分担.事业收入=40", FundShare, {"fund": "事业收入", "percent": "40", "item": ""}),
        ("人员.张三.首次参加工作=是", Person, {"name": "张三", "first_job": 1}),
    ],
)
def test_a_record_is_made_by_what_tells_it_apart(book, assignment, kind, fields):
    put(book, assignment)
    found = only(book, kind)
    assert {name: getattr(found, name) for name in fields} == fields


def test_the_same_path_leads_to_the_same_record(book):
    put(book, "项目.大厅.控制数=10000")
    put(book, "测算明细.大厅.保洁.单价=100", "测算明细.大厅.保洁.数量=12", "人员.张三.编号=A1", "人员.A1.职级=正科")
    assert (only(book, ProjectLine).price, only(book, ProjectLine).quantity) == (10000, 12)
    assert only(book, Person).rank == "正科"


def test_an_empty_value_takes_a_record_or_a_value_away(book):
    put(book, "编制.行政=12", "车辆编制=3")
    assert put(book, "编制.行政=", "车辆编制=") == ["编制.行政：12 → （已删除）", "车辆编制：3 → （空）"]
    assert book.records(Establishment) == []


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("单位编号=1", "没有“单位编号”这一项；相近的有：单位编码"),
        ("单位编码", "请写成 名称=值"),
        ("单位性质=公司", "“单位性质”没有“公司”这一选项；可选：行政、参公、事业"),
        ("资产存量.公务用车.数量=1", "没有“数量”这一项；相近的有：上年末数量"),
        ("运行科目.行政.甲=2010301", "没有“行政.甲”这样的人员"),
        ("本账本参数.rate.medicl.2027-01-01=1", "参数包中没有“rate.medicl”；相近的有：rate.medical"),
        ("人员.张三.工资项.岗位公资=1", "参数包中没有“岗位公资”；相近的有：岗位工资"),
        ("人员.张三=x", "没有写明是“人员”的哪一项"),
        ("编制.行政=-1", "不是数量"),
        ("人员.张三.起始月=13", "请填 1 到 12 的月份"),
        ("收入.一般公共预算=1.234", "超过两位小数"),
        ("收入.一般公共预算.按支出填列=对", "请填 是 或 否"),
        ("测算明细.食堂.保洁.单价=1", "没有项目“食堂”"),
        ("阶段=公开", "没有“阶段”这一项"),
    ],
)
def test_what_does_not_fit_changes_nothing(book, assignment, words):
    before = book.fingerprint()
    with pytest.raises(UserError) as caught:
        put(book, "单位编码=999", assignment)
    assert words in str(caught.value)
    assert book.fingerprint() == before


def test_what_the_book_refuses_is_said(book):
    put(book, "项目.大厅.控制数=1", "项目.食堂.控制数=1")
    with pytest.raises(UserError, match=r"“项目\.食堂\.项目名称”没有设置：“项目名称”与前面的一条重复"):
        put(book, "项目.食堂.项目名称=大厅")
    with pytest.raises(UserError, match="“单位名称”没有设置：“单位名称”不能为空"):
        put(book, "单位名称=")


def test_a_frozen_budget_stays_as_it_is(book):
    (budget,) = book.records(Budget)
    put(book, "资产存量.公务用车=3")
    with book.operation("冻结"):
        book.update(replace(budget, frozen_at="2026-12-01T00:00:00"))
    for assignment in ("资产存量.公务用车=4", "资产存量.救护车=1"):
        with pytest.raises(UserError, match="已经封存"):
            put(book, assignment)


def test_two_records_under_one_name_are_not_guessed(book):
    (budget,) = book.records(Budget)
    with book.operation("两人"):
        for _ in range(2):
            book.insert(Person(budget_id=budget.id, name="张三"))
    with pytest.raises(UserError, match="对应 2 条“人员”，不能确定是哪一条"):
        put(book, "人员.张三.职级=正科")


def test_a_field_written_twice_is_refused_under_any_of_its_names(book):
    for pair in (("单位编码=1", "单位编码=2"), ("单位编码=1", "unit.code=1"), ("编制.行政=1", "编制.行政.编制数=2")):
        before = book.fingerprint()
        with pytest.raises(UserError, match="写了两次"):
            put(book, *pair)
        assert book.fingerprint() == before


def test_a_script_makes_a_whole_book_and_takes_values_away(book):
    shown = put(book, "单位编码=101", "运行科目.行政=2010301", "运行科目.退休.行政=2080501", "编制.行政=2",
                "资产存量.公务用车=1", "人员.甲.类别=事业", "人员.甲.状态=在职", "人员.甲.工资项.岗位工资=3000",
                "人员.甲.资金分担.事业收入=40", "计算基数.学生数.初中=480", "本账本参数.rate.medical.2027-01-01=0.08",
                "收入.一般公共预算.按支出填列=是", "项目.大厅.功能科目=2010302", "测算明细.大厅.保洁.经济科目=30209",
                "测算明细.大厅.保洁.单价=100", "控制数.项目支出=5000", "审签人=李四")  # fmt: skip
    assert len(shown) == 17
    (budget,) = book.records(Budget)
    facts = book.facts(budget)
    held = (facts.people, facts.pay_items, facts.fund_shares, facts.basis_counts, facts.parameters, facts.incomes,
            facts.projects, facts.project_lines, facts.controls, facts.assets, facts.establishments)  # fmt: skip
    assert [len(records) for records in held] == [1] * 11
    assert len(facts.running_functions) == 2
    put(book, "人员.甲.工资项.岗位工资=", "计算基数.学生数.初中=", "控制数.项目支出=", "审签人=", "运行科目.退休.行政=")
    facts = book.facts(budget)
    assert (facts.pay_items, facts.basis_counts, facts.controls, facts.release.signed_by) == ((), (), (), "")
    assert [each.staff for each in facts.running_functions] == ["行政"]


def test_an_amount_of_income_that_follows_expenditure_is_refused_and_how_to_set_it_is_said(book):
    put(book, "收入.一般公共预算.当年.按支出填列=是")
    before = only(book, Income)
    with pytest.raises(UserError, match=r"请同时写 收入\.一般公共预算\.当年\.按支出填列=否"):
        put(book, "收入.一般公共预算.当年=1")
    with pytest.raises(UserError, match="填写的金额不起作用"):
        put(book, "收入.一般公共预算.当年.金额=1", "单位编码=7")
    with pytest.raises(UserError, match="填写的金额不起作用"):
        put(book, "收入.事业收入.当年=1", "收入.事业收入.当年.按支出填列=是")
    assert only(book, Income) == before
    assert only(book, Unit).code == ""
    put(book, "收入.一般公共预算.当年=1", "收入.一般公共预算.当年.按支出填列=否")
    assert (only(book, Income).amount, only(book, Income).follows) == (1_00, 0)
    put(book, "收入.一般公共预算.当年=2")
    assert only(book, Income).amount == 2_00


def test_that_there_is_no_procurement_is_stated_by_name_and_taken_back(book):
    assert put(book, "政府采购=没有", "政府购买服务=无") == ["政府采购：（空） → 没有", "政府购买服务：（空） → 没有"]
    assert {t.key: t.text for t in book.records(FreeText)} == {
        "no_procurement": "没有",
        "no_purchased_services": "没有",
    }
    put(book, "政府采购=")
    assert [t.key for t in book.records(FreeText)] == ["no_purchased_services"]
    with pytest.raises(UserError, match="“政府采购”只能写“没有”"):
        put(book, "政府采购=3")


def test_a_unit_is_renamed_as_by_the_operation_and_ended_only_by_it(book):
    with book.operation("另一单位"):
        other = book.insert(Unit(name="中心", code="9"))
        own = book.insert(Budget(unit_id=other.id, year=2027))
        book.insert(Income(budget_id=own.id, source="上级补助收入", amount=1, counterpart=book.units()[0].name))
    put(book, "单位名称=新局")
    assert [i.counterpart for i in book.records(Income) if i.counterpart] == ["新局"]
    before = book.fingerprint()
    for assignment, words in (
        ("单位名称=中心", "已有单位“中心”"),
        ("单位编码=9", "“9”已由“中心”使用"),
        ("撤并年度=2027", "unit end"),
    ):
        with pytest.raises(UserError, match=words):
            put(book, assignment)
    assert book.fingerprint() == before


def test_the_website_is_set_by_its_name_and_taken_away_by_nothing(book):
    put(book, "公开网址=https://例.gov.cn")
    assert [(t.key, t.text) for t in book.records(FreeText)] == [("website", "https://例.gov.cn")]
    put(book, "公开网址=")
    assert book.records(FreeText) == []


def test_a_day_is_set_in_any_common_spelling_and_stored_in_one(book):
    assert put(book, "批复日期=2027年1月25日") == ["批复日期：（空） → 2027-01-25"]
    put(book, "公开日期=20270212", "本账本参数.rate.medical.2027/1/1=0.08")
    assert only(book, Release).published_on == "2027-02-12"
    assert only(book, ParameterValue).valid_from == "2027-01-01"
    put(book, "本账本参数.rate.medical.2027年1月1日=0.09")
    assert only(book, ParameterValue).value == "0.09", "the same day in another spelling is the same value"
    with pytest.raises(UserError, match="2027-01-01"):
        put(book, "批复日期=2027/2/30")
