"""TrueType fonts of which a document gets the characters it shows, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.lib.utils import asNative
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

from .form_letters import WESTERN, Codes, differences, form_codes
from .objects import compressed, reference
from .script_runs import LetterFont, PlainFont, Run, Scripts, runs_of
from .shaping import PER_EM, Face
from .truetype import Outlines, byte_cmap, numbered, unicode_cmap

_IN_FIRST = {letter: code for code, letter in WESTERN.items()}
_MOST_PROGRAMS = 64  # kept for a font
_BLOCK = 100  # most entries of a block in a CMap (Adobe Technical Note 5014)


ONE_SCRIPT = Scripts()


class Widths(NamedTuple):
    """The widths of the characters from one code to another, as an array (9.6.2)."""

    first: int
    last: int
    array: str


class SubsetFont(TTFont):
    """A font of ReportLab's that documents carry in part, unhinted.

    The letters of western Europe have the codes of WinAnsiEncoding, so that a form's font and a
    page's can be the same. Others are in further subsets of 256 codes, given out as they come.
    """

    face: Any
    state: Any

    fontName: str

    def __init__(self, name: str, filename: str, scripts: Scripts = ONE_SCRIPT, **kw: Any) -> None:
        super().__init__(name, filename, **kw)
        self.file, self.scripts = Path(filename), scripts
        self.chosen: dict[str, LetterFont | Face] = {}
        self._widths: dict[str | bytes, float] = {}
        self._shown: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
        self._programs: dict[frozenset[tuple[int, int]], tuple[bytes, Widths]] = {}
        self._forms: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()

    @cached_property
    def _outlines(self) -> Outlines:
        return Outlines(self.face)

    @cached_property
    def _first(self) -> dict[int, int]:
        known = self.face.charToGlyph
        return {0: 0} | {char: code for char, code in _IN_FIRST.items() if char in known}

    def stringWidth(self, text: Any, size: float, encoding: str = "utf-8") -> float:
        """The width of a text in points; that of a word is worked out once."""
        width = self._widths.get(text)
        if width is None:
            alone = not self.scripts.fallbacks or self.sets(text)
            width = self._widths[text] = (
                super().stringWidth(text, 1, encoding)
                if alone
                else sum(map(width_in_ems, runs_of(text, self)))
            )
        return width * size

    def letters_width(self, text: str) -> float:
        """The width in em of a text that it sets letter by letter, in whatever order."""
        return float(super().stringWidth(text, 1))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(chr, self.face.charToGlyph)) | {"\xa0"}  # which is shown as a space

    def knows(self, text: str) -> bool:
        """Whether it has a glyph for each character."""
        return self._known.issuperset(text)

    def other(self, font: PlainFont) -> LetterFont:
        """Another font, registered."""
        register_font(font.name, font.path)
        found: LetterFont = registered(font.name)
        return found

    def sets(self, text: str) -> bool:
        """Whether it sets a text alone, letter by letter from left to right."""
        return self._known.issuperset(text) and not self.scripts.right_to_left

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(map(chr, self._first.keys() - {0}))

    def _begin(self, doc: Any) -> None:
        if doc not in self.state:
            state: Any = TTFont.State(False, self)
            self.state[doc] = state
            state.assignments = dict(self._first)
            state.subsets, state.nextCode = [list(range(256))], 256

    def has(self, letters: frozenset[str]) -> bool:
        """Whether letters have western codes; see `splitString` for others."""
        return letters <= self._letters

    def use(self, doc: Any) -> tuple[str, set[str]]:
        """The name of the font for western codes in a document, and what is shown in it.

        Whoever shows letters adds them.
        """
        self._begin(doc)
        return str(self.getSubsetInternalName(0, doc)), self._shown.setdefault(doc, set())

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        """The codes of a text in the subsets of a document; its characters will be in them."""
        self._begin(doc)
        text = text.replace("\xa0", " ")
        self._shown.setdefault(doc, set()).update(text)
        if self._letters.issuperset(text):
            return [(0, text.encode("cp1252"))] if text else []
        return super().splitString(text, doc, encoding)

    def for_form(self, doc: Any, lang: str) -> Any:
        """A reference to the font with all letters that are typed in a language.

        One of western letters is that of the pages too.
        """
        codes = form_codes(lang)
        known = self.face.charToGlyph
        font = self._nonsymbolic(
            doc,
            {code: letter for code, letter in codes.items() if letter in known},
            asNative(self.face.name),
        )
        made = reference(doc, font)
        if codes is WESTERN:
            self._forms[doc] = made
        return made

    def addObjects(self, doc: Any) -> None:
        """Add what a finished document shows to the resources of all its pages."""
        western = self._letters.intersection(self._shown.pop(doc, ()))
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(self.state[doc].subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            name = asNative(SUBSETN(number) + b"+" + self.face.name)
            if number:
                font = self._others(doc, subset, name)
            elif doc in self._forms:
                font = self._forms.pop(doc)
            elif western:
                codes = {_IN_FIRST[ord(letter)]: ord(letter) for letter in western}
                font = self._nonsymbolic(doc, codes, name)
            else:
                continue
            fonts[internal] = font
        del self.state[doc]

    def _nonsymbolic(self, doc: Any, codes: Codes, name: str) -> Any:
        """A font with a (3, 1) `cmap` (ISO 32000-1, 9.6.3; ISO 14289-1, 7.21.6)."""
        font = self._font(doc, name, *self._program(codes), symbolic=False)
        named = differences(codes)
        font.Encoding = (
            PDFDictionary({"BaseEncoding": "/WinAnsiEncoding", "Differences": named})
            if named
            else "/WinAnsiEncoding"
        )
        return font

    def _program(self, codes: Codes) -> tuple[bytes, Widths]:
        """The font program of some letters and their widths; documents often have the same."""
        key = frozenset(codes.items())
        if key not in self._programs:
            if len(self._programs) >= _MOST_PROGRAMS:
                self._programs.clear()
            self._programs[key] = self._made_program(codes)
        return self._programs[key]

    def _made_program(self, codes: Codes) -> tuple[bytes, Widths]:
        glyphs = {char: self.face.charToGlyph[char] for char in sorted(codes.values())}
        order = numbered(glyphs.values())
        cmap = unicode_cmap({char: order[glyph] for char, glyph in glyphs.items()})
        return self._outlines.program(order, cmap), self._widths_of(codes)

    def _widths_of(self, codes: Mapping[int, int]) -> Widths:
        first, last = min(codes), max(codes)
        widths = (
            self.face.getCharWidth(codes[code]) if code in codes else 0
            for code in range(first, last + 1)
        )
        return Widths(first, last, f"[{' '.join(f'{width:g}' for width in widths)}]")

    def _others(self, doc: Any, subset: Sequence[int], name: str) -> Any:
        """A symbolic font with codes of its own, and what they mean (9.10.3)."""
        glyphs = [self.face.charToGlyph.get(char, 0) if char else 0 for char in subset]
        order = numbered(glyphs)
        cmap = byte_cmap([order[glyph] for glyph in glyphs])
        codes = {code: char for code, char in enumerate(subset) if char}
        texts = {code: chr(char) for code, char in codes.items()}
        program = self._outlines.program(order, cmap)
        font = self._font(doc, name, program, self._widths_of(codes), symbolic=True)
        font.ToUnicode = reference(doc, compressed(to_unicode(texts)))
        return font

    def _font(self, doc: Any, name: str, program: bytes, widths: Widths, *, symbolic: bool) -> Any:
        """A simple font (9.6.3) with its descriptor (9.8)."""
        face = self.face
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": PDFName(name),
            "Flags": face.flags & ~(FF_SYMBOLIC | FF_NONSYMBOLIC)
            | (FF_SYMBOLIC if symbolic else FF_NONSYMBOLIC),
            "FontBBox": PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "MissingWidth": face.defaultWidth,
            "FontFile2": reference(
                doc, compressed(program, {"Length1": len(program)}, reused=True)
            ),
        }
        font: Any = PDFTrueTypeFont()
        font.BaseFont = name
        font.FirstChar, font.LastChar, font.Widths = widths
        font.FontDescriptor = reference(doc, PDFDictionary(descriptor))
        return font


def registered(name: str) -> Any:
    """ReportLab's font object of that name. Raises `KeyError` if there is none."""
    return pdfmetrics.getFont(name)


