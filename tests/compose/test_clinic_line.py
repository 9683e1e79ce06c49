"""Where the clinic is: all that is known of it, whatever is not."""

from __future__ import annotations

import pytest
from handout_help import OwnContent

from handouts.pattern import PATTERNS

LINES = {
    "name: Ours": None,
    "address: 12 High Street": "12 High Street",
    "address: |\n  12 High Street,\n  Riverside": "12 High Street, Riverside",
    "web: https://example.org": "https://example.org",
    "email: a@example.org": "a@example.org",
    "name: Ours\naddress: 12 High Street": "Ours, 12 High Street",
    "web: https://example.org\nemail: a@example.org": "https://example.org, a@example.org",
}


@pytest.mark.parametrize(("clinic", "line"), LINES.items())
def test_what_is_known_of_a_clinic_is_printed(
    own: OwnContent, clinic: str, line: str | None
) -> None:
    own.path("clinic.yaml").write_text(f"{clinic}\n", encoding="utf-8")
    markup = own.compose("questions", PATTERNS[0]).markup
    assert (f'<p class="clinic-line">{line}</p>' in markup) == (line is not None)
    assert ('class="clinic-line"' in markup) == (line is not None)
