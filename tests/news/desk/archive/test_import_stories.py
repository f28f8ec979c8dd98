"""Importing a package: once is as often as you like; a bad line harms no other."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from news import publishing
from news.enums import StoryKind
from news.models import (
    Article,
    Category,
    Edition,
    ImportedStory,
    LegacyAddress,
    Photo,
    Revision,
    Tag,
)
from news.photos import keeping
from tests.factories import CategoryFactory, UserFactory, picture

pytestmark = pytest.mark.django_db
SEED = Path(__file__).resolve().parents[4].parent / "shared" / "seed" / "package"
UNCHANGED = "0 mới, 0 cập nhật, {} giữ nguyên; 0 thay đổi; 0 lỗi."


def story(number, **fields):
    return {
        "id": f"cu-{number}",
        "url": f"/tin-cu/{number}.aspx",
        "title": f"Tin cũ số {number}",
        "sapo": f"Sapo của tin cũ số {number}.",
        "category": ["Xây dựng Đảng", "Sinh hoạt chi bộ"],
        "published_at": "2023-12-08T09:15:00+07:00",
        "byline": [{"name": "Minh Anh", "unit": "Đội QLTT số 2"}],
        "tags": ["chi bộ"],
        "body": f"<p>Nội dung tin số {number}.</p>",
        **fields,
    }


@pytest.fixture
def package(tmp_path):
    """Writes a package: stories or raw lines; photos as {name: bytes}."""
    folder = tmp_path / "goi-tin"

    def write(*lines, photos=()):
        (folder / "photos").mkdir(parents=True, exist_ok=True)
        for name, content in dict(photos).items():
            (folder / name).write_bytes(content)
        raw = [
            line if isinstance(line, bytes) else json.dumps(line).encode()
            for line in lines
        ]
        (folder / "stories.jsonl").write_bytes(b"\n".join(raw))
        return folder

    return write


def run(folder, **options):
    """(what was said, what was complained about) by a run without errors or with."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_stories", folder, stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def rows():
    """Everything that an import makes, without ids and times of the run."""
    return {
        "articles": sorted(Article.objects.values_list("title", "category__path")),
        "editions": sorted(
            Edition.objects.values_list("title", "number", "published_at", "body")
        ),
        "revisions": Revision.objects.count(),
        "tags": sorted(Tag.objects.values_list("name", flat=True)),
        "photos": sorted(Photo.objects.values_list("sha256", "caption")),
        "addresses": sorted(LegacyAddress.objects.values_list("path", flat=True)),
        "categories": sorted(Category.objects.values_list("path", flat=True)),
    }


def test_a_package_becomes_published_stories(package, client):
    figure = (
        '<figure><img src="photos/2.jpg" alt="Bàn chủ tọa">'
        "<figcaption>Chủ tọa điều hành.</figcaption></figure>"
    )
    folder = package(
        story(1, pins=["cu-2"], body=f"<p>Mở đầu.</p>{figure}"),
        story(
            2,
            lead_photo={
                "file": "photos/1.jpg",
                "alt": "Phòng họp",
                "caption": "Toàn cảnh.",
                "credit": "Đội 2",
            },
        ),
        photos={"photos/1.jpg": picture(1), "photos/2.jpg": picture(2)},
    )

    said, complaints = run(folder)

    assert said == ("2 bài: 2 mới, 0 cập nhật, 0 giữ nguyên; 2 thay đổi; 0 lỗi.\n")
    assert complaints == ""
    first, second = Edition.objects.order_by("article_id")
    assert first.published_at == datetime(2023, 12, 8, 2, 15, tzinfo=UTC)
    assert first.category.path == "xay-dung-dang/sinh-hoat-chi-bo"
    assert first.story["pins"] == [second.article_id]
    assert [tag["tag__name"] for tag in first.story["tags"]] == ["chi bộ"]
    assert "Chủ tọa điều hành." in first.html
    assert "Toàn cảnh." in second.html
    response = client.get("/tin-cu/1.aspx")
    assert (response.status_code, response.url) == (301, first.get_absolute_url())


