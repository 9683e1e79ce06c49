"""Figures alone: `met-handouts figures`."""

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handouts.cli import main
from handouts.layout.figures import drawing
from handouts.render import figure_export
from handouts.storage import paths

SVG = "{http://www.w3.org/2000/svg}"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def export(folder: Path, *arguments: str) -> dict[str, bytes]:
    assert main.main(["figures", "--out", str(folder), *arguments]) == 0
    return files(folder)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A clinic's own content."""
    assert main.main(["new-content", str(tmp_path / "words")]) == 0
    return tmp_path / "words"


@pytest.mark.parametrize("style", figure_export.STYLES)
def test_every_figure_of_every_subject_and_nothing_else(tmp_path: Path, style: str) -> None:
    made = export(tmp_path / "out", "--style", style)
    kinds = paths.figures().SUBJECT_KINDS
    sides = [f"{side}-{tilt}" for side in ("left", "right") for tilt in ("backward", "forward")]
    endings = {"none": [""], "pattern": ["-left-backward", "-right-backward"]}
    endings["hip"] = [f"-{side}" for side in sides]
    endings["tilt"] = ["-backward", "-forward"]
    assert made.keys() == {
        f"en/{name}{ending}.svg" for name, kind in kinds.items() for ending in endings[kind]
    }


def test_styles_are_those_of_the_drawings() -> None:
    assert list(figure_export.STYLES) == [style.value for style in paths.figures().Style]


def test_svg_says_what_it_shows_and_is_as_wide_as_asked(tmp_path: Path) -> None:
    made = export(tmp_path / "out", "--name", "hip-inside", "--width", "120")
    root = ElementTree.fromstring(made["en/hip-inside-left-backward.svg"])
    title, alt = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert title == "Inside: the effort turns your left hip bone forward"
    assert alt is not None
    assert alt.startswith("Inside your body: the left hip bone, tipped backward, larger than life.")
    assert root.get("width") == "120.000mm"
    assert "Hip bone" in " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_a_pattern_leaves_out_the_other(tmp_path: Path) -> None:
    made = export(tmp_path / "out", "--name", "rest", "--pattern", "right-backward")
    assert made.keys() == {"en/rest-right-backward.svg", "en/rest-left-forward.svg"}


def test_pdf_is_one_accessible_page_with_its_fonts(tmp_path: Path) -> None:
    made = export(tmp_path / "out", "--name", "arm", "--format", "pdf")
    path = tmp_path / "out/en/arm.pdf"
    assert list(made) == ["en/arm.pdf"]
    assert pdfua.validate(str(path)).findings == ()
    assert outloud.check(str(path)).findings == []
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo["/Title"] == "How a muscle bends your arm"
        (page,) = pdf.pages
        root = pdf.Root.StructTreeRoot.K
        figure = root.K[0] if isinstance(root.K, pikepdf.Array) else root.K
        assert figure.S == "/Figure"
        assert str(figure.Alt).startswith("A bent arm with its bones.")
        width, height = (float(length) / 72 * 25.4 for length in page.mediabox[2:])
    assert width == pytest.approx(85, abs=0.01)
    assert height == pytest.approx(width / paths.figures().aspect("arm"), abs=0.01)


def test_png_is_the_pdf_in_pixels(tmp_path: Path) -> None:
    arguments = ("--name", "tilt-icon", "--pattern", "left-backward", "--width", "50.8")
    png = export(tmp_path / "png", *arguments, "--format", "png", "--dpi", "144")
    pdf = export(tmp_path / "pdf", *arguments, "--format", "pdf")
    assert export(tmp_path / "again", *arguments, "--format", "png", "--dpi", "144") == png
    with Image.open(BytesIO(png["en/tilt-icon-left-backward.png"])) as picture:
        assert picture.width == 288
        assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.1)
        assert picture.getpixel((0, 0)) == (255, 255, 255)
        with pypdfium2.PdfDocument(pdf["en/tilt-icon-left-backward.pdf"]) as document:
            assert picture.tobytes() == document[0].render(scale=2).to_pil().tobytes()


def test_same_bytes_again_and_nothing_left_aside(tmp_path: Path) -> None:
    first = export(tmp_path / "one", "--format", "pdf", "--name", "hip-inside")
    assert export(tmp_path / "two", "--format", "pdf", "--name", "hip-inside") == first
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["en"]


def test_long_labels_make_the_drawing_wider(content: Path) -> None:
    words = content / "en/figures.yaml"
    text = words.read_text(encoding="utf-8")
    label = "Anchor of the muscle at the shoulder, with an unusually-long-and-unbreakable-word"
    words.write_text(text.replace('"Anchor (origin)"', label), encoding="utf-8")
    (wide,) = exports(content, "arm")
    (usual,) = exports(paths.content_dir(), "arm")
    assert usual.width < wide.width
    drawn = ElementTree.fromstring(wide.data)
    said = " ".join("".join(line.itertext()) for line in drawn.iter(f"{SVG}text"))
    assert label in said


def exports(content: Path, name: str) -> tuple[figure_export.Export, ...]:
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library

    drawing.cache_clear()
    wanted = figure_export.wanted(load_library(content), ["en"], [name], PATTERNS)
    look = figure_export.Look("svg", "colour", None, 300)
    return figure_export.export(wanted, look, on_made=lambda _: None)


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = export(tmp_path / "out", "--name", "arm", "--json")
    answer = json.loads(capsys.readouterr().out)
    (row,) = answer["figures"]
    assert answer["ok"]
    assert (row["path"], row["bytes"]) == ("en/arm.svg", len(made["en/arm.svg"]))
    assert row["title"] == "How a muscle bends your arm"


def test_unknown_names_list_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    asked = ["--name", "leg", "--pattern", "both", "--lang", "xx", "--format", "gif"]
    assert main.main(["figures", "--out", str(out), *asked, "--style", "grey"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == [
        "--name",
        "--pattern",
        "--lang",
        "--format",
        "--style",
    ]
    assert "'leg' is not there; use one of: arm," in lines[0]
    assert lines[3].endswith("use one of: svg, png, pdf")
    assert not out.exists()


def test_a_picture_too_large_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    asked = ["--name", "arm", "--format", "png", "--width", "1500", "--dpi", "600"]
    assert main.main(["figures", "--out", str(out), *asked]) == 2
    assert "'arm' would have more than 100 million pixels" in capsys.readouterr().err
    assert not out.exists()


def test_no_room_names_the_label_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    asked = ["--name", "arm", "--name", "hip-inside", "--width", "20"]
    assert main.main(["figures", "--out", str(out), *asked]) == 1
    shown = capsys.readouterr().err
    assert "figures.yaml:" in shown
    assert "figure 'arm': no room for the label" in shown
    assert "figure 'hip-inside': no room for the label" in shown
    assert not out.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    asked = ["--name", "arm", "--out", str(tmp_path / "file")]
    assert main.main(["figures", *asked]) == 1
    assert "cannot write" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "in the way"
