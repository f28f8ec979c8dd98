"""Days and hours are typed as text, so that no browser writes the month first."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from news.desk import moments

MORNING = datetime(2026, 11, 5, 0, 30, tzinfo=UTC)  # 07:30 in Vietnam.


@pytest.mark.parametrize(
    "typed",
    [
        "05/11/2026 07:30",
        "5/11/2026 7:30",
        "07:30 05/11/2026",
        "5.11.2026 7h30",
        "7 giờ 30 5-11-2026",
        " 05/11/2026 07:30 ",
        "2026-11-05T07:30",  # Of a draft that a browser kept before an upgrade.
    ],
)
def test_a_moment_is_read_with_the_day_before_its_month(typed):
    assert moments.moment_field("Lúc").clean(typed) == MORNING


@pytest.mark.parametrize(
    "typed", ["11/25/2026 07:30", "05/11/2026", "07:30", "05/11/2026 07:30 PM", "mai"]
)
def test_what_is_no_moment_is_said_with_an_example(typed):
    with pytest.raises(ValidationError) as error:
        moments.moment_field("Lúc").clean(typed)

    assert error.value.messages == [
        "Ngày giờ không đúng; hãy viết như 26/11/2026 07:00."
    ]


def test_what_is_shown_can_be_read_again():
    field = moments.moment_field("Lúc")

    assert moments.written(MORNING) == "05/11/2026 07:30"
    assert field.clean(moments.written(MORNING)) == MORNING
    assert moments.written(None) == ""


def test_no_box_is_the_browser_s_own():
    fields = [
        moments.day_field("Ngày"),
        moments.hour_field("Giờ"),
        moments.moment_field("Lúc"),
    ]

    boxes = [(f.widget.input_type, f.widget.attrs["placeholder"]) for f in fields]
    assert boxes == [
        ("text", "ngày/tháng/năm"),
        ("text", "giờ:phút"),
        ("text", "ngày/tháng/năm giờ:phút"),
    ]
