from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from handouts.building import pipeline
from handouts.building.pipeline import Made, compose_documents, render_documents
from handouts.building.plan import Selection, UnknownName, Variant, plan, unknown_names
from handouts.compose.approval import Approval, Status
from handouts.design.papers import Stock
from handouts.document import Document, Online
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import (
    Clinic,
    Dose,
    FrontMatter,
    HandoutSource,
    Language,
    Library,
    Phrases,
    SharedSource,
    Text,
)
from handouts.reading.own_pictures import OwnPictures
from handouts.reading.typed_sides import Typed

if TYPE_CHECKING:
    from handouts.render.rendered import Rendered

ROOT = Path("content")
TODAY = date(2027, 1, 1)


def library(languages: Mapping[str, Mapping[str, bool]]) -> Library:
    """Languages with handouts; True for one that differs per pattern."""
    return Library(
        ROOT,
        Clinic(ROOT / "clinic.yaml"),
        {
            lang: Language(
                code=lang,
                path=ROOT / lang,
                handouts={name: handout(lang, name, per) for name, per in handouts.items()},
                shared=SharedSource(ROOT / lang / "shared.md", {}, Typed(ROOT), "1"),
                phrases=cast(Phrases, None),
                figures={},
            )
            for lang, handouts in languages.items()
        },
        OwnPictures(ROOT),
    )


def handout(lang: str, name: str, per_pattern: bool) -> HandoutSource:
    path = ROOT / lang / f"{name}.md"
    title = Text((), path, 2)
    front = FrontMatter(title, "1", 2, title, per_pattern)
    return HandoutSource(path, {}, Typed(path), name, front)


CLINIC = library({"en": {"log": True, "how": False}, "cy": {"log": True}})


def test_plan_is_every_variant_in_one_order() -> None:
    names = [
        ("cy", "log-left-backward"),
        ("cy", "log-right-backward"),
        ("en", "how"),
        ("en", "log-left-backward"),
        ("en", "log-right-backward"),
    ]
    places = (
        *("a4/standard/{}.pdf", "letter/standard/{}.pdf", "web/{}.html"),
        *("a4/large-print/{}.pdf", "letter/large-print/{}.pdf"),
        *("a4/mono/{}.pdf", "letter/mono/{}.pdf"),
    )
    assert [variant.path for variant in plan(CLINIC, Selection())] == [
        f"{lang}/{place.format(name)}" for lang, name in names for place in places
    ]
    reordered = library({"cy": {"log": True}, "en": {"how": False, "log": True}})
    assert plan(reordered, Selection()) == plan(CLINIC, Selection())


@pytest.mark.parametrize(
    ("selection", "paths"),
    [
        (
            Selection((), ("log",), ("left-backward",), ("a4",), ("standard",)),
            ["cy/a4/standard/log-left-backward.pdf", "en/a4/standard/log-left-backward.pdf"],
        ),
        (
            Selection(handouts=("how",), papers=("letter",), editions=("mono",)),
            ["en/letter/mono/how.pdf"],
        ),
        (
            # What a patient with this pattern may need includes what every patient may need.
            Selection(("en",), (), ("right-backward",), ("letter",), ("standard",)),
            ["en/letter/standard/how.pdf", "en/letter/standard/log-right-backward.pdf"],
        ),
        (Selection(langs=("cy",), handouts=("how",)), []),
    ],
)
def test_plan_is_what_was_asked_for(selection: Selection, paths: list[str]) -> None:
    assert [variant.path for variant in plan(CLINIC, selection)] == paths


def test_unknown_names_are_all_reported_with_the_known_ones() -> None:
    selection = Selection(("fr", "en"), ("card",), ("both-backward",), ("a3", "a3"), ("braille",))
    assert [str(unknown) for unknown in unknown_names(CLINIC, selection)] == [
        "there is no lang 'fr'; use one of: cy, en",
        "there is no handout 'card'; use one of: how, log",
        "there is no pattern 'both-backward'; use one of: left-backward, right-backward",
        "there is no paper 'a3'; use one of: a4, letter, web",
        "there is no edition 'braille'; use one of: standard, large-print, mono",
    ]
    with pytest.raises(UnknownName, match="no lang 'fr'"):
        plan(CLINIC, selection)


def test_two_handouts_may_not_become_one_file() -> None:
    clash = library({"en": {"log": True, "log-left-backward": False}})
    with pytest.raises(ContentError) as caught:
        plan(clash, Selection())
    assert [str(problem) for problem in caught.value.problems] == [
        f"{ROOT}/en/log-left-backward.md:1: 'log-left-backward' and 'log' would both become"
        " log-left-backward.pdf; rename this file"
    ]


NOTHING_ONLINE = Online()


@dataclass(frozen=True)
class Draft:
    """What the recipe looks at in a document."""

    id: str
    title: str
    texts: tuple[str, ...] = ()
    online: Online = NOTHING_ONLINE
    lang: str = "en"
    markup: str = "<article/>"

    @property
    def digest(self) -> str:
        return f"{self.id} {self.title}"


