"""Things seen close: seals, papers, a laptop, a telephone, cartons of cigarettes."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import (
    CARTON,
    GOLD,
    PAPER,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)
from portal.demo.drawing.looks import some_look
from portal.demo.drawing.people import person


def desk(c: Canvas, colour: str = WOOD) -> None:
    """A desk top seen from above, with grain and window light."""
    c.gradient(0, 0, 1600, 1067, [lighter(colour, 0.16), colour, darker(colour, 0.14)])
    for i in range(6):
        c.rect(0, 60 + i * 190, 1600, 3, darker(colour, 0.35), alpha=0.35)
    for _ in range(90):
        x, y = c.chance.uniform(-100, 1600), c.chance.uniform(0, c.height)
        c.rect(
            x,
            y,
            c.chance.uniform(90, 420),
            2,
            darker(colour, 0.3),
            radius=1,
            alpha=0.16,
        )
    c.poly([(900, 0), (1250, 0), (560, c.height), (120, c.height)], "#fff3d0", 0.14)
    c.poly([(1330, 0), (1500, 0), (860, c.height), (660, c.height)], "#fff3d0", 0.12)


def seal_tape(c: Canvas) -> None:
    """A carton under sealing tape, and gloved hands that press it down."""
    wall = c.chance.choice(("#56606b", "#5d6a5e", "#6a5f58", "#4f6378"))
    card = c.chance.choice((CARTON, "#b98a5e", "#d2ab78", "#c4a07a"))
    c.gradient(0, 0, 1600, 1067, [wall, darker(wall, 0.35)])
    for i in range(5):
        outdoors.carton(
            c, -60 + i * 360, 360, 300, 250, depth=0.2, colour=darker(CARTON, 0.35)
        )
    c.rect(0, 0, 1600, 420, "#2b333d", alpha=0.45)
    outdoors.carton(c, 230, 1040, 1000, 640, depth=0.2, colour=card, label=False)
    c.shape("230,560 1230,500 1230,640 230,700", "#fff8ea")
    c.shape("230,560 1230,500 1230,514 230,574", "#c4272e")
    c.shape("230,686 1230,626 1230,640 230,700", "#c4272e")
    c.shape("1230,500 1430,400 1430,540 1230,640", darker("#fff8ea", 0.22))
    for i in range(3):
        tape_word(c, 300 + i * 322, 614 - i * 19)
    c.rect(330, 780, 330, 190, PAPER, radius=4)
    for i in range(5):
        c.rect(356, 806 + i * 30, 270 - 60 * (i % 2), 9, "#a9b1bd", radius=4)
    c.disc(600, 930, 40, 40, "#c4272e", 0.75)
    c.arc(600, 930, 31, (0, 360), 3, "#fff8ea")
    rooms.star(c, 600, 930, 18, "#fff8ea")
    for x, y, side in ((1090, 640, 1), (520, 700, -1)):
        gloved_hand(c, x, y, side)


def tape_word(c: Canvas, x: float, y: float) -> None:
    c.text(x + 110, y, "NIÊM PHONG", 42, "#a3262c")


def gloved_hand(c: Canvas, x: float, y: float, side: int) -> None:
    """A hand in a glove, coming up from below."""
    c.limb((x + side * 330, 1130), (x + side * 120, y + 190), 150, 112, "#7e978f")
    c.limb((x + side * 126, y + 196), (x + side * 92, y + 150), 118, 104, "#2d66a3")
    c.blob(
        [
            (x + side * 130, y + 170),
            (x + side * 20, y + 120),
            (x - side * 10, y + 20),
            (x + side * 60, y - 20),
            (x + side * 130, y + 60),
        ],
        "#e9eef2",
    )
    for i in range(4):
        base = (x + side * (22 + i * 28), y + 20)
        tip = (x - side * 34 + side * i * 30, y - 66 - (10 if i in (1, 2) else 0))
        c.limb(base, tip, 34, 26, "#f6f9fb" if i % 2 else "#e9eef2")


def document(
    c: Canvas,
    kind: str = "QUYẾT ĐỊNH",
    subject: str = "Về việc công khai kế hoạch kiểm tra",
    wood: str = WOOD_DARK,
) -> None:
    """A decision with a red stamp, a pen and reading glasses on a desk."""
    desk(c, wood)
    c.shape("330,120 1130,60 1210,1067 400,1067", "#101830", 0.25)
    c.shape("300,100 1100,40 1180,1067 370,1067", PAPER)
    c.text(540, 150, "CHI CỤC QUẢN LÝ THỊ TRƯỜNG", 22, "#27303f")
    c.text(900, 122, "Độc lập – Tự do – Hạnh phúc", 22, "#27303f")
    c.rect(430, 172, 200, 3, "#27303f")
    c.text(740, 270, kind, 54, "#27303f")
    c.text(744, 334, subject, 27, "#27303f", bold=False)
    for i in range(14):
        y = 410 + i * 38
        c.line(
            [
                (420 + i * 2.4, y + 24),
                (1070 + i * 2.4 - 190 * (i % 4 == 3), y - 24 + 14 * (i % 4 == 3)),
            ],
            6,
            "#b4bbc5",
        )
    c.disc(930, 900, 112, 112, "#d3222a", 0.85)
    c.disc(930, 900, 98, 98, PAPER, 0.95)
    c.arc(930, 900, 88, (0, 360), 5, "#d3222a")
    rooms.star(c, 930, 900, 50, "#d3222a")
    c.line([(840, 960), (900, 930), (960, 970), (1050, 900)], 6, "#2c4c9c")
    pen(c, 1200, 330)
    spectacles(c, 110, 720)
    c.disc(1420, 840, 120, 120, "#f4efe4")
    c.disc(1420, 840, 98, 98, "#6b3f22")
    c.soft(1390, 800, 40, 30, "#e0b184", 0.5)
    c.arc(1540, 840, 52, (-80, 80), 20, "#f4efe4")


def pen(c: Canvas, x: float, y: float) -> None:
    c.line([(x + 14, y + 16), (x + 254, y + 316)], 26, "#101830", 0.3)
    c.limb((x, y), (x + 220, y + 280), 26, 30, "#17335c")
    c.limb((x + 110, y + 140), (x + 126, y + 160), 31, 31, GOLD)
    c.limb((x + 222, y + 282), (x + 254, y + 324), 24, 6, "#c6ccd2")


def spectacles(c: Canvas, x: float, y: float) -> None:
    for dx in (0, 170):
        c.disc(x + dx, y + dx * 0.2, 72, 62, "#cfe6f2", 0.35)
        c.arc(x + dx, y + dx * 0.2, 70, (0, 360), 10, "#23262e")
    c.line([(x + 66, y + 4), (x + 104, y + 14)], 10, "#23262e")
    c.line([(x - 64, y - 24), (x - 96, y - 190)], 10, "#23262e")
    c.line([(x + 236, y + 20), (x + 240, y - 140)], 10, "#23262e")


def dashboard(c: Canvas) -> None:
    """A laptop with a shop's figures, watched by night."""
    night = c.chance.choice(("#4b4a72", "#2f6470", "#6b4a5e"))
    c.gradient(0, 0, 1600, 1067, ["#1b2440", mix("#1b2440", night, 0.5), night])
    c.soft(800, 460, 640, 420, "#8fc0ff", 0.35)
    for i in range(9):
        c.disc(
            90 + i * 180,
            120 + (i * 53) % 90,
            26,
            26,
            ("#ffce7a", "#ff9d7a", "#9ad0ff")[i % 3],
            0.16,
        )
    c.gradient(0, 850, 1600, 217, ["#7a5636", "#4f3521"])
    c.rect(280, 110, 1040, 690, "#171b24", radius=26)
    c.rect(308, 138, 984, 630, "#f3f6fa", radius=8)
    c.rect(308, 138, 984, 56, "#17335c", radius=8)
    c.text(470, 166, "BẢNG THEO DÕI", 25, "#ffffff")
    for i in range(3):
        c.disc(1180 + i * 36, 166, 9, 9, ("#f2c14e", "#7fd0a2", "#f08a7a")[i])
    shop_cards(c)
    figures(c)
    c.shape("190,800 1410,800 1530,900 70,900", "#c9ced6")
    c.shape("300,814 1300,814 1350,862 250,862", "#5a6270")
    c.rect(70, 900, 1460, 16, "#8f96a1", radius=8)
    c.disc(1450, 960, 72, 26, "#101830", 0.3)
    c.gradient(1390, 830, 118, 128, ["#f4efe4", "#cfc6b4"])
    c.disc(1449, 830, 59, 17, "#6b3f22")


