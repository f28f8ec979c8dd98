"""Early warnings: what must be done before it is too late. One query for each kind.

The numbers are those of the Regulation of the day; sources: DOMAIN 4.2 and 4.5 (2, 7,
10, 12), for absences Quy định 24-QĐ/TW, 8.1. Days are those of Vietnam.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from party.access import Scope
from party.alerts import organizations, people, work
from party.alerts.alert import Alert
from party.models import Regulation

__all__ = ["KINDS", "OF_OFFICERS", "Alert", "Kind", "of"]


@dataclass(frozen=True)
class Kind:
    """`find` asks one query and gives the pressing ones first."""

    name: str
    empty: str
    find: Callable[[Scope, date, Regulation], list[Alert]]


def of(scope: Scope, day: date) -> dict[str, list[Alert]]:
    """What this scope is warned of on that day, by the keys of KINDS."""
    rules = Regulation.objects.on(day)
    return {key: kind.find(scope, day, rules) for key, kind in KINDS.items()}


KINDS = {
    "thuong-ky": Kind(
        "Chưa sinh hoạt thường kỳ tháng này",
        "Mọi chi bộ đã sinh hoạt thường kỳ tháng này.",
        organizations.no_regular_meeting,
    ),
    "chuyen-de": Kind(
        "Chưa sinh hoạt chuyên đề quý này",
        "Mọi chi bộ đã sinh hoạt chuyên đề quý này.",
        organizations.no_thematic_meeting,
    ),
    "vang": Kind(
        "Vắng không lý do nhiều tháng",
        "Không đảng viên nào đến mức cảnh báo.",
        people.unexcused,
    ),
    "du-bi": Kind(
        "Đảng viên dự bị đến hạn xét chính thức",
        "Không ai đến hạn trong tháng này.",
        people.probation,
    ),
    "nhiem-ky": Kind(
        "Nhiệm kỳ sắp hết", "Không nhiệm kỳ nào sắp hết hạn.", organizations.term_ends
    ),
    "nhiem-vu": Kind(
        "Nhiệm vụ quá hạn", "Không nhiệm vụ nào quá hạn.", work.overdue_tasks
    ),
    "du-lieu": Kind(
        "Yêu cầu về dữ liệu cá nhân",
        "Không yêu cầu nào đang chờ.",
        work.data_requests,
    ),
    "luu-giu": Kind(
        "Hồ sơ đến hạn xem xét ẩn danh",
        "Không hồ sơ nào đến hạn.",
        work.retention,
    ),
}
OF_OFFICERS = {"du-lieu", "luu-giu"}  # A named officer has none of these.
