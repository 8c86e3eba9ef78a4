"""An audit: every rule answers, our own documents are sound, a changed number is found."""

import importlib
import re
from pathlib import Path

import pytest

from desktop import paths
from desktop.audit import auditing
from desktop.audit.book import against_tables, against_text
from desktop.audit.outcome import Outcome, by_code
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from tests.audit import mutants
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table
from tests.audit.ours import document_of


def test_every_rule_answers_with_a_reason_where_it_did_not_look():
    found = auditing.of_document(document(table("部门收支总表", *BALANCE), table("部门支出总表", *OUTLAY)))
    assert [each.code for each in found.obligations] == sorted((each.code for each in found.obligations), key=by_code)
    assert len({each.code for each in found.obligations}) == len(found.obligations)
    looked = {Outcome.PASSED, Outcome.FAILED}
    assert all(each.reason for each in found.obligations if each.outcome not in looked)
    assert found.count(Severity.ERROR) == 0


def test_no_module_with_rules_is_left_out():
    """Each module in a room of the auditor that says RULES is looked at; those of a book are given with it."""
    folder = Path(auditing.__file__).parent
    files = [path for path in folder.rglob("*.py") if re.search(r"^RULES\b", path.read_text("utf-8"), re.MULTILINE)]
    names = [".".join(("desktop", "audit", *path.relative_to(folder).with_suffix("").parts)) for path in files]
    assert len(names) > 60
    assert {rule for name in names for rule in importlib.import_module(name).RULES} == set(auditing.rules())


def test_a_room_without_rules_is_no_audit_that_passed(monkeypatch):
    monkeypatch.setattr(auditing.pkgutil, "iter_modules", lambda _: ())
    with pytest.raises(RuntimeError, match="no rules found in aims, counts"):
        auditing.rules.__wrapped__()


def test_errors_come_first_and_fail_their_obligation():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|15.01|10.01|2.00")
    found = auditing.of_document(document(table("部门收支总表", *BALANCE), table("部门支出总表", *rows)))
    severities = [each.severity for each in found.findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert {"B51", "B53", "B55"} <= {each.code for each in found.obligations if each.outcome is Outcome.FAILED}


@pytest.mark.parametrize("text", ["", " \n", "今年工作安排如下。", "2025年部门预算说明"])
def test_a_document_without_figures_is_not_one_without_errors(text):
    with pytest.raises(auditing.NothingToCheck, match="没有可核对的"):
        auditing.require_figures(document(text))


def test_what_cannot_be_read_is_nothing_to_check(tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(auditing.NothingToCheck, match=r"坏\.docx"):
        auditing.read(tmp_path / "坏.docx")


def test_our_own_document_is_sound_and_a_changed_number_that_something_states_is_found(own_layouts):
    found = document_of(own_layouts["qinghe_2025"])
    before = auditing.of_document(found)
    assert before.layout == own_layouts["qinghe_2025"].form.key
    errors = [each.message for each in before.findings if each.severity is Severity.ERROR]
    assert [message for message in errors if "待填写" not in message] == []
    tied, known = tabled(found).tied, set(before.findings)
    places = [place for place in mutants.numbers(found)[::30] if place in tied]
    assert len(places) >= 8
    for place in places:
        after = auditing.of_document(mutants.with_cell(found, place)).findings
        assert set(after) - known, place


def test_each_rule_of_tables_has_its_section_with_reason_source_and_limits():
    page = (paths.root() / "resources" / "rules" / "audit" / "tables.md").read_text(encoding="utf-8")
    of_book = [against_tables.rule(()), *against_text.rules(against_text.BookText(()), lambda _: [])]
    of_tables = sorted((rule.code, rule.title) for rule in (*auditing.rules(), *of_book) if rule.code.startswith("B"))
    asked = [f"{code} {title}" for code, title in of_tables]
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == asked
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        assert re.findall(r"^- \*\*(.+?)\*\*：.{2,}$", section, re.MULTILINE) == ["规则", "为什么", "依据", "看不到"], (
            section[:20]
        )
