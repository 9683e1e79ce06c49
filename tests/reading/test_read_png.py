"""PNGs of every kind are drawn right or refused in words."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from handouts.reading.png import MAX_SIDE, SIGNATURE, PngError, read_png

RED, CLEAR = (200, 0, 40, 255), (0, 0, 0, 0)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(image: Image.Image, **more: Any) -> bytes:
    target = BytesIO()
    image.save(target, "PNG", **more)
    return target.getvalue()


def drawn(data: bytes) -> Image.Image:
    bitmap = read_png(data)
    image = Image.open(BytesIO(bitmap.data))
    assert image.size == (bitmap.width, bitmap.height)
    assert image.mode in ("L", "RGB", "RGBA")
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw(
    size: tuple[int, int], depth: int, colours: int, rows: bytes, *chunks: bytes, lace: int = 0
) -> bytes:
    """A PNG of these pixels (ISO/IEC 15948), whether that makes sense or not."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, lace))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"".join([SIGNATURE, head, *chunks, body, chunk(b"IEND", b"")])


def swapped_profile() -> bytes:
    """A profile of RGB whose red and green change places."""
    header, tags = bytearray(SRGB[:128]), bytearray(SRGB[128:])
    for one, other in ((b"rXYZ", b"gXYZ"), (b"rTRC", b"gTRC")):
        tags = bytearray(
            bytes(tags).replace(one, b"????", 1).replace(other, one, 1).replace(b"????", other, 1)
        )
    return bytes(header + tags)


def test_grey_in_sixteen_bits_is_scaled() -> None:
    image = drawn(png(Image.new("I;16", (40, 20), 30000)))
    assert (image.mode, image.getextrema()) == ("L", (116, 116))


def test_colours_in_sixteen_bits() -> None:
    row = b"\0" + struct.pack(">HHH", 65535, 32896, 0) * 3
    image = drawn(raw((3, 1), 16, 2, row))
    assert (image.mode, image.getpixel((0, 0))) == ("RGB", (255, 128, 0))


@pytest.mark.parametrize("colours", [0, 2])
def test_one_clear_colour_in_sixteen_bits_is_told(colours: int) -> None:
    channels = 3 if colours else 1
    row = b"\0" + struct.pack(">H", 513) * channels
    clear = chunk(b"tRNS", struct.pack(">H", 513) * channels)
    with pytest.raises(PngError, match="sixteen bits; save it in eight"):
        read_png(raw((1, 1), 16, colours, row, clear))


def test_one_clear_colour() -> None:
    rows = b"\0\x0a\x14\x1e\x28\x32\x3c"
    clear = chunk(b"tRNS", struct.pack(">HHH", 10, 20, 30))
    image = drawn(raw((2, 1), 8, 2, rows, clear))
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [(10, 20, 30, 0), (40, 50, 60, 255)]


@pytest.mark.parametrize("depth", [1, 8])
def test_one_clear_grey(depth: int) -> None:
    rows = b"\0\x40" if depth == 1 else b"\0\x00\xff"
    image = drawn(raw((2, 1), depth, 0, rows, chunk(b"tRNS", b"\0\0")))
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [CLEAR, (255, 255, 255, 255)]


def test_a_palette_with_transparency() -> None:
    palette = chunk(b"PLTE", bytes((200, 0, 40, 0, 0, 255)))
    image = drawn(raw((2, 1), 1, 3, b"\0\x40", palette, chunk(b"tRNS", b"\x80")))
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [(200, 0, 40, 128), (0, 0, 255, 255)]


def test_what_is_opaque_everywhere_has_no_transparency() -> None:
    assert drawn(png(Image.new("RGBA", (4, 2), RED))).mode == "RGB"


def test_grey_with_transparency() -> None:
    image = drawn(png(Image.new("LA", (4, 2), (90, 10))))
    assert image.getpixel((0, 0)) == (90, 90, 90, 10)


