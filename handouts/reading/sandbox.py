"""Expressions that are more than a dotted name, in Jinja's sandbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.environment import TemplateExpression
from jinja2.runtime import Undefined
from jinja2.sandbox import SandboxedEnvironment

from .capitals import capitalize, lower, upper
from .expressions import MAX_LENGTH, ExpressionError, members
from .findings import instead, nearest, quoted

FILTERS = ("capitalize", "lower", "title", "trim", "upper")
_ALLOWED = (
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Filter,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class _Sandbox(SandboxedEnvironment):
    def getattr(self, obj: object, attribute: str) -> object:
        # A mapping's own entries come first: `labels.items` is the entry, never the method.
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False)
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS} | {
        "capitalize": capitalize,
        "lower": lower,
        "upper": upper,
    }
    sandbox.globals.clear()
    sandbox.tests.clear()
    return sandbox


_SANDBOX = _sandbox()


@lru_cache(maxsize=1024)
def compiled(expression: str) -> tuple[nodes.Expr, TemplateExpression]:
    """The syntax tree of an expression and a function that evaluates it.

    Raises:
        ExpressionError: it is not an expression, or one that content may not use.
    """
    whole = "{{ " + expression.strip() + " }}"
    if not expression.strip():
        raise ExpressionError("nothing between {{ and }}", "name a variable, or remove the braces")
    if len(expression) > MAX_LENGTH:
        raise ExpressionError(
            f"an expression of {len(expression)} characters", f"use at most {MAX_LENGTH}"
        )
    try:
        tree = _parsed(whole)
        _refuse_forbidden(tree, whole)
        return tree, _SANDBOX.compile_expression(expression.strip(), undefined_to_none=False)
    except (TemplateError, RecursionError) as error:
        raise ExpressionError(
            f"cannot read {quoted(whole)} ({error})",
            "write a variable like {{ hip.side }}",
        ) from None


def _parsed(whole: str) -> nodes.Expr:
    body = _SANDBOX.parse(whole).body
    parts = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else []
    if len(parts) != 1:
        raise ExpressionError(
            f"cannot read {quoted(whole)}", "write a variable like {{ hip.side }}"
        )
    return parts[0]


def _refuse_forbidden(tree: nodes.Expr, whole: str) -> None:
    for node in (tree, *tree.find_all(nodes.Node)):
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise ExpressionError(f"unknown filter '{node.name}'", instead(node.name, FILTERS))
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise ExpressionError(
                f"'{node.attr}' is private", "names that start with _ are not for content"
            )
        if not isinstance(node, _ALLOWED):
            raise ExpressionError(
                f"{quoted(whole)} is more than content may ask for",
                "use only variables, dots, filters and if/else",
            )


def evaluated(expression: str, variables: Mapping[str, object]) -> object:
    """The value of an expression.

    Raises:
        ExpressionError: an unknown variable, or an expression not allowed.
    """
    tree, evaluate = compiled(expression)
    try:
        value: object = evaluate(**variables)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise _unknown(tree, variables) or ExpressionError(
            f"cannot work out {{{{ {expression.strip()} }}}} ({error})", "correct the expression"
        ) from None
    if isinstance(value, Undefined):
        raise _unknown(tree, variables) or ExpressionError(
            f"{{{{ {expression.strip()} }}}} has no value", "name a variable that has one"
        )
    return value


def _unknown(tree: nodes.Expr, variables: Mapping[str, object]) -> ExpressionError | None:
    """Which name of an expression is unknown, with the nearest known one."""
    for node in (tree, *tree.find_all((nodes.Name, nodes.Getattr))):
        try:
            _resolve(node, variables)
        except ExpressionError as error:
            return error
    return None


def _resolve(node: nodes.Node, variables: Mapping[str, object]) -> tuple[str, object]:
    """The dotted name of a node and its value; names that are not plain chains resolve to None."""
    if isinstance(node, nodes.Name):
        if node.name not in variables:
            raise _no_such(node.name, "", variables)
        return node.name, variables[node.name]
    if isinstance(node, nodes.Getattr):
        path, base = _resolve(node.node, variables)
        if base is None:
            return f"{path}.{node.attr}", None
        names = members(base)
        if node.attr not in names:
            raise _no_such(node.attr, f"{path}.", names)
        return f"{path}.{node.attr}", _SANDBOX.getattr(base, node.attr)
    return "", None


def _no_such(name: str, path: str, known: Iterable[str]) -> ExpressionError:
    names = sorted(known)
    close = nearest(name, names)
    if close:
        remedy = f"did you mean {{{{ {path}{close} }}}}?"
    elif names:
        remedy = "use one of: " + ", ".join(path + known_name for known_name in names)
    else:
        remedy = "remove it"
    return ExpressionError(f"unknown variable {{{{ {path}{name} }}}}", remedy)
