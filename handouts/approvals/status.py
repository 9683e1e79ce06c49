"""Whether a handout is approved on a day, asked by every door."""

from __future__ import annotations

from datetime import date, timedelta

from handouts.approvals.records import Log, Record, read_log, read_words
from handouts.approvals.words import LONG_FORM, Words, code, from_text, words_of
from handouts.compose.approval import Approval, DraftReason, Status
from handouts.reading import Library
from handouts.translating.staleness import Standing, TranslationState, named


class Book:
    """The approvals of a content folder.

    Attributes:
        log: its records.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.log: Log = read_log(library.root)
        self._words: dict[tuple[str, str], Words] = {}
        self._translations: dict[str, TranslationState] = {}

    def words(self, lang: str, handout: str) -> Words:
        """The words of a handout as they are now.

        Raises:
            ContentError: it cannot be composed.
        """
        key = (lang, handout)
        if key not in self._words:
            self._words[key] = words_of(self._library, lang, handout)
        return self._words[key]

    def status(self, lang: str, handout: str, today: date) -> Status:
        """Whether its words are approved on a day; if not, why.

        Raises:
            ContentError: it cannot be composed.
        """
        read_log(self._library.root)  # whoever asks depends on it
        words = self.words(lang, handout)
        printed = code(words.fingerprint)
        parts = self.translation(lang).of_handout(handout)
        stale = named(each for each in parts if each.is_safety and each.standing is Standing.STALE)
        if any(each.needs_review for each in parts):
            return Status(printed, DraftReason.MACHINE_TRANSLATION, parts=stale)
        if stale:
            return Status(printed, DraftReason.TRANSLATION_STALE, parts=stale)
        approvals, withdrawn = self._standing(lang, handout)
        of_these = [record for record in approvals if record.words == words.fingerprint]
        if not of_these:
            return self._draft(lang, handout, words, withdrawn)
        approval = _approval(of_these[-1])
        if read_words(self._library.root, words.fingerprint) is None:
            return Status(printed, DraftReason.TEXT_MISSING, approval)
        return _on(today, printed, approval)

    def translation(self, lang: str) -> TranslationState:
        """How the words of a language stand beside English.

        Raises:
            ContentError: what was written down of it is damaged.
        """
        if lang not in self._translations:
            self._translations[lang] = TranslationState(self._library, lang)
        return self._translations[lang]

    def approved(self, lang: str, handout: str) -> Record | None:
        """The last approval that was not withdrawn, whatever the words are now."""
        approvals, _ = self._standing(lang, handout)
        return approvals[-1] if approvals else None

    def withdrawn(self, lang: str, handout: str) -> Record | None:
        """The last withdrawal, where nothing was approved since."""
        approvals, withdrawn = self._standing(lang, handout)
        return None if approvals else withdrawn

    def approved_words(self, lang: str, handout: str) -> Words | None:
        """The words that were approved last; None if there are none, or their text is missing."""
        record = self.approved(lang, handout)
        text = read_words(self._library.root, record.words) if record else None
        return from_text(text) if text is not None else None

    def _standing(self, lang: str, handout: str) -> tuple[list[Record], Record | None]:
        """The approvals since the last withdrawal, which takes all before it, and that."""
        approvals: list[Record] = []
        withdrawn = None
        for record in self.log.records:
            if (record.lang, record.handout) == (lang, handout):
                if record.action == "approve":
                    approvals.append(record)
                else:
                    approvals, withdrawn = [], record
        return approvals, withdrawn

    def _draft(self, lang: str, handout: str, words: Words, withdrawn: Record | None) -> Status:
        """Why words that nobody has approved, or no longer does, are a draft."""
        printed, record = code(words.fingerprint), self.approved(lang, handout)
        if self.log.problems and not record:
            return Status(printed, DraftReason.RECORDS_DAMAGED)
        if record is None:
            why = DraftReason.WITHDRAWN if withdrawn else DraftReason.NEVER_APPROVED
            return Status(printed, why, _approval(withdrawn) if withdrawn else None)
        before = self.approved_words(lang, handout)
        names = changed_parts(before, words) if before else ()
        long_forms = [name for name in names if name.startswith(LONG_FORM)]
        if names and len(long_forms) == len(names):
            of = tuple(name.removeprefix(f"{LONG_FORM} of ") for name in long_forms)
            return Status(printed, DraftReason.SHORT_FORMS, _approval(record), of)
        return Status(printed, DraftReason.WORDS_CHANGED, _approval(record), names)


def changed_parts(before: Words, now: Words) -> tuple[str, ...]:
    """The names of the parts that are not the same, each once, in order."""
    was = {(part.of, part.name, part.lines) for part in before.parts}
    is_now = {(part.of, part.name, part.lines) for part in now.parts}
    changed = [part for part in now.parts if (part.of, part.name, part.lines) not in was]
    gone = [part for part in before.parts if (part.of, part.name, part.lines) not in is_now]
    return tuple(dict.fromkeys(part.name for part in (*changed, *gone)))


def _approval(record: Record) -> Approval:
    return Approval(record.name, record.role, record.day, record.review_by or record.day)


def _on(today: date, printed: str, approval: Approval) -> Status:
    if today < approval.on:
        return Status(printed, DraftReason.NOT_YET_VALID, approval, until=approval.on)
    ends = approval.review_by + timedelta(days=1) if approval.review_by < date.max else None
    if today > approval.review_by:
        return Status(
            printed,
            DraftReason.REVIEW_PAST_DUE,
            approval,
            since=approval.review_by + timedelta(days=1),
        )
    ends = approval.review_by + timedelta(days=1) if approval.review_by < date.max else None
    return Status(printed, None, approval, since=approval.on, until=ends)
