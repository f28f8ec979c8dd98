"""Which accounts an administrator should look at again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from news.desk.block import MOST, Block, Line
from portal.models import User

IDLE = timedelta(days=90)


def idle(moment: datetime) -> Block:
    """Open doors that nobody uses: never signed in first, then the longest away."""
    unused = Q(last_login__isnull=True) | Q(last_login__lt=moment - IDLE)
    users = (
        User.objects.filter(unused, is_active=True, is_staff=True)
        .only("full_name", "username", "last_login")
        .order_by(F("last_login").asc(nulls_first=True), "pk")
    )
    lines = [
        Line(
            str(user),
            reverse("admin:portal_user_change", args=[user.pk]),
            [_since(user.last_login)],
        )
        for user in users[: MOST + 1]
    ]
    return Block(
        "accounts",
        "Tài khoản lâu không dùng",
        "Tài khoản nào cũng có người dùng trong 90 ngày qua.",
        lines,
        reverse("admin:portal_user_changelist"),
        "Mọi tài khoản",
    )


def _since(last_login: datetime | None) -> str:
    if last_login is None:
        return "chưa đăng nhập lần nào"
    return f"đăng nhập lần cuối {timezone.localtime(last_login):%d/%m/%Y}"
