"""“Soạn tin từ buổi sinh hoạt”: its page, the private photos, and who may not."""

import re

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.enums import ArticleState
from news.models import Article, AuditEntry, Photo
from party import story
from party.enums import MeetingState
from party.models import Meeting, MeetingPhoto, OrganizationAccess, PartyLogEntry
from party.story import pictures
from tests.factories import (
    AdministratorFactory,
    ArticleFactory,
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    PartyOfficerFactory,
    ReporterFactory,
    UserFactory,
    picture,
)
from tests.party.told import agenda, guest, meeting, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = PartyOfficerFactory(full_name="Phạm Hải Yến")
    client.force_login(user)
    return user


@pytest.fixture
def held():
    CategoryFactory(name="Sinh hoạt chi bộ")
    made = meeting(organization())
    guest(made, "Trần Thị Hoa", "Trưởng ban Dân vận", has_spoken=True)
    guest(made, "Vũ Văn Kín", "Phó Trưởng ban", is_public=False)
    agenda(made, "Thông tin thời sự", "Xét kết nạp quần chúng ưu tú")
    return made


def page_of(made):
    return reverse("admin:party_meeting_story", args=[made.pk])


def upload(number=1):
    return SimpleUploadedFile(f"anh-{number}.png", picture(number, (640, 480)))


def fields_of(photo, **values):
    usual = {"caption": "", "alt": "", "credit": "Hải Yến", "who": ""}
    return {
        f"photo-{photo.pk}-{name}": value for name, value in {**usual, **values}.items()
    }


def test_the_page_shows_what_would_cross_over_and_what_not(client, officer, held):
    response = client.get(page_of(held))

    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", response.text)
    assert "Trần Thị Hoa – Trưởng ban Dân vận" in text
    assert "Không nêu tên: 1 đại biểu." in text
    assert "Vũ Văn Kín" not in text
    chosen = re.findall(r'value="(\d+)"[^>]* checked', response.text)
    first, delicate = held.agenda.all()
    assert str(first.pk) in chosen
    assert str(delicate.pk) not in chosen


def test_one_step_makes_the_draft_and_hands_it_to_the_newsroom(client, officer, held):
    first, _ = held.agenda.all()

    response = client.post(
        page_of(held), {"agenda": [first.pk], "submits": "on"}, follow=True
    )

    article = Article.objects.get()
    assert article.state == ArticleState.SUBMITTED
    assert Meeting.objects.get().article == article
    assert "Đã soạn tin và gửi Ban biên tập duyệt." in response.text
    # The officer has no rights in the newsroom: no title and no link to its desk.
    assert article.title not in response.text
    assert reverse("admin:news_article_change", args=[article.pk]) not in response.text


def test_an_officer_who_writes_for_the_newsroom_goes_on_there(client, held):
    user = ReporterFactory()
    user.groups.add(PartyOfficerFactory().groups.get())
    client.force_login(user)

    response = client.post(page_of(held), {})

    article = Article.objects.get()
    assert article.state == ArticleState.DRAFT
    assert response.url == reverse("admin:news_article_change", args=[article.pk])


def test_photos_are_private_until_the_story_shows_them(client, officer, held):
    address = reverse("admin:party_meeting_photos", args=[held.pk])
    client.post(address, {"upload": [upload(1), upload(2)], "credit": "Hải Yến"})
    shown, kept = MeetingPhoto.objects.all()
    seen = client.get(reverse("admin:party_meeting_photo", args=[held.pk, shown.pk]))
    person = story.facts_of(held).guests[0].guest

    client.post(
        page_of(held),
        fields_of(shown, is_public="on", who=f"du-{person}") | fields_of(kept),
    )

    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in seen["Cache-Control"]
    photo = Photo.objects.get()
    assert photo.caption == (
        "Đồng chí Trần Thị Hoa – Trưởng ban Dân vận dự sinh hoạt Chi bộ"
    )
    assert photo.alt == "Đồng chí Trần Thị Hoa ngồi dự buổi sinh hoạt"
    assert photo.credit == "Hải Yến"
    kept.refresh_from_db()
    assert (kept.photo, kept.is_public) == (None, False)


def test_a_photo_to_be_shown_needs_a_caption_and_an_alt(client, officer, held):
    photo = pictures.add(held, picture(1), by=officer)

    response = client.post(page_of(held), fields_of(photo, is_public="on"))

    assert response.status_code == 400
    assert "Ảnh đăng trong tin phải có chú thích." in response.text
    assert "Ảnh đăng trong tin phải có mô tả" in response.text
    assert not Article.objects.exists()


def test_words_of_photos_can_be_kept_without_a_story(client, officer, held):
    photo = pictures.add(held, picture(1), by=officer)

    client.post(page_of(held), fields_of(photo, caption="Quang cảnh") | {"_keep": "1"})

    photo.refresh_from_db()
    assert photo.caption == "Quang cảnh"
    assert not Article.objects.exists()


def test_a_file_that_is_no_picture_is_refused_and_leaves_nothing(client, officer, held):
    address = reverse("admin:party_meeting_photos", args=[held.pk])

    response = client.post(
        address, {"upload": SimpleUploadedFile("a.jpg", b"khong phai anh")}, follow=True
    )

    assert "Tệp không phải ảnh" in response.text
    assert not MeetingPhoto.objects.exists()


