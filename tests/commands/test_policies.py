"""The commands about policy packs."""


def test_a_policy_pack_is_chosen_by_name(run, tmp_path):
    book = tmp_path / "a.mzb"
    run("new", book, "--unit", "某单位", "--kind", "事业", "--year", "2025")
    assert [row.split("\t")[0] for row in run("policies")[1].splitlines()] == ["example", "national"]
    assert run("policy", "use", book, "别处")[2].startswith("没有政策参数包“别处”")
    roster = tmp_path / "花名册.csv"
    roster.write_text("姓名\n甲\n", encoding="utf-8")
    assert "没有选择政策参数包" in run("import-roster", book, roster)[2]
    assert run("policy", "use", book, "example")[1] == "2025年预算按“示例参数（请核对后使用）”计算\n"
    assert run("import-roster", book, roster)[0] == 0


def test_questions_answers_pack_and_book_go_together(run, tmp_path):
    file, book = tmp_path / "答案.toml", tmp_path / "a.mzb"
    assert run("policy", "questions", "--year", "2027", "--out", file)[0] == 0
    assert run("policy", "questions", "--year", "2027")[1] == file.read_text(encoding="utf-8")
    assert "已经存在，没有覆盖" in run("policy", "questions", "--out", file)[2]
    status, shown, told = run("policy", "make", file, "--out", "本县")
    assert (status, "已填写 0 项" in shown) == (0, True)
    assert "“社保缴费基数下限”没有填写数值" in told
    assert "已经存在，没有覆盖" in run("policy", "make", file, "--out", "本县")[2]
    assert run("policy", "make", file, "--out", "本县", "--overwrite")[0] == 0
    assert "本县\t" in run("policies")[1]
    run("new", book, "--unit", "某单位", "--kind", "事业", "--year", "2027")
    assert run("policy", "use", book, "本县", "--year", "2027")[0] == 0


def test_a_pack_can_be_a_file_of_any_place_but_not_a_shipped_name(run, tmp_path):
    file = tmp_path / "答案.toml"
    file.write_text('title = "甲"\n', encoding="utf-8")
    target = tmp_path / "甲.toml"
    assert run("policy", "make", file, "--out", target)[0] == 0
    status, shown, _ = run("policy", "check", target, "--year", "2027")
    assert (status, "错误 0 处" in shown) == (0, True)
    assert "程序自带" in run("policy", "make", file, "--out", "national")[2]
    assert "不对；请写参数包名称" in run("policy", "make", file, "--out", "../甲")[2]


def test_a_pack_with_errors_ends_with_one(run):
    status, shown, _ = run("policy", "check", "example", "--year", "2027")
    assert status == 1
    assert "仍是示例" in shown
    assert run("policy", "check", "example", "--year", "2027", "--json")[1].startswith("[")


def test_each_action_says_what_it_wants(run):
    import pytest

    with pytest.raises(SystemExit) as left:
        run("policy", "choose", "x")
    assert left.value.code == 2
