"""Inspections: petrol, night road, destruction, fields, chargers, live sales."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import darker, lighter
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person


def petrol(c: Canvas) -> None:
    """A forecourt: pumps, a measuring can, officers reading it."""
    outdoors.sky(c, outdoors.DAY, 640)
    outdoors.cloud(c, 250, 120, 110)
    outdoors.cloud(c, 1320, 200, 90)
    outdoors.hills(c, 640, 110, "#8fb097")
    for x in (60, 1480, 1560):
        outdoors.tree(c, x, 650, 220)
    outdoors.ground(c, 640, "#b9bdc0", "#9aa0a5")
    c.shape("60,230 1540,230 1600,300 0,300", "#eef1f3")
    c.gradient(0, 296, 1600, 70, ["#1f6b8f", "#17557a"])
    c.text(800, 331, "CỬA HÀNG XĂNG DẦU", 44, "#ffffff")
    c.rect(0, 366, 1600, 10, "#f0b93a")
    c.shape("60,376 1540,376 1440,420 160,420", "#5d7280", 0.55)
    for x in (240, 1340):
        c.gradient(x, 376, 46, 350, ["#dfe5e8", "#aab4ba"], sideways=True)
    c.rect(560, 470, 480, 190, "#e9eef0")
    c.rect(600, 500, 180, 160, "#7fa9bf")
    c.rect(820, 500, 180, 110, "#9cc3d6")
    c.shape("0,760 1600,760 1600,800 0,800", "#8e959a", 0.5)
    pump(c, 330, 860, "#d2453f")
    pump(c, 1100, 850, "#2f7a5b")
    motorbike(c, 1390, 880)
    one = person(c, 640, 1010, 640, some_look(c, style="short"), "reach front")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 26, 74)
    person(c, 960, 1005, 620, some_look(c, style="bob"), "low chin")
    measuring_can(c, 800, 1030)


def pump(c: Canvas, x: float, y: float, colour: str) -> None:
    """A fuel pump; (x, y) is the middle of its foot."""
    c.shadow(x, y, 130, 26)
    c.rect(x - 100, y - 26, 200, 30, "#c9ced1", radius=4)
    c.gradient(x - 78, y - 380, 156, 360, [lighter(colour, 0.12), darker(colour, 0.14)])
    c.rect(x + 52, y - 380, 26, 360, darker(colour, 0.4), alpha=0.4)
    c.rect(x - 60, y - 356, 120, 96, "#dfe9e2", radius=6)
    for i, words in enumerate(("20,00", "1.000")):
        c.rect(x - 50, y - 346 + i * 42, 100, 34, "#1f3a30", radius=3)
        c.text(x, y - 329 + i * 42, words, 24, "#8ff0b4")
    c.rect(x - 60, y - 240, 120, 60, "#f6f1e2", radius=4)
    c.rect(x - 46, y - 226, 92, 10, "#c4272e")
    c.rect(x - 46, y - 206, 60, 8, "#8d96a3")
    c.rect(x + 74, y - 300, 22, 74, "#2a2f3a", radius=6)
    hose = [(x + 92, y - 240), (x + 132, y - 160), (x + 120, y - 60), (x + 84, y - 40)]
    c.line(hose, 11, "#23262e")


def measuring_can(c: Canvas, x: float, y: float) -> None:
    """The standard can with its graduated neck."""
    c.shadow(x, y, 100, 22)
    c.gradient(
        x - 72,
        y - 150,
        144,
        150,
        ["#8f9aa3", "#e8edf0", "#aeb8bf", "#7d8891"],
        sideways=True,
    )
    c.shape("-72,-150 72,-150 22,-210 -22,-210", "#c6ced3", at=(x, y))
    c.gradient(
        x - 22, y - 290, 44, 82, ["#9fb2bd", "#f3f8fa", "#9fb2bd"], sideways=True
    )
    c.rect(x - 12, y - 280, 24, 66, "#f4c64a", alpha=0.9)
    for i in range(7):
        c.line(
            [(x - 12, y - 276 + i * 10), (x - (2 if i % 2 else -4), y - 276 + i * 10)],
            2,
            "#23262e",
        )
    c.shape("-44,-318 44,-318 22,-288 -22,-288", "#b7c1c8", at=(x, y))
    c.line(
        [(x - 70, y - 120), (x - 108, y - 96), (x - 108, y - 44), (x - 70, y - 24)],
        10,
        "#6d7881",
    )
    c.rect(x - 42, y - 104, 84, 50, "#17557a", radius=4)
    c.text(x, y - 79, "20 LÍT", 24, "#ffffff")


def motorbike(c: Canvas, x: float, y: float) -> None:
    c.shadow(x, y, 160, 24)
    for dx in (-96, 96):
        c.disc(x + dx, y - 48, 50, 50, "#23262e")
        c.disc(x + dx, y - 48, 32, 32, "#b7c1c8")
        c.disc(x + dx, y - 48, 10, 10, "#4a4f57")
    c.curve(
        "-110,-96 -30,-132 40,-100 90,-150 116,-96 30,-50 -60,-56", "#b5403a", at=(x, y)
    )
    c.curve("-120,-128 -30,-142 10,-122 -60,-112", "#23262e", at=(x, y))
    c.line([(x + 90, y - 60), (x + 66, y - 190), (x + 40, y - 198)], 10, "#4a4f57")
    c.disc(x + 92, y - 150, 15, 17, "#fff3cc")


def night_road(c: Canvas) -> None:
    """A lorry stopped at night: headlamps, torches, cones, open doors with cartons."""
    outdoors.sky(c, outdoors.NIGHT, 560)
    for _ in range(70):
        c.disc(
            c.chance.uniform(0, 1600),
            c.chance.uniform(0, 380),
            1.6,
            1.6,
            "#ffffff",
            0.7,
        )
    c.soft(1330, 130, 130, 130, "#fdf3cf", 0.5)
    c.disc(1330, 130, 44, 44, "#fdf3cf")
    outdoors.hills(c, 570, 130, "#17264a")
    outdoors.ground(c, 560, "#28334d", "#1b2744")
    outdoors.road(c, 560, 640, -260, 1900)
    for x, h in ((250, 360), (420, 240), (1500, 420)):
        c.line([(x, 650), (x, 650 - h), (x + 60, 650 - h - 14)], 8, "#59647c")
        c.soft(x + 64, 650 - h, 130, 110, "#ffd98a", 0.5)
        c.disc(x + 64, 650 - h - 6, 12, 8, "#fff3cc")
    lorry(c, 900, 860)
    c.shape("260,700 -60,1067 560,1067", "#fff0b8", 0.1)
    one = person(c, 440, 1000, 640, some_look(c, style="short"), "low reach")
    hand = one.hand(1)
    c.poly(
        [(hand[0], hand[1]), (920, hand[1] - 190), (930, hand[1] + 120)], "#fff3c0", 0.3
    )
    c.limb(hand, (hand[0] + 40, hand[1] - 4), 12, 20, "#20242d")
    two = person(c, 720, 1010, 640, some_look(c, style="long"), "front cross")
    props.clipboard(c, two.hand(1)[0], two.hand(1)[1] - 28, 74)
    person(c, 240, 960, 570, someone(c, style="short", shirt="#8d8070"), "down front")
    for x, y, h in ((90, 1030, 120), (590, 1055, 130), (1500, 1040, 130)):
        outdoors.cone(c, x, y, h)
    vest_lights(c)


def vest_lights(c: Canvas) -> None:
    """Blue and red light from a patrol car outside the picture."""
    c.soft(0, 520, 420, 300, "#4f7dff", 0.32)
    c.soft(0, 820, 300, 240, "#ff5a5a", 0.2)


def lorry(c: Canvas, x: float, y: float) -> None:
    """The open back of a lorry full of cartons; (x, y) is its lower left."""
    c.shadow(x + 290, y + 10, 420, 44)
    c.gradient(x, y - 500, 580, 420, ["#3f6f96", "#2f5878"])
    c.gradient(x + 34, y - 466, 512, 352, ["#1a1f2c", "#3a3328"])
    c.soft(x + 290, y - 300, 260, 190, "#ffdf9e", 0.28)
    for row in range(3):
        for i in range(4):
            if row == 2 and i == 3:
                continue
            outdoors.carton(
                c, x + 50 + i * 118, y - 118 - row * 104, 100, 94, depth=0.14
            )
    for dx, tip in ((0, -120), (580, 120)):
        c.poly(
            [
                (x + dx, y - 500),
                (x + dx + tip, y - 470),
                (x + dx + tip, y - 70),
                (x + dx, y - 80),
            ],
            "#27506f",
        )
        c.line(
            [(x + dx + tip * 0.6, y - 440), (x + dx + tip * 0.6, y - 110)], 6, "#8aa3b5"
        )
    c.rect(x - 10, y - 84, 600, 34, "#20242d")
    for dx in (60, 470):
        c.rect(x + dx - 50, y - 60, 110, 76, "#15181f", radius=14)
    for dx in (20, 530):
        c.soft(x + dx + 16, y - 66, 60, 40, "#ff4a3d", 0.6)
        c.rect(x + dx, y - 76, 34, 18, "#ff6a55", radius=4)
    c.rect(x + 240, y - 78, 100, 26, "#f0e9d6", radius=3)
