"""The status bar: what was done fades, what was refused stays; texts left red are named when a book is opened."""


def test_what_was_done_is_said_for_a_while_and_what_was_refused_stays(shared):
    shared.session.message.emit("已保存：修改金额")
    assert shared.status._fading.isActive()
    shared.session.message.emit("未保存：金额不对")
    assert not shared.status._fading.isActive()
    shared.session.message.emit("已保存：修改金额")
    shared.status._fading.timeout.emit()
    assert shared.saved.text() == ""


def test_texts_that_were_left_red_are_counted_and_their_pages_named(shared):
    for grid in ("ExpenditureGrid", "Person"):
        shared.session.refused.put(grid, 1, "note", ("x", "不行"))
    shared.status.say_refused(shared.session)
    assert shared.saved.text() == "未保存：上次有 2 处内容没有入账，仍标红在原处（支出与上年、人员），请改正"
    for grid in ("ExpenditureGrid", "Person"):
        shared.session.refused.forget(shared.session.budget.id, grid)
    shared.session.message.emit("已保存")