def shop_cards(c: Canvas) -> None:
    for row in range(2):
        for col in range(3):
            x, y = 336 + col * 158, 220 + row * 268
            c.rect(x, y, 142, 248, "#ffffff", radius=10)
            colour = ("#f3c8b5", "#bfd9ee", "#cfe5c4", "#f3dfa4", "#dccbe8", "#bfe0da")[
                row * 3 + col
            ]
            c.rect(x + 10, y + 10, 122, 130, colour, radius=8)
            props.tube(c, x + 72, y + 128, 96, darker(colour, 0.22))
            c.rect(x + 12, y + 156, 104, 10, "#9aa5b5", radius=5)
            c.rect(x + 12, y + 178, 70, 10, "#c5ccd6", radius=5)
            c.rect(x + 12, y + 206, 60, 18, "#d2533f", radius=6)
    c.rect(488, 210, 162, 268, "#d2533f", radius=12, alpha=0.16)
    c.arc(612, 268, 24, (0, 360), 7, "#d2533f")
    c.text(612, 268, "!", 34, "#d2533f")


def figures(c: Canvas) -> None:
    c.rect(826, 220, 440, 250, "#ffffff", radius=10)
    for i in range(9):
        height = (70, 96, 84, 128, 112, 150, 138, 176, 164)[i]
        c.rect(
            856 + i * 44,
            440 - height,
            28,
            height,
            "#d2533f" if i == 7 else "#5d95c9",
            radius=4,
        )
    c.rect(826, 490, 440, 248, "#ffffff", radius=10)
    start = -90.0
    for share, colour in (
        (0.42, "#2d66a3"),
        (0.27, "#f2c14e"),
        (0.19, "#3c8b62"),
        (0.12, "#d2533f"),
    ):
        c.wedge((930, 614, 92, 92), (start, start + share * 360), colour)
        start += share * 360
    c.disc(930, 614, 50, 50, "#ffffff")
    for i, colour in enumerate(("#2d66a3", "#f2c14e", "#3c8b62", "#d2533f")):
        c.disc(1064, 544 + i * 46, 11, 11, colour)
        c.rect(1088, 538 + i * 46, 150 - 26 * (i % 2), 12, "#c5ccd6", radius=6)


