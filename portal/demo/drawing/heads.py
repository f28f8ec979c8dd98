"""Heads: hair, faces that say hardly anything, and hats."""

from __future__ import annotations

from portal.demo.drawing.canvas import Canvas, points
from portal.demo.drawing.colours import GOLD, NAVY, darker, lighter, mix
from portal.demo.drawing.looks import Look


class Head:
    """One head around (x, y); the unit u is a hundredth of the person's height."""

    def __init__(
        self, c: Canvas, x: float, y: float, u: float, look: Look, turn: float
    ) -> None:
        self.c, self.x, self.y, self.look, self.turn = c, x, y, look, turn
        self.u = u * 1.12  # The head, a little larger than life.

    def blob(self, outline: str, fill: str, alpha: float = 1) -> None:
        c, u = self.c, self.u
        c.blob(
            [(self.x + x * u, self.y + y * u) for x, y in points(outline)], fill, alpha
        )

    def poly(self, outline: str, fill: str, alpha: float = 1) -> None:
        c, u = self.c, self.u
        c.poly(
            [(self.x + x * u, self.y + y * u) for x, y in points(outline)], fill, alpha
        )

    def disc(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        c, u = self.c, self.u
        c.disc(self.x + x * u, self.y + y * u, rx * u, ry * u, fill)

    def hair_behind(self) -> None:
        shade = darker(self.look.hair, 0.15)
        if self.look.style == "long":
            self.blob("-6.2,-4 0,-8.6 6.2,-4 6.6,12 -6.6,12", shade)
        elif self.look.style == "bob":
            self.blob("-6.2,-4 0,-8.6 6.2,-4 6.2,5.6 -6.2,5.6", shade)
        elif self.look.style == "bun":
            self.disc(0, -8.6, 2.8, 2.4, shade)

    def front(self) -> None:
        skin = self.look.skin
        for side in (-1, 1):
            self.disc(side * 5.3, 0.6, 1.1, 1.7, darker(skin, 0.14))
        self.blob("-5.2,-3 0,-7.4 5.2,-3 4.7,3.2 0,7 -4.7,3.2", skin)
        cheek = "2.2,-6 5,-2.6 4.7,3 0.8,6.7 3.2,2"
        self.blob(cheek, darker(skin, 0.5), 0.16)
        lean = self.turn * 1.5
        for side in (-1, 1):
            self.disc(side * 2.1 + lean, 0.6, 0.5, 0.64, "#2a1f22")
        c, u = self.c, self.u
        mouth = [
            (self.x + (dx + lean) * u, self.y + dy * u)
            for dx, dy in ((-1.3, 3.7), (0, 4.2), (1.3, 3.7))
        ]
        c.line(mouth, 0.5 * u, darker(skin, 0.42))
        self.fringe()

    def fringe(self) -> None:
        lean = self.turn * 1.2
        self.blob(
            f"-5.8,0.5 -5.6,-5 0,-8.4 5.6,-5 5.8,0.5 {3.8 + lean},-3.4"
            f" {lean},-4.6 {lean - 3.4},-3.2",
            self.look.hair,
        )
        if self.look.style in ("long", "bob"):
            low = 6 if self.look.style == "long" else 4.4
            self.blob(f"-6.3,-3 -4.6,-4.4 -4.8,{low} -6.4,{low}", self.look.hair)
            self.blob(f"6.3,-3 4.6,-4.4 4.8,{low} 6.4,{low}", self.look.hair)

    def back(self) -> None:
        low = 12 if self.look.style == "long" else 4.6
        self.blob(f"-5.6,-3 0,-8 5.6,-3 5,{low} 0,{low + 1} -5,{low}", self.look.hair)
        if self.look.style == "bun":
            self.disc(0, -2, 3, 2.8, lighter(self.look.hair, 0.12))

    def hat(self, *, back: bool) -> None:
        c, u, hat = self.c, self.u, self.look.hat
        if hat == "peak":
            self.peaked_cap(back=back)
        elif hat == "cone":
            self.poly("-13,-2.6 0,-13.5 13,-2.6", "#e9d3a0")
            self.poly("2,-1.6 0,-13.5 13,-2.6", "#c3a469", 0.75)
            self.disc(0, -2.6, 13, 1.8, mix("#e9d3a0", "#8f7442", 0.45))
        elif hat in ("helmet", "cap"):
            dome = "#f0b429" if hat == "helmet" else "#2c4c7c"
            box = (self.x, self.y - 3 * u, 6.8 * u, 7.4 * u)
            c.wedge(box, (180, 360), dome)
            c.wedge(box, (290, 360), darker(dome), 0.5)
            c.rect(
                self.x - 7.6 * u,
                self.y - 3.6 * u,
                15.2 * u,
                1.4 * u,
                darker(dome, 0.12),
                radius=0.7 * u,
            )

    def peaked_cap(self, *, back: bool) -> None:
        c, u = self.c, self.u
        self.blob("-6.2,-3.4 -7.6,-7.6 0,-11 7.6,-7.6 6.2,-3.4", NAVY)
        self.blob("1,-3.4 2,-10 7.6,-7.6 6.2,-3.4", "#0c1c3a", 0.5)
        band = [
            (self.x - 5.6 * u, self.y - 4.6 * u),
            (self.x + 5.6 * u, self.y - 4.6 * u),
        ]
        c.line(band, 2 * u, "#a3262c")
        if not back:
            self.blob(f"-5.8,-4 0,-5 5.8,-4 {self.turn},-1.8", "#14161f")
            self.disc(self.turn, -6.4, 1.5, 1.5, GOLD)
