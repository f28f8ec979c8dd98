"""The demo's desk at work: what waits, is scheduled, was changed, was corrected."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from news import publishing
from news.models import Article, Author, Category, Edition, ImportedStory, Unit
from portal.models import User

WRITTEN: list[dict[str, Any]] = [
    {
        "title": "Tạm giữ 1.200 hộp mỹ phẩm không có hóa đơn tại chợ đầu mối",
        "sapo": "Chủ hàng chưa xuất trình được chứng từ nguồn gốc; đoàn kiểm tra niêm"
        " phong toàn bộ để làm rõ.",
        "is_submitted": True,
    },
    {
        "title": "Tập huấn nhận biết hàng giả cho tiểu thương chợ trung tâm",
        "sapo": "Hơn 80 tiểu thương được hướng dẫn cách đọc nhãn, mã vạch và tem chống"
        " giả.",
        "is_submitted": True,
    },
    {
        "title": "Kiểm tra 14 cửa hàng xăng dầu trên tuyến quốc lộ",
        "sapo": "Các cửa hàng chấp hành tốt quy định về niêm yết giá và đo lường.",
        "is_submitted": True,
        "sent_back": "Bổ sung số cột bơm đã kiểm tra và tên đơn vị phối hợp.",
    },
    {
        "title": "Ghi nhanh: một buổi sáng ở quầy tiếp dân",
        "sapo": "Người dân đến hỏi nhiều nhất về hóa đơn và hàng mua trên mạng.",
    },
]
SCHEDULED = {
    "title": "Lịch trực đường dây nóng dịp cuối năm",
    "sapo": "Đường dây nóng có người trực cả thứ bảy, chủ nhật và ngày lễ.",
}
CHANGED = " (cập nhật)"
CORRECTED = "xang-dau-cot-bom"
WRONG, RIGHT = "kiểm tra 34 cửa hàng", "kiểm tra 36 cửa hàng"


def fill() -> None:
    """Once: what the office has on its way. Nothing of it can be read yet."""
    writer = User.objects.get(username="phongvien")
    if Article.objects.filter(created_by=writer).exists():
        return
    editor = User.objects.get(username="bientap")
    for facts in WRITTEN:
        story = _write(facts, writer)
        if facts.get("is_submitted"):
            publishing.submit(story, by=writer)
        if note := facts.get("sent_back"):
            publishing.send_back(story, by=editor, note=note)
    publishing.schedule(_write(SCHEDULED, writer), at=_tomorrow(), by=editor)
    live = Edition.objects.live(timezone.now()).newest()[3].article
    live.title += CHANGED
    publishing.save(live, by=editor)
    _correct(editor)


def _correct(editor: User) -> None:
    """A live story says what it said wrongly: on its page and under “Đính chính”."""
    imported = ImportedStory.objects.filter(external_id=CORRECTED).first()
    if imported is None or WRONG not in imported.article.body:
        return
    story = imported.article
    story.body = story.body.replace(WRONG, RIGHT)
    row = {
        "wrong": WRONG,
        "right": RIGHT,
        "on": timezone.localdate().isoformat(),
        "signed_by": "Ban biên tập",
        "edition": story.editions.count(),
    }
    publishing.save(story, by=editor, corrections=[row])
    publishing.publish(story, by=editor)


def _write(facts: dict[str, Any], writer: User) -> Article:
    story = Article(
        title=facts["title"],
        sapo=facts["sapo"],
        body=f"<p>{facts['sapo']}</p>",
        category=Category.objects.exclude(parent=None).order_by("path").first(),
    )
    unit = Unit.objects.order_by("pk").first()
    signed = Author.objects.named(writer.full_name, unit)
    publishing.save(
        story, by=writer, tags=["kiểm tra thị trường"], bylines=[(signed, None)]
    )
    return story


def _tomorrow() -> datetime:
    """Seven in the morning, Vietnamese time."""
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(7)))
