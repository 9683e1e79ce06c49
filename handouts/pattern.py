"""The rule of the mission, as types.  No other module states it again.

The two hip bones are parts of one ring, so they always tip in opposite directions: that makes two
rotation patterns.  With the thigh held still, a muscle's two ends swap jobs: the thigh is the
anchor and the hip bone moves.  So a hip bone tipped backward calls for the hip flexors, which draw
it forward, and one tipped forward calls for the hip extensors, which draw it backward.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Side(Enum):
    """A side of the patient's body, never of the page."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Tilt(Enum):
    """Which way a hip bone has tipped (or is drawn) relative to the sacrum."""

    BACKWARD = "backward"
    FORWARD = "forward"

    @property
    def other(self) -> Tilt:
        return Tilt.FORWARD if self is Tilt.BACKWARD else Tilt.BACKWARD


class MuscleGroup(Enum):
    FLEXORS = "flexors"
    EXTENSORS = "extensors"


class Aspect(Enum):
    """Front or back of the hip or thigh (anterior or posterior)."""

    FRONT = "front"
    BACK = "back"


class Press(Enum):
    """Where the thigh presses while it is held still."""

    TOWARD_CHEST = "toward-chest"
    AWAY_FROM_CHEST = "away-from-chest"


class Correction(NamedTuple):
    """What one hip bone needs.  Everything but the side follows from the tilt."""

    side: Side
    tilt: Tilt

    @property
    def muscles(self) -> MuscleGroup:
        """The group to contract."""
        return MuscleGroup.FLEXORS if self.tilt is Tilt.BACKWARD else MuscleGroup.EXTENSORS

    @property
    def muscles_at(self) -> Aspect:
        """Where on the hip that group lies."""
        return Aspect.FRONT if self.muscles is MuscleGroup.FLEXORS else Aspect.BACK

    @property
    def press(self) -> Press:
        """Flexors bring the thigh toward the chest, extensors away from it."""
        return Press.TOWARD_CHEST if self.muscles is MuscleGroup.FLEXORS else Press.AWAY_FROM_CHEST

    @property
    def resistance_at(self) -> Aspect:
        """The side of the thigh the resistance sits on: always the side the thigh presses to."""
        return Aspect.FRONT if self.press is Press.TOWARD_CHEST else Aspect.BACK

    @property
    def drawn(self) -> Tilt:
        """Which way the effort draws the hip bone: back out of its tilt."""
        return self.tilt.other


class _Tilts(NamedTuple):
    left: Tilt
    right: Tilt


class Pattern(_Tilts):
    """One rotation pattern of the pelvis: the tilt of each hip bone.

    Raises:
        ValueError: both hip bones are tipped the same way; in a ring they cannot be.
    """

    __slots__ = ()

    def __new__(cls, left: Tilt, right: Tilt) -> Pattern:
        if left is right:
            raise ValueError(
                f"both hip bones are {left.value}: in a rotation pattern one hip bone is"
                " backward and the other forward"
            )
        return super().__new__(cls, left, right)

    @property
    def id(self) -> str:
        return f"{self.backward.side.value}-backward"

    def of(self, side: Side) -> Correction:
        return Correction(side, self.left if side is Side.LEFT else self.right)

    @property
    def backward(self) -> Correction:
        """The correction for the hip bone that has tipped backward."""
        return self.of(Side.LEFT if self.left is Tilt.BACKWARD else Side.RIGHT)

    @property
    def forward(self) -> Correction:
        """The correction for the hip bone that has tipped forward."""
        return self.of(self.backward.side.other)

    @property
    def mirrored(self) -> Pattern:
        return Pattern(left=self.right, right=self.left)

    @classmethod
    def from_id(cls, pattern_id: str) -> Pattern:
        """`left-backward` or `right-backward`.

        Raises:
            ValueError: any other id.
        """
        for pattern in PATTERNS:
            if pattern.id == pattern_id:
                return pattern
        known = ", ".join(pattern.id for pattern in PATTERNS)
        raise ValueError(f"no pattern '{pattern_id}'; the patterns are {known}")


PATTERNS = (
    Pattern(left=Tilt.BACKWARD, right=Tilt.FORWARD),
    Pattern(left=Tilt.FORWARD, right=Tilt.BACKWARD),
)
