"""Lists that give way: as wide as their words where there is room, never wider, narrow where there is none."""

from PySide6.QtWidgets import QComboBox

from desktop.ui.kit.combo_width import let_shrink


def test_a_list_is_never_wider_than_its_words_and_may_be_much_narrower(qtbot):
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["短", "一个非常非常非常非常非常长的名称"])
    full = box.sizeHint().width()
    let_shrink(box, 4)
    assert box.maximumWidth() == full
    assert box.minimumSizeHint().width() < full
