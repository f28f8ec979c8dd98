"""Telex, the common way to type Vietnamese, read where the keyboard did not. Pure.

“quarn lys thij truwowngf” is “quản lý thị trường”: marks are typed behind their letter,
or behind the whole syllable.
"""

from __future__ import annotations

import re
import unicodedata

TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
SHAPED = "ăâêôơư"
WORD = re.compile(r"\b[a-z]{2,12}\b", re.ASCII | re.IGNORECASE)
SYLLABLE = re.compile(
    "(ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    f"([aeiouy{SHAPED}]{{1,3}})(ch|ng|nh|[cmnpt])?"
)
FIRST_VOWEL = re.compile("[aeiouyw]")
DOUBLED = (
    (re.compile("^d(.*)d"), r"đ\1"),
    (re.compile("a([^a]*)a"), r"â\1"),
    (re.compile("e([^e]*)e"), r"ê\1"),
    (re.compile("o([^o]*)o"), r"ô\1"),
)
# What a w makes of the vowels, the first that fits.
HORNS = (
    (re.compile("uo$"), "uơ"),
    ("uo", "ươ"),
    ("ua", "ưa"),
    ("a", "ă"),
    ("o", "ơ"),
    ("u", "ư"),
)


def decoded(text: str) -> str:
    """The text, every word that can be Telex with its marks, the others as typed."""
    return WORD.sub(lambda match: _decoded(match[0]), text)


def _decoded(word: str) -> str:
    bare, tone = _without_tone(word.lower())
    for pattern, letters in DOUBLED:
        bare = pattern.sub(letters, bare, count=1)
    if "w" in bare:
        bare = _horned(bare)
    found = SYLLABLE.fullmatch(bare)
    if found is None or (bare == word.lower() and not tone):
        return word
    return _toned(found, tone)


def _without_tone(word: str) -> tuple[str, str]:
    """No syllable ends in a letter of a tone: behind a vowel, it is one."""
    vowel = FIRST_VOWEL.search(word)
    if vowel is None:
        return word, ""
    behind = word[vowel.end() :]
    tones = [letter for letter in behind if letter in TONES]
    if len(tones) != 1:
        return word, ""
    return word[: vowel.end()] + behind.replace(tones[0], ""), TONES[tones[0]]


def _horned(word: str) -> str:
    bare = word.replace("w", "")
    for vowels, horned in HORNS:
        made = re.sub(vowels, horned, bare, count=1)
        if made != bare:
            return made
    return word.replace("w", "ư", 1)


def _toned(found: re.Match[str], tone: str) -> str:
    """The tone where most newspapers put it: hòa, thủy, toàn, ngoài, việc."""
    onset, vowels, final = (part or "" for part in found.groups())
    shaped = [place for place, letter in enumerate(vowels) if letter in SHAPED]
    if shaped:
        place = shaped[-1]
    elif final:
        place = len(vowels) - 1
    else:
        place = (len(vowels) - 1) // 2
    at = place + 1
    return unicodedata.normalize(
        "NFC", onset + vowels[:at] + tone + vowels[at:] + final
    )
