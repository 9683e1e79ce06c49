"""Pictures of a clinic's own, and content that shows them."""

from __future__ import annotations

from io import BytesIO

from handout_help import OwnContent
from PIL import Image


def png(width: int, height: int) -> bytes:
    """A grey that gets red, half of it clear."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGBA")
    image.paste((200, 0, 40, 128), (width // 4, height // 4, width // 2, height // 2))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def noise(width: int, height: int) -> bytes:
    """A picture that cannot be packed."""
    target = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(target, "PNG")
    return target.getvalue()


DOOR = png(300, 200)
MAP = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90">
<rect width="300" height="90" fill="#ddffee"/>
<path d="M0 45h300" stroke="#888888" stroke-width="9"/>
<circle cx="150" cy="45" r="12" fill="#cc0000"/></svg>"""
PICTURES = "![Our red door](door.png)\n\nRing twice.\n\n![The way from the bus](map.svg)"
"""Words that show both."""


def visit(own: OwnContent, words: str = PICTURES) -> None:
    """A handout of these words that is the same for everyone, with both pictures in their place."""
    front = 'title: After your visit\nversion: "1"\npages: 2\nper_pattern: false\nexercise: false'
    own.write("en/visit.md", f"---\n{front}\n---\n\n## Find us {{#find}}\n\n{words}\n")
    own.write("pictures/door.png", DOOR)
    own.write("pictures/map.svg", MAP)
