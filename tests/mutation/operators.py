"""Single mistakes put into a module's source: mutmut's operators, chosen, and three of our own.

Texts, annotations, decorators and imports are left alone: messages are held by other tests, and the type checker
holds the rest. What the library lacks is made here: a number one smaller, a condition turned round, a statement
removed.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst
from mutmut.mutation import mutators

Make = Callable[[Any], Iterable[cst.CSTNode]]


@dataclass(frozen=True)
class Mutant:
    """One mistake: the function it is in (empty: module level), the text before and after, the whole wrong source."""

    function: str
    operator: str
    line: str
    mutant: str
    source: str


def _smaller_number(node: cst.Integer | cst.Float) -> Iterator[cst.CSTNode]:
    value = node.evaluated_value - 1
    number = type(node)(repr(abs(value)))
    yield number if value >= 0 else cst.UnaryOperation(cst.Minus(), number, [cst.LeftParen()], [cst.RightParen()])


def _turned_round(node: cst.If | cst.While | cst.CompIf) -> Iterator[cst.CSTNode]:
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), test))


_REMOVABLE = (cst.Assign, cst.AnnAssign, cst.AugAssign, cst.Expr, cst.Return, cst.Raise, cst.Del, cst.Continue)


def _removed(node: cst.SimpleStatementLine) -> Iterator[cst.CSTNode]:
    first = node.body[0]
    text = isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString | cst.ConcatenatedString)
    if isinstance(first, _REMOVABLE) and not text:
        yield node.with_changes(body=[cst.Pass()])


OPERATORS: list[tuple[str, type | tuple[type, ...], Make]] = [
    ("operator", cst.CSTNode, mutators.operator_swap_op),
    ("keyword", cst.CSTNode, mutators.operator_keywords),
    ("number+1", (cst.Integer, cst.Float), mutators.operator_number),
    ("number-1", (cst.Integer, cst.Float), _smaller_number),
    ("boolean", cst.Name, mutators.operator_name),
    ("not", cst.UnaryOperation, mutators.operator_remove_unary_ops),
    ("assignment", cst.AugAssign, mutators.operator_augmented_assignment),
    ("branch", cst.IfExp, mutators.operator_if_exp),
    ("condition", (cst.If, cst.While, cst.CompIf), _turned_round),
    ("removed", cst.SimpleStatementLine, _removed),
]


class _Finder(cst.CSTVisitor):
    """Collect (function, operator, node, wrong node) of the whole module."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, cst.CSTNode, cst.CSTNode]] = []
        self.names: list[str] = []
        self._functions = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom | cst.Assert):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.names.append(node.name.value)
            self._functions += isinstance(node, cst.FunctionDef)
        for name, types, make in OPERATORS:
            if isinstance(node, types) and (name != "removed" or self._functions):
                self.found += [(".".join(self.names), name, node, wrong) for wrong in make(node)]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.names.pop()
            self._functions -= isinstance(original_node, cst.FunctionDef)


def mutants_of(source: str, functions: Iterable[str] = ()) -> list[Mutant]:
    """Return every single mistake in the source, or in the named functions alone; two that mean the same are one.

    Raises LookupError when a named function is not there.
    """
    module = cst.parse_module(source)
    chosen = set(functions)
    head = "".join(module.code_for_node(line) for line in module.header)
    codes = [module.code_for_node(statement) for statement in module.body]
    mutants = []
    names = set()
    for number, statement in enumerate(module.body):
        finder = _Finder()
        statement.visit(finder)
        names |= {_outer(function) for function, *_ in finder.found}
        before = head + "".join(codes[:number])
        behind = source[len(before) + len(codes[number]) :]
        seen = {ast.dump(ast.parse(codes[number]))}
        for function, operator, node, wrong in finder.found:
            if chosen and _outer(function) not in chosen:
                continue
            changed = module.code_for_node(statement.deep_replace(node, wrong))
            try:
                meaning = ast.dump(ast.parse(changed))
            except SyntaxError:
                continue
            if meaning not in seen:
                seen.add(meaning)
                mutants.append(
                    Mutant(function, operator, *_difference(codes[number], changed), before + changed + behind)
                )
    if lacking := chosen - names:
        raise LookupError(f"no such function: {', '.join(sorted(lacking))}")
    return mutants


def _outer(function: str) -> str:
    return function.partition(".")[0]


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the lines that differ, each as one text without line breaks."""
    left, right = before.splitlines(), after.splitlines()
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return " ".join(map(str.strip, left)), " ".join(map(str.strip, right))
