"""The page without a book: a window of its own, from the start page."""

from desktop.ui.audit.audit_dialog import AuditDialog
from desktop.ui.start.start_page import StartPage


def test_it_opens_from_the_start_page_and_closes_again(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    page.audit.click()
    (dialog,) = page.findChildren(AuditDialog)
    assert dialog.panel.ways.isHidden()
    assert "拖到这里" in dialog.panel.empty.text()
    dialog.reject()
    assert not page.isHidden() or page.path is None