def tobacco(c: Canvas) -> None:
    """Cartons of cigarettes in stacks, with evidence numbers; an officer counts."""
    rooms.room(c, "#c8cdd2", "#8b8f94", 560)
    rooms.lamps(c, (420, 1180))
    rooms.window(c, 110, 120, 260, 280)
    one = person(c, 1150, 980, 660, some_look(c, style="short"), "front cross")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 28, 80)
    person(c, 820, 950, 620, some_look(c, style="bob"), "low hip")
    rooms.cloth_table(c, 40, 780, 1520, 330, "#34506e")
    colours = ("#c23a52", "#e9e4d6", "#2c5f96", "#c9a24a")
    for stack in range(7):
        x = 90 + stack * 208
        for row in range(3 + stack % 3):
            colour = colours[stack % 4]
            y = 800 - row * 46
            c.gradient(x, y - 44, 176, 44, [lighter(colour, 0.12), darker(colour, 0.1)])
            c.shape("0,-44 22,-56 198,-56 176,-44", lighter(colour, 0.28), at=(x, y))
            c.shape("176,-44 198,-56 198,-12 176,0", darker(colour, 0.4), at=(x, y))
            c.rect(x + 14, y - 32, 60, 20, "#fff8ea", alpha=0.9)
            c.rect(x + 92, y - 30, 66, 6, "#fff8ea", alpha=0.6)
        c.poly([(x + 50, 862), (x + 90, 800), (x + 130, 862)], "#f5c531")
        c.text(x + 90, 842, str(stack + 1), 32, "#23262e")


def telephone(c: Canvas, headline: str = "CẢNH BÁO") -> None:
    """A hand with a telephone that shows a warning; a portrait picture."""
    w, h = c.width, c.height
    c.gradient(0, 0, w, h, ["#e9d9c3", "#cfae8d", "#8d6f5c"])
    for _ in range(16):
        x, y, r = (
            c.chance.uniform(0, w),
            c.chance.uniform(0, h * 0.6),
            c.chance.uniform(40, 110),
        )
        c.soft(x, y, r, r, c.chance.choice(("#fff3cf", "#f7c98b", "#fbe7d0")), 0.45)
    x, y = w / 2, h * 0.43
    c.limb((w * 0.95, h * 1.08), (x + 150, h * 0.8), 330, 250, "#5d7f96")
    c.limb((x + 160, h * 0.82), (x + 60, h * 0.62), 220, 240, "#e8b48c")
    c.rect(x - 252, y - 492, 520, 1000, "#101830", radius=60, alpha=0.25)
    c.rect(x - 260, y - 500, 520, 1000, "#1c2029", radius=60)
    c.gradient(x - 236, y - 456, 472, 912, ["#f7fafd", "#dfe9f3"])
    c.rect(x - 236, y - 456, 472, 130, "#c4272e")
    c.text(x, y - 391, headline, min(60, 560 / len(headline)), "#ffffff")
    c.shape("0,-280 130,-60 -130,-60", "#f5c531", at=(x, y))
    c.text(x, y - 132, "!", 130, "#23262e")
    for i in range(5):
        c.rect(x - 180, y + i * 52, 360 - 90 * (i % 2), 20, "#aab6c6", radius=10)
    c.rect(x - 180, y + 300, 360, 90, "#17335c", radius=45)
    c.text(x, y + 345, "1900 0000", 42, "#ffd977")
    for i in range(4):
        c.limb(
            (x - 236, y + 130 + i * 96), (x - 300, y + 150 + i * 92), 74, 66, "#e8b48c"
        )
    c.limb((x + 220, y + 420), (x + 250, y + 170), 120, 74, "#dca67c")
    c.disc(x + 250, y + 150, 30, 38, "#f0c9ab")
