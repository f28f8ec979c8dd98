"""Stamps of State secrets in what was typed."""

import unicodedata

import pytest

from party.rules import secrecy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MẬT", ["MẬT"]),
        ("Công văn số 12\nTỐI MẬT\nKính gửi", ["TỐI MẬT"]),
        ("TUYỆT  MẬT", ["TUYỆT MẬT"]),
        ("Độ mật: Mật", ["Độ mật"]),
        ("(MẬT) và [TỐI MẬT], lại (MẬT)", ["MẬT", "TỐI MẬT"]),
        (unicodedata.normalize("NFD", "Dấu MẬT"), ["MẬT"]),
        ("Công tác bảo mật, giữ bí mật", []),
        ("TĂNG CƯỜNG BẢO MẬT VÀ BÍ MẬT NHÀ NƯỚC", []),
        ("KIỂM TRA MẬT ONG GIẢ", []),
        ("ĐỔI MẬT KHẨU", []),
        ("Thân mật, mật độ, MẬTX", []),
    ],
)
def test_a_stamp_is_found_and_an_ordinary_word_is_not(text, found):
    assert secrecy.stamps([text]) == found
