"""What tests of whole handouts share: the content, the documents, and each PDF made once.

A test that asks for `made` or `variant` runs for every handout, pattern, edition and paper (in
`make test` for those of `_in_sample`); one that asks for `document` or `case` for every handout and
pattern; one that asks for `pair` for every handout that has patterns.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from handouts.building.plan import Selection, Variant, plan
from handouts.compose.composer import compose
from handouts.design.papers import Paper
from handouts.design.theme import EDITIONS
from handouts.document import Document
from handouts.pattern import Pattern
from handouts.reading import Dose, Library, load_library
from handouts.storage import cache as kept
from handouts.storage import paths

# What the tester's own computer remembers is not what is tested.
os.environ["XDG_CONFIG_HOME"] = f"{tempfile.gettempdir()}/met-handouts-tests-{os.getpid()}"
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"]

# The reader of tagged PDFs lies with the tests of the tagged canvas.
sys.path.insert(0, str(Path(__file__).parent / "tagged"))

import fuzzing
from handout_help import NOT_APPROVED, Case, Made, OwnContent, make
from samples import LOWER_PAPERS, sampled

settings.load_profile(fuzzing.SUITE)  # unless another is named


@pytest.fixture
def kept_in(tmp_path: Path) -> Iterator[Path]:
    """The folder where small results are kept, open while a test runs."""
    with kept.unused():  # afterwards, what was open before is open again
        kept.use(tmp_path / "kept", "one")
        yield tmp_path / "kept/one"


PATTERN_IDS = ("left-backward", "right-backward")


@lru_cache(maxsize=1)
def _library() -> Library:
    return load_library(paths.content_dir(), langs=["en"])


@lru_cache(maxsize=1)
def _variants() -> tuple[Variant, ...]:
    """Every variant of the standard edition, and each document once in each of the others.

    What has pages of its own; cards on sheets and posters in parts are copies of these.  Of posters
    A3 and Tabloid, which have shapes of their own: A2 and A1 are A3 enlarged, as test_pdf_posters
    shows.
    """
    others = tuple(edition for edition in EDITIONS if edition != "standard")
    papers = ("letter", "a6", "a5", "tabloid")
    found = (
        *plan(_library(), Selection(editions=("standard",))),
        *plan(
            _library(),
            Selection(patterns=("right-backward",), papers=papers, editions=others),
        ),
    )
    return tuple(
        variant
        for variant in found
        if isinstance(variant.stock, Paper) and variant.stock.id not in ("a2", "a1")
    )


def _in_sample(variant: Variant) -> bool:
    """Of the standard edition the left pattern on one paper, the right one on the other.

    Of mono, which is the standard edition in other colours, a page with pictures and a card.
    """
    if variant.edition == "mono":
        return variant.handout in ("correction", "card")
    right = variant.pattern is not None and variant.pattern.id == "right-backward"
    return variant.edition != "standard" or right == (variant.stock.id in LOWER_PAPERS)


@lru_cache
def _document(lang: str, handout: str, pattern: Pattern | None) -> Document:
    return compose(_library(), lang, handout, pattern, dose=Dose(), status=NOT_APPROVED)


@cache
def _made(variant: Variant) -> Made:
    document = _document(variant.lang, variant.handout, variant.pattern)
    assert isinstance(variant.stock, Paper)
    return make(document, variant.stock, variant.edition)


def pytest_configure() -> None:
    """What was compiled is kept, whatever the system says: tests start the program often."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _settle() -> None:
    """What lives now stays, and need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


def pytest_collection_finish() -> None:
    """Or a seventh of the time of all tests would go into the search for garbage."""
    gc.set_threshold(10_000)  # what a file leaves is collected at its end
    _settle()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After each file: what it made once for all, libraries and PDFs, and what it left open."""
    if nextitem is None or nextitem.path != item.path:
        _settle()


def pytest_sessionfinish() -> None:
    """What was never closed is told."""
    gc.unfreeze()


# They use the PDF of each variant, or a desk that runs; a worker makes each once.
_TOGETHER = {
    **dict.fromkeys(("tests/pdf/", "tests/layout/", "tests/checking/test_checks.py"), "made"),
    **{
        f"tests/desk/test_{name}.py": "desks"
        for name in (
            *("print_screen", "phone_pages_screen", "desk_in_browser"),
            *("in_browser", "security"),
        )
    },
}


def _together(nodeid: str) -> str | None:
    """What a test shares with those of other files."""
    return next((_TOGETHER[each] for each in _TOGETHER if nodeid.startswith(each)), None)


class Together(LoadFileScheduling):  # type: ignore[misc]
    """A file is of one worker, as are all those whose tests share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        return _together(nodeid) or nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return Together(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)  # after those that are not asked for have gone
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _together(item.nodeid) is None)  # what is shared takes longest
    if settings.get_current_profile_name() == fuzzing.PROFILE:
        fuzzing.share_out(items, fuzzing.INPUTS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "variant" in metafunc.fixturenames:
        ids = [variant.path.removesuffix(".pdf") for variant in _variants()]
        metafunc.parametrize("variant", sampled(_variants(), _in_sample), ids=ids)
    if "case" in metafunc.fixturenames:
        cases = list(dict.fromkeys((each.handout, each.pattern) for each in _variants()))
        ids = [f"{handout}-{pattern.id}" if pattern else handout for handout, pattern in cases]
        metafunc.parametrize("case", cases, ids=ids)
    if "pair" in metafunc.fixturenames:
        handouts = dict.fromkeys(each.handout for each in _variants() if each.pattern)
        metafunc.parametrize("pair", handouts, indirect=True)


@pytest.fixture(scope="session")
def library() -> Library:
    """The content that comes with the package."""
    return _library()


@pytest.fixture(scope="session")
def variants() -> tuple[Variant, ...]:
    """Everything a whole build makes."""
    return _variants()


@pytest.fixture
def document(case: Case) -> Document:
    """The document of the case, in English, its dose blank."""
    return _document("en", *case)


@pytest.fixture
def pair(request: pytest.FixtureRequest) -> tuple[Document, Document]:
    """The documents of both patterns: left backward, right backward."""
    left, right = (_document("en", request.param, Pattern.from_id(name)) for name in PATTERN_IDS)
    return left, right


@pytest.fixture
def made(variant: Variant) -> Made:
    """The PDF of the variant, made once in a session."""
    return _made(variant)


@pytest.fixture(scope="session")
def made_of() -> Callable[[Variant], Made]:
    """The PDF of any variant, made once in a session."""
    return _made


@pytest.fixture
def own(tmp_path: Path) -> OwnContent:
    return OwnContent(tmp_path / "content")
