"""What search knows of the editions: one row each, found by the words in its index.

The words themselves stand where only one database understands them: in FTS5 tables of
the same rowid (SQLite) or in `tsvector` columns of these rows (PostgreSQL). Migration
0021 makes both, news.search writes and reads them.
"""

from __future__ import annotations

from django.db import models

from news.models.article import Article
from news.models.edition import Edition


class SearchDocument(models.Model):
    """An edition that readers see or will see, ready to be found.

    `place` orders by the date of the story, ends in the edition's id, and is the rowid
    of its words: see news.search.documents.place_of().
    """

    place = models.BigIntegerField("chỗ theo ngày đăng", primary_key=True)
    edition = models.OneToOneField(
        Edition,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="bản đăng",
    )
    # Copies of the edition's, so that counting touches no wide row.
    starts_at = models.DateTimeField("hiển thị từ")
    ends_at = models.DateTimeField("hiển thị đến", blank=True, null=True)
    digest = models.CharField("mã của chữ đã ghi", max_length=32)

    class Meta:
        verbose_name = "bản ghi tìm kiếm"
        verbose_name_plural = "bản ghi tìm kiếm"

    def __str__(self) -> str:
        return str(self.place)


class SearchText(models.Model):
    """The plain text of a document, from which passages are shown; zlib, UTF-8."""

    document = models.OneToOneField(
        SearchDocument,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="text",
        verbose_name="bản ghi tìm kiếm",
    )
    packed = models.BinaryField("chữ đã nén")

    class Meta:
        verbose_name = "chữ của bản ghi tìm kiếm"
        verbose_name_plural = "chữ của bản ghi tìm kiếm"

    def __str__(self) -> str:
        return str(self.pk)


class SearchWord(models.Model):
    """A word of some document, as it was first met: see vietnamese.syllables().

    Words of texts that are gone or not yet live are here, too: what is shown to readers
    must be checked against live editions.
    """

    exact = models.CharField("từ", max_length=64, primary_key=True)
    folded = models.CharField("từ không dấu", max_length=64, db_index=True)
    # Documents with it when the index was last rebuilt; later ones do not count.
    count = models.PositiveIntegerField("số bản đăng", default=1)

    class Meta:
        verbose_name = "từ để tìm"
        verbose_name_plural = "từ để tìm"

    def __str__(self) -> str:
        return self.exact


class DeskSearchDocument(models.Model):
    """A working text, ready to be found at the desk. The site never reads these."""

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name="bài viết",
    )
    digest = models.CharField("mã của chữ đã ghi", max_length=32)

    class Meta:
        db_table = "news_desksearch"
        verbose_name = "bản ghi tìm kiếm ở bàn biên tập"
        verbose_name_plural = "bản ghi tìm kiếm ở bàn biên tập"

    def __str__(self) -> str:
        return str(self.pk)
