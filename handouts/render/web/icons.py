"""Small signs inside the page, drawn with one pen: decoration, as the words beside them say it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from handouts.document import ICONS

_FACE = (
    '<circle cx="12" cy="12" r="10"/><circle class="dot" cx="8.6" cy="9.2" r="1.25"/>'
    '<circle class="dot" cx="15.4" cy="9.2" r="1.25"/>'
)
_RAYS = "M12 2v3M12 19v3M2 12h3M19 12h3M4.9 4.9l2.1 2.1M17 17l2.1 2.1M4.9 19.1l2.1-2.1M17 7l2.1-2.1"
_STEPS = (
    "M4.5 17.3L3.5 17.2M5.4 15.1L4.1 14.5M6.9 13.4L5.5 12M8.8 12.2L7.7 10M10.9 11.6L10.5 8.7"
    "M13.1 11.8L13.6 8.4M15 12.6L16.8 9.1M16.6 13.9L19.7 10.8M17.6 15.6L21.9 13.4"
    "M18.1 17.5L23.3 16.7"
)
_OF_A_DOSE: Mapping[str, str] = dict(
    zip(
        ICONS,
        (
            '<circle cx="12" cy="13.5" r="8"/>'
            '<path d="M9.5 2h5M12 2v3.5M18 7.4l1.6-1.6M12 13.5V8.8M12 13.5l3.2 1.7"/>',
            '<path d="M19.5 9.3A8 8 0 0 0 5.6 7.2M4.5 14.7A8 8 0 0 0 18.4 16.8"/>'
            '<path d="M5 2.8l.6 4.4 4.4-.6M19 21.2l-.6-4.4-4.4.6"/>',
            f'<circle cx="12" cy="12" r="4.2"/><path d="{_RAYS}"/>',
            '<rect x="2.5" y="4" width="19" height="17.5" rx="2"/>'
            '<path d="M2.5 9h19M7.5 2v4M16.5 2v4"/>'
            '<path d="M7 13.2h1M11.5 13.2h1M16 13.2h1M7 17.4h1M11.5 17.4h1"/>',
            f'<path d="{_STEPS}M12 18.5V13.4"/><circle class="dot" cx="12" cy="18.5" r="1.6"/>',
            f'{_FACE}<path d="M7.4 14.6c2 3.6 7.2 3.6 9.2 0"/>',
            f'{_FACE}<path d="M7.4 15.8h9.2"/>',
            f'{_FACE}<path d="M7.4 17.2c2-3.6 7.2-3.6 9.2 0"/>',
        ),
        strict=True,
    )
)
_SIGNS = {
    "stop": '<path class="solid" d="M7.9 1h8.2L23 7.9v8.2L16.1 23H7.9L1 16.1V7.9z"/>'
    '<path class="on" d="M6 12h12"/>',
    "help": '<path class="solid" d="M12 2l11 20H1z"/><path class="on" d="M12 9v6M12 18.6v.2"/>',
    "call": '<path d="M5 3h4l2 5-2.6 1.6a12 12 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16'
    ' 0 0 1 3 5a2 2 0 0 1 2-2z"/>',
}
_INSIDE = {**_OF_A_DOSE, **_SIGNS}


def icon(name: str) -> Markup:
    """The sign of that name: one of `document.ICONS`, `stop`, `help` or `call`."""
    return Markup(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>'
    ).format(Markup(_INSIDE[name]))
