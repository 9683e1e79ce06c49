"""A document laid out: its pages, each to be painted wherever it goes on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from math import inf
from pathlib import Path
from unicodedata import normalize

from handouts.design.fonts import Typeface, typeface_for
from handouts.design.formats import FORMATS
from handouts.design.papers import Paper, mm
from handouts.design.scripts import font_files
from handouts.design.theme import Spacing, Theme
from handouts.document import Block, Document, Group, Heading, Logo, texts
from handouts.errors import ContentError, Problem
from handouts.layout.blocks import Layout
from handouts.layout.boxes import Stack, TextArea
from handouts.layout.breaking import SOFT_HYPHEN, WordTooWideError
from handouts.layout.extents import known_extents
from handouts.layout.figures import FigureBlock, faults_of
from handouts.layout.filling import fill_page, within
from handouts.layout.fitting import DoesNotFitError, Known, fit
from handouts.layout.header_footer import HeaderFooter
from handouts.layout.step_frames import Frames
from handouts.layout.typography import TypeScale
from handouts.storage import paths
from handouts.storage.ordinary_files import read
from handouts.storage.tracking import note
from handouts.tagged import TaggedCanvas

# No handout is longer, however large its print.
MOST_PAGES = 99
_MOST_NAMED = 3
MORE_PAGES = "more-pages"
"""What is told in its place where a translation takes more pages than it should."""
_SAID_ABOVE, _ROOMY = "kicker", 0.6  # of a picture's width
_FOOT = "foot"
GIVES_WAY = ("links", "clinic-line", "logo", _SAID_ABOVE, _FOOT)
"""What no handout must carry and is left out, the first first, before its words are refused as too
long: the kind of a group, the style of a paragraph, the logo, or the clinic at the foot of a page,
which has it at its head."""
_SMALL_STEP = mm(40)
_WHO = frozenset(["clinic-line", "logo"])
"""What goes before pictures of steps are narrower than that, if they are so much wider then."""
_WORTH_IT = 1.1


def typeface_of(document: Document) -> Typeface:
    """The typeface that has every character of a document."""
    said = (*texts(document.children), *document.footer, document.draft, document.staff)
    return typeface_for(said, document.lang)


class Pages:
    """The pages of a document on one paper in one look.

    Attributes:
        paper: what a page is laid out for; it is as large as that.
        typeface: the one that has every character of the document.
        left_out: what of the clinic had no room.

    Raises:
        ContentError: at the smallest size the words still need more pages than allowed, or some of
            them fit no line.
    """

    def __init__(self, document: Document, paper: Paper, theme: Theme, *, fillable: bool) -> None:
        self.paper = paper
        self.typeface = typeface = typeface_of(document)
        files = font_files(document.texts, document.lang)
        note(typeface.path(), typeface.path(bold=True), *files, *paths.anatomy_files())
        self._reflows = theme.reflow
        self.left_out: tuple[str, ...] = ()
        try:
            self._pages = self._fitted(document, theme, fillable=fillable)
            if faults := [fault for page in self._pages for fault in faults_of(page)]:
                raise ContentError(faults)
        except WordTooWideError as error:
            raise ContentError(too_wide(document, paper, theme, error)) from None
        except DoesNotFitError as error:
            raise ContentError([_too_long(document, paper, theme, error)]) from None

    def _leave_area(self, document: Document, theme: Theme) -> None:
        """Finds what is left for words between what is repeated on each page.

        Raises:
            WordTooWideError: some of what is repeated fits no line.
        """
        self._header_footer = HeaderFooter(document, self.paper, theme, self.typeface)
        self._area = TextArea(self._header_footer.width, self._header_footer.height)

    def _fitted(self, whole: Document, theme: Theme, *, fillable: bool) -> list[Stack]:
        """The pages in the first way in which they fit.

        Raises:
            DoesNotFitError: its words need more pages than allowed.
            WordTooWideError: some of them fit no line.
        """
        fault: DoesNotFitError | WordTooWideError = DoesNotFitError(0)
        ways = _ways_to_fit(whole, theme)
        for document, set_as, most, left_out in ways:
            try:
                self._leave_area(document, theme)
                pages = self._laid_out(document, set_as, most, fillable=fillable)
            except DoesNotFitError as error:
                fault = error
            except WordTooWideError as error:
                if MORE_PAGES in left_out:  # which make no line wider
                    raise
                fault = error
            else:
                self.left_out = left_out
                return self._with_larger_steps(pages, document, theme, ways, fillable=fillable)
        raise fault

    def _with_larger_steps(
        self,
        pages: list[Stack],
        document: Document,
        theme: Theme,
        ways: Iterator[tuple[Document, Theme, int, tuple[str, ...]]],
        *,
        fillable: bool,
    ) -> list[Stack]:
        """The pages, or those without what only says who the clinic is, if steps are wider then."""
        for less, set_as, most, left_out in ways:
            if self._reflows or _narrowest_step(pages) >= _SMALL_STEP:
                break
            if not set(left_out) - set(self.left_out) <= _WHO or len(left_out) < len(self.left_out):
                break
            if left_out == self.left_out:
                continue
            with suppress(DoesNotFitError, WordTooWideError):
                self._leave_area(less, theme)
                others = self._laid_out(less, set_as, most, fillable=fillable)
                if _narrowest_step(others) > _narrowest_step(pages) * _WORTH_IT:
                    pages, document, self.left_out = others, less, left_out
        self._leave_area(document, theme)
        return pages

    def _laid_out(
        self, document: Document, theme: Theme, max_pages: int, *, fillable: bool
    ) -> list[Stack]:
        """
        Raises:
            DoesNotFitError: its words need more pages than allowed.
            WordTooWideError: some of them fit no line.
        """
        typeface = self.typeface
        # A card has two sides, however large its print.
        may_go_on = theme.reflow and not FORMATS[document.format].compact
        parts = _run_on(document.children) if may_go_on else document.children

        def lay_out(part: int, body: float, spacing: Spacing) -> Stack:
            layout = Layout(
                TypeScale(theme, body, spacing, typeface, document.digits),
                letters=dict(document.letters),
                blank=document.blank,
                logo=document.logo,
                fillable=fillable,
                tag=document.tag,
                lang=document.lang if document.may_go_on else "",
                filled_in=document.filled_in,
                balances=known[part].balances.setdefault((body, spacing), {}),
            )
            is_last = part == len(parts) - 1
            return layout.page(parts[part], staff if is_last else "")

        logo = document.logo
        # Where there is no foot of the page, it stands below the words.
        staff = "" if document.footer else document.staff
        measures = (
            document.letters,
            document.lang,
            document.tag,
            staff,
            logo and (logo.width, logo.height),
            fillable,
            self._area,
        )
        known = [known_extents(part, theme, typeface, *measures) for part in parts]
        most = MOST_PAGES if may_go_on else max_pages
        if len(document.children) > most:
            raise DoesNotFitError(0)
        return _fit(theme, lay_out, self._area, most, known)

    def __len__(self) -> int:
        return len(self._pages)

    def paint(self, canvas: TaggedCanvas, number: int) -> None:
        """Paints a page, counted from 1, with its lower left corner at the origin."""
        page = self._pages[number - 1]
        canvas.saveState()
        if self.paper.scale != 1:
            canvas.scale(self.paper.scale, self.paper.scale)
        fill_page(page, self._area, apart=self._reflows and number < len(self))
        to_left = self.typeface.right_to_left
        with canvas.from_right(self._header_footer.page_width) if to_left else nullcontext():
            self._header_footer.paint_bar(canvas, number)
            page.draw_on(canvas, self._header_footer.left, self._header_footer.top - page.height)
            self._header_footer.paint_footer(canvas, number, len(self))
        canvas.restoreState()


def _ways_to_fit(
    whole: Document, theme: Theme
) -> Iterator[tuple[Document, Theme, int, tuple[str, ...]]]:
    """What to try in turn: a document, its look, how many pages it may have, what is left out.

    First come the pages it asks for, in smaller type or without what gives way if need be; then, of
    a translation, the same without page breaks of its own; then more pages, with all of it.
    """
    most = whole.max_pages
    looks = [theme]
    if theme.smaller:
        looks.append(theme._replace(bodies=theme.smaller, squeezes=theme.smallest))
    if whole.may_go_on and FORMATS[whole.format].compact and _has(whole.children, _SAID_ABOVE):
        # Of a translated card its first line goes before pictures are too small for their signs.
        roomy = tuple(each for each in theme.squeezes if each.figure >= _ROOMY)
        yield whole, theme._replace(squeezes=roomy), most, ()
        less = whole._replace(children=_without(whole.children, _SAID_ABOVE))
        yield less, theme, most, (_SAID_ABOVE,)
    for document, left_out in _giving_way(whole):
        for look in looks:
            yield document, look, most, left_out
    if not whole.may_go_on:
        return
    whole = whole._replace(children=tuple(_run_on(whole.children)))
    for document, left_out in _giving_way(whole):
        yield document, theme, most, left_out
    for more in range(most + 1, MOST_PAGES):
        yield whole, theme, more, (MORE_PAGES,)


def _giving_way(document: Document) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """A document, then without the first that gives way, without the first two, and so on."""
    left_out: tuple[str, ...] = ()
    yield document, left_out
    if document.max_pages == 1 and document.footer[1:]:
        # The head of the only page has the clinic, too.
        document = document._replace(footer=document.footer[:1])
        yield document, left_out
    # The first line of a card goes before all else: it is said below it, too.
    first = (_SAID_ABOVE,) if FORMATS[document.format].compact else ()
    for kind in dict.fromkeys((*first, *GIVES_WAY)):
        if _has(document.children, kind):
            document = document._replace(children=_without(document.children, kind))
            left_out += (kind,)
            yield document, left_out
    if document.footer[1:]:
        yield document._replace(footer=document.footer[:1]), (*left_out, _FOOT)


def _narrowest_step(pages: Sequence[Stack]) -> float:
    """The width, in pt, of the narrowest picture of a step; without any, there is none narrower."""
    steps = (each for page in pages for each in within(page) if isinstance(each, Frames))
    pictures = (each for step in steps for item in step.items for each in within(item))
    return min((each.taken for each in pictures if isinstance(each, FigureBlock)), default=inf)


def _run_on(parts: Sequence[Group]) -> list[Group]:
    """The parts, each with those that continue it."""
    found: list[Group] = []
    for part in parts:
        if part.kind == "continued" and found:
            found[-1] = found[-1]._replace(children=found[-1].children + part.children)
        else:
            found.append(part)
    return found


def _is(block: Block, kind: str) -> bool:
    """Whether a block is what gives way under that name; a heading never does."""
    if isinstance(block, Logo):
        return kind == "logo"
    if isinstance(block, Heading):
        return False
    return (block.kind if isinstance(block, Group) else getattr(block, "style", "")) == kind


def _has(blocks: Sequence[Block], kind: str) -> bool:
    return any(
        _is(block, kind) or (isinstance(block, Group) and _has(block.children, kind))
        for block in blocks
    )


def _without(children: tuple[Group, ...], kind: str) -> tuple[Group, ...]:
    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            block._replace(children=kept(block.children)) if isinstance(block, Group) else block
            for block in blocks
            if not _is(block, kind)
        )

    return tuple(part._replace(children=kept(part.children)) for part in children)


def _fit(
    theme: Theme,
    lay_out: Callable[[int, float, Spacing], Stack],
    area: TextArea,
    max_pages: int,
    known: Sequence[Known],
) -> list[Stack]:
    """The pages of so many parts as `known` has, squeezed if need be.

    Raises:
        DoesNotFitError: not even squeezed.
        WordTooWideError: some words fit no line.
    """
    try:
        return fit(theme, len(known), lay_out, area, max_pages=max_pages, known=known)
    except (DoesNotFitError, WordTooWideError) as error:
        fault = error
    for last in range(len(theme.squeezes)):
        # Only pages that would not fit otherwise are set so tight.
        spacings = (*theme.spacings, *theme.squeezes[: last + 1])
        squeezed = theme._replace(bodies=theme.bodies[-1:], spacings=spacings)
        try:
            return fit(squeezed, len(known), lay_out, area, max_pages=max_pages, known=known)
        except (DoesNotFitError, WordTooWideError) as error:  # words beside smaller figures fit
            fault = error
    raise fault


def _too_long(document: Document, paper: Paper, theme: Theme, error: DoesNotFitError) -> Problem:
    if len(document.children) > document.max_pages:
        count = len(document.children)
        what = f"'pages: {document.max_pages}' is too few: its parts begin on {count} pages"
        return Problem(document.source, 0, what, f"write 'pages: {count}' at its top")
    sections = document.sections[error.part] if error.part < len(document.sections) else ()
    where = f"part {error.part + 1} of " if len(document.children) > 1 else ""
    named = ", ".join(f"{{#{name}}}" for name, _ in sections[:_MOST_NAMED])
    remedy = f"shorten {named}" if named else "shorten the clinic's details, or shared.md"
    pages = "its page" if document.max_pages == 1 else f"its {document.max_pages} pages"
    smallest, excess = min(theme.bodies) * paper.scale, error.excess_mm * paper.scale
    return Problem(
        document.source,
        sections[0][1] if sections else 0,
        f"{where}the text is {excess:.0f} mm too long for {pages} on {paper.name}, set as small as"
        f" allowed ({smallest:.3g} pt)",
        remedy,
    )


def too_wide(
    document: Document, paper: Paper, theme: Theme, error: WordTooWideError
) -> list[Problem]:
    """The problem of each word of a document that no line has room for."""
    smallest = min(theme.bodies) * paper.scale
    return [
        Problem(
            *_place_of(word, document, error.part),
            f"the word '{word}' is too wide for its line on {paper.name}, set as small as allowed"
            f" ({smallest:.3g} pt)",
            "put a soft hyphen (U+00AD) where it may be divided, or write a shorter word",
        )
        for word in error.words
    ]


def _place_of(word: str, document: Document, part: int) -> tuple[Path, int]:
    """The file and line that a word stands in, else those of its part's first section."""
    folder = document.source.parent
    others = (folder / "shared.md", folder / "words.yaml", folder.parent / "clinic.yaml")
    for file in (document.source, *others):
        lines = _read(file).replace(SOFT_HYPHEN, "").split("\n")
        for number, line in enumerate(lines, start=1):
            if word in line:
                return file, number
    sections = document.sections[part] if part < len(document.sections) else ()
    return document.source, sections[0][1] if sections else 0


def _read(file: Path) -> str:
    try:
        return normalize("NFC", read(file).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return ""