def test_a_second_import_changes_nothing(package):
    folder = package(
        story(1, pins=["cu-2"]),
        story(2, lead_photo={"file": "photos/1.jpg"}),
        photos={"photos/1.jpg": picture(1)},
    )
    run(folder)
    before = rows()

    said, _ = run(folder)

    assert UNCHANGED.format(2) in said
    assert rows() == before


def test_a_changed_line_updates_the_same_story(package):
    run(package(story(1), story(2)))
    article = ImportedStory.objects.get(external_id="cu-1").article

    said, _ = run(package(story(1, title="Tít đã sửa"), story(2)))

    assert "2 bài: 0 mới, 1 cập nhật, 1 giữ nguyên; 1 thay đổi" in said
    edition = Edition.objects.live(timezone.now()).get(article=article)
    assert (edition.title, edition.number) == ("Tít đã sửa", 2)
    assert edition.published_at == datetime(2023, 12, 8, 2, 15, tzinfo=UTC)


def test_a_changed_address_alone_is_no_new_edition(package):
    run(package(story(1)))

    said, complaints = run(package(story(1, url="/tin-cu/moi.aspx")))

    assert complaints == ""
    assert "1 cập nhật" in said
    assert Edition.objects.count() == 1
    assert LegacyAddress.objects.filter(path="/tin-cu/moi.aspx").exists()
    assert UNCHANGED.format(1) in run(package(story(1, url="/tin-cu/moi.aspx")))[0]


def test_texts_too_long_for_their_columns_harm_no_other_story(package):
    figure = f'<figure><img src="photos/1.jpg" alt="{"a" * 400}"></figure>'
    folder = package(
        story(1, body=f"<p>Chữ.</p>{figure}", tags=["ß" * 100]),
        story(2, byline=[{"name": "ß" * 120, "unit": "ß" * 200}]),
        photos={"photos/1.jpg": picture(1)},
    )

    said, complaints = run(folder)

    assert complaints == ""
    assert "2 bài: 2 mới" in said
    assert len(Photo.objects.get().alt) == 300


@pytest.mark.django_db(transaction=True)
def test_r9_no_picture_is_decoded_inside_a_transaction(package, monkeypatch):
    decode, inside = keeping.open_upright, []

    def watched(content):
        inside.append(connection.in_atomic_block)
        return decode(content)

    monkeypatch.setattr(keeping, "open_upright", watched)

    run(
        package(
            story(1, lead_photo={"file": "photos/1.jpg"}),
            photos={"photos/1.jpg": picture(1)},
        )
    )

    assert inside == [False]


def test_a_gallery_becomes_a_photo_story_in_its_order(package):
    uses = [
        {"file": f"photos/{n}.jpg", "caption": f"Cảnh {n}", "alt": f"Kho {n}"}
        for n in (2, 1)
    ]
    folder = package(
        story(1, gallery=[*uses, uses[0], {"file": "photos/khong-co.jpg"}]),
        story(2, gallery=[{"caption": "Không có tệp"}]),
        photos={f"photos/{n}.jpg": picture(n) for n in (1, 2)},
    )

    _, complaints = run(folder)

    article = Article.objects.get()
    captions = list(article.gallery.values_list("caption", flat=True))
    assert article.kind == StoryKind.PHOTO
    assert captions == ["Cảnh 2", "Cảnh 1"]
    assert "khong-co.jpg" in complaints
    assert "“gallery” phải có “file”." in complaints


def test_a_changed_photo_is_a_change(package):
    lead = {"file": "photos/1.jpg"}
    run(package(story(1, lead_photo=lead), photos={"photos/1.jpg": picture(1)}))

    said, _ = run(
        package(story(1, lead_photo=lead), photos={"photos/1.jpg": picture(2)})
    )

    assert "1 cập nhật" in said
    assert Photo.objects.count() == 2


def test_a_story_that_was_withdrawn_stays_withdrawn(package):
    run(package(story(1)))
    article = Article.objects.get()
    publishing.withdraw(article, by=None, reason="Ảnh chưa được phép")

    said, _ = run(package(story(1, title="Tít đã sửa")))

    assert "đã bị gỡ" in said
    assert not Edition.objects.live(timezone.now()).exists()