@pytest.mark.parametrize("alpha", [255, 10])
def test_colours_are_those_that_their_profile_means(alpha: int) -> None:
    image = Image.new("RGBA", (4, 2), (200, 0, 0, alpha))
    plain = drawn(png(image, icc_profile=SRGB)).convert("RGBA").getpixel((0, 0))
    swapped = drawn(png(image, icc_profile=swapped_profile())).convert("RGBA").getpixel((0, 0))
    assert plain == (200, 0, 0, alpha)
    assert isinstance(swapped, tuple)
    assert swapped[1] > swapped[0]
    assert swapped[3] == alpha


def test_a_profile_of_colours_on_grey() -> None:
    image = drawn(png(Image.new("LA", (4, 2), (90, 10)), icc_profile=SRGB))
    assert image.getpixel((0, 0)) == (90, 90, 90, 10)


@pytest.mark.parametrize("space", [b"CMYK", b"GRAY", b"Lab "])
def test_a_profile_of_another_kind_is_told(space: bytes) -> None:
    profile = SRGB[:16] + space + SRGB[20:]
    with pytest.raises(PngError, match=r"profile .*; save it as PNG in sRGB"):
        read_png(png(Image.new("RGB", (4, 2)), icc_profile=profile))


def test_a_damaged_profile_is_told() -> None:
    with pytest.raises(PngError, match="profile that cannot be read; save it"):
        read_png(png(Image.new("RGB", (4, 2)), icc_profile=SRGB[:200]))


def test_what_moves_is_told() -> None:
    frames = [Image.new("RGB", (4, 2), colour) for colour in ("red", "blue")]
    with pytest.raises(PngError, match="moves; save one picture of it"):
        read_png(png(frames[0], save_all=True, append_images=frames[1:]))


def test_more_pixels_than_print_shows_are_scaled() -> None:
    assert drawn(png(Image.new("1", (4000, 1000)))).size == (MAX_SIDE, 500)


@pytest.mark.parametrize("size", [(0, 1), (1, 0), (2**31 - 1, 1), (2**32 - 1, 2**32 - 1)])
def test_a_size_that_no_picture_has(size: tuple[int, int]) -> None:
    with pytest.raises(PngError):
        read_png(raw(size, 8, 0, b"\0\0"))


def test_words_that_unpack_to_more_than_they_should_are_told() -> None:
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000)))
    with pytest.raises(PngError, match="corrupt or cut short"):
        read_png(raw((1, 1), 8, 0, b"\0\0", bomb))


@pytest.mark.parametrize("length", range(8, 62, 3))
def test_cut_short_anywhere(length: int) -> None:
    with pytest.raises(PngError, match="corrupt or cut short; save it again"):
        read_png(png(Image.linear_gradient("L").resize((9, 9)))[:length])


@pytest.mark.parametrize(("lace", "needed"), [(0, 4 * 10), (1, 3 + 2 + 3 + 6 + 10 + 20)])
def test_rows_that_are_missing_are_told(lace: int, needed: int) -> None:
    assert drawn(raw((9, 4), 8, 0, bytes(needed), lace=lace)).size == (9, 4)
    with pytest.raises(PngError, match="cut short; save it again"):
        read_png(raw((9, 4), 8, 0, bytes(needed - 1), lace=lace))


CHUNKS = st.builds(
    chunk,
    st.sampled_from([b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"iCCP", b"acTL", b"zTXt", b"eXIf"]),
    st.binary(max_size=40) | st.sampled_from([b"a\0\0" + zlib.compress(SRGB), bytes(768)]),
)
PNGS = st.builds(
    lambda size, depth, colours, rows, chunks, lace: raw(
        size, depth, colours, rows, *chunks, lace=lace
    ),
    st.tuples(st.integers(0, 9), st.integers(0, 9)),
    st.sampled_from([1, 2, 4, 8, 16, 3]),
    st.sampled_from([0, 2, 3, 4, 6, 5]),
    st.binary(max_size=200) | st.integers(0, 4).map(lambda filter_: bytes([filter_] * 999)),
    st.lists(CHUNKS, max_size=3),
    st.integers(0, 2),
)


@pytest.mark.hostile
@settings(deadline=5000)
@given(PNGS, st.integers(0, 400), st.binary(max_size=3))
def test_any_png_is_drawn_or_told(data: bytes, place: int, other: bytes) -> None:
    for damaged in (data, data[:place] + other + data[place + len(other) :]):
        with suppress(PngError):
            drawn(damaged)
