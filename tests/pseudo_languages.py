"""The built-in handouts as if they were in another script: each word is exchanged for one of it.

What they say is nonsense.  It stands for translations: as long as English, with its numbers, its
Latin letters in names and addresses, and all of its links, fields and pictures.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import count
from typing import Any

from handouts.document import Document, Field, Figure, Logo, OwnPicture, QRCode, Run, SourceLine

SENTENCES = {
    "ar": (
        "استلقِ على ظهرك واثنِ ركبتيك ثم اضغط بلطف على فخذك خمس ثوانٍ وتنفس بهدوء قبل أن ترتاح"
        " توقف فورًا إذا شعرت بألم شديد واتصل بعيادتك عند الحاجة إلى المساعدة"
    ),
    "fa": (
        "به پشت دراز بکشید و زانوها را خم کنید سپس ران خود را به‌آرامی فشار دهید و پنج ثانیه نگه‌"
        "دارید اگر درد شدید شد تمرین را متوقف کنید و با درمانگاه تماس بگیرید"
    ),
    "he": (
        "שכבו על הגב כופפו את הברכיים ולחצו בעדינות על הירך חמש שניות נשמו בשקט ולאחר מכן הרפו"
        " הפסיקו מיד אם מופיע כאב חזק והתקשרו למרפאה"
    ),
    "hi": (
        "पीठ के बल लेटें और घुटने मोड़ें फिर अपनी जाँघ को हल्के से दबाएँ पाँच सेकंड तक रोकें और"
        " धीरे साँस लें तेज़ दर्द हो तो तुरंत रुकें और क्लिनिक को फ़ोन करें"
    ),
    "th": (
        "นอน หงาย งอ เข่า กด ต้นขา เบาๆ ค้าง ไว้ ห้า วินาที หายใจ ช้าๆ แล้ว พัก หยุด ทันที หาก ปวด มาก"
        " และ โทร หา คลินิก ของ คุณ ทุก ครั้ง"
    ),
    "zh": (
        "请 平躺 在 床上 弯曲 膝盖 然后 轻轻 推 大腿 保持 五秒 慢慢 呼吸 再 放松"
        " 如果 疼痛 加重 请 立即 停止 并 联系 诊所"
    ),
    "ko": (
        "등을 대고 누워 무릎을 구부린 다음 허벅지를 가볍게 미세요 다섯을 셀 동안 유지하고"
        " 천천히 숨을 쉬세요 통증이 심하면 바로 멈추고 병원에 전화하세요"
    ),
}
"""Plain sentences of each language, in words apart."""

_UNSPACED = ("zh", "th")
_WORD = re.compile(r"(?:https?://)?[\w@][\w@.:/'’\-]*\w|\w")
_KEPT = re.compile(r"\d|[@/]|^[A-Z]$|://")
_SAID = {
    Run: ("text",),
    Figure: ("title", "alt"),
    Field: ("before", "after", "tip"),
    OwnPicture: ("alt",),
    Logo: ("alt",),
    QRCode: ("alt",),
    Document: ("title", "draft", "tag", "page_label", "blank"),
}


def in_pseudo_language(document: Document, lang: str) -> Document:
    """A document with the words of one of these languages."""
    return _Exchange(lang).document(document)


class _Exchange:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = SENTENCES[lang].split()
        self.known: dict[str, str] = {}
        self.turn = count()

    def document(self, document: Document) -> Document:
        changed = self.value(document)
        assert isinstance(changed, Document)
        footer = tuple(map(self.text, document.footer))
        sheets = {name: self.text(text) for name, text in document.sheets.items()}
        letters = tuple(
            (side, word[0]) for (side, _), word in zip(document.letters, self.words, strict=False)
        )
        return changed._replace(
            lang=self.lang,
            footer=footer,
            sheets=sheets,
            letters=letters,
            max_pages=document.max_pages + 2,  # nonsense may be longer than what it stands for
        )

    def value(self, value: Any) -> Any:
        if isinstance(value, SourceLine | Enum):
            return value
        if isinstance(value, tuple):
            names = getattr(value, "_fields", None)
            if names is None:
                return tuple(map(self.value, value))
            said = _SAID.get(type(value), ())
            changed = {
                name: self.text(each) if name in said else self.value(each)
                for name, each in zip(names, value, strict=True)
            }
            if isinstance(value, Figure):
                changed["labels"] = tuple((key, self.label(text)) for key, text in value.labels)
            return type(value)(**changed)
        return value

    def text(self, text: str) -> str:
        """Words exchanged; what they are joined with is as the language has it."""
        changed = re.sub(r"\{\w+\}|" + _WORD.pattern, self.word, text)
        if self.lang in _UNSPACED:
            changed = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", changed)
        return changed

    def label(self, text: str) -> str:
        """A label that is a letter of a side stays one."""
        letters = {"L": self.words[0][0], "R": self.words[1][0]}
        return letters.get(text) or self.text(text)

    def word(self, match: re.Match[str]) -> str:
        word = match[0]
        if _KEPT.search(word) or word[0] == "{":
            return word
        if word not in self.known:
            self.known[word] = self.words[next(self.turn) % len(self.words)]
        return self.known[word]