def test_a_story_of_the_future_is_scheduled(package):
    at = timezone.now() + timedelta(days=3)

    run(package(story(1, published_at=at.isoformat())))

    assert Edition.objects.get().starts_at == at
    assert not Edition.objects.live(timezone.now()).exists()


def test_gate_problems_are_said_and_do_not_block(package):
    said, complaints = run(package(story(1, byline=[])))

    assert "Dòng 1: Bài chưa có người viết hoặc nguồn." in said
    assert complaints == ""
    assert Edition.objects.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "Không phải JSON."),
        (b"[1, 2]", "Không phải một đối tượng JSON."),
        (b"[" * 100_000, "Không phải JSON."),
        (b'{"id": "\xff"}', "Không phải UTF-8."),
        (story(1, id=""), "Thiếu “id”."),
        (story(1, id=7), "“id” phải là chữ."),
        (story(1, title="\u200b"), "Thiếu “title”."),
        (story(1, title="d" * 251), "“title” dài hơn 250 ký tự."),
        (story(1, title="\ud800"), "“title” có ký tự hỏng."),
        (story(1, sapo=None), "Thiếu “sapo”."),
        (story(1, category=["a", "b", "c"]), "một hoặc hai tên"),
        (story(1, category="a"), "“category” phải là danh sách."),
        (story(1, published_at="hôm qua"), "không phải giờ ISO 8601"),
        (story(1, published_at="2023-12-08T09:15:00"), "thiếu múi giờ"),
        (story(1, published_at="0001-01-01T00:00:00+00:00"), "không hợp lý"),
        (story(1, published_at=5), "không phải giờ ISO 8601"),
        (story(1, byline=["Minh Anh"]), "“byline”"),
        (story(1, tags=[1]), "“tags” phải là chữ."),
        (story(1, tags=["t" * 101]), "“tags” có mục dài hơn"),
        (story(1, lead_photo="x.jpg"), "“lead_photo” phải có “file”."),
        (story(1, body="<script>x</script>"), "không còn gì"),
        (story(1, body="<div>" * 5000 + "x"), "lồng"),
        (story(1, body=["x"]), "“body” phải là chữ."),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_in(package, line, reason):
    folder = package(story(8), line, story(9))

    said, complaints = run(folder)

    assert "Dòng 2: " in complaints
    assert reason in complaints
    assert "2 bài: 2 mới" in said
    assert "1 lỗi" in said
    titles = Edition.objects.order_by("title").values_list("title", flat=True)
    assert list(titles) == ["Tin cũ số 8", "Tin cũ số 9"]


def test_a_line_of_many_megabytes_is_reported_and_the_rest_goes_in(package):
    huge = json.dumps(story(1, body="<p>" + "dài " * 1_500_000)).encode()

    said, complaints = run(package(story(8), huge, story(9)))

    assert "Dòng 2: Dòng dài hơn 5 MB." in complaints
    assert "2 bài: 2 mới" in said


def test_an_id_that_stands_twice_is_reported(package):
    _said, complaints = run(package(story(1), story(1, title="Bản thứ hai")))

    assert "Dòng 2: Mã “cu-1” đã có ở dòng 1." in complaints
    assert Article.objects.get().title == "Tin cũ số 1"


def test_unknown_keys_and_pins_are_said_and_ignored(package):
    said, complaints = run(package(story(1, mood="vui", pins=["cu-77", "cu-1"])))

    assert "Dòng 1: Bỏ qua khóa lạ “mood”." in said
    assert "Dòng 1: Tin liên quan “cu-77” không có trong gói." in said
    assert complaints == ""
    assert not Article.objects.get().pins.exists()


