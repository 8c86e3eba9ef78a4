"""The pictures of the manual: all that the chapters show are taken, with few colours; the walk itself is a long form."""

import re
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from desktop import manual
from desktop.ui import manual_pictures


def test_every_picture_that_a_chapter_shows_is_taken():
    source = Path(manual_pictures.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"([a-z_]+)"', source))
    shown = {path.stem for path in (manual.folder() / "pictures").glob("*.png")}
    assert shown <= named


def test_a_picture_is_taken_of_a_dialog_with_places_as_on_the_readers_computer(qtbot, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QDialog, QLineEdit

    monkeypatch.setattr(manual_pictures, "SETTLED_AFTER", 0)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    line, folder = QLineEdit(str(tmp_path / "控制数"), dialog), QLineEdit(str(tmp_path), dialog)
    manual_pictures.Pictures(tmp_path, tmp_path).dialog(dialog, "a")
    assert (line.text(), folder.text()) == ("D:\\预算\\控制数", "D:\\预算")
    assert (tmp_path / "a.png").is_file()


def test_rare_but_vivid_colours_stay(qapp):
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    for x in range(64):
        for y in range(64):
            picture.setPixelColor(x, y, QColor(x * 4, x * 4, x * 4 + y % 3))
    picture.setPixelColor(3, 3, QColor(200, 20, 20))
    found = manual_pictures.with_few_colors(picture)
    assert found.format() == QImage.Format.Format_Indexed8
    assert len(found.colorTable()) <= manual_pictures.COLORS
    assert found.pixelColor(3, 3) == QColor(200, 20, 20)
