"""A draft of a meeting: the shape of the real pages, and nothing that is private."""

import re
from datetime import date

import pytest
from django.core.files.storage import default_storage, storages

from news import publishing
from news.models import Article, Photo, Step
from party import story
from party.enums import MeetingKind, MeetingState, OfficeRole, OrganizationKind
from party.models import Meeting, MeetingPhoto, PartyLogEntry, Resolution
from party.story import pictures
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    EditorFactory,
    PartyOfficerFactory,
    UnitFactory,
    picture,
)
from tests.party.told import agenda, guest, meeting, member, office, organization, term

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return PartyOfficerFactory(full_name="Phạm Hải Yến")


@pytest.fixture
def held():
    """Held in December by an announced secretary, with guests and a tale."""
    branch = organization()
    branch.units.add(UnitFactory(name="Phòng Nghiệp vụ – Tổng hợp"))
    chair = member("Nguyễn Thị Bình")
    office(term(branch), chair)
    made = meeting(branch, chair=chair, tale_title="Tấm lòng của Bác")
    teller = guest(
        made, "Trần Thị Hoa", "Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy"
    )
    guest(made, "Lê Văn Sơn", "Phó Chủ nhiệm", organization="Ủy ban Kiểm tra Tỉnh ủy")
    guest(made, "Vũ Văn Kín", "Phó Trưởng ban", is_public=False)
    Meeting.objects.filter(pk=made.pk).update(tale_guest=teller)
    agenda(made, "Thông tin thời sự, chính sách mới", "Xét kết nạp quần chúng ưu tú")
    return Meeting.objects.get(pk=made.pk)


def sections():
    top = CategoryFactory(name="Xây dựng Đảng")
    return CategoryFactory(name="Sinh hoạt chi bộ", parent=top)


def photo_of(made, officer, number, **fields):
    photo = pictures.add(made, picture(number, (640, 480)), by=officer)
    values = {"is_public": True, "alt": "Đại biểu ngồi tại hội trường", **fields}
    MeetingPhoto.objects.filter(pk=photo.pk).update(**values)
    return MeetingPhoto.objects.get(pk=photo.pk)


def words(html):
    return re.sub(r"<[^>]+>", " ", html)


def test_the_draft_has_the_shape_of_the_real_pages(held, officer):
    section = sections()

    article = story.draft_from(held, by=officer)

    assert article.title == (
        "Chi bộ Nghiệp vụ – Tổng hợp tổ chức sinh hoạt định kỳ tháng 12 năm 2023"
    )
    assert article.sapo.startswith("Ngày 05/12/2023, Chi bộ Nghiệp vụ – Tổng hợp")
    paragraphs = re.findall(r"<p>(.*?)</p>", article.body)
    assert paragraphs[0] == (
        "Đến dự buổi sinh hoạt có: đồng chí Trần Thị Hoa – Ủy viên Ban Thường vụ,"
        " Trưởng ban Dân vận Tỉnh ủy; đồng chí Lê Văn Sơn – Phó Chủ nhiệm, Ủy ban Kiểm"
        " tra Tỉnh ủy."
    )
    assert paragraphs[1].startswith(
        "Về phía chi bộ có đồng chí Nguyễn Thị Bình – Bí thư Chi bộ,"
    )
    assert (
        "kết quả thực hiện nhiệm vụ tháng 11 và phương hướng nhiệm vụ tháng 12 năm 2023"
        in paragraphs[2]
    )
    assert re.findall(r"<li>(.*?)</li>", article.body) == [
        "Thông tin thời sự, chính sách mới."
    ]
    assert (
        "đồng chí Trần Thị Hoa – Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy kể"
        " mẩu chuyện “Tấm lòng của Bác”" in words(article.body)
    )
    assert article.category == section
    assert [str(byline.author) for byline in article.bylines.all()] == [
        "Phạm Hải Yến, Phòng Nghiệp vụ – Tổng hợp"
    ]
    assert sorted(article.tags.names()) == [
        "Chi bộ Nghiệp vụ – Tổng hợp",
        "sinh hoạt chi bộ",
        "xây dựng Đảng",
    ]
    assert article.created_by == officer
    assert not article.editions.exists()


