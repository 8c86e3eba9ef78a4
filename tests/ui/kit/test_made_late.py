"""Parts of a window that are made when they are first looked at."""

from PySide6.QtWidgets import QLabel, QStackedWidget

from desktop.ui.kit.made_late import LatePage, LateParts


def test_a_part_is_made_once_when_it_is_asked_for():
    made = []
    parts = LateParts(lambda name: made.append(name) or name.upper())
    assert parts.get("a") is None
    assert (parts["a"], parts["a"], made) == ("A", "A", ["a"])


def test_a_page_is_filled_when_it_is_first_shown(qtbot):
    stack, made = QStackedWidget(), []

    def make():
        made.append(QLabel("内容"))
        return made[-1]

    qtbot.addWidget(stack)
    page = LatePage(make)
    stack.addWidget(QLabel("先看到的"))
    stack.addWidget(page)
    stack.show()
    assert made == []
    stack.setCurrentWidget(page)
    assert [label.text() for label in made] == ["内容"]
    assert made[0].isVisible()
    stack.setCurrentIndex(0)
    stack.setCurrentWidget(page)
    assert len(made) == 1
    assert page.widget() is made[0]
