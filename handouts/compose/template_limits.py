"""Jinja for the templates of handouts, whose work has an end whatever they say.

Templates are code, and are the program's own.  A slip in one may repeat for ever or make a text as
large as the memory: loops, calls, inclusions and the letters of all texts are counted, and what
could make much of little (`*`, `**`, `%`, methods of texts, most filters) is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import Any

from jinja2 import Template, nodes, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

MAX_STEPS = 20_000  # a hundred times what a handout takes
MAX_LETTERS = 5_000_000
_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "list", "lower", "upper")
_GLOBALS = ("range", "namespace")


class TooMuchError(RuntimeError):
    """A template repeats more, or makes more text, than any handout needs."""


class _Budget:
    def __init__(self) -> None:
        self.steps, self.letters = MAX_STEPS, MAX_LETTERS

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooMuchError(f"more than {MAX_STEPS} rounds of its loops and calls")

    def text(self, length: int) -> None:
        self.letters -= length
        if self.letters < 0:
            raise TooMuchError(f"more than {MAX_LETTERS} letters")


_budget: ContextVar[_Budget] = ContextVar("budget")


def begin() -> None:
    """Whatever is rendered next has a budget of its own."""
    _budget.set(_Budget())


@pass_context  # so that it is never called while a template is compiled
def _counted(_: Context, values: Iterable[Any]) -> Iterator[Any]:
    budget = _budget.get()
    for value in values:
        budget.step()
        yield value


@pass_context
def _measured(_: Context, text: str) -> str:
    _budget.get().text(len(text))
    return text


def _concat(pieces: Iterable[str]) -> str:
    budget = _budget.get()
    parts, letters = [], 0
    for piece in pieces:
        letters += len(piece) + 1
        if letters > budget.letters:
            break
        parts.append(piece)
    budget.text(letters)
    return "".join(parts)


class _Bounds(NodeTransformer):
    """Puts the counting into loops, and round texts that are joined."""

    def visit_For(self, loop: nodes.For) -> nodes.Node:
        self.generic_visit(loop)
        loop.iter = _filtered(loop.iter, _counted.__name__)
        return loop

    def visit_Concat(self, joined: nodes.Concat) -> nodes.Node:
        self.generic_visit(joined)
        return _filtered(joined, _measured.__name__)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(
        node, name, [], [], None, None, lineno=node.lineno, environment=node.environment
    )


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Each rendering takes from the budget that `begin` gave it."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])
    concat = staticmethod(_concat)  # of what a template, a macro or a block of `set` puts out

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {each.__name__: each for each in (_counted, _measured)}
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts and numbers have methods that make much of little."""
        kind = type(obj)
        if (known := self._safe.get((kind, attr))) is not None:
            return known
        is_safe = not isinstance(obj, str | int | float)
        is_safe = is_safe and super().is_safe_attribute(obj, attr, value)
        if not isinstance(obj, type):  # for all others what counts is what they are
            self._safe[kind, attr] = is_safe
        return is_safe

    def wrap_str_format(self, value: Any) -> None:
        """`format` is no exception: it pads to any length."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator != "+" and not numbers):
            raise TypeError(f"'{operator}' is not for templates")
        found = super().call_binop(context, operator, left, right)
        if isinstance(found, int) and found.bit_length() > 64:
            raise TooMuchError("a number of more than 64 bits")
        if isinstance(found, str | list | tuple):
            _budget.get().text(len(found))
        return found

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        _budget.get().step()
        return super().call(__context, __obj, *args, **kwargs)

    def _load_template(self, name: str, globals: Any) -> Template:
        if budget := _budget.get(None):
            budget.step()
        return super()._load_template(name, globals)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        _Bounds().visit(source)
        return super()._generate(source, name, filename, defer_init)
