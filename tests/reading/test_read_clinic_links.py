"""The clinic's links: which are printed, and what is said of the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from content_folder import Content

from handouts.reading import ClinicLink

OWN = "  questions:\n    address: https://example.org/ask\n    label: Ask us\n"


def test_links_in_their_order(content: Content) -> None:
    content.write("clinic.yaml", f"links:\n{OWN}  video: https://example.org/v\n  booking:\n")
    assert content.load().clinic.links == (
        ClinicLink("questions", "https://example.org/ask", "Ask us"),
        ClinicLink("video", "https://example.org/v"),
    )


def test_words_of_the_clinics_own(content: Content) -> None:
    text = "links:\n  video:\n    address: https://example.org\n    label: See how\n"
    content.write("clinic.yaml", text)
    assert content.load().clinic.links == (ClinicLink("video", "https://example.org", "See how"),)


@pytest.mark.parametrize("text", ["", "links:\n", "links:\n  video:\n  booking:\n"])
def test_no_links(content: Content, text: str) -> None:
    content.write("clinic.yaml", text)
    assert content.load().clinic.links == ()


@pytest.mark.parametrize(
    ("links", "line", "problem"),
    [
        ("  video: example.org", 2, "'links.video': 'example.org' is not a web address;"),
        ("  video: mailto:a@example.org", 2, "is not a web address;"),
        (f"  video: https://example.org/{'x' * 90}", 2, "has 110 characters; shorten it to 100"),
        ("  vdeo: https://example.org", 2, "no words to print; did you mean 'video'? If not, w"),
        ("  facts: https://example.org", 2, "'links.facts' has no words to print; write 'address"),
        ("  facts:\n    label: Facts", 3, "'links.facts.address' is missing; add a line"),
        ("  facts:\n    adress: https://example.org\n    label: Facts", 3, "is missing"),
        ("  video: [a]", 2, "'links.video' is not a text"),
        (f"{OWN}  video: https://a.org\n  booking: https://b.org", 6, "more than 2 links; keep"),
        ("  - https://example.org", 1, "'links' is not a group of values"),
    ],
)
def test_refused(content: Content, links: str, line: int, problem: str) -> None:
    content.write("clinic.yaml", f"links:\n{links}\n")
    first = content.problems()[0]
    assert first.startswith(f"clinic.yaml:{line}: ")
    assert problem in first


def test_every_fault_of_a_link_is_reported(content: Content) -> None:
    text = "links:\n  facts:\n    adress: https://example.org\n    label: Facts\n  video: no\n"
    content.write("clinic.yaml", text)
    assert [problem.split(":")[1] for problem in content.problems()] == ["3", "3", "5"]


def test_a_line_is_named_once(content: Content, only_problem: Callable[[], str]) -> None:
    content.write("clinic.yaml", "links:\n  facts: https://example.org\n")
    assert only_problem().startswith("clinic.yaml:2: 'links.facts'")
