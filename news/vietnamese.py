"""Vietnamese text: one form, keys, slugs, order, dates. Pure functions, no Django."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

ELLIPSIS = "…"
WEEKDAYS = (
    "Thứ hai",
    "Thứ ba",
    "Thứ tư",
    "Thứ năm",
    "Thứ sáu",
    "Thứ bảy",
    "Chủ nhật",
)

# Control characters, zero-width and direction marks, blank letters, tags, surrogates.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
# More marks on one letter than any language has; to sort them takes the square of their
# number, 10 s for 100 kB. Unicode's “stream-safe” texts hold no more, either.
MOST_MARKS = 30
MANY_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Letters that look like đ and are others: Icelandic eth, African d, d with tail.
LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}

# In the order in which dictionaries sort them: huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"
LETTER_MARKS = {
    "a\u0306": "a1",
    "a\u0302": "a2",
    "e\u0302": "e1",
    "o\u0302": "o1",
    "o\u031b": "o2",
    "u\u031b": "u1",
}
SYLLABLE = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
LAST_VOWEL = re.compile(r"[aeiouy][\u0300-\u036f]*+(?=[^aeiouy]*\Z)")
# A word as search sees it: letters and digits with their marks, in any form of Unicode.
# It begins with what can be seen: four blanks of Korean count as letters.
WORD = re.compile(
    "(?![\u115f\u1160\u3164\uffa0])[^\\W_]"
    f"(?:[^\\W_]|[\u0300-\u036f]|{INVISIBLE.pattern[:-1]})*"
)
LONGEST_KEY = 64  # Letters; PostgreSQL refuses words of more than 2,046 bytes.
LONGEST_WORD = 200  # Letters that are looked at: three code points each, decomposed.
# Written either way: kỹ = kĩ, lý = lí, công ty = công ti, quý = quí.
I_OR_Y = re.compile(r"([hklmst]|qu)[iy]")
# A letter with its marks, whatever their number.
CLUSTER = re.compile(r"(.)([\u0300-\u036f]*)", re.DOTALL)


def nfc(text: str) -> str:
    """One form for what looks the same: composed, nothing invisible, one kind of đ."""
    text = MANY_MARKS.sub(_few_marks, INVISIBLE.sub("", text))
    if not text.isprintable():
        text = LINE_BREAK.sub("\n", text)
    # str.translate() is ten times slower.
    for look_alike, letter in LOOK_ALIKES.items():
        text = text.replace(look_alike, letter)
    # Again, because there are letters that NFC takes apart.
    return MANY_MARKS.sub(_few_marks, unicodedata.normalize("NFC", text))


def _few_marks(signs: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in signs[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def clean_line(text: str) -> str:
    """A title, caption or name: one line, single spaces, none at the ends."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Lower-case the text and drop every mark: "Đảng  bộ" → "dang bo"."""
    # Twice, because lower-casing can bring a mark that was hidden in a capital.
    return _without_marks(_without_marks(clean_line(text)))


def _without_marks(text: str) -> str:
    # đ is a letter of its own: no Unicode decomposition turns it into d.
    decomposed = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def exact_key(text: str) -> str:
    """Equal for spellings of the same words, unequal for other words.

    Hòa = hoà, Ủy = uỷ, composed = decomposed; but thuế ≠ thuê and đ ≠ d.
    """
    lowered = unicodedata.normalize("NFD", clean_line(text).casefold())
    moved = SYLLABLE.sub(lambda match: _tone_last(match[0]), lowered)
    return unicodedata.normalize("NFC", moved)


def _tone_last(syllable: str) -> str:
    """Move the tone to the last vowel: in oa, oe, uy its place is a matter of taste.

    Not behind the last consonant: "p" with a tone has no composed form, and a key must
    never be longer than its text.
    """
    tones = [char for char in syllable if char in TONES]
    if len(tones) != 1:
        return syllable  # No tone, or not a Vietnamese word: "résumé".
    toneless = syllable.replace(tones[0], "")
    return LAST_VOWEL.sub(lambda match: match[0] + tones[0], toneless, count=1)


def title_key(title: str) -> str:
    """Equal for headlines that differ only in spaces, hyphens or the place of tones.

    16 hexadecimal digits of a SHA-256: old archives repeat each other's stories.
    """
    letters = re.sub(r"[\s\-‐-―]+", "", exact_key(title))
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def words(text: str) -> list[str]:
    """The folded words of a text, in order, free of punctuation."""
    return re.findall(r"[^\W_]+", fold(text))


