from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    """Stories whose latest revision is not the text of their last edition."""
    Article = apps.get_model("news", "Article")
    Edition = apps.get_model("news", "Edition")
    Revision = apps.get_model("news", "Revision")
    last = Edition.objects.filter(article=OuterRef("pk")).order_by("-number")
    latest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    published = Article.objects.annotate(
        shown=Subquery(last.values("revision__digest")[:1]),
        written=Subquery(latest.values("digest")[:1]),
    ).filter(shown__isnull=False)
    ahead = published.exclude(shown=F("written")).values_list("pk", flat=True)
    for pk in list(ahead):
        Article.objects.filter(pk=pk).update(is_ahead=True)


class Migration(migrations.Migration):
    dependencies = [("news", "0012_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
