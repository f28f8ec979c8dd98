"""Photos of lead, body and gallery: a caption, a true alt, a credit."""

import pytest

from news import gate
from tests.news.gate.stories import PHOTO, SOUND, figure, said, story

NAME, OTHER = "photos/a.jpg", "photos/b.jpg"
GOOD = "Kiểm tra viên đếm giày trong kho"


def with_lead(**changes):
    lead = {"photo": 1, "alt": GOOD, "caption": "Kho hàng."} | changes
    return {"lead": lead, "photos": {NAME: PHOTO}}


def with_figure(markup, **photo):
    return {"body": f"<p>Chữ.</p>{markup}", "photos": {NAME: PHOTO | photo}}


def with_row(**changes):
    row = {"photo": 1, "alt": GOOD, "caption": "Kho hàng."} | changes
    return {"kind": "anh", "gallery": [row], "photos": {NAME: PHOTO}}


def test_sound_photos_pass():
    for changes in (with_lead(), with_figure(figure(NAME)), with_row()):
        assert said(**changes) == []
        assert said("advise", **changes) == []


def test_a_photo_without_caption_is_stopped_wherever_it_stands():
    in_body = with_figure(figure(NAME, alt=GOOD), caption="")

    assert said(**with_lead(caption="")) == [
        ("lead_caption", f"lead-caption-missing:{NAME}")
    ]
    assert said(**in_body) == [("body", f"figure-caption-missing:{NAME}")]
    assert said(**with_row(caption="")) == [
        ("gallery", f"gallery-caption-missing:{NAME}")
    ]


def test_a_caption_of_the_text_or_of_the_library_is_enough():
    own = with_figure(figure(NAME, caption="<em>Kho</em>"), caption="")

    assert said(**own) == []
    assert said(**with_figure(figure(NAME, caption=" "), caption="Kho.")) == []


POOR = [
    ("", "missing"),
    ("  ", "missing"),
    (SOUND["title"], "title"),
    (SOUND["title"].upper(), "title"),
    ("IMG_1234.jpg", "file-name"),
    ("IMG_1234", "file-name"),
    ("IMG-20261123-WA0001", "file-name"),
    ("DSC00123", "file-name"),
    ("DSC_0042.JPG", "file-name"),
    ("anh1", "file-name"),
    ("Ảnh 1", "file-name"),
    ("hinh-2", "file-name"),
    ("Hình", "file-name"),
    ("image", "file-name"),
    ("z5123456789012_ab12cd34ef", "file-name"),
    ("20261123_133801", "file-name"),
    ("Screenshot 2026-11-23 at 13.38.01", "file-name"),
    ("kho hang.png", "file-name"),
    ("1234567", "file-name"),
]


@pytest.mark.parametrize(("alt", "fault"), POOR)
def test_an_alt_that_says_nothing_is_stopped_wherever_it_stands(alt, fault):
    in_body = with_figure(figure(NAME, alt=alt), alt=alt)

    assert said(**with_lead(alt=alt)) == [("lead_alt", f"lead-alt-{fault}:{NAME}")]
    assert said(**in_body) == [("body", f"figure-alt-{fault}:{NAME}")]
    assert said(**with_row(alt=alt)) == [("gallery", f"gallery-alt-{fault}:{NAME}")]


@pytest.mark.parametrize(
    "alt",
    [
        "Ảnh 12 hiện vật thu giữ trong kho",
        "Hình con dấu giả trên bao bì",
        "600 đôi giày xếp thành hàng",
        "Tạm giữ 600 đôi giày",
        "Image Comics giả nhãn hiệu",
        "DSC là viết tắt trên bao bì",
        "Pháo hoa",
        "Zalo của người bán hiện trên điện thoại",
        "Anh Nguyễn Văn A, chủ kho hàng",
        "Biển số 29A1-123.45",
    ],
)
def test_an_alt_that_describes_the_picture_passes(alt):
    assert said(**with_lead(alt=alt)) == []


def test_a_picture_that_the_library_lacks_is_stopped_by_its_name():
    assert said(**with_figure(figure(OTHER))) == [("body", f"figure-lost:{OTHER}")]


def test_a_problem_of_a_figure_says_which_one_and_where_it_stands():
    body = "<p>Chữ.</p>" + figure(NAME) + figure(OTHER, alt="anh1")
    photos = {NAME: PHOTO, OTHER: PHOTO | {"id": 2}}

    (problem,) = gate.problems(story(body=body, photos=photos))

    assert problem.message == "Ảnh thứ 2 cần mô tả (alt) riêng."
    assert problem.spot == gate.Spot("img", f"/media/{OTHER}", 1)


def test_moving_a_picture_keeps_its_key():
    photos = {NAME: PHOTO | {"caption": ""}, OTHER: PHOTO | {"id": 2}}
    key = ("body", f"figure-caption-missing:{NAME}")

    before = said(body=figure(NAME) + figure(OTHER) + "<p>Chữ.</p>", photos=photos)
    after = said(body="<p>Chữ.</p>" + figure(OTHER) + figure(NAME), photos=photos)

    assert before == after == [key]


def test_a_missing_credit_is_advice_and_leads_to_the_library():
    bare = {NAME: PHOTO | {"credit": ""}}

    (problem,) = gate.problems(story(**with_lead() | {"photos": bare}))

    assert (problem.field, problem.severity) == ("lead_photo", "advise")
    assert (problem.key, problem.photo) == (f"lead-credit-missing:{NAME}", 1)
    assert said("advise", **with_figure(figure(NAME), credit="")) == [
        ("body", f"figure-credit-missing:{NAME}")
    ]
    assert said("advise", **with_row() | {"photos": bare}) == [
        ("gallery", f"gallery-credit-missing:{NAME}")
    ]


def test_a_caption_may_say_the_credit_itself():
    caption = "Kho hàng. Ảnh: Minh Anh"
    photos = {NAME: PHOTO | {"credit": ""}}

    assert said("advise", **with_lead(caption=caption) | {"photos": photos}) == []
    assert said("advise", **with_figure(figure(NAME), credit="", caption=caption)) == []


def test_gallery_and_kind_belong_together_and_no_waiver_parts_them():
    empty = gate.problems(story(kind="anh"))
    strange = gate.problems(story(**with_row() | {"kind": "tin"}))

    assert [(p.field, p.waivable) for p in empty] == [("gallery", False)]
    assert [(p.field, p.waivable) for p in strange] == [("kind", False)]


def test_a_name_too_long_for_a_key_becomes_a_digest():
    name = "photos/" + "a" * 300 + ".jpg"
    photos = {name: PHOTO | {"caption": ""}}

    ((_, key),) = said(body=f"<p>Chữ.</p>{figure(name)}", photos=photos)

    assert key.startswith("figure-caption-missing:sha256:")
    assert len(key) <= 200
