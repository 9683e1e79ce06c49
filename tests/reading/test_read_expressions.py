"""Dotted names and capitals, without Jinja: as Jinja has them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.expressions import ExpressionError, _words, refuse_faulty, value_of
from handouts.reading.sandbox import compiled, evaluated

VARIABLES = {
    "hip": {"side": "left", "tilt": "BackWard ñ", "items": "its own", "empty": "", "none": None},
    "count": 3,
    "if": "reserved",
    "_hidden": "private",
}
NAMES = st.sampled_from(
    [*VARIABLES, *VARIABLES["hip"], "nothing", "true", "None", "__class__", "lower"]  # type: ignore[misc]
)
DOTTED = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
EXPRESSIONS = st.one_of(
    DOTTED,
    st.tuples(
        DOTTED,
        st.sampled_from(["|", " | ", "|  ", "."]),
        st.sampled_from(["upper", "lower", "capitalize", "title", "trim", "length", ""]),
    ).map("".join),
    st.text("hip.side| {}\"'()", max_size=12),
)


def outcome(work: Callable[[], object]) -> object:
    """What comes of it: a value, or the words of an error."""
    try:
        return work()
    except ExpressionError as error:
        return f"{error.what}; {error.remedy}"


@given(EXPRESSIONS, st.sampled_from(["", " "]))
def test_as_jinja_has_them(expression: str, space: str) -> None:
    expression = f"{space}{expression}{space}"
    expected = outcome(lambda: _words(expression.strip(), evaluated(expression, VARIABLES)))
    assert outcome(lambda: value_of(expression, VARIABLES)) == expected


@given(EXPRESSIONS)
def test_refused_where_jinja_refuses(expression: str) -> None:
    refused = outcome(lambda: compiled(expression))
    expected = refused if isinstance(refused, str) else None
    assert outcome(lambda: refuse_faulty(expression)) == expected
