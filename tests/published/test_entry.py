"""Entering: only what agrees or was accepted by name; otherwise the book is unchanged."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop import cli, pipeline
from desktop.exporters import docx, xlsx
from desktop.findings import Finding, Severity, UserError
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income
from desktop.published import entry
from desktop.published.disagreements import Disagreement
from tests.published.helpers import TOTALS_ONLY

FORMS = [loader.load("guangxi/2022"), loader.load("chongqing/2023")]


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "说明.txt"
    target.write_text(TOTALS_ONLY, encoding="utf-8")
    return target


@pytest.fixture
def book(tmp_path):
    assert (
        cli.main(["new", str(tmp_path / "账本.mzb"), "--unit", "某县服务中心", "--kind", "事业", "--year", "2025"]) == 0
    )
    with Book.open(tmp_path / "账本.mzb") as opened:
        yield opened


@cache
def read_once(text, unit):
    """Read a text as last year's; no test changes what is returned."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "说明.txt"
        file.write_text(text, encoding="utf-8")
        return entry.read(file, FORMS, unit, 2024)


@pytest.fixture
def proposal(book):
    found = read_once(TOTALS_ONLY, book.units()[0])
    return replace(found, findings=[*found.findings], disagreements=[*found.disagreements])


def lines_of(book):
    (last,) = book.records(Budget, year=2024)
    return book.records(DirectLine, budget_id=last.id)


def refused(book, proposal, accepted, match):
    before = book.fingerprint()
    with pytest.raises(UserError, match=match):
        entry.enter(book, proposal, accepted)
    assert book.fingerprint() == before


def test_nothing_is_entered_while_a_disagreement_is_not_accepted(book, proposal):
    keys = [one.key for one in proposal.disagreements]
    assert len(keys) > 3
    refused(book, proposal, (), f"有 {len(keys)} 处不一致或文件没有写明")
    for left in keys:
        refused(book, proposal, set(keys) - {left}, "有 1 处不一致或文件没有写明")
    entry.enter(book, proposal, keys)
    assert sum(line.amount for line in lines_of(book)) == 110_000_000


def test_the_refusal_names_a_disagreement_with_both_sides(book, proposal):
    first = proposal.disagreements[0]
    with pytest.raises(UserError) as refusal:
        entry.enter(book, proposal)
    for text in (first.key, first.label, first.stated, first.entered, "账本未改动"):
        assert text in str(refusal.value)


def test_a_key_that_belongs_to_nothing_is_refused(book, proposal):
    refused(book, proposal, {*(one.key for one in proposal.disagreements), "deadbeef"}, "没有编号为“deadbeef”的不一致")


def test_an_accepted_key_does_not_serve_other_amounts(book, proposal, path):
    path.write_text(TOTALS_ONLY.replace("70万元", "71万元").replace("40万元", "39万元"), encoding="utf-8")
    again = entry.read(path, FORMS, book.units()[0], 2024)
    refused(book, again, {one.key for one in proposal.disagreements}, "没有编号为")


def test_errors_can_not_be_accepted(book, proposal):
    proposal.findings.append(Finding("上年", Severity.ERROR, "读不出"))
    refused(book, proposal, {one.key for one in proposal.disagreements}, "有 1 处问题，没有导入")


def test_a_year_with_content_is_refused(book, proposal):
    with book.operation("先有"):
        book.insert(Income(budget_id=book.budget_of_year(book.units()[0].id, 2024).id, source="其他收入", amount=1))
    refused(book, proposal, {one.key for one in proposal.disagreements}, "2024年预算已有内容")


def test_entering_is_one_step_that_undo_takes_back(book, proposal):
    before = book.fingerprint()
    entry.enter(book, proposal, {one.key for one in proposal.disagreements})
    assert book.fingerprint() != before
    assert book.undo().name == "导入2024年公开数（说明.txt）"
    assert book.fingerprint() == before


def test_what_agrees_and_is_said_needs_no_acceptance(book, proposal):
    proposal.disagreements = []
    entry.enter(book, proposal)
    assert len(lines_of(book)) == len(proposal.facts.lines)


