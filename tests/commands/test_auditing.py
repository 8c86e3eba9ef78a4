"""The audit command: how it ends, what it prints, a folder."""

import json
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from desktop.commands import auditing
from tests import samples
from tests.small_cases import small_cases


@pytest.fixture
def book(tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    return tmp_path / "账本.mzb"


@pytest.fixture
def text(tmp_path):
    def write(content, name="说明.txt"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return write


@small_cases(
    "content",
    [
        "",
        " \n\t\n",
        "\ufeff",
        "今年工作安排如下。",
        "2025年部门预算说明",
        b"a\0b",
        b"PK\x03\x04broken",
        b"%PDF-1.4 broken",
    ],
)
def test_nothing_to_check_ends_with_3_and_the_reason(run, text, content):
    status, shown, error = run("audit", text(content))
    assert (status, shown) == (auditing.NOTHING_TO_CHECK, "")
    assert "说明.txt" in error


def test_the_book_decides_where_there_is_one(run, text, book):
    for content, ended in (("收入总计178.64万元。", 0), ("收入总计187.64万元。", 1)):
        status, shown, _ = run("audit", text(content), "--book", book)
        assert (status, f"错误 {ended} 处" in shown) == (ended, True)
    assert run("audit", text("收入总计178.64万元。"), "--book", book.with_name("没有.mzb"))[0] == auditing.NOT_RUN


def test_a_file_of_another_layout_than_the_books_is_compared_in_its_own(run, book, tmp_path):
    assert run("export", book, "--form", "gansu/2025", "--out", tmp_path, "--only", "xlsx", "--draft")[0] == 0
    (file,) = tmp_path.glob("*.xlsx")
    status, shown, told = run("audit", file, "--book", book)
    assert (status, "错误 0 处" in shown, "按文件的版式核对" in told) == (0, True, True)
    assert run("audit", file, "--book", book, "--form", "chongqing/2023")[0] == 1
    folder = tmp_path / "文件"
    folder.mkdir()
    file.rename(folder / file.name)
    assert run("audit", folder, "--book", book, "--xlsx", tmp_path / "结果.xlsx")[0] == 0


def test_another_year_than_the_document_names_is_said(run, text, book):
    title = "青禾县政务服务中心{}年单位预算\n\n收入总计178.64万元。"
    assert "注意：文件写的是青禾县政务服务中心2031年" in run("audit", text(title.format(2031)), "--book", book)[2]
    assert "注意：文件写的是" not in run("audit", text(title.format(2025)), "--book", book)[2]


def test_json(run, text):
    status, shown, _ = run("audit", text("收入总计178.64万元。"), "--json")
    assert (status, json.loads(shown)["document"]) == (0, "说明.txt")


@pytest.mark.parametrize("arguments", [(), ("a.txt", "--formm", "x")])
def test_a_wrong_use_ends_with_2(run, arguments):
    with pytest.raises(SystemExit) as stopped:
        run("audit", *arguments)
    assert stopped.value.code == 2


def test_an_unknown_layout_and_a_folder_without_a_table_are_refused(run, text, tmp_path):
    assert "没有版式“gone/1999”" in run("audit", text("收入1万元。"), "--form", "gone/1999")[2]
    assert "--xlsx" in run("audit", tmp_path)[2]


def test_a_folder_is_a_row_for_each_document_and_goes_on_after_a_broken_one(run, text, tmp_path):
    text("收入总计178.64万元。", "甲.txt")
    text(b"PK\x03\x04broken", "乙.docx")
    (tmp_path / "别的.zip").write_bytes(b"PK")
    target = tmp_path / "审阅.xlsx"
    status, shown, _ = run("audit", tmp_path, "--xlsx", target)
    assert (status, "核对了 1 个文件，1 个没有核对" in shown) == (0, True)
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["乙.docx", "甲.txt"]
    assert "没有核对" in rows[1][-1]
    assert run("audit", tmp_path, "--xlsx", target)[1] == shown


def test_documents_of_a_folder_find_their_budget_by_what_they_say(run, text, book, tmp_path):
    folder = tmp_path / "公开"
    folder.mkdir()
    name = "青禾县政务服务中心"
    for number, title in enumerate((f"{name}2025年单位预算", f"{name}2031年单位预算", "别的单位2025年单位预算")):
        (folder / f"{number}.txt").write_text(f"{title}\n\n收入总计187.64万元。", encoding="utf-8")
    target = tmp_path / "审阅.xlsx"
    status, shown, _ = run("audit", folder, "--book", book, "--xlsx", target)
    assert (status, "核对了 3 个文件，0 个没有核对；错误 1 处" in shown) == (1, True)
    workbook = CalamineWorkbook.from_path(str(target))
    compared = [row[2] for row in workbook.get_sheet_by_name("审阅").to_python()[1:]]
    assert compared[0].startswith(f"{name} 2025年")
    assert "没有2031年" in compared[1]
    assert compared[2].startswith("没有与账本核对：")
    findings = workbook.get_sheet_by_name("问题").to_python()[1:]
    assert {(row[0], row[1], row[2]) for row in findings if row[1] == "错误"} == {("0.txt", "错误", "B82")}
    assert workbook.get_sheet_by_name("未检查").to_python()[1:]


@pytest.mark.parametrize("flag", [("--json",), ("--year", "2025"), ("--unit", "甲")])
def test_what_a_folder_cannot_have_is_refused_in_a_sentence(run, tmp_path, flag):
    status, _, error = run("audit", tmp_path, "--xlsx", tmp_path / "表.xlsx", *flag)
    assert (status, "核对整个文件夹时" in error) == (auditing.NOT_RUN, True)


def test_the_opinion_is_written_beside_the_answer(run, text, tmp_path):
    path = text("2025年收入总计178.64万元，其中：拨款收入100万元、其他收入70万元。")
    pdf, docx = tmp_path / "意见.pdf", tmp_path / "意见.docx"
    status, shown, error = run("audit", path, "--json", "--pdf", pdf, "--docx", docx)
    assert (status, json.loads(shown)["document"]) == (1, "说明.txt")
    assert "审阅意见" in error
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "应核对" in zipfile.ZipFile(docx).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("target", "reason"),
    [(("--pdf", "意见.docx"), "扩展名应为 .pdf"), (("--docx", "说明.docx"), "不能写到所审阅的文件")],
)
def test_an_opinion_that_would_be_something_else_is_refused(run, text, tmp_path, target, reason):
    path = text("收入总计178.64万元。", "说明.docx")
    status, _, error = run("audit", path, target[0], tmp_path / target[1])
    assert (status, reason in error) == (auditing.NOT_RUN, True)


def test_an_opinion_is_of_one_file(run, tmp_path):
    status, _, error = run("audit", tmp_path, "--xlsx", tmp_path / "表.xlsx", "--pdf", tmp_path / "意见.pdf")
    assert (status, "请逐个文件核对" in error) == (auditing.NOT_RUN, True)


def test_the_result_of_a_folder_is_never_written_over_one_of_its_documents(run, tmp_path):
    document = tmp_path / "某局.xlsx"
    document.write_bytes(b"PK")
    status, _, error = run("audit", tmp_path, "--xlsx", document)
    assert (status, "不是以前的审阅结果表" in error, document.read_bytes()) == (auditing.NOT_RUN, True, b"PK")
    status, _, error = run("audit", tmp_path, "--xlsx", tmp_path / "结果.mzb")
    assert (status, "扩展名应为 .xlsx" in error) == (auditing.NOT_RUN, True)


def test_an_opinion_is_never_written_over_a_file(run, text, tmp_path):
    other = tmp_path / "别的.docx"
    other.write_bytes(b"PK")
    status, _, error = run("audit", text("收入总计178.64万元。"), "--docx", other)
    assert (status, "已经存在，没有覆盖" in error, other.read_bytes()) == (auditing.NOT_RUN, True, b"PK")
