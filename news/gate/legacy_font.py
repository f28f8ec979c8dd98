"""Text that was typed for a font of the 1990s: TCVN3 (“§¶ng uû”), VNI (“Ñaûng boä”).

Pure. A word is suspicious when it is no Vietnamese syllable as it stands and becomes
one when it is read in an old encoding. Foreign words hardly ever do, and one short word
that does is not enough.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3 = str.maketrans(
    dict(
        zip(
            "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐĐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ"
            "¡¢§£¤¥¦",
            "àáảãạăằắẳẵặâầấẩẫậđèééẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
            "ĂÂĐÊÔƠƯ",
            strict=True,
        )
    )
)
# A letter, then its marks; ô and ö are what stands for ơ and ư.
VNI_PAIR = re.compile("([aeouyAEOUYôöÔÖ])([ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË])")
VNI_LETTERS = str.maketrans("ôöæóòîñÔÖÆÓÒÎÑ", "ơưỉĩịỵđƠƯỈĨỊỴĐ")
ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301\u0300\u0309\u0303\u0323"
CIRCUMFLEX, BREVE = "\u0302", "\u0306"
VNI_MARKS = {
    mark: letter + tone
    for letter, marks in (("", " ùøûõï"), (CIRCUMFLEX, "âáàåãä"), (BREVE, "êéèúüë"))
    for mark, tone in zip(marks, ["", ACUTE, GRAVE, HOOK, TILDE, DOT], strict=True)
}
TONES = re.compile(f"[{ACUTE}{GRAVE}{HOOK}{TILDE}{DOT}]")
ONSET = "(?:ngh?|nh|[gk]h?|c|ch|t[hr]?|ph?|gi|qu|[bdđhlmnrsvx])?"
OPEN = (
    "[aeêioôơuưy]|a[iouy]|â[uy]|eo|êu|i[au]|o[aei]|[ôơ]i|u[aêiơy]|ư[aiu]"
    "|uya|uyu|uây|uôi|ươ[iu]|[iy]êu|oa[iy]|oeo|uao|uêu"
)
CLOSED = (
    "(?:[aăâeêioôơuưy]|o[aăeo]|u[âêôy]|uyê|ươ|[iy]ê)(?:c|m|n|ng|p|t)"
    "|(?:[aêiy]|oa|u[êy])(?:ch|nh)"
)
SYLLABLE = re.compile(f"{ONSET}(?:{OPEN}|{CLOSED})")
STOP = re.compile("(?:ch|[cpt])\\Z")
# A word with signs in it; with digits, or letters that no old font had, it is another.
WORD = re.compile(r"[\w¡-¾×÷]+")
LEGACY = re.compile("[A-Za-z¡-ÿđĐ]*[¡-ÿ][A-Za-z¡-ÿđĐ]*")
UNITS = frozenset({"µm"})
SIGN = re.compile("[¡-¾]")
LONG_ENOUGH = 5  # One such word suffices; of shorter ones it takes two,
LONG_WITH_SIGN = 4  # or one with a sign in it: “§¶ng”.


def legacy_words(text: str) -> list[str]:
    """The words that an old font would show rightly; empty when the text is sound."""
    words = filter(LEGACY.fullmatch, dict.fromkeys(WORD.findall(text)))
    found = list(filter(_is_suspicious, words))
    return found if len(found) > 1 or any(map(_is_enough, found)) else []


def _is_enough(word: str) -> bool:
    return len(word) >= (LONG_WITH_SIGN if SIGN.search(word) else LONG_ENOUGH)


@lru_cache(maxsize=4096)
def _is_suspicious(word: str) -> bool:
    if len(word) < 2 or word in UNITS or is_syllable(word):
        return False
    return any(is_syllable(read) for read in readings(word) if read != word)


def readings(word: str) -> list[str]:
    """The word in each of the old encodings, and as UTF-8 that was taken for Latin."""
    return [from_tcvn3(word), from_vni(word), *_from_bytes(word)]


def from_tcvn3(text: str) -> str:
    return text.translate(TCVN3)


def from_vni(text: str) -> str:
    marked = VNI_PAIR.sub(
        lambda pair: (
            pair[1].translate(VNI_LETTERS) + VNI_MARKS.get(pair[2].lower(), pair[2])
        ),
        text,
    )
    return unicodedata.normalize("NFC", marked.translate(VNI_LETTERS))


def _from_bytes(word: str) -> list[str]:
    try:
        return [word.encode("cp1252").decode()]
    except UnicodeError:
        return []


def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have this syllable."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = TONES.findall(letters)
    bare = unicodedata.normalize("NFC", TONES.sub("", letters))
    if len(tones) > 1 or not SYLLABLE.fullmatch(bare):
        return False
    return not (STOP.search(bare) and tones and tones[0] not in {ACUTE, DOT})