@pytest.mark.parametrize(
    "file",
    ["photos/khong-co.jpg", "../bi-mat.jpg", "/etc/passwd", "photos/hong.jpg"],
)
def test_a_bad_photo_is_reported_and_its_story_goes_in_without_it(
    package, tmp_path, file
):
    (tmp_path / "bi-mat.jpg").write_bytes(picture(3))
    body = (
        '<p>Chữ.</p><figure><img src="photos/khong-co.jpg" alt="">'
        "<figcaption>Chú thích</figcaption></figure>"
    )
    folder = package(
        story(1, lead_photo={"file": file}, body=body),
        photos={"photos/hong.jpg": b"\xff\xd8\xff khong phai anh"},
    )

    _said, complaints = run(folder)

    assert file in complaints
    assert "Bài được nhập không có ảnh này." in complaints
    edition = Edition.objects.get()
    assert edition.lead_photo is None
    assert "<img" not in edition.html
    assert not Photo.objects.exists()


def test_a_link_out_of_the_folder_is_refused(package, tmp_path):
    secret = tmp_path / "bi-mat.jpg"
    secret.write_bytes(picture(3))
    folder = package(story(1, lead_photo={"file": "photos/lien-ket.jpg"}))
    (folder / "photos" / "lien-ket.jpg").symlink_to(secret)

    _, complaints = run(folder)

    assert "nằm ngoài thư mục" in complaints
    assert not Photo.objects.exists()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(package):
    folder = package(story(1), b"{", story(2, lead_photo={"file": "photos/x.jpg"}))

    said, complaints = run(folder, dry_run=True)

    assert "Chạy thử, không ghi gì. 2 bài: 2 mới" in said
    assert "Dòng 2: Không phải JSON." in complaints
    assert "photos/x.jpg" in complaints
    assert not Article.objects.exists()
    assert not Category.objects.exists()
    assert not Photo.objects.exists()


def test_sections_are_found_again_by_exact_key(package):
    CategoryFactory(name="Xây dựng Đảng")

    run(package(story(1, category=["XÂY DỰNG  ĐẢNG", "Quản trị"])))
    run(package(story(2, category=["Quản trị"])))

    paths = Category.objects.order_by("pk").values_list("path", flat=True)
    assert list(paths) == ["xay-dung-dang", "xay-dung-dang/quan-tri", "quan-tri-2"]


def test_the_person_who_imports_signs_the_revisions(package):
    user = UserFactory(username="nhap")

    run(package(story(1)), user="nhap")

    assert {revision.made_by for revision in Revision.objects.all()} == {user}


def test_a_missing_package_or_person_is_one_sentence(package, tmp_path):
    assert "Không có tệp stories.jsonl" in run(tmp_path / "khong-co")[1]
    assert "Không có tài khoản “ai-do”" in run(package(story(1)), user="ai-do")[1]


# The package lies beside the repository, not in it: a clone alone has none.
@pytest.mark.skipif(not SEED.is_dir(), reason="the seed package is not here")
def test_the_page_of_the_present_portal_comes_over_whole(client):
    # An old address whose number is the id of another article of ours.
    other = Article(
        pk=1001, title="Ta", sapo="Sapo.", body="<p>x</p>", category=CategoryFactory()
    )
    other.save(force_insert=True)
    publishing.publish(other, by=None, gate_open=True)

    said, complaints = run(SEED)

    assert complaints == ""
    assert "11 bài: 11 mới" in said
    assert UNCHANGED.format(11) in run(SEED)[0]
    old = LegacyAddress.objects.get(
        article=ImportedStory.objects.get(external_id="qltt-1").article
    ).path
    assert old.endswith("-1001.html")
    response = client.get(old)
    edition = Edition.objects.get(article__pk=response.url[:-5].rpartition("-")[2])
    assert (response.status_code, response.url) == (301, edition.get_absolute_url())
    shown = client.get(response.url)
    page = shown.text
    main = page[page.index("<main") : page.index("</main>")]
    record = json.loads((SEED / "stories.jsonl").read_text().splitlines()[0])
    text = main.partition("story-text")[2]
    assert text.count("<figure") == text.count("<figcaption") == 5
    assert len(shown.context["pins"]) == 2
    parts = [
        f'<h1 class="article-head__title">{record["title"]}',
        record["sapo"],
        "pinned-stories",
        "story-text",
        "<figure",
        record["byline"][0]["name"],
        record["byline"][0]["unit"],
        "Tin khác",
    ]
    places = [main.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
