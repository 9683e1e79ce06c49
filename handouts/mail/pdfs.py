"""Document and values ─► one patient's PDF: laid out once, filled in for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.compose.status_words import NAME_FIELD
from handouts.design.fonts import register, typeface_for
from handouts.design.formats import FORMATS
from handouts.document import Document
from handouts.layout.field_boxes import ValueTooWide
from handouts.mail.form import Form
from handouts.mail.nodes import filled
from handouts.mail.recipient import Recipient, Refused
from handouts.render.pdf import render_pdf
from handouts.tagged import width_of

Values = Mapping[str, str]
"""What stands in the fields, by their names."""
_MOST_FORMS = 24  # some 150 kB each


class Pdfs:
    """Makes PDFs on one paper.

    Args:
        document: gives the document of a recipient, its fields empty; the same for many.
        digest: gives the digest of that.

    Attributes:
        left_out: what of the clinic had no room in one of them.

    Raises:
        ContentError: problems in the content, from each method.
    """

    def __init__(
        self,
        paper: str,
        document: Callable[[Recipient], Document],
        digest: Callable[[Recipient], str],
    ) -> None:
        self._paper, self._document, self._digest = paper, document, digest
        self.left_out: set[str] = set()
        self._forms: dict[tuple[object, ...], Form] = {}

    def of(self, to: Recipient, values: Values) -> bytes:
        """The PDF of a recipient.

        Raises:
            Refused: the name does not fit its line.
        """
        form = self._form(to)
        if form.has_room(values):
            return form.fill(values)
        dose = {name: value for name, value in values.items() if name != NAME_FIELD}
        name = {NAME_FIELD: to.name} if to.name else {}
        if not form.has_room(dose):  # a range is wider than a blank: its boxes grow
            form = self._form(to, dose)
            if form.has_room(name):
                return form.fill(name)
        _refuse_wide(to.name, form)
        # Letters the form's font lacks: this one is laid out by itself.
        try:
            return self._rendered(filled(self._document(to), values), to.edition)
        except ValueTooWide as error:  # in larger type than that of the form
            raise _too_long(error.most) from None

    def _form(self, to: Recipient, dose: Values | None = None) -> Form:
        """The handout laid out without a name, its dose blank unless given."""
        key = (self._digest(to), to.edition, tuple((dose or {}).items()))
        if key not in self._forms:
            if len(self._forms) >= _MOST_FORMS:
                self._forms.pop(next(iter(self._forms)))
            document = filled(self._document(to), dose or {})
            self._forms[key] = Form(self._rendered(document, to.edition))
        return self._forms[key]

    def _rendered(self, document: Document, edition: str) -> bytes:
        stock = FORMATS[document.format].stock(edition, self._paper)
        rendered = render_pdf(document, stock, edition)
        self.left_out.update(rendered.left_out)
        return rendered.data


def _refuse_wide(name: str, form: Form) -> None:
    """
    Raises:
        Refused: the name is wider than its line.
    """
    width, size = form.room(NAME_FIELD)
    wide = width_of(name, register(typeface_for([name])).regular, size)
    if wide > width:
        raise _too_long(int(len(name) * width / wide))


def _too_long(most: int) -> Refused:
    return Refused([("name", f"is too long for its line; shorten it to {most} characters")])
