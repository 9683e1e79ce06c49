"""What a program can judge of a handout's markup: one look at a time, and where it fails.

What needs a language to be understood, if only a little, is judged in English alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from handouts.readability import english
from handouts.readability.passages import (
    Passage,
    is_said_to_patients,
    passages,
    sentences,
    text_of,
    words,
)

Answer: TypeAlias = Literal["yes", "no", "does not apply", "not judged"]

MOST_ITEMS = 7
"""In a list, and sentences in a paragraph: what people can keep in mind (PEMAT, item 8)."""
_MOST_STEP_SENTENCES = 3
_MOST_HEAD_WORDS = 4
# "Throughout" is nearly always: 80 % and more (PEMAT, user's guide).
_NEARLY_ALL = 0.8
_PARTS = ("panel", "box", "stop", "help", "dose", "flow", "strip", "row")
_HEADINGS = ("h1", "h2", "h3", "h4")
_NUMBER = re.compile(r"(?<![\w.,])\d++(?:[.,]\d++)?+(?!(?:[^\W\d]|[.,])*+\d)")
_FRACTION = re.compile(r"\d[.,]\d|\d\s*/\s*\d|[¼½¾⅓⅔⅛]|\d\s*:\s*\d")


class Finding(NamedTuple):
    """Words for which an item fails."""

    text: str
    passage: Passage


class Judgement(NamedTuple):
    """What came of one look at a handout.

    Attributes:
        by: what was looked at.
        findings: where it fails.
    """

    answer: Answer
    by: str
    findings: tuple[Finding, ...] = ()


def answer_of(is_so: bool) -> Answer:
    return "yes" if is_so else "no"


def failing(by: str, findings: Iterable[Finding]) -> Judgement:
    found = tuple(dict.fromkeys(findings))
    return Judgement(answer_of(not found), by, found)


class Look:
    """Looks at the markup of a handout for one thing after the other."""

    def __init__(self, article: Element, lang: str) -> None:
        self.article = article
        self.is_english = lang.partition("-")[0] == "en"
        self.passages = passages(article)
        self.sentences = [
            Finding(text, passage)
            for passage in self.passages
            if not passage.figure
            for text in sentences(passage.text)
        ]

    def _of_words(self, by: str, judge: Callable[[], Judgement]) -> Judgement:
        """What `judge` says, where the language is one that it understands."""
        return judge() if self.is_english else Judgement("not judged", f"{by}; only in English")

    def _elements(self, *tags: str) -> Iterator[Element]:
        return (
            each for each in _said(self.article) if each.tag in tags and each is not self.article
        )

    def _has(self, *tags: str) -> bool:
        return next(self._elements(*tags), None) is not None

    # --- main message ---------------------------------------------------------------------------

    def title(self) -> Judgement:
        every = (each for each in self.article.iter() if each.tag in _HEADINGS)
        headings = [each for each in every if text_of(each)]
        titles = [each for each in headings if each.tag == "h1"]
        is_so = len(titles) == 1 and headings[0] is titles[0]
        others = () if is_so else tuple(Finding(text_of(each), Passage("")) for each in titles[1:])
        return Judgement(answer_of(is_so), "one title, before every other heading", others)

    def picture(self) -> Judgement:
        return Judgement(answer_of(self._has("figure")), "any picture")

    def action_first(self) -> Judgement:
        by = "a call to action before the second page or the first five sentences end"
        first = next(iter(self.article), self.article)
        early = set(passages(first)) if len(self.article) > 1 else set()
        said = [each for each in self.sentences if each.passage in early]
        soon = (*said, *self.sentences[:5])
        return self._of_words(by, lambda: self._some(soon, english.is_call_to_action, by))

    # --- words ----------------------------------------------------------------------------------

    def medical_words(self) -> Judgement:
        by = "words of medicine have other words beside them where they come first"
        return self._of_words(by, lambda: failing(by, self._unexplained()))

    def _unexplained(self) -> Iterator[Finding]:
        seen: set[str] = set()
        for each in self.sentences:
            new = [word for word in english.medical_words(each.text) if word not in seen]
            seen.update(new)
            if new and not english.explains(each.passage.text):
                yield each

    def active(self) -> Judgement:
        by = "four sentences in five say who does something"
        passive = [each for each in self.sentences if english.is_passive(each.text)]
        is_so = len(passive) <= (1 - _NEARLY_ALL) * len(self.sentences)
        found = () if is_so else tuple(passive)
        return self._of_words(by, lambda: Judgement(answer_of(is_so), by, found))

    def active_message(self) -> Judgement:
        by = "the title says who does something, and there is a call to action"
        titles = [Finding(text_of(each), Passage("")) for each in self._elements("h1")]
        passive = tuple(each for each in titles if english.is_passive(each.text))
        is_so = not passive and self.calls().answer == "yes"
        return self._of_words(by, lambda: Judgement(answer_of(is_so), by, passive))

    def calls(self) -> Judgement:
        by = "a sentence that starts by saying what to do"
        return self._of_words(by, lambda: self._some(self.sentences, english.is_call_to_action, by))

    def directly(self) -> Judgement:
        by = "sentences with “you”, or that say what to do"
        return self._of_words(
            by, lambda: self._some(self.sentences, english.speaks_to_the_reader, by)
        )

    def _some(self, of: Iterable[Finding], is_meant: Callable[[str], bool], by: str) -> Judgement:
        return Judgement(answer_of(any(is_meant(each.text) for each in of)), by)

    # --- numbers --------------------------------------------------------------------------------

    def numbers(self) -> Judgement:
        by = "whole numbers, each followed by what it counts"
        if not any(_NUMBER.search(each.text) for each in self.sentences):
            return Judgement("does not apply", by)
        return failing(by, (each for each in self.sentences if _is_unclear(each.text)))

    def maths(self) -> Judgement:
        by = "nothing to be worked out"
        found = (each for each in self.sentences if english.asks_for_maths(each.text))
        return self._of_words(by, lambda: failing(by, found))

    # --- how it is laid out ---------------------------------------------------------------------

    def chunks(self) -> Judgement:
        by = f"at most {MOST_ITEMS} items in a list, and sentences in a paragraph"
        return failing(by, self._long())

    def _long(self) -> Iterator[Finding]:
        for each in self._elements("ul", "ol"):
            if len(each) > MOST_ITEMS:
                yield _at(each[MOST_ITEMS], each)
        for passage in self.passages:
            if not passage.figure and len(found := sentences(passage.text)) > MOST_ITEMS:
                yield Finding(found[MOST_ITEMS], passage)

    def headings(self) -> Judgement:
        by = "each part has a heading, or starts with words in bold"
        return failing(by, self._without_heading())

    def _without_heading(self) -> Iterator[Finding]:
        below: set[Element] = set()  # the heading of the panel that they stand in
        for part in self._elements("section", "div"):
            if part.get("class") == "panel" and any(
                part.find(f".//{each}") is not None for each in ("h1", "h2")
            ):
                below.update(part.iter("section"))
        for part in self._elements("section", "div"):
            if part.get("class") not in _PARTS or part.get("data-block") == "checked-first":
                continue
            if part in below and part.get("class") != "panel":
                continue
            inside = [each for each in _said(part) if each.tag in (*_HEADINGS, "p", "ul", "ol")]
            if not inside or any(each.tag in _HEADINGS for each in inside):
                continue
            first = inside[0]
            if not (first.tag == "p" and len(first) and first[0].tag == "strong"):
                yield _at(first, first)

    def cues(self) -> Judgement:
        return Judgement(answer_of(self._has("strong", "ul", "ol")), "words in bold, or lists")

    def lists(self) -> Judgement:
        return Judgement(answer_of(self._has("ul", "ol")), "any list")

    def tables(self) -> Judgement:
        by = f"a heading for each row and column, of {_MOST_HEAD_WORDS} words at most"
        tables = list(self._elements("table"))
        if not tables:
            return Judgement("does not apply", by)
        heads = [head for table in tables for head in table.iter("th")]
        bare = [row for table in tables for row in table.iter("tr") if row.find("th") is None]
        long = [head for head in heads if len(words(text_of(head))) > _MOST_HEAD_WORDS]
        return failing(by, (_at(each, tables[0]) for each in (*bare, *long)))

    # --- actions --------------------------------------------------------------------------------

    def steps(self) -> Judgement:
        by = f"numbered steps, {MOST_ITEMS} at most, of {_MOST_STEP_SENTENCES} sentences at most"
        lists = list(self._elements("ol"))
        if not lists:
            return Judgement(answer_of(any(map(_has_steps, self._elements("p")))), by)
        long = [_at(each[MOST_ITEMS], each) for each in lists if len(each) > MOST_ITEMS]
        full = [
            _at(step, each)
            for each in lists
            for step in each
            if len(sentences(text_of(step))) > _MOST_STEP_SENTENCES
        ]
        return failing(by, (*long, *full))

    def tool(self) -> Judgement:
        is_so = any(
            each.get("type") in ("check", "number", "cell") for each in self._elements("input")
        ) or any(
            each.get("class") == "checks" and each.find(".//li") is not None
            for each in self._elements("section", "div")
        )
        return Judgement(answer_of(is_so), "boxes to tick or to fill in")

    def blocks(self, names: Sequence[str]) -> Judgement:
        said = {
            each.get("data-block") for each in self._elements("section", "div") if passages(each)
        }
        return Judgement(
            answer_of(said.issuperset(names)), f"words in the blocks {', '.join(names)}"
        )


def _has_steps(paragraph: Element) -> bool:
    """Whether steps are numbered within it, where a list has no room."""
    bold = [text_of(each) for each in paragraph.iter("strong")]
    return "1" in bold and "2" in bold[bold.index("1") :]


def _said(element: Element) -> Iterator[Element]:
    """An element and all in it that is said to patients, in reading order."""
    if is_said_to_patients(element):
        yield element
        for child in element:
            yield from _said(child)


def _at(element: Element, within: Element) -> Finding:
    text = text_of(element) or " ".join("".join(element.itertext()).split())
    return Finding(text, Passage(text, within.get("data-section", "")))


def _is_unclear(sentence: str) -> bool:
    """Whether it has a fraction, or a number with no word behind it."""
    if _FRACTION.search(sentence):
        return True
    return any(
        not re.match(r"\s*(?:[-–]\s*\d+\s*)?[^\W\d]", sentence[found.end() :])
        for found in _NUMBER.finditer(sentence)
    )
