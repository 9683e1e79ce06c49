"""The reading side: files to the typed model, collecting every problem of a run."""

from .clinic import Clinic
from .clinic_links import ClinicLink
from .dose import Dose, DoseValue, parse_dose_value
from .handout import FrontMatter, HandoutSource, SectionSource, SharedSource
from .library import Language, Library, load_library
from .logo import Logo
from .mail_server import Mail
from .nodes import Section, Text
from .phrases import FigureText, Phrases
from .text import render_text

__all__ = [
    "Clinic",
    "ClinicLink",
    "Dose",
    "DoseValue",
    "FigureText",
    "FrontMatter",
    "HandoutSource",
    "Language",
    "Library",
    "Logo",
    "Mail",
    "Phrases",
    "Section",
    "SectionSource",
    "SharedSource",
    "Text",
    "load_library",
    "parse_dose_value",
    "render_text",
]
