"""A photo withdrawn for rights or privacy: off every page at once, and back."""

import threading

import pytest
from django.core.files.storage import default_storage, storages
from django.db import close_old_connections, connection

from news import photos, publishing
from news.enums import StoryKind
from news.models import Edition, GalleryPhoto, Photo
from news.publishing import proof
from tests.factories import ArticleFactory, EditorFactory, PhotoFactory

pytestmark = pytest.mark.django_db(transaction=True)


def in_text(photo):
    return f'<p>Chữ.</p><p><img src="{photo.file.url}" alt="Kho"></p>'


def stories_with(photo):
    """Live stories that show it: as lead, in the text, in a gallery."""
    lead = ArticleFactory(lead_photo=photo)
    text = ArticleFactory(body=in_text(photo))
    gallery = ArticleFactory(kind=StoryKind.PHOTO)
    GalleryPhoto.objects.create(article=gallery, photo=photo)
    GalleryPhoto.objects.create(article=gallery, photo=PhotoFactory(), position=1)
    publishing.save(gallery, by=None)
    return [publishing.publish(article, by=None) for article in (lead, text, gallery)]


def test_a_withdrawn_photo_is_on_no_page_and_its_files_are_gone(client):
    photo, by = PhotoFactory(), EditorFactory()
    editions = stories_with(photo)
    addresses = ["/", *(edition.get_absolute_url() for edition in editions)]
    stem = photo.file.name.removesuffix(".jpg")
    before = [stem in client.get(address).text for address in addresses]
    file = photos.public_files(photo)[0]

    publishing.withdraw_photo(photo, by=by, reason=" Người  trong ảnh yêu cầu ")

    assert before == [True] * 4
    assert [stem in client.get(address).text for address in addresses] == [False] * 4
    assert client.get(f"/media/{file}").status_code == 404
    assert photos.public_files(photo) == []
    assert storages["private"].exists(photo.file.name)
    assert (photo.withdrawn_by, photo.withdrawn_reason) == (
        by,
        "Người trong ảnh yêu cầu",
    )


def test_the_pages_are_as_the_record_says_after_withdrawal():
    photo = PhotoFactory()
    stories_with(photo)

    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")

    assert list(proof.faults(Edition.objects.all())) == []


def test_a_returned_photo_stands_where_it_stood(client):
    photo = PhotoFactory()
    editions = stories_with(photo)
    before = [(edition.html, edition.head, edition.card) for edition in editions]
    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")

    publishing.return_photo(photo)

    for edition in editions:
        edition.refresh_from_db()
    assert [(e.html, e.head, e.card) for e in editions] == before
    assert photos.lacking(photo) == []


def test_withdrawing_needs_a_reason_and_happens_once():
    photo = PhotoFactory()

    with pytest.raises(publishing.PublishingError, match="lý do"):
        publishing.withdraw_photo(photo, by=None, reason=" ")
    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")
    with pytest.raises(publishing.PublishingError, match="đã bị gỡ"):
        publishing.withdraw_photo(photo, by=None, reason="Lần nữa")
    publishing.return_photo(photo)
    with pytest.raises(publishing.PublishingError, match="không bị gỡ"):
        publishing.return_photo(photo)

    assert Photo.objects.get().withdrawn_at is None


def test_without_its_original_a_photo_stays_withdrawn():
    photo = PhotoFactory()
    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")
    storages["private"].delete(photo.file.name)

    with pytest.raises(publishing.PublishingError, match="tệp gốc"):
        publishing.return_photo(photo)

    assert Photo.objects.get().withdrawn_at


def test_a_story_with_a_withdrawn_photo_is_stopped_at_the_gate():
    photo = PhotoFactory()
    article = ArticleFactory(body=in_text(photo))
    publishing.withdraw_photo(photo, by=None, reason="Bản quyền")

    with pytest.raises(publishing.Blocked, match="đã bị gỡ"):
        publishing.publish(article, by=None)

    assert not article.editions.exists()


def test_the_same_file_does_not_come_in_again():
    photo = PhotoFactory(content=(content := PhotoFactory.content.function(991)))
    publishing.withdraw_photo(photo, by=None, reason="Người trong ảnh yêu cầu")

    with pytest.raises(photos.PhotoError, match="Người trong ảnh yêu cầu"):
        photos.store(content, by=None)

    assert photos.public_files(photo) == []


def test_a_photo_withdrawn_while_a_story_is_published_is_not_on_its_page():
    for _ in range(8):
        photo = PhotoFactory()
        article = ArticleFactory(lead_photo=photo)
        barrier, failures = threading.Barrier(2), []

        def run(step, barrier=barrier, failures=failures):
            try:
                barrier.wait()
                step()
            except Exception as error:
                failures.append(error)
            finally:
                close_old_connections()
                connection.close()

        threads = [
            threading.Thread(target=run, args=[step])
            for step in (
                lambda article=article: publishing.publish(article, by=None),
                lambda photo=photo: publishing.withdraw_photo(
                    photo, by=None, reason="Bản quyền"
                ),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        edition = Edition.objects.get(article=article)
        stem = photo.file.name.removesuffix(".jpg")
        assert failures == []
        assert stem not in edition.html + edition.head + edition.card
        assert not default_storage.exists(photo.file.name)
