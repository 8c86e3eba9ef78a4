"""The libraries of the extras: asked for in one place, their lack said in one plain sentence."""

import importlib
import importlib.util
import sys

from desktop.dataclass import dataclass
from desktop.findings import UserError


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra of pyproject.toml: its name, the modules it brings, and what it is for in a user's words."""

    name: str
    modules: tuple[str, ...]
    purpose: str

    def lack(self) -> str:
        """Return a sentence for a window where its libraries are not there, empty where they are; loads none.

        Who sits there has no terminal: it says whom to ask. `need` names the command.
        """
        lacking = [module for module in self.modules if importlib.util.find_spec(module) is None]
        if not lacking:
            return ""
        if getattr(sys, "frozen", False):
            return self.not_in_bundle()
        missing = f"{self.purpose}要用的组件没有安装（缺少 {'、'.join(lacking)}）"
        return f"{missing}；请找给这台电脑装软件的人安装明账的“{self.purpose}”组件"

    def need(self, *modules: str) -> None:
        """Load its modules, or the named ones; raise UserError, with the way out, where one cannot be."""
        lacking = []
        for name in modules or self.modules:
            try:
                importlib.import_module(name)
            except ImportError:
                lacking.append(name)
        if lacking:
            raise UserError(self._sentence(lacking))

    def not_in_bundle(self) -> str:
        """Return what is said of it in an installed program, which never has it."""
        return (
            f"安装包不含{self.purpose}；要用的，请找给电脑装软件的人，"
            f"在装有 Python 的电脑上从源码安装明账的“{self.purpose}”组件"
        )

    def _sentence(self, lacking: list[str]) -> str:
        if getattr(sys, "frozen", False):
            return self.not_in_bundle()
        command = f'"{sys.executable}" -m pip install ".[{self.name}]"'
        return f"{self.purpose}要用的组件没有安装（缺少 {'、'.join(lacking)}）；请在程序文件夹中运行：{command}"


COLLECT = Extra("collect", ("pyarrow", "duckdb", "ibis"), "收集汇总")
SPARK = Extra("spark", ("pyspark",), "收集汇总")
SIGN = Extra("sign", ("pyhanko", "cryptography"), "数字签名")
