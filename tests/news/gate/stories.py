"""A story that the gate has nothing to say about, and what it says of others."""

from typing import Any

from django.conf import settings

from news import gate, html

PHOTO = {
    "id": 1,
    "sha256": "0" * 64,
    "width": 1200,
    "height": 800,
    "alt": "Kiểm tra viên đếm kiện hàng trong kho",
    "caption": "Kiểm đếm tang vật tại kho.",
    "credit": "Đội QLTT số 1",
    "focal": [50, 50],
}
SOUND: dict[str, Any] = {
    "title": "Tạm giữ 600 đôi giày không rõ nguồn gốc",
    "sapo": "Chủ hàng chưa xuất trình được hóa đơn, chứng từ.",
    "body": "<p>Đoàn kiểm tra lập biên bản tại kho hàng.</p>",
    "kind": "tin",
    "category": {"id": 1, "path": "thoi-su"},
    "source": {"name": "", "url": ""},
    "lead": None,
    "photos": {},
    "tags": [{"tag_id": 1, "tag__name": "hàng lậu"}],
    "bylines": [{"author": 1, "name": "Minh Anh", "unit": None, "unit_name": ""}],
    "pins": [],
}


def story(**changes: Any) -> dict[str, Any]:
    return SOUND | changes


def said(severity: str = "block", **changes: Any) -> list[tuple[str, str]]:
    """(field, key) of what the gate says of the sound story with these changes."""
    at = changes.pop("at", None)
    changes["body"] = html.clean(changes.get("body", SOUND["body"]))
    found = gate.problems(story(**changes), at=at)
    return [(p.field, p.key) for p in found if p.severity == severity]


def figure(name: str, *, alt: str = "", caption: str = "") -> str:
    return (
        f'<figure class="image"><img src="{settings.MEDIA_URL}{name}" alt="{alt}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def every_kind_of_link(number: int) -> list[str]:
    """One address of each kind of page that may be there or not; none of these is."""
    kinds = [
        *("/tin-{}.html", "/muc-{}/", "/tu-khoa/the-{}/", "/tac-gia/ai-{}/"),
        *("/don-vi/doi-{}/", "/tep-dinh-kem/{}/1/a.pdf", "/media/a/{}.jpg", "/cu/{}.x"),
    ]
    return [kind.format(number) for kind in kinds]
