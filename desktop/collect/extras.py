"""The libraries of the extras [collect] and [spark]: asked for in one place, their lack said in one plain sentence."""

import importlib
import sys

from desktop.findings import UserError

COLLECT = ("pyarrow", "duckdb", "ibis")
SPARK = ("pyspark",)


def need(extra: str, modules: tuple[str, ...]) -> None:
    """Raise UserError, with the command that installs them, where libraries of an extra are not there."""
    lacking = []
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:
            lacking.append(name)
    if lacking and getattr(sys, "frozen", False):
        raise UserError("安装包不含收集汇总；请在装有 Python 的电脑上从源码安装明账的 [collect] 组件后使用")
    if lacking:
        command = f'"{sys.executable}" -m pip install ".[{extra}]"'
        raise UserError(f"收集汇总要用的组件没有安装（缺少 {'、'.join(lacking)}）；请在程序文件夹中运行：{command}")
