"""Checks finished PDFs as a reader or a printer meets them, ours or anybody's.

pypdfium2 shows what is painted; where they are installed, pikepdf reads the structure tree and the
metadata, and pdfua and outloud check the rules of PDF/UA.
"""

from handouts.checking.examine import check
from handouts.checking.finding import Facts, Finding, Level, Report, Spoken
from handouts.checking.optional_packages import missing

__all__ = ["Facts", "Finding", "Level", "Report", "Spoken", "check", "missing"]
