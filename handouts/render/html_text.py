"""Text of one look each ─► HTML: the same in an email and on a page of the web."""

from __future__ import annotations

from markupsafe import Markup

from handouts.document import Runs

_NOTHING = Markup("")


def html_text(runs: Runs, link: Markup = _NOTHING) -> Markup:
    """The words, escaped; `link` are the attributes of a link besides its address."""
    found = _NOTHING
    for run in runs:
        text = Markup("<br>").join(run.text.split("\n"))
        if run.bold:
            text = Markup("<strong>{}</strong>").format(text)
        if run.href:
            text = Markup('<a href="{}"{}>{}</a>').format(run.href, link, text)
        found += text
    return found
