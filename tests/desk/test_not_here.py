"""Whoever comes to what is not there, or may not go on, is told so on a page, with a way on."""

from __future__ import annotations

import re

import pytest
from in_process import DeskHere


@pytest.mark.parametrize(
    ("path", "status", "way"),
    [
        ("/no-such-page", 404, "/"),
        ("/library/report.html", 404, "/library"),
        ("/email", 405, "/"),  # Back, or Enter in the address: a form's address is no page
        ("/approve/en/correction/withdraw", 405, "/approve"),
        ("/set/gone.pdf", 404, "/"),
        ("/set/gone.eml", 404, "/"),
    ],
)
def test_an_address_without_a_page_leads_on(
    desk_here: DeskHere, path: str, status: int, way: str
) -> None:
    answer = desk_here.get(path)
    assert answer.status == status
    assert "<h1>There is nothing here</h1>" in answer.text
    assert f'<a class="button main" href="{way}">' in answer.text
    assert ("two minutes have passed" in answer.text) == path.startswith("/set/")


def test_a_form_of_an_earlier_run_is_told_how_to_go_on(desk_here: DeskHere) -> None:
    answer = desk_here.post("/words/en/correction/rest", {"token": "old", "words": "x"})
    assert answer.status == 403
    assert "<h1>Not done</h1>" in answer.text
    assert "Open this page again" in answer.text
    assert 'href="/words"' in answer.text


def test_a_stranger_is_told_to_start_the_program_and_nothing_else(desk_here: DeskHere) -> None:
    desk_here.content.clinic("name: Riverside\n")
    answer = desk_here.get("/", cookie="other=1")
    assert answer.status == 403
    assert "from its icon" in answer.text
    assert "Riverside" not in answer.text
    assert "token" not in answer.text
    for asset in re.findall(r'href="(/[^"]+)"', answer.text):
        assert desk_here.get(asset, cookie="other=1").status == 200
