"""Who came in, who went, whose rights changed: told to the log of the portal."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from news import audit
from news.enums import AuditKind
from news.site.visitors import address_of
from portal.models import User

# Enough to recognise a slip of the finger; a password in the wrong box is cut.
TYPED_NAME = 12
NO_STAFF = "Tài khoản không được vào trang quản trị."


def connect() -> None:
    """The one place for signals: Django tells of logins in no other way."""
    user_logged_in.connect(_came_in, dispatch_uid="portal.audit")
    user_logged_out.connect(_went, dispatch_uid="portal.audit")
    user_login_failed.connect(_failed, dispatch_uid="portal.audit")


def with_address(view: Callable[..., HttpResponseBase]) -> Any:
    """The view; what it records was asked for from the address of its request."""

    def located(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with audit.asked_from(address_of(request)):
            return view(request, *args, **kwargs)

    return update_wrapper(located, view)


class DeskLoginForm(AdminAuthenticationForm):
    """Says so in the log when somebody with a right password may not come in."""

    def confirm_login_allowed(self, user: Any) -> None:
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            name = user.get_username()
            _record(AuditKind.LOGIN_FAILED, self.request, name=name, text=NO_STAFF)
            raise


def account_made(user: User, *, by: User) -> None:
    _account(f"Tạo tài khoản. {_said(rights_of(user))}", user, by)


def account_changed(user: User, before: dict[str, str], *, by: User) -> None:
    """One row for all that changed of what decides what the account may do."""
    changed = {
        name: value for name, value in rights_of(user).items() if before[name] != value
    }
    if changed:
        _account(f"{_said(changed)} (trước: {_said(before, changed)})", user, by)


def password_changed(user: User, *, by: User) -> None:
    audit.record(AuditKind.PASSWORD, by=by, label=_label(user))


def rights_of(user: User) -> dict[str, str]:
    """What decides what the account may do, in words."""
    groups = user.groups.order_by("name").values_list("name", flat=True)
    return {
        "tên đăng nhập": user.username,
        "nhóm": ", ".join(groups) or "không",
        "hoạt động": "có" if user.is_active else "không",
        "vào trang quản trị": "có" if user.is_staff else "không",
        "toàn quyền": "có" if user.is_superuser else "không",
    }


def _said(rights: dict[str, str], only: dict[str, str] | None = None) -> str:
    named = rights if only is None else only
    return "; ".join(f"{name}: {rights[name]}" for name in named)


def _account(text: str, user: User, by: User) -> None:
    audit.record(AuditKind.ACCOUNT, by=by, text=text, label=_label(user))


def _label(user: User) -> str:
    return f"{user} ({user.username})"


def _came_in(request: HttpRequest | None, user: User, **kwargs: object) -> None:
    _record(AuditKind.LOGIN, request, by=user)


def _went(request: HttpRequest | None, user: User | None, **kwargs: object) -> None:
    if user is not None:
        _record(AuditKind.LOGOUT, request, by=user)


def _failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: object
) -> None:
    typed = str(credentials.get("username", ""))[: 10 * TYPED_NAME]
    _record(AuditKind.LOGIN_FAILED, request, name=_shortened(typed))


def _shortened(typed: str) -> str:
    line = " ".join(typed.split())
    return line if len(line) <= TYPED_NAME else f"{line[:TYPED_NAME]}…"


def _record(kind: AuditKind, request: HttpRequest | None, **facts: Any) -> None:
    with audit.asked_from(address_of(request) if request else ""):
        audit.record(kind, **{"by": None} | facts)
