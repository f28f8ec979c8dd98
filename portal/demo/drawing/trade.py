"""Places of trade: warehouse, market hall, Tết market, counters and shelves."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import darker, lighter, mix
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person


def rack(
    c: Canvas, box: tuple[float, float, float, float], rows: int, fill: str
) -> None:
    """Warehouse racking with boxes; box is (x, y, width, height)."""
    x, y, w, h = box
    step = h / rows
    for row in range(rows):
        base = y + step * (row + 1) - 8
        left = x + 8.0
        while left < x + w - 60:
            width = c.chance.uniform(58, 92)
            tall = step * c.chance.uniform(0.5, 0.78)
            shade = mix(fill, c.chance.choice(("#b98b57", "#d8b07a", "#cf9e62")), 0.6)
            outdoors.carton(
                c,
                left,
                base,
                min(width, x + w - left - 16),
                tall,
                depth=0.14,
                colour=shade,
            )
            left += width + 10
        c.rect(x - 6, base, w + 12, 11, "#d9702c")
        c.rect(x - 6, base + 8, w + 12, 4, "#9c4a17")
    for px in (x - 10, x + w - 2):
        c.rect(px, y - 20, 13, h + 24, "#2c5688")
        c.rect(px + 9, y - 20, 4, h + 24, "#1d3c62")


def shoe_warehouse(c: Canvas) -> None:
    """Officers count shoe boxes between racks, under a strip of daylight."""
    rooms.room(c, "#c3c6c4", "#a8a49b", 600)
    for i in range(9):
        c.line([(i * 200, 0), (i * 200, 590)], 3, "#8e9391", 0.5)
    rooms.lamps(c, (400, 1200), 0, 260)
    rack(c, (60, 90, 470, 520), 4, "#c99a62")
    rack(c, (1080, 90, 470, 520), 4, "#c99a62")
    c.gradient(600, 150, 400, 460, ["#e8f1f3", "#fdf6e2"])
    c.shape("600,610 1000,610 1330,1067 270,1067", "#fff5d6", 0.35)
    for i in range(6):
        c.rect(600, 150 + i * 22, 400, 4, "#b5bfc1")
    rack(c, (620, 330, 120, 280), 3, "#c99a62")
    person(c, 900, 720, 430, someone(c, style="short"), "hip")
    for x, y, s in (
        (70, 800, 170),
        (96, 690, 150),
        (270, 830, 150),
        (1340, 820, 180),
        (1370, 700, 150),
    ):
        outdoors.carton(c, x, y, s, s * 0.62)
    one = person(c, 560, 960, 640, some_look(c, style="short"), "front cross")
    props.clipboard(c, one.hand(1)[0] - 4, one.hand(1)[1] - 30, 74)
    person(c, 1120, 985, 640, some_look(c, style="bob"), "low hold")
    shoe_boxes(c)


def shoe_boxes(c: Canvas) -> None:
    """Open boxes in the foreground with pairs of sports shoes."""
    for i, (x, y) in enumerate(((190, 1040), (690, 1062), (880, 1050), (1230, 1062))):
        c.shadow(x + 110, y, 150, 24)
        c.rect(x, y - 96, 220, 96, ("#c6433c", "#35618f", "#e0dccf", "#3e7f6a")[i])
        c.shape("0,-96 30,-134 250,-134 220,-96", "#473a33", at=(x, y))
        c.shape("220,-96 250,-134 250,-36 220,0", "#2a2430", 0.55, at=(x, y))
        for dx, colour in ((34, "#f4f1ea"), (128, "#f4f1ea")):
            shoe(
                c,
                x + dx,
                y - 98,
                84,
                colour,
                ("#2f6fb0", "#d24a43", "#38875f", "#e08a2c")[i],
            )
        c.rect(x + 24, y - 64, 172, 12, "#ffffff", alpha=0.7)


def shoe(c: Canvas, x: float, y: float, w: float, colour: str, stripe: str) -> None:
    c.curve(
        "0,0 0.02,-0.42 0.3,-0.46 0.5,-0.22 0.95,-0.14 1,0", colour, at=(x, y), scale=w
    )
    c.curve("0.26,-0.34 0.5,-0.18 0.42,-0.06 0.18,-0.1", stripe, at=(x, y), scale=w)
    c.rect(x, y - w * 0.06, w, w * 0.1, darker(colour, 0.15), radius=4)


def market_hall(c: Canvas, mood: str = "day") -> None:
    """Stalls under awnings; two officers talk with a trader and hand out leaflets."""
    outdoors.sky(c, outdoors.DAY if mood == "day" else outdoors.DAWN, 610)
    outdoors.cloud(c, 420, 90, 90)
    outdoors.cloud(c, 1180, 130, 110)
    c.shape("0,150 800,20 1600,150 1600,215 800,90 0,215", "#9aa5a8")
    c.shape("0,215 800,90 1600,215 1600,235 800,112 0,235", "#6f7b80")
    outdoors.hills(c, 600, 170, "#86a98e")
    c.rect(0, 500, 1600, 110, "#6b5c4c", alpha=0.85)
    for i in range(24):
        bunting = ("#d2453f", "#f0b93a", "#2d66a3", "#2f7a5b")[i % 4]
        c.poly([(i * 70, 262), (i * 70 + 56, 262), (i * 70 + 28, 306)], bunting)
    for x in (20, 520, 1080, 1570):
        c.rect(x - 9, 170, 18, 560, "#8b9498")
    outdoors.ground(c, 600, "#c8b596", "#a99576")
    for x, colours in (
        (40, ("#d2453f", "#f8efe0")),
        (600, ("#2f7a5b", "#f8efe0")),
        (1150, ("#2d66a3", "#f8efe0")),
    ):
        stall(c, x, 300, 400, colours)
    for x, y, hat in ((300, 730, "cone"), (1010, 740, "")):
        person(c, x, y, 430, someone(c, hat=hat, style="long"), "hold")
    one = person(c, 560, 1010, 660, some_look(c, style="short"), "down reach")
    props.paper(c, one.hand(1)[0] + 6, one.hand(1)[1] - 14, 60, 74)
    person(
        c,
        830,
        1015,
        620,
        someone(c, hat="cone", style="bun", shirt="#b0527c"),
        "reach front",
    )
    person(c, 1180, 1000, 650, some_look(c, style="bun"), "front cross")
    baskets(c, 60, 1050)
    baskets(c, 1330, 1055)


def stall(c: Canvas, x: float, y: float, w: float, colours: tuple[str, str]) -> None:
    """A stall with goods in crates under its awning."""
    c.gradient(x + 20, y + 70, w - 40, 330, ["#5d5146", "#8a7860"])
    for i in range(4):
        c.line([(x + 60 + i * 94, y + 80), (x + 60 + i * 94, y + 132)], 2, "#e9e2d2")
        c.disc(
            x + 60 + i * 94,
            y + 150,
            26,
            30,
            ("#e2b04a", "#c4553e", "#87a558", "#d98c4a")[i],
        )
    outdoors.awning(c, (x, y, w, 96), colours)
    c.gradient(x, y + 330, w, 100, ["#8d6038", "#5f3d22"])
    for i in range(5):
        cx = x + 8 + i * (w - 10) / 5
        c.poly(
            [
                (cx, y + 330),
                (cx + w / 5 - 12, y + 330),
                (cx + w / 5 - 22, y + 290),
                (cx + 10, y + 290),
            ],
            "#b98a55",
        )
        fruit = ("#d9453c", "#f0a830", "#7aa843", "#e8773a", "#8c4f8f")[
            (i + round(x)) % 5
        ]
        for k in range(12):
            c.disc(
                cx + 16 + (k % 6) * 9,
                y + 300 - (k // 6) * 12,
                9,
                9,
                lighter(fruit, 0.12 * (k % 3)),
            )


def baskets(c: Canvas, x: float, y: float) -> None:
    """Baskets of fruit and greens close to us."""
    for i, colour in enumerate(("#e8773a", "#6f9f3e")):
        bx = x + i * 118
        c.shadow(bx + 50, y, 80, 16)
        for _ in range(26):
            c.disc(
                bx + 50 + c.chance.uniform(-50, 50),
                y - 66 - c.chance.uniform(0, 26),
                16,
                15,
                mix(colour, "#ffe9b0", c.chance.random() * 0.4),
            )
        c.shape("-16,-68 116,-68 98,0 2,0", "#a8793f", at=(bx, y))
        for k in range(4):
            c.line(
                [
                    (bx - 12 + k * 3, y - 54 + k * 16),
                    (bx + 112 - k * 3, y - 54 + k * 16),
                ],
                4,
                "#7c5527",
            )
