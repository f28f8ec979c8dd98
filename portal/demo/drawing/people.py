"""Simplified people: proportions, clothes and poses."""

from __future__ import annotations

from portal.demo.drawing.canvas import Canvas, Point, points
from portal.demo.drawing.colours import GOLD, NAVY, darker, lighter
from portal.demo.drawing.heads import Head
from portal.demo.drawing.looks import ARMS, OFFICER, Look

TORSO = (
    "-4,84 -12.2,80.5 -12.6,74 -10.6,62 -10.4,45.5 0,44.6"
    " 10.4,45.5 10.6,62 12.6,74 12.2,80.5 4,84"
)
TORSO_SHADE = "3.5,82 4.6,66 3.4,45 10.4,45.5 10.6,62 12.6,74 12.2,80.5"


class Person:
    """One person standing at (x, y), h high, from the feet to the hat."""

    def __init__(
        self,
        c: Canvas,
        at: Point,
        h: float,
        look: Look = OFFICER,
        *,
        left: str = "down",
        right: str = "down",
        view: str = "front",
        turn: float = 0,
    ) -> None:
        self.c, self.look, self.back = c, look, view == "back"
        self.x, self.y, self.u = at[0], at[1], h / 100
        self.arms = {-1: ARMS[left], 1: ARMS[right]}
        self.head = Head(c, *self.at(turn * 1.4, 92.4), self.u, look, turn)

    def at(self, dx: float, dy: float) -> Point:
        """A point dx right of the middle and dy above the feet, in hundredths."""
        return self.x + dx * self.u, self.y - dy * self.u

    def poly(self, outline: str, fill: str, alpha: float = 1) -> None:
        self.c.poly([self.at(*point) for point in points(outline)], fill, alpha)

    def blob(self, outline: str, fill: str, alpha: float = 1) -> None:
        self.c.blob([self.at(*point) for point in points(outline)], fill, alpha)

    def hand(self, side: int) -> Point:
        shoulder = self.at(side * 11.2, 79)
        dx, dy = self.arms[side][1]
        return shoulder[0] - side * dx * self.u, shoulder[1] + dy * self.u

    def draw(self, *, legs: bool = True) -> Person:
        if legs:
            self.c.shadow(self.x, self.y, 17 * self.u, 3.2 * self.u)
            self.legs()
        if self.back:
            self.arm(-1)
            self.arm(1)
            self.torso()
            self.head.back()
        else:
            self.head.hair_behind()
            self.torso()
            self.head.front()
        self.head.hat(back=self.back)
        if not self.back:
            self.arm(-1)
            self.arm(1)
        return self

    def legs(self) -> None:
        c, u, cloth = self.c, self.u, self.look.trousers
        for side in (-1, 1):
            shade = darker(cloth, 0.22) if side == 1 else cloth
            foot = self.at(side * 5.6, 1.6)
            c.disc(foot[0] + side * u, foot[1], 4 * u, 1.9 * u, "#1c1b22")
            knee, hip = self.at(side * 5.2, 25), self.at(side * 4.4, 47)
            c.limb(hip, knee, 9.6 * u, 7.4 * u, shade)
            c.limb(knee, self.at(side * 5.3, 4), 7.4 * u, 5.6 * u, shade)
        if self.look.extra == "dress":
            self.poly("-9,52 9,52 12,22 0,19.5 -12,22", self.look.shirt)
            self.poly("3,52 9,52 12,22 3,20.2", darker(self.look.shirt, 0.5), 0.24)

    def torso(self) -> None:
        neck = self.at(0, 90), self.at(0, 82)
        self.c.limb(*neck, 6 * self.u, 6.6 * self.u, darker(self.look.skin, 0.16))
        self.blob(TORSO, self.look.shirt)
        self.blob(TORSO_SHADE, darker(self.look.shirt, 0.5), 0.24)
        if self.back:
            collar = [self.at(-4.6, 83.5), self.at(4.6, 83.5)]
            self.c.line(collar, 1.6 * self.u, darker(self.look.shirt))
        else:
            self.collar()
        if self.look.uniform:
            self.insignia()
        if self.look.extra == "apron":
            self.poly("-6,74 6,74 9.6,60 10.4,34 -10.4,34 -9.6,60", "#33618a")
            self.poly("3,74 6,74 9.6,60 10.4,34 4,34", "#1f4266", 0.6)

    def collar(self) -> None:
        look = self.look
        if look.extra == "jacket":
            self.poly("-3.4,84 3.4,84 0,64", "#f6f3ec")
            self.poly("-0.9,81 0.9,81 0,66", "#a3262c")
            return
        self.poly("-2.8,84.4 2.8,84.4 0,78.6", darker(look.skin, 0.1))
        flap = lighter(look.shirt, 0.22)
        self.poly("-1.8,85 -5.4,83.4 -3.6,79.5 0,78.4", flap)
        self.poly("1.8,85 5.4,83.4 3.6,79.5 0,78.4", flap)
        if look.extra != "dress":
            seam = [self.at(0, 78.4), self.at(0, 46)]
            self.c.line(seam, 0.5 * self.u, darker(look.shirt, 0.28))
        if look.extra == "scarf":
            scarf = [self.at(-5, 83), self.at(0, 79), self.at(5, 83)]
            self.c.line(scarf, 2.6 * self.u, "#d8454a")

    def insignia(self) -> None:
        c, u = self.c, self.u
        c.line([self.at(-9.4, 46), self.at(9.4, 46)], 2.6 * u, "#23212a")
        for side in (-1, 1):
            c.line([self.at(side * 5.6, 83.4), self.at(side * 11, 81.2)], 2 * u, NAVY)
            c.disc(*self.at(side * 9.6, 81.8), 0.55 * u, 0.55 * u, GOLD)
        if self.back:
            return
        c.rect(*self.at(-1.6, 47.2), 3.2 * u, 2.4 * u, GOLD, radius=0.4 * u)
        pocket = darker(self.look.shirt, 0.1)
        for side in (-1, 1):
            c.rect(
                *self.at(side * 6 - 2.6, 73.5), 5.2 * u, 5.6 * u, pocket, radius=u / 2
            )
        c.rect(*self.at(3.6, 75.6), 4.8 * u, 1.5 * u, NAVY, radius=0.3 * u)
        c.disc(*self.at(-6, 75.4), 1.2 * u, 1.2 * u, GOLD)

    def arm(self, side: int) -> None:
        c, u, look = self.c, self.u, self.look
        shoulder = self.at(side * 11.2, 79)
        ex, ey = self.arms[side][0]
        elbow = shoulder[0] - side * ex * u, shoulder[1] + ey * u
        hand = self.hand(side)
        cloth = darker(look.shirt, 0.16 if side == 1 else 0.05)
        skin = darker(look.skin, 0.1) if side == 1 else look.skin
        if look.sleeves == "short":
            c.limb(elbow, hand, 4.6 * u, 3.6 * u, skin)
            c.limb(shoulder, elbow, 6 * u, 4.6 * u, skin)
            x, y = (a + (b - a) * 0.62 for a, b in zip(shoulder, elbow, strict=True))
            c.limb(shoulder, (x, y), 7 * u, 6.4 * u, cloth)
        else:
            c.limb(shoulder, elbow, 7 * u, 5.4 * u, cloth)
            c.limb(elbow, hand, 5.4 * u, 4.2 * u, cloth)
        c.disc(*hand, 2.4 * u, 2.5 * u, skin)


def person(
    c: Canvas, x: float, y: float, h: float, look: Look, arms: str = ""
) -> Person:
    """A standing person; arms are "left right" or one word for both."""
    left, _, right = (arms or "down").partition(" ")
    return Person(c, (x, y), h, look, left=left, right=right or left).draw()


def from_behind(c: Canvas, x: float, y: float, h: float, look: Look) -> Person:
    return Person(c, (x, y), h, look, view="back").draw(legs=False)
