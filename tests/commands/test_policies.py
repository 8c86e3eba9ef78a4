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