def test_the_story_and_the_meeting_name_each_other_once(held, officer):
    article = story.draft_from(held, by=officer)

    assert Meeting.objects.get(pk=held.pk).article == article
    entry = PartyLogEntry.objects.get()
    assert (entry.kind, entry.meeting_id, entry.actor) == ("soan-tin", held.pk, officer)
    with pytest.raises(story.StoryError, match="đã có tin"):
        story.draft_from(held, by=officer)
    assert Article.objects.count() == 1


def test_photos_cross_over_when_chosen_and_cleared(held, officer):
    sections()
    people = story.facts_of(held).guests
    captions = [
        story.attending(people[0], OrganizationKind(held.organization.kind)),
        story.speaking(people[1]),
    ]
    shown = [
        photo_of(held, officer, number, caption=caption, credit="Hải Yến")
        for number, caption in enumerate(captions)
    ]
    kept = photo_of(held, officer, 7, is_public=False, caption="Không được đăng")

    article = story.draft_from(held, by=officer, chosen=[*shown, kept])

    assert article.lead_caption == (
        "Đồng chí Trần Thị Hoa – Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy"
        " dự sinh hoạt Chi bộ"
    )
    assert re.findall(r"<figcaption>(.*?)</figcaption>", article.body) == [
        "Đồng chí Lê Văn Sơn – Phó Chủ nhiệm, Ủy ban Kiểm tra Tỉnh ủy phát biểu ý kiến"
    ]
    assert Photo.objects.count() == 2
    assert MeetingPhoto.objects.filter(photo__isnull=False).count() == 2
    edition = publishing.publish(article, by=EditorFactory())
    assert edition.title == article.title


def test_what_a_story_shows_stands_in_public_and_the_rest_in_private(held, officer):
    shown, kept = (photo_of(held, officer, n, caption="Quang cảnh") for n in range(2))

    story.draft_from(held, by=officer, chosen=[shown])

    assert storages["private"].exists(kept.file)
    assert not default_storage.exists(kept.file)
    photo = Photo.objects.get()
    assert default_storage.exists(photo.file.name)
    assert "sinh-hoat" not in photo.file.name


def test_a_secretary_who_was_not_announced_is_not_named(held, officer):
    held.organization.terms.get().offices.update(is_public=False)

    article = story.draft_from(held, by=officer)

    assert "Nguyễn Thị Bình" not in article.body
    assert "Tại buổi sinh hoạt, chủ trì thông qua" in article.body


def test_the_officers_and_the_name_are_those_of_the_day(held, officer):
    branch = held.organization
    branch.versions.update(ends_on=date(2023, 12, 31))
    branch.versions.create(name="Chi bộ Mới", starts_on=date(2024, 1, 1))
    later = branch.terms.get()
    later.offices.update(ends_on=date(2023, 11, 30), end_reason="thoi-giu-chuc")
    office(later, member("Đỗ Văn Mới"), starts_on=date(2023, 12, 1))

    article = story.draft_from(held, by=officer)

    assert article.title.startswith("Chi bộ Nghiệp vụ – Tổng hợp")
    assert "Nguyễn Thị Bình" not in article.body


def test_a_resolution_is_named_only_when_it_may_be(held, officer):
    for number, is_public, state in (
        ("01-NQ/CB", True, "da-thong-qua"),
        ("02-NQ/CB", False, "da-thong-qua"),
        ("03-NQ/CB", True, "du-thao"),
    ):
        Resolution.objects.create(
            meeting=held,
            number=number,
            summary="Nhiệm vụ cao điểm",
            is_public=is_public,
            state=state,
        )

    article = story.draft_from(held, by=officer)

    assert re.findall(r"số (\d\d-NQ/CB)", article.body) == ["01-NQ/CB"]


def test_chosen_items_of_the_programme_cross_over_and_no_others(held, officer):
    items = list(held.agenda.all())

    article = story.draft_from(held, by=officer, agenda=[items[1].pk])

    assert re.findall(r"<li>(.*?)</li>", article.body) == [
        "Xét kết nạp quần chúng ưu tú."
    ]