class Keys(NamedTuple):
    """The words of a text as search compares them, in order; as many of each."""

    folded: list[str]  # Lower case, no marks, kĩ = kỹ: ASCII when Vietnamese.
    exact: list[str]  # exact_key() of each: with marks, the tone last.


def search_keys(text: str) -> Keys:
    """The words of a text for search; linear, for any text.

    The one definition of a word there: what is indexed, asked for and highlighted comes
    from here, so they cannot disagree. A key holds 1 to LONGEST_KEY letters or digits.
    """
    pairs = [_search_keys(word[:LONGEST_WORD]) for word in WORD.findall(text)]
    folded, exact = zip(*pairs, strict=True) if pairs else ((), ())
    return Keys(list(folded), list(exact))


def places(text: str) -> list[tuple[int, int]]:
    """Where each word of search_keys() stands in the text as given, in any form."""
    return [match.span() for match in WORD.finditer(text)]


@lru_cache(maxsize=20_000)  # Vietnamese has some 7,000 syllables.
def _search_keys(word: str) -> tuple[str, str]:
    folded = "".join(filter(str.isalnum, fold(word)))[:LONGEST_KEY]
    exact = "".join(filter(str.isalnum, exact_key(word)))[:LONGEST_KEY]
    if I_OR_Y.fullmatch(folded):
        folded = folded[:-1] + ("y" if folded.startswith("qu") else "i")
    return folded, exact


def slug(text: str, *, fallback: str = "bai-viet", limit: int = 100) -> str:
    """Turn a headline into a URL part: "12/QĐ-UBND" → "12-qd-ubnd"."""
    compatible = unicodedata.normalize("NFKC", nfc(text))  # ½, ①, m² and the like.
    whole = re.sub(r"[^a-z0-9]+", "-", fold(compatible)).strip("-") or fallback
    if len(whole) <= limit:
        return whole
    at_a_word = whole[: limit + 1].rpartition("-")[0]
    return (at_a_word or whole[:limit]).strip("-")


def sort_key(text: str) -> str:
    """Sort as a Vietnamese dictionary does: letters, then tones, then capitals.

    Plain ASCII, so that a database can store it and compare bytes.
    """
    letters, tones, capitals = [], [], []
    for base, marks in CLUSTER.findall(unicodedata.normalize("NFD", clean_line(text))):
        lower = base.lower()
        letters.append(_letter(lower, marks))
        tones.append(_tone(marks))
        capitals.append("1" if base != lower else "0")
    return "\t".join(map("".join, (letters, tones, capitals)))


def _letter(base: str, marks: str) -> str:
    """The place of a letter in the alphabet: a0 ă=a1 â=a2 b0 c0 d0 đ=d1 e0 ê=e1 …"""
    if base == "đ":
        return "d1"
    if base == " " or (base.isascii() and base.isdecimal()):
        return base
    if not base.isalnum():
        return f"!{ord(base[0]):06x}"  # Signs come before digits and letters,
    if not base.isascii():
        return f"~{ord(base[0]):06x}"  # letters of other scripts after all of them.
    shapes = (LETTER_MARKS.get(base + mark) for mark in marks)
    return next(filter(None, shapes), f"{base}0")


def _tone(marks: str) -> str:
    return next((str(TONES.index(mark) + 1) for mark in marks if mark in TONES), "0")


def person_sort_key(full_name: str) -> str:
    """Sort people by given name, then family name, then what stands between."""
    family, *middle = clean_line(full_name).casefold().split() or [""]
    given = middle.pop() if middle else family
    return "\n".join(map(sort_key, (given, family, " ".join(middle))))


def shorten(text: str, limit: int) -> str:
    """At most so many characters, cut at a space, with an ellipsis when cut."""
    line = clean_line(text)
    if len(line) <= limit:
        return line
    room = max(limit - len(ELLIPSIS), 0)
    at_a_space = line[: room + 1].rpartition(" ")[0]
    return (at_a_space or line[:room]).rstrip(" ,.;:–-(“") + ELLIPSIS


def long_moment(moment: datetime) -> str:
    """The time above a story: "Thứ hai, 23/11/2026 13:38"."""
    return f"{long_date(moment)} {_clock(moment)}"


def short_moment(moment: datetime) -> str:
    """The time on a card: "13:38 · 23/11/2026"."""
    return f"{_clock(moment)} · {_day(moment)}"


def long_date(day: date) -> str:
    """A date with its weekday: "Thứ hai, 23/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {_day(day)}"


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
