"""The export dialog says what an earlier export left, beside what was written."""

from desktop import file_set
from desktop.ui.export_dialog import ExportDialog


def test_what_an_earlier_export_left_unfinished_is_said_in_the_dialog(window, qtbot, tmp_path, monkeypatch):
    sentences = ["上次导出到“这里”时中断，已恢复；请重新导出"]
    monkeypatch.setattr(file_set, "recover", lambda _: sentences.pop() if sentences else "")
    dialog = ExportDialog(window.session, window)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.begin()
    qtbot.waitUntil(lambda: dialog.look.isVisibleTo(dialog))
    first, *rest = dialog.message.text().splitlines()
    assert first.startswith("上次导出到")
    assert len(rest) == 3
