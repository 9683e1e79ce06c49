"""One flat step of shade: the part of a surface that turns away from the light."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .arrays import Array, Mask, unit


def facing(normals: Array) -> Array:
    """Unit normals (rows, columns, 3), all turned toward the viewer."""
    out = unit(normals)
    out[out[..., 2] < 0] *= -1
    return out


def in_shade(
    normals: Array, seen: Mask, light: tuple[float, float, float], threshold: float, blur: float
) -> Mask:
    """Pixels whose brightness, after Lambert's cosine law, is below a threshold of 0 to 1.

    `light` points to the lamp: right, up, toward the viewer.  Brightness is blurred by `blur`
    pixels, within what is seen, so that the shade reads as one shape.
    """
    brightness = np.where(seen, normals @ unit(np.array(light)), 0)
    weight = ndimage.gaussian_filter(seen.astype(float), blur)
    even = ndimage.gaussian_filter(brightness, blur) / (weight + 1e-6)
    out: Mask = (even < threshold) & seen
    return out