def test_a_removed_photo_leaves_no_file(
    client, officer, held, django_capture_on_commit_callbacks
):
    photo = pictures.add(held, picture(1), by=officer)
    private = storages["private"]
    assert private.exists(photo.file)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("admin:party_meeting_photo_remove", args=[held.pk, photo.pk])
        )

    assert not MeetingPhoto.objects.exists()
    assert not private.exists(photo.file)


def test_a_photo_that_a_story_shows_is_not_removed_here(client, officer, held):
    photo = pictures.add(held, picture(1), by=officer)
    MeetingPhoto.objects.update(is_public=True, caption="Quang cảnh", alt="Phòng họp")
    story.draft_from(held, by=officer, chosen=[MeetingPhoto.objects.get()])
    address = reverse("admin:party_meeting_photo_remove", args=[held.pk, photo.pk])

    response = client.post(address, follow=True)

    assert pictures.IN_A_STORY in response.text
    assert MeetingPhoto.objects.exists()


def test_before_the_meeting_the_page_says_why_there_is_no_story(client, officer, held):
    Meeting.objects.update(state=MeetingState.ANNOUNCED)

    shown, sent = client.get(page_of(held)), client.post(page_of(held), {})

    assert "Chỉ soạn tin được từ buổi sinh hoạt đã họp." in shown.text
    assert re.search(r'value="Soạn tin"[^>]* disabled', shown.text)
    assert sent.status_code == 400
    assert not Article.objects.exists()


def test_a_published_story_written_by_hand_is_tied_by_its_address(
    client, officer, held
):
    edition = EditionFactory(title="Tin viết tay")
    draft = ArticleFactory()
    public = held.organization.get_absolute_url()
    assert list(client.get(public).context["page"]) == []

    wrong = [
        client.post(page_of(held), {"_link": "1", "address": address})
        for address in ("", "https://a.vn/x", f"/tin-{draft.pk}.html", "/tin-0.html")
    ]
    right = client.post(
        page_of(held),
        {"_link": "1", "address": f"https://a.vn{edition.get_absolute_url()}"},
        follow=True,
    )

    assert {answer.status_code for answer in wrong} == {400}
    assert all("Không có tin nào đang đăng" in answer.text for answer in wrong)
    assert f'value="/tin-{draft.pk}.html"' in wrong[2].text
    assert Meeting.objects.get().article_id == edition.article_id
    assert "Xem trên trang" in right.text
    assert list(client.get(public).context["page"]) == [edition]


def test_a43_every_look_and_every_step_stands_in_the_partys_log_alone(
    client, officer, held
):
    photo = pictures.add(held, picture(1), by=officer)
    audited = AuditEntry.objects.count()

    client.get(page_of(held))
    client.get(reverse("admin:party_meeting_photo", args=[held.pk, photo.pk]))
    client.post(page_of(held), fields_of(photo))

    rows = PartyLogEntry.objects.order_by("pk").values_list("kind", "what")
    assert list(rows) == [
        ("sua", f"Thêm ảnh {photo.pk}"),
        ("xem", "Trang soạn tin"),
        ("xem", f"Ảnh {photo.pk}"),
        ("soan-tin", f"Tin {Article.objects.get().pk} từ buổi sinh hoạt"),
    ]
    assert AuditEntry.objects.count() == audited


def test_the_secretary_of_a_branch_has_the_pages_of_that_branch_alone(client, held):
    user = UserFactory(is_staff=True)
    OrganizationAccess.objects.create(
        user=user, organization=held.organization, starts_on="2020-01-01"
    )
    other = meeting(organization("Chi bộ khác"))
    photo = pictures.add(other, picture(1), by=user)
    client.force_login(user)
    names = ["story", "photos", "photo", "photo_remove"]

    def ask(of, method):
        kinds = [[of.pk], [of.pk], [of.pk, photo.pk], [of.pk, photo.pk]]
        addresses = [
            reverse(f"admin:party_meeting_{name}", args=args)
            for name, args in zip(names, kinds, strict=True)
        ]
        return [
            getattr(client, method)(address).headers.get("Location")
            for address in addresses
        ]

    assert client.get(page_of(held)).status_code == 200
    nowhere = "/quan-tri/"
    assert ask(other, "post") == [nowhere, nowhere, None, nowhere]  # None: a 405.
    assert ask(other, "get") == [nowhere, None, nowhere, None]
    assert MeetingPhoto.objects.count() == 1
    assert not Article.objects.exists()


def test_who_only_sees_a_branch_makes_no_story_of_it(client, held):
    user = UserFactory(is_staff=True)
    OrganizationAccess.objects.create(
        user=user,
        organization=held.organization,
        starts_on="2020-01-01",
        may_record=False,
    )
    client.force_login(user)

    shown, sent = client.get(page_of(held)), client.post(page_of(held), {})

    assert shown.status_code == 200
    assert 'value="Soạn tin"' not in shown.text
    assert sent.status_code == 403
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "person",
    [
        EditorFactory,
        AdministratorFactory,
        lambda: UserFactory(is_staff=True, is_superuser=True),
    ],
)
def test_nobody_else_learns_that_there_is_a_meeting(client, held, person):
    client.force_login(person())

    there = client.get(page_of(held))
    nowhere = client.get(reverse("admin:party_meeting_story", args=[held.pk + 1]))

    assert (there.status_code, nowhere.status_code) == (403, 403)
    assert there.content == nowhere.content
