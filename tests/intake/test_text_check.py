"""A text with nothing to check is said to be that, never one without errors."""

import pytest

from desktop import cli
from desktop.findings import UserError
from desktop.intake.text_check import checkable, figures
from tests import samples


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("收入总计178.64万元，支出1,786.5元。", 2),
        ("增长3.5%，其中公用占２０％", 2),
        ("现有在编人员8人，车辆1辆", 2),
        ("2025年预算说明", 0),
        ("一、主要职责（一）", 0),
        ("第1页", 0),
        ("", 0),
    ],
)
def test_a_figure_is_a_number_with_what_it_counts(line, count):
    assert figures([line]) == count


@pytest.fixture
def text(tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")

    def write(content):
        path = tmp_path / "说明.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def command(text, tmp_path):
    return lambda content: cli.main(["check-text", str(tmp_path / "账本.mzb"), str(text(content))])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "没有可核对的文字"),
        (" \n\t\n", "没有可核对的文字"),
        ("\ufeff", "没有可核对的文字"),
        ("今年工作安排如下。", "没有可核对的数字"),
        ("2025年部门预算说明", "没有可核对的数字"),
    ],
)
def test_nothing_to_check_ends_with_3(text, command, capsys, content, words):
    with pytest.raises(UserError, match=words):
        checkable(text(content))
    assert command(content) == 3
    shown = capsys.readouterr()
    assert words in shown.err
    assert "错误 0 处" not in shown.out


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\xff", b"a\0b", b"PK\x03\x04broken", b"%PDF-1.4 broken", b"\xd0\xcf\x11\xe0"]
)
def test_what_cannot_be_read_ends_with_3_and_the_reason(command, capsys, content):
    assert command(content) == 3
    shown = capsys.readouterr()
    assert "说明.txt" in shown.err
    assert shown.out == ""


def test_a_missing_text_ends_with_3_a_missing_book_does_not(text, tmp_path, capsys):
    assert cli.main(["check-text", str(tmp_path / "账本.mzb"), str(tmp_path / "没有.txt")]) == 3
    path = text("收入总计178.64万元。")
    assert cli.main(["check-text", str(tmp_path / "没有.mzb"), str(path)]) == 1


def test_a_text_that_agrees_ends_with_0_one_that_does_not_with_1(command, capsys):
    assert command("收入总计178.64万元。") == 0
    assert "检查了 1 段文字、1 个数字：错误 0 处" in capsys.readouterr().out
    assert command("收入总计187.64万元。") == 1
    assert "错误 1 处" in capsys.readouterr().out


def test_a_wrong_option_ends_with_2(tmp_path):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check-text", "账本.mzb"])
    assert stopped.value.code == 2
