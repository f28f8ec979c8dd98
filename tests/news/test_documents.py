"""Attachments: known by their bytes, refused in one sentence, named for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import documents
from news.vietnamese import INVISIBLE, nfc
from tests.bad_documents import BAD, GOOD, bundle, docx, made, mild_text, pdf

REFUSED = [pytest.param(*bad, id=name) for name, bad in BAD.items()]
TAKEN = [pytest.param(*good, id=name) for name, good in GOOD.items()]


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
def test_a19_a27_a_bad_file_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(documents.DocumentError) as refusal:
        documents.kind_of(made(content))

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(("content", "kind"), TAKEN)
def test_a19_an_honest_file_is_known_by_its_bytes(content, kind):
    assert documents.kind_of(made(content)) == kind


@pytest.mark.parametrize("make", [pdf, docx, bundle])
def test_a19_no_cut_of_an_honest_file_passes(make):
    whole = make().rstrip()

    for length in range(len(whole)):
        with pytest.raises(documents.DocumentError):
            documents.kind_of(whole[:length])


@given(st.integers(0, len(bundle()) - 1), st.integers(0, 255))
def test_a27_a_changed_byte_is_refused_or_harmless(position, value):
    content = bytearray(bundle())
    content[position] = value

    try:
        kind = documents.kind_of(bytes(content))
    except documents.DocumentError:
        return

    assert kind == documents.KINDS[-1]


@given(st.binary(max_size=300))
def test_a27_noise_behind_a_magic_number_never_breaks_the_check(noise):
    for magic in (b"PK\x03\x04", b"%PDF-1.7"):
        with pytest.raises(documents.DocumentError):
            documents.kind_of(magic + noise)


def test_a27_a_member_that_inflates_beyond_its_word_is_not_read_on():
    content = bundle({"a.csv": mild_text(3_000_000)})
    truth = (3_000_000).to_bytes(4, "little")

    with pytest.raises(documents.DocumentError, match="bị hỏng"):
        documents.kind_of(content.replace(truth, (7).to_bytes(4, "little")))


NAMES = {
    "Báo cáo tháng 11.pdf": "Báo cáo tháng 11",
    "Ba\u0301o ca\u0301o.docx": "Báo cáo",
    "Quyết định số 12.2026.pdf": "Quyết định số 12.2026",
    "../../etc/passwd": "passwd",
    "C:\\Users\\an\\Kế hoạch.xlsx": "Kế hoạch",
    "C:Kế hoạch.xlsx": "Kế hoạch",
    "a\x00b.pdf": "a b",
    "hoa\u202efdp.exe": "hoafdp",
    "hoá\u200b đơn.zip": "hoá đơn",
    "dòng\r\nSet-Cookie: a=b.pdf": "dòng Set-Cookie: a=b",
    "bao-cao.pdf.exe": "bao-cao",
    "luu-tru.tar.gz": "luu-tru",
    ".pdf": "Tệp đính kèm",
    "": "Tệp đính kèm",
    " . ": "Tệp đính kèm",
    "\u200b\u202e.zip": "Tệp đính kèm",
    "<script>alert(1)</script>.pdf": "script>",
    "“Kế hoạch”'\".pdf": "“Kế hoạch”'\"",
    "ạ" * 300 + ".pdf": "ạ" * 150,
}


@pytest.mark.parametrize(("name", "title"), NAMES.items(), ids=ascii)
def test_a21_a_file_name_becomes_a_title_for_people(name, title):
    assert documents.clean_name(name) == title


@given(st.text(max_size=400))
def test_a21_a_title_is_never_empty_long_or_strange(name):
    title = documents.clean_name(name)

    assert 0 < len(title) <= 150
    assert title == nfc(title)
    assert not INVISIBLE.search(title)
    assert not set("/\\\r\n\x00") & set(title)
