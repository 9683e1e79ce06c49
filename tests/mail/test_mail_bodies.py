"""The words of an email: the same as the handout's, in HTML and in plain text."""

import re
from dataclasses import replace
from email import message_from_bytes
from html.parser import HTMLParser
from io import BytesIO

import pytest
from handout_help import TODAY, OwnContent
from mail_help import ANA, HANDOUTS, LEFT, NAME, RIGHT, clinic_library, made, made_locked, maker
from picture_files import visit
from PIL import Image, ImageOps
from pseudo_languages import in_pseudo_language
from samples import every, sampled

from handouts.approvals.status import Book
from handouts.compose.composer import REQUIRED_BLOCKS
from handouts.design.artwork import Picture
from handouts.design.contrast import contrast
from handouts.design.theme import Colours
from handouts.document import Block, Cell, Field, Group, Paragraph, Run, Table, texts
from handouts.mail import styles
from handouts.mail.body_html import html_body
from handouts.mail.body_text import WIDTH, text_body
from handouts.mail.maker import Maker
from handouts.mail.nodes import is_to_fill_in
from handouts.mail.phrases import EmailWords, email_words
from handouts.mail.pictures import logo_png
from handouts.pattern import Pattern
from handouts.reading import Dose, DoseValue
from handouts.reading.png import read_png
from handouts.reading.svg import read_svg

WORDS = EmailWords(
    "s",
    ("Hello,",),
    ("Bye.",),
    "ask",
    "the table is attached",
    "Picture: {alt}",
    "H",
    "Words 7F3A-91C2",
)


