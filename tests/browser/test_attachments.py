"""The files of a story, as its readers meet them."""

import pytest

from news import attachments, publishing
from news.models import ArticleAttachment
from tests.document_files import docx, pdf
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_files_are_large_targets_that_say_their_kind_and_size(page):
    article = ArticleFactory()
    for position, (content, name) in enumerate(
        [(pdf(), "Kế hoạch.pdf"), (docx(), "Ho_so_mau_bieu_kiem_tra_" * 5 + ".docx")]
    ):
        file = attachments.store(content, name=name, by=None)
        ArticleAttachment.objects.create(
            article=article, attachment=file, position=position
        )
    publishing.save(article, by=None)
    page.set_viewport_size({"width": 360, "height": 740})

    page.goto(publishing.publish(article, by=None).get_absolute_url())

    files = page.get_by_role("region", name="Tệp đính kèm").get_by_role("link")
    assert files.first.inner_text().split("\n") == ["PDF", "Kế hoạch", "1 KB"]
    heights = [link.bounding_box()["height"] for link in files.all()]
    assert len(heights) == 2
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with page.expect_download() as download:
        files.first.click()
    assert download.value.suggested_filename.endswith(".pdf")
