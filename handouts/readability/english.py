"""What a program can tell of an English sentence without understanding it."""

from __future__ import annotations

import re

_BE = r"(?:am|is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)"
_IRREGULAR = (
    "beaten|bent|bitten|born|bound|bought|broken|brought|built|called|caught|chosen|cut|done|drawn"
    "|driven|eaten|fallen|felt|forgotten|found|given|held|hidden|hit|hurt|kept|known|laid|led|left"
    "|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown|shut|split|spread|stuck|taken"
    "|taught|thought|told|torn|understood|worn|written"
)
_ADVERBS = r"(?:(?:not|never|also|always|now|often|then|first|only|still|\w+ly)\s+){0,2}"
_PASSIVE = re.compile(rf"\b{_BE}\s+{_ADVERBS}(?:{_IRREGULAR}|\w{{2,}}ed)\b", re.IGNORECASE)
# Words in -ed that say how somebody is, not what is done to them.
_STATES = re.compile(
    rf"\b{_BE}\s+{_ADVERBS}(?:interested|scared|supposed|tired|used to|worried)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_NOT_FIRST = re.compile(
    r"^(?:(?:please|then|now|first|next|gently|slowly|always|also|and|so|only|just|do not|don't"
    r"|never|at first|(?:if|when|once) [^,]+,)[,:]?\s+)+",
    re.IGNORECASE,
)
_DO = re.compile(
    r"(?:"
    r"add|apply|ask|avoid|be|bend|bring|breathe|build|call|change|check|"
    r"choose|clean|close|come|contact|count|cover|cut|do|draw|drink|drive|drop|"
    r"eat|feel|fill|find|follow|get|give|glue|go|grab|grip|have|hold|"
    r"keep|kneel|learn|leave|let|lie|lift|listen|look|lower|make|mark|"
    r"measure|move|open|place|plan|practise|press|pull|push|put|"
    r"raise|read|record|relax|remember|remove|repeat|rest|return|roll|rub|"
    r"save|schedule|see|set|shift|show|sit|sleep|slide|squeeze|stand|start|stay|"
    r"step|stop|straighten|stretch|switch|take|talk|tell|think|tick|tighten|tilt|"
    r"touch|try|turn|use|visit|wait|wake|walk|warm|wash|watch|wear|work|write"
    r")\b",
    re.IGNORECASE,
)
_MATHS = re.compile(
    r"\d\s*[×÷*/+]\s*\d|\b(?:multipl(?:y|ied)|divided? by|subtract|add up|per ?cent of|half of"
    r"|twice as|times as)\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\(|\b(?:called|means?|that is|which is|names? like)\b", re.IGNORECASE)
_MEDICAL = re.compile(
    r"\b\w+(?:itis|osis|oses|ectomy|otomy|ostomy|plasty|algia|pathy|scopy|scopic|emia|aemia|uria"
    r"|graphy|trophy|esthesia|plegia|paresis|indicat(?:ed|ions?))\b"
    r"|\b(?:sacr(?:um|al|oiliac)|ilia(?:c|um)|ischi\w+|acetabul\w+|femor\w+|lumbar|cervical"
    r"|thoracic|vertebra\w*|isometric|anterior|posterior|lateral|medial|proximal|distal|torsion"
    r"|flexors?|extensors?|flexion|extension|adduct\w+|abduct\w+|ligaments?|tendons?|nutation"
    r"|prosthe\w+|arthro\w+|neuro\w+|cardio\w+|hyper\w+|hypo\w+|analgesics?|acute|chronic)\b",
    re.IGNORECASE,
)


def is_passive(sentence: str) -> bool:
    """Whether something is done in it, and not said by whom: `is held`, `were told`."""
    without = _STATES.sub(" ", sentence)
    return _PASSIVE.search(without) is not None


def is_call_to_action(sentence: str) -> bool:
    """Whether it starts by telling what to do: `Hold`, `Then call us`, `If it hurts, stop`."""
    start = sentence.lstrip("“\"'(*- 123456789\u00a0").replace("’", "'")
    if start[:1].islower():  # it goes on with what stands before a list
        return False
    rest = _NOT_FIRST.sub("", start)
    if rest != start and re.match(r"(?:do not|don't|never)\b", start, re.IGNORECASE):
        return True
    return _DO.match(rest) is not None


def speaks_to_the_reader(sentence: str) -> bool:
    return _YOU.search(sentence) is not None or is_call_to_action(sentence)


def asks_for_maths(sentence: str) -> bool:
    return _MATHS.search(sentence) is not None


def medical_words(sentence: str) -> list[str]:
    """Its words of medicine, in small letters."""
    return [found[0].lower() for found in _MEDICAL.finditer(sentence)]


def explains(sentence: str) -> bool:
    """Whether it says a word in other words: in brackets, or after `called` and the like."""
    return _EXPLAINED.search(sentence) is not None
