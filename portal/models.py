"""Accounts of the staff, and the dated profile of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(
        self, username: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            username, password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. Vietnamese names do not split: there is one name field."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Đã có tài khoản với tên đăng nhập này."},
    )
    full_name = models.CharField("họ và tên", max_length=150, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    unit = models.ForeignKey(
        "news.Unit",
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="đơn vị",
        blank=True,
        null=True,
        help_text="Phóng viên xem được bài của người cùng đơn vị.",
    )
    is_staff = models.BooleanField(
        "được vào trang quản trị",
        default=False,
        help_text="Người này đăng nhập được vào trang quản trị.",
    )
    is_active = models.BooleanField(
        "đang hoạt động",
        default=True,
        help_text="Bỏ chọn thay vì xóa tài khoản.",
    )
    date_joined = models.DateTimeField("tạo lúc", default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class AgencyProfileQuerySet(models.QuerySet["AgencyProfile"]):
    def on(self, day: date) -> AgencyProfile | None:
        """What the office was called, and where it sat, on that day."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class AgencyProfile(models.Model):
    """The office's name, chief and addresses from a day on."""

    valid_from = models.DateField("có hiệu lực từ ngày", unique=True)
    name = models.CharField("tên cơ quan", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100, blank=True)
    parent_agency = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=50, blank=True)
    hotline = models.CharField("đường dây nóng", max_length=50, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    editor_in_chief = models.CharField(
        "chịu trách nhiệm nội dung", max_length=200, blank=True
    )

    objects = AgencyProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "thông tin cơ quan"
        verbose_name_plural = "thông tin cơ quan"

    def __str__(self) -> str:
        return f"{self.name} (từ {self.valid_from:%d/%m/%Y})"
