"""The commands about the classification."""

import pytest


@pytest.fixture
def change_file(tmp_path):
    path = tmp_path / "变动.csv"
    rows = ("分类,变动,科目编码,科目名称,改为", "功能分类,停用,20103,,20140", "功能分类,新增,2014096,新项,")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_changes_of_a_book_are_those_of_its_codes(run, wuxi_book):
    status, every, _ = run("catalog", "changes", "--from", "2023", "--to", "2027")
    assert (status, "停用 2010308 信访事务 → 20140 信访事务" in every) == (0, True)
    assert "2027 年版科目已有，本机没有" in every
    assert (
        "账本用到的科目已知有 0 处变动，不是全部（新版没有载入）"
        in run("catalog", "changes", wuxi_book, "--from", "2023", "--to", "2027")[1]
    )
    assert "应早于" in run("catalog", "changes", "--from", "2027", "--to", "2025")[2]


def test_a_code_is_added_and_removed(run, own_codes):
    arguments = ("catalog", "add", "2010397", "数据管理服务", "--kind", "function", "--document", "甲财〔2026〕1号")
    status, shown, _ = run(*arguments, "--year", "2027")
    assert (status, "已自行增加功能分类科目“2010397 数据管理服务”" in shown, str(own_codes) in shown) == (0, True, True)
    assert "已有，不用增加；没有增加" in run(*arguments, "--year", "2027")[2]
    assert run("catalog", "remove", "2010397", "--kind", "function")[0] == 0
    assert "不是在本机自行增加的" in run("catalog", "remove", "2010397", "--kind", "function")[2]


def test_a_preview_says_what_a_book_would_lose_and_takes_nothing(run, wuxi_book, change_file, own_codes):
    arguments = ("catalog", "import", change_file, "--year", "2027", "--document", "甲财〔2026〕9号")
    status, shown, _ = run(*arguments, "--preview", "--book", wuxi_book)
    assert (status, "  2027 年 停用 20103  → 20140" in shown) == (0, True)
    assert "账本用到：功能分类 20103 政府办公厅（室）及相关机构事务 停用 → 20140" in shown
    assert "用到的科目有 1 个变动" in shown
    assert "预览：没有载入" in shown
    assert not own_codes.exists()
    assert "已载入，依据 甲财〔2026〕9号" in run(*arguments)[1]
    changed = run("catalog", "changes", wuxi_book, "--from", "2023", "--to", "2027")[1]
    assert "停用 2010350 事业运行 → 20140 信访事务（甲财〔2026〕9号）" in changed


def test_one_bad_row_and_nothing_is_taken(run, change_file, own_codes):
    change_file.write_text(change_file.read_text(encoding="utf-8") + "功能分类,新增,1,甲,\n", encoding="utf-8")
    status, _, told = run("catalog", "import", change_file, "--year", "2027", "--document", "甲")
    assert status == 1
    assert "第 4 行" in told
    assert "没有载入任何科目" in told
    assert not own_codes.exists()


def test_a_check_says_which_edition_it_used(run, wuxi_book):
    assert "科目：2023 年预算用本机科目表" in run("check", wuxi_book)[1]
    assert '"edition": "科目：2023 年' in run("check", wuxi_book, "--json")[1]
