import json

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """What each story shows stands in its latest revision, and in its editions."""
    Photo = apps.get_model("news", "Photo")
    known = set(Photo.objects.values_list("pk", flat=True))
    _fill_editions(apps, known)
    _fill_articles(apps, known)


def empty(apps, schema_editor):
    apps.get_model("news", "EditionPhoto").objects.all().delete()
    apps.get_model("news", "ArticlePhoto").objects.all().delete()


def _fill_editions(apps, known):
    Edition = apps.get_model("news", "Edition")
    EditionPhoto = apps.get_model("news", "EditionPhoto")
    for pk, data in Edition.objects.values_list("pk", "data").iterator(BATCH):
        EditionPhoto.objects.bulk_create(
            EditionPhoto(edition_id=pk, photo_id=photo) for photo in _ids(data) & known
        )


def _fill_articles(apps, known):
    Revision = apps.get_model("news", "Revision")
    ArticlePhoto = apps.get_model("news", "ArticlePhoto")
    latest = {}
    rows = Revision.objects.order_by("article_id", "number")
    for article, pk in rows.values_list("article_id", "pk").iterator(BATCH):
        latest[article] = pk
    for article, pk in latest.items():
        data = Revision.objects.values_list("data", flat=True).get(pk=pk)
        ArticlePhoto.objects.bulk_create(
            ArticlePhoto(article_id=article, photo_id=photo)
            for photo in _ids(data) & known
        )


def _ids(data):
    try:
        return {photo["id"] for photo in json.loads(data)["photos"].values()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()  # A damaged record: verify_editions names it.


class Migration(migrations.Migration):
    dependencies = [("news", "0003_photo_uses")]
    operations = [migrations.RunPython(fill, empty)]
