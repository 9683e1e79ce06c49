"""Recipient ─► draft: what is the same for many patients is made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from markupsafe import escape

from handouts.approvals.status import Book
from handouts.approvals.words import Words
from handouts.building.engine import code_files, engine, fingerprint
from handouts.compose.approval import Status
from handouts.compose.composer import compose
from handouts.compose.dose import dose_fields
from handouts.compose.online import DOSE_FIELD
from handouts.compose.status_words import NAME_FIELD
from handouts.compose.wording import filled_title
from handouts.design.formats import FORMATS
from handouts.document import Document, Figure, Logo, OwnPicture, figures_of
from handouts.mail.body_html import html_body
from handouts.mail.body_text import text_body
from handouts.mail.encryption import locked
from handouts.mail.message import Message, Picture, content_key, draft
from handouts.mail.nodes import filled, impersonal, said
from handouts.mail.pdfs import Pdfs
from handouts.mail.phrases import EmailWords, email_words
from handouts.mail.pictures import figure_png, logo_png, own_picture
from handouts.mail.recipient import Recipient
from handouts.pattern import Pattern
from handouts.reading import Dose, Library
from handouts.render.own_images import data_address, kind_of_image
from handouts.storage.file_states import Files

SET_NAME = "handouts.pdf"
"""What a PDF of several handouts is called; it says nothing of the patient."""
_NAME = "\ue000"  # private use: no name holds it
_DOSE_FIELDS = tuple(map(DOSE_FIELD.format, Dose._fields))
_SOMEBODY = "x"  # gives a name its own line; nothing of it is left in any file


@dataclass(frozen=True)
class Draft:
    """An email that is ready, and its parts alone.

    Attributes:
        key: tells this message from every other; see `Message`.
        eml: the message.
        html: its page with the pictures in it.
    """

    key: str
    eml: bytes
    html: bytes
    text: bytes
    pdf: bytes


@dataclass(frozen=True)
class _Page:
    """An email's HTML, with pictures by Content-ID and with pictures in it.

    The name is not yet written in: `_NAME` stands for it.
    """

    html: str
    standalone: str
    pictures: tuple[Picture, ...]


class TooLarge(Exception):
    """A message is larger than the clinic allows; `parts` are its largest, in bytes."""

    def __init__(self, size: int, limit: int, parts: Mapping[str, int]) -> None:
        self.parts = dict(sorted(parts.items(), key=lambda part: -part[1]))
        largest = ", ".join(f"{name} {_kb(size)}" for name, size in list(self.parts.items())[:3])
        super().__init__(
            f"the email would be {_kb(size)}, the most is {_kb(limit)}; largest in it: {largest}"
        )


class Maker:
    """Makes the drafts of one handout, which is named `handout`; `locks` their PDFs or not.

    Raises:
        ContentError: problems in the content, from each method.
    """

    def __init__(
        self, library: Library, handout: str, paper: str, today: date, *, locked: bool
    ) -> None:
        self._library, self.handout, self._today = library, handout, today
        self._paper, self.locks = paper, locked
        self._book = Book(library)
        self._program = _program()
        self._pdfs = Pdfs(paper, self._document, self._digest)
        self._pages = lru_cache(maxsize=24)(self._new_page)
        self._documents = lru_cache(maxsize=64)(self._new_document)
        self._digests = lru_cache(maxsize=1024)(self._new_digest)
        self._titles = lru_cache(maxsize=None)(self._new_title)
        self._words = lru_cache(maxsize=None)(self._new_words)
        self._statuses: dict[str, Status] = {}

    def digest(self, to: Recipient) -> str:
        """Of all that a draft is made from: the same digest, the same draft."""
        mail = self._library.clinic.mail
        shown = self._shown(to).digest if self.locks else self._digest(to)
        known = (
            self._program,
            to,
            self._paper,
            self.locks,
            self._words(to.lang),
            mail,
            self._sender,
        )
        return content_key(repr(known), self._digest(to), shown)

    def is_draft(self, to: Recipient) -> bool:
        """Whether the handout is not approved in their language."""
        return not self._status(to.lang).is_approved

    @property
    def drafts(self) -> dict[tuple[str, str], Status]:
        """Why the handout is not approved, in the languages it was made in and is not."""
        return {
            (lang, self.handout): status
            for lang, status in self._statuses.items()
            if not status.is_approved
        }

    @property
    def draft_words(self) -> list[Words]:
        """What those say."""
        return [self._book.words(*key) for key in self.drafts]

    @property
    def left_out(self) -> set[str]:
        """What of the clinic had no room in one of the PDFs."""
        return self._pdfs.left_out

    def draft(self, to: Recipient, password: str = "", pdf: bytes | None = None) -> Draft:
        """
        Args:
            password: what the PDF is locked with, where the maker locks.
            pdf: attached in place of the handout's own, as all that one visit needs.

        Raises:
            Refused: the name does not fit its line.
            TooLarge: for the clinic's limit.
        """
        attached = f"{self.handout}.pdf" if pdf is None else SET_NAME
        pdf = self._pdfs.of(to, self._values(to)) if pdf is None else pdf
        page = self._page(to)
        words = self._words(to.lang)
        text = text_body(self._told(to), words)
        standalone = page.standalone.replace(_NAME, str(escape(to.name)))
        key = content_key(to.address, self._sender, words.subject, text, standalone, pdf)
        sent = locked(pdf, password) if self.locks else pdf
        message = Message(
            key=key,
            sender=self._sender,
            sender_name=self._library.clinic.name or "",
            to=to.address,
            subject=words.subject,
            text=text,
            html=page.html.replace(_NAME, str(escape(to.name))),
            pictures=page.pictures,
            pdf=sent,
            attached=attached,
        )
        eml = draft(message)
        self._refuse_large(eml, message)
        return Draft(key, eml, standalone.encode(), text.encode(), sent)

    @property
    def _sender(self) -> str:
        clinic = self._library.clinic
        return clinic.mail.sender or clinic.email or ""

    # --- documents ------------------------------------------------------------------------------

    def _document(self, to: Recipient) -> Document:
        """For a dose whose boxes are blank, and no name: what is laid out once for many."""
        return self._documents(to.lang, to.pattern, to.dose, named=bool(to.name))

    def _digest(self, to: Recipient) -> str:
        """That of the document."""
        return self._digests(to.lang, to.pattern, to.dose, named=bool(to.name))

    def _new_digest(self, lang: str, pattern: Pattern | None, dose: Dose, *, named: bool) -> str:
        return self._documents(lang, pattern, dose, named=named).digest

    def _new_document(
        self, lang: str, pattern: Pattern | None, dose: Dose, *, named: bool
    ) -> Document:
        """Its properties say nothing of the patient: neither title nor subject tells a pattern."""
        document = self._composed(lang, pattern, dose, named=named)
        blank = filled(document, dict.fromkeys((NAME_FIELD, *_DOSE_FIELDS), ""))
        return blank._replace(title=self._titles(lang, pattern), subject="")

    def _composed(self, lang: str, pattern: Pattern | None, dose: Dose, *, named: bool) -> Document:
        return compose(
            self._library,
            lang,
            self.handout,
            pattern,
            dose=dose,
            status=self._status(lang),
            made_for=_SOMEBODY if named else "",
            personal=True,
        )

    def _status(self, lang: str) -> Status:
        if lang not in self._statuses:
            self._statuses[lang] = self._book.status(lang, self.handout, self._today)
        return self._statuses[lang]

    def _new_words(self, lang: str) -> EmailWords:
        language, code = self._library.languages[lang], self._status(lang).code
        return email_words(self._library.clinic, language, locked=self.locks, code=code)

    def _new_title(self, lang: str, pattern: Pattern | None) -> str:
        """The handout's, unless that tells a pattern."""
        patterns = (pattern, pattern and pattern.mirrored)
        one, other = (filled_title(self._library, lang, self.handout, each) for each in patterns)
        return one if one == other else self._words(lang).file

    def _shown(self, to: Recipient) -> Document:
        """What the email itself says: beside a locked PDF only what is said to everyone."""
        if not self.locks:
            return self._document(to)
        mirrored = to.pattern and to.pattern.mirrored
        one = self._documents(to.lang, to.pattern, Dose(), named=False)
        other = self._documents(to.lang, mirrored, Dose(), named=False)
        return impersonal(one, other, self._words(to.lang).file)

    def _told(self, to: Recipient) -> Document:
        """What the email itself says, with the name and the dose in words."""
        return said(filled(self._shown(to), {NAME_FIELD: to.name}), self._sentences(to))

    def _sentences(self, to: Recipient) -> dict[str, str]:
        phrases = self._library.languages[to.lang].phrases
        return {
            DOSE_FIELD.format(each.name): each.sentence for each in dose_fields(to.dose, phrases)
        }

    def _values(self, to: Recipient) -> dict[str, str]:
        """What stands in the fields of the PDF."""
        language = self._library.languages[to.lang]
        short = FORMATS[language.handout(self.handout).front.format].compact
        fields = dose_fields(to.dose, language.phrases, short=short)
        values = {DOSE_FIELD.format(each.name): each.value for each in fields}
        return {**values, **({NAME_FIELD: to.name} if to.name else {})}

    def _page(self, to: Recipient) -> _Page:
        return self._pages(replace(to, address="", name=_NAME if to.name else "", edition=""))

    def _new_page(self, to: Recipient) -> _Page:
        """The email's page of everyone with this dose."""
        shown = self._told(to)
        pictures: dict[Figure | OwnPicture | Logo, Picture] = {}
        for number, figure in enumerate(dict.fromkeys(figures_of(shown.children)), 1):
            pictures[figure] = Picture(
                f"picture-{number}.png", figure_png(figure, to.lang, shown.brand.sides)
            )

        def of(block: Figure | OwnPicture | Logo) -> Picture:
            if isinstance(block, Logo):
                assert shown.logo is not None, "a logo in the markup is one in the document"
                pictures.setdefault(block, Picture("logo.png", logo_png(shown.logo)))
            if isinstance(block, OwnPicture) and block not in pictures:
                image = own_picture(block)
                name = f"picture-{len(pictures) + 1}.{kind_of_image(image)}"
                pictures[block] = Picture(name, image)
            return pictures[block]

        words = self._words(to.lang)
        html = html_body(shown, words, lambda block: f"cid:{of(block).content_id}")
        standalone = html_body(shown, words, lambda block: data_address(of(block).data))
        return _Page(html, standalone, tuple(pictures.values()))

    # --- the message ----------------------------------------------------------------------------

    def _refuse_large(self, eml: bytes, message: Message) -> None:
        """
        Raises:
            TooLarge: the message is larger than the clinic allows.
        """
        limit = self._library.clinic.mail.limit_kb * 1000
        if len(eml) > limit:
            parts = {each.name: len(each.data) for each in message.pictures}
            raise TooLarge(len(eml), limit, {**parts, message.attached: len(message.pdf)})


def _program() -> str:
    """What makes drafts: after an update, they are made anew."""
    files = Files({})
    return fingerprint(engine(files, code_files()), files)


def _kb(size: int) -> str:
    return f"{size / 1000:.0f} kB"
