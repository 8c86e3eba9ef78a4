"""Commands about documents from elsewhere: what they print, what they refuse, how they end."""

from types import SimpleNamespace

import pytest

from desktop.commands import published
from desktop.findings import Place, UserError
from desktop.published.disagreements import Compared, Disagreement
from desktop.published.reading import ReadCell
from tests import samples
from tests.template.helpers import one_sheet, procurement


@pytest.fixture
def book(tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    return tmp_path / "账本.mzb"


@pytest.fixture
def form_of_procurement(tmp_path):
    one_sheet("06", procurement()).save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def test_the_keys_of_a_file_are_the_first_words_of_its_lines_without_remarks(tmp_path):
    path = tmp_path / "接受.txt"
    path.write_text("\ufeff# 已核对\n\n  a1\t某数\t1.00\n  # b2\nc3\n", encoding="utf-8")
    assert published._keys_in(str(path)) == {"a1", "c3"}
    assert published._keys_in("") == set()
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match=r"“.*接受\.txt”的文字编码无法识别"):
        published._keys_in(str(path))


@pytest.mark.parametrize("every_figure", [True, False])
def test_a_disagreement_is_printed_with_both_sides_and_its_key(capsys, every_figure):
    def figure(label, amount):
        return ReadCell("t", 0, "r", "c", (), amount, True, place=Place(sheet="表一"), label=label)

    compared = [Compared(figure("工资", 100), 100), Compared(figure("津贴", 100), 101)]
    doubt = Disagreement("某数", "1.00", "1.01", "k1")
    published._show_compared(SimpleNamespace(compared=compared, disagreements=[doubt]), every_figure=every_figure)
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "导入后与文件一致 1 个，不一致 1 个"
    assert ("表一 津贴\t1.00\t1.01  ← 不一致" in shown) is every_figure
    assert ("表一 工资\t1.00\t1.00" in shown) is every_figure
    assert shown[-2:] == ["需逐项接受（--accept 编号）的有 1 项：", "k1\t某数\t文件：1.00\t导入后：1.01"]


@pytest.mark.usefixtures("outside_files_are_read_in_a_child")
def test_a_template_is_learned_into_the_file_asked_for(run, form_of_procurement, tmp_path):
    target = tmp_path / "另存.json"
    status, shown, _ = run("template", "learn", form_of_procurement, "--out", target)
    assert (status, f"已生成对应表 {target}" in shown, target.exists()) == (0, True, True)
    assert not form_of_procurement.with_suffix(".对应表.json").exists()


def test_a_template_without_known_cells_and_an_unknown_word_are_refused(run, tmp_path):
    one_sheet("表", [["颜色", "气味"], ["红", "香"]]).save(tmp_path / "别的.xlsx")
    status, _, error = run("template", "learn", tmp_path / "别的.xlsx")
    assert (status, "“别的.xlsx”中没有认出可以填写的格" in error) == (1, True)
    assert list(tmp_path.glob("*.json")) == []
    status, _, error = run("template", "fill", tmp_path / "别的.xlsx")
    assert (status, "不认识“template fill”" in error) == (1, True)
