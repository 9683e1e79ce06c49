"""Whatever a template says: a page or a problem in that file, soon."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from handouts.compose.composer import compose
from handouts.design.papers import A4
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf
from handouts.storage import paths

NAMES = (
    *(
        "title",
        "clinic.name",
        "clinic",
        "hips",
        "tilts",
        "days",
        "dose_fields",
        "ticks",
        "nope",
        "x",
    ),
    *('section("lead")', 'section("nope")', 'heading("leg")', 'shared("stop").body', "sections()"),
    *('figure("pelvis-front")', 'figure("nope")', 'figure("press", 1)', 'text("labels.page")'),
    *(
        'text("nope")',
        "blocks.dose()",
        "blocks.stop()",
        "range(3)",
        "range(10**9)",
        "self",
        "self._TemplateReference__context",
    ),
    *(
        "namespace(x=1)",
        "0",
        "1",
        "-1",
        "1e308",
        "10**9",
        "'x'",
        "'<p>x</p>'",
        "''",
        "[]",
        "{}",
        "none",
    ),
    *(
        "true",
        "(1, 2)",
        "{1: 2}",
        "loop",
        "caller()",
        "varargs",
        "lipsum()",
        "cycler(1)",
        "''.__class__",
    ),
)
OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "~", "and", "or", "==", "<", "in", "is", "|")
FILTERS = (
    "upper",
    "capitalize",
    "length",
    "join",
    "list",
    "first",
    "nope",
    "safe",
    "center(10**9)",
    "default(1)",
)
EXPRESSION = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner)
        | st.builds("{} | {}".format, inner, st.sampled_from(FILTERS))
        | st.builds("{}[{}]".format, inner, inner)
        | st.builds(
            "{}.{}".format, inner, st.sampled_from(["body", "title", "x", "format", "__init__"])
        )
        | st.builds("{}({})".format, inner, inner)
        | st.builds("({} if {} else {})".format, inner, inner, inner)
    ),
    max_leaves=4,
)
TAGS = (
    *(
        "<p>a</p>",
        "<p/>",
        "a",
        "<h2>a</h2>",
        "<h4>a</h4>",
        "<div class='columns'></div>",
        "<hr/>",
        "<p>",
    ),
    *(
        "<section class='page'>",
        "</section>",
        "<ul><li>a</li></ul>",
        "<table/>",
        "&",
        "&nope;",
        "<!-- a -->",
    ),
    *(
        "<label>a <input type='text' name='a' title='b'/></label>",
        "<img alt='a'/>",
        "]]>",
        "<?a?>",
        "\x00",
    ),
    *(
        "{% include '_page.xml.j2' %}",
        "{% extends 'default.xml.j2' %}",
        "{% import 'questions.xml.j2' as b %}",
    ),
    *(
        "{% block content %}{% endblock %}",
        "{% endif %}",
        "{{",
        "}}",
        "{#",
        "{% raw %}",
        "{% set title = 1 %}",
    ),
)
PIECE = st.recursive(
    st.sampled_from(TAGS) | EXPRESSION.map("{{{{ {} }}}}".format),
    lambda inner: (
        st.builds("{{% for x in {} %}}{}{{% endfor %}}".format, EXPRESSION, inner)
        | st.builds("{{% if {} %}}{}{{% endif %}}".format, EXPRESSION, inner)
        | st.builds("{{% macro m() %}}{}{{{{ m() }}}}{{% endmacro %}}{{{{ m() }}}}".format, inner)
        | st.builds("{{% set x %}}{}{{% endset %}}{{{{ x }}}}".format, inner)
        | st.builds("{{% set x = {} %}}{}".format, EXPRESSION, inner)
        | st.builds("<section class='flow'>{}</section>".format, inner)
        | st.builds("{{% filter {} %}}{}{{% endfilter %}}".format, st.sampled_from(FILTERS), inner)
        | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """A template that may be edited."""
    with TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        folder = Path(made, "templates")
        shutil.copytree(paths.templates_dir(), folder)
        shutil.copy(folder / "questions.xml.j2", folder / "usual.xml.j2")
        patch.setattr(paths, "templates_dir", lambda: folder)
        yield folder / "questions.xml.j2"


@pytest.mark.hostile
@settings(deadline=None, max_examples=40)
@given(PIECE, st.floats(0, 1, exclude_max=True), st.booleans())
def test_any_template_is_a_page_or_told(
    library: Library, template: Path, piece: str, at: float, instead: bool
) -> None:
    usual = template.with_name("usual.xml.j2").read_text(encoding="utf-8")
    lines = usual.split("\n")
    place = int(at * len(lines))
    lines[place : place + instead] = [piece]
    template.write_text("\n".join(lines), encoding="utf-8")
    try:
        document = compose(library, "en", "questions", PATTERNS[0], dose=Dose())
        pdf = render_pdf(document, A4).data
    except ContentError as error:
        problems = error.problems
    else:
        event("page")
        assert len(pikepdf.open(BytesIO(pdf)).pages) >= 1
        return
    event(re.sub(r"[\d'].*", "", problems[0].what)[:60])
    assert all(each.what and each.remedy and str(each).isprintable() for each in problems)
    ours = {*template.parent.iterdir(), *library.root.rglob("*")}
    assert {each.file for each in problems} <= ours