def test_our_own_print_of_a_year_comes_back_and_what_it_does_not_state_is_not_entered_silently(
    sample_facts, book, tmp_path
):
    """Its tables and its words give back every figure; which project the money is of is nowhere printed."""
    facts, last = sample_facts["qinghe_2025"]
    target = tmp_path / "公开.docx"
    docx.write(pipeline.publication(pipeline.disclose(facts, last, loader.load("chongqing/2023"))), target)
    proposal = entry.read(target, FORMS, book.units()[0], 2025)
    assert len(proposal.compared) > 500
    assert all(one.agrees for one in proposal.compared)
    assert all(one.stated == "未写明" for one in proposal.disagreements)
    refused(book, proposal, (), "没有导入，账本未改动")


def test_a_workbook_is_bound_by_the_same_rule(sample_facts, book, tmp_path):
    facts, last = sample_facts["wuxi_2023"]
    target = tmp_path / "公开.xlsx"
    form = loader.load("chongqing/2023")
    xlsx.write(pipeline.publication(pipeline.disclose(facts, last, form)), target)
    proposal = entry.read(target, [form], replace(book.units()[0]), 2023)
    assert [d.label for d in proposal.disagreements] == ["文件没有写明 1,350,000.00 元项目支出属于哪个项目"]
    refused(book, proposal, (), "没有导入")
    proposal.disagreements.append(Disagreement("某数", "1.00", "2.00", "12345678"))
    refused(book, proposal, {proposal.disagreements[0].key}, "12345678 某数：文件 1.00，导入后 2.00")


# the command ----------------------------------------------------------------------------------------------


def listed(text):
    """The keys the command prints."""
    return [line.split("\t")[0] for line in text.splitlines() if "\t导入后：" in line]


@pytest.fixture
def command(book, path, tmp_path):
    book.close()

    def run(*more):
        return cli.main(["import-last-year", str(tmp_path / "账本.mzb"), str(path), "--form", "chongqing/2023", *more])

    return run


def state(tmp_path):
    with Book.open(tmp_path / "账本.mzb") as book:
        return book.fingerprint()


def test_the_command_enters_only_with_every_key(command, tmp_path, capsys):
    before = state(tmp_path)
    assert command() == 1
    shown = capsys.readouterr()
    keys = listed(shown.out)
    assert len(keys) > 3
    assert "账本未改动" in shown.err
    assert command(*[w for key in keys[1:] for w in ("--accept", key)]) == 1
    assert state(tmp_path) == before
    assert command(*[w for key in keys for w in ("--accept", key)]) == 0
    assert state(tmp_path) != before


def test_the_preview_prints_the_keys_and_changes_nothing(command, tmp_path, capsys):
    before = state(tmp_path)
    assert command("--preview") == 0
    assert len(listed(capsys.readouterr().out)) > 3
    assert state(tmp_path) == before


def test_keys_may_stand_in_a_file(command, tmp_path, capsys):
    command("--preview")
    lines = [line for line in capsys.readouterr().out.splitlines() if "\t导入后：" in line]
    (tmp_path / "接受.txt").write_text("# 已与纸质件核对\n\n" + "\n".join(lines), encoding="utf-8")
    assert command("--accept-file", str(tmp_path / "接受.txt")) == 0


def test_there_is_no_key_for_everything(command, capsys):
    for word in ("all", "*", "全部"):
        assert command("--accept", word) == 1
        assert f"没有编号为“{word}”的不一致" in capsys.readouterr().err


def test_a_file_of_keys_that_cannot_be_read_is_said(command, tmp_path, capsys):
    (tmp_path / "接受.txt").write_bytes(b"\xff\xfe\x00")
    assert command("--accept-file", str(tmp_path / "接受.txt")) == 1
    assert "文字编码无法识别" in capsys.readouterr().err
    assert command("--accept-file", str(tmp_path / "没有.txt")) == 1
    assert "找不到" in capsys.readouterr().err
