"""Why a book could not be opened or written; each message names the file and the way out."""

from pathlib import Path

from desktop.findings import UserError


class BookError(UserError):
    """Base of the errors below."""


class NotABook(BookError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}”不是明账账本；请选择扩展名为 .mzb 的账本文件，或用“新建”建立账本")


class BookDamaged(BookError):
    """The file is a book whose content cannot be trusted."""

    def __init__(self, path: Path, detail: str, backups: Path) -> None:
        super().__init__(f"账本“{path}”已损坏（{detail}）；程序没有改动它，请从备份文件夹“{backups}”恢复最近的备份")


class BookForeign(BookError):
    """The file looks like a book but holds objects no book has, and this computer never made a backup of it."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"“{path}”不是明账账本，{detail}；程序没有打开也没有改动它，请向提供文件的人核实，或另取一份由明账保存的账本"
        )


class BookNewer(BookError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"账本“{path}”由更新版本的明账建立（格式 {version}，本程序最高支持 {known}）；"
            "账本未被改动，请升级明账后再打开"
        )


class BookHeld(BookError):
    """Another window or person has the book open."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"账本“{path}”正被{holder}打开；请先在那里关闭，或以只读副本查看")


class BookReadOnly(BookError):
    """The book cannot be written where it is, or was opened for reading only."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"账本“{path}”只能读取，不能修改（只读磁盘、只读文件或只读打开）；请另存到可写的文件夹再修改")


class BookGone(BookError):
    """The name of an open book no longer leads to the open file; `what` is the reason in Chinese."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"账本“{path}”{what}，刚才的修改没有保存；请用“另存为”把全部内容保存到新的文件，再继续修改")


class BookUnsure(BookError):
    """A change is in the file, but the disk failed when it was to be forced there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"磁盘出错：刚才的修改已写入账本“{path}”，但磁盘没有确认，断电时可能丢失；请核对后不要重复录入，"
            "并马上用“另存为”保存到别的磁盘"
        )


class BookLost(BookError):
    """An open book was overwritten, and its earlier content is not completely in memory."""

    def __init__(self, path: Path, backups: Path) -> None:
        super().__init__(
            f"账本“{path}”在打开期间被其他程序改写，原来的内容在内存中已不完整，不能保存或备份；"
            f"请从备份文件夹“{backups}”恢复最近的备份，并重新录入此后的修改（窗口关闭前请先抄下）"
        )


class BudgetFrozen(BookError):
    """The budget's stage is frozen."""

    def __init__(self) -> None:
        super().__init__("该预算已经封存，不能修改；请在下一阶段的副本上修改，下一阶段还没有开始的可以解除冻结")
