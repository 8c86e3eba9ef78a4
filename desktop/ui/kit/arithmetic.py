"""Arithmetic typed into a cell: `3200*12`, `=1500+80.5`. Exact; an amount is rounded half up to the 分."""

import ast
import operator
import re
from fractions import Fraction

from desktop.money import half_up

LONGEST = 200
"""Characters of a calculation; a longer one is a slip, and its result could be too long to be written."""

_FORMULA = re.compile(r"=?[0-9.,+\-*/×÷()（） ]+")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "（": "(", "）": ")", ",": None, " ": None})
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def worked_out(text: str) -> str:
    """Return the result of a typed calculation as plain text; anything else comes back as it was."""
    if len(text) > LONGEST or not _FORMULA.fullmatch(text) or not re.search(r"[0-9)）]\s*[+\-*/×÷]", text):
        return text
    try:
        value = _value(ast.parse(text.removeprefix("=").translate(_SIGNS), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return text
    fen = half_up(value.numerator * 100, value.denominator)
    yuan, rest = divmod(abs(fen), 100)
    return ("-" if fen < 0 else "") + str(yuan) + (f".{rest:02d}" if rest else "")


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        result = _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
        return Fraction(result)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(str(node.value))
    raise ValueError(ast.dump(node))