def width_of(text: str, name: str, size: float) -> float:
    """The width of a text, in the unit of `size`."""
    return float(registered(name).stringWidth(text, size))


def width_in_ems(run: Run) -> float:
    """The width of a run."""
    if isinstance(run.font, Face):
        width = run.font.width(run.text, right_to_left=run.right_to_left, lang=run.lang)
        return width / PER_EM
    return run.font.letters_width(run.text)


def embeddable(name: str) -> bool:
    """Whether the font is embedded when used: a TrueType font, of which a subset is made."""
    return bool(registered(name)._dynamicFont)


def glyphs(name: str) -> Mapping[int, int]:
    """The glyphs of an embeddable font, by code point."""
    found: Mapping[int, int] = registered(name).face.charToGlyph
    return found


def register_font(name: str, file: Path, scripts: Scripts = ONE_SCRIPT) -> None:
    """Make a font known to ReportLab by a name; safe to call again.

    `scripts` says what sets the characters that it lacks.
    """
    if name not in pdfmetrics.getRegisteredFontNames():
        font = SubsetFont(name, str(file), scripts)
        pdfmetrics.registerFont(font)
        if registered(name) is not font:  # one of that face, which may have other scripts
            pdfmetrics._fonts[name] = font  # type: ignore[attr-defined]


def to_unicode(codes: Mapping[int, str], *, digits: int = 2) -> str:
    """A ToUnicode CMap from codes of so many hexadecimal digits to texts (9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange",
    ]
    pairs = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(codes.items())
    ]
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
