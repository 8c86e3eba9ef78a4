"""The walk through a form's sentences when it is loaded: everything they name must exist, in every branch.

So a unit that is the first to have some kind of money does not meet a figure nobody defined.
"""

from collections.abc import Iterable
from dataclasses import replace

from jinja2 import nodes

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.strict import DataError, nearest
from desktop.dataclass import dataclass
from desktop.layouts.form import language
from desktop.layouts.form import vocabulary as words
from desktop.layouts.form.numbering import bare_number, typed_amount, typed_number
from desktop.layouts.form.sentences import Sentences
from desktop.layouts.form.spec import FigureSpec, Form

_LOOP = {"index": words.PRINTED, "first": words.FLAG, "last": words.FLAG, "length": words.PRINTED}
_FIGURE = {"id": "figure", "label": words.PRINTED, "code": words.PRINTED, "is_zero": words.FLAG}
_PRINTABLE = (words.PRINTED, "constants")
_ORDERING = ("lt", "lteq", "gt", "gteq")

_AMOUNT_HINT = "数字要取自数据项，例如 {{ amount(…) }}、{{ count(…) }}"


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression may give: its kind, the words it may be (where they stand in the template), its series."""

    kind: str
    constants: tuple[str, ...] = ()
    series: str = ""


_Scope = dict[str, Value]


def check(form: Form, sentences: Sentences) -> None:
    """Look through the whole template of a form. Raises DataError naming file, line and what is wrong."""
    tree = language.parse(sentences.source, f"{form.key}/narrative.j2", sentences.place)
    _Walk(form, sentences).body(tree.body, _names())


def _names() -> _Scope:
    return {name: Value(kind) for name, kind in words.NAMES_GIVEN.items()}


def _is_number(node: nodes.Expr) -> bool:
    """Tell whether an expression gives a whole number."""
    if isinstance(node, nodes.Const):
        return isinstance(node.value, int)
    if isinstance(node, nodes.Getattr):
        return node.attr in ("index", "length")
    if isinstance(node, nodes.Filter):
        return node.name == "length"
    return isinstance(node, nodes.Name) and node.name in ("year", "last_year")


class _Walk:
    def __init__(self, form: Form, sentences: Sentences) -> None:
        self._form = form
        self._sentences = sentences
        self._numbers = [t.number for t in form.tables if t.number]

    def _refuse(self, node: nodes.Node, problem: str) -> DataError:
        return DataError(f"{self._sentences.place(node.lineno or 1)}：{problem}")

    def _must_exist(self, node: nodes.Node, name: str, known: Iterable[str], what: str) -> None:
        found = list(known)
        if name not in found:
            raise self._refuse(node, f"没有名为“{name}”的{what}{nearest(name, found)}")

    # statements ---------------------------------------------------------------------------------------

    def body(self, found: list[nodes.Node], scope: _Scope) -> None:
        """Look through statements."""
        for node in found:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    self._printed(piece, scope)
            elif isinstance(node, nodes.If):
                self._if(node, scope)
            elif isinstance(node, nodes.For):
                self._for(node, scope)

    def _printed(self, piece: nodes.Node, scope: _Scope) -> None:
        if isinstance(piece, nodes.TemplateData):
            typed = typed_number(piece.data, self._numbers)
            if typed:
                before = piece.data[: piece.data.index(typed)].count("\n")
                place = self._sentences.place((piece.lineno or 1) + before)
                hint = '表号请写成 {{ number("表的 id") }}，张数请写成 {{ table_count() }}'
                raise DataError(f"{place}：文字中写死了“{typed}”；{hint}")
            amount = typed_amount(piece.data)
            if amount:
                before = piece.data[: piece.data.index(amount)].count("\n")
                place = self._sentences.place((piece.lineno or 1) + before)
                raise DataError(f"{place}：文字中写死了“{amount}”；{_AMOUNT_HINT}")
            return
        kind = self._value(piece, scope).kind
        if kind not in _PRINTABLE:
            raise self._refuse(piece, "这里要印文字；数据项请用 amount、count、label 等函数，清单请用 names")

    def _if(self, node: nodes.If, scope: _Scope) -> None:
        self._value(node.test, scope)
        self.body(node.body, scope)
        for other in node.elif_:
            self._if(other, scope)
        self.body(node.else_, scope)

    def _for(self, node: nodes.For, scope: _Scope) -> None:
        item = self._item(node.iter, self._value(node.iter, scope))
        assert isinstance(node.target, nodes.Name)
        name = node.target.name
        if name.startswith("_") or name in words.FUNCTIONS or name in words.NAMES_GIVEN or name == "loop":
            raise self._refuse(node, f"循环的名称“{name}”已有别的意思，请换一个")
        self.body(node.body, {**scope, name: item, "loop": Value("loop")})
        self.body(node.else_, scope)

    def _item(self, node: nodes.Node, value: Value) -> Value:
        """Return what a list holds."""
        if value.kind == words.FIGURES:
            return Value("figure", series=value.series)
        if value.kind == "list":
            return replace(value, kind="constants")
        if value.kind in (words.NAMES, words.PATH):
            return Value(words.PRINTED)
        raise self._refuse(node, "for 后面要是一个清单")

    # expressions --------------------------------------------------------------------------------------

    def _value(self, node: nodes.Node, scope: _Scope) -> Value:
        """Return what an expression may give."""
        if isinstance(node, nodes.Const):
            return self._constant(node)
        if isinstance(node, nodes.List | nodes.Tuple):
            return self._list(node, scope)
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope)
        if isinstance(node, nodes.Getitem):
            return self._member(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.CondExpr):
            return self._either(node, scope)
        if isinstance(node, nodes.Compare):
            self._compared(node)
        found = [self._value(child, scope) for child in node.iter_child_nodes() if not isinstance(child, nodes.Operand)]
        for operand in (child for child in node.iter_child_nodes() if isinstance(child, nodes.Operand)):
            self._value(operand.expr, scope)
        if isinstance(node, nodes.Concat):
            if any(value.kind not in _PRINTABLE for value in found):
                raise self._refuse(node, "“~”只能连接文字")
            return Value(words.PRINTED)
        return Value(words.FLAG)

    def _constant(self, node: nodes.Const) -> Value:
        if not isinstance(node.value, str):
            return Value("number")
        if bare_number(node.value) or typed_amount(node.value):
            raise self._refuse(node, f"文字中写死了“{node.value}”；{_AMOUNT_HINT}")
        return Value("constants", (node.value,))

    def _compared(self, node: nodes.Compare) -> None:
        """Refuse to order words and to look into numbers, which would only fail when it is printed."""
        left = node.expr
        for operand in node.ops:
            right = operand.expr
            if operand.op in _ORDERING and not (_is_number(left) and _is_number(right)):
                raise self._refuse(node, "只有 year、last_year、loop.index、loop.length 和 length 可以比较大小")
            if operand.op in ("in", "notin") and _is_number(right):
                raise self._refuse(node, "in 后面要是文字或清单")
            left = right

    def _list(self, node: nodes.List | nodes.Tuple, scope: _Scope) -> Value:
        found = [self._value(item, scope) for item in node.items]
        if all(value.kind == "constants" for value in found):
            return Value("list", tuple(text for value in found for text in value.constants))
        return Value(words.NAMES)

    def _name(self, node: nodes.Name, scope: _Scope) -> Value:
        if node.name in words.FUNCTIONS and node.name not in scope:
            raise self._refuse(node, f"“{node.name}”是函数，要写成 {node.name}(…)")
        self._must_exist(node, node.name, scope, "名称")
        return scope[node.name]

    def _attribute(self, node: nodes.Getattr, scope: _Scope) -> Value:
        owner = self._value(node.node, scope)
        known = {"loop": _LOOP, "figure": _FIGURE}.get(owner.kind, {})
        self._must_exist(node, node.attr, known, "属性")
        return Value(known[node.attr], series=owner.series)

    def _member(self, node: nodes.Getitem, scope: _Scope) -> Value:
        owner = self._value(node.node, scope)
        if owner.kind != words.PATH:
            raise self._refuse(node, "方括号只能跟在 path(…) 后面")
        assert isinstance(node.arg, nodes.Const)
        spec = self._form.figures[owner.series]
        levels = list(LEVEL_LENGTHS[spec.by])
        depth = levels.index(spec.level) + 1
        if not 0 <= node.arg.value < depth:
            raise self._refuse(node, f"“{owner.series}”只到“{spec.level}”，序号只能是 0 到 {depth - 1}")
        return Value(words.PRINTED)

    def _filter(self, node: nodes.Filter, scope: _Scope) -> Value:
        owner = self._value(node.node, scope) if node.node is not None else Value(words.PRINTED)
        for argument in node.args:
            if self._value(argument, scope).kind != "constants":
                raise self._refuse(node, f"过滤器“{node.name}”的参数要直接写出文字")
        if len(node.args) > (node.name == "join"):
            raise self._refuse(node, f"过滤器“{node.name}”的参数太多")
        item = self._item(node, owner)
        if node.name in ("first", "last"):
            return item
        if node.name == "join" and item.kind not in _PRINTABLE:
            raise self._refuse(node, "join 只能连接文字")
        return Value(words.PRINTED)

    def _either(self, node: nodes.CondExpr, scope: _Scope) -> Value:
        self._value(node.test, scope)
        first = self._value(node.expr1, scope)
        second = self._value(node.expr2, scope) if node.expr2 is not None else Value(first.kind)
        if {first.kind, second.kind} == {words.PRINTED, "constants"}:
            return Value(words.PRINTED)
        if first.kind != second.kind or first.series != second.series:
            raise self._refuse(node, "“… if … else …”两边要是同一类内容")
        return replace(first, constants=first.constants + second.constants)

    # calls --------------------------------------------------------------------------------------------

    def _call(self, node: nodes.Call, scope: _Scope) -> Value:
        assert isinstance(node.node, nodes.Name)
        name = node.node.name
        self._must_exist(node, name, words.FUNCTIONS, "函数")
        function = words.FUNCTIONS[name]
        most, least = len(function.takes), len(function.takes) - function.optional
        if not least <= len(node.args) <= most:
            wanted = str(most) if least == most else f"{least} 到 {most}"
            raise self._refuse(node, f"函数“{name}”要 {wanted} 个参数，这里写了 {len(node.args)} 个")
        arguments = [self._value(argument, scope) for argument in node.args]
        for argument, value, kind in zip(node.args, arguments, function.takes, strict=False):
            self._argument(argument, value, kind, name)
        if name == "chosen":
            self._choice(node, arguments[0].constants, arguments[1].constants)
        if name == "incomes":
            if not self._form.incomes:
                raise self._refuse(node, "form.toml 中没有 incomes，不知道列哪些收入")
            return Value(words.FIGURES, series=self._form.incomes[0])
        series = (
            arguments[0].constants[0] if function.gives == words.FIGURES else arguments[0].series if arguments else ""
        )
        return Value(function.gives, series=series)

    def _choice(self, node: nodes.Expr, settings: tuple[str, ...], choices: tuple[str, ...]) -> None:
        """Refuse a choice that the setting does not have."""
        for setting in (each for each in self._form.settings if each.id in settings):
            for choice in choices:
                self._must_exist(node, choice, [each.id for each in setting.choices], f"选择（设置“{setting.label}”）")

    def _argument(self, node: nodes.Expr, value: Value, kind: str, name: str) -> None:
        """Refuse what does not fit an argument; every word it may be is looked up."""
        if kind in (words.MONEY, words.SINGLE, words.CLASS, words.PROJECT) and value.kind == "figure":
            self._series_figure(node, self._form.figures[value.series], kind, name)
        elif kind == words.LEVEL:
            if not isinstance(node, nodes.Const) or node.value not in (1, 2, 3) or node.value is True:
                raise self._refuse(node, "glossary 的层级只能是 1（类）、2（款）、3（项）")
        elif kind == words.LIST:
            self._item(node, value)
            if value.kind == words.FIGURES:
                raise self._refuse(node, "names 只能列出名称")
        elif kind == words.WORDS:
            if value.kind not in _PRINTABLE:
                raise self._refuse(node, f"函数“{name}”的这个参数要是文字")
        else:
            self._ids(node, value, kind, name)

    def _ids(self, node: nodes.Expr, value: Value, kind: str, name: str) -> None:
        if value.kind != ("list" if kind == words.IDS else "constants"):
            reason = "要直接写出名称（或取自直接写出的清单），这样装入版式时才能核对"
            raise self._refuse(node, f"函数“{name}”的参数{reason}")
        if kind == words.SERIES and len(value.constants) != 1:
            raise self._refuse(node, f"函数“{name}”的参数只能是一个名称")
        for text in value.constants:
            self._id(node, text, kind, name)

    def _id(self, node: nodes.Expr, text: str, kind: str, name: str) -> None:
        form = self._form
        known: dict[str, tuple[Iterable[str], str]] = {
            words.TEXT: ([t.key for t in form.texts], "文字（form.toml 的 texts）"),
            words.USE: (["", *(t.key for t in form.texts)], "文字（form.toml 的 texts）"),
            words.TABLE: ([t.id for t in form.tables if t.number], "有表号的表"),
            words.INLINE: (form.inline_tables, "文中的表（form.toml 的 inline_tables）"),
            words.COMPARISON: (("amount", "both"), "比较方式"),
            words.RECORDED: (words.RELEASED, "公开审批记录的内容"),
            words.SETTING: ([each.id for each in form.settings], "设置（form.toml 的 settings）"),
            words.CHOICE: ([c.id for each in form.settings for c in each.choices], "选择（form.toml 的 settings）"),
        }
        if kind in known:
            self._must_exist(node, text, *known[kind])
            return
        self._must_exist(node, text, form.figures, "数据项（figures.toml）")
        self._single(node, form.figures[text], kind, name)

    def _single(self, node: nodes.Expr, spec: FigureSpec, kind: str, name: str) -> None:
        """Refuse a series where one figure is meant, one figure where a series is, a count where money is."""
        if kind in (words.CLASS, words.PROJECT) or (kind == words.SERIES) != spec.is_series:
            wanted = "一组数据项（有 by 或 records）" if kind == words.SERIES else "单个数据项"
            wanted = "series(…) 中的一项" if kind in (words.CLASS, words.PROJECT) else wanted
            raise self._refuse(node, f"函数“{name}”要{wanted}，“{spec.id}”不是")
        if kind in (words.MONEY, words.IDS) and (spec.where is None or spec.by):
            raise self._refuse(node, f"函数“{name}”要金额，“{spec.id}”是个数")

    def _series_figure(self, node: nodes.Expr, spec: FigureSpec, kind: str, name: str) -> None:
        unfit = {words.CLASS: not spec.by, words.MONEY: spec.where is None, words.PROJECT: spec.records != "projects"}
        if unfit.get(kind):
            raise self._refuse(node, f"函数“{name}”不能用于“{spec.id}”中的一项")