def test_the_officers_pen_name_signs(held, officer):
    AuthorFactory(name="Hải Yến", user=officer, unit=UnitFactory(name="Đảng ủy"))

    article = story.draft_from(held, by=officer)

    assert [str(row.author) for row in article.bylines.all()] == ["Hải Yến, Đảng ủy"]


def test_earlier_stories_of_the_branch_stand_beside_it(held, officer):
    sections()
    earlier = meeting(held.organization, month=11)
    first = story.draft_from(earlier, by=officer)
    publishing.publish(first, by=EditorFactory())

    second = story.draft_from(held, by=officer)

    assert [pin.target for pin in second.pins.all()] == [first]


def test_markup_that_somebody_typed_stays_text(held, officer):
    guest(held, "Đỗ <b>Văn</b> A & B", "<script>alert(1)</script>")

    article = story.draft_from(held, by=officer)

    assert "Đỗ &lt;b&gt;Văn&lt;/b&gt; A &amp; B" in article.body
    assert "<script" not in article.body


@pytest.mark.parametrize(
    ("kind", "theme", "title", "sapo"),
    [
        (MeetingKind.THEMATIC, "Văn hóa công vụ", "sinh hoạt chuyên đề", "Văn hóa"),
        (MeetingKind.COMBINED, "", "sinh hoạt định kỳ kết hợp chuyên đề", "tháng 11"),
        (MeetingKind.SPECIAL, "", "sinh hoạt bất thường", "tổ chức"),
        (MeetingKind.COMMITTEE, "", "họp cấp ủy", "tổ chức"),
        (MeetingKind.CONGRESS, "", "Đại hội", "tổ chức"),
    ],
)
def test_every_kind_of_meeting_is_called_by_its_name(
    held, officer, kind, theme, title, sapo
):
    Meeting.objects.filter(pk=held.pk).update(kind=kind, theme=theme)

    article = story.draft_from(held, by=officer)

    assert f" tổ chức {title} tháng 12 năm 2023" in article.title
    assert sapo in article.sapo


def test_the_first_month_follows_the_last_of_the_year_before(held, officer):
    Meeting.objects.filter(pk=held.pk).update(month=1, year=2024)

    article = story.draft_from(held, by=officer)

    assert "kết quả thực hiện nhiệm vụ tháng 12 năm 2023 và phương hướng" in (
        article.body
    )


def test_nothing_is_made_when_something_goes_wrong(held, officer, monkeypatch):
    monkeypatch.setattr("party.log.record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        story.draft_from(held, by=officer)

    assert not Article.objects.exists()
    assert Meeting.objects.get(pk=held.pk).article is None


def test_a_draft_that_the_newsroom_threw_away_can_be_made_again(held, officer):
    story.draft_from(held, by=officer).delete()

    again = story.draft_from(Meeting.objects.get(pk=held.pk), by=officer)

    assert Meeting.objects.get(pk=held.pk).article == again


def test_a_story_written_by_hand_is_tied_to_its_meeting(held, officer):
    article = story.draft_from(meeting(held.organization, month=10), by=officer)
    Meeting.objects.filter(article=article).update(article=None)

    story.link(held, article, by=officer)

    assert Meeting.objects.get(pk=held.pk).article == article
    assert Step.objects.filter(article=article).count() == 1


def test_a_meeting_that_is_only_planned_has_no_story(held, officer):
    Meeting.objects.filter(pk=held.pk).update(state=MeetingState.ANNOUNCED)

    with pytest.raises(story.StoryError, match="đã họp"):
        story.draft_from(held, by=officer)


def test_deputies_and_committees_are_introduced_in_full(officer):
    top = organization("Đảng bộ Chi cục", kind="dang-bo-co-so")
    chair = member("Lê Văn An")
    office(term(top), chair, OfficeRole.DEPUTY)

    article = story.draft_from(meeting(top, chair=chair), by=officer)

    assert "Về phía đảng bộ có đồng chí Lê Văn An – Phó bí thư Đảng ủy," in article.body
