"""The language of a form's sentences: a small part of Jinja2 that cannot run code, loop for ever or grow.

A form may come from somebody else, so its template is data. Allowed are words, `{{ … }}` with the functions of
forms/README.md, `if`, and `for` over lists. Macros, includes, assignments, arithmetic and attributes of Python objects
are no part of it; loops are counted and the text has an end.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.catalog.strict import DataError

LONGEST_SOURCE = 50_000
"""Characters of a template at most."""
LONGEST_TEXT = 2_000_000
"""Characters a template may print at most."""
MOST_STEPS = 10_000
"""Rounds of all loops of a template together, at most."""
DEEPEST = 40
"""Depth of `if`, `for` and brackets in one another, at most."""
DEEPEST_LOOPS = 4

FILTERS = ("length", "first", "last", "join")
ATTRIBUTES = ("id", "label", "code", "is_zero", "index", "first", "last", "length")
"""What may stand behind a dot: of a figure in a series, and of `loop`."""

_STEP = "_step"
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For,
    nodes.Const, nodes.List, nodes.Tuple, nodes.Name, nodes.Call, nodes.Getattr, nodes.Getitem, nodes.Filter,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Concat,
)  # fmt: skip
_WORDS = {
    "Assign": "set", "AssignBlock": "set", "FromImport": "import", "CallBlock": "call", "FilterBlock": "filter",
    "Test": "is", "Mul": "*", "Pow": "**", "Add": "+", "Sub": "-", "Div": "/", "FloorDiv": "//", "Mod": "%",
    "Neg": "-", "Pos": "+", "Keyword": "=", "Slice": ":", "Dict": "{}",
}  # fmt: skip
"""How the parts that are not allowed are written, where it is not their own name."""


def _first(items: Sequence[Any]) -> Any:
    """Return the first of a list; nothing of an empty one, which a unit without subordinates has."""
    return items[0] if items else ""


def _last(items: Sequence[Any]) -> Any:
    return items[-1] if items else ""


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that knows only our filters; functions come with each rendering."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=False)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {"first": _first, "last": _last}
        self.tests = {}
        self.globals.clear()


class _Budget:
    """Counts the rounds of the loops of one rendering."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._steps = 0

    def step(self) -> str:
        """Take one round; print nothing. Raises DataError when there were too many."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise DataError(f"{self._place}：循环超过 {MOST_STEPS} 次，已停止；请减少循环的层数或清单的长度")
        return ""


Where = Callable[[int], str]
"""Gives file and line of a line of a template, as messages name it."""


def parse(source: str, place: str, where: Where | None = None) -> nodes.Template:
    """Return the tree of a template, to be read only. Raises DataError naming file and line for anything outside.

    where: for a template put together from several files; else each line is one of the file `place`.
    """
    return _parsed(source, place, where, _tree)


def render(source: str, place: str, names: Mapping[str, Any]) -> str:
    """Return the text of a template. place: its file, for messages.

    Raises DataError for anything outside the language, and when it loops or prints too much.
    """
    parts: list[str] = []
    length = 0
    try:
        for part in _compiled(source, place).generate({**names, _STEP: _Budget(place).step}):
            length += len(part)
            if length > LONGEST_TEXT:
                raise DataError(f"{place}：生成的文字超过 {LONGEST_TEXT} 个字，已停止")
            parts.append(part)
    except TemplateError as error:
        raise DataError(f"{place}：用了不存在的名称或写法（{error.message or error}）") from error
    return "".join(parts)


@cache
def _environment() -> _Environment:
    """Return the sandbox of all templates: nothing of a template stays in it."""
    return _Environment()


@lru_cache(maxsize=64)
def _tree(source: str) -> nodes.Template:
    """Parse a text once: layouts that extend one another, and the same one with other settings, have many in common."""
    return _environment().parse(source)


def _parsed(source: str, place: str, where: Where | None, parsed: Callable[[str], nodes.Template]) -> nodes.Template:
    if len(source) > LONGEST_SOURCE:
        raise DataError(f"{place}：模板超过 {LONGEST_SOURCE} 个字")
    line_of = where or (lambda line: f"{place}：第 {line} 行")
    try:
        tree = parsed(source)
        _check(tree, line_of, 0, 0)
    except TemplateSyntaxError as error:
        raise DataError(f"{line_of(error.lineno)}写法不对（{error.message}）") from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f"{place}：模板的括号或层次太多，读不了") from error
    return tree


@lru_cache(maxsize=16)
def _compiled(source: str, place: str) -> Template:
    environment = _environment()
    tree = _parsed(source, place, None, environment.parse)
    for loop in list(tree.find_all(nodes.For)):
        call = nodes.Call(nodes.Name(_STEP, "load"), [], [], None, None)
        loop.body.insert(0, nodes.Output([call], lineno=loop.lineno))
    tree.set_environment(environment)
    try:
        return environment.from_string(tree)
    except TemplateSyntaxError as error:
        raise DataError(f"{place}：第 {error.lineno} 行写法不对（{error.message}）") from error


def _check(node: nodes.Node, line_of: Where, depth: int, loops: int) -> None:
    """Refuse what is no part of the language, naming the line."""
    here = line_of(node.lineno or 1)
    loops += isinstance(node, nodes.For)
    if depth > DEEPEST or loops > DEEPEST_LOOPS:
        raise DataError(f"{here}：层次太多（循环最多 {DEEPEST_LOOPS} 层），请拆开写")
    for problem in _PROBLEMS:
        refused = problem(node)
        if refused:
            raise DataError(f"{here}：{refused}")
    for child in node.iter_child_nodes():
        _check(child, line_of, depth + 1, loops)


def _unknown_part(node: nodes.Node) -> str:
    if isinstance(node, _ALLOWED):
        return ""
    word = _WORDS.get(type(node).__name__, type(node).__name__.lower())
    return f"模板里不能用“{word}”；可以用的只有 forms/README.md 中列出的写法"


def _wrong_attribute(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr) and (node.attr not in ATTRIBUTES or not isinstance(node.node, nodes.Name)):
        return f"不能取“.{node.attr}”；可以取的有：{'、'.join(ATTRIBUTES)}"
    if isinstance(node, nodes.Getitem) and not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
        return "方括号里只能写序号，例如 path(f)[0]"
    return ""


def _wrong_call(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        return "只能调用 forms/README.md 中列出的函数"
    if isinstance(node, nodes.Call | nodes.Filter) and (node.kwargs or node.dyn_args or node.dyn_kwargs):
        return "函数的参数要按顺序直接写出，不能写成“名称=值”或“*”"
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f"没有名为“{node.name}”的过滤器；可以用的有：{'、'.join(FILTERS)}"
    return ""


def _wrong_loop(node: nodes.Node) -> str:
    if isinstance(node, nodes.For) and (node.recursive or node.test or not isinstance(node.target, nodes.Name)):
        return "循环只能写成“for 名称 in 清单”"
    return ""


_PROBLEMS: tuple[Callable[[nodes.Node], str], ...] = (_unknown_part, _wrong_attribute, _wrong_call, _wrong_loop)
