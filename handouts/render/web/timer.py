"""The hold timer of a page: its words and buttons, which the script shows and works with."""

from __future__ import annotations

from markupsafe import Markup

from handouts.document import Online

# What the script says: by the name it has there, which is that of words.yaml unless it is given.
_SAID_BY_SCRIPT = {
    **dict.fromkeys(("ready", "start", "press", "enough", "rest", "stop", "stopped", "range")),
    "all-done": "all_done",
    "how": "timer_how",
    "no-time": "no_time",
}
_LEG = Markup(
    '<button type="button" class="leg {}" data-done="{}" aria-pressed="false">{}</button>'
)
_SWITCH = Markup('<label class="switch"><input type="checkbox" class="{}" checked> {}</label>')


def timer(online: Online) -> Markup:
    """A timer of both legs, hidden until the script shows it; nothing without a pattern."""
    if not online.legs:
        return Markup("")
    words = online.words
    said = Markup("").join(
        Markup(' data-{}="{}"').format(name, words[phrase or name])
        for name, phrase in _SAID_BY_SCRIPT.items()
    )
    legs = Markup("").join(
        _LEG.format(side.value, words[f"{side.value}_done"], name) for side, name in online.legs
    )
    switches = Markup("").join(_SWITCH.format(name, words[name]) for name in ("sound", "vibration"))
    return Markup(
        '<section class="timer" hidden{}><h2>{}</h2><p class="lead">{}</p><div class="works">'
        '<div class="legs">{}</div><p class="digits" role="timer" aria-live="off"></p>'
        '<p class="phase" role="status"></p><div class="track" aria-hidden="true"><i></i></div>'
        '<button type="button" class="go"></button><p class="stop-if"><strong>{}</strong></p>'
        '<div class="switches">{}</div></div></section>'
    ).format(said, words["timer"], words["timer_how"], legs, words["stop_if"], switches)
