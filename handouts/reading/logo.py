"""The clinic's logo: a PNG or SVG inside the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from handouts.design.artwork import Picture

from .mapping import Fields
from .own_pictures import Place, read_picture


class Logo(NamedTuple):
    """The logo's file, what it shows, and in words."""

    path: Path
    picture: Picture
    alt: str


def read_logo(clinic: Fields, clinic_name: str | None) -> Logo | None:
    """The picture that `logo` names, described by `logo_alt` or else the clinic's name.

    None when there is none or it was refused; every problem is reported on the line of `logo`.
    """
    named = clinic.text("logo", limit=200)
    alt = clinic.text("logo_alt", limit=200) or clinic_name
    if named is None:
        return None
    report, line = clinic.report, clinic.line("logo")
    if alt is None:
        report(line, "the logo has no words", "fill in 'logo_alt' or the clinic's 'name'")
    place = Place(clinic.file.parent, "the logo", "next to clinic.yaml")
    found = read_picture(place, named, report, line)
    return Logo(found.path, found.picture, alt or "") if found else None
