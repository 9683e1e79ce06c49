"""The words screen: a part of a handout, written, read for both legs, and seen on its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handouts.desk import forms
from handouts.desk.context import Context
from handouts.desk.draft_pages import DraftPictures, pattern_of
from handouts.desk.forms import posted
from handouts.desk.not_saved import not_saved
from handouts.desk.part_page import PartPage, knows_hip, part_page
from handouts.desk.picture_forms import NotPlacedError, pictured, placed
from handouts.desk.proposals import SHARED_NAME
from handouts.desk.screen import answer
from handouts.desk.visit_form import languages
from handouts.editing.drafts import Conflict, Draft, mark
from handouts.editing.fixed_words import Chip, chips, in_words, label_of, labels_in
from handouts.editing.front_matter import FIELDS, front_values, is_editable, with_front, with_meant
from handouts.editing.naming import Naming
from handouts.editing.own_pictures import MOST_BYTES, listed
from handouts.editing.parts import FRONT, Part, part_of, parts_of, tidied, with_part
from handouts.editing.reads import Reads, Writing, is_of_hip, mended, reads, typed_sides
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS
from handouts.reading import Library
from handouts.reading.findings import Findings
from handouts.reading.handout import HandoutSource, SectionSource, read_handout, read_shared
from handouts.storage import paths
from handouts.storage.swap import DistError

_OF_SHARED = "shared."
_ID = re.compile(r"\{#([^{}]+)\}")
_NO_PICTURE = {"picture": "", "alt": ""}
_MOST_FORM = MOST_BYTES + forms.MOST_BYTES


class Place(NamedTuple):
    """A part of a file, by its address: those of the words that all carry begin with `shared.`."""

    lang: str
    handout: str
    part: str

    @property
    def file(self) -> str:
        """The name of the file it is in."""
        return SHARED_NAME if self.part.startswith(_OF_SHARED) else self.handout

    @property
    def id(self) -> str:
        return self.part.removeprefix(_OF_SHARED)

    @property
    def address(self) -> str:
        return f"/words/{self.lang}/{self.handout}/{quote(self.part)}"


class PartEntry(NamedTuple):
    """A part in the list of all."""

    part: str
    name: str
    is_changed: bool
    has_slip: bool


class Open(NamedTuple):
    """What is open on the screen: a place, its draft, and the part as it was typed."""

    place: Place
    draft: Draft
    other: Draft
    part: Part
    title: str
    words: str
    front: Mapping[str, str]
    source: SectionSource | None

    @property
    def per_pattern(self) -> bool:
        """Whether both patterns say it: the words that all carry are said by both."""
        source = self.source
        return source.front.per_pattern if isinstance(source, HandoutSource) else True

    @property
    def writing(self) -> Writing:
        meant = self.source.typed.meant if self.source else ()
        return Writing(self.title, self.words, self.draft.file, meant, self.per_pattern)

    @property
    def drafts(self) -> dict[Path, bytes]:
        """What is read in the place of files, with what was typed."""
        text = self.draft.text
        if self.place.id == FRONT:
            return self._laid(with_front(text, self.front, self.draft.file))
        return self._laid(with_part(text, self.place.id, self.title, self.words))

    @property
    def with_hip(self) -> dict[Path, bytes]:
        """The same with fixed words of one hip in the part."""
        words = f"{self.words}\n\n{{{{ hip.side }}}}."
        return self._laid(with_part(self.draft.text, self.place.id, self.title, words))

    def _laid(self, text: str) -> dict[Path, bytes]:
        laid = {self.draft.file: text.encode()}
        if self.other.is_changed:
            laid[self.other.file] = self.other.text.encode()
        return laid


def routes(context: Context, pictures: DraftPictures) -> list[Route]:
    drafts = context.drafts

    async def first(request: Request) -> Response:
        lang, handout = request.path_params["lang"], request.path_params["handout"]
        try:
            text = await run_in_threadpool(lambda: drafts.draft(lang, handout).text)
        except (ContentError, LookupError):
            text = ""
        parts = [each.id for each in parts_of(text) if each.id != FRONT and each.words]
        at = Place(lang, handout, parts[0] if parts else FRONT)
        return RedirectResponse(at.address, 303)

    def opened(place: Place, form: Mapping[str, str] | None = None) -> Open:
        """
        Raises:
            ContentError: the file cannot be read.
            LookupError: there is no such part.
        """
        draft = drafts.draft(place.lang, place.file)
        other = SHARED_NAME if place.file != SHARED_NAME else place.handout
        part = part_of(draft.text, place.id)
        if part is None or not place.id:
            raise LookupError(place.part)
        front = front_values(draft.text, draft.file) if place.id == FRONT else {}
        title, words = part.title, part.words
        if form is not None:
            title = " ".join(form.get("title", title).split())
            words = tidied(form.get("words", words))
            front = {name: form.get(name, value).strip() for name, value in front.items()}
        findings = Findings()
        read = read_shared if place.file == SHARED_NAME else read_handout
        source = read(draft.file, findings, draft.text.encode())
        return Open(
            place, draft, drafts.draft(place.lang, other), part, title, words, front, source
        )

    def looked(of: Open, pattern: str) -> tuple[Reads | None, PartPage | None, tuple[Problem, ...]]:
        """How it reads, and its page; what is wrong where there is none."""
        place = of.place
        with context.words.alone() as (library, _):
            if place.lang not in library.languages:
                raise LookupError(place.lang)
            said = None
            if place.id != FRONT:
                said = reads(library, place.lang, of.writing, pattern_of(pattern))
            try:
                page = part_page(
                    context.content,
                    of.drafts,
                    place.lang,
                    place.handout,
                    place.part,
                    pattern,
                    context.day,
                )
            except ContentError as error:
                known = said.problems if said else ()
                return said, None, known or error.problems
            return said, page, ()

    def good_page(place: Place, pattern: str) -> PartPage | None:
        """The page as it is printed now; None for a new handout, or words with a mistake."""
        try:
            with context.words.alone():
                return part_page(
                    context.content, {}, place.lang, place.handout, place.part, pattern, context.day
                )
        except (ContentError, LookupError):
            return None

    async def screen(
        place: Place,
        pattern: str,
        *,
        typed: Mapping[str, str] | None = None,
        part: bool = False,
        status: int = 200,
        **more: Any,
    ) -> Response:
        try:
            of = await run_in_threadpool(opened, place, typed)
            said, page, told = await run_in_threadpool(looked, of, pattern)
            library = context.words.library
            entries = await run_in_threadpool(parts_listed, of, library)
        except (ContentError, LookupError) as error:
            told = error.problems if isinstance(error, ContentError) else ()
            return answer(context, "words_broken.html.j2", "/words", 404, told=told)
        names = {each.part.removeprefix(_OF_SHARED): each.name for each in entries}
        told = tuple(_with_names(each, names) for each in told)
        fits = page is not None
        if page is None and not part:
            page = await run_in_threadpool(good_page, place, pattern)
        limit = library.clinic.reading_grade_max
        known = library.languages[place.lang]
        short = [
            name
            for name, source in known.handouts.items()
            if place.file == SHARED_NAME and place.id in source.sections
        ]
        base = mark(of.part.raw)
        of_hip = is_of_hip(f"{of.part.title} {of.part.words}")
        if not (of_hip or part) and of.per_pattern and place.id != FRONT:
            of_hip = await run_in_threadpool(
                knows_hip, context.content, of.with_hip, place.lang, place.handout
            )
        values: dict[str, Any] = {
            "of": of,
            "place": place,
            "base": base,
            "pattern": pattern_of(pattern).id,
            "patterns": PATTERNS,
            "said": said,
            "page": page,
            "fits": fits,
            "title": page.pages.document.title if page else place.handout,
            "key": pictures.keep(page.pages) if page else "",
            "told": told,
            "entries": entries,
            "limit": limit,
            "shared_by": sorted(name for name in known.handouts if name not in short),
            "short": sorted(short),
            "chips": chips(of_hip=of_hip, of_pattern=of.per_pattern),
            "of_hip": of_hip,
            "pictures": _pictures(library, place.lang, of_pattern=of.per_pattern),
            "own": [] if part else await run_in_threadpool(listed, context.content),
            "own_typed": _NO_PICTURE,
            "own_fault": "",
            "pictured": pictured,
            "word_lines": _lines_of(said.typed if said else (), of.words),
            "labels": labels_in(f"{of.title} {of.words}"),
            "label_of": label_of,
            "name": next((each.name for each in entries if each.part == place.part), ""),
            "editable": place.id != FRONT or is_editable(of.draft.text, of.draft.file),
            "changed": sum(each.is_changed for each in entries),
            "conflict": None,
            "blocked": (),
            "shown": 0,
            "saved": "",
            "languages": languages(library),
            "now": context.now,
            **more,
        }
        values["blocked"] = [_with_names(each, names) for each in values["blocked"]]
        name = "_words_look.html.j2" if part else "words.html.j2"
        return answer(context, name, "/words", status, **values)

    def parts_listed(of: Open, library: Library) -> list[PartEntry]:
        """All parts of the handout, its own first; of the shared ones those it has no own for."""
        place = of.place
        own, shared = (of.draft, of.other) if place.file != SHARED_NAME else (of.other, of.draft)
        has = {each.id for each in parts_of(own.text)}
        found, naming = [], Naming(library, place.lang)
        for draft, prefix in ((own, ""), (shared, _OF_SHARED)):
            before = {each.id: each.raw for each in parts_of(draft.published)}
            for part in parts_of(draft.text):
                if prefix and (part.id in has or part.id == FRONT):
                    continue
                name = naming(part.title) if part.id != FRONT else "Title and kind"
                writing = of.writing._replace(title=part.title, words=part.words)
                slips = part.id != FRONT and typed_sides(library, place.lang, writing)
                is_changed = part.raw != before.get(part.id)
                found.append(PartEntry(f"{prefix}{part.id}", name, is_changed, bool(slips)))
        return found

    async def empty(request: Request) -> Response:
        place = Place(**request.path_params)
        pattern = request.query_params.get("pattern", PATTERNS[0].id)
        page = request.query_params.get("page", "")
        shown = int(page) if page.isdecimal() and len(page) < 4 else 0
        return await screen(place, pattern, shown=shown)

    async def look(request: Request, form: FormData) -> Response:
        """What follows from what is typed; nothing is saved."""
        typed = _typed(form)
        return await screen(
            Place(**request.path_params), typed.get("pattern", ""), typed=typed, part=True
        )

    def change_of(place: Place, typed: Mapping[str, str]) -> Callable[[str], str]:
        """What was typed, as the text before ─► the text after."""
        file = context.content / place.lang / f"{place.file}.md"

        def change(text: str) -> str:
            if place.id == FRONT:
                values = {name: typed[name].strip() for name in FIELDS if name in typed}
                return with_front(text, values, file)
            part = part_of(text, place.id)
            title, words = typed.get("title", part.title if part else ""), typed.get("words", "")
            if mend := typed.get("mend"):
                word, _, raw = mend.partition("=")
                title, words = mended(title, word, raw), mended(words, word, raw)
            changed = with_part(text, place.id, title, words)
            if meant := typed.get("meant"):
                changed = with_meant(changed, meant)
            return changed

        return change

    async def picture(_request: Request, form: FormData) -> Response:
        """Takes in a picture, for the script to put its line where it is to stand."""
        line, fault = "", ""
        try:
            line = await placed(context.content, form)
        except NotPlacedError as error:
            fault = str(error)
        return answer(
            context,
            "_own_pictures_said.html.j2",
            "/words",
            422 if fault else 200,
            own=await run_in_threadpool(listed, context.content),
            own_typed={**_NO_PICTURE, **_typed(form)},
            own_fault=fault,
            line=line,
        )

    async def save(request: Request, form: FormData) -> Response:
        """Saves a draft; sends it, undoes or redoes, or places a picture, if that was pressed."""
        place, typed = Place(**request.path_params), _typed(form)
        pattern, act = typed.get("pattern", ""), typed.get("act", "")
        part = "x-part" in request.headers
        if act == "picture":
            try:
                line = await placed(context.content, form)
            except NotPlacedError as error:
                own = {**_NO_PICTURE, **typed}
                return await screen(
                    place, pattern, typed=typed, status=422, own_typed=own, own_fault=str(error)
                )
            typed["words"] = f"{tidied(typed.get('words', ''))}\n\n{line}"

        def done() -> None:
            drafts.save(
                place.lang,
                place.file,
                place.id,
                change_of(place, typed),
                typed.get("base", ""),
                context.now,
            )
            if act in ("undo", "redo"):
                (drafts.undo if act == "undo" else drafts.redo)(place.lang, place.file)

        try:
            await run_in_threadpool(done)
        except Conflict:
            return await screen(place, pattern, part=part, status=409, conflict=typed)
        except DistError as error:
            fault = not_saved("The draft is not saved, what you typed is only here", error)
            return await screen(place, pattern, typed=typed, part=part, status=500, saved=fault)
        except (ContentError, LookupError):
            return await screen(place, pattern, part=part)
        if act == "send":
            return await sent(place, pattern)
        if part:
            return await screen(place, pattern, part=True, saved=f"Saved {context.now[-5:]}")
        return RedirectResponse(f"{place.address}?pattern={quote(pattern)}", 303)

    async def sent(place: Place, pattern: str) -> Response:
        """Sends the handout, and the words that all carry, if those were changed."""

        def send() -> tuple[Problem, ...]:
            """Why they cannot be sent."""
            for each in PATTERNS:
                of = opened(place)
                _, page, told = looked(of, each.id)
                if page is None:
                    return told
            for name in (place.handout, SHARED_NAME):
                if drafts.draft(place.lang, name).is_changed:
                    drafts.send(place.lang, name)
            context.todo.look()
            return ()

        told = await run_in_threadpool(send)
        if told:
            return await screen(place, pattern, status=422, blocked=told)
        return RedirectResponse(f"/approve/{place.lang}/{quote(place.handout)}?sent", 303)

    here, sessions = "/words/{lang}/{handout}/{part}", context.sessions
    return [
        Route("/words/{lang}/{handout}", first),
        Route(here, empty),
        Route(here, posted(sessions, save, _MOST_FORM), methods=["POST"]),
        Route(f"{here}/look", posted(sessions, look), methods=["POST"]),
        Route(f"{here}/picture", posted(sessions, picture, _MOST_FORM), methods=["POST"]),
    ]


def _lines_of(typed: tuple[str, ...], words: str) -> dict[str, str]:
    """The line that each typed side stands in, as a list of meant ones names it."""
    lines = [re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line) for line in words.split("\n")]
    return {word: line for word in typed for line in reversed(lines) if word in line.lower()}


def _with_names(problem: Problem, names: Mapping[str, str]) -> Problem:
    """The same with what parts are called in the place of what the file names them by."""

    def called(found: re.Match[str]) -> str:
        return f"“{names[found[1]]}”" if names.get(found[1]) else found[0]

    return problem._replace(remedy=_ID.sub(called, problem.remedy))


def _pictures(library: Library, lang: str, *, of_pattern: bool) -> list[Chip]:
    """The figures that can be placed among words, by their titles."""
    kinds = ("none", "pattern") if of_pattern else ("none",)
    subjects = paths.figures().SUBJECT_KINDS
    return [
        Chip(f"![]({name})", in_words(words.title.as_typed))
        for name, words in library.languages[lang].figures.items()
        if subjects.get(name) in kinds
    ]


def _typed(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
