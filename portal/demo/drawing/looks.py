"""What people wear and how they hold their arms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.demo.drawing.canvas import Canvas, Point
from portal.demo.drawing.colours import HAIR, SKIN, UNIFORM, UNIFORM_DARK

# Elbow and hand of the arm on the viewer's left, in hundredths of the height, from
# the shoulder; the other arm is mirrored.
Arm = tuple[Point, Point]
ARMS: dict[str, Arm] = {
    "down": ((-3.5, 17), (-3, 32)),
    "hip": ((-10, 13), (-1, 25)),
    "front": ((-3, 16), (7.5, 19)),
    "hold": ((-4.5, 15), (5, 11)),
    "reach": ((-9, 13), (-22, 9)),
    "low": ((-8, 15), (-19, 23)),
    "point": ((-11, 7), (-24, -1)),
    "raise": ((-8, -9), (-6, -25)),
    "cross": ((-3.5, 16), (13, 17)),
    "table": ((-6, 16), (3, 22)),
    "chin": ((-5, 16), (6, -3)),
    "phone": ((-7, 14), (2.5, -9)),
}


@dataclass(frozen=True)
class Look:
    """What a person looks like."""

    shirt: str = UNIFORM
    trousers: str = UNIFORM_DARK
    skin: str = SKIN[0]
    hair: str = HAIR[0]
    style: str = "short"  # short, bob, long, bun
    hat: str = ""  # peak, cone, helmet, cap
    sleeves: str = "short"
    uniform: bool = True
    extra: str = ""  # dress, apron, jacket, scarf


OFFICER = Look(hat="peak")
PLAIN = Look(shirt="#e9e6dd", uniform=False, sleeves="long")
SHIRTS = ("#e9e6dd", "#a9c3d8", "#d9b8a0", "#b7c9a8", "#cdb6cf", "#e3c987", "#8fb0c0")


def some_look(c: Canvas, base: Look = OFFICER, **changes: str) -> Look:
    """The same clothes on somebody else, chosen by the picture's own chance."""
    woman = c.chance.random() < 0.4
    style = c.chance.choice(("bob", "long", "bun")) if woman else "short"
    look = replace(
        base, skin=c.chance.choice(SKIN), hair=c.chance.choice(HAIR), style=style
    )
    return replace(look, **changes)  # type: ignore[arg-type]


def someone(c: Canvas, **changes: str) -> Look:
    """A citizen in a shirt of some colour."""
    shirt = c.chance.choice(SHIRTS)
    return some_look(c, PLAIN, **{"shirt": shirt, **changes})
