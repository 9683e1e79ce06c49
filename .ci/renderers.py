"""Draws pages of PDFs with every renderer that is here; says which two see a page differently.

    .venv/bin/python .ci/renderers.py [--most PAGES] FILE_OR_FOLDER...

Renderers: PDFium (pypdfium2, always here), Poppler (pdftoppm), MuPDF (mutool), Ghostscript (gs)
and pdf.js (node with pdfjs-dist and @napi-rs/canvas below $PDFJS).  Each page is drawn at 144 dpi
in grey.  A pixel differs if it is darker or lighter than all pixels of the other picture within a
point of its place, by more than a quarter of the way from black to white, both averaged over two
and a half points: where edges fall within a point, how they are smoothed, and whether a hairline
is one black pixel (Poppler), two grey ones (PDFium) or three (Ghostscript) makes no difference; a
line of 0.7 pt that is not there does.  Two pictures are the same page
if at most 0.05 % of their pixels differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 144
TONES = 64  # of 255: less is how edges are smoothed
SHARE = 0.0005  # of a page's pixels
_AVERAGED = ImageFilter.BoxBlur(2)  # 5 pixels
PDFJS = Path(os.environ.get("PDFJS", "node_modules"))
_READER = Path(__file__).with_name("render_with_pdfjs.mjs")


def renderers() -> Mapping[str, list[str]]:
    """The commands of those that are here; `{page}` counts from 1."""
    found: dict[str, list[str]] = {}
    if shutil.which("pdftoppm"):
        one = ["-f", "{page}", "-l", "{page}", "-singlefile"]
        found["Poppler"] = ["pdftoppm", "-r", str(DPI), "-gray", "-png", *one, "{pdf}", "{stem}"]
    if shutil.which("mutool"):
        options = ["-q", "-r", str(DPI), "-c", "gray", "-o", "{stem}.png"]
        found["MuPDF"] = ["mutool", "draw", *options, "{pdf}", "{page}"]
    if shutil.which("gs"):
        smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", f"-r{DPI}", "-sDEVICE=pnggray"]
        one = ["-dFirstPage={page}", "-dLastPage={page}"]
        found["Ghostscript"] = ["gs", "-q", "-dSAFER", *smooth, *one, "-o", "{stem}.png", "{pdf}"]
    if shutil.which("node") and (PDFJS / "pdfjs-dist").exists() and (PDFJS / "@napi-rs").exists():
        found["pdf.js"] = ["node", str(_READER), str(PDFJS), "{pdf}", "{page}", "{stem}.png"]
    return found


def drawn(pdf: Path, page: int, folder: Path) -> dict[str, Image.Image]:
    """A page by each renderer, in grey; pages count from 1."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # else it shows no values
        picture = document[page - 1].render(scale=DPI / 72, may_draw_forms=True).to_pil()
        pictures = {"PDFium": picture.convert("L")}

    def draw(name: str, command: Sequence[str]) -> tuple[str, Image.Image]:
        stem = folder / name.replace(".", "")
        said = [part.format(pdf=pdf, page=page, stem=stem) for part in command]
        done = subprocess.run(said, capture_output=True, text=True, check=False)
        if done.returncode or not stem.with_suffix(".png").exists():
            raise RuntimeError(f"{name} draws no page {page} of {pdf}: {done.stderr.strip()[:200]}")
        with Image.open(stem.with_suffix(".png")) as picture:
            grey = picture.convert("L")
        stem.with_suffix(".png").unlink()
        return name, grey

    with ThreadPoolExecutor() as pool:
        pictures |= pool.map(lambda each: draw(*each), renderers().items())
    return pictures


class Seen(NamedTuple):
    """A page, averaged, and the darkest and lightest within a point of each place."""

    page: Image.Image
    low: Image.Image
    high: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> Seen:
        page = picture.filter(_AVERAGED)
        return cls(
            page, page.filter(ImageFilter.MinFilter(5)), page.filter(ImageFilter.MaxFilter(5))
        )

    def beyond(self, other: Seen) -> float:
        """The share of its pixels that are like none near their place in the other."""
        size = min(self.page.width, other.page.width), min(self.page.height, other.page.height)
        page, low, high = (each.crop((0, 0, *size)) for each in (self.page, other.low, other.high))
        off = ImageChops.lighter(ImageChops.subtract(low, page), ImageChops.subtract(page, high))
        return sum(off.histogram()[TONES:]) / (size[0] * size[1])


def difference(one: Seen, other: Seen) -> float:
    """The share of pixels that differ, of pages whose sizes may differ by a pixel."""
    (width, height), (other_width, other_height) = one.page.size, other.page.size
    if max(abs(width - other_width), abs(height - other_height)) > 1:
        return 1.0
    return max(one.beyond(other), other.beyond(one))


def apart(pictures: Mapping[str, Image.Image]) -> Iterator[tuple[str, str, float]]:
    """The pairs of renderers that do not see the same page."""
    seen = {name: Seen.of(picture) for name, picture in pictures.items()}
    for one, other in combinations(seen, 2):
        share = difference(seen[one], seen[other])
        if share > SHARE:
            yield one, other, share


def pages(paths: list[Path], most: int | None) -> list[tuple[Path, int]]:
    """All pages, or so many of them at even distances: always the same."""
    files = [path for path in paths if path.is_file()]
    files += sorted(each for path in paths if path.is_dir() for each in path.rglob("*.pdf"))
    found = []
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            found += [(file, number) for number in range(1, len(document) + 1)]
    if most is None or most >= len(found):
        return found
    return [found[place * len(found) // most] for place in range(most)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--most", type=int, help="of all pages, so many at even distances")
    parser.add_argument("paths", nargs="+", type=Path)
    given = parser.parse_args()
    chosen = pages(given.paths, given.most)
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for pdf, page in chosen:
            for one, other, share in apart(drawn(pdf, page, Path(folder))):
                faults += 1
                print(f"{pdf}, page {page}: {one} and {other} differ in {share:.2%}")
    names = ", ".join(("PDFium", *renderers()))
    print(f"{len(chosen)} pages by {names}: {faults or 'no'} differences over {SHARE:.2%}")
    return 1 if faults or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
