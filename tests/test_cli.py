"""The command line as scripts use it: exit codes, JSON shapes, and one Chinese sentence for every failure."""

import re
from pathlib import Path

import pytest

from desktop.cli import main

ROOT = Path(__file__).resolve().parent.parent
FORM = ["--form", "chongqing/2023"]


FAILURES = [
    (["check", "{tmp}/none.mzb", *FORM], "找不到账本"),
    (["check", "{tmp}/text.mzb", *FORM], "不是明账账本"),
    (["check", "{tmp}", *FORM], "是文件夹"),
    (["check", "{book}", "--form", "nowhere/1"], "没有名为“nowhere/1”的公开版式"),
    (["sample", "nothing", "{tmp}/x.mzb"], "没有名为“nothing”的示例账本"),
    (["sample", "wuxi_2023", "{book}"], "已经存在"),
    (["export", "{book}", *FORM, "--out", "{tmp}/o", "--only", "exe"], "不能导出“exe”"),
    (["export", "{book}", *FORM, "--out", "{tmp}/text.mzb"], "text.mzb"),
    (["import-lines", "{book}", "{tmp}/none.csv"], "找不到"),
    (["new", "{tmp}/y.mzb", "--unit", " ", "--kind", "事业", "--year", "2025"], "单位名称不能为空"),
    (["new", "{tmp}/y.mzb", "--unit", "甲", "--kind", "事业", "--year", "25"], "四位年份"),
]


@pytest.mark.parametrize(("arguments", "said"), FAILURES, ids=[str(n) for n in range(len(FAILURES))])
def test_every_failure_is_one_chinese_sentence(run, wuxi_book, tmp_path, arguments, said):
    (tmp_path / "text.mzb").write_text("hello")
    filled = [a.replace("{tmp}", str(tmp_path)).replace("{book}", str(wuxi_book)) for a in arguments]
    status, _, error = run(*filled)
    assert status == 1
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert re.search("[\u4e00-\u9fff]", error)
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["foo"], "不能是 'foo'"), (["check"], "缺少 book"), (["new", "a", "--unit", "b", "--kind", "企业", "--year", "1"], "--kind"),
     (["samples", "--x"], "不认识 --x")],
)  # fmt: skip
def test_wrong_arguments_are_answered_in_chinese(arguments, said, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert "命令参数不对" in error
    assert said in error
