"""Lists to choose from that give way on a small screen."""

from PySide6.QtWidgets import QComboBox, QSizePolicy


def let_shrink(box: QComboBox, letters: int) -> None:
    """Let a filled list be as wide as its longest words where there is room, and as narrow as some letters else."""
    box.setMaximumWidth(box.sizeHint().width())
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
