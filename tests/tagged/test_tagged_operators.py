"""Numbers as PDF has them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from handouts.tagged.operators import factor, number

LENGTHS = st.floats(-1e5, 1e5)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")  # ISO 32000-1, 7.3.3


@given(LENGTHS)
def test_numbers_have_no_exponent(value: float) -> None:
    for written, close in ((number(value), 0.0005), (factor(value), 0.0000005)):
        assert _NUMBER.fullmatch(written)
        assert abs(float(written) - value) <= close * 1.01
        assert written not in ("-0", "-.0")
