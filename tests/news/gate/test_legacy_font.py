"""Text for fonts of the 1990s is found; real Vietnamese and foreign words pass."""

import unicodedata
from pathlib import Path

import django
import pytest

from news.gate.legacy_font import (
    TCVN3,
    VNI_MARKS,
    from_tcvn3,
    from_vni,
    is_syllable,
    legacy_words,
)
from tests.news.gate.stories import said

SENTENCES = [
    "Đảng ủy Chi cục Quản lý thị trường họp phiên thường kỳ tháng mười một.",
    "Lực lượng chức năng phát hiện, thu giữ nhiều sản phẩm không rõ nguồn gốc.",
    "Chủ cơ sở thừa nhận hành vi vi phạm, cam kết không tái phạm.",
    "Nghị quyết về công tác xây dựng Đảng và hệ thống chính trị trong sạch.",
    "Nguyễn Văn Ái",
    "Đảng bộ",
]


def to_tcvn3(text):
    """As an old document has it; capitals were another font, not other codes."""
    codes = {new: chr(old) for old, new in TCVN3.items()}
    return "".join(codes.get(c, codes.get(c.lower(), c)) for c in text)


def to_vni(text):
    marks = {"".join(sorted(mark)): sign for sign, mark in VNI_MARKS.items()}
    whole = {"ơ": "ô", "ư": "ö", "đ": "ñ", "Đ": "Ñ", "Ơ": "Ô", "Ư": "Ö"}
    special = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
    written = []
    for char in text:
        base, *rest = unicodedata.normalize("NFD", char)
        horn = "\u031b" in rest
        rest = [mark for mark in rest if mark != "\u031b"]
        plain = unicodedata.normalize("NFC", base + ("\u031b" if horn else ""))
        if char in special:
            written.append(special[char])
        else:
            written.append(whole.get(plain, plain))
            written.append(marks["".join(sorted(rest))].strip() if rest else "")
    return "".join(written)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize(
    ("write", "read"), [(to_tcvn3, from_tcvn3), (to_vni, from_vni)]
)
def test_whatever_was_typed_for_an_old_font_is_found(text, write, read):
    old = write(text)

    assert read(old).lower() == text.lower()
    assert legacy_words(old)
    assert legacy_words(text) == []


def test_the_examples_of_the_newsroom_are_found():
    assert legacy_words("§¶ng uû") == ["§¶ng", "uû"]
    assert legacy_words("Ñaûng boä") == ["Ñaûng", "boä"]
    assert legacy_words("Nghị quyết của Quèc héi") == ["Quèc", "héi"]
    # UTF-8 that was read as Latin:
    assert legacy_words("Quáº£n lÃ½ thá»‹ trÆ°á»ng") == ["Quáº£n", "lÃ½"]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ § 5, khoản 2 Điều 12 Nghị định số 98/2020/NĐ-CP;",
        "Diện tích 25 m², nhiệt độ 30 °C, bụi mịn 10 µm, dung sai ±0,5",
        "© 2026 Sony®, iPhone™; giá £5, ¥300; ½ số hàng; kích thước 3×4 m",
        "«Hàng thật» · “hàng giả” · 13:38 · a·b",
        "Café, déjà vu, naïve, Noël, München, Malmö, Citroën, El Niño, Hawaï",
        "Özil, Müller, Mbappé, Pelé, Løkke, Zürich, Göteborg, São Paulo, Perú",
        "Ea H’Leo, Krông Pắc, Đắk Lắk, Buôn Ma Thuột, M’Drắk, Ê Đê, Gia Rai",
        "Ma trận m×n; thìa là; quý; thuở; xoong; khuya; quýt; giếng; ngoằn ngoèo",
        "À ơi, ầu ơ, í ới, ừ hử, ạ, ổng, uỵch, oạc",
        "Kiện hàng mang mã ĐÔ-12ÂB, ký hiệu ÁÀ",
        "",
    ],
)
def test_real_text_passes(text):
    assert legacy_words(text) == []


@pytest.mark.parametrize("language", ["vi", "en", "de", "es", "pt", "nl", "pl", "cs"])
def test_whole_catalogues_of_sentences_pass(language):
    locale = Path(django.__file__).parent / "conf" / "locale" / language
    text = (locale / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")

    found = [w for line in text.splitlines() for w in legacy_words(line)]

    assert text.count("msgid") > 100
    assert found == []


@pytest.mark.parametrize(
    "syllable", ["nghiêng", "Đảng", "uỷ", "ủy", "quyết", "khuya", "giờ", "ý", "thuở"]
)
def test_vietnamese_has_these_syllables(syllable):
    assert is_syllable(syllable)


@pytest.mark.parametrize("word", ["uû", "boä", "kàc", "ngữh", "strông", "cafộ", ""])
def test_vietnamese_has_no_such_syllables(word):
    assert not is_syllable(word)


def test_every_field_is_read_and_named():
    lead = {"photo": 1, "alt": "Héi nghÞ toµn tØnh", "caption": "Toµn c¶nh kho"}
    photos = {"photos/a.jpg": {"id": 1, "credit": "Đội 1"}}

    found = said(
        title="§¶ng uû häp",
        sapo="Ñaûng boä tænh",
        body="<p>Chữ thường.</p><p>Héi nghÞ toµn quèc</p>",
        source={"name": "B¸o Nh©n D©n", "url": ""},
        tags=[{"tag_id": 1, "tag__name": "hµng gi¶"}],
        lead=lead,
        photos=photos,
    )

    assert found == [
        ("title", "legacy-font:title:§¶ng uû häp"),
        ("sapo", "legacy-font:sapo:Ñaûng boä tænh"),
        ("body", "legacy-font:body:Héi nghÞ toµn quèc"),
        ("lead_caption", "legacy-font:lead_caption:Toµn c¶nh"),
        ("lead_alt", "legacy-font:lead_alt:Héi nghÞ toµn tØnh"),
        ("source_name", "legacy-font:source_name:B¸o Nh©n D©n"),
        ("tags", "legacy-font:tags:hµng gi¶"),
    ]