@dataclass(frozen=True)
class Print:
    data: bytes
    pages: int
    left_out: tuple[str, ...] = ()


STATUS = Status("7F3A-91C2", None, Approval("A. Clinician", "nurse", TODAY, TODAY))


class Approvals:
    """Stands in for the book of approvals."""

    def __init__(self, _library: Library) -> None:
        pass

    def status(self, _lang: str, _handout: str, today: date) -> Status:
        assert today == TODAY
        return STATUS


class Workshop:
    """Stands in for composing and rendering, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.composed: list[tuple[str, str, Pattern | None]] = []
        self.faulty: dict[str, list[Problem]] = {}
        self.too_long: set[str] = set()
        self.fillable: set[bool] = set()

    def compose(
        self,
        library: Library,
        lang: str,
        handout: str,
        pattern: Pattern | None,
        *,
        dose: Dose,
        status: Status,
    ) -> Document:
        assert (dose, status) == (Dose(), STATUS)
        self.composed.append((lang, handout, pattern))
        if handout in self.faulty:
            raise ContentError(self.faulty[handout])
        return cast(Document, Draft(handout, f"{handout} of {library.root}"))

    def render(
        self, document: Document, stock: Stock, edition: str, *, fillable: bool, **_: object
    ) -> "Rendered":
        self.fillable.add(fillable)
        if document.id in self.too_long:
            problem = Problem(ROOT / f"en/{document.id}.md", 0, f"too long for {stock.id}", "cut")
            raise ContentError([problem])
        return cast("Rendered", Print(f"{document.id} {stock.id} {edition}".encode(), 1))

    def build(
        self, library: Library, variants: Iterable[Variant]
    ) -> tuple[list[Made], list[Problem]]:
        problems: list[Problem] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "compose", self.compose)
            patch.setattr(pipeline, "Book", Approvals)
            documents = compose_documents(
                library, variants, dose=Dose(), today=TODAY, problems=problems
            )
            rendered = render_documents(
                documents, self.render, fillable=True, workers=1, problems=problems
            )
            return list(rendered), problems


def test_every_variant_is_composed_once_and_rendered_for_each_paper() -> None:
    workshop = Workshop()
    small = library({"en": {"log": True, "how": False}})
    made, problems = workshop.build(small, plan(small, Selection(editions=("standard",))))
    assert problems == []
    assert {each.output.path: each.output.data for each in made if each.output} == {
        "en/web/how.html": b"how web standard",
        "en/web/log-left-backward.html": b"log web standard",
        "en/web/log-right-backward.html": b"log web standard",
        "en/a4/standard/how.pdf": b"how a4 standard",
        "en/letter/standard/how.pdf": b"how letter standard",
        "en/a4/standard/log-left-backward.pdf": b"log a4 standard",
        "en/letter/standard/log-left-backward.pdf": b"log letter standard",
        "en/a4/standard/log-right-backward.pdf": b"log a4 standard",
        "en/letter/standard/log-right-backward.pdf": b"log letter standard",
    }
    assert workshop.composed == [
        ("en", "how", None),
        ("en", "log", PATTERNS[0]),
        ("en", "log", PATTERNS[1]),
    ]
    assert workshop.fillable == {True}


def test_manifest_entry_of_a_variant() -> None:
    workshop = Workshop()
    (variant,) = plan(
        CLINIC, Selection(("en",), ("log",), ("left-backward",), ("letter",), ("standard",))
    )
    (made,), _ = workshop.build(CLINIC, [variant])
    assert made.output is not None
    assert made.output.about == {
        "handout": "log",
        "pattern": "left-backward",
        "lang": "en",
        "paper": "letter",
        "edition": "standard",
        "title": "log of content",
        "pages": 1,
        "words": "7F3A-91C2",
        "status": "approved",
        "draft": "",
        "left_out": "",
    }


def test_problems_of_all_variants_are_reported_each_once() -> None:
    workshop = Workshop()
    shared = Problem(ROOT / "en/shared.md", 3, "a fault in both", "mend it")
    own = Problem(ROOT / "en/log.md", 7, "a fault of its own", "mend it")
    workshop.faulty = {"log": [own, shared], "how": [shared]}
    workshop.too_long = {"long"}
    clinic = library({"en": {"how": False, "log": True, "long": False, "ok": True}})
    made, problems = workshop.build(clinic, plan(clinic, Selection(editions=("standard",))))
    assert [str(problem) for problem in ContentError(problems).problems] == [
        str(own),
        f"{ROOT}/en/long.md:1: too long for a4; cut",
        f"{ROOT}/en/long.md:1: too long for letter; cut",
        f"{ROOT}/en/long.md:1: too long for web; cut",
        str(shared),
    ]
    assert {each.variant.handout for each in made} == {"ok"}