class _Page(HTMLParser):
    """The words of a page, alternative texts included, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self._silent = tag in ("style", "title")
        if given.get("alt"):
            self.words.append(str(given["alt"]))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        return _even(" ".join(self.words))


def _even(text: str) -> str:
    """Without white space and marks, which the two kinds of body set in their own ways."""
    return re.sub(r"[\s\[\]=-]+", "", text)


def _blocks(blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
    found: dict[str, tuple[Block, ...]] = {}
    for block in blocks:
        if isinstance(block, Group):
            if block.block:
                found[block.block] = block.children
            found |= _blocks(block.children)
    return found


@pytest.mark.parametrize(
    "pattern",
    sampled([LEFT, RIGHT], lambda pattern: pattern is LEFT),
    ids=[LEFT.id, RIGHT.id],
)
@pytest.mark.parametrize("handout", every(2, HANDOUTS))
def test_both_bodies_say_what_the_handout_says(handout: str, pattern: Pattern) -> None:
    draft = made(handout, pattern)
    to = replace(ANA, pattern=pattern if handout != "how-it-works" else None)
    document = maker(handout)._document(to)
    required = _blocks(document.children)
    assert set(required) == set(REQUIRED_BLOCKS)
    html, text = _Page(draft.html.decode()).text, _even(draft.text.decode())
    for name, blocks in required.items():
        for said in _said(blocks):
            assert _even(said) in html, name
            assert _even(said) in text, name
    assert _even(document.draft) in html
    assert _even(document.draft).upper() in text
    for body in (html, text):
        assert _even(f"For {NAME}") in body
        assert _even("Hold 5 seconds") in body
        assert _even("Effort of 10 _____ (ask your therapist)") in body


@pytest.mark.parametrize("locked", [False, True])
def test_a_draft_says_so_first_and_its_code_last(locked: bool) -> None:
    draft = maker(locked=locked).draft(ANA)
    page, text = _Page(draft.html.decode()), draft.text.decode()
    seen = [word.strip() for word in page.words if word.strip()]
    why = "DRAFT: Do not give to patients."
    code = Book(clinic_library()).status("en", "correction", TODAY).code
    assert seen[0] == why
    assert text.split("\n\n")[0].replace("\n", " ") == why.upper()
    assert seen[-1] == text.split("\n")[-2] == f"Words {code}"


def test_what_is_approved_says_no_draft(own: OwnContent) -> None:
    own.approve("log")
    draft = Maker(own.load(), "log", "a4", TODAY, locked=False).draft(replace(ANA, name=""))
    assert b"DRAFT" not in draft.html + draft.text
    assert draft.text.startswith(b"Hello,")


def test_a_draft_is_in_the_capitals_of_its_language() -> None:
    document = maker()._document(ANA)
    turkish = document._replace(lang="tr", draft="TASLAK: verilmedi.")
    assert text_body(turkish, WORDS).startswith("TASLAK: VERİLMEDİ.")


def _said(blocks: tuple[Block, ...]) -> list[str]:
    """Words that are not those of fields: these are tested by themselves."""
    kept: list[str] = []
    for block in blocks:
        if isinstance(block, Group):
            kept += _said(block.children)
        elif not isinstance(block, Field):
            kept += texts((block,))
    return kept


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (DoseValue(1, 1), "Once a day"),
        (DoseValue(2, 2), "Twice a day"),
        (DoseValue(2, 3), "2 to 3 times a day"),
        (None, "Times a day _____ (ask your therapist)"),
    ],
)
def test_the_dose_is_told_in_sentences(times: DoseValue | None, told: str) -> None:
    draft = maker("log").draft(replace(ANA, dose=Dose(times_a_day=times)))
    page = _Page(draft.html.decode()).text
    for body in (page, _even(draft.text.decode())):
        assert _even(told) in body
        assert "1 times" not in body


def test_plain_text_can_be_followed_without_pictures() -> None:
    text = made().text.decode()
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "[Picture: You lie on your back." in text
    assert "1. Get ready" in text
    assert "Press your thigh into your hands." in text
    assert "The table to fill in is in the attached file." in text


def test_a_locked_email_tells_nothing_of_the_patient() -> None:
    """Whoever reads it cannot tell the pattern: the bodies of both are the same."""
    left, right = made_locked(LEFT), made_locked(RIGHT)
    assert left.html == right.html
    assert left.text == right.text
    said = left.text.decode()
    assert NAME not in said
    assert "backward" not in said
    assert "_____" not in said
    for told in (
        "Call your emergency number now if",
        "Stop if",
        "Ask us first",
        "The wrong side can make the tilt worse.",
        "555 0100",
    ):
        assert told in said
    assert not {"left", "right"} & set(re.findall(r"[a-z]+", said.lower()))


def test_an_email_of_several_patterns_is_not_locked_by_what_it_shares() -> None:
    assert made_locked(LEFT).pdf != made_locked(RIGHT).pdf


HOSTILE = ["<script>alert(1)</script>", '=HYPERLINK("http://x","y")', '"><img src=x onerror=y>']


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    draft = maker().draft(replace(ANA, name=name))
    page = _Page(draft.html.decode())
    assert _even(name) in page.text
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags
    usual = [tag for tag, _ in _Page(made().html.decode()).tags]
    assert tags == usual
    assert name in " ".join(draft.text.decode().split("\n"))


def test_html_is_what_mail_programs_keep() -> None:
    page = _Page(made().html.decode())
    for tag, attributes in page.tags:
        assert tag not in ("svg", "script", "link", "iframe", "form", "input", "video"), tag
        if tag == "img":
            assert attributes["alt"]
            assert attributes["width"]
            assert str(attributes["src"]).startswith("data:image/png;base64,")
        if tag == "table" and "border-collapse" not in str(attributes.get("style")):
            assert attributes["role"] == "presentation"
    assert ("html", {"lang": "en"}) in page.tags


def test_grounds_can_be_read_on_in_light_and_dark() -> None:
    """WCAG 2.1: 7:1 for text (1.4.6), 3:1 for edges that mean something (1.4.11)."""
    for name, ground in styles.Look(Colours()).grounds.items():
        assert contrast(ground.ink, ground.paper) >= 7, name
        assert contrast(ground.dark_ink, ground.dark_paper) >= 7, name
        if ground.border:
            assert contrast(ground.edge, ground.paper) >= 3, name
            assert contrast(ground.dark_edge, ground.dark_paper) >= 3, name


def test_a_table_to_tick_is_left_to_the_pdf(own: OwnContent) -> None:
    document = own.compose("log", LEFT)
    html = html_body(document, WORDS, lambda _: "x")
    assert "the table is attached" in html
    assert "the table is attached" in text_body(document, WORDS)
    assert "<th" not in html


def test_an_email_to_the_left_says_so(own: OwnContent) -> None:
    document = own.compose("correction", LEFT)
    english = html_body(document, WORDS, lambda _: "x")
    arabic = html_body(in_pseudo_language(document, "ar"), WORDS, lambda _: "x")
    assert 'dir="rtl"' not in english
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "text-align:left" not in arabic


def test_a_logo_is_a_picture(own: OwnContent) -> None:
    own.write(
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
        '<rect width="20" height="10" fill="#0B3F73"/></svg>',
    )
    own.clinic("name: Riverside\nlogo: logo.svg\nlogo_alt: A river\n")
    draft = Maker(own.load(), "log", "a4", TODAY, locked=False).draft(replace(ANA, name=""))
    assert b'alt="A river"' in draft.html
    assert b"logo.png" in draft.eml
    assert "[Picture: A river]" in draft.text.decode()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_keeps_its_colours_on_white(kind: str) -> None:
    """Red on the left, fading to nothing on the right."""
    if kind == "svg":
        stops = '<stop stop-color="red"/><stop offset="1" stop-color="red" stop-opacity="0"/>'
        picture: Picture = read_svg(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">'
            b'<linearGradient id="a">%s</linearGradient>'
            b'<rect width="200" height="50" fill="url(#a)"/></svg>' % stops.encode()
        )
    else:
        red = Image.new("RGB", (200, 50), "red")
        red.putalpha(ImageOps.invert(Image.linear_gradient("L").rotate(90)).resize(red.size))
        target = BytesIO()
        red.save(target, "PNG")
        picture = read_png(target.getvalue())
    image = Image.open(BytesIO(logo_png(picture))).convert("RGB")
    assert image.width / image.height == 4
    row = [image.getpixel((image.width * at // 100, image.height // 2)) for at in (1, 50, 99)]
    assert row[0] == pytest.approx((255, 0, 0), abs=12)
    assert row[1] == pytest.approx((255, 128, 128), abs=12)
    assert row[2] == pytest.approx((255, 255, 255), abs=12)


def test_subjects_tell_nothing() -> None:
    library = clinic_library()
    words_ = email_words(library.clinic, library.languages["en"], locked=False, code="")
    assert words_.subject == "Your handout from Riverside Physiotherapy"


def test_tables_of_boxes_are_known() -> None:
    assert not is_to_fill_in(_table("word"))
    assert is_to_fill_in(_table(""))


def _table(word: str) -> Table:
    inside: Block = Paragraph((Run(word),)) if word else Field("check", "n", "t")
    return Table((), ((Cell((Paragraph((Run("row"),)),), "row"), Cell((inside,))),))


def test_a_table_of_words_keeps_its_headings() -> None:
    def cell(text: str, scope: str | None = None) -> Cell:
        return Cell((Paragraph((Run(text),)),), scope)

    table = Table(((cell("Day", "col"), cell("Times", "col")),), ((cell("Mon", "row"), cell("3")),))
    document = maker()._document(ANA)._replace(children=(Group("page", (table,)),))
    html = html_body(document, WORDS, lambda _: "x")
    assert '<th scope="col"' in html
    assert '<th scope="row"' in html
    assert "- Mon; Times: 3" in text_body(document, WORDS)


def test_a_picture_of_the_clinics_own_is_in_the_email(own: OwnContent) -> None:
    visit(own)
    everyone = replace(ANA, name="", pattern=None)
    draft = Maker(own.load(), "visit", "a4", TODAY, locked=False).draft(everyone)
    page, text = _Page(draft.html.decode()), draft.text.decode()
    shown = {each["alt"]: each for tag, each in page.tags if tag == "img"}
    assert (shown["Our red door"]["width"], shown["The way from the bus"]["width"]) == (
        "300",
        "400",
    )
    assert "[Picture: Our red door]" in text
    message = message_from_bytes(draft.eml)
    images = [each for each in message.walk() if each.get_content_maintype() == "image"]
    assert len(images) == 2
    for each in images:
        data = each.get_payload(decode=True)
        assert isinstance(data, bytes)
        assert Image.open(BytesIO(data)).format == each.get_content_subtype().upper()
        assert each["Content-ID"].strip("<>") in draft.eml.decode()
