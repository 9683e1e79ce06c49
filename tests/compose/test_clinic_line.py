"""Where the clinic is: all that is known of it, whatever is not."""

from __future__ import annotations

import shutil

import pytest
from handout_help import OwnContent

from handouts.pattern import PATTERNS
from handouts.storage import paths

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


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("12 High Street\n  Riverside", "\u206812 High Street, Riverside\u2069"),
        ("شارع النيل\n  القاهرة", "\u2068شارع النيل، القاهرة\u2069"),
    ],
)
def test_an_address_is_one_text_in_its_own_direction(
    own: OwnContent, address: str, line: str
) -> None:
    """On an Arabic sheet the lines of an English one stood from right to left."""
    shutil.copytree(paths.content_dir() / "ar", own.path("ar"))
    own.path("clinic.yaml").write_text(f"address: |\n  {address}\n", encoding="utf-8")
    markup = own.compose("questions", PATTERNS[0], lang="ar").markup
    assert f'<p class="clinic-line">{line}</p>' in markup
