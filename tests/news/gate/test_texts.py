"""Title, sapo, section, who wrote it, where it is from: what blocks, what is advice."""

from datetime import UTC, datetime, timedelta

import pytest

from news import gate
from tests.news.gate.stories import SOUND, said, story

POSTED = datetime(2026, 11, 23, 6, 38, tzinfo=UTC)  # 13:38 in Vietnam.
HOUR = timedelta(hours=1)
SOURCE = {"name": "Báo Nhân Dân", "url": "https://nhandan.vn/tin"}


def test_a_sound_story_has_no_problems_and_costs_no_query():
    assert gate.problems(SOUND) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"category": None}, "category"),
        ({"sapo": ""}, "sapo"),
        ({"body": ""}, "body"),
        ({"body": "<p> </p>"}, "body"),
    ],
)
def test_what_no_edition_can_do_without_cannot_be_waived(changes, field):
    (problem,) = gate.problems(story(**changes))

    assert (problem.field, problem.key) == (field, f"{field}-missing")
    assert (problem.severity, problem.waivable) == ("block", False)


def test_a_story_needs_a_writer_or_a_source():
    source = {"name": "Cục QLTT", "url": ""}

    assert said(bylines=[]) == [("bylines", "byline-missing")]
    assert said(bylines=[], source=source) == []


def test_what_blocks_comes_before_advice():
    found = gate.problems(story(tags=[], bylines=[]))

    assert [problem.severity for problem in found] == ["block", "advise"]


# --- Republished ----------------------------------------------------------------------


def republished(**source):
    return said(kind="dan-nguon", bylines=[], source=SOURCE | source)


def test_a_republished_story_names_its_source_and_its_address():
    assert republished() == []
    assert republished(name="") == [("source_name", "source-name-missing")]
    assert republished(url="") == [("source_url", "source-url-missing")]
    assert said(kind="tin", source=SOURCE | {"url": ""}) == []


@pytest.mark.django_db
def test_a_republished_story_waits_an_hour_after_its_source():
    source_at = POSTED.isoformat()
    too_new = [("source_at", f"source-too-new:{source_at}")]
    last_moment = POSTED + HOUR - timedelta(microseconds=1)

    assert said(**of_source(source_at), at=last_moment) == too_new
    assert said(**of_source(source_at), at=POSTED + HOUR) == []
    assert said(**of_source(source_at) | {"kind": "tin"}, at=last_moment) == []


def of_source(source_at):
    return {"kind": "dan-nguon", "source": SOURCE | {"at": source_at}}


@pytest.mark.django_db
def test_the_hour_is_said_in_vietnamese_time():
    (problem,) = gate.problems(story(**of_source(POSTED.isoformat())), at=POSTED)

    assert problem.message.endswith("từ 14:38 23/11/2026.")


def test_without_the_source_s_time_nobody_can_tell():
    unknown = ("source_at", "source-time-missing")

    assert said("advise", kind="dan-nguon", source=SOURCE) == [unknown]
    assert said("advise", **of_source(POSTED.isoformat())) == []


# --- Advice ---------------------------------------------------------------------------


def test_a_sapo_of_sixty_words_is_short_enough():
    assert said("advise", sapo="chữ " * 60) == []
    assert said("advise", sapo="chữ " * 61) == [("sapo", "sapo-long")]


def test_a_story_without_tags_is_harder_to_meet():
    assert said("advise", tags=[]) == [("tags", "tags-missing")]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("TẠM GIỮ 600 ĐÔI GIÀY", ["title-capitals"]),
        ("Tạm giữ 600 đôi giày ở TP.HCM", []),
        ("QLTT", []),
        ("600 – 2026", []),
    ],
)
def test_a_title_in_capitals_is_hard_to_read(title, found):
    assert [key for _, key in said("advise", title=title)] == found


def test_a_long_title_is_told_where_it_is_cut():
    just = ("chữ " * 28)[:110]
    long = "Tạm giữ " + "rất nhiều " * 9 + "giày dép nhập lậu ở Đông Đô"

    assert said("advise", title=just.strip("ữ ")) == []
    (problem,) = gate.problems(story(title=long))
    assert (problem.field, problem.key) == ("title", "title-long")
    assert f"dài {len(long)} ký tự" in problem.message
    assert "“…rất nhiều giày dép”" in problem.message
