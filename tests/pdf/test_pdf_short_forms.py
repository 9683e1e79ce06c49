"""Cards and posters have room for a clinic with a long name that has approved them, or has not."""

from __future__ import annotations

from datetime import date

import pytest
from handout_help import OwnContent, make
from visible import shown

from handouts.design.papers import A3, A5, A6, LETTER, TABLOID, Paper, half, quarter
from handouts.pattern import PATTERNS

NAME = "Centre for Physiotherapy and Rehabilitation of a Market Town and of the Villages around it"
CLINIC = f"""name: {NAME}
phone: "01632 960 001"
address: |
  12 Long Street
  Market Town AB1 2CD
web: https://www.example.org
"""


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize(
    ("handout", "paper", "edition"),
    [
        ("card", A6, "standard"),
        ("card", quarter(LETTER), "mono"),
        ("card", A5, "large-print"),
        ("card", half(LETTER), "large-print"),
        ("poster", A3, "standard"),
        ("poster", TABLOID, "mono"),
    ],
)
def test_room_for_a_long_name(
    own: OwnContent, handout: str, paper: Paper, edition: str, approved: bool
) -> None:
    own.clinic(CLINIC)
    if approved:
        own.approve(
            handout,
            on=date(2027, 1, 1),
            name="the lead physiotherapist",
            role="of the clinic in the long valley",
        )
    made = make(own.compose(handout, PATTERNS[0]), paper, edition)
    said = " ".join(" ".join(piece.text for piece in shown(made.pdf)).split())
    assert "01632 960 001" in said
    assert all(word in said for word in NAME.split())
    assert ("DRAFT" in said) is not approved
    assert ("1 January 2029" in said) is approved
