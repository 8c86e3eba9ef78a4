"""Why a book could not be opened or written: each message names the file and the way out, and is one a user reads."""

from pathlib import Path

from desktop.findings import UserError
from desktop.ledger import errors
from tests.small_cases import small_cases

BOOK = Path("/某处/甲.mzb")
MADE = {
    errors.NotABook: (errors.NotABook(BOOK), "请选择扩展名为 .mzb"),
    errors.BookDamaged: (errors.BookDamaged(BOOK, "原因", Path("/备份")), "请从备份文件夹“/备份”恢复"),
    errors.BookForeign: (errors.BookForeign(BOOK, "含有不属于明账的表“x”"), "不是明账账本，含有不属于明账的表“x”；"),
    errors.BookNewer: (errors.BookNewer(BOOK, 9, 5), "格式 9，本程序最高支持 5"),
    errors.BookHeld: (errors.BookHeld(BOOK, "张三"), "正被张三打开；请先在那里关闭"),
    errors.BookReadOnly: (errors.BookReadOnly(BOOK), "请另存到可写的文件夹"),
    errors.BookGone: (errors.BookGone(BOOK, "被删除"), "被删除，刚才的修改没有保存；请用“另存为”"),
    errors.BookLost: (
        errors.BookLost(BOOK, Path("/备份")),
        "请从备份文件夹“/备份”恢复最近的备份，并重新录入此后的修改",
    ),
    errors.BookUnsure: (errors.BookUnsure(BOOK), "磁盘没有确认"),
    errors.BudgetFrozen: (errors.BudgetFrozen(), "请在下一阶段的副本上修改"),
}


@small_cases("kind", MADE, ids=lambda kind: kind.__name__)
def test_every_message_names_the_file_and_the_way_out(kind):
    error, words = MADE[kind]
    assert words in str(error)
    assert "请" in str(error)
    assert ("甲.mzb" in str(error)) is (kind is not errors.BudgetFrozen)


def test_every_error_of_a_book_is_one_a_user_is_told():
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BookError)}
    assert kinds - {errors.BookError} == set(MADE)
    assert issubclass(errors.BookError, UserError)


def test_a_file_that_was_not_touched_is_said_to_be_so():
    for kind in (errors.BookDamaged, errors.BookNewer):
        assert "没有改动它" in str(MADE[kind][0]) or "未被改动" in str(MADE[kind][0])
